import { describe, expect, it, test } from 'vitest'
import { isDispatcher } from '../../../functions/domain/municipalities/offices.ts'
import { sideOf } from '../../../functions/domain/outcomes/report.ts'
import { confirmationState } from '../../../functions/domain/outcomes/standing.ts'
import { asOf, noon, refusal, type Town, town, wrongFields } from '../build.ts'

const LATE = noon('2030-01-01')
const heard = { heardOn: asOf('2022-10'), means: 'phone' } as const
const state = (t: Town, id: string, report: string, knownAt = LATE) =>
  confirmationState(t.report(id, report), knownAt)

describe('whose side a statement is on', () => {
  const { municipality } = town().register
  test.each([
    ['hr', undefined, 'dispatcher'],
    ['hr', '市民課', 'dispatcher'],
    ['steward', '人事課', 'dispatcher'],
    ['steward', '市民課', 'cohort'],
    ['steward', undefined, 'cohort'],
    ['member', '人事課', 'cohort'],
    ['alumnus', '人事課', 'cohort'],
    ['executive', undefined, 'cohort'],
    ['unattributed', undefined, 'cohort'],
  ] as const)('%s of %s is on the side of %s', (role, office, side) => {
    const stewardIsDispatcher =
      office !== undefined && isDispatcher(municipality, office, '2023-01-12')
    expect(sideOf({ role }, { stewardIsDispatcher })).toBe(side)
  })

  it("a hearing is on the speaker's side, not on the recorder's", () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const alumni = t.tell(id, { hearing: { ...heard, speaker: { role: 'alumnus', cohort: 2021 } } })
    const hr = t.tell(
      id,
      { hearing: { ...heard, speaker: { role: 'hr' } } },
      { by: t.researcher(2022) },
    )
    expect(t.report(id, alumni)).toMatchObject({ side: 'cohort', by: { role: 'hr' } })
    expect(t.report(id, hr)).toMatchObject({ side: 'dispatcher', by: { role: 'member' } })
  })

  it('HR that carries a proposal itself speaks as HR', () => {
    const t = town()
    const steward = { office: '総務部 人事課', memberId: t.hr.memberId }
    const id = t.propose({ steward })
    const report = t.tell(id)
    expect(t.report(id, report)).toMatchObject({ side: 'dispatcher', by: { role: 'hr' } })
    expect(state(t, id, report)).toBe('one_sided')
  })
})

describe('派遣元確認', () => {
  function reported() {
    const t = town()
    const alumnus = t.researcher(2021)
    const id = t.propose({ cohort: 2021 })
    const report = t.tell(id, {}, { by: alumnus, now: noon('2023-01-12') })
    return { t, id, report, alumnus }
  }

  it('awaits HR until it answers', () => {
    const { t, id, report } = reported()
    expect(state(t, id, report)).toBe('awaiting')
    t.answer(id, report, 'confirmed', {
      now: noon('2023-01-20'),
      input: { decidedOn: '2023-01-19', documentNumber: '沼人第123号' },
    })
    expect(state(t, id, report)).toBe('confirmed')
    expect(state(t, id, report, noon('2023-01-19'))).toBe('awaiting')
    expect(t.report(id, report).confirmations[0]).toMatchObject({
      side: 'dispatcher',
      decidedOn: '2023-01-19',
      documentNumber: '沼人第123号',
      asOf: { precision: 'day', date: '2023-01-20' },
    })
  })

  it("counts HR's latest answer and keeps the ones before", () => {
    const { t, id, report } = reported()
    t.answer(id, report, 'confirmed')
    t.answer(id, report, 'disputed')
    expect(state(t, id, report)).toBe('disputed')
    t.answer(id, report, 'confirmed')
    expect(state(t, id, report)).toBe('confirmed')
    expect(t.report(id, report).confirmations.map(({ answer }) => answer)).toEqual([
      'confirmed',
      'disputed',
      'confirmed',
    ])
  })

  it('names one report only: a newer one awaits anew', () => {
    const { t, id, report, alumnus } = reported()
    t.answer(id, report, 'confirmed')
    const newer = t.tell(id, {}, { by: alumnus, now: noon('2023-02-01') })
    expect(state(t, id, newer)).toBe('awaiting')
    expect(t.standing(id, '2023-02-01').confirmation).toBe('awaiting')
    expect(state(t, id, report)).toBe('confirmed')
  })

  it('a correction awaits anew, and closes a dispute', () => {
    const { t, id, report, alumnus } = reported()
    t.answer(id, report, 'disputed')
    const corrected = t.correct(id, report, {}, { by: alumnus })
    expect(t.report(id, corrected).confirmations).toEqual([])
    expect(t.standing(id, '2023-01-12').confirmation).toBe('awaiting')
  })

  it('a dispute changes no outcome and closes when HR withdraws it or confirms', () => {
    const { t, id, report } = reported()
    const before = t.standing(id, '2023-01-12')
    for (const closing of ['withdrawn', 'confirmed'] as const) {
      t.answer(id, report, 'disputed')
      expect(t.standing(id, '2023-01-12')).toMatchObject({
        code: before.code,
        stale: before.stale,
        confirmation: 'disputed',
      })
      t.answer(id, report, closing)
      expect(t.standing(id, '2023-01-12').confirmation).toBe(
        closing === 'confirmed' ? 'confirmed' : 'awaiting',
      )
    }
  })

  it('a dispute must say what differs', () => {
    const { t, id, report } = reported()
    expect(() => t.answer(id, report, 'disputed', { input: { comment: undefined } })).toThrow()
  })

  it('has nothing to withdraw where HR has not answered, or took its answer back already', () => {
    const { t, id, report } = reported()
    expect(refusal(() => t.answer(id, report, 'withdrawn'))).toBe('nothing_to_withdraw')
    t.answer(id, report, 'confirmed')
    t.answer(id, report, 'withdrawn')
    expect(refusal(() => t.answer(id, report, 'withdrawn'))).toBe('nothing_to_withdraw')
  })

  it('answers neither a corrected nor a withdrawn report, nor one that is not there', () => {
    const { t, id, report, alumnus } = reported()
    const corrected = t.correct(id, report, {}, { by: alumnus })
    expect(refusal(() => t.answer(id, report, 'confirmed'))).toBe('report_replaced')
    t.withdraw(id, corrected, { by: alumnus })
    expect(refusal(() => t.answer(id, corrected, 'confirmed'))).toBe('report_withdrawn')
    expect(refusal(() => t.answer(id, t.hr.memberId, 'confirmed'))).toBe('not_found')
  })

  it('cannot be dated or decided ahead', () => {
    const { t, id, report } = reported()
    const answer = (input: object) => () => t.answer(id, report, 'confirmed', { input })
    expect(wrongFields(answer({ asOf: asOf('2023-02') }))).toEqual(['/asOf in_future'])
    expect(wrongFields(answer({ decidedOn: '2023-01-13' }))).toEqual(['/decidedOn in_future'])
  })
})

describe('nobody answers their own side', () => {
  it("HR's own report counts as 片側のみ until a cohort or an alumnus attests it", () => {
    const t = town()
    const id = t.propose({ cohort: 2021, steward: { office: '人事課' } })
    const report = t.tell(id)
    expect(t.standing(id, '2023-01-12').confirmation).toBe('one_sided')
    expect(refusal(() => t.answer(id, report, 'confirmed'))).toBe('own_side')
    const colleague = t.person({ role: 'hr', from: '2020-04-01' })
    expect(refusal(() => t.answer(id, report, 'confirmed', { by: colleague }))).toBe('own_side')
    const attested = t.answer(id, report, 'confirmed', { by: t.researcher(2021) })
    expect(attested).toBeDefined()
    expect(t.standing(id, '2023-01-12').confirmation).toBe('confirmed')
    expect(t.report(id, report).confirmations[0]?.side).toBe('cohort')
  })

  it('a disputed word of HR stands as 片側のみ again when the cohort takes its dispute back', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const alumnus = t.researcher(2021)
    const report = t.tell(id)
    t.answer(id, report, 'disputed', { by: alumnus })
    expect(state(t, id, report)).toBe('disputed')
    t.answer(id, report, 'withdrawn', { by: alumnus })
    expect(state(t, id, report)).toBe('one_sided')
  })

  it("a cohort does not attest its own side's report", () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const report = t.tell(id, {}, { by: t.researcher(2021) })
    const other = t.researcher(2021)
    expect(refusal(() => t.answer(id, report, 'confirmed', { by: other }))).toBe('own_side')
  })

  it("a cohort does not attest HR's word on another cohort's proposal", () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const report = t.tell(id)
    const stranger = t.researcher(2019)
    expect(refusal(() => t.answer(id, report, 'confirmed', { by: stranger }))).toBe('not_allowed')
  })

  it('somebody of HR does not confirm what they said as an alumnus, or were heard to say', () => {
    const t = town()
    const both = t.person(
      { role: 'member', cohort: 2021, from: '2021-04-01' },
      { role: 'hr', from: '2022-04-01' },
    )
    const id = t.propose({ cohort: 2021 })
    const own = t.tell(id, {}, { by: both })
    expect(t.report(id, own)).toMatchObject({ side: 'cohort', by: { role: 'alumnus' } })
    expect(refusal(() => t.answer(id, own, 'confirmed', { by: both }))).toBe('own_side')
    const speaker = { role: 'alumnus', cohort: 2021, memberId: both.memberId } as const
    const wasHeard = t.tell(id, { hearing: { ...heard, speaker } })
    expect(refusal(() => t.answer(id, wasHeard, 'confirmed', { by: both }))).toBe('own_side')
    expect(() => t.answer(id, own, 'confirmed')).not.toThrow()
    expect(() => t.answer(id, wasHeard, 'confirmed')).not.toThrow()
  })
})
