import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { can } from '../../domain/permissions.ts'
import { type TrailRow, trailRowOf } from '../../domain/trail/trail.ts'
import { municipalityStream, proposalStream } from '../../history/streams.ts'
import type { Dependencies } from '../dependencies.ts'
import { inMunicipality, ofReads, problems } from '../documented.ts'
import { sentInPieces } from '../download.ts'
import { newApp, requireMay } from '../environment.ts'
import { languageOf } from '../language.ts'
import { noteExport } from '../write.ts'
import { trailFilter, trailQueryOf } from './trail.ts'

/** Events of one chain that are read at once. */
const CHAIN_BATCH = 500

const file = (description: string, types: string[]) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: z.string() }])),
  headers: {
    'Content-Disposition': {
      description: 'The name of the file',
      schema: { type: 'string' as const },
    },
  },
})

const trailFile = createRoute({
  method: 'get',
  path: '/history/export',
  tags: ['history'],
  summary: 'The trail as a file, in words; taking it joins the history',
  request: {
    params: inMunicipality,
    query: z.strictObject({ ...trailFilter, format: z.enum(['csv', 'json']) }),
  },
  responses: {
    200: file('CSV that Excel opens, or a JSON array of `TrailRow`', [
      'text/csv',
      'application/json',
    ]),
    ...ofReads,
    ...problems(409, 413),
  },
})

const chainFile = createRoute({
  method: 'get',
  path: '/history/chain',
  tags: ['history'],
  summary:
    'Every event of every chain as its canonical JSON, one a line: what `check.mjs` holds against an anchor',
  request: { params: inMunicipality, query: z.strictObject({}) },
  responses: {
    200: file('JSON lines; a line is exactly what its hash covers', ['application/x-ndjson']),
    ...ofReads,
    ...problems(409, 413),
  },
})

/** `/api/m/:municipality/history/…`: the audit trail as files. They are sent while they are read. */
export function trailExportRoutes(dependencies: Dependencies) {
  const { registers, streams, trail } = dependencies
  return newApp()
    .openapi(trailFile, async (c) => {
      requireMay(c, 'history.read')
      const { format, ...filter } = c.req.valid('query')
      const query = trailQueryOf(filter)
      await noteExport(c, dependencies, { what: 'history', format, filter })
      const register = c.get('register')
      const actor = c.get('actor')
      const { municipality: code } = actor
      const readsRoster = can(actor, 'roster.read', { municipality: code }, c.get('now'))
      async function* rows(): AsyncGenerator<TrailRow[]> {
        for await (const events of trail.all(code, query))
          yield events.map(({ event, texts }) =>
            trailRowOf(register, { ...event, texts }, { readsRoster }),
          )
      }
      const file = `history-${code}.${format}`
      const { trailCsv, trailJson } = await import('../../documents/trail-files.ts')
      if (format === 'json')
        return sentInPieces(trailJson(rows()), { type: 'application/json', file })
      const pieces = trailCsv(rows(), register, languageOf(c.req.raw.headers))
      return sentInPieces(pieces, { type: 'text/csv; charset=utf-8', file })
    })
    .openapi(chainFile, async (c) => {
      requireMay(c, 'history.read')
      await noteExport(c, dependencies, { what: 'history', format: 'chain' })
      const { municipality: code } = c.get('actor')
      // Everything up to now, this export's own event included.
      const register = (await registers.read(code)) ?? c.get('register')
      const all = [municipalityStream(code), ...[...register.proposals.keys()].map(proposalStream)]
      async function* lines(): AsyncGenerator<string> {
        for (const stream of all) {
          let page: string[]
          let after = 0
          do {
            page = await streams.events(code, stream, { after, limit: CHAIN_BATCH })
            after += page.length
            if (page.length > 0) yield `${page.join('\n')}\n`
          } while (page.length === CHAIN_BATCH)
        }
      }
      return sentInPieces(lines(), { type: 'application/x-ndjson', file: `chain-${code}.jsonl` })
    })
}
