import { queryOptions } from '@tanstack/react-query'
import type {
  FindingInput,
  ReviewDates,
  ReviewOpening,
} from '../functions/domain/reviews/review.ts'
import { answer, inMunicipality, under } from './api-client.ts'

/** The yearly reviews: loaded with their pages. */

const { reviews } = inMunicipality
const review = reviews[':reviewId']

export type AboutReview = { municipality: string; reviewId: string; key: string }
const of = ({ municipality, reviewId, key }: AboutReview) => ({
  param: { municipality, reviewId },
  header: under(key),
})

export const getReviews = (municipality: string) =>
  answer(reviews.$get({ param: { municipality } }))
export type ReviewList = Awaited<ReturnType<typeof getReviews>>

const getReview = (municipality: string, reviewId: string, version?: string) =>
  version === undefined
    ? answer(review.$get({ param: { municipality, reviewId } }))
    : answer(review.versions[':version'].$get({ param: { municipality, reviewId, version } }))
export type ReviewDetail = Awaited<ReturnType<typeof getReview>>

export const reviewQuery = (municipality: string, reviewId: string, version?: string) =>
  queryOptions({
    queryKey: [municipality, 'review', reviewId, version],
    queryFn: () => getReview(municipality, reviewId, version),
  })

export const openReview = (municipality: string, key: string, json: ReviewOpening) =>
  answer(reviews.$post({ param: { municipality }, header: under(key), json }))

export const askInReview = (about: AboutReview) =>
  answer(review.requests.$post({ ...of(about), json: {} }))

export const reschedule = (about: AboutReview, json: ReviewDates) =>
  answer(review.dates.$post({ ...of(about), json }))

export const recordFinding = (about: AboutReview, json: FindingInput) =>
  answer(review.findings.$post({ ...of(about), json }))

const ofFinding = ({ findingId, ...about }: AboutReview & { findingId: string }) => {
  const { param, header } = of(about)
  return { param: { ...param, findingId }, header }
}

export const editFinding = (
  about: AboutReview & { findingId: string; sequence: number },
  json: FindingInput,
) => {
  const { param, header } = ofFinding(about)
  return answer(
    review.findings[':findingId'].$patch({
      param,
      header: { ...header, 'if-match': `"${about.sequence}"` },
      json,
    }),
  )
}

export const removeFinding = (about: AboutReview & { findingId: string }) =>
  answer(review.findings[':findingId'].$delete(ofFinding(about)))

export const writeReflection = (about: AboutReview & { sequence: number }, text: string) =>
  answer(
    review.reflection.$patch({
      param: of(about).param,
      header: { ...under(about.key), 'if-match': `"${about.sequence}"` },
      json: { text },
    }),
  )

export const closeReview = (about: AboutReview, edition: number) =>
  answer(review.versions.$post({ ...of(about), json: { edition } }))

export const amendReview = (about: AboutReview, reason: string) =>
  answer(review.amendment.$post({ ...of(about), json: { reason } }))

export const submitReview = (about: AboutReview, version: number, texts: string[]) =>
  answer(review.submission.$post({ ...of(about), json: { version, texts } }))

/** Where a document is downloaded from; the browser keeps it under the name the hub gives it. */
export const documentAddress = (
  { municipality, reviewId }: Pick<AboutReview, 'municipality' | 'reviewId'>,
  asked: { format: string; form: string; version: number | undefined; lang: string },
) => {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
  return `/api/m/${municipality}/reviews/${reviewId}/document?${query}`
}
