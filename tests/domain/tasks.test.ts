import { describe, expect, it, test } from 'vitest'
import type { Actor } from '../../functions/domain/people/people.ts'
import { tasksOf } from '../../functions/domain/tasks.ts'
import { asOf, noon, type Town, town } from './build.ts'

const NOW = noon('2023-01-12')
const tasks = (t: Town, actor: Actor, now = NOW) =>
  tasksOf(t.register, actor, now).map(({ kind, proposal }) => `${kind} ${proposal.title}`)

/** One silent proposal, one whose last word is stale, one that is fresh and confirmed. */
function register() {
  const t = town()
  const silent = t.propose({ cohort: 2019, title: '記録なし' }, { now: NOW })
  const stale = t.propose({ cohort: 2019, title: '要更新' }, { now: NOW })
  const fresh = t.propose({ cohort: 2019, title: '新しい' }, { now: NOW })
  const alumnus = t.researcher(2019)
  const old = t.tell(stale, { asOf: '2019' }, { by: alumnus, now: NOW })
  t.answer(stale, old, 'confirmed', { now: NOW, input: { asOf: asOf('2020-05') } })
  const word = t.tell(fresh, { asOf: '2022' }, { by: alumnus, now: NOW })
  t.answer(fresh, word, 'confirmed', { now: NOW })
  return { t, silent, stale, fresh, alumnus }
}

describe('what needs whom', () => {
  it('an alumnus reports on the proposals of the own cohort that are silent or stale', () => {
    const { t, alumnus } = register()
    expect(tasks(t, alumnus)).toEqual(['report_first 記録なし', 'report_again 要更新'])
    expect(tasks(t, t.researcher(2018))).toEqual([])
  })

  it('a new cohort asks about the proposals of the years before its own', () => {
    const { t } = register()
    t.propose({ cohort: 2022, title: '自分たちの取組' })
    expect(tasks(t, t.researcher(2022))).toEqual(['ask_first 記録なし', 'ask_again 要更新'])
  })

  it('HR asks about all of them', () => {
    const { t } = register()
    expect(tasks(t, t.hr)).toEqual(['ask_first 記録なし', 'ask_again 要更新'])
  })

  it('a steward reports on what they carry', () => {
    const { t, silent } = register()
    const steward = t.person()
    expect(tasks(t, steward)).toEqual([])
    t.edit(silent, { steward: { office: '市民課', memberId: steward.memberId } })
    expect(tasks(t, steward)).toEqual(['report_first 記録なし'])
  })

  test.each(['executive', 'office'] as const)('%s is waited for nowhere', (role) => {
    const { t } = register()
    expect(tasks(t, t.person({ role, from: '2018-04-01' }))).toEqual([])
  })

  it('nobody is asked about what is final, however long ago', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const by = t.researcher(2018)
    t.tell(id, { outcome: 'completed', asOf: '2018' }, { by })
    t.answer(id, t.proposal(id).reports[0]?.id ?? '', 'confirmed')
    expect(tasks(t, t.hr)).toEqual([])
    expect(tasks(t, by)).toEqual([])
  })

  it('everything turns stale on April 1st in Tokyo', () => {
    const { t, alumnus } = register()
    expect(tasks(t, alumnus, '2024-03-31T14:59:59.999Z')).not.toContain('report_again 新しい')
    expect(tasks(t, alumnus, '2024-03-31T15:00:00.000Z')).toContain('report_again 新しい')
  })
})

describe('answers that are waited for', () => {
  it("HR confirms a cohort's word, before anything else it does", () => {
    const { t, silent, alumnus } = register()
    const report = t.tell(silent, { asOf: '2022' }, { by: alumnus })
    expect(tasksOf(t.register, t.hr, NOW)[0]).toMatchObject({ kind: 'confirm', reportId: report })
    expect(tasks(t, alumnus)).toEqual(['report_again 要更新'])
  })

  it("a cohort and its alumni attest HR's word; HR itself is not asked to", () => {
    const { t, silent, alumnus } = register()
    t.tell(silent, { asOf: '2022' })
    expect(tasks(t, alumnus)).toContain('attest 記録なし')
    expect(tasks(t, t.researcher(2018))).toEqual([])
    expect(tasks(t, t.hr)).toEqual(['ask_again 要更新'])
  })

  it('somebody of HR is not asked to confirm what they said as an alumnus', () => {
    const { t, silent } = register()
    const both = t.person(
      { role: 'member', cohort: 2019, from: '2019-04-01' },
      { role: 'hr', from: '2021-04-01' },
    )
    t.tell(silent, { asOf: '2022' }, { by: both })
    expect(tasks(t, both)).not.toContain('confirm 記録なし')
    expect(tasks(t, t.hr)).toContain('confirm 記録なし')
  })

  it('a dispute waits for who recorded the report, most urgent, and not for HR that raised it', () => {
    const { t, silent, alumnus } = register()
    const report = t.tell(silent, { asOf: '2022' }, { by: alumnus })
    t.answer(silent, report, 'disputed')
    expect(tasks(t, alumnus)[0]).toBe('settle_dispute 記録なし')
    expect(tasks(t, t.hr)).not.toContain('settle_dispute 記録なし')
    expect(tasks(t, t.researcher(2019))).not.toContain('settle_dispute 記録なし')
    t.correct(silent, report, { asOf: '2022' }, { by: alumnus })
    expect(tasks(t, alumnus)).toEqual(['report_again 要更新'])
    expect(tasks(t, t.hr)[0]).toBe('confirm 記録なし')
  })

  it("a cohort's dispute of HR's word waits for all of HR", () => {
    const { t, silent, alumnus } = register()
    const report = t.tell(silent, { asOf: '2022' })
    t.answer(silent, report, 'disputed', { by: alumnus })
    const colleague = t.person({ role: 'hr', from: '2022-04-01' })
    expect(tasks(t, t.hr)[0]).toBe('settle_dispute 記録なし')
    expect(tasks(t, colleague)[0]).toBe('settle_dispute 記録なし')
    expect(tasks(t, alumnus)).toEqual(['report_again 要更新'])
  })

  it('a disputed import, which nobody recorded, waits for HR', () => {
    const { t, silent } = register()
    const loader: Actor = {
      kind: 'import',
      municipality: '222038',
      grants: [{ role: 'hr', from: '2018-04-01' }],
    }
    const speaker = { role: 'alumnus', cohort: 2019 } as const
    const hearing = { speaker, heardOn: asOf('2022-10') }
    const report = t.tell(silent, { asOf: '2022', hearing }, { by: loader })
    t.answer(silent, report, 'disputed')
    expect(tasks(t, t.hr)[0]).toBe('settle_dispute 記録なし')
  })
})
