import * as z from 'zod'
import { Id } from '../fields.ts'
import { REVIEW_MOVES, type ReviewMove, ROW_STATES, STANDINGS } from '../words.ts'
import type { FrozenReview, ReviewRow } from './review.ts'

const End = z.object({ state: z.enum(ROW_STATES), standing: z.enum(STANDINGS) })

/** What became of one proposal from one closed review to the next. */
export const ReviewChange = z
  .object({
    proposalId: Id,
    move: z.enum(REVIEW_MOVES),
    before: End.optional(),
    after: End,
  })
  .meta({ id: 'ReviewChange' })
export type ReviewChange = z.infer<typeof ReviewChange>

type Stood = Pick<ReviewRow, 'state' | 'standing' | 'manner'>

/** A row that nobody has spoken of in its year, or of which nothing is known at all, was not looked at. */
const wasLookedAt = ({ state, standing }: Stood) =>
  state !== 'waiting' && standing !== 'unconfirmed'

/** What became of a proposal, said from how it stood in the last review (none: it wasn't in it) and in this. */
export function moveOf(before: Stood | undefined, after: Stood): ReviewMove {
  const knownBefore = before !== undefined && wasLookedAt(before)
  if (!wasLookedAt(after)) return knownBefore ? 'no_longer_known' : 'still_unknown'
  if (!knownBefore)
    // Its standing is of earlier: a review before the last one, or a paper, told it.
    return before === undefined || before.standing === 'unconfirmed'
      ? 'first_looked_at'
      : 'looked_at_again'
  const [from, to] = [before.standing, after.standing]
  if (from === to) return before.manner === after.manner ? 'unchanged' : 'changed'
  if (to === 'completed') return 'completed'
  if (to === 'continued') return from === 'stalled' ? 'resumed' : 'newly_continued'
  if (to === 'stalled') return 'stalled'
  return 'changed'
}

/** What changed since the last review, proposal by proposal in the newer one's order. */
export function reviewChangesOf(
  before: Pick<FrozenReview, 'rows'>,
  after: Pick<FrozenReview, 'rows'>,
): ReviewChange[] {
  const stood = new Map(before.rows.map((row) => [row.proposalId, row]))
  return after.rows.map((row) => {
    const old = stood.get(row.proposalId)
    return {
      proposalId: row.proposalId,
      move: moveOf(old, row),
      ...(old && { before: { state: old.state, standing: old.standing } }),
      after: { state: row.state, standing: row.standing },
    }
  })
}
