import * as z from 'zod'
import { fiscalYearOf, type Instant } from '../calendar.ts'
import { viewpointAt } from '../outcomes/standing.ts'
import { newestFirst, type Register } from '../register.ts'
import { ProposalRow, rowOf, standingsAt } from '../views.ts'
import { AskingView, askingsOf } from './request.ts'

/** A past proposal of which nothing is known, or nothing fresh, and whom one would ask. */
export const NeededAnswer = z
  .object({
    proposal: ProposalRow,
    people: z.array(AskingView.pick({ memberId: true, via: true, byMail: true })),
    /** When somebody was last asked. */
    askedAt: z.string().optional(),
  })
  .meta({ id: 'NeededAnswer' })
export type NeededAnswer = z.infer<typeof NeededAnswer>

/** 記録なし and 要更新 of past years, newest first, each with whom to ask today. */
export function neededAnswers(register: Register, now: Instant): NeededAnswer[] {
  const viewpoint = viewpointAt(now)
  const standings = standingsAt(register, viewpoint)
  return newestFirst(register).flatMap((proposal) => {
    // This year's are still being made.
    if (proposal.cohort >= fiscalYearOf(viewpoint.day)) return []
    const { code, stale } = standings(proposal)
    if (code !== 'unconfirmed' && !stale) return []
    const { people } = askingsOf(register, [proposal.id], viewpoint.day)
    return [{ proposal: rowOf(register, proposal, standings, viewpoint), people }]
  })
}
