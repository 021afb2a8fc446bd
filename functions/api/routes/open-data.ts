import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import type { OpenFile } from '../../documents/open-data.ts'
import { DomainError } from '../../domain/errors.ts'
import { OpenProposal, openDataOf } from '../../domain/exports/open-data.ts'
import { Settings } from '../../domain/municipalities/municipality.ts'
import type { Register } from '../../domain/register.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, ofReads, problems } from '../documented.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'

const tags = ['open-data']

const text = (description: string) => ({ description, schema: { type: 'string' as const } })
const caching = {
  ETag: text('Which version of the file this is'),
  'Last-Modified': text('When what is published may last have changed'),
  'Cache-Control': text('`no-cache`: ask each time, by the tag; what is withdrawn is gone at once'),
  'Access-Control-Allow-Origin': text('`*`: pages of others may read it'),
}
const published = (path: string, summary: string, type: string) =>
  createRoute({
    method: 'get',
    path,
    tags,
    summary,
    request: { params: inMunicipality },
    responses: {
      200: {
        description: 'The file',
        content: { [type]: { schema: type === 'text/csv' ? z.string() : z.unknown() } },
        headers: caching,
      },
      304: { description: 'The file that the tag names is the present one', headers: caching },
      ...problems(400, 404, 503),
    },
    security: [],
  })

const csv = published(
  '/{municipality}/proposals.csv',
  'What a municipality made public, as CSV (UTF-8 with BOM), without signing in',
  'text/csv',
)
const json = published(
  '/{municipality}/proposals.json',
  'The same as JSON, with what the data are',
  'application/json',
)
const dataset = published(
  '/{municipality}',
  'What the data are: publisher, licence, when they changed, fields and codes',
  'application/json',
)

/** `/api/open/:municipality`: オープンデータ, for everybody; nothing is there until HR turns it on. */
export function openDataRoutes({ municipalities, registers, clock, publicOrigin }: Dependencies) {
  async function answered(c: Context, file: OpenFile): Promise<Response> {
    withoutQuery(c)
    const code = c.req.param('municipality') ?? ''
    // Anybody may ask about any municipality: where it is off, no register is read for that.
    const { municipality, revision } = await municipalities.glance(code)
    const isOn = municipality?.settings.openData !== undefined
    const register = isOn ? await registers.read(code, revision) : undefined
    const { openData } = register?.municipality.settings ?? {}
    // Like a municipality that isn't there.
    if (!register || !openData) throw new DomainError('not_found')
    const { openFile } = await import('../../documents/open-data.ts')
    const { body, type, etag, updatedAt } = openFile(file, {
      municipality: register.municipality,
      licence: openData.licence,
      data: openDataOf(register, laterOf(clock(), register)),
      address: addressOf(publicOrigin, code),
    })
    const headers = {
      etag,
      'last-modified': new Date(updatedAt).toUTCString(),
      'cache-control': 'public, no-cache',
      'access-control-allow-origin': '*',
    }
    if (isKnown(c, etag, updatedAt)) return new Response(null, { status: 304, headers })
    return new Response(body, { headers: { ...headers, 'content-type': type } })
  }
  return newApp()
    .openapi(csv, (c) => answered(c, 'csv') as never)
    .openapi(json, (c) => answered(c, 'json') as never)
    .openapi(dataset, (c) => answered(c, 'dataset') as never)
}

const Preview = z
  .object({
    openData: Settings.shape.openData,
    addresses: z.object({ csv: z.string(), json: z.string(), dataset: z.string() }),
    updatedAt: z.string(),
    proposals: z.array(OpenProposal),
    /** How many proposals stay inside. */
    inside: z.int(),
  })
  .meta({ id: 'OpenDataPreview' })

const preview = createRoute({
  method: 'get',
  path: '/open-data',
  tags,
  summary: 'What is published of the municipality, or would be, for HR',
  request: { params: inMunicipality },
  responses: { 200: answer('What is published', Preview), ...ofReads },
})

/** `/api/m/:municipality/open-data`: the same before HR turns it on. */
export function openDataPreviewRoutes({ publicOrigin }: Dependencies) {
  return newApp().openapi(preview, (c) => {
    withoutQuery(c)
    requireMay(c, 'settings.edit')
    const register = c.get('register')
    const { code, settings } = register.municipality
    const { proposals, updatedAt } = openDataOf(register, c.get('now'))
    const address = addressOf(publicOrigin, code)
    return c.json(
      {
        ...(settings.openData && { openData: settings.openData }),
        addresses: {
          csv: `${address}/proposals.csv`,
          json: `${address}/proposals.json`,
          dataset: address,
        },
        updatedAt,
        proposals: [...proposals],
        inside: register.proposals.size - proposals.length,
      },
      200,
    )
  })
}

function addressOf(publicOrigin: string, code: string): string {
  return `${publicOrigin}/api/open/${code}`
}

/** Whether the asker has the file already. The tag decides where there is one: seconds are too coarse. */
function isKnown(c: Context, etag: string, updatedAt: string): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  return Math.floor(Date.parse(updatedAt) / 1000) * 1000 <= since
}

/** Another process's clock may run ahead: what is recorded lies never in this request's future. */
function laterOf(now: Date, { recordedAt }: Register): string {
  return now.toISOString() > recordedAt ? now.toISOString() : recordedAt
}
