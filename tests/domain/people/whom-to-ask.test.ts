import { describe, expect, it } from 'vitest'
import { askedOn, fellowsHere } from '../../../functions/domain/people/whom-to-ask.ts'
import { orphaned } from '../../../functions/domain/proposals/stewardship.ts'
import { town } from '../build.ts'
import { carried, OFFICES } from '../carried.ts'

const TODAY = '2023-02-01'

describe('whom to ask', () => {
  it('is the steward who is here, else the cohort’s people who are, else HR', () => {
    const { t, id, steward } = carried()
    const first = t.researcher(2021)
    const second = t.researcher(2021)
    t.researcher(2018)
    const asked = () => askedOn(t.register, t.proposal(id), TODAY)
    expect(asked()).toEqual({ via: 'steward', memberIds: [steward.memberId] })
    t.place(steward.memberId, { away: { kind: 'leave', until: TODAY } })
    expect(asked()).toEqual({ via: 'cohort', memberIds: [first.memberId, second.memberId] })
    t.place(first.memberId, { away: { kind: 'secondment' } })
    expect(asked()).toEqual({ via: 'cohort', memberIds: [second.memberId] })
    t.place(second.memberId, { leftOn: '2022-04-01' })
    expect(asked()).toEqual({ via: 'dispatcher', memberIds: [t.hr.memberId] })
    expect(fellowsHere(t.register, t.proposal(id), TODAY)).toEqual([])
    expect(fellowsHere(t.register, t.proposal(id), '2022-03-31')).toEqual([second.memberId])
  })

  it('is nobody whose access is suspended: they could not answer', () => {
    const { t, id, steward } = carried()
    const [first, second] = [t.researcher(2021), t.researcher(2021)]
    const asked = () => askedOn(t.register, t.proposal(id), TODAY)
    t.place(steward.memberId, { suspended: true })
    expect(asked()).toEqual({ via: 'cohort', memberIds: [first.memberId, second.memberId] })
    // Who is suspended comes back: the proposal is no orphan.
    expect(orphaned(t.register, t.proposal(id), TODAY)).toBeUndefined()
    t.place(first.memberId, { suspended: true })
    t.place(second.memberId, { suspended: true })
    const { memberId } = t.person({ role: 'hr', from: '2022-04-01' })
    t.place(t.hr.memberId, { suspended: true })
    expect(asked()).toEqual({ via: 'dispatcher', memberIds: [memberId] })
    expect(fellowsHere(t.register, t.proposal(id), TODAY)).toEqual([])
  })

  it('is whoever is in the office that carries it, under its newest name', () => {
    const t = town({ offices: OFFICES })
    const id = t.propose({ steward: { office: '市民課' } })
    expect(askedOn(t.register, t.proposal(id), TODAY).via).toBe('dispatcher')
    const clerk = t.person()
    t.place(clerk.memberId, { office: 'くらし課' })
    expect(askedOn(t.register, t.proposal(id), TODAY)).toEqual({
      via: 'steward',
      memberIds: [clerk.memberId],
    })
  })

  it('is whoever the roster still has under the office’s name of before', () => {
    const t = town({ offices: OFFICES })
    const clerk = t.person()
    t.place(clerk.memberId, { office: '市民課' })
    for (const office of ['市民課', 'くらし課'])
      expect(askedOn(t.register, t.proposal(t.propose({ steward: { office } })), TODAY)).toEqual({
        via: 'steward',
        memberIds: [clerk.memberId],
      })
  })

  it('is a cohort that carried the proposal on, too', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const later = t.researcher(2021)
    expect(askedOn(t.register, t.proposal(id), TODAY).via).toBe('dispatcher')
    t.carryOn(id, 2021)
    expect(askedOn(t.register, t.proposal(id), TODAY)).toEqual({
      via: 'cohort',
      memberIds: [later.memberId],
    })
  })
})
