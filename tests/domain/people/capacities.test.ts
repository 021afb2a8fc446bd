import { describe, expect, it } from 'vitest'
import { capacitiesOf } from '../../../functions/domain/people/capacities.ts'
import type { RoleHeld } from '../../../functions/domain/people/roles.ts'
import { OFFICES } from '../carried.ts'

const TODAY = '2023-02-01'
const OF_2021 = { cohort: 2021, carriedBy: [] }
const ALUMNUS_2018: RoleHeld = { role: 'alumnus', cohort: 2018 }
const HR: RoleHeld = { role: 'hr' }
const STEWARD: RoleHeld = { role: 'steward' }

function asWhat(
  person: { office?: string; roles?: RoleHeld[] },
  proposal?: Parameters<typeof capacitiesOf>[1],
) {
  return capacitiesOf({ id: 'x', roles: [], ...person }, proposal, { offices: OFFICES }, TODAY)
}

describe('in which role somebody of the roster speaks of a proposal', () => {
  it('is that of its cohorts before any other, in whatever order the roles were given', () => {
    for (const roles of [
      [ALUMNUS_2018, HR],
      [HR, ALUMNUS_2018],
    ]) {
      expect(asWhat({ roles }, { cohort: 2018, carriedBy: [] })).toEqual([ALUMNUS_2018, HR])
      expect(asWhat({ roles }, { cohort: 2017, carriedBy: [2018] })).toEqual([ALUMNUS_2018, HR])
      expect(asWhat({ roles }, OF_2021)).toEqual([HR, ALUMNUS_2018])
      expect(asWhat({ roles })).toEqual([HR, ALUMNUS_2018])
    }
  })

  it('is its steward’s, granted or not, where they carry it or are of the office that does', () => {
    const carried = { ...OF_2021, steward: { office: '人事課', memberId: 'x' } }
    expect(asWhat({ office: '人事課' }, carried)).toEqual([STEWARD])
    expect(asWhat({ roles: [HR] }, carried)).toEqual([STEWARD, HR])
    const byAnother = { ...OF_2021, steward: { office: '人事課', memberId: 'y' } }
    expect(asWhat({ office: '人事課' }, byAnother)).toEqual([])
    const byOffice = { ...OF_2021, steward: { office: '市民課' } }
    expect(asWhat({ office: 'くらし課' }, byOffice)).toEqual([STEWARD])
    expect(asWhat({ office: '政策課' }, byOffice)).toEqual([])
    expect(asWhat({}, byOffice)).toEqual([])
  })
})
