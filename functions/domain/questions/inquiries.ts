import * as z from 'zod'
import { type Instant, tokyoDayOf } from '../calendar.ts'
import { DaySchema, Id } from '../fields.ts'
import type { Actor } from '../people/people.ts'
import { can } from '../permissions.ts'
import type { Register } from '../register.ts'
import { ROLES } from '../words.ts'
import { Inquiry } from './inquiry.ts'
import { isErased } from './inquiry-erasure.ts'
import { Question } from './question.ts'
import { answersOf, waitsFor } from './thread.ts'

/** One question between municipalities in a list. */
export const InquiryRow = Inquiry.pick({
  id: true,
  side: true,
  other: true,
  proposal: true,
  from: true,
  byMemberId: true,
  askedAt: true,
  dueOn: true,
})
  .extend({
    overdue: z.boolean(),
    /** How it ended. */
    how: Inquiry.shape.ended.unwrap().shape.how.optional(),
    endedAt: z.string().optional(),
    /** On the asked side: how many questions inside it was forwarded by, and how many of them were answered. */
    forwarded: z.int().optional(),
    replied: z.int().optional(),
  })
  .meta({ id: 'InquiryRow' })
export type InquiryRow = z.infer<typeof InquiryRow>

export const INQUIRY_ACTS = ['withdraw', 'answer'] as const

/** A question between municipalities, as its own municipality has it. */
export const InquiryThread = InquiryRow.extend({
  /** The question; none where it was erased. */
  text: z.string().optional(),
  /** What was answered, or why it was declined. */
  answer: z.string().optional(),
  permitted: z.array(z.enum(INQUIRY_ACTS)),
  /** On the asked side: the questions inside that it was forwarded by. */
  questions: z.array(
    Question.pick({ id: true, via: true, dueOn: true }).extend({
      waitsFor: z.enum(['asked', 'asker']).optional(),
      how: Question.shape.ended.unwrap().shape.how.optional(),
      /** What was answered inside, as long as the thread is open. */
      replies: z.array(
        z.object({
          role: z.enum(ROLES).optional(),
          cohort: z.int().optional(),
          byMemberId: Id.optional(),
          text: z.string().optional(),
        }),
      ),
    }),
  ),
  today: DaySchema,
}).meta({ id: 'InquiryThread' })
export type InquiryThread = z.infer<typeof InquiryThread>

/**
 * The questions that this municipality asked others and, for HR, those that others asked it: open ones first, the
 * earliest due day first; then those that ended last.
 */
export function inquiriesOf(
  register: Register,
  actor: Actor,
  now: Instant,
): { asking: InquiryRow[]; asked: InquiryRow[] } {
  const rows = (side: Inquiry['side']) =>
    register.inquiries
      .filter((one) => one.side === side)
      .map((one) => rowOf(register, one, now))
      .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  const { code: municipality } = register.municipality
  const isHr = can(actor, 'inquiry.answer', { municipality }, now)
  return { asking: rows('asking'), asked: isHr ? rows('asked') : [] }
}

/** Open ones by their due day, ended ones newest first behind them. */
function sortKey({ how, dueOn, endedAt = '' }: InquiryRow): string {
  return how === undefined ? `0 ${dueOn}` : `1 ${String(9e15 - Date.parse(endedAt))}`
}

function rowOf(register: Register, inquiry: Inquiry, now: Instant): InquiryRow {
  const { sequence: _, ended, erased: __, ...told } = inquiry
  const forwarding = inquiry.side === 'asked' ? forwardedBy(register, inquiry) : undefined
  return {
    ...told,
    overdue: !ended && inquiry.dueOn < tokyoDayOf(now),
    ...(ended && { how: ended.how, endedAt: ended.at }),
    ...(forwarding && {
      forwarded: forwarding.length,
      replied: forwarding.filter((one) => answersOf(one).length > 0).length,
    }),
  }
}

/**
 * One of them with its texts, which stand in the municipality's own history.
 * @param texts of its events, by their sequence
 */
export function inquiryThread(
  register: Register,
  inquiry: Inquiry,
  {
    actor,
    now,
    texts,
  }: { actor: Actor; now: Instant; texts: ReadonlyMap<number, Record<string, string>> },
): InquiryThread {
  const { code: municipality } = register.municipality
  const { side, byMemberId, ended, sequence } = inquiry
  const text = isErased(inquiry, 'question') ? undefined : texts.get(sequence)?.['/text']
  const isGone = !ended || isErased(inquiry, 'answer')
  const answer = isGone ? undefined : texts.get(ended.sequence)?.['/text']
  const isAsking = side === 'asking'
  const may = isAsking
    ? can(actor, 'inquiry.withdraw', { municipality, inquiry: { byMemberId } }, now)
    : can(actor, 'inquiry.answer', { municipality }, now)
  const permitted = may && !ended ? [isAsking ? ('withdraw' as const) : ('answer' as const)] : []
  const questions = isAsking ? [] : forwardedBy(register, inquiry)
  return {
    ...rowOf(register, inquiry, now),
    ...(text !== undefined && { text }),
    ...(answer !== undefined && { answer }),
    permitted,
    questions: questions.map((question) => ({
      id: question.id,
      via: question.via,
      dueOn: question.dueOn,
      waitsFor: waitsFor(question),
      ...(question.ended && { how: question.ended.how }),
      replies: answersOf(question).map(({ by, text: said }) => ({
        ...(by.role !== undefined && { role: by.role }),
        ...(by.cohort !== undefined && { cohort: by.cohort }),
        ...(by.memberId !== undefined && { byMemberId: by.memberId }),
        ...(said !== undefined && { text: said }),
      })),
    })),
    today: tokyoDayOf(now),
  }
}

/** The questions inside by which HR forwarded it. */
function forwardedBy({ proposals }: Register, { id, proposal }: Inquiry): Question[] {
  const { questions = [] } = proposals.get(proposal.id) ?? {}
  return questions.filter(({ inquiryId }) => inquiryId === id)
}
