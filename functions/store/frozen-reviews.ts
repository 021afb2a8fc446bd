import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import canonicalize from 'canonicalize'
import type { FrozenReview } from '../domain/reviews/review.ts'
import type { HistoryEvent } from '../history/chain.ts'
import { municipalityStream } from '../history/streams.ts'
import type { Commit } from './commit.ts'
import type { Database, Item } from './database.ts'
import { eventPartition, frozenReviewKey, sequenceSk } from './table.ts'

/** The closed versions of reviews, as they were when they were closed. */
export class FrozenReviews {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** @returns undefined where there is no such version */
  async read(code: string, reviewId: string, version: number): Promise<FrozenReview | undefined> {
    const [item] = await this.#database.get([frozenReviewKey(code, reviewId, version)])
    return item && frozenOf(item)
  }

  /**
   * Whether a closed version still is what its closing's event says of it.
   * @param sequence of that event
   */
  async isAsClosed(code: string, frozen: FrozenReview, sequence: number): Promise<boolean> {
    const sk = sequenceSk(municipalityStream(code), sequence)
    const [item] = await this.#database.get([{ pk: eventPartition(code), sk }])
    const closing = item && (JSON.parse(String(item.event)) as HistoryEvent)
    return closing?.data.digest === digestOf(frozen)
  }
}

/** SHA-256 over the canonical JSON of a closed version (base64url): its closing's event names it. */
export function digestOf(frozen: FrozenReview): string {
  const json = canonicalize(frozen)
  if (json === undefined) throw new TypeError('a review is an object')
  return createHash('sha256').update(json, 'utf8').digest('base64url')
}

/** A closed version as an item that is written once. */
export function frozenItem(
  code: string,
  frozen: FrozenReview,
): NonNullable<Commit['further']>[number] {
  const body = deflateRawSync(JSON.stringify(frozen))
  return {
    key: frozenReviewKey(code, frozen.reviewId, frozen.number),
    item: { v: frozen.v, body },
    condition: 'attribute_not_exists(pk)',
  }
}

export function frozenOf(item: Item): FrozenReview {
  return JSON.parse(inflateRawSync(item.body as Uint8Array).toString('utf8')) as FrozenReview
}
