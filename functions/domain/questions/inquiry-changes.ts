import { type Day, daysAfter, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  attributionOf,
  type Deed,
  type MunicipalityChange,
  type ProposalChange,
  separateTexts,
} from '../change.ts'
import { DomainError } from '../errors.ts'
import type { MailDraft } from '../mails/mail.ts'
import { reachable } from '../mails/mail-changes.ts'
import { isAdmitted } from '../people/people.ts'
import { dispatchersHere } from '../people/whom-to-ask.ts'
import type { SharedProposal } from '../proposals/shared.ts'
import type { Register } from '../register.ts'
import { FORGOTTEN_DAYS } from '../requests/due.ts'
import type { InquiryEnding } from '../words.ts'
import {
  type Delivery,
  type Inquiry,
  type InquiryAnswer,
  type InquiryForward,
  type InquiryInput,
  type InquiryRefusal,
  type Letter,
  sent,
} from './inquiry.ts'
import { isErased, otherText, receiveErasure } from './inquiry-erasure.ts'
import { askQuestion, dueDayOf } from './question-changes.ts'

/** One municipality has so many questions out at once, and one person asks so many a day; the refusal says so. */
const MOST_OUT = 30
const MOST_A_DAY = 10
/** So many wait in one municipality at once; further ones go back. */
export const MOST_IN = 100

/**
 * Asks another municipality about a proposal that it shares. The question goes to its HR.
 * @param shared as it is shared at this moment
 * @throws DomainError `not_allowed`; `inquiries_full`; `validation_failed` for a due day that isn't ahead
 */
export function askInquiry(
  register: Register,
  shared: Pick<
    SharedProposal,
    'municipality' | 'municipalityName' | 'municipalityNameEn' | 'id' | 'cohort' | 'title'
  >,
  { text, dueOn = undefined }: Omit<InquiryInput, 'proposal'>,
  deed: Deed,
): MunicipalityChange {
  const { municipality, inquiries } = register
  const { code, name, nameEn } = municipality
  const by = attribute(deed, 'inquiry.ask', { municipality: code })
  // What is the own municipality's is asked inside.
  if (shared.municipality === code) throw new DomainError('not_found')
  const day = tokyoDayOf(deed.now)
  const until = dueDayOf(dueOn, deed.now)
  const out = inquiries.filter(({ side, ended }) => side === 'asking' && !ended)
  const today = inquiries.filter(
    ({ byMemberId, askedAt }) =>
      byMemberId !== undefined && byMemberId === deed.actor.memberId && tokyoDayOf(askedAt) === day,
  )
  if (out.length >= MOST_OUT || today.length >= MOST_A_DAY) throw new DomainError('inquiries_full')
  const from = {
    role: by.role ?? 'member',
    ...(by.cohort !== undefined && { cohort: by.cohort }),
  }
  const { id: proposalId, cohort, title } = shared
  const inquiry: Inquiry = {
    id: deed.id,
    side: 'asking',
    other: {
      code: shared.municipality,
      name: shared.municipalityName,
      nameEn: shared.municipalityNameEn,
    },
    proposal: { id: proposalId, cohort, title },
    from,
    ...(deed.actor.memberId !== undefined && { byMemberId: deed.actor.memberId }),
    askedAt: deed.now,
    dueOn: until,
    sequence: municipality.head.sequence + 1,
  }
  return {
    after: municipality,
    members: [],
    inquiries: [...inquiries, inquiry],
    entityId: deed.id,
    event: {
      type: 'inquiry_asked',
      by,
      ...separateTexts({
        inquiryId: deed.id,
        municipality: shared.municipality,
        sharedProposalId: proposalId,
        dueOn: until,
        title,
        text,
      }),
    },
    deliveries: [
      sent(deed, code, shared.municipality, {
        kind: 'asked',
        inquiryId: deed.id,
        from,
        by: { code, name, nameEn },
        proposalId,
        cohort,
        dueOn: until,
        text,
      }),
    ],
  }
}

/**
 * Takes a question back. Where the other side has ended it meanwhile, that end counts.
 * @throws DomainError `not_found`, `not_allowed`, `question_ended`
 */
export function withdrawInquiry(
  register: Register,
  inquiryId: string,
  deed: Deed,
): MunicipalityChange {
  const inquiry = inquiryIn(register, inquiryId, 'asking')
  const by = attribute(deed, 'inquiry.withdraw', {
    municipality: register.municipality.code,
    inquiry: { byMemberId: inquiry.byMemberId },
  })
  return ended(register, inquiry, { how: 'withdrawn', by }, deed)
}

/**
 * HR releases the answer: its text, and nothing else, goes to the asking municipality.
 * @throws DomainError `not_found`, `not_allowed`, `question_ended`
 */
export function answerInquiry(
  register: Register,
  { inquiryId, text }: InquiryAnswer & { inquiryId: string },
  deed: Deed,
): MunicipalityChange {
  const inquiry = inquiryIn(register, inquiryId, 'asked')
  const by = attribute(deed, 'inquiry.answer', { municipality: register.municipality.code })
  return ended(register, inquiry, { how: 'answered', by, text }, deed)
}

/**
 * HR declines, and says why.
 * @throws DomainError `not_found`, `not_allowed`, `question_ended`
 */
export function declineInquiry(
  register: Register,
  { inquiryId, reason }: InquiryRefusal & { inquiryId: string },
  deed: Deed,
): MunicipalityChange {
  const inquiry = inquiryIn(register, inquiryId, 'asked')
  const by = attribute(deed, 'inquiry.answer', { municipality: register.municipality.code })
  return ended(register, inquiry, { how: 'declined', by, text: reason }, deed)
}

/**
 * A question that nobody has answered long past its due day lapses, in the asked municipality.
 * @throws DomainError `not_found`, `question_ended`
 */
export function lapseInquiry(
  register: Register,
  inquiryId: string,
  deed: Deed,
): MunicipalityChange {
  const inquiry = inquiryIn(register, inquiryId, 'asked')
  return ended(register, inquiry, { how: 'lapsed', by: attributionOf(deed) }, deed)
}

/**
 * HR forwards a question inside: an ordinary question on the proposal, in HR's words and linked to it.
 * @throws DomainError `not_found`, `not_allowed`, `question_ended`, and as `askQuestion`
 */
export function forwardInquiry(
  register: Register,
  { inquiryId, ...input }: InquiryForward & { inquiryId: string },
  deed: Deed,
): ProposalChange {
  const inquiry = inquiryIn(register, inquiryId, 'asked')
  attribute(deed, 'inquiry.answer', { municipality: register.municipality.code })
  if (inquiry.ended) throw new DomainError('question_ended')
  const proposal = register.proposals.get(inquiry.proposal.id)
  if (!proposal) throw new DomainError('not_found')
  return askQuestion(register, proposal, { ...input, inquiryId }, deed)
}

/** The questions of other municipalities that have lapsed by a day. */
export function lapsedOn({ inquiries }: Register, day: Day): string[] {
  return inquiries.flatMap(({ id, side, dueOn, ended }) =>
    side === 'asked' && !ended && daysAfter(dueOn, FORGOTTEN_DAYS) <= day ? [id] : [],
  )
}

/** What becomes of a letter at its receiver. */
export type Reception =
  | { kind: 'taken'; change: MunicipalityChange }
  /** It goes back, and leaves no trace here. */
  | { kind: 'returned'; delivery: Delivery }
  /** All is told already. */
  | { kind: 'moot' }

/**
 * Takes a letter in. Whatever it says, it is settled: the asked municipality's end counts on both sides, so that
 * two ends that cross on their way end as one. Letters from one municipality come in the order they were sent.
 * @param register of the receiver; undefined where it is not in this hub, as one of the two has moved
 * @param past the one it is about, where that has left the register
 */
export function receiveLetter(
  register: Register | undefined,
  { from, to, letter }: Pick<Delivery, 'from' | 'to' | 'letter'>,
  deed: Deed,
  past?: Inquiry,
): Reception {
  if (!register)
    return letter.kind === 'asked'
      ? sentBack({ from, to, letter }, 'not_shared', deed)
      : { kind: 'moot' }
  const isAbout = ({ id, other }: Inquiry) => id === letter.inquiryId && other.code === from
  const known = register.inquiries.find(isAbout)
  if (letter.kind === 'erased') {
    const inquiry = known ?? (past && isAbout(past) ? past : undefined)
    // It came behind a question that went back, or is told again.
    if (!inquiry || isErased(inquiry, otherText(inquiry))) return { kind: 'moot' }
    return { kind: 'taken', change: receiveErasure(register, inquiry, deed) }
  }
  if (letter.kind === 'asked')
    return known ? { kind: 'moot' } : receiveQuestion(register, { from, to, letter }, deed)
  // It came after the one it is about, so that one went back, or has ended long ago.
  if (!known) return { kind: 'moot' }
  const counts = known.side === 'asking' && known.ended?.how === 'withdrawn'
  if (known.ended && !counts) return { kind: 'moot' }
  const { ended: _, ...open } = known
  const { how, text } = letter
  const change = ended(register, open, { how, text, by: attributionOf(deed) }, deed)
  const { deliveries: __, ...taken } = change
  return { kind: 'taken', change: { ...taken, mails: endMails(register, known, deed) } }
}

/** A question on its way. */
type Question = Pick<Delivery, 'from' | 'to'> & { letter: Letter & { kind: 'asked' } }

function sentBack({ from, to, letter }: Question, how: InquiryEnding, deed: Deed): Reception {
  const { inquiryId } = letter
  return { kind: 'returned', delivery: sent(deed, to, from, { kind: 'ended', inquiryId, how }) }
}

function receiveQuestion(register: Register, question: Question, deed: Deed): Reception {
  const { municipality, proposals, inquiries } = register
  const { from, letter } = question
  const proposal = proposals.get(letter.proposalId)
  // Between the question and its arrival the sharing may have been withdrawn.
  if (!proposal || proposal.visibility === 'own') return sentBack(question, 'not_shared', deed)
  const waiting = inquiries.filter(({ side, ended }) => side === 'asked' && !ended)
  if (waiting.length >= MOST_IN) return sentBack(question, 'too_many', deed)
  const { inquiryId, by, dueOn, text } = letter
  const inquiry: Inquiry = {
    id: inquiryId,
    side: 'asked',
    other: by,
    proposal: { id: proposal.id, cohort: proposal.cohort, title: proposal.title },
    from: letter.from,
    askedAt: deed.now,
    dueOn,
    sequence: municipality.head.sequence + 1,
  }
  const day = tokyoDayOf(deed.now)
  return {
    kind: 'taken',
    change: {
      after: municipality,
      members: [],
      inquiries: [...inquiries, inquiry],
      entityId: inquiryId,
      event: {
        type: 'inquiry_received',
        by: attributionOf(deed),
        ...separateTexts({
          inquiryId,
          municipality: from,
          ...letter.from,
          proposalId: proposal.id,
          dueOn,
          text,
        }),
      },
      mails: reachable(register, dispatchersHere(register, day)).map((to) => ({
        kind: 'inquiry_received',
        to,
        facts: { inquiryId },
      })),
    },
  }
}

/** @throws DomainError `question_ended` */
function ended(
  { municipality, inquiries }: Register,
  inquiry: Inquiry,
  {
    how,
    text,
    by,
  }: { how: InquiryEnding; text?: string | undefined; by: ReturnType<typeof attributionOf> },
  deed: Deed,
): MunicipalityChange {
  if (inquiry.ended) throw new DomainError('question_ended')
  const { id, other } = inquiry
  const after: Inquiry = {
    ...inquiry,
    ended: {
      at: deed.now,
      how,
      sequence: municipality.head.sequence + 1,
      ...(by.memberId !== undefined && { byMemberId: by.memberId }),
    },
  }
  return {
    after: municipality,
    members: [],
    inquiries: inquiries.map((one) => (one.id === id ? after : one)),
    entityId: id,
    event: {
      type: 'inquiry_ended',
      by,
      ...separateTexts({
        inquiryId: id,
        municipality: other.code,
        how,
        ...(text !== undefined && { text }),
      }),
    },
    deliveries: [
      sent(deed, municipality.code, other.code, { kind: 'ended', inquiryId: id, how, text }),
    ],
  }
}

/** Who is told how it ended: who asked, else HR there; on the asked side HR, which need not answer any more. */
function endMails(register: Register, inquiry: Inquiry, deed: Deed): MailDraft[] {
  const { id: inquiryId, byMemberId } = inquiry
  const day = tokyoDayOf(deed.now)
  const asker = byMemberId === undefined ? undefined : register.members.get(byMemberId)
  const isHere = asker !== undefined && isAdmitted(asker, day)
  const receivers = isHere ? [asker.id] : dispatchersHere(register, day)
  return reachable(register, receivers).map((to) => ({
    kind: 'inquiry_ended',
    to,
    facts: { inquiryId },
  }))
}

/**
 * The municipality's own copy.
 * @throws DomainError `not_found` where there is none on that side
 */
export function inquiryIn(
  { inquiries }: Pick<Register, 'inquiries'>,
  inquiryId: string,
  side: Inquiry['side'],
): Inquiry {
  const found = inquiries.find((one) => one.id === inquiryId && one.side === side)
  if (!found) throw new DomainError('not_found')
  return found
}
