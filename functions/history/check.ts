import type { HistoryFault } from '../domain/words.ts'
import type { Anchor } from './anchor.ts'

export type HistoryBreak = {
  stream: string
  /** The event that is wrong first. */
  sequence: number
  fault: HistoryFault
  /** Where the state deviates. */
  pointer?: string
  /** The anchor that knows better. */
  anchoredAt?: string
}

/** The data were taken back to how they stood at an instant. */
export type Restored = { at: string; asOf: string }

export type HistoryCheck = {
  code: string
  /** Everything recorded up to this instant was checked. */
  upTo: string
  chains: number
  events: number
  erasedTexts: number
  anchors: number
  /** Each with how many anchors were laid in between: what they told of is gone. */
  restores: (Restored & { anchors: number })[]
  /** The anchors that HR was told of by mail: they must be there. */
  told: { at: string; fingerprint: string }[]
  /** The first break of each broken chain; none where all is intact. */
  breaks: HistoryBreak[]
}

/** Where the chains end now: what an anchor says. */
export type Heads = Pick<Anchor, 'code' | 'at' | 'events' | 'heads'>
