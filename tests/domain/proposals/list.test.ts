import { describe, expect, it, test } from 'vitest'
import { viewpointAt } from '../../../functions/domain/outcomes/standing.ts'
import {
  type ListFilter,
  listProposals,
  themesAt,
} from '../../../functions/domain/proposals/list.ts'
import { noon, type Town, town } from '../build.ts'

const NOW = noon('2023-01-12')
const later = viewpointAt(noon('2023-01-20'))

/** A register with one of each kind; the names are the titles. */
function register() {
  const t = town()
  const propose = (title: string, input = {}) => t.propose({ title, ...input }, { now: NOW })
  const ids = {
    silent: propose('記録なし', { cohort: 2018, number: 2 }),
    going: propose('継続', {
      cohort: 2018,
      number: 1,
      formality: 'existing_scheme',
      themes: ['対話'],
    }),
    paused: propose('休止中', { cohort: 2019, formality: 'volunteers', themes: ['対話', 'DX'] }),
    planned: propose('検討中', { cohort: 2021, themes: ['ＤＸ'] }),
    done: propose('完了', { cohort: 2022 }),
  }
  const by = t.researcher(2019)
  t.tell(ids.going, { asOf: '2018', factors: ['built_into_existing'] }, { now: NOW })
  const paused = t.tell(
    ids.paused,
    {
      outcome: 'stalled',
      manner: 'paused',
      asOf: '2022-12',
      factors: ['external_shock', 'no_owner'],
    },
    { now: NOW, by },
  )
  t.tell(
    ids.planned,
    { outcome: 'never_started', manner: 'under_consideration', factors: ['no_owner'] },
    { now: NOW },
  )
  t.tell(ids.done, { outcome: 'completed', factors: ['visible_benefit'] }, { now: NOW })
  t.answer(ids.paused, paused, 'disputed', { now: noon('2023-01-13') })
  t.carryOn(ids.going, 2021, { now: noon('2023-01-13') })
  t.link(ids.planned, { kind: 'requires', to: ids.paused }, { now: noon('2023-01-13') })
  return { t, ids }
}

function titles(t: Town, filter: ListFilter, viewpoint = later) {
  const { rows, total } = listProposals(t.register, filter, { viewpoint, limit: 100 })
  expect(total).toBe(rows.length)
  return rows.map(({ title }) => title)
}

describe('the list of proposals', () => {
  const { t, ids } = register()

  it('offers the themes of all proposals that are in view, each once', () => {
    expect(themesAt(t.register, later)).toEqual(['対話', 'ＤＸ'])
    expect(themesAt(t.register, { ...later, day: '2019-03-31' })).toEqual(['対話'])
  })

  it('stands newest first, within a year by the number of the paper', () => {
    expect(titles(t, {})).toEqual(['完了', '検討中', '休止中', '継続', '記録なし'])
  })

  const cases: [string, ListFilter, string[]][] = [
    ['continued', { outcome: ['continued'] }, ['継続']],
    ['記録なし, which is not 未着手', { outcome: ['unconfirmed'] }, ['記録なし']],
    ['未着手, which is not 記録なし', { outcome: ['never_started'] }, ['検討中']],
    ['either of two outcomes', { outcome: ['stalled', 'completed'] }, ['完了', '休止中']],
    ['要更新', { stale: true }, ['継続']],
    ['not 要更新', { stale: false }, ['完了', '検討中', '休止中', '記録なし']],
    ['a factor', { factor: ['no_owner'] }, ['検討中', '休止中']],
    [
      'either of two factors',
      { factor: ['external_shock', 'visible_benefit'] },
      ['完了', '休止中'],
    ],
    ['a factor and an outcome', { factor: ['no_owner'], outcome: ['stalled'] }, ['休止中']],
    ['a formality', { formality: ['existing_scheme', 'volunteers'] }, ['休止中', '継続']],
    ['a theme, however it is written', { theme: 'ｄｘ' }, ['検討中', '休止中']],
    ['a whole theme, not its part', { theme: '対' }, []],
    ['years from', { from: 2021 }, ['完了', '検討中', '継続']],
    ['years to', { to: 2018 }, ['継続', '記録なし']],
    ['a span of years, those carried on into it too', { from: 2021, to: 2021 }, ['検討中', '継続']],
    ['a year without cohort', { from: 2020, to: 2020 }, []],
    ['disputed', { confirmation: ['disputed'] }, ['休止中']],
    ['one side only', { confirmation: ['one_sided'] }, ['完了', '検討中', '継続']],
    ['a prerequisite that stalls', { brokenPrerequisite: true }, ['検討中']],
    ['a word', { q: '休止' }, ['休止中']],
    ['nothing', { q: '存在しない' }, []],
  ]
  test.each(cases)('narrowed to %s', (_, filter, expected) => {
    expect(titles(t, filter)).toEqual(expected)
  })

  it('shows each row as it stood on the day, as known then', () => {
    const before = { day: '2023-01-12', knownAt: noon('2023-01-12') }
    expect(titles(t, { confirmation: ['disputed'] }, before)).toEqual([])
    expect(titles(t, { brokenPrerequisite: true }, before)).toEqual([])
    expect(titles(t, { from: 2021, to: 2021 }, before)).toEqual(['検討中'])
    expect(titles(t, { outcome: ['stalled'] }, { ...later, day: '2022-12-30' })).toEqual([])
    expect(titles(t, {}, { ...later, day: '2019-03-31' })).toEqual(['継続', '記録なし'])
    expect(titles(t, {}, { day: '2023-01-11', knownAt: noon('2023-01-11') })).toEqual([])
  })

  it('tells whose word it is, how fresh, and what stands against it', () => {
    const rows = listProposals(t.register, {}, { viewpoint: later, limit: 100 }).rows
    const paused = rows.find(({ id }) => id === ids.paused)
    expect(paused?.standing).toMatchObject({
      code: 'stalled',
      manner: 'paused',
      confirmation: 'disputed',
      stale: false,
      by: { role: 'alumnus', cohort: 2019 },
      lastWord: '2022-12-31',
    })
    expect(rows.find(({ id }) => id === ids.silent)?.standing).toEqual({
      code: 'unconfirmed',
      stale: false,
    })
    expect(rows.find(({ id }) => id === ids.planned)?.brokenPrerequisites).toEqual([
      { id: ids.paused, title: '休止中' },
    ])
  })
})

describe('pages of the list', () => {
  it('go on behind the last row although newer proposals came in between', () => {
    const t = town()
    const names = (page: { rows: { title: string }[] }) => page.rows.map(({ title }) => title)
    for (const at of [1, 2, 3, 4]) t.propose({ cohort: 2018 + (at % 2), title: `取組${at}` })
    const first = listProposals(t.register, {}, { viewpoint: later, limit: 2 })
    expect(names(first)).toEqual(['取組1', '取組3'])
    t.propose({ cohort: 2022, title: '新しい取組' })
    const second = listProposals(t.register, {}, { viewpoint: later, limit: 2, after: first.next })
    expect(names(second)).toEqual(['取組2', '取組4'])
    expect(second.next).toBeUndefined()
    expect(second.total).toBe(5)
  })

  it('end where nothing follows', () => {
    const t = town()
    t.propose()
    const page = { viewpoint: later, limit: 1 }
    expect(listProposals(t.register, {}, page).next).toBeUndefined()
    expect(listProposals(t.register, {}, { ...page, after: '9999/99/x' })).toEqual({
      rows: [],
      total: 1,
    })
  })
})
