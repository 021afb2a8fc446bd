import { createRoute } from '@hono/zod-openapi'
import {
  HandoverInput,
  handOver,
  TakeOverInput,
  takeOver,
} from '../../domain/proposals/stewardship.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofProposal, ofWrites, Receipt } from '../documented.ts'
import { newApp, proposalIn } from '../environment.ts'
import { write } from '../write.ts'

const tags = ['proposals']

const handing = createRoute({
  method: 'post',
  path: '/{id}/stewardship',
  tags,
  summary: 'Hand a proposal over, to a person, to an office without a person, or to nobody yet',
  request: { params: ofProposal, headers: idempotent, body: body(HandoverInput) },
  responses: { 201: answer('It is handed over', Receipt), ...ofWrites },
})

const taking = createRoute({
  method: 'post',
  path: '/{id}/stewardship/mine',
  tags,
  summary: 'Become the steward of a proposal, in the office one is in today',
  request: { params: ofProposal, headers: idempotent, body: body(TakeOverInput) },
  responses: { 201: answer('It is yours', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/proposals/:id/stewardship`: who carries a proposal now. */
export function stewardshipRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(handing, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        handOver(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(taking, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        takeOver(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
}
