import * as z from 'zod'
import { DaySchema, Id, Text } from '../fields.ts'
import { Attribution } from '../people/people.ts'
import { ASKED_VIA, QUESTION_ENDS } from '../words.ts'

/** One message of a thread; the first one is the question. */
export const Message = z
  .strictObject({
    id: Id,
    /** Its event's number in the proposal's history. */
    sequence: z.int(),
    recordedAt: z.string(),
    by: Attribution,
    /** While the thread is open. Of an ended one, the history holds it. */
    text: Text.optional(),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

/** 質問 about a proposal, with its answers. Ended, it keeps who and when, and no texts. */
export const Question = z
  .strictObject({
    id: Id,
    /** As what the people were asked, and who they were. */
    via: z.enum(ASKED_VIA),
    to: z.array(Id),
    dueOn: DaySchema,
    messages: z.array(Message).min(1),
    /** The question of another municipality that HR forwards by it. */
    inquiryId: Id.optional(),
    ended: z
      .strictObject({ at: z.string(), by: Attribution, how: z.enum(QUESTION_ENDS) })
      .optional(),
  })
  .meta({ id: 'Question' })
export type Question = z.infer<typeof Question>

export const QuestionInput = z
  .strictObject({ via: z.enum(ASKED_VIA), text: Text, dueOn: DaySchema.optional() })
  .meta({ id: 'QuestionInput' })
export type QuestionInput = z.infer<typeof QuestionInput>

export const MessageInput = z.strictObject({ text: Text }).meta({ id: 'MessageInput' })
export type MessageInput = z.infer<typeof MessageInput>

export const QuestionEnd = z
  .strictObject({ how: z.enum(QUESTION_ENDS) })
  .meta({ id: 'QuestionEnd' })
export type QuestionEnd = z.infer<typeof QuestionEnd>
