/**
 * Days, instants and fiscal years. Instants are UTC; every day is a day in Asia/Tokyo, which has
 * had no daylight saving time since 1951, so a fixed offset is exact for every date the hub knows.
 */

/** A calendar day in Asia/Tokyo, `YYYY-MM-DD`. */
export type Day = string
/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`; as strings they sort by time. */
export type Instant = string
/** The number of the fiscal year's April: 令和4年度 (April 2022 to March 2023) is 2022. */
export type FiscalYear = number

export const PRECISIONS = ['day', 'month', 'fiscal_year'] as const
export type Precision = (typeof PRECISIONS)[number]

/** 時点: the date a statement is about, as exactly as its source tells it. */
export type AsOf =
  | { precision: 'day'; date: Day }
  | { precision: 'month'; date: string }
  | { precision: 'fiscal_year'; date: string }

const TOKYO_OFFSET_MS = 9 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** The day in Tokyo at an instant. */
export function tokyoDayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + TOKYO_OFFSET_MS).toISOString().slice(0, 10)
}

/** The last instant of a day in Tokyo: what was recorded on that day was recorded by then. */
export function endOfTokyoDay(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - TOKYO_OFFSET_MS + DAY_MS - 1).toISOString()
}

/** The first instant of a day in Tokyo. */
export function startOfTokyoDay(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - TOKYO_OFFSET_MS).toISOString()
}

/** The day a number of days later. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whether the text is a date that exists (2023-02-29 does not), `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** Whether the text is a month that exists, `YYYY-MM`. */
export function isMonth(text: string): boolean {
  return isDay(`${text}-01`)
}

/** The fiscal year (April to March) a day lies in. */
export function fiscalYearOf(day: Day): FiscalYear {
  const year = Number(day.slice(0, 4))
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1
}

/** The first and the last day of a fiscal year. */
export function fiscalYearSpan(year: FiscalYear): { first: Day; last: Day } {
  return { first: `${pad(year)}-04-01`, last: `${pad(year + 1)}-03-31` }
}

/** Cohorts are compared by five years at a time, so that there are enough of them. */
const PERIOD = 5

/** The first of the five fiscal years a year belongs to: 2018 is of 2015 to 2019. */
export function periodOf(year: FiscalYear): FiscalYear {
  return Math.floor(year / PERIOD) * PERIOD
}

/** The years of a period, by its first. */
export function yearsOfPeriod(first: FiscalYear): { from: FiscalYear; to: FiscalYear } {
  return { from: first, to: first + PERIOD - 1 }
}

/** The first and the last day of what an as-of date names. */
export function spanOf(asOf: AsOf): { first: Day; last: Day } {
  if (asOf.precision === 'day') return { first: asOf.date, last: asOf.date }
  if (asOf.precision === 'fiscal_year') return fiscalYearSpan(Number(asOf.date))
  const [year, month] = asOf.date.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return { first: `${asOf.date}-01`, last }
}

/**
 * A fiscal year in the Japanese era: 2019 is 令和元年度 although April 2019 was still Heisei,
 * as the government counts it (「改元に伴う元号による年表示の取扱いについて」, 2019-04-01).
 */
export function eraOfFiscalYear(year: FiscalYear): { era: '令和' | '平成' | '昭和'; year: number } {
  if (year >= 2019) return { era: '令和', year: year - 2018 }
  if (year >= 1989) return { era: '平成', year: year - 1988 }
  return { era: '昭和', year: year - 1925 }
}

/** 「令和4年度」; the first year of an era is 元年度, never 1年度. */
export function fiscalYearInJapanese(year: FiscalYear): string {
  const era = eraOfFiscalYear(year)
  return `${era.era}${era.year === 1 ? '元' : era.year}年度`
}

/**
 * Reads 「令和4年度」「平成31年度」「R4」「H30」「2022年度」「2022」 (any width of digits).
 * @returns the fiscal year, or undefined where the text names none
 */
export function parseFiscalYear(text: string): FiscalYear | undefined {
  // Papers write 「令和 ４ 年度」 too.
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/年度?$/, '')
  const match = /^(令和|平成|昭和|[RHS])?(元|\d{1,4})$/i.exec(plain)
  if (!match) return undefined
  const number = match[2] === '元' ? 1 : Number(match[2])
  const era = match[1]?.toUpperCase()
  if (!era) return number >= 1926 && number <= 9998 ? number : undefined
  if (number < 1) return undefined
  if (era === '令和' || era === 'R') return 2018 + number
  if (era === '平成' || era === 'H') return number <= 31 ? 1988 + number : undefined
  return number <= 64 ? 1925 + number : undefined
}

/**
 * Reads 「2026-04-01」「2026/4/1」「2026年4月1日」「令和8年4月1日」「R8.4.1」 (any width of digits).
 * @returns the day, or undefined where the text names none that exists
 */
export function parseDay(text: string): Day | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  const match = /^(令和|平成|昭和|[RHS])?(元|\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(
    plain,
  )
  if (!match) return undefined
  const [, era, ofEra, month = '', day = ''] = match
  const number = ofEra === '元' ? 1 : Number(ofEra)
  const before = era === undefined ? 0 : BEFORE_ERA[era.toUpperCase()]
  if (before === undefined || (era === undefined && number < 1900)) return undefined
  const found = `${before + number}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(found) ? found : undefined
}

/** The year before an era's first. */
const BEFORE_ERA: Record<string, number> = {
  ...{ 令和: 2018, R: 2018 },
  ...{ 平成: 1988, H: 1988 },
  ...{ 昭和: 1925, S: 1925 },
}

/**
 * Years as ranges of neighbours: [2018, 2019, 2021] is [[2018, 2019], [2021, 2021]],
 * which a page shows as 「平成30年度～令和元年度、令和3年度」.
 */
export function yearRanges(years: Iterable<FiscalYear>): [FiscalYear, FiscalYear][] {
  const ranges: [FiscalYear, FiscalYear][] = []
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last[1] === year - 1) last[1] = year
    else ranges.push([year, year])
  }
  return ranges
}

function pad(year: number): string {
  return String(year).padStart(4, '0')
}
