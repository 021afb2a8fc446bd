import {
  type AsOf,
  type Day,
  type FiscalYear,
  fiscalYearInJapanese,
  type Instant,
  tokyoDayOf,
  yearRanges,
} from '../../functions/domain/calendar.ts'

export type Language = 'ja' | 'en'

/** Dates as people of the language write them; instants are shown in Asia/Tokyo. */
export type Dates = {
  day: (day: Day) => string
  month: (month: string) => string
  fiscalYear: (year: FiscalYear) => string
  /** With the Western year beside the era where there is room. */
  fiscalYearLong: (year: FiscalYear) => string
  fiscalYears: (years: Iterable<FiscalYear>) => string
  asOf: (asOf: AsOf) => string
  /** The Tokyo day of an instant. */
  instantDay: (instant: Instant) => string
  instant: (instant: Instant) => string
}

const noon = (day: Day) => new Date(`${day}T12:00:00Z`)

/** @returns the formats of a language */
export function datesIn(language: Language): Dates {
  const locale = language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB'
  const era = language === 'ja' ? ({ era: 'long' } as const) : {}
  const options = { ...era, timeZone: 'UTC', year: 'numeric', month: 'long' } as const
  const dayFormat = new Intl.DateTimeFormat(locale, { ...options, day: 'numeric' })
  const monthFormat = new Intl.DateTimeFormat(locale, options)
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Tokyo',
    hour: '2-digit',
    minute: '2-digit',
  })
  const day = (text: Day) => dayFormat.format(noon(text))
  const month = (text: string) => monthFormat.format(noon(`${text}-15`))
  const fiscalYear = (year: FiscalYear) =>
    language === 'ja' ? fiscalYearInJapanese(year) : `FY${year}`
  const fiscalYearLong = (year: FiscalYear) =>
    language === 'ja' ? `${fiscalYearInJapanese(year)}（${year}）` : `FY${year}`
  const between = language === 'ja' ? '～' : '–'
  return {
    day,
    month,
    fiscalYear,
    fiscalYearLong,
    fiscalYears: (years) =>
      yearRanges(years)
        .map(([first, last]) =>
          first === last ? fiscalYear(first) : fiscalYear(first) + between + fiscalYear(last),
        )
        .join(language === 'ja' ? '、' : ', '),
    asOf: ({ precision, date }) =>
      precision === 'day' ? day(date) : precision === 'month' ? month(date) : fiscalYear(Number(date)),
    instantDay: (instant) => day(tokyoDayOf(instant)),
    instant: (instant) => `${day(tokyoDayOf(instant))} ${clock.format(new Date(instant))}`,
  }
}
