import { endOfTokyoDay, type Instant, tokyoDayOf } from '../calendar.ts'
import type { Viewpoint } from '../outcomes/standing.ts'
import type { Messages } from './ja.ts'

/** Whether a viewpoint is today, by everything that is known: what is told of another one says by what it knows. */
export function isOfNow({ day, knownAt }: Viewpoint, now: Instant): boolean {
  return day === tokyoDayOf(now) && knownAt >= now
}

/** Up to when the records reach by which something is told: the day where it is a whole one, else the minute. */
export function recordsUntil(
  knownAt: Instant,
  { day, instant }: Pick<Messages, 'day' | 'instant'>,
): string {
  const last = tokyoDayOf(knownAt)
  return knownAt === endOfTokyoDay(last) ? day(last) : instant(knownAt)
}
