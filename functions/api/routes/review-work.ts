import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { Id } from '../../domain/fields.ts'
import { AskingView, askingsOf, MOST_PROPOSALS } from '../../domain/requests/request.ts'
import { FindingInput, ReflectionInput, type Review } from '../../domain/reviews/review.ts'
import { askInReview, reviewIn } from '../../domain/reviews/review-changes.ts'
import {
  editFinding,
  recordFinding,
  removeFinding,
  writeReflection,
} from '../../domain/reviews/review-findings.ts'
import { hasReferred, rowsAt } from '../../domain/reviews/review-rows.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofReview, ofWrites, problems, Receipt } from '../documented.ts'
import { editionOf, ifMatch } from '../edition.ts'
import { type Environment, newApp, requireMay } from '../environment.ts'
import { operationsOf, writeMunicipality } from '../write.ts'

const tags = ['reviews']
const ofFinding = ofReview.extend({ findingId: Id })

const record = createRoute({
  method: 'post',
  path: '/{reviewId}/findings',
  tags,
  summary: 'Record what was learned in a conversation',
  request: { params: ofReview, headers: idempotent, body: body(FindingInput) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const edit = createRoute({
  method: 'patch',
  path: '/{reviewId}/findings/{findingId}',
  tags,
  summary: 'Rewrite a finding of an open review; `If-Match` is its `sequence`',
  request: {
    params: ofFinding,
    headers: idempotent.extend(ifMatch),
    body: body(FindingInput),
  },
  responses: { 200: answer('It is rewritten', Receipt), ...ofWrites, ...problems(412, 428) },
})

const remove = createRoute({
  method: 'delete',
  path: '/{reviewId}/findings/{findingId}',
  tags,
  summary: 'Take a finding out of an open review',
  request: { params: ofFinding, headers: idempotent },
  responses: { 200: answer('It is gone from the review', Receipt), ...ofWrites },
})

const reflect = createRoute({
  method: 'patch',
  path: '/{reviewId}/reflection',
  tags,
  summary: 'Write the overall reflection; `If-Match` is its `sequence`, `"0"` where there is none',
  request: {
    params: ofReview,
    headers: idempotent.extend(ifMatch),
    body: body(ReflectionInput),
  },
  responses: { 200: answer('It is written', Receipt), ...ofWrites, ...problems(412, 428) },
})

const ReviewAsking = z
  .strictObject({
    /** Only these people of those who would be asked; all of them without it. */
    memberIds: z.array(Id).max(200).optional(),
  })
  .meta({ id: 'ReviewAsking' })

const ReviewAsked = z
  .object({ asked: z.array(AskingView), nobody: z.array(Id) })
  .meta({ id: 'ReviewAsked' })

const ask = createRoute({
  method: 'post',
  path: '/{reviewId}/requests',
  tags,
  summary: 'Ask everybody who can say how what is waited for stands: one request for each person',
  request: { params: ofReview, headers: idempotent, body: body(ReviewAsking) },
  responses: { 201: answer('They are asked', ReviewAsked), ...ofWrites },
})

/** `/api/m/:municipality/reviews/:reviewId/…`: what the cohort writes while a review is open. */
export function reviewWorkRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(record, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        recordFinding(register, reviewId, input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(ask, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const register = c.get('register')
      const now = c.get('now')
      const review = reviewIn(register, reviewId)
      const waiting = rowsAt(register, review, now).filter(({ state }) => state === 'waiting')
      const ids = waiting.map(({ proposalId }) => proposalId)
      const { people, nobody } = askingsOf(register, ids, tokyoDayOf(now))
      const { begin, operationFor, deedAt } = operationsOf(c, dependencies, input)
      // Nobody to ask is no reason to let somebody ask who may not.
      requireWork(c, review)
      await begin()
      const asked: z.infer<typeof AskingView>[] = []
      for (const person of people) {
        const { memberId } = person
        if (input.memberIds && !input.memberIds.includes(memberId)) continue
        // Whoever has pointed elsewhere in this round is asked again only where somebody names them.
        const proposalIds = person.proposalIds.filter((id) => {
          const proposal = register.proposals.get(id)
          const isReferred = proposal && hasReferred(proposal, memberId, review.openedAt)
          return input.memberIds || !isReferred
        })
        for (let at = 0; at < proposalIds.length; at += MOST_PROPOSALS) {
          const asking = {
            ...person,
            proposalIds: proposalIds.slice(at, at + MOST_PROPOSALS),
          }
          // One person at a time, each under a key of their own: sent again, it goes on where it broke off.
          const operation = operationFor(`${memberId} ${at}`)
          await dependencies.registers.changeMunicipality(
            register.municipality.code,
            operation,
            (current, at) => askInReview(current, reviewId, asking, deedAt(at, operation.id)),
          )
          asked.push(asking)
        }
      }
      return c.json({ asked, nobody }, 201)
    })
    .openapi(edit, async (c) => {
      const { reviewId, findingId } = c.req.valid('param')
      const input = c.req.valid('json')
      const edition = editionOf(c.req.header('if-match'))
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        editFinding(register, { reviewId, findingId, edition }, input, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(remove, async (c) => {
      const { reviewId, findingId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, { findingId }, (register, deed) =>
        removeFinding(register, { reviewId, findingId }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(reflect, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const edition = editionOf(c.req.header('if-match'))
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        writeReflection(register, { reviewId, edition }, input, deed),
      )
      return c.json(receipt, 200)
    })
}

/** @throws DomainError `not_allowed` */
function requireWork(c: Context<Environment>, { fiscalYear }: Pick<Review, 'fiscalYear'>): void {
  const { code } = c.get('register').municipality
  requireMay(c, 'review.work', { municipality: code, cohorts: [fiscalYear] })
}
