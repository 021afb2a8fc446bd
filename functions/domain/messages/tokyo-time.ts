import { type Day, type Instant, tokyoDayOf } from '../calendar.ts'

/** The day and the clock (`HH:mm`) in Asia/Tokyo at an instant: what readers see of a UTC time. */
export function tokyoTime(instant: Instant): { day: Day; time: string } {
  const shifted = new Date(Date.parse(instant) + 9 * 60 * 60 * 1000).toISOString()
  return { day: tokyoDayOf(instant), time: shifted.slice(11, 16) }
}
