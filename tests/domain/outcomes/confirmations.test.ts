import { describe, expect, it, test } from 'vitest'
import {
  answersForDispatcher,
  confirmationsOf,
  confirmOpen,
  countToConfirm,
} from '../../../functions/domain/outcomes/confirmations.ts'
import { noon, refusal, type Town, town } from '../build.ts'

/** A report of the 2021 cohort, recorded in January 2023. */
function reported() {
  const t = town()
  const alumnus = t.researcher(2021)
  const id = t.propose({ cohort: 2021 })
  const report = t.tell(id, {}, { by: alumnus, now: noon('2023-01-12') })
  return { t, id, report, alumnus }
}

const needs = (t: Town, day: string, earlier = false) =>
  confirmationsOf(t.register, t.hr, { now: noon(day), earlier }).map(({ report, need }) => [
    report.id,
    need,
  ])

describe('HR’s work list', () => {
  it('asks for a confirmation anew once the interval is over, and no sooner', () => {
    const { t, id, report } = reported()
    expect(needs(t, '2023-01-15')).toEqual([[report, 'awaiting']])
    t.answer(id, report, 'confirmed', { now: noon('2023-01-20') })
    // Confirmed in fiscal 2022; this and the fiscal year before count.
    expect(needs(t, '2024-03-31')).toEqual([])
    expect(needs(t, '2024-04-01')).toEqual([[report, 'again']])
    t.answer(id, report, 'confirmed', { now: noon('2024-04-02') })
    expect(needs(t, '2024-04-03')).toEqual([])
  })

  it('asks for a final outcome once', () => {
    const { t, id, alumnus } = reported()
    const over = { outcome: 'completed', manner: undefined } as const
    const report = t.tell(id, over, { by: alumnus, now: noon('2023-02-01') })
    t.answer(id, report, 'confirmed', { now: noon('2023-02-02') })
    expect(needs(t, '2029-04-01')).toEqual([])
  })

  it('keeps a dispute while its report holds, and does not count it', () => {
    const { t, id, report, alumnus } = reported()
    t.answer(id, report, 'disputed', { now: noon('2023-01-20') })
    expect(needs(t, '2023-01-21')).toEqual([[report, 'disputed']])
    expect(countToConfirm(t.register, t.hr, noon('2023-01-21'))).toBe(0)
    const newer = t.tell(id, {}, { by: alumnus, now: noon('2023-02-01') })
    expect(needs(t, '2023-02-02', true)).toEqual([[newer, 'awaiting']])
    expect(countToConfirm(t.register, t.hr, noon('2023-02-02'))).toBe(1)
  })

  it('lists a replaced report that was never answered only where it is asked for', () => {
    const { t, id, report, alumnus } = reported()
    const newer = t.tell(id, {}, { by: alumnus, now: noon('2023-02-01') })
    expect(needs(t, '2023-02-02')).toEqual([[newer, 'awaiting']])
    expect(needs(t, '2023-02-02', true)).toEqual([
      [newer, 'awaiting'],
      [report, 'awaiting'],
    ])
  })

  it('is HR’s alone', () => {
    const { t, alumnus } = reported()
    const now = noon('2023-01-15')
    expect(answersForDispatcher(t.register, t.hr, now)).toBe(true)
    expect(answersForDispatcher(t.register, alumnus, now)).toBe(false)
    expect(confirmationsOf(t.register, alumnus, { now })).toEqual([])
  })
})

test('confirming a set overrules no dispute and repeats no confirmation', () => {
  const { t, id, report } = reported()
  const confirm = (day: string) =>
    refusal(() =>
      confirmOpen(
        t.register,
        { proposalId: id, reportId: report, input: {} },
        { actor: t.hr, now: noon(day), id: report, channel: 'web' },
      ),
    )
  t.answer(id, report, 'disputed', { now: noon('2023-01-20') })
  expect(confirm('2023-01-21')).toBe('confirmation_disputed')
  t.answer(id, report, 'confirmed', { now: noon('2023-01-22') })
  expect(confirm('2023-01-23')).toBe('already_confirmed')
})
