import {
  type Day,
  endOfTokyoDay,
  fiscalYearOf,
  type Instant,
  isDay,
  tokyoDayOf,
} from '../calendar.ts'
import { fieldError } from '../errors.ts'
import type { Link, Proposal } from '../proposals/proposal.ts'
import { type ConfirmationState, isFinal, type Silence, type StandingCode } from '../words.ts'
import { type Confirmation, effectiveDay, type Report } from './report.ts'

/** The question every answer depends on: on which day, as known when. */
export type Viewpoint = { day: Day; knownAt: Instant }

/** How a proposal stands: the report that holds, or 記録なし where none does. */
export type Standing = {
  code: StandingCode
  report?: Report
  /** Where the holding report stands with the other side. */
  confirmation?: ConfirmationState
  /** 要更新: a mark beside the outcome, never instead of it. */
  stale: boolean
  /** The day of the last word: the holding report's or of a confirmation of it. */
  lastWord?: Day
}

/** Whether a report was in the hub at an instant and had neither been corrected nor withdrawn. */
export function holds(report: Report, knownAt: Instant): boolean {
  return (
    report.recordedAt <= knownAt &&
    !(report.corrected && report.corrected.at <= knownAt) &&
    !(report.withdrawn && report.withdrawn.at <= knownAt)
  )
}

/**
 * The report that tells a proposal's outcome on a day as known at an instant: among those recorded by
 * then and not corrected or withdrawn by then, with an effective day up to that day, the one with the
 * greatest (effective day, sequence).
 */
export function reportHolding(
  { reports }: Pick<Proposal, 'reports'>,
  { day, knownAt }: Viewpoint,
): Report | undefined {
  let best: Report | undefined
  let bestDay = ''
  for (const report of reports) {
    if (!holds(report, knownAt)) continue
    const effective = effectiveDay(report)
    if (effective > day) continue
    if (
      !best ||
      effective > bestDay ||
      (effective === bestDay && report.sequence > best.sequence)
    ) {
      best = report
      bestDay = effective
    }
  }
  return best
}

/** The last answer of the side that didn't make the report, as known at an instant. */
export function lastAnswer(report: Report, knownAt: Instant): Confirmation | undefined {
  return report.confirmations.findLast(
    (answer) => answer.side !== report.side && answer.recordedAt <= knownAt,
  )
}

/** HR's latest answer counts; HR's own word stands as 片側のみ until a cohort or alumnus attests it. */
export function confirmationState(report: Report, knownAt: Instant): ConfirmationState {
  const answer = lastAnswer(report, knownAt)?.answer
  if (answer === 'confirmed' || answer === 'disputed') return answer
  return report.side === 'dispatcher' ? 'one_sided' : 'awaiting'
}

/** The effective day of an answer, by the same rule as a report's. */
export function answeredOn(answer: Confirmation): Day {
  return effectiveDay(answer)
}

/**
 * Whether HR and the cohort's side agree on the holding report, and still lately: the last confirmation
 * is of no more than `staleAfter` fiscal years before the day's own. A final outcome needs it once. As with the
 * state, it counts as soon as it is known: what was reported by a year's end is mostly confirmed after it.
 */
export function isConfirmedWithin(
  { report, confirmation }: Standing,
  { day, knownAt }: Viewpoint,
  staleAfter: number,
): boolean {
  if (!report || confirmation !== 'confirmed') return false
  if (isFinal(report.outcome, report.manner)) return true
  const year = fiscalYearOf(day)
  return confirmedOn(report, knownAt).some((each) => year - fiscalYearOf(each) <= staleAfter)
}

/** How long nobody has said anything of a proposal, in fiscal years. */
export function silenceOf({ lastWord }: Standing, { day }: Viewpoint): Silence {
  if (lastWord === undefined) return 'never'
  const years = fiscalYearOf(day) - fiscalYearOf(lastWord)
  if (years <= 0) return 'this_year'
  if (years === 1) return 'last_year'
  return years === 2 ? 'two_years' : 'longer'
}

/**
 * The days on which the other side confirmed a report, as known at an instant. A later dispute or withdrawal takes
 * the confirmations before it back.
 */
function confirmedOn(report: Report, knownAt: Instant): Day[] {
  const answers = report.confirmations.filter(
    ({ side, recordedAt }) => side !== report.side && recordedAt <= knownAt,
  )
  const from = answers.findLastIndex(({ answer }) => answer !== 'confirmed') + 1
  return answers.slice(from).map(answeredOn)
}

/** The last day up to a viewpoint's on which somebody said what a report says, or confirmed it. */
export function lastWordOf(report: Report, { day, knownAt }: Viewpoint): Day {
  return confirmedOn(report, knownAt)
    .filter((answered) => answered <= day)
    .reduce((a, b) => (a > b ? a : b), effectiveDay(report))
}

/**
 * How a proposal stands on a day as known at an instant.
 * @param staleAfter 要更新 once the last word lies more than this many fiscal years before the day's own
 */
export function standingAt(
  proposal: Pick<Proposal, 'reports'>,
  viewpoint: Viewpoint,
  staleAfter: number,
): Standing {
  const report = reportHolding(proposal, viewpoint)
  if (!report) return { code: 'unconfirmed', stale: false }
  const { day, knownAt } = viewpoint
  const lastWord = lastWordOf(report, viewpoint)
  const stale =
    !isFinal(report.outcome, report.manner) &&
    fiscalYearOf(day) - fiscalYearOf(lastWord) > staleAfter
  return {
    code: report.outcome,
    report,
    confirmation: confirmationState(report, knownAt),
    stale,
    lastWord,
  }
}

/**
 * The viewpoint somebody asks for: on a day, as known at an instant or by the end of a day. Without a day
 * it is the day of the instant; without an instant it is now.
 * @throws DomainError `validation_failed` where either lies ahead
 */
export function viewpointOf(
  { asOf, knownAt }: { asOf?: Day | undefined; knownAt?: Day | Instant | undefined },
  now: Instant,
): Viewpoint {
  const today = tokyoDayOf(now)
  if (asOf !== undefined && asOf > today) throw fieldError('/asOf', 'in_future')
  if (knownAt === undefined) return { day: asOf ?? today, knownAt: now }
  const isWholeDay: boolean = isDay(knownAt)
  if (isWholeDay ? knownAt > today : knownAt > now) throw fieldError('/knownAt', 'in_future')
  const end = isWholeDay ? endOfTokyoDay(knownAt) : knownAt
  const instant = end < now ? end : now
  return { day: asOf ?? tokyoDayOf(instant), knownAt: instant }
}

/** Today in Tokyo, as known now. */
export function viewpointAt(now: Instant): Viewpoint {
  return { day: tokyoDayOf(now), knownAt: now }
}

/** The links of a proposal as they were at an instant, from who linked and unlinked what by then. */
export function linksAt(proposal: Proposal, knownAt: Instant): Link[] {
  if (proposal.head.recordedAt <= knownAt) return proposal.links
  let links: Link[] = []
  for (const { recordedAt, type, link } of proposal.revisions) {
    if (recordedAt > knownAt || !link) continue
    links = links.filter(({ kind, to }) => kind !== link.kind || to !== link.to)
    if (type === 'linked') links.push(link)
  }
  return links
}

/** The later cohorts that had carried a proposal on by the viewpoint's day, as known at its instant. */
export function carriedByAt(
  { head, carriedBy, revisions }: Pick<Proposal, 'head' | 'carriedBy' | 'revisions'>,
  { day, knownAt }: Viewpoint,
): number[] {
  const known =
    head.recordedAt <= knownAt
      ? carriedBy
      : carriedBy.filter((year) =>
          revisions.some(
            ({ type, fiscalYear, recordedAt }) =>
              type === 'carried_on' && fiscalYear === year && recordedAt <= knownAt,
          ),
        )
  return known.filter((year) => year <= fiscalYearOf(day))
}

/** The prerequisites (`requires`) that stall or were never started: they flag the proposal. */
export function brokenPrerequisites(
  links: readonly Link[],
  standingOf: (proposalId: string) => Standing | undefined,
): string[] {
  return links
    .filter(({ kind }) => kind === 'requires')
    .map(({ to }) => to)
    .filter((to) => {
      const code = standingOf(to)?.code
      return code === 'stalled' || code === 'never_started'
    })
}
