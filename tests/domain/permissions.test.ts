import { describe, expect, it, test } from 'vitest'
import { can, permittedAs } from '../../functions/domain/permissions.ts'
import { ACTIONS, RULES } from '../../functions/domain/rules.ts'
import { actor, at, grants, MATRIX, ME, mends, NOW, type Who } from './permission-cases.ts'

describe('who may do what', () => {
  test.each(MATRIX)('%s with %s may exactly: %j', (who, resource, allowed) => {
    const granted = ACTIONS.filter((action) => can(actor(who), action, at[resource], NOW))
    expect(granted).toEqual(ACTIONS.filter((action) => allowed.includes(action)))
  })

  it('a steward mends their own reports while they carry the proposal', () => {
    const resource = { ...at.myReport, stewardMemberId: ME }
    for (const action of mends) {
      expect(can(actor('nobody'), action, resource, NOW)).toBe(true)
      expect(can(actor('nobody'), action, at.myReport, NOW)).toBe(false)
    }
  })

  it('every rule has a name of its own', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  })

  it('nobody may do anything in another municipality', () => {
    for (const who of Object.keys(grants) as Who[])
      for (const resource of Object.values(at))
        for (const action of ACTIONS)
          expect(can(actor(who), action, { ...resource, municipality: '062049' }, NOW)).toBe(false)
  })

  it('somebody suspended may do nothing', () => {
    for (const who of Object.keys(grants) as Who[])
      for (const resource of Object.values(at))
        for (const action of ACTIONS)
          expect(can(actor(who, { suspended: true }), action, resource, NOW)).toBe(false)
  })

  it('somebody unknown owns no report, although an imported one has no recorder either', () => {
    const resource = { ...at.any, report: { side: 'cohort' as const } }
    expect(can(actor('member', { memberId: undefined }), 'report.correct', resource, NOW)).toBe(
      false,
    )
  })

  it('an alumnus who is of HR now speaks of the own cohort as an alumnus, of others as HR', () => {
    const both = actor('hr', { grants: [...grants.alumnus, ...grants.hr] })
    expect(permittedAs(both, 'report.record', at.of2021, NOW)).toEqual({
      role: 'alumnus',
      cohort: 2021,
    })
    expect(permittedAs(both, 'report.record', at.any, NOW)).toEqual({ role: 'hr' })
  })

  it('HR that carries a proposal acts as HR', () => {
    expect(permittedAs(actor('hr'), 'report.record', at.carriedByMe, NOW)).toEqual({ role: 'hr' })
  })
})
