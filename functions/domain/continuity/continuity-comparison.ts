import * as z from 'zod'
import { type Day, endOfTokyoDay, tokyoDayOf } from '../calendar.ts'
import { DaySchema } from '../fields.ts'
import { effectiveDay, type Report } from '../outcomes/report.ts'
import { answeredOn, holds, type Standing, type Viewpoint } from '../outcomes/standing.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { inView, isInView, standingsAt } from '../views.ts'
import { BASES, type Basis, CHANGES, type Change, isFinal, STANDINGS } from '../words.ts'

/** What became of the proposals between two dates: each has exactly one kind of change. */
export const Comparison = z
  .object({
    from: z.object({ day: DaySchema, knownAt: z.string(), basis: z.enum(BASES) }),
    to: z.object({ day: DaySchema, knownAt: z.string() }),
    changes: z.array(z.object({ change: z.enum(CHANGES), count: z.int() })),
    /** How the proposals that both dates can see stood then and stand now. */
    moves: z.array(z.object({ from: z.enum(STANDINGS), to: z.enum(STANDINGS), count: z.int() })),
    /** How many proposals the earlier date could see, and the later one can. */
    totals: z.object({ from: z.int(), to: z.int() }),
  })
  .meta({ id: 'Comparison' })
export type Comparison = z.infer<typeof Comparison>

/**
 * The earlier of two viewpoints: as it was known by the end of its day (the figures an audit of that day
 * had on paper), or as it is known at the later one (what has happened since, as far as one knows).
 */
export function earlierViewpoint(
  { since, basis = 'known_then' }: { since: Day; basis?: Basis | undefined },
  { knownAt }: Viewpoint,
): Viewpoint {
  const end = endOfTokyoDay(since)
  return { day: since, knownAt: basis === 'known_then' && end < knownAt ? end : knownAt }
}

/**
 * What became of a proposal since an earlier viewpoint. Where its outcome is the same, it was looked at
 * if anybody reported or answered in between; a final outcome needs no further look.
 */
export function changeOf(
  register: Register,
  proposal: Proposal,
  { from, to }: { from: Viewpoint; to: Viewpoint },
): Change {
  if (!isInView(proposal, from)) return 'newly_entered'
  const before = standingsAt(register, from)(proposal)
  const after = standingsAt(register, to)(proposal)
  if (before.code === after.code) {
    const isSettled = after.report && isFinal(after.report.outcome, after.report.manner)
    return isSettled || wasLookedAt(proposal, { from, to }) ? 'unchanged' : 'never_looked_at'
  }
  return nameOfMove(before, after)
}

function nameOfMove(before: Standing, after: Standing): Change {
  if (after.code === 'continued') return before.code === 'stalled' ? 'resumed' : 'newly_continued'
  return `newly_${after.code}`
}

/**
 * Whether anybody said or answered anything in between: recorded it then, or about a day of that time.
 * A report about a later day isn't seen yet, so an answer to it isn't either; and what was only recorded
 * after the later day, about a day before it all, is no look of that time.
 */
function wasLookedAt(
  { reports }: Proposal,
  { from, to }: { from: Viewpoint; to: Viewpoint },
): boolean {
  const isOfThen = (day: Day) => day > from.day && day <= to.day
  const isBetween = (said: { recordedAt: string }, day: Day) =>
    said.recordedAt <= to.knownAt && (isOfThen(tokyoDayOf(said.recordedAt)) || isOfThen(day))
  return reports.some(
    (report: Report) =>
      holds(report, to.knownAt) &&
      effectiveDay(report) <= to.day &&
      (isBetween(report, effectiveDay(report)) ||
        report.confirmations.some((answer) => isBetween(answer, answeredOn(answer)))),
  )
}

/** The difference between two dates, as counts; the list filtered by a change has its proposals. */
export function comparisonOf(
  register: Register,
  { since, basis = 'known_then' }: { since: Day; basis?: Basis | undefined },
  to: Viewpoint,
): Comparison {
  const from = earlierViewpoint({ since, basis }, to)
  const standings = { from: standingsAt(register, from), to: standingsAt(register, to) }
  const counts = new Map<Change, number>()
  const moves = new Map<string, Comparison['moves'][number]>()
  const proposals = inView(register, to)
  let seen = 0
  for (const proposal of proposals) {
    const change = changeOf(register, proposal, { from, to })
    counts.set(change, (counts.get(change) ?? 0) + 1)
    if (change === 'newly_entered') continue
    seen += 1
    const move = { from: standings.from(proposal).code, to: standings.to(proposal).code }
    const key = `${move.from} ${move.to}`
    moves.set(key, { ...move, count: (moves.get(key)?.count ?? 0) + 1 })
  }
  return {
    from: { ...from, basis },
    to,
    changes: CHANGES.map((change) => ({ change, count: counts.get(change) ?? 0 })),
    moves: [...moves.values()].sort((a, b) => b.count - a.count),
    totals: { from: seen, to: proposals.length },
  }
}
