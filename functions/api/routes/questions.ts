import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { Id } from '../../domain/fields.ts'
import {
  MessageInput,
  Question,
  QuestionEnd,
  QuestionInput,
} from '../../domain/questions/question.ts'
import {
  askableOn,
  askQuestion,
  endQuestion,
  noteAnswer,
  questionIn,
  writeMessage,
} from '../../domain/questions/question-changes.ts'
import { QuestionRow, questionsOf } from '../../domain/questions/questions.ts'
import { usualDueOn } from '../../domain/questions/thread.ts'
import { ASKED_VIA } from '../../domain/words.ts'
import { proposalStream } from '../../history/streams.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofProposal,
  ofReads,
  ofWrites,
  Receipt,
} from '../documented.ts'
import { newApp, proposalIn, requireMay, withoutQuery } from '../environment.ts'
import { write } from '../write.ts'

const tags = ['questions']
const ofQuestion = ofProposal.extend({ questionId: Id })
const ofMessage = ofQuestion.extend({ messageId: Id })

const Askable = z
  .object({
    choices: z.array(
      z.object({ via: z.enum(ASKED_VIA), memberIds: z.array(Id), unreachable: z.int() }),
    ),
    dueOn: z.string(),
  })
  .meta({ id: 'Askable' })

const askable = createRoute({
  method: 'get',
  path: '/{id}/askable',
  tags,
  summary: 'Whom one may ask about a proposal today, and how many can’t be reached',
  request: { params: ofProposal },
  responses: { 200: answer('Whom to ask', Askable), ...ofReads },
})

const ask = createRoute({
  method: 'post',
  path: '/{id}/questions',
  tags,
  summary: 'Ask the steward, the cohort or HR; they get a mail',
  request: { params: ofProposal, headers: idempotent, body: body(QuestionInput) },
  responses: { 201: answer('It is asked', Receipt), ...ofWrites },
})

const thread = createRoute({
  method: 'get',
  path: '/{id}/questions/{questionId}',
  tags,
  summary: 'A question with its answers; of an ended one the texts come from the history',
  request: { params: ofQuestion },
  responses: { 200: answer('The thread', Question), ...ofReads },
})

const say = createRoute({
  method: 'post',
  path: '/{id}/questions/{questionId}/messages',
  tags,
  summary: 'Answer a question, or ask on in one’s own; the other side gets a mail',
  request: { params: ofQuestion, headers: idempotent, body: body(MessageInput) },
  responses: { 201: answer('It stands in the thread', Receipt), ...ofWrites },
})

const end = createRoute({
  method: 'post',
  path: '/{id}/questions/{questionId}/end',
  tags,
  summary: 'End a question: answered, without an answer, or withdrawn',
  request: { params: ofQuestion, headers: idempotent, body: body(QuestionEnd) },
  responses: { 200: answer('It has ended', Receipt), ...ofWrites },
})

const note = createRoute({
  method: 'post',
  path: '/{id}/questions/{questionId}/messages/{messageId}/note',
  tags,
  summary: 'Keep an answer as a comment on the proposal, with whose words they are and when',
  request: { params: ofMessage, headers: idempotent },
  responses: { 201: answer('It is kept', Receipt), ...ofWrites },
})

const mine = createRoute({
  method: 'get',
  path: '/questions',
  tags,
  summary: 'The questions that I asked, and those that wait for me',
  request: { params: inMunicipality },
  responses: {
    200: answer(
      'Open ones first, the earliest due day first',
      z
        .object({ asked: z.array(QuestionRow), waiting: z.array(QuestionRow) })
        .meta({ id: 'OwnQuestions' }),
    ),
    ...ofReads,
  },
})

/** `/api/m/:municipality/questions`: my questions. */
export function ownQuestionRoutes() {
  return newApp().openapi(mine, (c) => {
    withoutQuery(c)
    const { memberId } = c.get('actor')
    return c.json(questionsOf(c.get('register'), memberId, c.get('now')), 200)
  })
}

/** `/api/m/:municipality/proposals/:id/questions`: asking and answering about a proposal. */
export function questionRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(askable, (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      const register = c.get('register')
      const proposal = proposalIn(register, c.req.valid('param').id)
      const day = tokyoDayOf(c.get('now'))
      const choices = askableOn(register, proposal, { day, asker: c.get('actor').memberId })
      return c.json({ choices, dueOn: usualDueOn(c.get('now')) }, 200)
    })
    .openapi(ask, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        askQuestion(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(thread, async (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      const { id, questionId } = c.req.valid('param')
      const question = questionIn(proposalIn(c.get('register'), id), questionId)
      if (!question.ended) return c.json(question, 200)
      const sequences = question.messages.map(({ sequence }) => sequence)
      const stream = proposalStream(id)
      const texts = await dependencies.streams.texts(c.get('actor').municipality, stream, sequences)
      const messages = question.messages.map((message) => {
        const text = texts.get(message.sequence)?.['/text']
        return { ...message, ...(text !== undefined && { text }) }
      })
      return c.json({ ...question, messages }, 200)
    })
    .openapi(say, async (c) => {
      const { id, questionId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        writeMessage(register, proposalIn(register, id), { ...input, questionId }, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(end, async (c) => {
      const { id, questionId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        endQuestion(proposalIn(register, id), { ...input, questionId }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(note, async (c) => {
      const { id, questionId, messageId } = c.req.valid('param')
      const receipt = await write(c, dependencies, undefined, (register, deed) =>
        noteAnswer(register, proposalIn(register, id), { questionId, messageId }, deed),
      )
      return c.json(receipt, 201)
    })
}
