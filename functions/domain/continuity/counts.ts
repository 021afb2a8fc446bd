import * as z from 'zod'
import { STANDINGS, type StandingCode } from '../words.ts'

/** How many proposals stand how. */
export const Counts = z.object(
  Object.fromEntries(STANDINGS.map((code) => [code, z.int()])) as Record<StandingCode, z.ZodInt>,
)
export type Counts = z.infer<typeof Counts>

export function noCounts(): Counts {
  return { continued: 0, stalled: 0, never_started: 0, completed: 0, unconfirmed: 0 }
}

/** How many there are of some kinds, or of all together. */
export function sumOf(counts: Counts, codes: readonly StandingCode[] = STANDINGS): number {
  return codes.reduce((sum, code) => sum + counts[code], 0)
}
