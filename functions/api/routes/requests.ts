import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { attribute } from '../../domain/change.ts'
import { DaySchema, Id } from '../../domain/fields.ts'
import type { Register } from '../../domain/register.ts'
import {
  AskedView,
  AskingView,
  askingsOf,
  issueRequest,
  MOST_PROPOSALS,
  type Request,
} from '../../domain/requests/request.ts'
import { NeededAnswer, neededAnswers } from '../../domain/requests/request-list.ts'
import { REQUEST_PURPOSES } from '../../domain/words.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofProposal,
  ofReads,
  ofWrites,
} from '../documented.ts'
import { newApp, proposalIn, requireMay, withoutQuery } from '../environment.ts'
import { operationsOf } from '../write.ts'

const tags = ['requests']

/** What can be asked about at once; a municipality rarely has more. */
const MOST_AT_ONCE = 200

const RequestsInput = z
  .strictObject({
    proposalIds: z.array(Id).min(1).max(MOST_AT_ONCE),
    /** Only these people of those who would be asked; all of them without it. */
    memberIds: z.array(Id).max(MOST_AT_ONCE).optional(),
    dueOn: DaySchema,
    purpose: z.enum(REQUEST_PURPOSES).optional(),
  })
  .meta({ id: 'RequestsInput' })

const Issued = z
  .object({
    requests: z.array(AskingView.extend({ requestId: Id })),
    nobody: z.array(Id),
  })
  .meta({ id: 'RequestsIssued' })

const issue = createRoute({
  method: 'post',
  path: '/requests',
  tags,
  summary: 'Ask everybody who can say how some proposals stand: one request for each person',
  request: { params: inMunicipality, headers: idempotent, body: body(RequestsInput) },
  responses: { 201: answer('They are asked', Issued), ...ofWrites },
})

const Plan = z
  .object({ people: z.array(AskingView), nobody: z.array(Id) })
  .meta({ id: 'RequestPlan' })

const plan = createRoute({
  method: 'get',
  path: '/requests/plan',
  tags,
  summary: 'Whom one would ask about some proposals, and whom a mail reaches',
  request: {
    params: inMunicipality,
    query: z.strictObject({
      proposals: z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(Id).min(1).max(MOST_AT_ONCE))
        .meta({ type: 'string' }),
    }),
  },
  responses: { 200: answer('Nobody is asked by this', Plan), ...ofReads },
})

const Needed = z.object({ needed: z.array(NeededAnswer) }).meta({ id: 'NeededAnswers' })

const needed = createRoute({
  method: 'get',
  path: '/requests/needed',
  tags,
  summary: 'Past proposals of which nothing is known or nothing fresh, and whom one would ask',
  request: { params: inMunicipality },
  responses: { 200: answer('Newest first', Needed), ...ofReads },
})

const Asked = z.object({ asked: z.array(AskedView) }).meta({ id: 'AskedList' })

const ofOne = createRoute({
  method: 'get',
  path: '/proposals/{id}/requests',
  tags,
  summary: 'Who was asked about a proposal, when, and what they said',
  request: { params: ofProposal },
  responses: { 200: answer('Newest first, the last 100', Asked), ...ofReads },
})

/** `/api/m/:municipality/requests`: 回答依頼. */
export function requestRoutes(dependencies: Dependencies) {
  const { requests } = dependencies
  return newApp()
    .openapi(plan, (c) => {
      requireMay(c, 'register.read')
      const { proposals } = c.req.valid('query')
      const today = tokyoDayOf(c.get('now'))
      return c.json(askingsOf(c.get('register'), [...new Set(proposals)], today), 200)
    })
    .openapi(needed, async (c) => {
      requireMay(c, 'register.read')
      withoutQuery(c)
      const { municipality } = c.req.valid('param')
      const list = neededAnswers(c.get('register'), c.get('now'))
      const asked = await Promise.all(
        list.map(({ proposal }) => requests.about(municipality, proposal.id, { limit: 1 })),
      )
      return c.json(
        { needed: list.map((one, at) => ({ ...one, askedAt: asked[at]?.[0]?.issuedAt })) },
        200,
      )
    })
    .openapi(issue, async (c) => {
      const input = c.req.valid('json')
      const register = c.get('register')
      const { code } = register.municipality
      const today = tokyoDayOf(c.get('now'))
      const { people, nobody } = askingsOf(register, [...new Set(input.proposalIds)], today)
      const { begin, operationFor, deedAt } = operationsOf(c, dependencies, input)
      // What is refused for all is refused before the first is asked.
      attribute(deedAt(c.get('now'), ''), 'request.issue', { municipality: code })
      await begin()
      const issued: z.infer<typeof Issued>['requests'] = []
      for (const asking of people) {
        const { memberId, proposalIds } = asking
        if (input.memberIds && !input.memberIds.includes(memberId)) continue
        for (let at = 0; at < proposalIds.length; at += MOST_PROPOSALS) {
          const some = proposalIds.slice(at, at + MOST_PROPOSALS)
          // One person at a time, each under a key of their own: sent again, it goes on where it broke off.
          const operation = operationFor(`${memberId} ${at}`)
          const { id } = await dependencies.registers.changeMunicipality(
            code,
            operation,
            (current, now) =>
              issueRequest(
                current,
                {
                  memberId,
                  proposalIds: some,
                  dueOn: input.dueOn,
                  purpose: input.purpose ?? 'status',
                },
                deedAt(now, operation.id),
              ),
          )
          issued.push({ ...asking, proposalIds: some, requestId: id })
        }
      }
      return c.json({ requests: issued, nobody }, 201)
    })
    .openapi(ofOne, async (c) => {
      requireMay(c, 'register.read')
      const { municipality, id } = c.req.valid('param')
      const register = c.get('register')
      proposalIn(register, id)
      const found = await requests.about(municipality, id, { limit: 100 })
      return c.json({ asked: found.map((request) => askedView(register, request, id)) }, 200)
    })
}

function askedView(register: Register, request: Request, proposalId: string) {
  const { id, memberId, issuedAt, dueOn, byMail, purpose, answers } = request
  return {
    ...{ memberId, issuedAt, dueOn, byMail, purpose },
    requestId: id,
    name: register.members.get(memberId)?.name,
    answer: answers[proposalId],
  }
}
