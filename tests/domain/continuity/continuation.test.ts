import { describe, expect, it } from 'vitest'
import { curvesOf, lifeOf } from '../../../functions/domain/continuity/continuation.ts'
import { viewpointAt } from '../../../functions/domain/outcomes/standing.ts'
import { asOf, noon, town } from '../build.ts'

const at = (day: string) => viewpointAt(noon(day))
const now = { now: noon('2026-06-01') }
const stalled = { outcome: 'stalled', manner: 'paused' } as const
type Town = ReturnType<typeof town>
const life = (t: Town, id: string) => lifeOf(t.proposal(id), at('2026-06-01'))

describe('the life of a proposal', () => {
  it('begins on April 1 after the cohort’s year, or where a report tells when it was begun', () => {
    const t = town()
    const [one, two] = [t.propose({ cohort: 2018 }), t.propose({ cohort: 2018 })]
    t.tell(one, { asOf: '2020-03-31' }, now)
    t.tell(two, { asOf: '2020-03-31', startedOn: asOf('2018-10') }, now)
    expect(life(t, one)).toMatchObject({ origin: '2019-04-01', last: '2020-03-31', ended: false })
    expect(life(t, two)).toMatchObject({ origin: '2018-10-01' })
    expect(life(t, one)?.years).toBeCloseTo(1, 2)
  })

  it('ends with the first stalled report: since when it says, else on its day; and does not come back', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.tell(id, { ...stalled, asOf: '2022', since: asOf('2021-09') }, now)
    t.tell(id, { asOf: '2024' }, now)
    expect(life(t, id)).toMatchObject({ last: '2021-09-30', ended: true })
    const other = t.propose({ cohort: 2018 })
    t.tell(other, { ...stalled, asOf: '2022' }, now)
    expect(life(t, other)).toMatchObject({ last: '2023-03-31', ended: true })
  })

  it('is censored where it was completed, and at the last word where it goes on', () => {
    const t = town()
    const [done, going] = [t.propose({ cohort: 2018 }), t.propose({ cohort: 2018 })]
    t.tell(done, { outcome: 'completed', asOf: '2020' }, now)
    const report = t.tell(going, { asOf: '2022' }, { by: t.researcher(2018), ...now })
    expect(life(t, done)).toMatchObject({ last: '2021-03-31', ended: false })
    expect(life(t, going)).toMatchObject({ last: '2023-03-31', ended: false })
    t.answer(going, report, 'confirmed', now)
    expect(life(t, going)).toMatchObject({ last: '2026-06-01', ended: false })
  })

  it('is followed no longer up to a confirmation that was taken back, until it is given anew', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    const report = t.tell(id, { asOf: '2022' }, { by: t.researcher(2018), now: noon('2023-06-01') })
    t.answer(id, report, 'confirmed', { now: noon('2024-06-01') })
    expect(life(t, id)).toMatchObject({ last: '2024-06-01' })
    t.answer(id, report, 'disputed', { now: noon('2024-09-01') })
    expect(life(t, id)).toMatchObject({ last: '2023-03-31' })
    t.answer(id, report, 'confirmed', { now: noon('2025-06-01') })
    expect(life(t, id)).toMatchObject({ last: '2025-06-01' })
    t.answer(id, report, 'withdrawn', { now: noon('2025-07-01') })
    expect(life(t, id)).toMatchObject({ last: '2023-03-31' })
  })

  it('is none where nothing was begun, and has no time where it ended before it would have begun', () => {
    const t = town()
    const [never, silent, once] = [2018, 2018, 2018].map((cohort) => t.propose({ cohort }))
    t.tell(never ?? '', { outcome: 'never_started', manner: 'proposed_only' }, now)
    t.tell(once ?? '', { outcome: 'stalled', manner: 'one_off', asOf: '2018' }, now)
    expect(life(t, never ?? '')).toBeUndefined()
    expect(life(t, silent ?? '')).toBeUndefined()
    expect(life(t, once ?? '')).toMatchObject({ years: 0, ended: true })
  })
})

describe('the curves', () => {
  it('are drawn from five on, with the share after one, three and five years and how many are left', () => {
    const t = town()
    const ends = ['2020-03-31', '2021-03-31', '2023-03-31', undefined]
    for (const day of ends) {
      const id = t.propose({ cohort: 2018, formality: 'own_work' })
      if (day) t.tell(id, { ...stalled, asOf: day }, now)
      else t.tell(id, { asOf: '2026-06-01' }, now)
    }
    const curves = () => curvesOf(t.register, 'formality', at('2026-06-01')).curves
    expect(curves()).toEqual([{ group: 'own_work', begun: 4, ended: 3, figures: [] }])
    t.tell(t.propose({ cohort: 2018, formality: 'own_work' }), { asOf: '2026-06-01' }, now)
    const [curve] = curves()
    expect(curve?.atRisk).toEqual([5, 4, 3, 3, 2, 2, 2, 2])
    expect(curve?.figures.map(({ years, share, atRisk }) => [years, share, atRisk])).toEqual([
      [1, 0.8, 4],
      [3, expect.closeTo(0.6), 3],
      [5, expect.closeTo(0.4), 2],
    ])
  })
})
