import * as z from 'zod'
import { DomainError } from '../domain/errors.ts'

/** Its absence and its form are refused in one place, `editionOf`. */
export const ifMatch = { 'if-match': z.string().optional() }

/** An edition as `ETag` and `If-Match` write it. */
export const tagOf = (edition: number) => `"${edition}"`

/** @throws DomainError `if_match_required`, or `stale_edit` for a tag the hub never gave */
export function editionOf(given: string | undefined): number {
  if (given === undefined) throw new DomainError('if_match_required')
  const edition = /^"(\d{1,9})"$/.exec(given)?.[1]
  if (edition === undefined) throw new DomainError('stale_edit')
  return Number(edition)
}
