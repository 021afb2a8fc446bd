import { createRoute } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { except } from 'hono/combine'
import * as z from 'zod'
import { DomainError } from '../domain/errors.ts'
import { once } from '../loading/once.ts'
import { bodiesUpTo } from './body-limit.ts'
import type { Dependencies } from './dependencies.ts'
import { answer, problems } from './documented.ts'
import { authenticated, inTheOffice, newApp, sameOrigin } from './environment.ts'
import { problemOf } from './problem.ts'
import { limitedByAddress } from './rate-limits.ts'
import { requestIds } from './request-id.ts'
import { answerSheetRoutes } from './routes/answer-sheets.ts'
import { confirmationRoutes } from './routes/confirmations.ts'
import { continuityRoutes } from './routes/continuity.ts'
import { erasureRoutes } from './routes/erasure.ts'
import { exportTaskRoutes } from './routes/export-tasks.ts'
import { exportRoutes } from './routes/exports.ts'
import { historyRoutes, municipalityHistoryRoutes } from './routes/history.ts'
import { inquiryRoutes } from './routes/inquiries.ts'
import { acceptanceRoutes, invitationRoutes } from './routes/invitations.ts'
import { municipalityRoutes } from './routes/municipality.ts'
import { officeOpeningRoutes, officeRoutes } from './routes/office.ts'
import { officeStaffRoutes } from './routes/office-staff.ts'
import { officeStatisticsRoutes } from './routes/office-statistics.ts'
import { openDataPreviewRoutes, openDataRoutes } from './routes/open-data.ts'
import { ownDataRoutes, ownWishesRoutes } from './routes/own-data.ts'
import { peopleRoutes } from './routes/people.ts'
import { peopleFileRoutes } from './routes/people-files.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { ownQuestionRoutes, questionRoutes } from './routes/questions.ts'
import { reportRoutes } from './routes/reports.ts'
import { requestRoutes } from './routes/requests.ts'
import { reviewDocumentRoutes } from './routes/review-document.ts'
import { reviewWorkRoutes } from './routes/review-work.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { sessionRoutes } from './routes/session.ts'
import { ownSessionRoutes } from './routes/sessions.ts'
import { settingsRoutes } from './routes/settings.ts'
import { sharedRoutes } from './routes/shared.ts'
import { stewardshipRoutes } from './routes/stewardship.ts'
import { trailRoutes } from './routes/trail.ts'
import { trailExportRoutes } from './routes/trail-export.ts'
import { verificationRoutes } from './routes/verification.ts'

export type App = ReturnType<typeof createApp>

const LARGEST_BODY = 1024 * 1024

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['health'],
  summary: 'Whether the database answers',
  responses: {
    200: answer('It does', z.object({ status: z.literal('ok') }).meta({ id: 'Health' })),
    ...problems(503),
  },
  security: [],
})

/** The hub's API: its table of contents. Everything it needs is handed in. */
export function createApp(dependencies: Dependencies) {
  const { ping, publicOrigin, limits, log } = dependencies
  const api = newApp()
    .openapi(health, async (c) => {
      await ping()
      return c.json({ status: 'ok' as const }, 200)
    })
    .route('/', sessionRoutes(dependencies))
    .route('/sessions', ownSessionRoutes(dependencies))
    .route('/', ownDataRoutes(dependencies))
    .route('/m/:municipality', municipalityRoutes())
    .route('/m/:municipality/continuity', continuityRoutes(dependencies))
    .route('/m/:municipality', confirmationRoutes(dependencies))
    .route('/m/:municipality', sharedRoutes(dependencies))
    .route('/m/:municipality', inquiryRoutes(dependencies))
    .route('/m/:municipality', settingsRoutes(dependencies))
    .route('/m/:municipality', municipalityHistoryRoutes(dependencies))
    .route('/m/:municipality', trailRoutes(dependencies))
    .route('/m/:municipality', trailExportRoutes(dependencies))
    .route('/m/:municipality', verificationRoutes(dependencies))
    .route('/m/:municipality', exportRoutes(dependencies))
    .route('/m/:municipality', exportTaskRoutes(dependencies))
    .route('/m/:municipality', openDataPreviewRoutes(dependencies))
    .route('/open', openDataRoutes(dependencies))
    .route('/m/:municipality/people', peopleRoutes(dependencies))
    .route('/m/:municipality/people', peopleFileRoutes())
    .route('/m/:municipality/people', erasureRoutes(dependencies))
    .route('/m/:municipality', ownWishesRoutes(dependencies))
    .route('/m/:municipality/people', invitationRoutes(dependencies))
    .route('/m/:municipality', requestRoutes(dependencies))
    .route('/m/:municipality', answerSheetRoutes(dependencies))
    .route('/invitations', acceptanceRoutes(dependencies))
    .route('/m/:municipality/reviews', reviewRoutes(dependencies))
    .route('/m/:municipality/reviews', reviewWorkRoutes(dependencies))
    .route('/m/:municipality/reviews', reviewDocumentRoutes(dependencies))
    .route('/office', officeOpeningRoutes(dependencies))
    .route('/office', officeRoutes(dependencies))
    .route('/office', officeStatisticsRoutes(dependencies))
    .route('/office/staff', officeStaffRoutes(dependencies))
    .route('/m/:municipality/proposals', proposalRoutes(dependencies))
    .route('/m/:municipality/proposals', reportRoutes(dependencies))
    .route('/m/:municipality/proposals', stewardshipRoutes(dependencies))
    .route('/m/:municipality/proposals', questionRoutes(dependencies))
    .route('/m/:municipality', ownQuestionRoutes())
    .route('/m/:municipality/proposals', historyRoutes(dependencies))

  const app = newApp()
  app.onError((error, c) => problemOf(error, c, log))
  app.notFound((c) => problemOf(new DomainError('not_found'), c, log))
  app.use('*', requestIds())
  // Inside a municipality the person is counted, once the session is known.
  app.use('/api/*', except(['/api/m/*', '/api/office/*'], limitedByAddress(limits)))
  app.use('/api/*', sameOrigin(publicOrigin))
  app.use('/api/*', bodiesUpTo(LARGEST_BODY))
  app.use('/api/m/:municipality/*', authenticated(dependencies))
  // Whoever begins the office is nobody in it yet.
  app.use('/api/office/*', except('/api/office/first-account', inTheOffice(dependencies)))
  // Few ask for it, and its words are long: loaded when somebody does.
  const docs = once(() => documentation(app, publicOrigin))
  for (const path of ['/api/openapi.json', '/api/docs', '/api/docs.css'])
    app.get(path, async (c) => (await docs()).fetch(c.req.raw, c.env))
  return app.route('/api', api)
}

async function documentation(app: ReturnType<typeof newApp>, publicOrigin: string): Promise<Hono> {
  const [{ docsRoutes }, { openApiOf }] = await Promise.all([
    import('./docs.ts'),
    import('./open-api.ts'),
  ])
  return new Hono().route(
    '/api',
    docsRoutes(() => openApiOf(app, { publicOrigin })),
  )
}
