import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEWEST_ACROSS, published, Tally } from '../../../functions/domain/continuity/statistics.ts'
import type { SharedRecord } from '../../../functions/domain/proposals/shared.ts'
import { RUNGS, STANDINGS } from '../../../functions/domain/words.ts'
import { TIMES } from '../../times.ts'

const record = (municipality: string, more: Partial<SharedRecord> = {}): SharedRecord => ({
  municipality,
  municipalityName: municipality,
  municipalityNameEn: municipality,
  prefecture: '',
  id: '',
  cohort: 2020,
  carriedBy: [],
  title: '',
  visibility: 'program',
  code: 'continued',
  ...more,
})
const rollupOf = (records: readonly SharedRecord[]) => {
  const tally = new Tally()
  for (const one of records) tally.add(one)
  return tally.rollup('2026-11-01')
}
const times = <One>(n: number, one: One) => Array.from({ length: n }, () => one)

describe('figures across municipalities', () => {
  it('stand on at least five proposals and, pooled, on at least three municipalities', () => {
    const two = rollupOf([...times(9, record('a')), ...times(9, record('b'))])
    expect(two.pooled.total).toBeUndefined()
    expect(two.pooled.outcomes.every(({ count }) => count === undefined)).toBe(true)
    expect(two.side.map(({ municipality }) => municipality)).toEqual(['a', 'b'])
    const three = rollupOf([record('a'), record('b'), ...times(3, record('c'))])
    expect(three.pooled.total).toEqual({ proposals: 5, municipalities: 3 })
    expect(three.pooled.outcomes[0]).toEqual({ key: 'continued', count: 5 })
    expect(three.side).toEqual([])
  })

  it('count a factor with the outcomes it speaks for, and only from enough municipalities', () => {
    const named = (place: string) => record(place, { factors: ['made_official', 'no_budget'] })
    const { carrying, holdingBack } = rollupOf(['a', 'a', 'a', 'b', 'c'].map(named)).pooled
    expect(carrying.find(({ key }) => key === 'made_official')?.count).toBe(5)
    // They go on in spite of it: it held none of them back.
    expect(holdingBack.find(({ key }) => key === 'no_budget')).toEqual({ key: 'no_budget' })
  })

  it('draw a curve only as far as enough proposals of enough municipalities were followed', () => {
    const lived = (place: string, years: number) =>
      record(place, { life: { years, ended: years > 2, period: 2015, rung: 'own_work' } })
    const early = ['a', 'b', 'c', 'c'].map((place) => lived(place, 1))
    const late = [lived('a', 3), lived('b', 3), ...[3, 3.5, 3.6].map((years) => lived('c', years))]
    const alone = [4, 5, 6, 7, 8].map((years) => lived('c', years))
    const curve = (records: SharedRecord[]) => rollupOf(records).pooled.curves[0]?.curves[0]
    expect(curve([...early, ...late])).toMatchObject({
      followed: 3,
      steps: [{ years: 3, atRisk: 5 }],
      atRisk: [9, 9, 5, 5],
    })
    // Many are followed for long, but of one municipality.
    expect(curve([...early, ...late, ...alone])).toMatchObject({
      followed: 3,
      steps: [{ years: 3 }],
      figures: [{ years: 1 }, { years: 3 }],
    })
  })

  it('draw curves of groups that are large enough alone', () => {
    const life = { years: 2, ended: true, period: 2015, rung: 'own_work' }
    const few = ['a', 'b', 'b', 'c'].map((place) => record(place, { life }))
    const curves = (records: SharedRecord[]) => rollupOf(records).pooled.curves
    expect(curves(few).flatMap((one) => one.curves)).toEqual([])
    const [all] = curves([...few, record('c', { life })])
    expect(all).toMatchObject({ by: 'all', curves: [{ group: 'all', begun: 5, ended: 5 }] })
  })

  it('hide the smallest told figure too where a hidden one could be had by subtraction', () => {
    const cells = [
      { key: 'a', count: 20, municipalities: 5 },
      { key: 'b', count: 8, municipalities: 4 },
      { key: 'c', count: 2, municipalities: 2 },
    ]
    expect(published(cells, { addsUp: true })).toEqual([
      { key: 'a', count: 20 },
      { key: 'b' },
      { key: 'c' },
    ])
    expect(published(cells, { addsUp: false })[1]).toEqual({ key: 'b', count: 8 })
  })

  it('never let one hidden figure of a breakdown be worked out from its sum', () => {
    const cell = fc.record({
      key: fc.uuid(),
      count: fc.integer({ min: 0, max: 30 }),
      municipalities: fc.integer({ min: 0, max: 6 }),
    })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        const told = published(cells, { addsUp: true })
        const hidden = cells.filter((_, at) => told[at]?.count === undefined)
        for (const [at, { count, municipalities }] of cells.entries()) {
          if (told[at]?.count === undefined) continue
          expect(count).toBeGreaterThanOrEqual(FEWEST_ACROSS.proposals)
          expect(municipalities).toBeGreaterThanOrEqual(FEWEST_ACROSS.municipalities)
        }
        const sum = hidden.reduce((all, { count }) => all + count, 0)
        if (sum > 0 && hidden.length < cells.length) {
          expect(hidden.length).toBeGreaterThan(1)
          expect(sum).toBeGreaterThanOrEqual(FEWEST_ACROSS.proposals)
        }
      }),
      { numRuns: 200 * TIMES },
    )
  })

  const ALIVE_CODES = ['continued', 'completed']

  it('hide the ladder where its sum would tell what the outcomes beside it hide', () => {
    const many = (n: number, more: Partial<SharedRecord>) =>
      Array.from({ length: n }, (_, at) => record('abc'.charAt(at % 3), more))
    const all = [
      ...many(20, { code: 'continued', formality: 'own_work' }),
      ...many(2, { code: 'completed', formality: 'own_work' }),
      ...many(12, { code: 'stalled', formality: 'own_work' }),
      ...many(8, { code: 'never_started', formality: 'volunteers' }),
      ...many(4, { code: 'unconfirmed', formality: 'volunteers' }),
    ]
    const { outcomes, ladder } = rollupOf(all).pooled
    const counts = Object.fromEntries(outcomes.map(({ key, count }) => [key, count]))
    expect(counts).toMatchObject({ continued: 20, stalled: 12, never_started: 8 })
    expect(counts.completed).toBeUndefined()
    expect(ladder.every(({ count }) => count === undefined)).toBe(true)
    // With enough of each outcome both stand.
    const enough = [...all, ...many(9, { code: 'completed', formality: 'own_work' })]
    const more = [...enough, ...many(9, { code: 'unconfirmed', formality: 'volunteers' })]
    expect(rollupOf(more).pooled.ladder).toContainEqual({ key: 'own_work/alive', count: 31 })
  })

  it('never tell together what each breakdown hides', () => {
    const records = fc.array(
      fc
        .record({
          place: fc.constantFrom('a', 'b', 'c', 'd'),
          code: fc.constantFrom(...STANDINGS, 'continued' as const, 'stalled' as const),
          rung: fc.constantFrom(...RUNGS, 'own_work' as const, 'unset' as const),
        })
        .map(({ place, code, rung }) =>
          record(place, { code, ...(rung !== 'unset' && { formality: rung }) }),
        ),
      { minLength: 15, maxLength: 120 },
    )
    fc.assert(
      fc.property(records, (all) => {
        const { total, outcomes, ladder } = rollupOf(all).pooled
        if (!total) return
        /** What is hidden on one side of a breakdown: the real counts. */
        const hidden = (cells: typeof outcomes, alive: boolean) =>
          cells.flatMap(({ key, count }) => {
            const isAlive = ALIVE_CODES.includes(key) || key.endsWith('/alive')
            if (count !== undefined || isAlive !== alive) return []
            const [rung, how] = key.split('/')
            const counted = all.filter(({ formality = 'unset', code }) =>
              how ? formality === rung && ALIVE_CODES.includes(code) === alive : code === key,
            )
            return [counted.length]
          })
        const parts = [
          hidden(outcomes, true),
          hidden(ladder, true),
          hidden(outcomes, false),
          hidden(ladder, false),
        ]
        // Each side has the same sum in both breakdowns, and all together the told total: any mix of these three.
        for (const a of [-1, 0, 1])
          for (const b of [-1, 0, 1])
            for (const c of [-1, 0, 1]) {
              const weights = [a + c, -a, b + c, -b]
              const left = parts.filter((part, at) => part.length > 0 && weights[at] !== 0)
              const [alone] = left
              if (left.length !== 1 || !alone) continue
              const sum = alone.reduce((one, other) => one + other, 0)
              if (sum === 0) continue
              expect(alone.length).toBeGreaterThan(1)
              expect(sum).toBeGreaterThanOrEqual(FEWEST_ACROSS.proposals)
            }
      }),
      { numRuns: 200 * TIMES },
    )
  })

  it('are the recount, over random records, wherever they are told', () => {
    const records = fc.array(
      fc
        .record({
          place: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          code: fc.constantFrom(...STANDINGS),
          rung: fc.constantFrom(...RUNGS),
        })
        .map(({ place, code, rung }) =>
          record(place, { code, ...(rung !== 'unset' && { formality: rung }) }),
        ),
      { maxLength: 80 },
    )
    fc.assert(
      fc.property(records, (all) => {
        const { side, pooled } = rollupOf(all)
        for (const { key, count } of pooled.outcomes)
          if (count !== undefined)
            expect(all.filter(({ code }) => code === key)).toHaveLength(count)
        for (const { key, count } of pooled.ladder) {
          if (count === undefined) continue
          const [rung, how] = key.split('/')
          const alive = (code: string) => ALIVE_CODES.includes(code)
          const recounted = all.filter(
            ({ formality = 'unset', code }) =>
              formality === rung && alive(code) === (how === 'alive'),
          )
          expect(recounted).toHaveLength(count)
        }
        for (const { municipality, counts, total } of side) {
          const own = all.filter((one) => one.municipality === municipality)
          expect(own).toHaveLength(total)
          for (const code of STANDINGS)
            expect(own.filter((one) => one.code === code)).toHaveLength(counts[code])
        }
      }),
      { numRuns: 60 * TIMES },
    )
  })
})
