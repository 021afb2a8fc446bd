import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { endOfTokyoDay, startOfTokyoDay } from '../../domain/calendar.ts'
import { fieldError } from '../../domain/errors.ts'
import { DaySchema, Id } from '../../domain/fields.ts'
import { can } from '../../domain/permissions.ts'
import { EVENT_GROUPS, groupOf, TrailRow, trailRowOf } from '../../domain/trail/trail.ts'
import { CHANNELS } from '../../domain/words.ts'
import { proposalStream } from '../../history/streams.ts'
import { cursors } from '../cursor.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, ofReads } from '../documented.ts'
import { newApp, requireMay } from '../environment.ts'

const PAGE = 20

/** Which part of the history is meant. */
export const trailFilter = {
  proposal: Id.optional(),
  person: Id.optional(),
  group: z.enum(EVENT_GROUPS).optional(),
  channel: z.enum(CHANNELS).optional(),
  from: DaySchema.optional(),
  to: DaySchema.optional(),
}
export type TrailFilter = z.infer<z.ZodObject<typeof trailFilter>>

const TrailPage = z
  .object({
    /** The latest first. */
    rows: z.array(TrailRow),
    /** Where there may be more; a page may then be short, even empty. */
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'TrailPage' })

const trail = createRoute({
  method: 'get',
  path: '/history',
  tags: ['history'],
  summary:
    'What happened in the municipality, the latest first: who did what when, before and after',
  request: {
    params: inMunicipality,
    query: z.strictObject({ ...trailFilter, cursor: z.string().max(500).optional() }),
  },
  responses: { 200: answer('A page of the trail', TrailPage), ...ofReads },
})

/**
 * What the store is asked for.
 * @throws DomainError where the span ends before it begins
 */
export function trailQueryOf({ proposal, person, group, channel, from, to }: TrailFilter) {
  if (from !== undefined && to !== undefined && to < from)
    throw fieldError('/to', 'ends_before_start')
  const isFiltered = person !== undefined || group !== undefined || channel !== undefined
  return {
    ...(proposal !== undefined && { stream: proposalStream(proposal) }),
    ...(from !== undefined && { from: startOfTokyoDay(from) }),
    ...(to !== undefined && { to: endOfTokyoDay(to) }),
    ...(isFiltered && {
      isWanted: ({ type, by }: Pick<TrailRow, 'type' | 'by'>) =>
        (person === undefined || by.memberId === person) &&
        (group === undefined || groupOf(type) === group) &&
        (channel === undefined || by.channel === channel),
    }),
  }
}

/** `/api/m/:municipality/history`: the audit trail. */
export function trailRoutes({ trail: history, secret }: Dependencies) {
  const pages = cursors(secret)
  return newApp().openapi(trail, async (c) => {
    requireMay(c, 'history.read')
    const register = c.get('register')
    const actor = c.get('actor')
    const { municipality: code } = actor
    const { cursor, ...filter } = c.req.valid('query')
    const query = `history ${code} ${JSON.stringify(filter)}`
    const after = cursor === undefined ? undefined : pages.read(cursor, query)
    const { events, next } = await history.page(code, trailQueryOf(filter), { after, limit: PAGE })
    const readsRoster = can(actor, 'roster.read', { municipality: code }, c.get('now'))
    return c.json(
      {
        rows: events.map(({ event, texts }) =>
          trailRowOf(register, { ...event, texts }, { readsRoster }),
        ),
        ...(next !== undefined && { nextCursor: pages.make(next, query) }),
      },
      200,
    )
  })
}
