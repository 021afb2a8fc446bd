import { describe, expect, it } from 'vitest'
import { officesToday } from '../../../functions/domain/municipalities/offices.ts'
import {
  changeSettings,
  SettingsEdit,
} from '../../../functions/domain/municipalities/settings-changes.ts'
import { noon, refusal, type Town, town, wrongFields } from '../build.ts'

const NOW = noon('2023-02-01')
type Edit = Parameters<typeof SettingsEdit.parse>[0]
function change(t: Town, edit: Edit, { edition, by }: { edition?: number; by?: Town['hr'] } = {}) {
  const parsed = SettingsEdit.parse(edit)
  const known = edition ?? t.register.municipality.edition ?? 0
  t.manage((register, deed) => changeSettings(register, { edit: parsed, edition: known }, deed), {
    now: NOW,
    ...(by && { by }),
  })
  return t.register.municipality
}
const cohorts = (...years: number[]) =>
  years.map((fiscalYear) => ({ fiscalYear, record: 'cohort' as const }))

describe('the settings of a municipality', () => {
  it('are changed one by one; what is not named stays', () => {
    const t = town()
    change(t, { staleAfterFiscalYears: 2, retentionYears: 10, mailSender: '沼津市 人事課' })
    expect(t.register.municipality.settings).toEqual({
      staleAfterFiscalYears: 2,
      defaultVisibility: 'own',
      retentionYears: 10,
      mailSender: '沼津市 人事課',
    })
    change(t, { retentionYears: null, language: 'en' })
    expect(t.register.municipality.settings).toMatchObject({ language: 'en' })
    expect(t.register.municipality.settings.retentionYears).toBeUndefined()
  })

  it('leave an event that names the fields and holds no names', () => {
    const t = town()
    change(t, { mailSender: '沼津市 人事課', offices: [{ name: '市民課' }] })
    const event = t.events.at(-1)
    expect(event).toMatchObject({
      type: 'settings_changed',
      by: { role: 'hr' },
      data: { fields: ['mailSender', 'offices'] },
    })
    expect(JSON.stringify(event?.data)).not.toContain('課')
  })

  it('are not changed by two at once, nor to what they are', () => {
    const t = town()
    change(t, { staleAfterFiscalYears: 2 })
    expect(refusal(() => change(t, { staleAfterFiscalYears: 3 }, { edition: 0 }))).toBe(
      'stale_edit',
    )
    expect(refusal(() => change(t, { staleAfterFiscalYears: 2 }))).toBe('nothing_changed')
    expect(refusal(() => change(t, {}))).toBe('nothing_changed')
  })

  it('are HR’s alone', () => {
    const t = town()
    const by = t.researcher(2022)
    expect(refusal(() => change(t, { staleAfterFiscalYears: 2 }, { by }))).toBe('not_allowed')
  })
})

describe('the cohorts', () => {
  it('are kept by year, with the years in which none was sent', () => {
    const { cohorts: kept } = change(town(), {
      cohorts: [{ fiscalYear: 2020, record: 'not_dispatched' }, ...cohorts(2023, 2018)],
    })
    expect(kept.map(({ fiscalYear, record }) => [fiscalYear, record])).toEqual([
      [2018, 'cohort'],
      [2020, 'not_dispatched'],
      [2023, 'cohort'],
    ])
  })

  it('are there once, and at most one year ahead', () => {
    const t = town()
    expect(wrongFields(() => change(t, { cohorts: cohorts(2018, 2018) }))).toEqual([
      '/cohorts/1/fiscalYear duplicate',
    ])
    expect(wrongFields(() => change(t, { cohorts: cohorts(2023, 2024) }))).toEqual([
      '/cohorts/1/fiscalYear in_future',
    ])
  })

  it('stay while proposals or people are theirs', () => {
    const t = town()
    const id = t.propose({ cohort: 2018 })
    t.carryOn(id, 2019)
    t.researcher(2021)
    const without = { cohorts: [{ fiscalYear: 2018, record: 'not_dispatched' as const }] }
    expect(wrongFields(() => change(t, without))).toEqual([
      '/cohorts cohort_in_use',
      '/cohorts cohort_in_use',
      '/cohorts cohort_in_use',
    ])
    change(t, { cohorts: cohorts(2018, 2019, 2021) })
  })
})

describe('the register of offices', () => {
  it('leads from an office to those that do its work now', () => {
    const offices = [
      { name: '市民課', endedOn: '2022-04-01', successors: ['くらし課'] },
      { name: 'くらし課' },
    ]
    expect(officesToday(change(town(), { offices }), '市民課', '2023-02-01')).toEqual(['くらし課'])
  })

  it('has each office once, successors that are there, and no circles', () => {
    const t = town()
    const ended = { endedOn: '2022-04-01' }
    expect(wrongFields(() => change(t, { offices: [{ name: '一' }, { name: '一' }] }))).toEqual([
      '/offices/1/name duplicate',
    ])
    expect(
      wrongFields(() => change(t, { offices: [{ name: '一', ...ended, successors: ['二'] }] })),
    ).toEqual(['/offices/0/successors/0 not_found'])
    expect(
      wrongFields(() =>
        change(t, { offices: [{ name: '一', successors: ['二'] }, { name: '二' }] }),
      ),
    ).toEqual(['/offices/0/endedOn required'])
    const circle = [
      { name: '一', ...ended, successors: ['二'] },
      { name: '二', ...ended, successors: ['三'] },
      { name: '三', ...ended, successors: ['一'] },
    ]
    expect(wrongFields(() => change(t, { offices: circle }))).toEqual([
      '/offices/0/successors/0 successor_cycle',
      '/offices/1/successors/0 successor_cycle',
      '/offices/2/successors/0 successor_cycle',
    ])
    expect(
      wrongFields(() => change(t, { offices: [{ name: '一', ...ended, successors: ['一'] }] })),
    ).toEqual(['/offices/0/successors/0 successor_cycle'])
  })
})
