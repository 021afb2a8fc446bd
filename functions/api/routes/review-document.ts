import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { renderDocument } from '../../documents/render.ts'
import { lastVersion } from '../../domain/reviews/review.ts'
import { reviewIn } from '../../domain/reviews/review-changes.ts'
import { reviewChangesOf } from '../../domain/reviews/review-comparison.ts'
import { rowsAt } from '../../domain/reviews/review-rows.ts'
import { contentOf } from '../../domain/reviews/review-view.ts'
import type { Dependencies } from '../dependencies.ts'
import { ofReads, ofReview, problems } from '../documented.ts'
import { download, fileAnswer, inFormat } from '../download.ts'
import { newApp, requireMay } from '../environment.ts'
import { languageOf } from '../language.ts'
import { frozenWithTexts, lastYears, openContent } from '../reviews.ts'
import { noteExport } from '../write.ts'

const document = createRoute({
  method: 'get',
  path: '/{reviewId}/document',
  tags: ['reviews'],
  summary:
    "A review as Word, Excel or PDF, in the program's form or in full; taking it joins the history",
  request: {
    params: ofReview,
    query: z.strictObject({
      ...inFormat.shape,
      form: z.enum(['program', 'full']),
      version: z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number)
        .optional()
        .meta({ type: 'string' }),
      lang: z.enum(['ja', 'en']).optional(),
    }),
  },
  responses: { 200: fileAnswer('The document'), ...ofReads, ...problems(409, 413) },
})

/** `/api/m/:municipality/reviews/:reviewId/document`: made when it is asked for, kept nowhere. */
export function reviewDocumentRoutes(dependencies: Dependencies) {
  return newApp().openapi(document, async (c) => {
    requireMay(c, 'register.read')
    const { format, form, version, lang } = c.req.valid('query')
    const register = c.get('register')
    const now = c.get('now')
    const review = reviewIn(register, c.req.valid('param').reviewId)
    const number = version ?? (review.isOpen ? undefined : lastVersion(review)?.number)
    const closed =
      number === undefined
        ? undefined
        : await frozenWithTexts(dependencies, register, review, number)
    const before = await lastYears(dependencies, register, review)
    const rows = closed?.frozen.rows ?? rowsAt(register, review, now)
    const asked = {
      content: closed
        ? contentOf(register, closed.frozen, closed.texts)
        : openContent(register, review, now),
      version: review.versions.find((one) => one.number === number),
      municipality: register.municipality,
      form,
      language: lang ?? languageOf(c.req.raw.headers),
      comparison: before && {
        fiscalYear: before.fiscalYear,
        changes: reviewChangesOf(before, { rows }),
      },
      now,
    }
    const { fiscalYear } = review
    await noteExport(c, dependencies, {
      ...{ what: 'review', format, rows: rows.length },
      filter: { fiscalYear, form, ...(number !== undefined && { version: number }) },
    })
    const { reviewDocument, reviewFileName } = await import('../../documents/review-document.ts')
    const bytes = await renderDocument(reviewDocument(asked), format)
    return download(bytes, { name: reviewFileName(asked), format })
  })
}
