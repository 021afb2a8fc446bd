import { createRoute } from '@hono/zod-openapi'
import { ErasureInput, eraseMember } from '../../domain/personal-data/erasure.ts'
import { ErasurePreview } from '../../domain/personal-data/erasure-preview.ts'
import { Retention, retentionOf } from '../../domain/personal-data/retention.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofMember,
  ofReads,
  ofWrites,
  problems,
  Receipt,
} from '../documented.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'
import { previewErasure } from '../erasure-preview.ts'
import { writeMunicipality } from '../write.ts'

const tags = ['people']

const preview = createRoute({
  method: 'get',
  path: '/{memberId}/erasure',
  tags,
  summary: 'What erasing a person would take away, and where else their name stands',
  request: { params: ofMember },
  responses: {
    200: answer('Nothing is erased yet', ErasurePreview),
    ...ofReads,
    ...problems(409),
  },
})

const erase = createRoute({
  method: 'post',
  path: '/{memberId}/erasure',
  tags,
  summary: 'Erase who a person is and, where asked for, their texts; nothing brings them back',
  request: { params: ofMember, headers: idempotent, body: body(ErasureInput) },
  responses: { 201: answer('They are shown nowhere any more', Receipt), ...ofWrites },
})

const retention = createRoute({
  method: 'get',
  path: '/retention',
  tags,
  summary: 'Whose data is past the retention period, and whose was erased when',
  request: { params: inMunicipality },
  responses: {
    200: answer('People past their period, and the record of erasures', Retention),
    ...ofReads,
  },
})

/** `/api/m/:municipality/people/:memberId/erasure` and `/retention`: personal data ends. */
export function erasureRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(preview, async (c) => {
      withoutQuery(c)
      requireMay(c, 'person.erase')
      const { memberId } = c.req.valid('param')
      return c.json(await previewErasure(dependencies, c.get('register'), memberId), 200)
    })
    .openapi(erase, async (c) => {
      const { memberId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        eraseMember(register, { memberId, input }, deed),
      )
      dependencies.onErasure?.()
      return c.json(receipt, 201)
    })
    .openapi(retention, (c) => {
      withoutQuery(c)
      requireMay(c, 'person.erase')
      return c.json(retentionOf(c.get('register'), c.get('now')), 200)
    })
}
