import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { Curves, curvesOf } from '../../domain/continuation.ts'
import { Continuity, continuityOf } from '../../domain/continuity.ts'
import { Comparison, comparisonOf } from '../../domain/continuity-changes.ts'
import { fieldError } from '../../domain/errors.ts'
import { DaySchema } from '../../domain/fields.ts'
import { viewpointOf } from '../../domain/standing.ts'
import { BASES, CURVES_BY } from '../../domain/words.ts'
import { answer, inMunicipality, ofReads, viewpoint } from '../documented.ts'
import { newApp, requireRead } from '../environment.ts'

const tags = ['continuity']

const continuity = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'How the proposals live on: every figure is a filter of the list of proposals',
  request: { params: inMunicipality, query: z.strictObject(viewpoint) },
  responses: { 200: answer('The figures', Continuity), ...ofReads },
})

const since = DaySchema.meta({ description: 'The earlier day, before the later one' })
const basis = z.enum(BASES).optional().meta({
  description: 'The earlier day as known by its end, or as known now; `known_then` without it',
})

const changes = createRoute({
  method: 'get',
  path: '/changes',
  tags,
  summary: 'What became of the proposals between two days, such as since the last audit',
  request: { params: inMunicipality, query: z.strictObject({ since, basis, ...viewpoint }) },
  responses: { 200: answer('Counts by kind of change', Comparison), ...ofReads },
})

const curves = createRoute({
  method: 'get',
  path: '/curves',
  tags,
  summary: 'The share of begun proposals still going after n years (Kaplan–Meier)',
  request: {
    params: inMunicipality,
    query: z.strictObject({ by: z.enum(CURVES_BY), ...viewpoint }),
  },
  responses: { 200: answer('A curve for each group of at least five', Curves), ...ofReads },
})

/** `/api/m/:municipality/continuity`: 継続状況. */
export function continuityRoutes() {
  return newApp()
    .openapi(continuity, (c) => {
      requireRead(c)
      const at = viewpointOf(c.req.valid('query'), c.get('now'))
      return c.json(continuityOf(c.get('register'), at), 200)
    })
    .openapi(changes, (c) => {
      requireRead(c)
      const { since: day, basis: taken, ...asked } = c.req.valid('query')
      const to = viewpointOf(asked, c.get('now'))
      if (day >= to.day) throw fieldError('/since', 'not_before_the_other_day')
      return c.json(comparisonOf(c.get('register'), { since: day, basis: taken }, to), 200)
    })
    .openapi(curves, (c) => {
      requireRead(c)
      const { by, ...asked } = c.req.valid('query')
      return c.json(curvesOf(c.get('register'), by, viewpointOf(asked, c.get('now'))), 200)
    })
}
