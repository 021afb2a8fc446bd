import { endOfTokyoDay, type Instant, tokyoDayOf } from '../calendar.ts'
import type { Messages } from './ja.ts'

/** Up to when the records reach by which something is told: the day where it is a whole one, else the minute. */
export function recordsUntil(
  knownAt: Instant,
  { day, instant }: Pick<Messages, 'day' | 'instant'>,
): string {
  const last = tokyoDayOf(knownAt)
  return knownAt === endOfTokyoDay(last) ? day(last) : instant(knownAt)
}
