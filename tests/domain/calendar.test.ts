import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  endOfTokyoDay,
  eraOfFiscalYear,
  fiscalYearInJapanese,
  fiscalYearOf,
  fiscalYearSpan,
  isDay,
  isMonth,
  parseFiscalYear,
  spanOf,
  tokyoDayOf,
  yearRanges,
} from '../../functions/domain/calendar.ts'

const days = fc
  .date({ min: new Date('1950-04-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const fiscalYears = fc.integer({ min: 1950, max: 2998 })

describe('fiscal years', () => {
  test.each([
    ['2023-03-31', 2022],
    ['2023-04-01', 2023],
    ['2022-12-31', 2022],
    ['2023-01-01', 2022],
    ['2024-02-29', 2023],
  ])('%s lies in fiscal year %i', (day, year) => {
    expect(fiscalYearOf(day)).toBe(year)
  })

  it('begins on April 1st in Tokyo, nine hours before UTC does', () => {
    expect(fiscalYearOf(tokyoDayOf('2023-03-31T14:59:59.999Z'))).toBe(2022)
    expect(fiscalYearOf(tokyoDayOf('2023-03-31T15:00:00.000Z'))).toBe(2023)
  })

  it('holds exactly the days between its first and its last', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { first, last } = fiscalYearSpan(fiscalYearOf(day))
        expect(first <= day && day <= last).toBe(true)
      }),
    )
  })
})

describe('eras', () => {
  test.each([
    [2022, '令和4年度'],
    [2019, '令和元年度'],
    [2018, '平成30年度'],
    [2020, '令和2年度'],
    [1989, '平成元年度'],
    [1990, '平成2年度'],
    [1988, '昭和63年度'],
    [1950, '昭和25年度'],
  ])('fiscal year %i is %s', (year, text) => {
    expect(fiscalYearInJapanese(year)).toBe(text)
  })

  it('never writes a first year as 1', () => {
    fc.assert(
      fc.property(fiscalYears, (year) => {
        expect(fiscalYearInJapanese(year)).not.toMatch(/[和成]1年度$/)
      }),
    )
  })

  it('counts the whole fiscal year 2019 as Reiwa although April 2019 was still Heisei', () => {
    expect(eraOfFiscalYear(fiscalYearOf('2019-04-01'))).toEqual({ era: '令和', year: 1 })
  })
})

describe('reading a fiscal year', () => {
  test.each([
    ['令和4年度', 2022],
    ['令和４年度', 2022],
    ['令和 ４ 年度', 2022],
    ['令和元年度', 2019],
    ['令和1年度', 2019],
    ['㋿4年', 2022],
    ['平成31年度', 2019],
    ['平成30年', 2018],
    ['平成元年度', 1989],
    ['昭和63年度', 1988],
    ['R4', 2022],
    ['r4', 2022],
    ['Ｒ４', 2022],
    ['H30', 2018],
    ['2022年度', 2022],
    ['２０２２', 2022],
    ['2022', 2022],
    ['　2022年度　', 2022],
  ])('%s is %i', (text, year) => {
    expect(parseFiscalYear(text)).toBe(year)
  })

  test.each([
    '',
    '令和',
    '令和0年度',
    '平成32年度',
    '昭和65年度',
    '明治40年度',
    '22',
    '0',
    '-1',
    '令和4年5月',
    'R4.5',
    '元年度',
    '20222',
  ])('finds no fiscal year in 「%s」', (text) => {
    expect(parseFiscalYear(text)).toBeUndefined()
  })

  it('reads back every year it writes', () => {
    fc.assert(
      fc.property(fiscalYears, (year) => {
        expect(parseFiscalYear(fiscalYearInJapanese(year))).toBe(year)
      }),
    )
  })
})

describe('ranges of years', () => {
  it('joins neighbours and leaves gaps', () => {
    expect(yearRanges([2021, 2018, 2019, 2019])).toEqual([
      [2018, 2019],
      [2021, 2021],
    ])
    expect(yearRanges([])).toEqual([])
  })

  it('holds every year given and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1990, max: 2030 })), (years) => {
        const ranged = yearRanges(years).flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at),
        )
        expect(ranged).toEqual(years.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('as-of spans', () => {
  test.each([
    ['day', '2023-01-12', '2023-01-12', '2023-01-12'],
    ['month', '2023-01', '2023-01-01', '2023-01-31'],
    ['month', '2023-04', '2023-04-01', '2023-04-30'],
    ['month', '2023-02', '2023-02-01', '2023-02-28'],
    ['month', '2024-02', '2024-02-01', '2024-02-29'],
    ['month', '2000-02', '2000-02-01', '2000-02-29'],
    ['month', '2100-02', '2100-02-01', '2100-02-28'],
    ['month', '2023-12', '2023-12-01', '2023-12-31'],
    ['fiscal_year', '2021', '2021-04-01', '2022-03-31'],
  ] as const)('the %s %s runs from %s to %s', (precision, date, first, last) => {
    expect(spanOf({ precision, date })).toEqual({ first, last })
  })

  it('a day lies in the span of its own month and of its own fiscal year', () => {
    fc.assert(
      fc.property(days, (day) => {
        const spans = [
          spanOf({ precision: 'day', date: day }),
          spanOf({ precision: 'month', date: day.slice(0, 7) }),
          spanOf({ precision: 'fiscal_year', date: String(fiscalYearOf(day)) }),
        ]
        for (const { first, last } of spans) {
          expect(first <= day && day <= last).toBe(true)
          expect(isDay(first) && isDay(last)).toBe(true)
        }
      }),
    )
  })
})

describe('days', () => {
  test.each([
    '2023-02-29',
    '2023-02-30',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-4-1',
    '2023-01-12T00:00',
    '',
    '２０２３-01-01',
  ])('%s does not exist', (text) => {
    expect(isDay(text)).toBe(false)
  })

  it('knows leap days', () => {
    expect(isDay('2024-02-29')).toBe(true)
    expect(isDay('2000-02-29')).toBe(true)
    expect(isDay('1900-02-29')).toBe(false)
  })

  test.each(['2023-13', '2023-00', '2023-1', '2023', '2023-01-01'])('%s is no month', (text) => {
    expect(isMonth(text)).toBe(false)
  })

  it('ends a day in Tokyo just before the next one begins', () => {
    expect(endOfTokyoDay('2023-02-01')).toBe('2023-02-01T14:59:59.999Z')
    fc.assert(
      fc.property(days, (day) => {
        const end = endOfTokyoDay(day)
        expect(tokyoDayOf(end)).toBe(day)
        expect(tokyoDayOf(new Date(Date.parse(end) + 1).toISOString()) > day).toBe(true)
      }),
    )
  })
})
