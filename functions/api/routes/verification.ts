import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { DomainError } from '../../domain/errors.ts'
import { HISTORY_FAULTS } from '../../domain/words.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, ofReads } from '../documented.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'

const HistoryCheck = z
  .object({
    upTo: z.string(),
    chains: z.int(),
    events: z.int(),
    erasedTexts: z.int(),
    anchors: z.int(),
    restores: z.array(z.object({ at: z.string(), asOf: z.string(), anchors: z.int() })),
    breaks: z.array(
      z.object({
        stream: z.string(),
        sequence: z.int(),
        fault: z.enum(HISTORY_FAULTS),
        pointer: z.string().optional(),
        anchoredAt: z.string().optional(),
        proposal: z.string().optional(),
      }),
    ),
    publicKey: z.string(),
    lastAnchor: z.object({ at: z.string(), events: z.int(), fingerprint: z.string() }).optional(),
    /** The newest first. */
    anchorNames: z.array(z.string()),
  })
  .meta({ id: 'HistoryCheck' })

const check = createRoute({
  method: 'get',
  path: '/verification',
  tags: ['history'],
  summary: 'Checks every chain now: against its head, its texts, what pages show, and the anchors',
  request: { params: inMunicipality },
  responses: { 200: answer('What was checked and what is wrong', HistoryCheck), ...ofReads },
})

const anchor = createRoute({
  method: 'get',
  path: '/anchors/{name}',
  tags: ['history'],
  summary: 'An anchor as it is kept outside the data: one line of JSON, its signature on the next',
  request: {
    params: inMunicipality.extend({
      name: z.string().regex(/^[\dTZ-]{24}\.anchor$/),
    }),
  },
  responses: {
    200: {
      description: 'The anchor',
      content: { 'text/plain': { schema: z.string() } },
    },
    ...ofReads,
  },
})

/** The names that a page offers: those of about a year of busy days. */
const SHOWN = 100

/** `/api/m/:municipality/verification`: whether the history is whole, and what vouches for it. */
export function verificationRoutes({ auditor }: Dependencies) {
  return newApp()
    .openapi(check, async (c) => {
      withoutQuery(c)
      requireMay(c, 'history.read')
      const { municipality: code } = c.get('actor')
      const [{ breaks, ...found }, names] = await Promise.all([
        auditor.check(code),
        auditor.names(code),
      ])
      const { proposals } = c.get('register')
      return c.json(
        {
          ...found,
          breaks: breaks.map((each) => {
            const proposal = proposals.get(each.stream.replace(/^proposal\//, ''))?.title
            return { ...each, ...(proposal !== undefined && { proposal }) }
          }),
          anchorNames: names.toReversed().slice(0, SHOWN),
        },
        200,
      )
    })
    .openapi(anchor, async (c) => {
      withoutQuery(c)
      requireMay(c, 'history.read')
      const { name } = c.req.valid('param')
      const file = await auditor.file(c.get('actor').municipality, name)
      if (file === undefined) throw new DomainError('not_found')
      return c.text(file, 200, { 'content-disposition': `attachment; filename="${name}"` })
    })
}
