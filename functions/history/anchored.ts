import type { Anchor } from './anchor.ts'
import type { HistoryBreak, Restored } from './check.ts'

/**
 * Holds a chain against each anchor: its last event recorded by the anchor's instant must be the anchored one.
 * So neither may an anchored event be another one now, nor may one be added with a date before the anchor.
 * What an anchor that was laid before a restore tells of the time that the restore went back behind is gone:
 * the chain may end earlier than it says there, in nothing else may it differ.
 * @param times of the chain's events, ascending, and their hashes
 */
export function againstAnchors(
  stream: string,
  { times, hashes }: { times: readonly string[]; hashes: readonly string[] },
  { anchors, restores }: { anchors: readonly Anchor[]; restores: readonly Restored[] },
): Omit<HistoryBreak, 'stream'> | undefined {
  for (const { at, heads } of anchors) {
    const [sequence, hash] = heads[stream] ?? [0, undefined]
    const found = countUpTo(times, at)
    const restore = restoreBehind(at, restores)
    const isCutOff = restore && found < sequence && found === countUpTo(times, restore.asOf)
    if (isCutOff) continue
    if (found === sequence && (sequence === 0 || hashes[sequence - 1] === hash)) continue
    const first = found === sequence ? sequence : Math.min(found, sequence) + 1
    return { sequence: first, fault: 'anchor', anchoredAt: at }
  }
  return undefined
}

/**
 * Whether an anchor follows those before it: the last one, or, where runs were at once, an earlier one that its run had
 * seen. Then it must know all that the last one knows, so that beside a fork nothing can be left out.
 */
export function followsIn(anchors: readonly Anchor[], { previous, heads }: Anchor): boolean {
  const last = anchors.at(-1)
  if (previous === (last?.fingerprint ?? null)) return true
  const isThere = previous === null || anchors.some(({ fingerprint }) => fingerprint === previous)
  if (!last || !isThere) return false
  return Object.entries(last.heads).every(([stream, [sequence, hash]]) => {
    const [known, knownHash] = heads[stream] ?? [0, undefined]
    return known > sequence || (known === sequence && knownHash === hash)
  })
}

/** The restore that went back behind an anchor; undefined where all that it tells of must be there. */
export function restoreBehind(at: string, restores: readonly Restored[]): Restored | undefined {
  return restores.find((restore) => restore.asOf < at && at < restore.at)
}

/** How many of the ascending instants are not later than one. */
function countUpTo(times: readonly string[], at: string): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? '') <= at) low = middle + 1
    else high = middle
  }
  return low
}
