import { describe, expect, it } from 'vitest'
import { continuityOf } from '../../../functions/domain/continuity/continuity.ts'
import { comparisonOf } from '../../../functions/domain/continuity/continuity-comparison.ts'
import { viewpointAt } from '../../../functions/domain/outcomes/standing.ts'
import { listProposals } from '../../../functions/domain/proposals/list.ts'
import type { Basis } from '../../../functions/domain/words.ts'
import { asOf, noon, town } from '../build.ts'

const at = (day: string) => viewpointAt(noon(day))
const stalled = { outcome: 'stalled', manner: 'paused' } as const

describe('the share confirmed within the interval', () => {
  it('counts what both sides agree on, of all proposals, 記録なし among them', () => {
    const t = town()
    const [one, two] = [t.propose(), t.propose(), t.propose()]
    const report = t.tell(one, { asOf: '2022' }, { by: t.researcher(2021) })
    t.tell(two, { asOf: '2022' }, { by: t.researcher(2021) })
    t.answer(one, report, 'confirmed')
    expect(continuityOf(t.register, at('2023-01-13')).confirmed).toEqual({
      count: 1,
      total: 3,
      interval: 1,
    })
  })

  it('takes a confirmation of a final outcome once and for all, another only for the interval', () => {
    const t = town()
    for (const said of [{ asOf: '2022' }, { asOf: '2022', outcome: 'completed' as const }]) {
      const id = t.propose()
      t.answer(id, t.tell(id, said, { by: t.researcher(2021) }), 'confirmed')
    }
    const confirmed = (day: string) => continuityOf(t.register, at(day)).confirmed.count
    expect([confirmed('2023-03-31'), confirmed('2024-03-31'), confirmed('2024-04-01')]).toEqual([
      2, 2, 1,
    ])
  })
})

describe('a confirmation after the day that is asked about', () => {
  it('counts like its state, as soon as it is known: the report that held then is confirmed', () => {
    const t = town()
    const id = t.propose()
    const report = t.tell(id, { asOf: '2022' }, { by: t.researcher(2021), now: noon('2023-03-30') })
    t.answer(id, report, 'confirmed', { now: noon('2023-05-10') })
    const figures = (knownAt: string) => {
      const viewpoint = { day: '2023-03-31', knownAt: noon(knownAt) }
      const { confirmed, confirmations, silences } = continuityOf(t.register, viewpoint)
      const [state] = confirmations.filter(({ count }) => count > 0)
      return [confirmed.count, state?.state, silences.find(({ count }) => count > 0)?.silence]
    }
    expect(figures('2023-05-09')).toEqual([0, 'awaiting', 'this_year'])
    expect(figures('2023-05-11')).toEqual([1, 'confirmed', 'this_year'])
    t.answer(id, report, 'disputed', { now: noon('2023-06-01') })
    expect(figures('2023-06-02')).toEqual([0, 'disputed', 'this_year'])
  })
})

describe('questions whose answer is late', () => {
  it('count their proposal from the day after the due day until the answer, also when asked later', () => {
    const t = town()
    const alumna = t.researcher(2021)
    t.place(alumna.memberId, { email: 'a@numazu.example' })
    const id = t.propose({ cohort: 2021 })
    t.propose({ cohort: 2021 })
    const ask = { via: 'cohort', text: '続いていますか', dueOn: '2023-02-01' } as const
    const one = t.ask(id, ask, { now: noon('2023-01-20') })
    t.ask(id, ask, { now: noon('2023-01-21') })
    t.write(id, one, '続いています', { by: alumna, now: noon('2023-02-10') })
    const late = (day: string, knownAt = noon('2023-04-01')) => {
      const { overdueQuestion } = continuityOf(t.register, { day, knownAt })
      const filter = { overdueQuestion: true }
      const { total } = listProposals(t.register, filter, {
        viewpoint: { day, knownAt },
        limit: 9,
      })
      expect(total).toBe(overdueQuestion)
      return overdueQuestion
    }
    expect([late('2023-02-01'), late('2023-02-02'), late('2023-03-01')]).toEqual([0, 1, 1])
    const [, second = ''] = t.proposal(id).questions?.map((question) => question.id) ?? []
    t.end(id, second, 'no_answer', { now: noon('2023-03-02') })
    expect([late('2023-03-01'), late('2023-03-02')]).toEqual([1, 0])
    expect(late('2023-03-02', noon('2023-03-01'))).toBe(1)
  })
})

describe('the difference between two days', () => {
  const since = '2023-03-31'
  const change = (t: ReturnType<typeof town>, day = '2024-03-31', basis?: Basis) =>
    Object.fromEntries(
      comparisonOf(t.register, { since, basis }, at(day))
        .changes.filter(({ count }) => count > 0)
        .map(({ change: kind, count }) => [kind, count]),
    )
  const later = { now: noon('2023-10-01') }

  it('tells apart what resumed, newly continues, stalled, and what nobody looked at', () => {
    const t = town()
    const [resumed, begun, given, silent] = [t.propose(), t.propose(), t.propose(), t.propose()]
    t.tell(resumed, { ...stalled, asOf: '2022-12' })
    t.tell(given, { asOf: '2022-12' })
    t.tell(silent, { asOf: '2022-12' })
    t.tell(resumed, { asOf: '2023-09' }, later)
    t.tell(begun, { asOf: '2023-09' }, later)
    t.tell(given, { ...stalled, asOf: '2023-09' }, later)
    expect(change(t)).toEqual({
      resumed: 1,
      newly_continued: 1,
      newly_stalled: 1,
      never_looked_at: 1,
    })
  })

  it('takes an answer of the other side for a look, and asks for none where all is over', () => {
    const t = town()
    const [answered, over] = [t.propose(), t.propose()]
    const report = t.tell(answered, { asOf: '2022-12' }, { by: t.researcher(2021) })
    t.tell(over, { outcome: 'stalled', manner: 'ended', asOf: '2022-12' })
    expect(change(t)).toEqual({ never_looked_at: 1, unchanged: 1 })
    t.answer(answered, report, 'confirmed', later)
    expect(change(t)).toEqual({ unchanged: 2 })
  })

  it('an answer to a report about a later day is not a look at the day before it', () => {
    const t = town()
    const id = t.propose()
    const report = t.tell(id, { asOf: '2023-07' }, { by: t.researcher(2021), ...later })
    const input = { asOf: asOf('2023-07-01') }
    t.answer(id, report, 'confirmed', { input, now: noon('2023-10-02') })
    const changeBy = (day: string) =>
      comparisonOf(t.register, { since }, { ...at('2024-03-31'), day })
        .changes.filter(({ count }) => count > 0)
        .map((one) => one.change)
    expect(changeBy('2023-07-15')).toEqual(['never_looked_at'])
    expect(changeBy('2023-07-31')).toEqual(['newly_continued'])
  })

  it('what was recorded only after the later day is no look either, unless it is about a day in between', () => {
    const t = town()
    const [learnt, told, answered] = [t.propose(), t.propose(), t.propose()]
    const report = t.tell(answered, { asOf: '2022' }, { by: t.researcher(2021) })
    const long = { now: noon('2026-05-10') }
    t.tell(learnt, { asOf: '2022' }, long)
    t.answer(answered, report, 'confirmed', long)
    const changed = () =>
      comparisonOf(
        t.register,
        { since, basis: 'known_now' },
        { ...at('2026-06-01'), day: '2024-03-31' },
      )
        .changes.filter(({ count }) => count > 0)
        .map(({ change: kind, count }) => [kind, count])
    expect(changed()).toEqual([['never_looked_at', 3]])
    t.tell(told, { asOf: '2022' })
    t.tell(told, { asOf: '2023-07' }, long)
    t.answer(answered, report, 'confirmed', { input: { asOf: asOf('2023-09-01') }, ...long })
    expect(changed()).toEqual([
      ['unchanged', 2],
      ['never_looked_at', 1],
    ])
  })

  it('compares with what was known then, or with what is known now of then', () => {
    const t = town()
    const id = t.propose()
    // Found out in October that it had gone on already the year before.
    t.tell(id, { asOf: '2022-12' }, later)
    expect(change(t)).toEqual({ newly_continued: 1 })
    expect(change(t, '2024-03-31', 'known_now')).toEqual({ unchanged: 1 })
    t.propose({}, later)
    expect(change(t)).toEqual({ newly_continued: 1, newly_entered: 1 })
    expect(change(t, '2024-03-31', 'known_now')).toEqual({ unchanged: 1, never_looked_at: 1 })
  })

  it('tells how those that both days see moved', () => {
    const t = town()
    const id = t.propose()
    t.tell(id, { ...stalled, asOf: '2022-12' })
    t.tell(id, { asOf: '2023-09' }, later)
    const { moves, totals } = comparisonOf(t.register, { since }, at('2024-03-31'))
    expect(moves).toEqual([{ from: 'stalled', to: 'continued', count: 1 }])
    expect(totals).toEqual({ from: 1, to: 1 })
  })

  it('opens the list of each kind', () => {
    const t = town()
    const id = t.propose({ title: '再開した取組' })
    t.tell(id, { ...stalled, asOf: '2022-12' })
    t.tell(id, { asOf: '2023-09' }, later)
    const { rows } = listProposals(
      t.register,
      { change: ['resumed'], since },
      { viewpoint: at('2024-03-31'), limit: 10 },
    )
    expect(rows.map(({ title }) => title)).toEqual(['再開した取組'])
  })
})
