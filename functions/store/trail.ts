import type { EventType } from '../domain/change.ts'
import type { Attribution } from '../domain/people.ts'
import { HistoryEvent, type SealedTexts } from '../history/chain.ts'
import type { Database, Item } from './database.ts'
import { eventPartition, sequenceSk, textPartition, trailPartition } from './table.ts'

/** Where an event of a municipality lies, and what one may look for. */
export type TrailEntry = {
  recordedAt: string
  stream: string
  sequence: number
  type: EventType
  by: Pick<Attribution, 'kind' | 'memberId' | 'channel'>
}

/** An event as the trail shows it: with the texts that stand apart from it, and the hash it can be named by. */
export type TrailEvent = { event: HistoryEvent; texts: SealedTexts }

/** Which events are wanted; instants are included. */
export type TrailQuery = {
  stream?: string | undefined
  from?: string | undefined
  to?: string | undefined
  isWanted?: (entry: TrailEntry) => boolean
}

/** What one page may look through in search of what is wanted: a page is short rather than dear. */
const LOOKED_THROUGH = 400
/** What is read at once in search of what is wanted. */
const BATCH = 100
const FIRST = '0'
const LAST = '\u{10FFFF}'

/** An event's entry in its municipality's trail. */
export function trailItem(code: string, event: HistoryEvent): Item {
  const { recordedAt, stream, sequence, type, by } = event
  const { kind, memberId, channel } = by
  return {
    pk: trailPartition(code),
    sk: recordedAt,
    v: 1,
    stream,
    sequence,
    type,
    kind,
    channel,
    ...(memberId !== undefined && { memberId }),
  }
}

export function trailEntryOf(item: Item): TrailEntry {
  const { sk, stream, sequence, type, kind, memberId, channel } = item
  return {
    recordedAt: sk,
    stream,
    sequence,
    type,
    by: { kind, channel, ...(memberId !== undefined && { memberId }) },
  }
}

/** What happened in a municipality, over all its streams, the latest first. */
export class Trail {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * A page of events with their texts, the latest first.
   * @param after where the page before ended
   * @returns `next` where there may be more; the page may be short then
   */
  async page(
    code: string,
    query: TrailQuery,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ events: TrailEvent[]; next?: string }> {
    const { entries, next } = await this.#entries(code, query, page)
    const events = await this.#read(code, entries)
    return { events, ...(next !== undefined && { next }) }
  }

  async #entries(
    code: string,
    { stream, from = FIRST, to = LAST, isWanted }: TrailQuery,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ entries: TrailEntry[]; next?: string }> {
    // A stream's own events are in order already; in the trail the instant is the sort key.
    const [pk, between] =
      stream === undefined
        ? [trailPartition(code), [from, to] as const]
        : [eventPartition(code, stream), undefined]
    const batch = isWanted ? BATCH : limit + 1
    const entries: TrailEntry[] = []
    let last = after
    const more = () => ({ entries, ...(last !== undefined && { next: last }) })
    for (let looked = 0; looked < LOOKED_THROUGH; looked += batch) {
      const items = await this.#database.query(pk, {
        between,
        after: last,
        limit: batch,
        newestFirst: true,
      })
      for (const item of items) {
        const entry =
          stream === undefined
            ? trailEntryOf(item)
            : trailEntryOf(trailItem(code, JSON.parse(String(item.event))))
        if (entry.recordedAt < from) return { entries }
        if (entry.recordedAt <= to && (isWanted?.(entry) ?? true)) {
          if (entries.length === limit) return more()
          entries.push(entry)
        }
        last = String(item.sk)
      }
      if (items.length < batch) return { entries }
    }
    return more()
  }

  async #read(code: string, entries: readonly TrailEntry[]): Promise<TrailEvent[]> {
    if (entries.length === 0) return []
    const keys = entries.flatMap(({ stream, sequence }) => {
      const sk = sequenceSk(sequence)
      return [
        { pk: eventPartition(code, stream), sk },
        { pk: textPartition(code, stream), sk },
      ]
    })
    const items = await this.#database.get(keys)
    return entries.flatMap((_, at) => {
      const event = items[2 * at]
      if (!event) return []
      const texts = (items[2 * at + 1]?.texts ?? {}) as SealedTexts
      return [{ event: HistoryEvent.parse(JSON.parse(String(event.event))), texts }]
    })
  }
}
