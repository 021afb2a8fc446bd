import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { resourceOf } from '../../domain/change.ts'
import { HistoryEvent } from '../../history/chain.ts'
import { municipalityStream, proposalStream } from '../../history/streams.ts'
import { cursors } from '../cursor.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, ofProposal, ofReads } from '../documented.ts'
import { newApp, proposalIn, requireMay } from '../environment.ts'

const PAGE = 50

const EventPage = z
  .object({
    /** Oldest first; each with the hash of its predecessor. */
    events: z.array(HistoryEvent),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'EventPage' })

const events = createRoute({
  method: 'get',
  path: '/{id}/events',
  tags: ['history'],
  summary: 'The provable history of a proposal: its hash chain, without texts',
  request: {
    params: ofProposal,
    query: z.strictObject({ cursor: z.string().max(500).optional() }),
  },
  responses: { 200: answer('A page of events', EventPage), ...ofReads },
})

const ofMunicipality = createRoute({
  method: 'get',
  path: '/events',
  tags: ['history'],
  summary:
    'The provable history of the municipality and its people, for HR: settings, roster, and who read it',
  request: {
    params: inMunicipality,
    query: z.strictObject({ cursor: z.string().max(500).optional() }),
  },
  responses: { 200: answer('A page of events', EventPage), ...ofReads },
})

/** `/api/m/:municipality/proposals/:id/events`: the history that can be checked. */
export function historyRoutes({ streams, secret }: Dependencies) {
  const pageOf = eventPages({ streams, secret })
  return newApp().openapi(events, async (c) => {
    const proposal = proposalIn(c.get('register'), c.req.valid('param').id)
    requireMay(c, 'register.read', resourceOf(proposal))
    const { cursor } = c.req.valid('query')
    return c.json(await pageOf(proposal.municipality, proposalStream(proposal.id), cursor), 200)
  })
}

/** `/api/m/:municipality/events`: the same of the municipality itself. */
export function municipalityHistoryRoutes({ streams, secret }: Dependencies) {
  const pageOf = eventPages({ streams, secret })
  return newApp().openapi(ofMunicipality, async (c) => {
    requireMay(c, 'roster.read')
    const { municipality: code } = c.get('actor')
    const { cursor } = c.req.valid('query')
    return c.json(await pageOf(code, municipalityStream(code), cursor), 200)
  })
}

function eventPages({ streams, secret }: Pick<Dependencies, 'streams' | 'secret'>) {
  const pages = cursors(secret)
  return async (code: string, stream: string, cursor: string | undefined) => {
    const query = `events ${code} ${stream}`
    const after = cursor === undefined ? 0 : Number(pages.read(cursor, query))
    // One more than the page holds tells whether there is another.
    const found = await streams.events(code, stream, { after, limit: PAGE + 1 })
    const page = found.slice(0, PAGE).map((json) => HistoryEvent.parse(JSON.parse(json)))
    const last = page.at(-1)
    const next =
      last && found.length > PAGE ? { nextCursor: pages.make(String(last.sequence), query) } : {}
    return { events: page, ...next }
  }
}
