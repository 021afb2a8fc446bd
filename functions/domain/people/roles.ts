import { type Day, fiscalYearOf, fiscalYearSpan } from '../calendar.ts'
import type { GrantedRole, Role } from '../words.ts'

/** What follows from the roles that were granted; no zod, so that pages stay small. */

/** A role as it was granted, from a date to a date. */
type Granted = { role: GrantedRole; cohort?: number | undefined; from: Day; to?: Day | undefined }

/** A role as it is held on a day. */
export type RoleHeld = { role: Role; cohort?: number }

/**
 * The roles held on a day. A member of cohort Y is an alumnus from April 1 of Y+1 on, unless the
 * membership ended before its year did. A later end ends the alumnus too.
 */
export function rolesOn(grants: readonly Granted[], today: Day): RoleHeld[] {
  return grants.flatMap((grant): RoleHeld[] => {
    const held = grant.cohort === undefined ? {} : { cohort: grant.cohort }
    if (today < grant.from) return []
    if (grant.role === 'member' && grant.cohort !== undefined && fiscalYearOf(today) > grant.cohort)
      return isAlumnus(grant.to, fiscalYearSpan(grant.cohort).last, today)
        ? [{ role: 'alumnus', ...held }]
        : []
    if (grant.to !== undefined && today > grant.to) return []
    return [{ role: grant.role, ...held }]
  })
}

function isAlumnus(to: Day | undefined, yearsEnd: Day, today: Day): boolean {
  return to === undefined || to === yearsEnd || (to > yearsEnd && today <= to)
}
