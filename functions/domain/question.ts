import * as z from 'zod'
import { type Day, type Instant, tokyoDayOf } from './calendar.ts'
import { DaySchema, Id, Text } from './fields.ts'
import { Attribution } from './people.ts'
import { ASKED_VIA, QUESTION_ENDS } from './words.ts'

/** How long an answer is waited for where the asker doesn't say. */
export const USUAL_DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000

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

/** Who asked; undefined where it was nobody of the roster. */
export function askerOf({ messages }: Pick<Question, 'messages'>): string | undefined {
  return messages[0]?.by.memberId
}

/** The messages of those who were asked. */
export function answersOf(question: Pick<Question, 'messages'>): Message[] {
  const asker = askerOf(question)
  return question.messages.slice(1).filter(({ by }) => by.memberId !== asker)
}

/** Whose turn it is in a thread: the asked people's until they answer, and after each further question. */
export function waitsFor(question: Question): 'asked' | 'asker' | undefined {
  if (question.ended) return undefined
  const last = question.messages.at(-1)
  return last && last.by.memberId !== askerOf(question) ? 'asker' : 'asked'
}

/** Whether the answer is late on a day. */
export function isOverdue(question: Question, day: Day): boolean {
  return waitsFor(question) === 'asked' && question.dueOn < day
}

/** The day a number of days later. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The day by which a question asked now is to be answered. */
export function usualDueOn(now: Instant): Day {
  return daysAfter(tokyoDayOf(now), USUAL_DAYS)
}
