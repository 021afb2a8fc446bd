import { describe, expect, it, test } from 'vitest'
import { endOfTokyoDay } from '../../../functions/domain/calendar.ts'
import { effectiveDay } from '../../../functions/domain/outcomes/report.ts'
import {
  isFinal,
  MANNERS,
  type Manner,
  OUTCOMES,
  type OutcomeCode,
} from '../../../functions/domain/words.ts'
import { asOf, noon, refusal, town, wrongFields } from '../build.ts'

describe('the day from which a report counts', () => {
  test.each([
    // as of, recorded at, effective
    ['2022-06-30', '2023-02-01T03:00:00.000Z', '2022-06-30'],
    ['2022-06', '2023-02-01T03:00:00.000Z', '2022-06-30'],
    ['2021', '2023-02-01T03:00:00.000Z', '2022-03-31'],
    ['2022', '2023-02-01T03:00:00.000Z', '2023-02-01'],
    ['2023-02', '2023-02-01T03:00:00.000Z', '2023-02-01'],
    ['2023-02-01', '2023-02-01T03:00:00.000Z', '2023-02-01'],
    // In Tokyo it is the next day already.
    ['2022', '2023-02-01T15:00:00.000Z', '2023-02-02'],
  ])('a report on %s recorded at %s counts from %s', (about, recordedAt, day) => {
    expect(effectiveDay({ asOf: asOf(about), recordedAt })).toBe(day)
  })
})

describe('a report is refused', () => {
  it('when its span starts after today in Tokyo', () => {
    const t = town()
    const id = t.propose()
    const onNewYearsEveInUtc = '2022-12-31T15:00:00.000Z'
    const tell = (about: string) => () => t.tell(id, { asOf: about }, { now: onNewYearsEveInUtc })
    expect(wrongFields(tell('2023-01-02'))).toEqual(['/asOf in_future'])
    expect(wrongFields(tell('2023-02'))).toEqual(['/asOf in_future'])
    expect(wrongFields(tell('2023'))).toEqual(['/asOf in_future'])
    expect(tell('2023-01-01')).not.toThrow()
    expect(tell('2023-01')).not.toThrow()
    expect(tell('2022')).not.toThrow()
  })

  it("when its span ends before April 1 of the proposal's fiscal year", () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const tell = (about: string) => () => t.tell(id, { asOf: about })
    expect(wrongFields(tell('2021-03-31'))).toEqual(['/asOf before_proposal'])
    expect(wrongFields(tell('2021-03'))).toEqual(['/asOf before_proposal'])
    expect(wrongFields(tell('2020'))).toEqual(['/asOf before_proposal'])
    expect(tell('2021-04-01')).not.toThrow()
    expect(tell('2021-04')).not.toThrow()
    expect(tell('2021')).not.toThrow()
  })

  it('and leaves nothing behind', () => {
    const t = town()
    const id = t.propose()
    const before = structuredClone(t.proposal(id))
    expect(refusal(() => t.tell(id, { asOf: '2030' }))).toBe('validation_failed')
    expect(t.proposal(id)).toEqual(before)
    expect(t.events).toHaveLength(1)
  })
})

describe('the outcome on a day as known at an instant', () => {
  it('is 記録なし before anybody knew: stalled in fiscal 2021, recorded on 2023-02-01', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 }, { now: noon('2022-01-10') })
    t.tell(id, { outcome: 'stalled', manner: 'paused', asOf: '2021' }, { now: noon('2023-02-01') })
    expect(t.standing(id, '2022-06-30', endOfTokyoDay('2023-01-26')).code).toBe('unconfirmed')
    expect(t.standing(id, '2022-06-30', endOfTokyoDay('2023-02-01')).code).toBe('stalled')
  })

  it('stays with the earlier instant after a correction, which both leave in the history', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 }, { now: noon('2022-01-10') })
    const first = t.tell(
      id,
      { outcome: 'stalled', manner: 'paused', asOf: '2021' },
      { now: noon('2023-02-01') },
    )
    const second = t.correct(id, first, { asOf: '2021' }, { now: noon('2023-03-01') })
    expect(t.standing(id, '2022-06-30', noon('2023-02-10')).code).toBe('stalled')
    expect(t.standing(id, '2022-06-30', noon('2023-03-01')).code).toBe('continued')
    expect(t.proposal(id).reports.map((report) => report.id)).toEqual([first, second])
    expect(t.report(id, first)).toMatchObject({
      outcome: 'stalled',
      corrected: { byReport: second },
    })
    expect(t.report(id, second).corrects).toBe(first)
  })

  it('falls back to the report before when the last one is withdrawn', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 }, { now: noon('2022-01-10') })
    t.tell(id, { asOf: '2022-01-10' }, { now: noon('2022-01-10') })
    const late = t.tell(id, { outcome: 'completed', asOf: '2022-12' }, { now: noon('2023-01-12') })
    t.withdraw(id, late, { now: noon('2023-01-13') })
    expect(t.standing(id, '2023-01-12', noon('2023-01-12')).code).toBe('completed')
    expect(t.standing(id, '2023-01-12', noon('2023-01-13')).code).toBe('continued')
    expect(t.proposal(id).reports).toHaveLength(2)
  })

  it('is what the latest day says, whatever was recorded last', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.tell(id, { asOf: '2023-01' }, { now: noon('2023-01-12') })
    t.tell(id, { outcome: 'stalled', manner: 'paused', asOf: '2021' }, { now: noon('2023-01-13') })
    expect(t.standing(id, '2023-01-13').code).toBe('continued')
    expect(t.standing(id, '2022-12-31').code).toBe('stalled')
  })

  it('is what was recorded last where two reports speak of the same day', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.tell(id, { asOf: '2021' })
    t.tell(id, { outcome: 'stalled', manner: 'paused', asOf: '2022-03-31' })
    t.tell(id, { outcome: 'completed', asOf: '2022-03' })
    expect(t.standing(id, '2022-03-31').code).toBe('completed')
    expect(t.standing(id, '2022-03-30').code).toBe('unconfirmed')
  })

  it('does not see a report in the same millisecond before it was recorded', () => {
    const t = town()
    const id = t.propose({}, { now: noon('2023-01-11') })
    t.tell(id, { asOf: '2022-12' }, { now: '2023-01-12T03:00:00.000Z' })
    expect(t.standing(id, '2023-01-12', '2023-01-12T02:59:59.999Z').code).toBe('unconfirmed')
    expect(t.standing(id, '2023-01-12', '2023-01-12T03:00:00.000Z').code).toBe('continued')
  })

  it('is not moved by the date of a source, by since or by startedOn', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.tell(id, {
      asOf: '2022-12',
      source: { title: '共同論文', date: asOf('2022-04') },
      since: asOf('2019'),
      startedOn: asOf('2018'),
    })
    expect(t.report(id, t.proposal(id).reports[0]?.id ?? '').recordedAt).toBe(noon('2023-01-12'))
    expect(t.standing(id, '2022-12-30').code).toBe('unconfirmed')
    expect(t.standing(id, '2023-01-01').code).toBe('continued')
    expect(t.standing(id, '2023-01-12', noon('2023-01-11')).code).toBe('unconfirmed')
  })
})

describe('要更新', () => {
  it('marks an outcome whose last word is neither of this nor of the previous fiscal year', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    t.tell(id, { asOf: '2022-03-31' })
    expect(t.standing(id, '2022-04-01')).toMatchObject({ code: 'continued', stale: false })
    expect(t.standing(id, '2023-03-31')).toMatchObject({ code: 'continued', stale: false })
    expect(t.standing(id, '2023-04-01')).toMatchObject({ code: 'continued', stale: true })
  })

  it('takes its span from the settings', () => {
    const settings = { defaultVisibility: 'own' } as const
    for (const [staleAfterFiscalYears, staleFrom] of [
      [0, '2022-04-01'],
      [3, '2025-04-01'],
    ] as const) {
      const t = town({ settings: { ...settings, staleAfterFiscalYears } })
      const id = t.propose({ cohort: 2021 })
      t.tell(id, { asOf: '2021' })
      expect(t.standing(id, staleFrom).stale).toBe(true)
      const dayBefore = `${Number(staleFrom.slice(0, 4))}-03-31`
      expect(t.standing(id, dayBefore).stale).toBe(false)
    }
  })

  it('ends with a confirmation, from the day it is about', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const report = t.tell(id, { asOf: '2019' }, { by: t.researcher(2018) })
    expect(t.standing(id, '2023-01-12').stale).toBe(true)
    t.answer(id, report, 'confirmed', { input: { asOf: asOf('2023-01-10') } })
    expect(t.standing(id, '2023-01-12')).toMatchObject({ stale: false, lastWord: '2023-01-10' })
    expect(t.standing(id, '2023-01-09')).toMatchObject({ stale: true, lastWord: '2020-03-31' })
  })

  it('still sees an earlier confirmation when a later one lies beyond the asked day', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const report = t.tell(id, { asOf: '2018' }, { by: t.researcher(2018) })
    t.answer(id, report, 'confirmed', { input: { asOf: asOf('2021-05') } })
    t.answer(id, report, 'confirmed', { input: { asOf: asOf('2023-01-10') } })
    expect(t.standing(id, '2022-12-01')).toMatchObject({ stale: false, lastWord: '2021-05-31' })
  })

  it('comes back when the confirmation is withdrawn, and a dispute does not end it', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const report = t.tell(id, { asOf: '2019' }, { by: t.researcher(2018) })
    t.answer(id, report, 'confirmed')
    t.answer(id, report, 'withdrawn')
    expect(t.standing(id, '2023-01-12').stale).toBe(true)
    t.answer(id, report, 'disputed')
    expect(t.standing(id, '2023-01-12').stale).toBe(true)
  })

  const finals = ['completed', 'stalled/ended', 'never_started/dropped']
  const kinds: { outcome: OutcomeCode; manner?: Manner }[] = OUTCOMES.flatMap((outcome) =>
    MANNERS[outcome].length === 0
      ? [{ outcome }]
      : MANNERS[outcome].map((manner) => ({ outcome, manner })),
  )
  test.each(kinds)('never marks a final outcome, and every other one: %o', (kind) => {
    const isExpectedFinal = finals.includes(Object.values(kind).join('/'))
    expect(isFinal(kind.outcome, kind.manner)).toBe(isExpectedFinal)
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.tell(id, { ...kind, asOf: '2018' })
    expect(t.standing(id, '2023-01-12')).toMatchObject({
      code: kind.outcome,
      stale: !isExpectedFinal,
    })
  })

  it('never marks 記録なし, which is no outcome that could go stale', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    expect(t.standing(id, '2023-01-12')).toEqual({ code: 'unconfirmed', stale: false })
  })
})
