import {
  type Day,
  fiscalYearOf,
  fiscalYearSpan,
  type Instant,
  spanOf,
  tokyoDayOf,
} from '../calendar.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { cohortRecord } from '../municipalities/municipality.ts'
import { effectiveDay, type Report } from '../outcomes/report.ts'
import { carriedByAt, lastAnswer, type Standing, type Viewpoint } from '../outcomes/standing.ts'
import { isAdmitted } from '../people/people.ts'
import { askedOn, fellowsHere } from '../people/whom-to-ask.ts'
import type { Proposal, Referral } from '../proposals/proposal.ts'
import { newestFirst, type Register } from '../register.ts'
import { brokenOf, isInView, type Standings, standingsAt } from '../views.ts'
import { type AskedVia, isFinal, type ReviewMark, type RowState } from '../words.ts'
import {
  type Ask,
  dayOf,
  type Review,
  type ReviewCounts,
  type ReviewRow,
  type YearWithout,
} from './review.ts'

/** The viewpoint of a round at an instant. */
export function viewpointOfReview(review: Pick<Review, 'asOf'>, now: Instant): Viewpoint {
  return { day: dayOf(review, now), knownAt: now }
}

/** What a round covers: every proposal of an earlier cohort, the oldest cohort first as papers list them. */
export function coveredBy(
  register: Register,
  { fiscalYear }: Pick<Review, 'fiscalYear'>,
  viewpoint: Viewpoint,
): Proposal[] {
  return newestFirst(register)
    .filter(({ cohort }) => cohort < fiscalYear)
    .filter((proposal) => isInView(proposal, viewpoint))
    .toSorted((a, b) => a.cohort - b.cohort)
}

/** The rows of a round as they stand at an instant. */
export function rowsAt(register: Register, review: Review, now: Instant): ReviewRow[] {
  const viewpoint = viewpointOfReview(review, now)
  const standings = standingsAt(register, viewpoint)
  return coveredBy(register, review, viewpoint).map((proposal) =>
    rowAt(register, { review, proposal, standings, viewpoint }),
  )
}

function rowAt(
  register: Register,
  {
    review,
    proposal,
    standings,
    viewpoint,
  }: { review: Review; proposal: Proposal; standings: Standings; viewpoint: Viewpoint },
): ReviewRow {
  const standing = standings(proposal)
  const { code, report, confirmation } = standing
  const answer = report && lastAnswer(report, viewpoint.knownAt)
  const saidOn = lastSaidOn(standing)
  const asked = review.asks[proposal.id]
  const broken = brokenOf(register, proposal, standings, viewpoint).map(({ id }) => id)
  return {
    proposalId: proposal.id,
    cohort: proposal.cohort,
    carriedBy: carriedByAt(proposal, viewpoint),
    state: stateOf(standing, review.fiscalYear),
    standing: code,
    ...(report && {
      ...(report.manner !== undefined && { manner: report.manner }),
      factors: report.factors,
      asOf: report.asOf,
      reportId: report.id,
    }),
    ...(saidOn !== undefined && { saidOn }),
    hasReason: report?.reason !== undefined,
    ...(confirmation !== undefined && { confirmation }),
    ...(answer && answer.answer !== 'withdrawn' && { confirmationId: answer.id }),
    marks: marksOf(register, proposal, standing, broken, viewpoint),
    broken,
    ...(asked && { asked }),
    head: proposal.head,
  }
}

/**
 * Final outcomes and what was said in the round's fiscal year are carried forward; the rest is asked for.
 * What an earlier year knew counts as an answer only when somebody says so again.
 */
function stateOf(standing: Standing, fiscalYear: number): RowState {
  const { report } = standing
  if (report && isFinal(report.outcome, report.manner)) return 'final'
  const saidOn = lastSaidOn(standing)
  return saidOn !== undefined && saidOn >= fiscalYearSpan(fiscalYear).first ? 'answered' : 'waiting'
}

/** The day of the last word on a proposal: when its outcome was said, or confirmed by the other side. */
function lastSaidOn({ report, lastWord }: Standing): Day | undefined {
  if (!report || lastWord === undefined) return undefined
  const said = saidOnDay(report)
  return said > lastWord ? said : lastWord
}

/** An import says when it was put in, not when it was said: there the source's own date counts. */
function saidOnDay(report: Report): Day {
  const recorded = tokyoDayOf(report.recordedAt)
  if (report.hearing) {
    const heard = spanOf(report.hearing.heardOn).last
    return heard < recorded ? heard : recorded
  }
  return report.by.channel === 'import' ? effectiveDay(report) : recorded
}

/** The heading of the program's form under which papers put both what stalled and what was never begun. */
const FOLDED = /継続できなかった・取り組めなかった/

function marksOf(
  register: Register,
  proposal: Proposal,
  { report, confirmation }: Standing,
  broken: readonly string[],
  { day }: Viewpoint,
): ReviewMark[] {
  const marks: ReviewMark[] = []
  if (confirmation === 'disputed') marks.push('disputed')
  if (confirmation === 'one_sided') marks.push('one_sided')
  if (confirmation === 'awaiting') marks.push('awaiting')
  if (report?.source?.inferred !== undefined)
    marks.push(FOLDED.test(report.source.wording ?? '') ? 'source_unclear' : 'inferred')
  if (broken.length > 0) marks.push('prerequisite_broken')
  if (fellowsHere(register, proposal, day).length === 0) marks.push('unreachable')
  return marks
}

/** The years up to the round's own that have no cohort, or of which nothing is known. */
export function yearsWithout(
  { municipality, proposals }: Register,
  fiscalYear: number,
): YearWithout[] {
  const known = [
    ...municipality.cohorts.map((cohort) => cohort.fiscalYear),
    ...[...proposals.values()].map(({ cohort }) => cohort),
  ]
  const first = Math.min(...known, fiscalYear)
  return Array.from({ length: fiscalYear - first }, (_, at) => first + at)
    .map((year) => ({ fiscalYear: year, record: cohortRecord(municipality, year) }))
    .filter(({ record }) => record !== 'cohort')
}

/** 「17件中12件回答」: what is over for good is told beside it. */
export function countsOf(rows: readonly Pick<ReviewRow, 'state'>[]): ReviewCounts {
  const of = (state: RowState) => rows.filter((row) => row.state === state).length
  return { final: of('final'), answered: of('answered'), waiting: of('waiting') }
}

/** Who is waited for, with what; a person once, however many proposals are theirs. */
export type Awaited = { memberId: string; via: AskedVia; proposalIds: string[] }

/** 分からない・担当ではない, said of a proposal since an instant. */
export function referralsSince({ referrals = [] }: Proposal, since: Instant): Referral[] {
  return referrals.filter(({ recordedAt }) => recordedAt > since)
}

/** Whether somebody has pointed elsewhere since an instant: nobody waits for their answer any more. */
export function hasReferred(proposal: Proposal, memberId: string, since: Instant): boolean {
  return referralsSince(proposal, since).some((referral) => saidBy(referral) === memberId)
}

/** Whose answer a referral is, whoever has written it down. */
export function saidBy({ memberId, by }: Referral): string | undefined {
  return memberId ?? by.memberId
}

/**
 * Whom a round waits for about a proposal: those it asked who can still answer, else those who would be asked
 * today; in either case without whoever has pointed elsewhere.
 */
function waitedFor(
  register: Register,
  { proposal, asked, review }: { proposal: Proposal; asked: Ask | undefined; review: Review },
  today: Day,
): { via: AskedVia; memberIds: string[] } {
  const answerers = (asked?.memberIds ?? []).filter((id) => {
    const member = register.members.get(id)
    return member !== undefined && isAdmitted(member, today)
  })
  const { via, memberIds } =
    asked && answerers.length > 0
      ? { via: asked.via, memberIds: answerers }
      : askedOn(register, proposal, today)
  const since = asked?.at ?? review.openedAt
  return { via, memberIds: memberIds.filter((id) => !hasReferred(proposal, id, since)) }
}

/** Whom an open round waits for. */
export function awaitedBy(
  register: Register,
  rows: readonly ReviewRow[],
  { review, now }: { review: Review; now: Instant },
): Awaited[] {
  const today = tokyoDayOf(now)
  const awaited = new Map<string, Awaited>()
  for (const { proposalId, state, asked } of rows) {
    const proposal = register.proposals.get(proposalId)
    if (state !== 'waiting' || !proposal) continue
    const { via, memberIds } = waitedFor(register, { proposal, asked, review }, today)
    for (const memberId of memberIds) {
      const known = awaited.get(memberId)
      if (known) known.proposalIds.push(proposalId)
      else awaited.set(memberId, { memberId, via, proposalIds: [proposalId] })
    }
  }
  return [...awaited.values()]
}

/**
 * A number for all that closing a round would freeze, its rows as given: what somebody looked at before closing is
 * what is closed, or they look again.
 */
export function editionOfRows(
  register: Register,
  review: Review,
  rows: readonly ReviewRow[],
): number {
  return fingerprintOf([review, rows, yearsWithout(register, review.fiscalYear)])
}

/** Whether a fiscal year's round can be opened yet: from April 1st on. */
export function hasBegun(fiscalYear: number, now: Instant): boolean {
  return fiscalYearOf(tokyoDayOf(now)) >= fiscalYear
}
