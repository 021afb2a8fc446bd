import type { Instant } from '../calendar.ts'
import {
  attributionOf,
  type Deed,
  type EventType,
  type MunicipalityChange,
  moved,
  type ProposalChange,
} from '../change.ts'
import { DomainError } from '../errors.ts'
import type { Attribution } from '../people/people.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { type Delivery, type Inquiry, type InquiryText, sent } from './inquiry.ts'

/** An entry of the ledger of the municipality that got a text whose writer was erased elsewhere. */
export type TextErasure = {
  code: string
  inquiryId: string
  text: InquiryText
  at: Instant
  /** When nothing of it was left. */
  doneAt?: Instant
}

/** What this municipality wrote of it, and what the other one did. */
const ownText = ({ side }: Inquiry): InquiryText => (side === 'asking' ? 'question' : 'answer')
export const otherText = ({ side }: Inquiry): InquiryText =>
  side === 'asking' ? 'answer' : 'question'

export function isErased({ erased = [] }: Inquiry, text: InquiryText): boolean {
  return erased.some((one) => one.text === text)
}

/** Whether what this municipality sent of it was written by somebody. */
export function isSentBy({ side, byMemberId, ended }: Inquiry, memberId: string): boolean {
  return (side === 'asking' ? byMemberId : ended?.byMemberId) === memberId
}

/** Whether the other side was told that it is erased. */
export function isToldErased(inquiry: Inquiry): boolean {
  return isErased(inquiry, ownText(inquiry))
}

/** The letter behind a text that left: it is erased here, and shall be there. It names nobody. */
export function erasureLetter(
  code: string,
  { id, other }: Inquiry,
  deed: Pick<Deed, 'now' | 'id'>,
): Delivery {
  return sent(deed, code, other.code, { kind: 'erased', inquiryId: id })
}

/**
 * Tells the other side that the writer of what was sent is erased with their texts.
 * @throws DomainError `nothing_changed` where it was told already
 */
export function tellErased(register: Register, inquiry: Inquiry, deed: Deed): MunicipalityChange {
  if (isToldErased(inquiry)) throw new DomainError('nothing_changed')
  const { code } = register.municipality
  return {
    ...erasing(register, inquiry, { text: ownText(inquiry), type: 'inquiry_erasure_told' }, deed),
    deliveries: [erasureLetter(code, inquiry, deed)],
  }
}

/**
 * Erases what the other side wrote: from now on it is shown nowhere, and the ledger's entry has it taken out of the
 * history.
 * @throws DomainError `nothing_changed` where it is erased
 */
export function receiveErasure(
  register: Register,
  inquiry: Inquiry,
  deed: Deed,
): MunicipalityChange {
  const text = otherText(inquiry)
  if (isErased(inquiry, text)) throw new DomainError('nothing_changed')
  const { code } = register.municipality
  return {
    ...erasing(register, inquiry, { text, type: 'inquiry_erased' }, deed),
    erasures: [{ code, inquiryId: inquiry.id, text, at: deed.now }],
  }
}

function erasing(
  { municipality, inquiries }: Register,
  inquiry: Inquiry,
  { text, type }: { text: InquiryText; type: EventType },
  deed: Deed,
): MunicipalityChange {
  const { id, other, erased = [] } = inquiry
  const after: Inquiry = { ...inquiry, erased: [...erased, { text, at: deed.now }] }
  const isHere = inquiries.some((one) => one.id === id)
  return {
    after: municipality,
    members: [],
    inquiries: isHere
      ? inquiries.map((one) => (one.id === id ? after : one))
      : // One that had left the register is at hand for a while again.
        [...inquiries, after],
    entityId: id,
    event: {
      type,
      by: attributionOf(deed),
      data: { inquiryId: id, municipality: other.code, text },
      texts: {},
    },
  }
}

/** The end of such an erasure; only that it happened is kept. */
export function completeTextErasure(
  { municipality }: Register,
  { texts, ...entry }: TextErasure & { texts: number },
  deed: Deed,
): MunicipalityChange {
  const { inquiryId, text } = entry
  return {
    after: municipality,
    members: [],
    erasures: [{ ...entry, doneAt: deed.now }],
    entityId: inquiryId,
    event: {
      type: 'erasure_completed',
      by: attributionOf(deed),
      data: { inquiryId, text, erasedTexts: texts },
      texts: {},
    },
  }
}

/** Which of an event's texts go where a text of another municipality is erased. */
export function receivedPointers(
  { type, by, data }: { type: EventType; by: Attribution; data: Record<string, unknown> },
  pointers: readonly string[],
  { inquiryId, text }: Pick<TextErasure, 'inquiryId' | 'text'>,
): string[] {
  const isIt =
    text === 'question'
      ? // HR may have forwarded it inside with its words.
        type === 'inquiry_received' || type === 'question_asked'
      : type === 'inquiry_ended' && by.kind === 'system'
  return isIt && data.inquiryId === inquiryId
    ? pointers.filter((pointer) => pointer === '/text')
    : []
}

/**
 * Takes another municipality's words out of the question inside that HR forwarded them by.
 * @throws DomainError `nothing_changed` where they stand in none that is open
 */
export function eraseForwarded(
  before: Proposal,
  { inquiryId, words }: { inquiryId: string; words: string },
  deed: Deed,
): ProposalChange {
  let found = 0
  const questions = before.questions?.map((question) => {
    const [first, ...rest] = question.messages
    if (question.inquiryId !== inquiryId || !first?.text?.includes(words)) return question
    found += 1
    const { text: _, ...kept } = first
    return { ...question, messages: [kept, ...rest] }
  })
  if (!questions || found === 0) throw new DomainError('nothing_changed')
  return {
    after: moved(before, deed.now, { questions }),
    entityId: before.id,
    event: { type: 'texts_erased', by: attributionOf(deed), data: { inquiryId }, texts: {} },
  }
}
