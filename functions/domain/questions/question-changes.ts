import { type Day, daysAfter, type Instant, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  attributionOf,
  type Deed,
  moved,
  type ProposalChange,
  resourceOf,
  separateTexts,
} from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import type { MailDraft } from '../mails/mail.ts'
import { isMailed, reachable } from '../mails/mail-changes.ts'
import type { Member } from '../people/people.ts'
import { dispatchersHere, fellowsHere, stewardsHere } from '../people/whom-to-ask.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { recordComment } from '../proposals/proposal-changes.ts'
import type { Register } from '../register.ts'
import { ASKED_VIA, type AskedVia } from '../words.ts'
import type { Message, MessageInput, Question, QuestionEnd, QuestionInput } from './question.ts'
import { answersOf, askerOf, usualDueOn } from './thread.ts'

/** At most so many get the mail: an office may be large. */
const MOST_ASKED = 30
const LONGEST_DAYS = 366

/** Whom one may ask: who can be reached, and how many cannot. */
export type Askable = { via: AskedVia; memberIds: string[]; unreachable: number }

/**
 * Whom somebody may ask about a proposal on a day, those who know most first. Whom neither mails reach nor
 * an account shows it can't be reached from here; the asker doesn't ask themselves.
 */
export function askableOn(
  register: Register,
  proposal: Proposal,
  { day, asker }: { day: Day; asker: string | undefined },
): Askable[] {
  const here: Record<AskedVia, string[]> = {
    steward: stewardsHere(register, proposal, day),
    cohort: fellowsHere(register, proposal, day),
    dispatcher: dispatchersHere(register, day),
  }
  return ASKED_VIA.map((via) => {
    const others = here[via].filter((id) => id !== asker)
    const memberIds = others.filter((id) => learnsOfQuestions(register.members.get(id)))
    return {
      via,
      memberIds: memberIds.slice(0, MOST_ASKED),
      unreachable: others.length - memberIds.length,
    }
  })
}

function learnsOfQuestions(person: Member | undefined): boolean {
  return (
    person !== undefined && (isMailed(person, 'question_asked') || person.accountId !== undefined)
  )
}

/**
 * The day by which a question asked now is to be answered: as the asker says, else the usual one.
 * @throws DomainError `validation_failed` for a day that isn't ahead, or further than a year
 */
export function dueDayOf(wished: Day | undefined, now: Instant): Day {
  const today = tokyoDayOf(now)
  const until = wished ?? usualDueOn(now)
  if (until <= today) throw fieldError('/dueOn', 'not_ahead')
  if (until > daysAfter(today, LONGEST_DAYS)) throw fieldError('/dueOn', 'too_far_ahead')
  return until
}

/**
 * Asks the steward, the cohort or HR about a proposal.
 * @param inquiryId the question of another municipality that HR forwards by it
 * @throws DomainError `not_allowed`; `nobody_reachable`; `validation_failed` for a due day that isn't ahead
 */
export function askQuestion(
  register: Register,
  before: Proposal,
  { via, text, dueOn = undefined, inquiryId }: QuestionInput & { inquiryId?: string },
  deed: Deed,
): ProposalChange {
  const by = attribute(deed, 'question.ask', resourceOf(before))
  const forwards = inquiryId !== undefined && { inquiryId }
  const day = tokyoDayOf(deed.now)
  const until = dueDayOf(dueOn, deed.now)
  const asker = deed.actor.memberId
  const choice = askableOn(register, before, { day, asker }).find((one) => one.via === via)
  if (!choice || choice.memberIds.length === 0) throw new DomainError('nobody_reachable')
  const to = choice.memberIds
  const message = messageOf(before, text, by, deed)
  const question: Question = {
    ...{ id: deed.id, via, to, dueOn: until, messages: [message] },
    ...forwards,
  }
  return {
    after: moved(before, deed.now, { questions: [...(before.questions ?? []), question] }),
    entityId: deed.id,
    event: {
      type: 'question_asked',
      by,
      ...separateTexts({ questionId: deed.id, via, to, dueOn: until, text, ...forwards }),
    },
    mails: mailsTo(register, to, 'question_asked', {
      proposalId: before.id,
      questionId: deed.id,
      messageId: message.id,
    }),
  }
}

/**
 * Writes in a thread: an answer, or a further question of the asker. The other side gets a mail.
 * @throws DomainError `not_found`, `not_allowed`, `question_ended`
 */
export function writeMessage(
  register: Register,
  before: Proposal,
  { questionId, text }: MessageInput & { questionId: string },
  deed: Deed,
): ProposalChange {
  const question = questionIn(before, questionId)
  const by = attribute(deed, 'question.answer', resourceOf(before, undefined, question))
  if (question.ended) throw new DomainError('question_ended')
  const message = messageOf(before, text, by, deed)
  const messages = [...question.messages, message]
  const asker = askerOf(question)
  // Who has answered goes on with it; nobody has: all who were asked.
  const answered = [
    ...new Set(answersOf(question).flatMap(({ by: { memberId } }) => memberId ?? [])),
  ]
  const toAsked = answered.length > 0 ? answered : question.to
  const isFurther = by.memberId !== undefined && by.memberId === asker
  const receivers = isFurther ? toAsked : asker === undefined ? [] : [asker]
  return {
    after: moved(before, deed.now, { questions: replaced(before, { ...question, messages }) }),
    entityId: message.id,
    event: {
      type: 'question_answered',
      by,
      ...separateTexts({ questionId, messageId: message.id, text }),
    },
    mails: mailsTo(register, receivers, isFurther ? 'question_asked' : 'question_answered', {
      proposalId: before.id,
      questionId,
      messageId: message.id,
    }),
  }
}

/**
 * Ends a thread. Its texts leave the register; the history keeps them.
 * @throws DomainError `not_found`, `not_allowed`, `question_ended`; `question_unanswered` where it is to end as
 * answered and nobody has answered
 */
export function endQuestion(
  before: Proposal,
  { questionId, how }: QuestionEnd & { questionId: string },
  deed: Deed,
): ProposalChange {
  const question = questionIn(before, questionId)
  const isSystem = deed.actor.kind === 'system'
  const by = isSystem
    ? attributionOf(deed)
    : attribute(deed, 'question.end', resourceOf(before, undefined, question))
  if (question.ended) throw new DomainError('question_ended')
  const isAnswered = answersOf(question).length > 0
  if (how === 'answered' && !isAnswered) throw new DomainError('question_unanswered')
  const messages = question.messages.map(({ text: _, ...kept }) => kept)
  const ended: Question = { ...question, messages, ended: { at: deed.now, by, how } }
  return {
    after: moved(before, deed.now, { questions: replaced(before, ended) }),
    entityId: questionId,
    event: { type: 'question_ended', by, data: { questionId, how }, texts: {} },
  }
}

/**
 * Makes an answer an evidence note on the proposal: a comment with whose words they are and when.
 * @throws DomainError `not_found` where there is no such answer; `question_ended` where its text is in the
 * history alone; `not_allowed`
 */
export function noteAnswer(
  register: Register,
  before: Proposal,
  { questionId, messageId }: { questionId: string; messageId: string },
  deed: Deed,
): ProposalChange {
  const question = questionIn(before, questionId)
  const message = answersOf(question).find(({ id }) => id === messageId)
  if (!message) throw new DomainError('not_found')
  if (message.text === undefined) throw new DomainError('question_ended')
  const { role, cohort, memberId } = message.by
  return recordComment(
    register,
    before,
    {
      text: message.text,
      asOf: { precision: 'day', date: tokyoDayOf(message.recordedAt) },
      speaker: {
        role: role ?? 'unattributed',
        ...(cohort !== undefined && { cohort }),
        ...(memberId !== undefined && { memberId }),
      },
    },
    deed,
  )
}

/** @throws DomainError `not_found` */
export function questionIn({ questions = [] }: Proposal, questionId: string): Question {
  const question = questions.find(({ id }) => id === questionId)
  if (!question) throw new DomainError('not_found')
  return question
}

function messageOf(before: Proposal, text: string, by: Message['by'], deed: Deed): Message {
  return { id: deed.id, sequence: before.head.sequence + 1, recordedAt: deed.now, by, text }
}

function replaced({ questions = [] }: Proposal, question: Question): Question[] {
  return questions.map((other) => (other.id === question.id ? question : other))
}

/** Whom no mail reaches finds it on their page. */
function mailsTo(
  register: Register,
  receivers: readonly string[],
  kind: 'question_asked' | 'question_answered',
  facts: { proposalId: string; questionId: string; messageId: string },
): MailDraft[] {
  return reachable(register, receivers).map((to) => ({ kind, to, facts }))
}
