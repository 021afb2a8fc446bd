import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import canonicalize from 'canonicalize'
import type { FrozenReview } from '../domain/reviews/review.ts'
import type { Commit } from './commit.ts'
import type { Item } from './database.ts'
import { frozenReviewKey } from './table.ts'

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
