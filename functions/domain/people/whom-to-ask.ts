import type { Day } from '../calendar.ts'
import { areOneOffice } from '../municipalities/offices.ts'
import { cohortsOf, type Proposal } from '../proposals/proposal.ts'
import { orphaned } from '../proposals/stewardship.ts'
import type { Register } from '../register.ts'
import type { AskedVia } from '../words.ts'
import { isAskable, type Member, officeOn, rolesOf } from './people.ts'

/**
 * Whom to ask about a proposal on a day: its steward, or the people of the steward's office; where nobody
 * of them is here, the cohort's people; where none of them is, HR.
 */
export function askedOn(
  register: Register,
  proposal: Proposal,
  day: Day,
): { via: AskedVia; memberIds: string[] } {
  const stewards = stewardsHere(register, proposal, day)
  if (stewards.length > 0) return { via: 'steward', memberIds: stewards }
  const fellows = fellowsHere(register, proposal, day)
  if (fellows.length > 0) return { via: 'cohort', memberIds: fellows }
  return { via: 'dispatcher', memberIds: dispatchersHere(register, day) }
}

/** The steward, or the people of the steward's office, who can be asked on a day. */
export function stewardsHere(register: Register, proposal: Proposal, day: Day): string[] {
  const { steward } = proposal
  if (!steward || orphaned(register, proposal, day)) return []
  return idsOf(register, (person) => {
    if (!isAskable(person, day)) return false
    if (steward.memberId !== undefined) return person.id === steward.memberId
    const office = officeOn(person, day)
    return (
      office !== undefined && areOneOffice(register.municipality, [office, steward.office], day)
    )
  })
}

/** The people of the cohorts that made or carried on a proposal who can be asked on a day. */
export function fellowsHere(register: Register, proposal: Proposal, day: Day): string[] {
  const cohorts = cohortsOf(proposal)
  return idsOf(
    register,
    (person) =>
      isAskable(person, day) &&
      rolesOf(person, day).some(
        ({ role, cohort }) =>
          (role === 'member' || role === 'alumnus') &&
          cohort !== undefined &&
          cohorts.includes(cohort),
      ),
  )
}

/** HR's people who can be asked on a day. */
export function dispatchersHere(register: Register, day: Day): string[] {
  return idsOf(
    register,
    (person) => isAskable(person, day) && rolesOf(person, day).some(({ role }) => role === 'hr'),
  )
}

function idsOf({ members }: Register, isWanted: (person: Member) => boolean): string[] {
  return [...members.values()].filter(isWanted).map(({ id }) => id)
}
