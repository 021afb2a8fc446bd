import * as z from 'zod'
import { type Instant, tokyoDayOf } from '../calendar.ts'
import { type Deed, type ProposalChange, resourceOf } from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import type { Actor } from '../people/people.ts'
import { can } from '../permissions.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { inView, ProposalRow } from '../views.ts'
import { CONFIRMATION_NEEDS, type ConfirmationNeed } from '../words.ts'
import { Confirmation, Report } from './report.ts'
import { confirmReport } from './report-changes.ts'
import {
  carriedByAt,
  confirmationState,
  holds,
  isConfirmedWithin,
  lastAnswer,
  reportHolding,
  type Viewpoint,
  viewpointAt,
} from './standing.ts'

/** A report that waits for HR, with what one must read to answer it. */
export const ConfirmationRow = z
  .object({
    need: z.enum(CONFIRMATION_NEEDS),
    proposal: ProposalRow.pick({
      id: true,
      cohort: true,
      carriedBy: true,
      number: true,
      title: true,
    }),
    report: Report.pick({
      id: true,
      kind: true,
      outcome: true,
      manner: true,
      asOf: true,
      factors: true,
      reason: true,
      evidence: true,
      hearing: true,
      since: true,
      startedOn: true,
      source: true,
      recordedAt: true,
      by: true,
      side: true,
      textsErased: true,
    }),
    /** It tells the outcome of today; an earlier one is history that was never answered. */
    holding: z.boolean(),
    lastAnswer: Confirmation.optional(),
  })
  .meta({ id: 'ConfirmationRow' })
export type ConfirmationRow = z.infer<typeof ConfirmationRow>

/** What a set of reports is confirmed with: the same decision and document for each. */
export const SharedConfirmation = Confirmation.pick({
  decidedOn: true,
  documentNumber: true,
  comment: true,
})
export type SharedConfirmation = z.infer<typeof SharedConfirmation>

/** Whether somebody answers the cohorts' reports for the dispatcher. */
export function answersForDispatcher(register: Register, actor: Actor, now: Instant): boolean {
  const { code: municipality } = register.municipality
  return can(actor, 'report.confirm', { municipality, report: { side: 'cohort' } }, now)
}

/**
 * What HR is to do about a report: answer it, answer it anew because the interval is over, or follow its
 * own dispute. A dispute ends when a later report takes the report's place.
 */
export function needOf(
  report: Report,
  {
    holding,
    viewpoint,
    staleAfter,
  }: { holding: boolean; viewpoint: Viewpoint; staleAfter: number },
): ConfirmationNeed | undefined {
  if (report.side !== 'cohort' || !holds(report, viewpoint.knownAt)) return undefined
  const confirmation = confirmationState(report, viewpoint.knownAt)
  if (confirmation === 'awaiting') return 'awaiting'
  if (!holding) return undefined
  if (confirmation === 'disputed') return 'disputed'
  const standing = { code: report.outcome, report, confirmation, stale: false }
  return isConfirmedWithin(standing, viewpoint, staleAfter) ? undefined : 'again'
}

type Open = { proposal: Proposal; report: Report; need: ConfirmationNeed; holding: boolean }

/** The open reports that this person may answer: what they said themselves is for a colleague. */
function openReports(
  register: Register,
  actor: Actor,
  { viewpoint, earlier }: { viewpoint: Viewpoint; earlier: boolean },
): Open[] {
  const staleAfter = register.municipality.settings.staleAfterFiscalYears
  return inView(register, viewpoint).flatMap((proposal) => {
    const current = reportHolding(proposal, viewpoint)
    const reports = earlier ? proposal.reports : current ? [current] : []
    return reports.flatMap((report): Open[] => {
      const holding = report === current
      const need = needOf(report, { holding, viewpoint, staleAfter })
      const mayAnswer =
        need !== undefined &&
        can(actor, 'report.confirm', resourceOf(proposal, report), viewpoint.knownAt)
      return mayAnswer ? [{ proposal, report, need, holding }] : []
    })
  })
}

/**
 * HR's work list, the report recorded last first.
 * @param earlier reports too that another one has taken the place of
 */
export function confirmationsOf(
  register: Register,
  actor: Actor,
  { now, earlier = false }: { now: Instant; earlier?: boolean },
): ConfirmationRow[] {
  const viewpoint = viewpointAt(now)
  return openReports(register, actor, { viewpoint, earlier })
    .sort((a, b) => (a.report.recordedAt < b.report.recordedAt ? 1 : -1))
    .map(({ proposal, report, need, holding }) => {
      const { id, cohort, number, title } = proposal
      const answer = lastAnswer(report, now)
      const { corrects: _, corrected: __, withdrawn: ___, ...rest } = report
      const { sequence: ____, confirmations: _____, unchangedFrom: ______, ...shown } = rest
      return {
        need,
        proposal: { id, cohort, carriedBy: carriedByAt(proposal, viewpoint), number, title },
        report: shown,
        holding,
        ...(answer && { lastAnswer: answer }),
      }
    })
}

/** How many reports HR still has to answer; disputes wait for somebody else. */
export function countToConfirm(register: Register, actor: Actor, now: Instant): number {
  const open = openReports(register, actor, { viewpoint: viewpointAt(now), earlier: false })
  return open.filter(({ need }) => need !== 'disputed').length
}

/**
 * Refuses what would be refused of every report of a set, before the first is written.
 * @throws DomainError `not_allowed`; `validation_failed` where the decision lies ahead
 */
export function checkShared(
  register: Register,
  { decidedOn }: SharedConfirmation,
  { actor, now }: Pick<Deed, 'actor' | 'now'>,
): void {
  if (!answersForDispatcher(register, actor, now)) throw new DomainError('not_allowed')
  if (decidedOn !== undefined && decidedOn > tokyoDayOf(now))
    throw fieldError('/decidedOn', 'in_future')
}

/**
 * Confirms one report of a set that was chosen from the work list. What stands otherwise than it did
 * there is left alone: a colleague's dispute isn't overruled by a stack of confirmations.
 * @throws DomainError as `confirmReport`, and `already_confirmed`, `confirmation_disputed`
 */
export function confirmOpen(
  register: Register,
  {
    proposalId,
    reportId,
    input,
  }: { proposalId: string; reportId: string; input: SharedConfirmation },
  deed: Deed,
): ProposalChange {
  const before = register.proposals.get(proposalId)
  if (!before) throw new DomainError('not_found')
  const change = confirmReport(before, { reportId, input: { ...input, answer: 'confirmed' } }, deed)
  const viewpoint = viewpointAt(deed.now)
  const report = before.reports.find(({ id }) => id === reportId)
  const need =
    report &&
    needOf(report, {
      holding: report === reportHolding(before, viewpoint),
      viewpoint,
      staleAfter: register.municipality.settings.staleAfterFiscalYears,
    })
  if (need === 'disputed') throw new DomainError('confirmation_disputed')
  if (need === undefined) throw new DomainError('already_confirmed')
  return change
}
