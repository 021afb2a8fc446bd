import { createRoute } from '@hono/zod-openapi'
import { Id } from '../../domain/fields.ts'
import { FindingInput, ReflectionInput } from '../../domain/review.ts'
import {
  editFinding,
  recordFinding,
  removeFinding,
  writeReflection,
} from '../../domain/review-changes.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofReview, ofWrites, problems, Receipt } from '../documented.ts'
import { editionOf, ifMatch } from '../edition.ts'
import { newApp } from '../environment.ts'
import { writeMunicipality } from '../write.ts'

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
