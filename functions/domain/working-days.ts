import { type Day, daysAfter, type Instant, tokyoDayOf } from './calendar.ts'

/** Whether offices are open on a day; `workingDays` makes one from the holidays. */
export type IsWorkingDay = (day: Day) => boolean

/** Automatic mails are sent between these hours, Japan time. */
const FIRST_HOUR = 9
const LAST_HOUR = 17
const TOKYO_OFFSET_HOURS = 9
const HOUR_MS = 60 * 60 * 1000

/** Monday to Friday, but holidays and the turn of the year (12/29 to 1/3, when offices are closed by law). */
export function workingDays(isHoliday: (day: Day) => boolean): IsWorkingDay {
  return (day) => {
    const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay()
    const date = day.slice(5)
    const isTurnOfYear = date >= '12-29' || date <= '01-03'
    return weekday !== 0 && weekday !== 6 && !isTurnOfYear && !isHoliday(day)
  }
}

/** The first working day from a day on. */
export function workingDayFrom(day: Day, isWorkingDay: IsWorkingDay): Day {
  let found = day
  while (!isWorkingDay(found)) found = daysAfter(found, 1)
  return found
}

/** The n-th working day before a day (n > 0) or after it (n < 0). */
export function workingDaysBefore(day: Day, count: number, isWorkingDay: IsWorkingDay): Day {
  const step = count > 0 ? -1 : 1
  let found = day
  for (let left = Math.abs(count); left > 0; ) {
    found = daysAfter(found, step)
    if (isWorkingDay(found)) left -= 1
  }
  return found
}

/** The next moment at which an automatic mail may be sent: now, or nine o'clock of the next working day. */
export function sendingTime(now: Instant, isWorkingDay: IsWorkingDay): Instant {
  const today = tokyoDayOf(now)
  const opens = atHour(today, FIRST_HOUR)
  if (isWorkingDay(today) && now < atHour(today, LAST_HOUR)) return now > opens ? now : opens
  return atHour(workingDayFrom(daysAfter(today, 1), isWorkingDay), FIRST_HOUR)
}

function atHour(day: Day, hour: number): Instant {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  return new Date(midnight + (hour - TOKYO_OFFSET_HOURS) * HOUR_MS).toISOString()
}

/** The same day of the next month, or its last one where that month is shorter. */
export function monthAfter(day: Day): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10)
}
