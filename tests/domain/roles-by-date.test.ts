import { describe, expect, it, test } from 'vitest'
import { rolesOn } from '../../functions/domain/people/roles.ts'
import { can } from '../../functions/domain/permissions.ts'
import { actor, at } from './permission-cases.ts'

describe('roles run from a date to a date', () => {
  const member = { role: 'member', cohort: 2022, from: '2022-04-01' } as const
  test.each([
    ['2022-03-31', []],
    ['2022-04-01', [{ role: 'member', cohort: 2022 }]],
    ['2023-03-31', [{ role: 'member', cohort: 2022 }]],
    ['2023-04-01', [{ role: 'alumnus', cohort: 2022 }]],
    ['2035-04-01', [{ role: 'alumnus', cohort: 2022 }]],
  ])('on %s a member of 2022 is %j', (today, roles) => {
    expect(rolesOn([member], today)).toEqual(roles)
    expect(rolesOn([{ ...member, to: '2023-03-31' }], today)).toEqual(roles)
  })

  it('who left during the year does not become an alumnus', () => {
    const left = [{ ...member, to: '2022-09-30' }]
    expect(rolesOn(left, '2022-09-30')).toEqual([{ role: 'member', cohort: 2022 }])
    expect(rolesOn(left, '2022-10-01')).toEqual([])
    expect(rolesOn(left, '2023-04-01')).toEqual([])
  })

  it('an end after the year ends the alumnus', () => {
    const until = [{ ...member, to: '2024-06-30' }]
    expect(rolesOn(until, '2024-06-30')).toEqual([{ role: 'alumnus', cohort: 2022 }])
    expect(rolesOn(until, '2024-07-01')).toEqual([])
  })

  it('HR ends with its last day, in Tokyo', () => {
    const left = actor('hr', { grants: [{ role: 'hr', from: '2018-04-01', to: '2023-03-31' }] })
    const edits = (now: string) => can(left, 'proposal.edit', at.any, now)
    expect(edits('2023-03-31T14:59:59.999Z')).toBe(true)
    expect(edits('2023-03-31T15:00:00.000Z')).toBe(false)
  })

  it('a member becomes an alumnus on April 1st in Tokyo, and no longer records hearings', () => {
    const hears = (now: string) => can(actor('member'), 'hearing.record', at.any, now)
    expect(hears('2023-03-31T14:59:59.999Z')).toBe(true)
    expect(hears('2023-03-31T15:00:00.000Z')).toBe(false)
    expect(can(actor('member'), 'report.record', at.of2022, '2023-03-31T15:00:00.000Z')).toBe(true)
  })
})
