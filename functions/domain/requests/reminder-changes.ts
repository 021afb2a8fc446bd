import { type Day, daysAfter, fiscalYearOf, type Instant, tokyoDayOf } from '../calendar.ts'
import { attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import type { MailDraft } from '../mails/mail.ts'
import type { Member } from '../people/people.ts'
import type { Register } from '../register.ts'
import { type Reminder, roundKey } from './reminders.ts'
import { issueRequest, LINK_DAYS } from './request.ts'

/** When the mail goes out: within the hours in which offices are open. */
type Sending = { due: Instant }

/**
 * Reminds one person of everything that is due, and notes that, so that it is done once. What is to be said of
 * proposals is asked as a request, so that its link answers them all.
 * @throws DomainError `nothing_changed` where it was done, or the person is gone
 */
export function remind(
  register: Register,
  { memberId, round, ...told }: Reminder,
  { due }: Sending,
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(memberId)
  const day = tokyoDayOf(deed.now)
  const isDone = round ? before?.reminded?.round === roundKey(round) : before?.reminded?.on === day
  if (!before || isDone) throw new DomainError('nothing_changed')
  const { proposalIds, questions, inquiries = [], unasked, onPaper } = told
  const request = requestOf(register, { memberId, proposalIds, round }, deed)
  const [asked] = request?.requests ?? []
  const change = noted(register, before, deed, {
    reminded: { on: day, ...(round && { round: roundKey(round) }) },
    told: {
      proposalIds,
      ...(questions.length > 0 && { questionIds: questions.map(({ questionId }) => questionId) }),
      ...(inquiries.length > 0 && { inquiryIds: inquiries }),
      ...(unasked.length > 0 && { unasked }),
      ...(round && { reviewId: round.reviewId }),
    },
    mail: {
      kind: 'reminder',
      to: memberId,
      due,
      facts: {
        proposalIds,
        questions,
        ...(inquiries.length > 0 && { inquiries }),
        unasked,
        onPaper,
        ...(round && { reviewId: round.reviewId }),
        ...(asked && { requestId: asked.id, dueOn: asked.dueOn, expiresAt: asked.expiresAt }),
      },
    },
  })
  if (!request) return change
  // One event tells both: what was asked, and that it was a reminder.
  const data = { ...change.event.data, ...request.event.data }
  return {
    ...request,
    members: change.members,
    mails: change.mails ?? [],
    event: { ...request.event, data },
  }
}

/** What a person is asked about proposals; undefined where nothing is. */
function requestOf(
  register: Register,
  { memberId, proposalIds, round }: Pick<Reminder, 'memberId' | 'proposalIds' | 'round'>,
  deed: Deed,
): MunicipalityChange | undefined {
  if (proposalIds.length === 0) return undefined
  const day = tokyoDayOf(deed.now)
  const review = round && register.reviews.get(round.reviewId)
  // Where no round says, or its day is past: as long as the link holds.
  const usual: Day = daysAfter(day, LINK_DAYS)
  const input = {
    memberId,
    proposalIds,
    dueOn: review && review.dueOn >= day ? review.dueOn : usual,
  }
  return issueRequest(
    register,
    review
      ? { ...input, purpose: 'review', reviewId: review.id, asOf: review.asOf }
      : { ...input, purpose: 'status' },
    deed,
    'reminder',
  )
}

/**
 * Asks HR for the list of transfers, once a fiscal year.
 * @throws DomainError `nothing_changed` where it was done, or the person is gone
 */
export function askForTransfers(
  register: Register,
  memberId: string,
  { due }: Sending,
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(memberId)
  const fiscalYear = fiscalYearOf(tokyoDayOf(deed.now))
  if (!before || before.reminded?.transfers === fiscalYear) throw new DomainError('nothing_changed')
  return noted(register, before, deed, {
    reminded: { transfers: fiscalYear },
    told: { transfers: fiscalYear },
    mail: { kind: 'transfer_list', to: memberId, due, facts: { fiscalYear } },
  })
}

/**
 * Tells somebody that their invitation is about to lapse, once.
 * @throws DomainError `nothing_changed` where it was done, or there is no such invitation any more
 */
export function remindOfInvitation(
  register: Register,
  memberId: string,
  { due }: Sending,
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(memberId)
  const invitationId = before?.invitation?.id
  if (!before || invitationId === undefined || before.reminded?.invitation === invitationId)
    throw new DomainError('nothing_changed')
  return noted(register, before, deed, {
    reminded: { invitation: invitationId },
    told: { invitationId },
    mail: { kind: 'invitation_lapsing', to: memberId, due, facts: { invitationId } },
  })
}

function noted(
  { municipality }: Register,
  before: Member,
  deed: Deed,
  {
    reminded,
    told,
    mail,
  }: {
    reminded: NonNullable<Member['reminded']>
    told: Record<string, unknown>
    mail: MailDraft
  },
): MunicipalityChange {
  return {
    after: municipality,
    members: [{ ...before, reminded: { ...before.reminded, ...reminded } }],
    entityId: deed.id,
    event: {
      type: 'reminder_issued',
      by: attributionOf(deed),
      data: { memberId: before.id, ...told },
      texts: {},
    },
    mails: [mail],
  }
}
