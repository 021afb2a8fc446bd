import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import type { Taking } from '../../documents/export-contents.ts'
import type { ExportContent, ExportFormat } from '../../documents/export-file.ts'
import { CONTENT_TYPES as DOCUMENT_TYPES } from '../../documents/render.ts'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { EXPORTS } from '../../domain/exports/export-changes.ts'
import { registerSize } from '../../domain/exports/register-export.ts'
import type { Language } from '../../domain/messages/messages.ts'
import { viewpointOf } from '../../domain/outcomes/standing.ts'
import { accountsOf, rosterOf } from '../../domain/people/roster.ts'
import type { Dependencies } from '../dependencies.ts'
import { inMunicipality, ofReads, problems, viewpoint } from '../documented.ts'
import { download, sentInPieces } from '../download.ts'
import { type Environment, newApp, requireMay } from '../environment.ts'
import { languageOf } from '../language.ts'
import { noteExport } from '../write.ts'

const tags = ['exports']

const TYPES = {
  xlsx: DOCUMENT_TYPES.xlsx,
  csv: 'text/csv',
  json: 'application/json',
  pdf: DOCUMENT_TYPES.pdf,
  jsonl: 'application/x-ndjson',
} as const
type AnyFormat = keyof typeof TYPES

/** A file in any of these formats, as a route documents it. */
function file(description: string, formats: readonly AnyFormat[]) {
  const schema = { type: 'string', format: 'binary' } as const
  return {
    description,
    content: Object.fromEntries(formats.map((format) => [TYPES[format], { schema }])),
    headers: {
      'Content-Disposition': {
        description: 'The name of the file, as RFC 8187 writes one',
        schema: { type: 'string' as const },
      },
    },
  }
}

const lang = z.enum(['ja', 'en']).optional()
const REGISTER_TABLES = ['proposals', 'reports'] as const
const CONTINUITY_TABLES = ['outcomes', 'confirmations', 'factors', 'ladder', 'silences'] as const
const responses = (description: string, formats: readonly AnyFormat[]) => ({
  200: file(description, formats),
  ...ofReads,
  ...problems(409, 413),
})

const register = createRoute({
  method: 'get',
  path: '/exports/register',
  tags,
  summary: 'The register at a viewpoint as a file, with every report; taking it joins the history',
  request: {
    params: inMunicipality,
    query: z.strictObject({
      format: z.enum(['xlsx', 'csv', 'json', 'pdf']),
      table: z.enum(REGISTER_TABLES).optional(),
      ...viewpoint,
      lang,
    }),
  },
  responses: responses('The register', ['xlsx', 'csv', 'json', 'pdf']),
})

const continuity = createRoute({
  method: 'get',
  path: '/exports/continuity',
  tags,
  summary: 'The figures of the dashboard as a file; taking it joins the history',
  request: {
    params: inMunicipality,
    query: z.strictObject({
      format: z.enum(['xlsx', 'csv', 'json']),
      table: z.enum(CONTINUITY_TABLES).optional(),
      ...viewpoint,
      lang,
    }),
  },
  responses: responses('The figures', ['xlsx', 'csv', 'json']),
})

const simple = z.strictObject({ format: z.enum(['xlsx', 'csv', 'json']), lang })

const reviews = createRoute({
  method: 'get',
  path: '/exports/reviews',
  tags,
  summary: 'The yearly reviews and their versions as a file; taking it joins the history',
  request: { params: inMunicipality, query: simple },
  responses: responses('The reviews', ['xlsx', 'csv', 'json']),
})

const roster = createRoute({
  method: 'get',
  path: '/exports/roster',
  tags,
  summary: 'The roster as a file, for HR alone; taking it joins the history',
  request: { params: inMunicipality, query: simple },
  responses: responses('The roster', ['xlsx', 'csv', 'json']),
})

const everything = createRoute({
  method: 'get',
  path: '/exports/municipality',
  tags,
  summary:
    'Everything of the municipality as one file, for HR alone: to move elsewhere, or to keep; taking it joins the history',
  request: { params: inMunicipality, query: z.strictObject({}) },
  responses: responses('JSON lines, as `functions/store/portable/README.md` tells them', ['jsonl']),
})

/** `/api/m/:municipality/exports/…`: 書き出し. A file is made while it is sent, and kept nowhere. */
export function exportRoutes(dependencies: Dependencies) {
  const { accounts, portable } = dependencies

  /** Who asks, in which language, and what is needed to make a file. */
  async function taking(c: Context<Environment>, chosen: Language | undefined) {
    const { exportSpeaking } = await import('../../domain/messages/export.ts')
    const language = chosen ?? languageOf(c.req.raw.headers)
    const name = c.get('register').members.get(c.get('actor').memberId)?.name ?? ''
    const made: Taking = {
      speaking: exportSpeaking(language),
      madeAt: c.get('now'),
      madeBy: name,
    }
    return made
  }

  return newApp()
    .openapi(register, async (c) => {
      requireMay(c, EXPORTS.register)
      const { format, table = 'proposals', lang: chosen, ...asked } = c.req.valid('query')
      const before = c.get('register')
      const at = viewpointOf(asked, c.get('now'))
      const size = registerSize(before, at)
      const rows = {
        ...{ xlsx: size.proposals + size.reports, json: size.proposals + size.reports },
        ...{ pdf: size.proposals, csv: size[table] },
      }[format]
      const filter = { ...asked, ...(format === 'csv' && { table }) }
      await noteExport(c, dependencies, { what: 'register', format, filter, rows })
      const made = await taking(c, chosen)
      const { names } = made.speaking.texts
      if (format === 'pdf') {
        const [{ registerDocument }, { renderDocument }] = await Promise.all([
          import('../../documents/register-document.ts'),
          import('../../documents/render.ts'),
        ])
        const document = registerDocument(before, at, { speaking: made.speaking, now: made.madeAt })
        return download(await renderDocument(document, 'pdf'), {
          name: names.register(at.day),
          format,
        })
      }
      const { registerContent } = await import('../../documents/export-contents.ts')
      const isReports = format === 'csv' && table === 'reports'
      return sent(registerContent(before, at, made), made, {
        format,
        table: REGISTER_TABLES.indexOf(table),
        name: isReports ? names.reports(at.day) : names.register(at.day),
      })
    })
    .openapi(continuity, async (c) => {
      requireMay(c, EXPORTS.continuity)
      const { format, table = 'outcomes', lang: chosen, ...asked } = c.req.valid('query')
      const at = viewpointOf(asked, c.get('now'))
      const made = await taking(c, chosen)
      const { continuityContent } = await import('../../documents/export-contents.ts')
      const content = continuityContent(c.get('register'), at, made)
      const tables =
        format === 'csv' ? [content.tables[CONTINUITY_TABLES.indexOf(table)]] : content.tables
      const rows = tables.reduce((sum, each) => sum + [...(each?.rows ?? [])].length, 0)
      const filter = { ...asked, ...(format === 'csv' && { table }) }
      await noteExport(c, dependencies, { what: 'continuity', format, filter, rows })
      return sent(content, made, {
        format,
        table: CONTINUITY_TABLES.indexOf(table),
        name: made.speaking.texts.names.continuity(at.day),
      })
    })
    .openapi(reviews, async (c) => {
      requireMay(c, EXPORTS.reviews)
      const { format, lang: chosen } = c.req.valid('query')
      const made = await taking(c, chosen)
      const { reviewsContent } = await import('../../documents/export-contents.ts')
      const content = reviewsContent(c.get('register'), made)
      const rows = [...(content.tables[0]?.rows ?? [])].length
      await noteExport(c, dependencies, { what: 'reviews', format, rows })
      const name = made.speaking.texts.names.reviews(tokyoDayOf(made.madeAt))
      return sent(content, made, { format, name })
    })
    .openapi(roster, async (c) => {
      requireMay(c, EXPORTS.roster)
      const { format, lang: chosen } = c.req.valid('query')
      const before = c.get('register')
      await noteExport(c, dependencies, { what: 'roster', format, rows: before.members.size })
      const made = await taking(c, chosen)
      const lastSignIns = await accounts.lastSignIns(accountsOf(before))
      const people = rosterOf(before, { now: made.madeAt, lastSignIns })
      const { rosterContent } = await import('../../documents/export-contents.ts')
      const name = made.speaking.texts.names.roster(tokyoDayOf(made.madeAt))
      return sent(rosterContent(before, people, made), made, { format, name })
    })
    .openapi(everything, async (c) => {
      requireMay(c, EXPORTS.municipality)
      const { code } = c.get('register').municipality
      await noteExport(c, dependencies, { what: 'municipality', format: 'jsonl' })
      const file = `mane-tomo-hub-${code}-${tokyoDayOf(c.get('now'))}.jsonl`
      return sentInPieces(portable.pieces({ municipality: code }), {
        type: TYPES.jsonl,
        file,
      })
    })
}

async function sent(
  content: ExportContent,
  { speaking }: Taking,
  { format, table, name }: { format: ExportFormat; table?: number; name: string },
) {
  const { exportPieces } = await import('../../documents/export-file.ts')
  const { type, pieces } = exportPieces(content, {
    format,
    speaking,
    ...(table !== undefined && { table }),
  })
  return sentInPieces(pieces, { type, file: `${name}.${format}` })
}
