import * as z from 'zod'
import { AsOfSchema, DaySchema, FiscalYearSchema, Id } from '../fields.ts'
import { ERASED_PERSON } from '../messages/erased-person.ts'
import { reportHolding, viewpointAt } from '../outcomes/standing.ts'
import type { Register } from '../register.ts'
import { ALL_MANNERS, OUTCOMES } from '../words.ts'
import { type Request, RequestAnswer } from './request.ts'

/** A request with what it asks about, in the order of its sheet: to type what came back on paper. */
export const RequestView = z
  .object({
    requestId: Id,
    memberId: Id,
    name: z.string(),
    issuedAt: z.string(),
    dueOn: DaySchema,
    byMail: z.boolean(),
    asked: z.array(
      z.object({
        proposalId: Id,
        number: z.int(),
        title: z.string(),
        cohorts: z.array(FiscalYearSchema),
        last: z
          .object({
            outcome: z.enum(OUTCOMES),
            manner: z.enum(ALL_MANNERS).optional(),
            asOf: AsOfSchema,
          })
          .optional(),
        answer: RequestAnswer.optional(),
      }),
    ),
  })
  .meta({ id: 'RequestDetail' })
export type RequestView = z.infer<typeof RequestView>

/** Numbers are those of the sheet: a proposal that is gone leaves a gap. */
export function requestView(register: Register, request: Request, now: string): RequestView {
  const { id: requestId, memberId, issuedAt, dueOn, byMail, answers } = request
  const viewpoint = viewpointAt(now)
  return {
    ...{ requestId, memberId, issuedAt, dueOn, byMail },
    name: register.members.get(memberId)?.name || ERASED_PERSON.ja,
    asked: request.proposalIds.flatMap((proposalId, at) => {
      const proposal = register.proposals.get(proposalId)
      if (!proposal) return []
      const last = reportHolding(proposal, viewpoint)
      const answer = answers[proposalId]
      return [
        {
          proposalId,
          number: at + 1,
          title: proposal.title,
          cohorts: [proposal.cohort, ...proposal.carriedBy],
          ...(last && {
            last: {
              outcome: last.outcome,
              ...(last.manner && { manner: last.manner }),
              asOf: last.asOf,
            },
          }),
          ...(answer && { answer }),
        },
      ]
    }),
  }
}
