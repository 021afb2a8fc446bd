import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { fiscalYearOf, tokyoDayOf } from '../../domain/calendar.ts'
import { resourceOf } from '../../domain/change.ts'
import { DomainError } from '../../domain/errors.ts'
import { DaySchema, Id } from '../../domain/fields.ts'
import { can } from '../../domain/permissions.ts'
import {
  lastVersion,
  MILESTONES,
  milestonesOf,
  openReviewOf,
  Review,
  ReviewClosing,
  ReviewDates,
  ReviewOpening,
  ReviewReopening,
  ReviewSubmission,
  ReviewVersion,
  usualDates,
} from '../../domain/reviews/review.ts'
import {
  closeReview,
  openReview,
  reopenReview,
  rescheduleReview,
  reviewIn,
  submitReview,
} from '../../domain/reviews/review-changes.ts'
import { ReviewChange, reviewChangesOf } from '../../domain/reviews/review-comparison.ts'
import { countsOf, editionOfRows, rowsAt } from '../../domain/reviews/review-rows.ts'
import {
  AwaitedView,
  awaitedView,
  contentOf,
  erasedTextsIn,
  ReviewContent,
} from '../../domain/reviews/review-view.ts'
import { ACTIONS, type Action } from '../../domain/rules.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofReads,
  ofReview,
  ofWrites,
  Receipt,
} from '../documented.ts'
import { type Environment, newApp, requireMay, withoutQuery } from '../environment.ts'
import { frozenWithTexts, lastYears, openContent } from '../reviews.ts'
import { writeMunicipality } from '../write.ts'

const tags = ['reviews']

const ReviewSummary = z
  .object({
    id: Id,
    fiscalYear: z.int(),
    asOf: DaySchema,
    dueOn: DaySchema,
    openedAt: z.string(),
    isOpen: z.boolean(),
    /** As it stands now, or as the last version was closed. */
    counts: ReviewVersion.shape.counts,
    amending: z.object({ of: z.int(), reason: z.string(), at: z.string() }).optional(),
    versions: z.array(ReviewVersion),
  })
  .meta({ id: 'ReviewSummary' })

const ReviewList = z
  .object({
    reviews: z.array(ReviewSummary),
    /** The years a round may be opened for now, with the dates it is offered. */
    /** The open one that keeps this person from opening one of a later year. */
    blockedBy: Review.pick({ id: true, fiscalYear: true }).optional(),
    openable: z.array(z.object({ fiscalYear: z.int(), asOf: DaySchema, dueOn: DaySchema })),
  })
  .meta({ id: 'ReviewList' })

const ReviewDetail = z
  .object({
    review: ReviewSummary,
    content: ReviewContent,
    milestones: z.array(z.object({ milestone: z.enum(MILESTONES), month: z.string() })),
    awaited: z.array(AwaitedView),
    /**
     * Of a closed version: whether what is shown still has the hash that its closing told, and how many of its
     * texts were erased since.
     */
    proof: z.object({ asClosed: z.boolean(), erasedTexts: z.int() }).optional(),
    /** What closing must name (`editionOfRows`). */
    edition: z.int(),
    permitted: z.array(z.enum(ACTIONS)),
    /** The proposals whose holding report this person may answer. */
    confirmable: z.array(Id),
    /** What changed since the last closed review of an earlier year, where there is one. */
    comparison: z.object({ fiscalYear: z.int(), changes: z.array(ReviewChange) }).optional(),
  })
  .meta({ id: 'ReviewDetail' })

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The yearly reviews of past proposals, newest first',
  request: { params: inMunicipality },
  responses: { 200: answer('All of them', ReviewList), ...ofReads },
})

const open = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Open the review of a fiscal year; one can be open at a time',
  request: { params: inMunicipality, headers: idempotent, body: body(ReviewOpening) },
  responses: { 201: answer('It is open', Receipt), ...ofWrites },
})

const detail = createRoute({
  method: 'get',
  path: '/{reviewId}',
  tags,
  summary: 'One review: as it stands while it is open, else as its last version was closed',
  request: { params: ofReview },
  responses: { 200: answer('The review', ReviewDetail), ...ofReads },
})

const version = createRoute({
  method: 'get',
  path: '/{reviewId}/versions/{version}',
  tags,
  summary: 'A closed version; its codes never change, texts that were erased are missing',
  request: { params: ofReview.extend({ version: z.string().regex(/^\d{1,4}$/) }) },
  responses: { 200: answer('The version', ReviewDetail), ...ofReads },
})

const dates = createRoute({
  method: 'post',
  path: '/{reviewId}/dates',
  tags,
  summary: 'Move the dates of an open review',
  request: { params: ofReview, headers: idempotent, body: body(ReviewDates) },
  responses: { 200: answer('They are moved', Receipt), ...ofWrites },
})

const close = createRoute({
  method: 'post',
  path: '/{reviewId}/versions',
  tags,
  summary: 'Close an open review: what stands now is frozen as a version',
  request: { params: ofReview, headers: idempotent, body: body(ReviewClosing) },
  responses: { 201: answer('It is closed', Receipt), ...ofWrites },
})

const reopen = createRoute({
  method: 'post',
  path: '/{reviewId}/amendment',
  tags,
  summary: 'Open a closed review again for a version that names the last one',
  request: { params: ofReview, headers: idempotent, body: body(ReviewReopening) },
  responses: { 201: answer('It is open again', Receipt), ...ofWrites },
})

const submit = createRoute({
  method: 'post',
  path: '/{reviewId}/submission',
  tags,
  summary: 'Hand the last version in to the program: status and factors, and the chosen reasons',
  request: { params: ofReview, headers: idempotent, body: body(ReviewSubmission) },
  responses: { 201: answer('It is handed in', Receipt), ...ofWrites },
})

const OF_REVIEW = ['review.work', 'review.close'] as const satisfies readonly Action[]

/** `/api/m/:municipality/reviews`: 過年度取組検証, from its opening to its closed versions. */
export function reviewRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(list, (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      const { reviews } = c.get('register')
      const newest = [...reviews.values()].toSorted((a, b) => b.fiscalYear - a.fiscalYear)
      return c.json({ reviews: newest.map((review) => summaryOf(c, review)), ...openings(c) }, 200)
    })
    .openapi(open, async (c) => {
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        openReview(register, input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(detail, async (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      const review = reviewIn(c.get('register'), c.req.valid('param').reviewId)
      const closed = review.isOpen ? undefined : lastVersion(review)?.number
      return c.json(await detailOf(c, dependencies, review, closed), 200)
    })
    .openapi(version, async (c) => {
      withoutQuery(c)
      requireMay(c, 'register.read')
      const { reviewId, version } = c.req.valid('param')
      const review = reviewIn(c.get('register'), reviewId)
      return c.json(await detailOf(c, dependencies, review, Number(version)), 200)
    })
    .openapi(dates, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        rescheduleReview(register, reviewId, input, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(close, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        closeReview(register, { reviewId, edition: input.edition }, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(reopen, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const last = await lastOf(c, dependencies, reviewId)
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        reopenReview(
          register,
          { reviewId, reason: input.reason, last: last.frozen, texts: last.texts },
          deed,
        ),
      )
      return c.json(receipt, 201)
    })
    .openapi(submit, async (c) => {
      const { reviewId } = c.req.valid('param')
      const input = c.req.valid('json')
      const { frozen } = await lastOf(c, dependencies, reviewId)
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        submitReview(register, reviewId, { ...input, frozen }, deed),
      )
      return c.json(receipt, 201)
    })
}

/** @throws DomainError `not_found`; `review_not_closed` where there is no version yet */
function lastOf(c: Context<Environment>, dependencies: Dependencies, reviewId: string) {
  requireMay(c, 'register.read')
  const register = c.get('register')
  const review = reviewIn(register, reviewId)
  const last = lastVersion(review)
  if (!last) throw new DomainError('review_not_closed')
  return frozenWithTexts(dependencies, register, review, last.number)
}

function summaryOf(c: Context<Environment>, review: Review) {
  const { id, fiscalYear, asOf, dueOn, openedAt, isOpen, amending, versions } = review
  const closed = lastVersion(review)
  const counts =
    isOpen || !closed ? countsOf(rowsAt(c.get('register'), review, c.get('now'))) : closed.counts
  return {
    ...{ id, fiscalYear, asOf, dueOn, openedAt, isOpen, counts, versions },
    ...(amending && { amending: { of: amending.of, reason: amending.reason, at: amending.at } }),
  }
}

async function detailOf(
  c: Context<Environment>,
  dependencies: Dependencies,
  review: Review,
  closed: number | undefined,
) {
  const register = c.get('register')
  const now = c.get('now')
  const rows = closed === undefined ? rowsAt(register, review, now) : []
  const shown = closed === undefined ? undefined : await versionOf(dependencies, c, review, closed)
  const before = await lastYears(dependencies, register, review)
  const { code } = register.municipality
  const mayAsk = can(c.get('actor'), 'request.issue', { municipality: code }, now)
  const isWaiting = rows.some(({ state, asked }) => state === 'waiting' && asked)
  // Newest first: a renewed one stands before the one whose link has lapsed.
  const requests = mayAsk && isWaiting ? await dependencies.requests.about(code, review.id) : []
  const content = shown?.content ?? openContent(register, review, now)
  return {
    review: summaryOf(c, review),
    content,
    ...(shown && { proof: shown.proof }),
    milestones: milestonesOf(review.fiscalYear),
    awaited: awaitedView(register, rows, { review, now, requests }),
    edition: editionOfRows(register, review, rows),
    permitted: OF_REVIEW.filter((action) =>
      can(
        c.get('actor'),
        action,
        { municipality: register.municipality.code, cohorts: [review.fiscalYear] },
        now,
      ),
    ),
    confirmable: rows.flatMap(({ proposalId, reportId }) => {
      const proposal = register.proposals.get(proposalId)
      const report = proposal?.reports.find(({ id }) => id === reportId)
      if (!proposal || !report) return []
      const resource = resourceOf(proposal, report)
      return can(c.get('actor'), 'report.confirm', resource, now) ? [proposalId] : []
    }),
    ...(before && {
      comparison: {
        fiscalYear: before.fiscalYear,
        changes: reviewChangesOf(before, { rows: shown?.frozen.rows ?? rows }),
      },
    }),
  }
}

async function versionOf(
  dependencies: Dependencies,
  c: Context<Environment>,
  review: Review,
  number: number,
) {
  const register = c.get('register')
  const { frozen, texts } = await frozenWithTexts(dependencies, register, review, number)
  const content = contentOf(register, frozen, texts)
  const { sequence = 0 } = review.versions.find((one) => one.number === number) ?? {}
  const { code } = register.municipality
  const asClosed = await dependencies.frozenReviews.isAsClosed(code, frozen, sequence)
  return { frozen, content, proof: { asClosed, erasedTexts: erasedTextsIn(content) } }
}

/** The years that this person may open a round for, or the open one that keeps them from a later year's. */
function openings(c: Context<Environment>) {
  const years = openable(c)
  const open = openReviewOf(c.get('register').reviews.values())
  if (!open) return { openable: years }
  const isBlocked = years.some(({ fiscalYear }) => fiscalYear > open.fiscalYear)
  const blockedBy = { id: open.id, fiscalYear: open.fiscalYear }
  return { openable: [], ...(isBlocked && { blockedBy }) }
}

/** The years without a round that this person could open one for, newest first. */
function openable(c: Context<Environment>) {
  const { municipality, reviews } = c.get('register')
  const today = tokyoDayOf(c.get('now'))
  const year = fiscalYearOf(today)
  const known = new Set([...reviews.values()].map(({ fiscalYear }) => fiscalYear))
  const first = Math.min(year, ...municipality.cohorts.map(({ fiscalYear }) => fiscalYear + 1))
  return Array.from({ length: year - first + 1 }, (_, at) => year - at)
    .filter((fiscalYear) => !known.has(fiscalYear))
    .filter((fiscalYear) =>
      can(
        c.get('actor'),
        'review.open',
        { municipality: municipality.code, cohorts: [fiscalYear] },
        c.get('now'),
      ),
    )
    .map((fiscalYear) => ({ fiscalYear, ...usualDates(fiscalYear, today) }))
}
