import type { FrozenReview, Review } from '../../../functions/domain/reviews/review.ts'
import {
  closeReview,
  openReview,
  reviewIn,
} from '../../../functions/domain/reviews/review-changes.ts'
import { recordFinding } from '../../../functions/domain/reviews/review-findings.ts'
import { editionOfRows, rowsAt } from '../../../functions/domain/reviews/review-rows.ts'
import { asOf, noon, type Town, town } from '../build.ts'

export const DATES = { fiscalYear: 2022, asOf: '2023-01-12', dueOn: '2023-01-10' }
export const MAY = noon('2022-05-25')
export const JANUARY = noon('2023-01-12')

export type Who = { by?: Town['hr']; now?: string }

/** A municipality in memory whose round of fiscal 2022 is open. */
export function opened(t = town(), who: Who = { now: MAY }): { t: Town; id: string } {
  return { t, id: t.manage((register, deed) => openReview(register, DATES, deed), who) }
}

export const reviewOf = (t: Town, id: string): Review => reviewIn(t.register, id)
export const rowsOf = (t: Town, id: string, now = JANUARY) =>
  rowsAt(t.register, reviewOf(t, id), now)

/** A round as it is looked at before it is closed. */
export const look = (t: Town, id: string, now = JANUARY) =>
  editionOfRows(t.register, reviewOf(t, id), rowsOf(t, id, now))

/** Closes a round, after it was looked at. */
export function close(
  t: Town,
  id: string,
  { edition, ...who }: Who & { edition?: number } = {},
): FrozenReview {
  const { now = JANUARY } = who
  const looked = edition ?? look(t, id, now)
  t.manage((register, deed) => closeReview(register, { reviewId: id, edition: looked }, deed), {
    ...who,
    now,
  })
  const frozen = t.closed.at(-1)
  if (!frozen) throw new Error('nothing was closed')
  return frozen
}

export const FINDING = {
  heardOn: asOf('2022-07-01'),
  heardFrom: { role: 'alumnus' as const, cohort: 2021, note: '3人のうち2人' },
  text: '対話の下地があってこその取組だった',
}
/** What the cohort heard in May, recorded. */
export const learn = (t: Town, id: string, input = {}, who: Who = { now: MAY }) =>
  t.manage(
    (register, deed) =>
      recordFinding(register, id, { ...FINDING, heardOn: asOf('2022-05'), ...input }, deed),
    who,
  )
