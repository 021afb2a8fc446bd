import type { Day } from '../calendar.ts'
import type { Municipality } from './municipality.ts'

/**
 * The offices that do an office's work on a day: itself, or its successors, through any number of
 * reorganizations. Several where it was divided, none where it ended without a successor.
 */
export function officesToday(
  { offices = [] }: Pick<Municipality, 'offices'>,
  name: string,
  day: Day,
): string[] {
  const seen = new Set<string>()
  const follow = (current: string): string[] => {
    if (seen.has(current)) return []
    seen.add(current)
    const office = offices.find((other) => other.name === current)
    const ended = office?.endedOn !== undefined && office.endedOn <= day
    return ended ? (office.successors ?? []).flatMap(follow) : [current]
  }
  return follow(name)
}

/** Whether two offices' work is done by the same one on a day, both through any number of reorganizations. */
export function areOneOffice(
  municipality: Pick<Municipality, 'offices'>,
  [one, other]: readonly [string, string],
  day: Day,
): boolean {
  const others = officesToday(municipality, other, day)
  return officesToday(municipality, one, day).some((today) => others.includes(today))
}

/** Whether an office does the dispatcher's work on a day. */
export function isDispatcher(
  municipality: Pick<Municipality, 'offices' | 'dispatcher'>,
  office: string,
  day: Day,
): boolean {
  return areOneOffice(municipality, [office, municipality.dispatcher], day)
}
