import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { renderDocument } from '../../documents/render.ts'
import { Curves, curvesOf } from '../../domain/continuity/continuation.ts'
import { Continuity, continuityOf } from '../../domain/continuity/continuity.ts'
import { Comparison, comparisonOf } from '../../domain/continuity/continuity-comparison.ts'
import { MayorReport, mayorReportOf } from '../../domain/continuity/mayor.ts'
import { fieldError } from '../../domain/errors.ts'
import { DaySchema } from '../../domain/fields.ts'
import { viewpointOf } from '../../domain/outcomes/standing.ts'
import { BASES, CURVES_BY } from '../../domain/words.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, ofReads, problems, viewpoint } from '../documented.ts'
import { download, fileAnswer, inFormat } from '../download.ts'
import { newApp, requireMay } from '../environment.ts'
import { languageOf } from '../language.ts'
import { noteExport } from '../write.ts'

const tags = ['continuity']

const continuity = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'How the proposals live on: every figure is a filter of the list of proposals',
  request: { params: inMunicipality, query: z.strictObject(viewpoint) },
  responses: { 200: answer('The figures', Continuity), ...ofReads },
})

const changes = createRoute({
  method: 'get',
  path: '/changes',
  tags,
  summary: 'What became of the proposals between two days, such as since the last audit',
  request: {
    params: inMunicipality,
    query: z.strictObject({ since: DaySchema, basis: z.enum(BASES).optional(), ...viewpoint }),
  },
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
  responses: {
    200: answer('One for each group; drawn from five begun proposals on', Curves),
    ...ofReads,
  },
})

const asDocument = z.object({
  ...inFormat.shape,
  lang: z.enum(['ja', 'en']).optional(),
})

const curvesFile = createRoute({
  method: 'get',
  path: '/curves/document',
  tags,
  summary:
    'The continuation curves with their tables: PDF, Word or Excel; taking it joins the history',
  request: {
    params: inMunicipality,
    query: z.strictObject({ ...asDocument.shape, ...viewpoint }),
  },
  responses: { 200: fileAnswer('The curves'), ...ofReads, ...problems(409, 413) },
})

const mayor = createRoute({
  method: 'get',
  path: '/mayor',
  tags,
  summary:
    'The mayor’s report (首長報告): counts, changes, reasons, and what is asked of the management',
  request: { params: inMunicipality, query: z.strictObject(viewpoint) },
  responses: { 200: answer('What stands on the page', MayorReport), ...ofReads },
})

const mayorDocument = createRoute({
  method: 'get',
  path: '/mayor/document',
  tags,
  summary:
    'The mayor’s report (首長報告) as one A4 page: PDF, Word or Excel; taking it joins the history',
  request: {
    params: inMunicipality,
    query: z.strictObject({ ...asDocument.shape, ...viewpoint }),
  },
  responses: { 200: fileAnswer('The report'), ...ofReads, ...problems(409, 413) },
})

/** `/api/m/:municipality/continuity`: 継続状況. */
export function continuityRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(continuity, (c) => {
      requireMay(c, 'register.read')
      const at = viewpointOf(c.req.valid('query'), c.get('now'))
      return c.json(continuityOf(c.get('register'), at), 200)
    })
    .openapi(changes, (c) => {
      requireMay(c, 'register.read')
      const { since: day, basis: taken, ...asked } = c.req.valid('query')
      const to = viewpointOf(asked, c.get('now'))
      if (day >= to.day) throw fieldError('/since', 'not_before_the_other_day')
      return c.json(comparisonOf(c.get('register'), { since: day, basis: taken }, to), 200)
    })
    .openapi(curves, (c) => {
      requireMay(c, 'register.read')
      const { by, ...asked } = c.req.valid('query')
      return c.json(curvesOf(c.get('register'), by, viewpointOf(asked, c.get('now'))), 200)
    })
    .openapi(curvesFile, async (c) => {
      requireMay(c, 'register.read')
      const { format, lang, ...asked } = c.req.valid('query')
      const register = c.get('register')
      const viewpoint = viewpointOf(asked, c.get('now'))
      await noteExport(c, dependencies, { what: 'curves', format, filter: asked })
      const documents = await import('../../documents/curves-document.ts')
      const made = documents.curvesAsked({
        sets: CURVES_BY.map((by) => curvesOf(register, by, viewpoint)),
        municipality: register.municipality,
        viewpoint,
        language: lang ?? languageOf(c.req.raw.headers),
        now: c.get('now'),
      })
      const bytes = await renderDocument(documents.curvesDocument(made), format)
      return download(bytes, { name: documents.curvesFileName(made), format })
    })
    .openapi(mayor, (c) => {
      requireMay(c, 'register.read')
      const at = viewpointOf(c.req.valid('query'), c.get('now'))
      return c.json(mayorReportOf(c.get('register'), at), 200)
    })
    .openapi(mayorDocument, async (c) => {
      requireMay(c, 'register.read')
      const { format, lang, ...asked } = c.req.valid('query')
      const register = c.get('register')
      const at = viewpointOf(asked, c.get('now'))
      await noteExport(c, dependencies, { what: 'mayor', format, filter: asked })
      const documents = await import('../../documents/mayor-document.ts')
      const made = {
        report: mayorReportOf(register, at),
        municipality: register.municipality,
        language: lang ?? languageOf(c.req.raw.headers),
        now: c.get('now'),
      }
      const bytes = await renderDocument(documents.mayorDocument(made), format)
      return download(bytes, { name: documents.mayorFileName(made), format })
    })
}
