import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { Id } from '../../domain/fields.ts'
import { can } from '../../domain/permissions.ts'
import {
  InquiryRow,
  InquiryThread,
  inquiriesOf,
  inquiryThread,
} from '../../domain/questions/inquiries.ts'
import {
  InquiryAnswer,
  InquiryForward,
  InquiryInput,
  InquiryRefusal,
} from '../../domain/questions/inquiry.ts'
import {
  answerInquiry,
  askInquiry,
  declineInquiry,
  forwardInquiry,
  withdrawInquiry,
} from '../../domain/questions/inquiry-changes.ts'
import { askableOn } from '../../domain/questions/question-changes.ts'
import { usualDueOn } from '../../domain/questions/thread.ts'
import { ASKED_VIA } from '../../domain/words.ts'
import { municipalityStream } from '../../history/streams.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofReads,
  ofWrites,
  Receipt,
} from '../documented.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'
import { write, writeMunicipality } from '../write.ts'

const tags = ['inquiries']
const ofInquiry = inMunicipality.extend({ inquiryId: Id })

const list = createRoute({
  method: 'get',
  path: '/inquiries',
  tags,
  summary: 'Questions to other municipalities, and for HR theirs; open ones first',
  request: { params: inMunicipality },
  responses: {
    200: answer(
      'The municipality’s own copies',
      z
        .object({ asking: z.array(InquiryRow), asked: z.array(InquiryRow) })
        .meta({ id: 'InquiryList' }),
    ),
    ...ofReads,
  },
})

const ask = createRoute({
  method: 'post',
  path: '/inquiries',
  tags,
  summary: 'Ask another municipality’s HR about a proposal that it shares',
  request: { params: inMunicipality, headers: idempotent, body: body(InquiryInput) },
  responses: { 201: answer('It is on its way', Receipt), ...ofWrites },
})

const thread = createRoute({
  method: 'get',
  path: '/inquiries/{inquiryId}',
  tags,
  summary: 'A question between municipalities with its answer, as the own municipality has it',
  request: { params: ofInquiry },
  responses: { 200: answer('The question', InquiryThread), ...ofReads },
})

const forwardable = createRoute({
  method: 'get',
  path: '/inquiries/{inquiryId}/forwardable',
  tags,
  summary: 'To whom HR may forward another municipality’s question today',
  request: { params: ofInquiry },
  responses: {
    200: answer(
      'To whom',
      z
        .object({
          choices: z.array(
            z.object({ via: z.enum(ASKED_VIA), memberIds: z.array(Id), unreachable: z.int() }),
          ),
          dueOn: z.string(),
        })
        .meta({ id: 'Forwardable' }),
    ),
    ...ofReads,
  },
})

const say = createRoute({
  method: 'post',
  path: '/inquiries/{inquiryId}/answer',
  tags,
  summary: 'Release the answer to the asking municipality: this text, and no name',
  request: { params: ofInquiry, headers: idempotent, body: body(InquiryAnswer) },
  responses: { 200: answer('It is answered', Receipt), ...ofWrites },
})

const decline = createRoute({
  method: 'post',
  path: '/inquiries/{inquiryId}/decline',
  tags,
  summary: 'Decline to answer; the reason goes to the asking municipality',
  request: { params: ofInquiry, headers: idempotent, body: body(InquiryRefusal) },
  responses: { 200: answer('It is declined', Receipt), ...ofWrites },
})

const forward = createRoute({
  method: 'post',
  path: '/inquiries/{inquiryId}/forward',
  tags,
  summary: 'Forward another municipality’s question inside, as a question on the proposal',
  request: { params: ofInquiry, headers: idempotent, body: body(InquiryForward) },
  responses: { 201: answer('It is asked', Receipt), ...ofWrites },
})

const withdraw = createRoute({
  method: 'post',
  path: '/inquiries/{inquiryId}/withdraw',
  tags,
  summary: 'Take a question to another municipality back',
  request: { params: ofInquiry, headers: idempotent },
  responses: { 200: answer('It is withdrawn', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/inquiries`: questions to and from other municipalities. */
export function inquiryRoutes(dependencies: Dependencies) {
  const { shared, inquiries, streams } = dependencies
  return newApp()
    .openapi(list, (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      return c.json(inquiriesOf(c.get('register'), c.get('actor'), c.get('now')), 200)
    })
    .openapi(ask, async (c) => {
      const { proposal, ...input } = c.req.valid('json')
      requireMay(c, 'inquiry.ask')
      const one = await shared.one(proposal)
      const receipt = await writeMunicipality(
        c,
        dependencies,
        { proposal, ...input },
        (register, deed) => {
          if (!one) throw new DomainError('not_found')
          return askInquiry(register, one, input, deed)
        },
      )
      return c.json(receipt, 201)
    })
    .openapi(thread, async (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      const { inquiryId } = c.req.valid('param')
      const register = c.get('register')
      const actor = c.get('actor')
      const now = c.get('now')
      const { municipality } = actor
      const inquiry =
        register.inquiries.find(({ id }) => id === inquiryId) ??
        (await inquiries.past(municipality, inquiryId))
      // What another municipality asks is HR's to see.
      const isHr = can(actor, 'inquiry.answer', { municipality }, now)
      if (!inquiry || (inquiry.side === 'asked' && !isHr)) throw new DomainError('not_found')
      const { sequence, ended } = inquiry
      const texts = await streams.texts(municipality, municipalityStream(municipality), [
        sequence,
        ...(ended ? [ended.sequence] : []),
      ])
      return c.json(inquiryThread(register, inquiry, { actor, now, texts }), 200)
    })
    .openapi(forwardable, (c) => {
      withoutQuery(c)
      requireMay(c, 'inquiry.answer')
      const { inquiryId } = c.req.valid('param')
      const register = c.get('register')
      const inquiry = register.inquiries.find(
        ({ id, side }) => id === inquiryId && side === 'asked',
      )
      const proposal = inquiry && register.proposals.get(inquiry.proposal.id)
      if (!proposal) throw new DomainError('not_found')
      const asker = c.get('actor').memberId
      const choices = askableOn(register, proposal, { day: tokyoDayOf(c.get('now')), asker })
      return c.json(
        {
          choices: choices.filter(({ via }) => via !== 'dispatcher'),
          dueOn: usualDueOn(c.get('now')),
        },
        200,
      )
    })
    .openapi(say, async (c) => {
      const { inquiryId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        answerInquiry(register, { ...input, inquiryId }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(decline, async (c) => {
      const { inquiryId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        declineInquiry(register, { ...input, inquiryId }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(forward, async (c) => {
      const { inquiryId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        forwardInquiry(register, { ...input, inquiryId }, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(withdraw, async (c) => {
      const { inquiryId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, undefined, (register, deed) =>
        withdrawInquiry(register, inquiryId, deed),
      )
      return c.json(receipt, 200)
    })
}
