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

/** Whether something was recorded by a day and by an instant. */
export function isThereAt(recordedAt: Instant, { day, knownAt }: Viewpoint): boolean {
  return recordedAt <= knownAt && tokyoDayOf(recordedAt) <= day
}

/** A question as it was on a day: what was asked, written and ended by then; nothing where it was not asked yet. */
export function questionAt(
  { ended, messages, ...question }: Question,
  viewpoint: Viewpoint,
): Question | undefined {
  const written = messages.filter(({ recordedAt }) => isThereAt(recordedAt, viewpoint))
  if (written.length === 0) return undefined
  const hasEnded = ended !== undefined && isThereAt(ended.at, viewpoint)
  return { ...question, messages: written, ...(hasEnded && { ended }) }
}

/** Whether a proposal had a question on a day whose answer was late, as known at an instant. */
export function hasOverdueQuestion(
  { questions = [] }: { questions?: readonly Question[] | undefined },
  viewpoint: Viewpoint,
): boolean {
  return questions.some((question) => {
    const known = questionAt(question, viewpoint)
    return known !== undefined && isOverdue(known, viewpoint.day)
  })
}

/** The day by which a question asked now is to be answered. */
export function usualDueOn(now: Instant): Day {
  return daysAfter(tokyoDayOf(now), USUAL_DAYS)
}
