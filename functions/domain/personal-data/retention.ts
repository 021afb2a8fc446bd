import * as z from 'zod'
import { daysAfter, fiscalYearOf, type Instant, tokyoDayOf } from '../calendar.ts'
import { Id } from '../fields.ts'
import type { Member } from '../people/people.ts'
import type { Register } from '../register.ts'
import { ERASURE_REASONS } from '../words.ts'

const Disposable = z.object({
  id: Id,
  name: z.string(),
  /** The last fiscal year in which they were anything here. */
  lastYear: z.int(),
  /** The fiscal year from which on their data is past its period. */
  since: z.int(),
})
const Disposed = z.object({
  id: Id,
  why: z.enum(ERASURE_REASONS),
  at: z.string(),
  texts: z.boolean(),
  doneAt: z.string().optional(),
})

export const Retention = z
  .object({
    /** 保存年限; nothing is ever past it without one. */
    years: z.int().optional(),
    due: z.array(Disposable),
    disposed: z.array(Disposed),
  })
  .meta({ id: 'Retention' })
export type Retention = z.infer<typeof Retention>

/**
 * Whose data is past the municipality's retention period: `retentionYears` whole fiscal years after the last one
 * in which they held a role or were in service. Derived, so that no job can miss it.
 */
export function retentionOf({ municipality, members }: Register, now: Instant): Retention {
  const years = municipality.settings.retentionYears
  const thisYear = fiscalYearOf(tokyoDayOf(now))
  const due: Retention['due'] = []
  const disposed: Retention['disposed'] = []
  for (const member of members.values()) {
    if (member.erased) {
      const { at, why, texts, doneAt } = member.erased
      disposed.push({ id: member.id, at, why, texts, ...(doneAt !== undefined && { doneAt }) })
      continue
    }
    const lastYear = lastYearOf(member)
    if (years === undefined || lastYear === undefined) continue
    const since = lastYear + years + 1
    if (since <= thisYear) due.push({ id: member.id, name: member.name, lastYear, since })
  }
  return {
    ...(years !== undefined && { years }),
    due: due.sort((a, b) => a.since - b.since),
    disposed: disposed.sort((a, b) => (a.at < b.at ? 1 : -1)),
  }
}

/** Undefined while somebody is in service with a role that has no end: nothing of theirs is over. */
function lastYearOf({ leftOn, roles }: Member): number | undefined {
  // It is the first day without them: whoever leaves with a fiscal year is gone from April 1 on.
  if (leftOn !== undefined) return fiscalYearOf(daysAfter(leftOn, -1))
  // A cohort's member becomes its alumnus, whose years don't end while they are in service.
  const isOver =
    roles.length > 0 && roles.every(({ role, to }) => to !== undefined && role !== 'member')
  if (!isOver) return undefined
  return Math.max(...roles.map(({ to }) => fiscalYearOf(to ?? '')))
}
