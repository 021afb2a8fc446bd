import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { DomainError, type ErrorCode } from '../../domain/errors.ts'
import { Id } from '../../domain/fields.ts'
import {
  answersForDispatcher,
  ConfirmationRow,
  checkShared,
  confirmationsOf,
  confirmOpen,
  SharedConfirmation,
} from '../../domain/outcomes/confirmations.ts'
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
import { newApp } from '../environment.ts'
import { languageOf } from '../language.ts'
import { Problem, problemBody } from '../problem.ts'
import { operationsOf } from '../write.ts'

const tags = ['reports']

/** A municipality rarely has more. A row costs the process about five milliseconds, so that all take seconds. */
const MOST_AT_ONCE = 200

const WorkList = z.object({ rows: z.array(ConfirmationRow) }).meta({ id: 'ConfirmationList' })

const list = createRoute({
  method: 'get',
  path: '/confirmations',
  tags,
  summary:
    'The reports that wait for HR’s answer, for an answer anew, or for a discrepancy to be settled',
  request: {
    params: inMunicipality,
    query: z.strictObject({
      earlier: z.enum(['true', 'false']).optional(),
    }),
  },
  responses: { 200: answer('The report recorded last first', WorkList), ...ofReads },
})

const ConfirmationsInput = SharedConfirmation.extend({
  reports: z
    .array(z.strictObject({ proposalId: Id, reportId: Id }))
    .min(1)
    .max(MOST_AT_ONCE),
}).meta({ id: 'ConfirmationsInput' })

const Confirmed = z
  .object({
    rows: z.array(
      z.object({
        proposalId: Id,
        reportId: Id,
        receipt: Receipt.optional(),
        problem: Problem.optional(),
      }),
    ),
  })
  .meta({ id: 'ConfirmationsDone' })

const confirm = createRoute({
  method: 'post',
  path: '/confirmations',
  tags,
  summary: 'Confirm several reports with one decision; says of each whether it was done',
  request: { params: inMunicipality, headers: idempotent, body: body(ConfirmationsInput) },
  responses: {
    200: answer(
      'In the order asked: each has a receipt, or the problem because of which nothing was written',
      Confirmed,
    ),
    ...ofWrites,
  },
})

/** Not of one report: the whole request is refused, and sent again it goes on where it broke off. */
const OF_THE_REQUEST: readonly ErrorCode[] = ['idempotency_key_reused', 'unavailable']

/** `/api/m/:municipality/confirmations`: HR's work list, and confirming many reports at once. */
export function confirmationRoutes(
  dependencies: Pick<Dependencies, 'registers' | 'newId' | 'secret'>,
) {
  return newApp()
    .openapi(list, (c) => {
      const register = c.get('register')
      const actor = c.get('actor')
      const now = c.get('now')
      if (!answersForDispatcher(register, actor, now)) throw new DomainError('not_allowed')
      const earlier = c.req.valid('query').earlier === 'true'
      return c.json({ rows: confirmationsOf(register, actor, { now, earlier }) }, 200)
    })
    .openapi(confirm, async (c) => {
      const input = c.req.valid('json')
      const { reports, ...said } = input
      const register = c.get('register')
      const { code } = register.municipality
      const { begin, operationFor, deedAt } = operationsOf(c, dependencies, input)
      checkShared(register, said, deedAt(c.get('now'), ''))
      await begin()
      const rows: z.infer<typeof Confirmed>['rows'] = []
      const chosen = new Map(reports.map((one) => [`${one.proposalId} ${one.reportId}`, one]))
      // One after the other, as each writes on the register's revision, and under a key of its own.
      for (const [name, one] of chosen) {
        const operation = operationFor(name)
        try {
          const receipt = await dependencies.registers.change(code, operation, (current, now) =>
            confirmOpen(current, { ...one, input: said }, deedAt(now, operation.id)),
          )
          rows.push({ ...one, receipt })
        } catch (error) {
          if (!(error instanceof DomainError) || OF_THE_REQUEST.includes(error.code)) throw error
          rows.push({ ...one, problem: await problemBody(error, languageOf(c.req.raw.headers)) })
        }
      }
      return c.json({ rows }, 200)
    })
}
