import { DomainError } from '../domain/errors.ts'
import type { Register } from '../domain/register.ts'
import {
  type FrozenReview,
  lastVersion,
  type Review,
  type ReviewTexts,
} from '../domain/reviews/review.ts'
import { rowsAt, viewpointOfReview, yearsWithout } from '../domain/reviews/review-rows.ts'
import { asIfFrozen, contentOf, type ReviewContent } from '../domain/reviews/review-view.ts'
import { municipalityStream } from '../history/streams.ts'
import type { Dependencies } from './dependencies.ts'

/** A closed version with its texts as far as they are still there. */
export async function frozenWithTexts(
  { frozenReviews, streams }: Pick<Dependencies, 'frozenReviews' | 'streams'>,
  { municipality: { code } }: Register,
  { id }: Review,
  version: number,
): Promise<{ frozen: FrozenReview; texts: ReviewTexts }> {
  const frozen = await frozenReviews.read(code, id, version)
  if (!frozen) throw new DomainError('not_found')
  const sequences = [
    ...frozen.findings.map(({ sequence }) => sequence),
    ...(frozen.reflection ? [frozen.reflection.sequence] : []),
  ]
  const texts = await streams.texts(code, municipalityStream(code), sequences)
  return { frozen, texts }
}

/** What an open round says as it stands at an instant. */
export function openContent(register: Register, review: Review, now: string): ReviewContent {
  const { content, texts } = asIfFrozen(review, {
    rows: rowsAt(register, review, now),
    years: yearsWithout(register, review.fiscalYear),
    ...viewpointOfReview(review, now),
  })
  return contentOf(register, content, texts)
}

/** The last closed review of an earlier fiscal year: what a round is compared with. */
export async function lastYears(
  { frozenReviews }: Pick<Dependencies, 'frozenReviews'>,
  { municipality: { code }, reviews }: Register,
  { fiscalYear }: Pick<Review, 'fiscalYear'>,
): Promise<FrozenReview | undefined> {
  const [last] = [...reviews.values()]
    .filter((review) => review.fiscalYear < fiscalYear && lastVersion(review))
    .toSorted((a, b) => b.fiscalYear - a.fiscalYear)
  const version = last && lastVersion(last)
  return last && version && (await frozenReviews.read(code, last.id, version.number))
}
