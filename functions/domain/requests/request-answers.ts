import { type Day, type Instant, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  attributionOf,
  type Deed,
  moved,
  type ProposalChange,
  resourceOf,
  separateTexts,
} from '../change.ts'
import { DomainError } from '../errors.ts'
import type { MailDraft } from '../mails/mail.ts'
import { isReachable } from '../mails/mail-changes.ts'
import { effectiveDay, type Report, type ReportInput, saidBy } from '../outcomes/report.ts'
import { correctReport, recordReport, withdrawReport } from '../outcomes/report-changes.ts'
import { holds, reportHolding, viewpointAt } from '../outcomes/standing.ts'
import type { Attribution } from '../people/people.ts'
import { rolesOn } from '../people/roles.ts'
import { askedOn } from '../people/whom-to-ask.ts'
import { can, permittedAs } from '../permissions.ts'
import { cohortsOf, type Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import type { Resource } from '../rules.ts'
import type { Request, RequestAnswer } from './request.ts'

/** What somebody answers about one proposal. */
export type Answer =
  /** 前回から変わりなし: the report it carries on. */
  | { kind: 'unchanged'; from: string }
  | { kind: 'reported'; said: Pick<ReportInput, 'outcome' | 'manner' | 'factors' | 'reason'> }
  /** 分からない, 担当ではない: and who knows, where they say so. */
  | { kind: 'unknown'; whoKnows?: string | undefined }
  | { kind: 'not_mine'; whoKnows?: string | undefined }

/**
 * What the rules are asked when somebody answers a request: whoever was asked as one of the office that
 * carries a proposal stands for its steward.
 */
function resourceFor(
  register: Register,
  proposal: Proposal,
  memberId: string | undefined,
  day: Day,
): Resource {
  const resource = resourceOf(proposal)
  if (memberId === undefined || proposal.steward?.memberId !== undefined) return resource
  const { via, memberIds } = askedOn(register, proposal, day)
  const isOfOffice = via === 'steward' && memberIds.includes(memberId)
  return isOfOffice ? { ...resource, stewardMemberId: memberId } : resource
}

/** Whether somebody can say 担当ではない: they were asked as who carries it, not as who proposed it, or would be today. */
export function isAskedAsSteward(
  register: Register,
  proposal: Proposal,
  { memberId, issuedAt }: Pick<Request, 'memberId' | 'issuedAt'>,
  today: Day,
): boolean {
  return [tokyoDayOf(issuedAt), today].some((day) => {
    const { via, memberIds } = askedOn(register, proposal, day)
    return via === 'steward' && memberIds.includes(memberId)
  })
}

/**
 * Whether somebody who was asked may still say how it stands, or correct what they said: not where they have moved
 * since, or the proposal was handed over.
 */
export function mayStillSay(
  register: Register,
  proposal: Proposal,
  request: Request,
  deed: Deed,
): boolean {
  const { actor, now } = deed
  const resource = resourceFor(register, proposal, actor.memberId, tokyoDayOf(now))
  const earlier = reportOfRequest(proposal, request, now)
  if (!earlier) return can(actor, 'report.record', resource, now)
  const about = { ...resourceOf(proposal, earlier), ...asOwn(earlier, proposal, deed, resource) }
  return can(actor, 'report.correct', about, now)
}

/** The report that an answer to this request has left, where it still stands: a later answer corrects it. */
export function reportOfRequest(
  proposal: Proposal,
  { answers }: Pick<Request, 'answers'>,
  now: string,
): Report | undefined {
  const reportId = answers[proposal.id]?.reportId
  const report = proposal.reports.find(({ id }) => id === reportId)
  return report && holds(report, now) ? report : undefined
}

/** What HR has written down from somebody's sheet is as their own where they mend it by the link. */
function asOwn(report: Report, proposal: Proposal, { actor }: Deed, resource: Resource): Resource {
  const isTheirs = report.by.channel === 'paper' && saidBy(report) === actor.memberId
  const about = resourceOf(proposal, report).report
  if (!isTheirs || !about) return resource
  return { ...resource, report: { ...about, byMemberId: actor.memberId } }
}

/**
 * Takes back what somebody said by the link of a request, before they say that they don't know.
 * @throws DomainError as `withdrawReport`; `nothing_changed` where nothing stands
 */
export function takeAnswerBack(
  register: Register,
  { request, proposalId }: { request: Request; proposalId: string },
  deed: Deed,
): ProposalChange {
  const before = register.proposals.get(proposalId)
  const report = before && reportOfRequest(before, request, deed.now)
  if (!before || !report) throw new DomainError('nothing_changed')
  const today = tokyoDayOf(deed.now)
  const resource = resourceFor(register, before, deed.actor.memberId, today)
  const own = asOwn(report, before, deed, resource)
  return withdrawReport(before, { reportId: report.id, reason: undefined }, deed, own)
}

/**
 * Records what somebody answers by the link of a request. What they said by it before is corrected.
 * @param use the number of this use of the link
 * @throws DomainError as `recordReport`; `not_found` for a proposal that wasn't asked about
 */
export function answerRequest(
  register: Register,
  {
    request,
    proposalId,
    answer,
    use,
  }: { request: Request; proposalId: string; answer: Answer; use: number },
  deed: Deed,
): ProposalChange {
  const before = register.proposals.get(proposalId)
  if (!before || !request.proposalIds.includes(proposalId)) throw new DomainError('not_found')
  const today = tokyoDayOf(deed.now)
  const resource = resourceFor(register, before, deed.actor.memberId, today)
  const earlier = reportOfRequest(before, request, deed.now)
  if (answer.kind === 'unknown' || answer.kind === 'not_mine') {
    // Being asked is the permission: even who may not report can say that it isn't theirs.
    const by = attributionOf(deed, permittedAs(deed.actor, 'report.record', resource, deed.now))
    return passOn(register, before, { request, answer, by, use }, deed)
  }
  const about = dayAbout(register, request, today)
  const last = reportToKeep(register, before, request, deed.now)
  const input = statementOf(answer, { about, last })
  const change = earlier
    ? correctReport(
        register,
        before,
        { reportId: earlier.id, input },
        deed,
        asOwn(earlier, before, deed, resource),
      )
    : recordReport(register, before, input, deed, resource)
  return answered(change, request, proposalId, {
    answer: 'reported',
    at: deed.now,
    channel: deed.channel,
    reportId: change.entityId,
    use,
  })
}

/** The day that an answer is about: its own, or the round's date where that lies before it. */
export function dayAbout({ reviews }: Register, { reviewId, asOf }: Request, day: Day): Day {
  // The round's date may have moved since somebody was asked.
  const date = reviews.get(reviewId ?? '')?.asOf ?? asOf
  return date !== undefined && date < day ? date : day
}

/** What 前回から変わりなし carries on: the newest report, where that held on the day that is asked about. */
export function reportToKeep(
  register: Register,
  proposal: Proposal,
  request: Request,
  now: Instant,
): Report | undefined {
  const last = reportHolding(proposal, viewpointAt(now))
  const day = dayAbout(register, request, tokyoDayOf(now))
  return last && effectiveDay(last) <= day ? last : undefined
}

function statementOf(
  answer: Extract<Answer, { kind: 'unchanged' | 'reported' }>,
  { about, last }: { about: Day; last: Report | undefined },
): ReportInput {
  const said = { kind: 'report' as const, asOf: { precision: 'day' as const, date: about } }
  if (answer.kind === 'reported') return { ...said, ...answer.said }
  if (last?.id !== answer.from) throw new DomainError('unchanged_differs')
  const { outcome, manner, factors, reason, reasonVisibility } = last
  return {
    ...said,
    outcome,
    manner,
    factors,
    reason,
    reasonVisibility,
    unchangedFrom: last.id,
  }
}

type PassingOn = {
  request: Request
  answer: Extract<Answer, { kind: 'unknown' | 'not_mine' }>
  by: Attribution
  /** Whose answer it is, where somebody else records it. */
  memberId?: string
  use?: number
}

function passOn(
  register: Register,
  before: Proposal,
  { request, answer: { kind, whoKnows }, by, memberId, use }: PassingOn,
  deed: Deed,
): ProposalChange {
  const sequence = before.head.sequence + 1
  const referral = {
    sequence,
    recordedAt: deed.now,
    by,
    ...(memberId !== undefined && { memberId }),
    answer: kind,
    ...(whoKnows !== undefined && { whoKnows }),
  }
  // Whoever has asked and writes it down knows it already.
  const isAsker = by.memberId !== undefined && by.memberId === request.by.memberId
  const mails = isAsker ? [] : mailsToAsker(register, request, { proposalId: before.id, sequence })
  const change: ProposalChange = {
    after: moved(before, deed.now, { referrals: [...(before.referrals ?? []), referral] }),
    entityId: before.id,
    event: {
      type: 'passed_on',
      by,
      ...separateTexts({
        requestId: request.id,
        ...(memberId !== undefined && { speaker: { memberId } }),
        answer: kind,
        ...(whoKnows !== undefined && { whoKnows }),
      }),
    },
    mails,
  }
  return answered(change, request, before.id, {
    answer: kind,
    at: deed.now,
    channel: by.channel,
    ...(use !== undefined && { use }),
  })
}

/** Whoever has asked learns of it by mail, where it was a person. */
function mailsToAsker(
  { members }: Register,
  { by }: Request,
  facts: { proposalId: string; sequence: number },
): MailDraft[] {
  const asker = by.memberId === undefined ? undefined : members.get(by.memberId)
  return asker && isReachable(asker) ? [{ kind: 'passed_on', to: asker.id, facts }] : []
}

function answered(
  change: ProposalChange,
  { id: requestId }: Request,
  proposalId: string,
  answer: RequestAnswer,
): ProposalChange {
  // Paper doesn't correct: whoever types beside somebody else, or beside the link, is not to hide what they said.
  const first = answer.channel === 'paper' && { first: true as const }
  // The history names what was answered, so that it proves the answer too.
  const event = { ...change.event, data: { ...change.event.data, requestId } }
  return { ...change, event, answered: { requestId, proposalId, answer, ...first } }
}

/**
 * What a line of a sheet is about. One that is answered already, by the same sheet or by the link, is corrected where
 * reports are: a second hearing would hide the first and what the other side has confirmed of it.
 */
function askedOnPaper(
  { proposals }: Register,
  { proposalIds, answers }: Request,
  id: string,
): Proposal {
  const proposal = proposals.get(id)
  if (!proposal || !proposalIds.includes(id)) throw new DomainError('not_found')
  if (answers[id]) throw new DomainError('already_answered')
  return proposal
}

/**
 * HR records what somebody wrote on a 回答票: a hearing of their words, by the channel of paper.
 * @throws DomainError as `recordReport`; `not_found` for a proposal that wasn't asked about; `already_answered`
 */
export function recordPaperAnswer(
  register: Register,
  {
    request,
    proposalId,
    said,
    heardOn,
  }: {
    request: Request
    proposalId: string
    said: Pick<ReportInput, 'outcome' | 'manner' | 'factors' | 'reason'>
    heardOn: Day
  },
  deed: Deed,
): ProposalChange {
  const before = askedOnPaper(register, request, proposalId)
  const { memberId } = request
  const member = register.members.get(memberId)
  const cohorts = cohortsOf(before)
  // Having left, or lost the role, since they were asked makes nobody's words another side's.
  const days = [heardOn, tokyoDayOf(request.issuedAt)]
  const held = days
    .flatMap((day) => rolesOn(member?.roles ?? [], day))
    .find(({ cohort }) => cohort && cohorts.includes(cohort))
  const input: ReportInput = {
    ...said,
    kind: 'hearing',
    asOf: { precision: 'day', date: dayAbout(register, request, heardOn) },
    hearing: {
      speaker: { ...(held ?? { role: 'steward' as const }), memberId },
      heardOn: { precision: 'day', date: heardOn },
    },
  }
  const change = recordReport(register, before, input, { ...deed, channel: 'paper' })
  return answered(change, request, proposalId, {
    answer: 'reported',
    at: deed.now,
    channel: 'paper',
    reportId: change.entityId,
  })
}

/**
 * HR records that somebody wrote on their 回答票 that they don't know, and who might.
 * @throws DomainError `not_found` for a proposal that wasn't asked about; `already_answered`; `not_allowed`
 */
export function recordPaperReferral(
  register: Register,
  {
    request,
    proposalId,
    whoKnows,
  }: { request: Request; proposalId: string; whoKnows: string | undefined },
  deed: Deed,
): ProposalChange {
  const before = askedOnPaper(register, request, proposalId)
  const onPaper = { ...deed, channel: 'paper' as const }
  const by = attribute(onPaper, 'hearing.record', resourceOf(before))
  const answer = { kind: 'unknown' as const, whoKnows }
  return passOn(register, before, { request, answer, by, memberId: request.memberId }, onPaper)
}
