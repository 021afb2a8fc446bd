import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { Text } from '../../domain/fields.ts'
import { ConfirmationInput, ReportInput } from '../../domain/outcomes/report.ts'
import {
  confirmReport,
  correctReport,
  recordReport,
  withdrawReport,
} from '../../domain/outcomes/report-changes.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofProposal, ofReport, ofWrites, Receipt } from '../documented.ts'
import { newApp, proposalIn } from '../environment.ts'
import { write } from '../write.ts'

const tags = ['reports']

const record = createRoute({
  method: 'post',
  path: '/{id}/reports',
  tags,
  summary: 'Report an outcome of one’s own knowledge, or record a hearing of somebody’s words',
  request: { params: ofProposal, headers: idempotent, body: body(ReportInput) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const correct = createRoute({
  method: 'post',
  path: '/{id}/reports/{reportId}/corrections',
  tags,
  summary: 'Replace a report by a corrected one; both stay in the history',
  request: { params: ofReport, headers: idempotent, body: body(ReportInput) },
  responses: { 201: answer('The correction is recorded', Receipt), ...ofWrites },
})

const Withdrawal = z.strictObject({ reason: Text.optional() }).meta({ id: 'Withdrawal' })

const withdraw = createRoute({
  method: 'post',
  path: '/{id}/reports/{reportId}/withdrawal',
  tags,
  summary: 'Take a report back; it stays in the history',
  request: { params: ofReport, headers: idempotent, body: body(Withdrawal) },
  responses: { 200: answer('It no longer counts', Receipt), ...ofWrites },
})

const confirm = createRoute({
  method: 'post',
  path: '/{id}/reports/{reportId}/confirmations',
  tags,
  summary:
    'Answer a report of the other side: confirm it, dispute it, or take the last answer back',
  request: { params: ofReport, headers: idempotent, body: body(ConfirmationInput) },
  responses: { 201: answer('The answer is recorded', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/proposals/:id/reports`: what became of a proposal, and the other side's answer. */
export function reportRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(record, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        recordReport(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(correct, async (c) => {
      const { id, reportId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        correctReport(register, proposalIn(register, id), { reportId, input }, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(withdraw, async (c) => {
      const { id, reportId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        withdrawReport(proposalIn(register, id), { reportId, reason: input.reason }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(confirm, async (c) => {
      const { id, reportId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        confirmReport(proposalIn(register, id), { reportId, input }, deed),
      )
      return c.json(receipt, 201)
    })
}
