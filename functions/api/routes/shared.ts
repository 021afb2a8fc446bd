import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import {
  isAsked,
  SharedFilter,
  SharedPage,
  type SharedProposal,
  shownOf,
} from '../../domain/proposals/shared.ts'
import { FACTORS, FORMALITIES, STANDINGS } from '../../domain/words.ts'
import { cursors } from '../cursor.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, ofReads, several } from '../documented.ts'
import { newApp, requireMay } from '../environment.ts'

/** Rows of a page; and how many are looked at for it at most, so that a rare word costs no more than this. */
const PAGE = 20
const LOOKED_AT = 200
const STEP = 50

export const sharedQuery = z.strictObject({
  outcome: several(STANDINGS),
  factor: several(FACTORS),
  formality: several(FORMALITIES),
  theme: SharedFilter.shape.theme,
  q: SharedFilter.shape.q,
  cursor: z.string().max(500).optional(),
})

const list = createRoute({
  method: 'get',
  path: '/shared',
  tags: ['shared'],
  summary: 'What other municipalities share, newest cohorts first; a page may be short of rows',
  request: { params: inMunicipality, query: sharedQuery },
  responses: { 200: answer('A page of them', SharedPage), ...ofReads },
})

/** `/api/m/:municipality/shared`: 他の自治体の取組. */
export function sharedRoutes({ shared, secret }: Pick<Dependencies, 'shared' | 'secret'>) {
  const pages = sharedPages({ shared, secret })
  return newApp().openapi(list, async (c) => {
    const { municipality } = c.get('actor')
    requireMay(c, 'shared.read')
    return c.json(await pages(c.req.valid('query'), { without: municipality }), 200)
  })
}

/** Pages of what is shared, under cursors that belong to their query. */
export function sharedPages({ shared, secret }: Pick<Dependencies, 'shared' | 'secret'>) {
  const signed = cursors(secret)
  return async (
    { cursor, ...filter }: z.output<typeof sharedQuery>,
    { without }: { without?: string },
  ) => {
    const query = `shared ${without ?? ''} ${JSON.stringify(filter)}`
    const rows: SharedProposal[] = []
    let after = cursor === undefined ? undefined : signed.read(cursor, query)
    let looked = 0
    while (looked < LOOKED_AT) {
      const found = await shared.page({ after, limit: STEP })
      for (const one of found) {
        after = one.at
        looked += 1
        if (one.shared.municipality === without || !isAsked(one.shared, filter)) continue
        rows.push(shownOf(one.shared))
        if (rows.length === PAGE) break
      }
      if (rows.length === PAGE) break
      if (found.length < STEP) return { rows }
    }
    return { rows, ...(after !== undefined && { nextCursor: signed.make(after, query) }) }
  }
}
