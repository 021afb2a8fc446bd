import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { renderDocument } from '../../documents/render.ts'
import { fiscalYearOf, tokyoDayOf } from '../../domain/calendar.ts'
import { Rollup } from '../../domain/continuity/statistics.ts'
import { DomainError } from '../../domain/errors.ts'
import { MunicipalityCode } from '../../domain/fields.ts'
import { SharedPage } from '../../domain/proposals/shared.ts'
import { handedInOf, SubmittedReview, submittedOf } from '../../domain/reviews/review-submission.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, inMunicipality, problems } from '../documented.ts'
import { download, fileAnswer, inFormat } from '../download.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'
import { languageOf } from '../language.ts'
import { frozenWithTexts } from '../reviews.ts'
import { sharedPages, sharedQuery } from './shared.ts'

const tags = ['shared']
const ofOffice = problems(400, 401, 403, 404, 503)

const OfficeStatistics = z
  .object({
    fiscalYear: z.int(),
    municipalities: z.array(
      z.object({
        code: MunicipalityCode,
        name: z.string(),
        nameEn: z.string(),
        prefecture: z.string(),
        handedInAt: z.string().optional(),
        /** Of those that agreed, from five shared proposals on. */
        side: Rollup.shape.side.element.omit({ municipality: true }).optional(),
      }),
    ),
    /** Of the last day that was counted. */
    countedOn: Rollup.shape.day.optional(),
    pooled: Rollup.shape.pooled.optional(),
  })
  .meta({ id: 'OfficeStatistics' })

const inFormatAndLanguage = z.strictObject({
  ...inFormat.shape,
  lang: z.enum(['ja', 'en']).optional(),
})

const statistics = createRoute({
  method: 'get',
  path: '/statistics',
  tags,
  summary: 'Who has handed in this year’s review, and fixed figures over what is shared',
  responses: { 200: answer('The figures', OfficeStatistics), ...ofOffice },
})

const curvesFile = createRoute({
  method: 'get',
  path: '/statistics/curves',
  tags,
  summary: 'The pooled continuation curves with their tables: PDF, Word or Excel',
  request: { query: inFormatAndLanguage },
  responses: { 200: fileAnswer('The curves'), ...ofOffice },
})

const submission = createRoute({
  method: 'get',
  path: '/submissions/{fiscalYear}/{municipality}',
  tags: ['reviews'],
  summary: 'What a municipality handed in of a year’s review: that, and nothing else of it',
  request: {
    params: inMunicipality.extend({
      fiscalYear: z.string().regex(/^\d{4}$/),
    }),
  },
  responses: { 200: answer('What was handed in', SubmittedReview), ...ofOffice },
})

const submissionFile = createRoute({
  method: 'get',
  path: '/submissions/{fiscalYear}/{municipality}/document',
  tags: ['reviews'],
  summary: 'What a municipality handed in, as Word, Excel or PDF',
  request: { params: submission.request.params, query: inFormatAndLanguage },
  responses: { 200: fileAnswer('The document'), ...ofOffice },
})

const list = createRoute({
  method: 'get',
  path: '/shared',
  tags,
  summary: 'What the municipalities share with the program, newest cohorts first',
  request: { query: sharedQuery },
  responses: { 200: answer('A page of them', SharedPage), ...ofOffice },
})

/** `/api/office/statistics`, `/api/office/shared` and `/api/office/submissions`: what works where, and never anybody's private text. */
export function officeStatisticsRoutes({
  statistics: store,
  shared,
  registers,
  streams,
  frozenReviews,
  secret,
}: Pick<
  Dependencies,
  'statistics' | 'shared' | 'registers' | 'streams' | 'frozenReviews' | 'secret'
>) {
  const pages = sharedPages({ shared, secret })

  /** @throws DomainError `not_found` */
  async function handedIn(of: { fiscalYear: string; municipality: string }) {
    const register = await registers.read(of.municipality)
    const found = register && handedInOf(register, Number(of.fiscalYear))
    if (!found) throw new DomainError('not_found')
    const { review, version } = found
    const { frozen, texts } = await frozenWithTexts(
      { frozenReviews, streams },
      register,
      review,
      version.number,
    )
    const { municipality } = register
    return { submitted: submittedOf(register, version, frozen, texts), municipality }
  }

  return newApp()
    .openapi(statistics, async (c) => {
      withoutQuery(c)
      requireMay(c, 'shared.read')
      const fiscalYear = fiscalYearOf(tokyoDayOf(c.get('now')))
      const [all, submissions, agreed, rollup] = await Promise.all([
        store.municipalities(),
        store.submissions(fiscalYear),
        store.agreed(),
        store.rollup(),
      ])
      const sides = new Map(rollup?.side.map(({ municipality, ...side }) => [municipality, side]))
      const municipalities = all.map((each) => {
        const handedInAt = submissions.get(each.code)
        const side = agreed.has(each.code) ? sides.get(each.code) : undefined
        return {
          ...each,
          ...(handedInAt !== undefined && { handedInAt }),
          ...(side && { side }),
        }
      })
      return c.json(
        {
          fiscalYear,
          municipalities,
          ...(rollup && { countedOn: rollup.day, pooled: rollup.pooled }),
        },
        200,
      )
    })
    .openapi(curvesFile, async (c) => {
      requireMay(c, 'shared.read')
      const { format, lang } = c.req.valid('query')
      const now = c.get('now')
      const fiscalYear = fiscalYearOf(tokyoDayOf(now))
      const [all, submissions, rollup] = await Promise.all([
        store.municipalities(),
        store.submissions(fiscalYear),
        store.rollup(),
      ])
      if (!rollup) throw new DomainError('not_found')
      const language = lang ?? languageOf(c.req.raw.headers)
      const documents = await import('../../documents/curves-document.ts')
      const done = all.filter(({ code }) => submissions.has(code)).length
      const made = documents.pooledCurves({
        rollup,
        fiscalYear,
        of: all.length,
        done,
        language,
        now,
      })
      const bytes = await renderDocument(documents.curvesDocument(made), format)
      return download(bytes, { name: documents.curvesFileName(made), format })
    })
    .openapi(submission, async (c) => {
      withoutQuery(c)
      requireMay(c, 'shared.read')
      return c.json((await handedIn(c.req.valid('param'))).submitted, 200)
    })
    .openapi(submissionFile, async (c) => {
      requireMay(c, 'shared.read')
      const { format, lang } = c.req.valid('query')
      const asked = {
        ...(await handedIn(c.req.valid('param'))),
        language: lang ?? languageOf(c.req.raw.headers),
        now: c.get('now'),
      }
      const documents = await import('../../documents/submission-document.ts')
      const bytes = await renderDocument(documents.submissionDocument(asked), format)
      return download(bytes, { name: documents.submissionFileName(asked), format })
    })
    .openapi(list, async (c) => {
      requireMay(c, 'shared.read')
      return c.json(await pages(c.req.valid('query'), {}), 200)
    })
}
