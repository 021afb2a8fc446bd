import * as z from 'zod'
import { DaySchema } from '../fields.ts'
import type { Register } from '../register.ts'
import type { FrozenReview, Review, ReviewTexts, ReviewVersion } from './review.ts'
import { contentOf, ReviewRowView } from './review-view.ts'

/**
 * A row as the program's office reads it: which proposal, how it stands, which kinds of reasons. Named one by
 * one, so that whatever a review comes to hold stays inside until somebody adds it here.
 */
const SubmittedRow = ReviewRowView.pick({
  proposalId: true,
  cohort: true,
  carriedBy: true,
  title: true,
  state: true,
  standing: true,
  manner: true,
  factors: true,
  asOf: true,
  reason: true,
})
  .strip()
  .meta({ id: 'SubmittedRow' })

/** What a municipality handed in to the program: a closed version without anything it did not hand in. */
export const SubmittedReview = z
  .object({
    fiscalYear: z.int(),
    /** The version that was handed in. */
    version: z.int(),
    handedInAt: z.string(),
    /** The day the rows are about. */
    day: DaySchema,
    rows: z.array(SubmittedRow),
  })
  .meta({ id: 'SubmittedReview' })
export type SubmittedReview = z.infer<typeof SubmittedReview>

type HandedIn = ReviewVersion & { submitted: NonNullable<ReviewVersion['submitted']> }

/** The version of a fiscal year's review that was handed in last, if any was. */
export function handedInOf(
  { reviews }: Pick<Register, 'reviews'>,
  fiscalYear: number,
): { review: Review; version: HandedIn } | undefined {
  for (const review of reviews.values()) {
    if (review.fiscalYear !== fiscalYear) continue
    const version = review.versions.findLast((one): one is HandedIn => one.submitted !== undefined)
    if (version) return { review, version }
  }
  return undefined
}

/** 部会へ提出したもの: titles, standings and factors of all rows, and the reasons of the chosen ones alone. */
export function submittedOf(
  register: Register,
  { submitted: { at, texts }, number }: HandedIn,
  frozen: FrozenReview,
  words: ReviewTexts,
): SubmittedReview {
  const { fiscalYear, day, rows } = contentOf(register, frozen, words)
  const chosen = new Set(texts)
  return {
    fiscalYear,
    version: number,
    handedInAt: at,
    day,
    rows: rows.map((row) => {
      const { reason, ...codes } = SubmittedRow.parse(row)
      return { ...codes, ...(reason !== undefined && chosen.has(row.proposalId) && { reason }) }
    }),
  }
}
