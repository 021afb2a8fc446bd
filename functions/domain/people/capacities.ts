import type { Day } from '../calendar.ts'
import type { Municipality } from '../municipalities/municipality.ts'
import { areOneOffice } from '../municipalities/offices.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { RoleHeld } from './roles.ts'

/** What of a proposal decides in which role somebody speaks of it. */
export type SpokenOf = Pick<Proposal, 'cohort' | 'carriedBy' | 'steward'>

/**
 * In which roles somebody of the roster may speak of a proposal, what fits best first: as one of its cohorts, as its
 * steward or of the steward's office, then in the roles of no cohort, then as one of another cohort. None where
 * nothing is known of them.
 */
export function capacitiesOf(
  { id, office, roles }: { id: string; office?: string | undefined; roles: readonly RoleHeld[] },
  proposal: SpokenOf | undefined,
  municipality: Pick<Municipality, 'offices'>,
  day: Day,
): RoleHeld[] {
  const cohorts = proposal ? [proposal.cohort, ...proposal.carriedBy] : []
  const isFellow = ({ cohort }: RoleHeld) => cohort !== undefined && cohorts.includes(cohort)
  const others = roles.filter((held) => !isFellow(held))
  return [
    ...roles.filter(isFellow),
    ...(carries({ id, office }, proposal?.steward, municipality, day)
      ? [{ role: 'steward' as const }]
      : []),
    ...others.filter(({ cohort }) => cohort === undefined),
    ...others.filter(({ cohort }) => cohort !== undefined),
  ]
}

function carries(
  { id, office }: { id: string; office?: string | undefined },
  steward: Proposal['steward'],
  municipality: Pick<Municipality, 'offices'>,
  day: Day,
): boolean {
  if (!steward) return false
  if (steward.memberId !== undefined) return steward.memberId === id
  return office !== undefined && areOneOffice(municipality, [office, steward.office], day)
}
