import { describe, expect, it } from 'vitest'
import { viewpointAt } from '../../../functions/domain/outcomes/standing.ts'
import { listProposals } from '../../../functions/domain/proposals/list.ts'
import { overviewOf } from '../../../functions/domain/proposals/overview.ts'
import { noon, town } from '../build.ts'

const at = (day: string) => viewpointAt(noon(day))

describe('the overview', () => {
  it('shows every year from the first known to the current one, newest first, with its cohort', () => {
    const t = town()
    const { years } = overviewOf(t.register, at('2024-06-01'))
    expect(years.map(({ fiscalYear, record }) => [fiscalYear, record])).toEqual([
      [2024, 'no_record'],
      [2023, 'cohort'],
      [2022, 'cohort'],
      [2021, 'cohort'],
      [2020, 'not_dispatched'],
      [2019, 'cohort'],
      [2018, 'cohort'],
    ])
    expect(years.every(({ total }) => total === 0)).toBe(true)
  })

  it('does not show a year that had not begun on the day', () => {
    const t = town()
    const { years } = overviewOf(t.register, at('2023-03-31'))
    expect(years[0]?.fiscalYear).toBe(2022)
  })

  it('shows no year where none is known', () => {
    expect(overviewOf(town({ cohorts: [] }).register, at('2023-01-12')).years).toEqual([])
  })

  it('counts 記録なし apart from 未着手', () => {
    const t = town()
    const [silent, planned] = [t.propose({ cohort: 2021 }), t.propose({ cohort: 2021 })]
    t.tell(planned, { outcome: 'never_started', manner: 'proposed_only' })
    const { years, totals } = overviewOf(t.register, at('2023-01-12'))
    const counts = { continued: 0, stalled: 0, never_started: 1, completed: 0, unconfirmed: 1 }
    expect(years.find(({ fiscalYear }) => fiscalYear === 2021)).toMatchObject({ counts, total: 2 })
    expect(totals).toEqual({ ...counts, total: 2, stale: 0, disputed: 0 })
    expect(t.standing(silent, '2023-01-12').code).toBe('unconfirmed')
  })

  it('counts a proposal once, under the cohort that first made it', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.carryOn(id, 2019)
    t.carryOn(id, 2021)
    const { years, totals } = overviewOf(t.register, at('2023-01-12'))
    expect(years.filter(({ total }) => total > 0)).toMatchObject([{ fiscalYear: 2018, total: 1 }])
    expect(totals.total).toBe(1)
  })

  it('marks 要更新 and discrepancies without moving any count', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const report = t.tell(id, { asOf: '2018' }, { by: t.researcher(2018) })
    const before = overviewOf(t.register, at('2023-01-12'))
    t.answer(id, report, 'disputed')
    const after = overviewOf(t.register, at('2023-01-12'))
    expect(before.totals).toMatchObject({ continued: 1, stale: 1, disputed: 0 })
    expect(after.totals).toEqual({ ...before.totals, disputed: 1 })
  })

  it('tells what proposals foundered on and live by, the most frequent first', () => {
    const t = town()
    const paused = { outcome: 'stalled', manner: 'paused' } as const
    const [one, two, three] = [t.propose(), t.propose(), t.propose({ title: '続く取組' })]
    t.tell(one, { ...paused, factors: ['no_owner', 'no_budget'] })
    t.tell(two, { ...paused, factors: ['no_owner'] })
    t.tell(three, { factors: ['no_owner', 'built_into_existing'] })
    const { factors } = overviewOf(t.register, at('2023-01-12'))
    expect(factors[0]).toMatchObject({ factor: 'no_owner', outcome: 'stalled', count: 2 })
    expect(factors[0]?.newest.map(({ id }) => id).toSorted()).toEqual([one, two].toSorted())
    expect(factors).toContainEqual({
      factor: 'built_into_existing',
      outcome: 'continued',
      count: 1,
      newest: [{ id: three, title: '続く取組', cohort: 2021 }],
    })
    expect(factors).toHaveLength(4)
  })

  it('takes the factors of the report that holds, not of those before', () => {
    const t = town()
    const id = t.propose()
    t.tell(id, { asOf: '2021', factors: ['no_budget'] })
    t.tell(id, { asOf: '2022', factors: ['made_official'] })
    const { factors } = overviewOf(t.register, at('2023-01-12'))
    expect(factors.map(({ factor }) => factor)).toEqual(['made_official'])
  })

  it('of an earlier instant is not changed by a proposal of an earlier year entered later', () => {
    const t = town({
      cohorts: [1995, 2021].map((fiscalYear) => ({ fiscalYear, record: 'cohort' })),
    })
    t.propose({ cohort: 2021 })
    const before = overviewOf(t.register, at('2023-01-12'))
    t.propose({ cohort: 1995 }, { now: noon('2023-01-13') })
    expect(overviewOf(t.register, at('2023-01-12'))).toEqual(before)
  })

  it('adds up to what the list finds with the same outcome', () => {
    const t = town()
    for (const cohort of [2018, 2019, 2021]) {
      t.propose({ cohort })
      t.tell(t.propose({ cohort }), { asOf: '2022' })
      t.tell(t.propose({ cohort }), { outcome: 'completed', asOf: '2021' })
    }
    const { years, totals } = overviewOf(t.register, at('2023-01-12'))
    const found = (filter: object) =>
      listProposals(t.register, filter, { viewpoint: at('2023-01-12'), limit: 1 }).total
    expect(totals.completed).toBe(found({ outcome: ['completed'] }))
    for (const { fiscalYear, counts } of years)
      expect(counts.continued).toBe(
        found({ outcome: ['continued'], from: fiscalYear, to: fiscalYear }),
      )
  })
})
