import { describe, expect, it } from 'vitest'
import { asOf, refusal, town } from './build.ts'

describe('the changes themselves refuse who may not', () => {
  it('each of them', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const other = t.propose({ cohort: 2018 })
    const report = t.tell(id)
    const by = t.person({ role: 'executive', from: '2018-04-01' })
    const hearing = { speaker: { role: 'alumnus' }, heardOn: asOf('2022') } as const
    const acts = [
      () => t.propose({}, { by }),
      () => t.edit(id, { title: '別の名称' }, { by }),
      () => t.carryOn(id, 2022, { by }),
      () => t.link(id, { kind: 'requires', to: other }, { by }),
      () => t.unlink(id, { kind: 'requires', to: other }, { by }),
      () => t.tell(id, {}, { by }),
      () => t.tell(id, { hearing }, { by }),
      () => t.correct(id, report, {}, { by }),
      () => t.withdraw(id, report, { by }),
      () => t.answer(id, report, 'confirmed', { by }),
      () => t.comment(id, { text: '意見' }, { by }),
    ]
    for (const act of acts) expect(refusal(act)).toBe('not_allowed')
    expect(t.events).toHaveLength(3)
  })

  it("a member makes proposals for the own cohort's year only, and carries on for it only", () => {
    const t = town()
    const by = t.researcher(2022)
    expect(t.propose({ cohort: 2022 }, { by })).toBeDefined()
    expect(refusal(() => t.propose({ cohort: 2021 }, { by }))).toBe('not_allowed')
    const id = t.propose({ cohort: 2018 })
    expect(refusal(() => t.carryOn(id, 2021, { by }))).toBe('not_allowed')
    t.carryOn(id, 2022, { by })
    expect(t.proposal(id).carriedBy).toEqual([2022])
  })

  it('the history tells in which role somebody acted, and never a name', () => {
    const t = town()
    const by = t.researcher(2021)
    const id = t.propose({ cohort: 2021 })
    t.tell(id, {}, { by })
    expect(t.events.at(-1)?.by).toEqual({
      kind: 'person',
      memberId: by.memberId,
      role: 'alumnus',
      cohort: 2021,
      channel: 'web',
    })
  })
})
