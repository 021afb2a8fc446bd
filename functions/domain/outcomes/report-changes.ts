import { fiscalYearSpan, type Instant, spanOf, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  attributionOf,
  type Deed,
  moved,
  type ProposalChange,
  resourceOf,
  separateTexts,
} from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import { isDispatcher } from '../municipalities/offices.ts'
import { permittedAs } from '../permissions.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { type Register, requireSpeakerOnRoster } from '../register.ts'
import type { Resource } from '../rules.ts'
import {
  type Confirmation,
  type ConfirmationInput,
  type Report,
  type ReportInput,
  saidBy,
  sideOf,
  statementErrors,
} from './report.ts'
import { holds, lastAnswer, reportHolding, viewpointAt } from './standing.ts'

/**
 * Records how a proposal stands: one's own knowledge (`report`) or somebody's words (`hearing`).
 * @param resource what the rules are asked about; the proposal as it is without one
 * @throws DomainError `not_allowed`; `validation_failed` where a date, a person or the visibility is
 * wrong; `unchanged_differs` where 前回から変わりなし names another report than the one that holds
 */
export function recordReport(
  register: Register,
  before: Proposal,
  input: ReportInput,
  deed: Deed,
  resource: Resource = resourceOf(before),
): ProposalChange {
  const action = input.kind === 'hearing' ? 'hearing.record' : 'report.record'
  const by = attribute(deed, action, resource)
  checkStatement(register, before, input, deed.now)
  const report = stated(register, before, input, deed, by)
  return {
    after: moved(before, deed.now, { reports: [...before.reports, report] }),
    entityId: report.id,
    event: { type: 'report_recorded', by, ...separateTexts(facts(report)) },
  }
}

/**
 * Replaces a report by a corrected one. Both stay in the history.
 * @throws DomainError as `recordReport`, and `report_replaced`, `report_withdrawn`, `not_found`
 */
export function correctReport(
  register: Register,
  before: Proposal,
  { reportId, input }: { reportId: string; input: ReportInput },
  deed: Deed,
  resource?: Resource,
): ProposalChange {
  const old = reportThatHolds(before, reportId, deed.now)
  const by = attribute(deed, 'report.correct', resourceAbout(before, old, resource))
  checkStatement(register, before, input, deed.now)
  const report = { ...stated(register, before, input, deed, by), corrects: reportId }
  const corrected = { at: deed.now, by, byReport: report.id }
  return {
    after: moved(before, deed.now, {
      reports: [...replaced(before, { ...old, corrected }), report],
    }),
    entityId: report.id,
    event: { type: 'report_corrected', by, ...separateTexts(facts(report)) },
  }
}

/**
 * Takes a report back. It stays in the history, and no longer counts from now on.
 * @throws DomainError `report_replaced`, `report_withdrawn`, `not_found`, `not_allowed`
 */
export function withdrawReport(
  before: Proposal,
  { reportId, reason }: { reportId: string; reason: string | undefined },
  deed: Deed,
  resource?: Resource,
): ProposalChange {
  const old = reportThatHolds(before, reportId, deed.now)
  const by = attribute(deed, 'report.withdraw', resourceAbout(before, old, resource))
  const withdrawn = { at: deed.now, by, ...(reason !== undefined && { reason }) }
  return {
    after: moved(before, deed.now, { reports: replaced(before, { ...old, withdrawn }) }),
    entityId: reportId,
    event: {
      type: 'report_withdrawn',
      by,
      ...separateTexts({ reportId, ...(reason !== undefined && { reason }) }),
    },
  }
}

/**
 * Answers a report of the other side: HR confirms or disputes a cohort's word, a cohort attests HR's.
 * @throws DomainError `own_side`, `nothing_to_withdraw`, `report_replaced`, `report_withdrawn`,
 * `not_found`, `not_allowed`
 */
export function confirmReport(
  before: Proposal,
  { reportId, input }: { reportId: string; input: ConfirmationInput },
  deed: Deed,
): ProposalChange {
  const report = reportThatHolds(before, reportId, deed.now)
  const by = attributeAnswer(before, report, deed)
  const today = tokyoDayOf(deed.now)
  const asOf = input.asOf ?? { precision: 'day', date: today }
  if (spanOf(asOf).first > today) throw fieldError('/asOf', 'in_future')
  if (spanOf(asOf).last < fiscalYearSpan(before.cohort).first)
    throw fieldError('/asOf', { code: 'before_proposal', params: { fiscalYear: before.cohort } })
  if (input.decidedOn !== undefined && input.decidedOn > today)
    throw fieldError('/decidedOn', 'in_future')
  const last = lastAnswer(report, deed.now)
  if (input.answer === 'withdrawn' && (!last || last.answer === 'withdrawn'))
    throw new DomainError('nothing_to_withdraw')
  const answer: Confirmation = {
    ...input,
    id: deed.id,
    sequence: before.head.sequence + 1,
    recordedAt: deed.now,
    by,
    side: report.side === 'cohort' ? 'dispatcher' : 'cohort',
    asOf,
  }
  const confirmations = [...report.confirmations, answer]
  const { sequence: _, recordedAt: __, by: ___, ...said } = answer
  return {
    after: moved(before, deed.now, { reports: replaced(before, { ...report, confirmations }) }),
    entityId: answer.id,
    event: {
      type: (
        {
          confirmed: 'report_confirmed',
          disputed: 'report_disputed',
          withdrawn: 'confirmation_withdrawn',
        } as const
      )[input.answer],
      by,
      ...separateTexts({ reportId, ...said }),
    },
  }
}

/**
 * The answer's attribution. Somebody who may answer the other side's reports, but not this one,
 * learns why: it is their own side's word, or their own.
 */
function attributeAnswer(before: Proposal, report: Report, deed: Deed): Confirmation['by'] {
  const { actor, now } = deed
  const isOwn = actor.memberId !== undefined && actor.memberId === saidBy(report)
  if (isOwn) throw new DomainError('own_side')
  const held = permittedAs(actor, 'report.confirm', resourceOf(before, report), now)
  if (held) return attributionOf(deed, held)
  const other: Report = { ...report, side: report.side === 'cohort' ? 'dispatcher' : 'cohort' }
  const answersOthers = permittedAs(actor, 'report.confirm', resourceOf(before, other), now)
  throw new DomainError(answersOthers ? 'own_side' : 'not_allowed')
}

/** The proposal as it is together with one of its reports, and what of it was handed in. */
function resourceAbout(before: Proposal, report: Report, resource?: Resource): Resource {
  return { ...resourceOf(before, report), ...resource }
}

function checkStatement(
  register: Register,
  before: Proposal,
  input: ReportInput,
  now: Instant,
): void {
  const fields = statementErrors(input, before, now)
  if (fields.length > 0) throw new DomainError('validation_failed', { fields })
  requireSpeakerOnRoster(register, input.hearing?.speaker, '/hearing/speaker')
  if (input.unchangedFrom === undefined) return
  const holding = reportHolding(before, viewpointAt(now))
  if (
    holding?.id !== input.unchangedFrom ||
    holding.outcome !== input.outcome ||
    holding.manner !== input.manner
  )
    throw new DomainError('unchanged_differs')
}

function stated(
  register: Register,
  before: Proposal,
  input: ReportInput,
  deed: Deed,
  by: Report['by'],
): Report {
  const { municipality } = register
  const { steward } = before
  const stewardIsDispatcher =
    steward !== undefined && isDispatcher(municipality, steward.office, tokyoDayOf(deed.now))
  return {
    ...input,
    id: deed.id,
    sequence: before.head.sequence + 1,
    recordedAt: deed.now,
    by,
    side: sideOf(input.hearing?.speaker ?? by, { stewardIsDispatcher }),
    confirmations: [],
  }
}

/** What the event tells of a report: all but what the event itself carries. */
function facts(report: Report): Record<string, unknown> {
  const { id, sequence: _, recordedAt: __, by: ___, confirmations: ____, ...said } = report
  return { reportId: id, ...said }
}

function replaced(before: Proposal, report: Report): Report[] {
  return before.reports.map((other) => (other.id === report.id ? report : other))
}

function reportThatHolds(proposal: Proposal, reportId: string, now: Instant): Report {
  const report = proposal.reports.find(({ id }) => id === reportId)
  if (!report) throw new DomainError('not_found')
  if (report.corrected) throw new DomainError('report_replaced')
  if (report.withdrawn) throw new DomainError('report_withdrawn')
  if (!holds(report, now)) throw new DomainError('not_found')
  return report
}
