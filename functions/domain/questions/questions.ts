import * as z from 'zod'
import { type Instant, tokyoDayOf } from '../calendar.ts'
import { DaySchema, Id } from '../fields.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { newestFirst, type Register } from '../register.ts'
import { ASKED_VIA, QUESTION_ENDS } from '../words.ts'
import type { Question } from './question.ts'
import { askerOf, isOverdue, waitsFor } from './thread.ts'

/** One question in a list. */
export const QuestionRow = z
  .object({
    id: Id,
    proposal: z.object({ id: Id, title: z.string(), cohort: z.int() }),
    via: z.enum(ASKED_VIA),
    byMemberId: Id.optional(),
    askedAt: z.string(),
    dueOn: DaySchema,
    /** How many messages followed the question. */
    replies: z.int(),
    lastAt: z.string(),
    waitsFor: z.enum(['asked', 'asker']).optional(),
    overdue: z.boolean(),
    /** How it ended. */
    how: z.enum(QUESTION_ENDS).optional(),
  })
  .meta({ id: 'QuestionRow' })
export type QuestionRow = z.infer<typeof QuestionRow>

/** So many ended ones are listed; older ones stand on their proposals. */
const MOST_ENDED = 50

/** The questions that somebody asked, and those that wait for them to answer. */
export function questionsOf(
  register: Register,
  memberId: string,
  now: Instant,
): { asked: QuestionRow[]; waiting: QuestionRow[] } {
  const today = tokyoDayOf(now)
  const asked: QuestionRow[] = []
  const waiting: QuestionRow[] = []
  for (const proposal of newestFirst(register))
    for (const question of proposal.questions ?? []) {
      const row = () => rowOf(proposal, question, today)
      if (askerOf(question) === memberId) asked.push(row())
      else if (question.to.includes(memberId) && waitsFor(question) === 'asked') waiting.push(row())
    }
  const open = asked.filter(({ how }) => how === undefined).sort(byDueDay)
  const ended = asked
    .filter(({ how }) => how !== undefined)
    .sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
  return { asked: [...open, ...ended.slice(0, MOST_ENDED)], waiting: waiting.sort(byDueDay) }
}

function rowOf({ id, title, cohort }: Proposal, question: Question, today: string): QuestionRow {
  const [first] = question.messages
  return {
    id: question.id,
    proposal: { id, title, cohort },
    via: question.via,
    byMemberId: askerOf(question),
    askedAt: first?.recordedAt ?? '',
    dueOn: question.dueOn,
    replies: question.messages.length - 1,
    lastAt: question.ended?.at ?? question.messages.at(-1)?.recordedAt ?? '',
    waitsFor: waitsFor(question),
    overdue: isOverdue(question, today),
    how: question.ended?.how,
  }
}

function byDueDay(a: QuestionRow, b: QuestionRow): number {
  return a.dueOn < b.dueOn ? -1 : 1
}
