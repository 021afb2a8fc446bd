import * as z from 'zod'
import type { Day, Instant } from '../calendar.ts'
import { DaySchema, Id, MunicipalityCode, Text } from '../fields.ts'
import { ASKED_VIA, INQUIRY_ENDS, type InquiryEnding, ROLES } from '../words.ts'

/** What each side writes: one asks, the other answers or says why not. */
export const INQUIRY_TEXTS = ['question', 'answer'] as const
export type InquiryText = (typeof INQUIRY_TEXTS)[number]

/**
 * 他の自治体への質問: about a proposal that another municipality shares. Each of the two municipalities has a
 * copy of its own under the same id, and neither ever reads the other's. A copy holds no texts: what was asked
 * and answered stands in each one's own history.
 */
export const Inquiry = z
  .strictObject({
    id: Id,
    /** Which of the two this municipality is. */
    side: z.enum(['asking', 'asked']),
    /** The other one, as it was called then. */
    other: z.strictObject({ code: MunicipalityCode, name: z.string(), nameEn: z.string() }),
    /** The proposal of the asked municipality, as it was shared then. */
    proposal: z.strictObject({ id: Id, cohort: z.int(), title: z.string() }),
    /** As what the asker asks: all that the asked side learns of the person. */
    from: z.strictObject({ role: z.enum(ROLES), cohort: z.int().optional() }),
    /** Who asked; the asking side alone knows. */
    byMemberId: Id.optional(),
    askedAt: z.string(),
    dueOn: DaySchema,
    /** The event in this municipality's own history that holds the question. */
    sequence: z.int(),
    ended: z
      .strictObject({
        at: z.string(),
        how: z.enum(INQUIRY_ENDS),
        /** The event that holds the answer, or why there is none. */
        sequence: z.int(),
        /** Who of this municipality ended it. */
        byMemberId: Id.optional(),
      })
      .optional(),
    /** 削除済み: what was erased with whoever wrote it, here or on the other side. */
    erased: z.array(z.strictObject({ text: z.enum(INQUIRY_TEXTS), at: z.string() })).optional(),
  })
  .meta({ id: 'Inquiry' })
export type Inquiry = z.infer<typeof Inquiry>

/** What goes from one municipality to the other: never an id or a name of a person. */
export type Letter = { inquiryId: string } & (
  | {
      kind: 'asked'
      from: Inquiry['from']
      by: Inquiry['other']
      proposalId: string
      cohort: number
      dueOn: Day
      text: string
    }
  | { kind: 'ended'; how: InquiryEnding; text?: string | undefined }
  /** What the sender wrote of it is erased, with whoever wrote it. */
  | { kind: 'erased' }
)

/** A letter on its way: written with its cause, and gone with what it causes there. */
export type Delivery = {
  /** Sorts by when it was sent. */
  at: Instant
  /** The operation that sent it. */
  id: string
  to: string
  from: string
  letter: Letter
}

/** A letter as it leaves with what caused it. */
export function sent(
  { now, id }: { now: Instant; id: string },
  from: string,
  to: string,
  letter: Letter,
): Delivery {
  return { at: now, id, to, from, letter }
}

/** Which shared proposal is asked about: its place in the list of what is shared. */
export const InquiryInput = z
  .strictObject({
    proposal: z.strictObject({ municipality: MunicipalityCode, cohort: z.int(), id: Id }),
    text: Text,
    dueOn: DaySchema.optional(),
  })
  .meta({ id: 'InquiryInput' })
export type InquiryInput = z.infer<typeof InquiryInput>

/** 回答: what HR releases to the asking municipality. */
export const InquiryAnswer = z.strictObject({ text: Text }).meta({ id: 'InquiryAnswer' })
export type InquiryAnswer = z.infer<typeof InquiryAnswer>

/** 回答しない, with why. */
export const InquiryRefusal = z.strictObject({ reason: Text }).meta({ id: 'InquiryRefusal' })
export type InquiryRefusal = z.infer<typeof InquiryRefusal>

/** 庁内に転送: an ordinary question inside, which HR asks. */
export const InquiryForward = z
  .strictObject({
    via: z.enum(ASKED_VIA).exclude(['dispatcher']),
    text: Text,
    dueOn: DaySchema.optional(),
  })
  .meta({ id: 'InquiryForward' })
export type InquiryForward = z.infer<typeof InquiryForward>
