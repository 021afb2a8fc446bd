import { type Day, daysAfter, type Instant, tokyoDayOf } from '../calendar.ts'
import type { Viewpoint } from '../outcomes/standing.ts'
import type { Message, Question } from './question.ts'

/** What follows from a question and its messages; no zod, so that pages stay small. */

/** How long an answer is waited for where the asker doesn't say. */
const USUAL_DAYS = 14

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

/**
 * Whether a proposal had a question on a day whose answer was late, as known at an instant: what was asked,
 * written and ended by then.
 */
export function hasOverdueQuestion(
  { questions = [] }: { questions?: readonly Question[] | undefined },
  { day, knownAt }: Viewpoint,
): boolean {
  const isThere = (at: Instant) => at <= knownAt && tokyoDayOf(at) <= day
  return questions.some(({ ended, messages, ...question }) => {
    const known = {
      ...question,
      messages: messages.filter(({ recordedAt }) => isThere(recordedAt)),
      ...(ended && isThere(ended.at) && { ended }),
    }
    return known.messages.length > 0 && isOverdue(known, day)
  })
}

/** The day by which a question asked now is to be answered. */
export function usualDueOn(now: Instant): Day {
  return daysAfter(tokyoDayOf(now), USUAL_DAYS)
}
