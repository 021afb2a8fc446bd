import type { AsOf, Day, FiscalYear, Instant } from '../../functions/domain/calendar.ts'
import { tokyoDayOf } from '../../functions/domain/calendar.ts'
import type { Messages } from '../../functions/domain/messages/ja.ts'

export type Language = 'ja' | 'en'

/** Dates as the domain's messages write them; instants are shown in Asia/Tokyo. */
export type Dates = {
  day: (day: Day) => string
  month: (month: string) => string
  fiscalYear: (year: FiscalYear) => string
  /** With the Western year beside the era, where there is room. */
  fiscalYearLong: (year: FiscalYear) => string
  fiscalYears: (years: Iterable<FiscalYear>) => string
  asOf: (asOf: AsOf) => string
  /** The Tokyo day of an instant. */
  instantDay: (instant: Instant) => string
  instant: (instant: Instant) => string
}

/** @returns the date formats of a language */
export function datesIn(words: Messages, language: Language): Dates {
  const { day, month, fiscalYear, fiscalYears, asOf, instant } = words
  return {
    day,
    month,
    fiscalYear,
    fiscalYears,
    asOf,
    instant,
    fiscalYearLong: (year) =>
      language === 'ja' ? `${fiscalYear(year)}（${year}）` : fiscalYear(year),
    instantDay: (at) => day(tokyoDayOf(at)),
  }
}
