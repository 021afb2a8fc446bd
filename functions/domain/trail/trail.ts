import * as z from 'zod'
import { EVENT_TYPES, type EventType } from '../change.ts'
import { Id } from '../fields.ts'
import { Attribution } from '../people/people.ts'
import type { Register } from '../register.ts'

/** What one may look for: kinds of events, by what they are about. */
export const EVENT_GROUPS = [
  'proposals',
  'reports',
  'answers',
  'reviews',
  'people',
  'settings',
  'reads',
  'others',
] as const
export type EventGroup = (typeof EVENT_GROUPS)[number]

/** An event in the words of the trail: its facts with the texts put back where they stand. */
export const TrailRow = z
  .object({
    recordedAt: z.string(),
    stream: z.string(),
    sequence: z.int(),
    operationId: Id,
    type: z.enum(EVENT_TYPES),
    by: Attribution,
    proposal: z.object({ id: Id, title: z.string() }).optional(),
    /** What it says, and under `before` what it was. A text that was erased is `{ "erased": true }`. */
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TrailRow' })
export type TrailRow = z.infer<typeof TrailRow>

/** The facts of an event with the texts it commits to, as they are stored apart. */
export type ToldEvent = Omit<TrailRow, 'proposal'> & {
  commitments: Record<string, string>
  texts: Record<string, { text: string }>
}

const ERASED = { erased: true } as const

export function groupOf(type: EventType): EventGroup {
  if (type === 'roster_read' || type === 'data_exported') return 'reads'
  if (/^(proposal|steward|comment)_/.test(type)) return 'proposals'
  if (/^(report_confirmed|report_disputed|confirmation_withdrawn)$/.test(type)) return 'answers'
  if (type.startsWith('report_')) return 'reports'
  if (type.startsWith('review_')) return 'reviews'
  if (/^(members?|invitation)_/.test(type)) return 'people'
  return /^(settings|municipality)_/.test(type) ? 'settings' : 'others'
}

/** The proposal that a stream is of. */
export function proposalOf(stream: string): string | undefined {
  return stream.startsWith('proposal/') ? stream.slice('proposal/'.length) : undefined
}

/**
 * An event as the trail shows it.
 * @param readsRoster whether the reader may see what only the roster's readers see, such as addresses
 */
export function trailRowOf(
  register: Register,
  { commitments, texts, data, ...event }: ToldEvent,
  { readsRoster }: { readsRoster: boolean },
): TrailRow {
  const proposalId = proposalOf(event.stream)
  const proposal = proposalId === undefined ? undefined : register.proposals.get(proposalId)
  const told = withTexts(data, commitments, texts)
  const corrected =
    typeof data.corrects === 'string' && proposal?.reports.find(({ id }) => id === data.corrects)
  const whole = corrected ? { ...told, before: differing(corrected, told) } : told
  const shown = readsRoster ? whole : withoutPrivate(whole, isWordOfHr(event) ? HR_WORDS : [])
  return {
    ...event,
    ...(proposal && { proposal: { id: proposal.id, title: proposal.title } }),
    data: shown,
  }
}

/** What the roster tells HR alone. */
const PRIVATE: ReadonlySet<string> = new Set(['email', 'staffNumber', 'away'])

/** Where the words of what HR alone reads stand. */
const HR_WORDS = ['text', 'reason']

/**
 * What somebody claims about their data, and what another municipality asks and is told, is between them and HR. (An
 * inquiry of the own side is ended by the hub, with what came back.)
 */
function isWordOfHr({ type, by }: Pick<TrailRow, 'type' | 'by'>): boolean {
  if (type === 'inquiry_ended') return by.kind === 'person'
  return type === 'claim_made' || type === 'claim_answered' || type === 'inquiry_received'
}

function withoutPrivate(
  data: Record<string, unknown>,
  words: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      if (PRIVATE.has(key) || words.includes(key)) return []
      if (key === 'before' && isRecord(value)) return [[key, withoutPrivate(value)]]
      return [[key, value]]
    }),
  )
}

/** What the corrected report said otherwise. */
function differing(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(after)
      .filter((key) => !/^(reportId|corrects|side)$/.test(key))
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, before[key] ?? null]),
  )
}

/** The facts of an event with its texts where they stand; one that was erased is `{ erased: true }`. */
export function withTexts(
  data: Record<string, unknown>,
  commitments: Record<string, string>,
  texts: Record<string, { text: string }>,
): Record<string, unknown> {
  const pointers = Object.keys(commitments)
  if (pointers.length === 0) return data
  // As events are JSON, this copies them, and three times as fast as `structuredClone`.
  const whole: Record<string, unknown> = JSON.parse(JSON.stringify(data))
  for (const pointer of pointers) {
    const path = pointer.slice(1).split('/')
    let node: Record<string, unknown> = whole
    for (const [at, key] of path.entries()) {
      if (at === path.length - 1) node[key] = texts[pointer]?.text ?? ERASED
      else {
        const next = path[at + 1] ?? ''
        if (!isRecord(node[key])) node[key] = /^\d+$/.test(next) ? [] : {}
        node = node[key] as Record<string, unknown>
      }
    }
  }
  return whole
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
