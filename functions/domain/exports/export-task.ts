import * as z from 'zod'
import { daysAfter, type Instant, startOfTokyoDay, tokyoDayOf } from '../calendar.ts'
import { attribute, type Deed, type MunicipalityChange, separateTexts } from '../change.ts'
import { DaySchema, Id, MunicipalityCode } from '../fields.ts'
import type { Actor } from '../people/people.ts'
import { can } from '../permissions.ts'
import type { Erasure } from '../personal-data/erasure.ts'
import type { Register } from '../register.ts'
import { EXPORTS } from './export-changes.ts'

/** How long a finished file can be fetched. */
export const KEPT_DAYS = 7
/** How long one is told afterwards who asked for it, and that it is gone. */
const LISTED_DAYS = 30

/** What is made as a task of its own, as it may take longer than anybody waits. */
export const TASK_FORMATS = {
  register: ['xlsx', 'json'],
  history: ['csv', 'json'],
} as const

export const ExportTaskInput = z
  .discriminatedUnion('what', [
    z.strictObject({
      what: z.literal('register'),
      format: z.enum(TASK_FORMATS.register),
      asOf: DaySchema.optional(),
      language: z.enum(['ja', 'en']),
    }),
    z.strictObject({
      what: z.literal('history'),
      format: z.enum(TASK_FORMATS.history),
      language: z.enum(['ja', 'en']),
    }),
  ])
  .meta({ id: 'ExportTaskInput' })
export type ExportTaskInput = z.infer<typeof ExportTaskInput>

export const EXPORT_STATES = ['waiting', 'running', 'done', 'failed'] as const

/** An export that is made while nobody waits: who asked, and how far it is. */
export const ExportTask = z.object({
  id: Id,
  municipality: MunicipalityCode,
  what: z.enum(['register', 'history']),
  format: z.enum(['xlsx', 'csv', 'json']),
  language: z.enum(['ja', 'en']),
  asOf: DaySchema.optional(),
  /** Everything that was recorded up to here is in it. */
  knownAt: z.string(),
  by: Id,
  /** Made for somebody who reads the roster: whoever doesn't must not fetch it. */
  readsRoster: z.boolean(),
  state: z.enum(EXPORT_STATES),
  /** How often it was begun. */
  attempt: z.int(),
  /** Which run makes it, and until when it is taken to be at work without a word: nobody else begins it before. */
  maker: z.string().optional(),
  until: z.string().optional(),
  /** Rows that are written, and how many there will be. */
  done: z.int(),
  of: z.int(),
  bytes: z.int().optional(),
  /** When nothing more is known of it (seconds); its file goes earlier. */
  expiresAt: z.int(),
})
export type ExportTask = z.infer<typeof ExportTask>

/** What whoever makes a task tells of it. */
export type ExportProgress = Partial<Pick<ExportTask, 'state' | 'done' | 'of' | 'bytes' | 'until'>>

/**
 * Somebody asks for a long export: told in the history with the task itself, so that neither is without the other.
 * @param of how many rows it will have, as far as is known
 * @throws DomainError `not_allowed`
 */
export function askForExport(
  register: Register,
  { input, of }: { input: ExportTaskInput; of: number },
  deed: Deed,
): MunicipalityChange {
  const { municipality } = register
  const resource = { municipality: municipality.code }
  const by = attribute(deed, EXPORTS[input.what], resource)
  const asOf = input.what === 'register' ? input.asOf : undefined
  const task: ExportTask = {
    id: deed.id,
    municipality: municipality.code,
    what: input.what,
    format: input.format,
    language: input.language,
    ...(asOf !== undefined && { asOf }),
    knownAt: deed.now,
    by: deed.actor.memberId ?? deed.id,
    readsRoster: can(deed.actor, 'roster.read', resource, deed.now),
    state: 'waiting',
    attempt: 0,
    done: 0,
    of,
    expiresAt: Math.floor(Date.parse(daysLater(deed.now, LISTED_DAYS)) / 1000),
  }
  const { what, format } = input
  return {
    after: municipality,
    members: [],
    entityId: deed.id,
    exports: [task],
    event: {
      type: 'data_exported',
      by,
      ...separateTexts({
        ...{ what, format, exportId: deed.id },
        ...(asOf !== undefined && { filter: { asOf } }),
      }),
    },
  }
}

/** Until when a task's file can be fetched: the end of the seventh day after it was asked for. */
export function keptUntil({ knownAt }: Pick<ExportTask, 'knownAt'>): Instant {
  return daysLater(knownAt, KEPT_DAYS)
}

/** How a task stands for whoever looks at it: what was not fetched in time is gone. */
export function stateAt(task: ExportTask, now: Instant): ExportTask['state'] | 'expired' {
  return now < keptUntil(task) || task.state === 'failed' ? task.state : 'expired'
}

/** The end of a day in Tokyo, some days after an instant. */
function daysLater(instant: Instant, days: number): Instant {
  return startOfTokyoDay(daysAfter(tokyoDayOf(instant), days + 1))
}

/**
 * Whether somebody may have the file: whoever could make the same one now, and no longer than it is kept.
 * @param erasures the municipality's entries in the ledger
 */
export function mayFetch(
  erasures: readonly Pick<Erasure, 'doneAt'>[],
  task: ExportTask,
  { actor, now }: { actor: Actor; now: Instant },
): boolean {
  const resource = { municipality: task.municipality }
  // What was still there when it was asked for may stand in the file, and in nothing else any more.
  const isErasedSince = erasures.some(({ doneAt }) => doneAt === undefined || doneAt > task.knownAt)
  return (
    stateAt(task, now) === 'done' &&
    !isErasedSince &&
    can(actor, EXPORTS[task.what], resource, now) &&
    (!task.readsRoster || can(actor, 'roster.read', resource, now))
  )
}
