/** What events tell, or a state holds: JSON. */
export type Told = Record<string, unknown>

/** Where a state says something else than its events do, and the event that told it last. */
export type Deviation = { pointer: string; sequence: number }

/** Stands for what no event tells: whatever the state holds there is taken. */
export const UNTOLD = Symbol('untold')

/**
 * Texts of these an erasure takes out of the history alone: what is linked or asked about, and years and offices, are
 * the record's.
 */
const LEFT_STANDING = /^\/(links|revisions|cohorts|offices|inquiries\/[^/]+\/proposal)\//

/**
 * The first place where a state says something else than its events. Of an erased text nobody can say any more
 * what it was: the state must be without it, too.
 * @param sequence of the event that told it, where nothing nearer says
 * @param isErasing an erasure is under way: the history is without a text first, the state a moment later
 */
export function differing(
  held: unknown,
  told: unknown,
  {
    pointer = '',
    sequence = 0,
    isErasing = false,
  }: { pointer?: string; sequence?: number; isErasing?: boolean } = {},
): Deviation | undefined {
  if (told === UNTOLD || (isNothing(held) && isNothing(told))) return undefined
  if (isErased(told)) {
    const isGone = held === undefined || held === '' || isErasing || LEFT_STANDING.test(pointer)
    return isGone ? undefined : { pointer, sequence }
  }
  const at = Number(sequenceOf(told) ?? sequenceOf(held) ?? sequence)
  if (!isRecord(held) || !isRecord(told))
    return held === told ? undefined : { pointer, sequence: at }
  for (const key of new Set([...Object.keys(told), ...Object.keys(held)])) {
    // Most of it is the same.
    if (held[key] === told[key]) continue
    const inner = { pointer: `${pointer}/${key}`, sequence: at, isErasing }
    const found = differing(held[key], told[key], inner)
    if (found) return found
  }
  return undefined
}

/** A text that was erased, or something that was made of such alone, as a link and its label. */
function isErased(told: unknown): boolean {
  if (!isRecord(told)) return false
  if (told.erased === true) return true
  const parts = Object.values(told)
  return parts.length > 0 && parts.every(isErased)
}

/** An event tells the texts of a list; of a list without any it tells as little as of none. */
function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

/** The number of the event that told it, where it carries that itself. */
function sequenceOf(value: unknown): unknown {
  return isRecord(value) ? value.sequence : undefined
}

function isRecord(value: unknown): value is Told {
  return typeof value === 'object' && value !== null
}
