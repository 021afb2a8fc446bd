import type { EventType } from '../domain/change.ts'
import type { Attribution } from '../domain/people/people.ts'
import { HistoryEvent, type SealedTexts } from '../history/chain.ts'
import { chainsOf } from './chains.ts'
import type { Database, Item } from './database.ts'
import { eventPartition, sequenceSk, streamPrefix, textPartition, trailPartition } from './table.ts'

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
/** Entries that are looked up at once where everything is wanted. */
const ENTRIES = 400
/** Events that are read at once then, and how many such reads are under way: the table answers while rows are written. */
const EVENTS = 100
const AHEAD = 4
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

  /**
   * Every event up to an instant, stream by stream and each from its beginning, some at a time: as they lie there, at
   * the price of their bytes.
   */
  async *whole(code: string, { to }: { to: string }): AsyncGenerator<TrailEvent[]> {
    for await (const { events, texts } of chainsOf(this.#database, code)) {
      const told = events
        .map((event) => HistoryEvent.parse(JSON.parse(event)))
        .filter(({ recordedAt }) => recordedAt <= to)
      for (let at = 0; at < told.length; at += EVENTS)
        yield told
          .slice(at, at + EVENTS)
          .map((event) => ({ event, texts: texts.get(event.sequence) ?? ({} as SealedTexts) }))
    }
  }

  /** All events that are wanted, the latest first, some at a time and read ahead of whoever takes them. */
  async *all(code: string, query: TrailQuery): AsyncGenerator<TrailEvent[]> {
    const ahead: Promise<TrailEvent[]>[] = []
    let after: string | undefined
    do {
      const { entries, next } = await this.#entries(code, query, { after, limit: ENTRIES })
      for (let at = 0; at < entries.length; at += EVENTS) {
        const events = this.#read(code, entries.slice(at, at + EVENTS))
        // One that fails is told when its turn comes; nobody may be waiting for it before.
        events.catch(() => undefined)
        ahead.push(events)
        if (ahead.length > AHEAD) yield (await ahead.shift()) ?? []
      }
      after = next
    } while (after !== undefined)
    for (const events of ahead) yield await events
  }

  async #entries(
    code: string,
    { stream, from = FIRST, to = LAST, isWanted }: TrailQuery,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ entries: TrailEntry[]; next?: string }> {
    // A stream's own events are in order already; in the trail the instant is the sort key.
    const [pk, range] =
      stream === undefined
        ? [trailPartition(code), { between: [from, to] as const }]
        : [eventPartition(code), { prefix: streamPrefix(stream) }]
    const batch = isWanted ? BATCH : limit + 1
    const entries: TrailEntry[] = []
    let last = after
    const more = () => ({ entries, ...(last !== undefined && { next: last }) })
    for (let looked = 0; looked < LOOKED_THROUGH; looked += batch) {
      const items = await this.#database.query(pk, {
        ...range,
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

  /** Events and then the texts of those that have any: half of all have none, and a key without an item costs, too. */
  async #read(code: string, entries: readonly TrailEntry[]): Promise<TrailEvent[]> {
    if (entries.length === 0) return []
    const items = await this.#database.get(
      entries.map(({ stream, sequence }) => ({
        pk: eventPartition(code),
        sk: sequenceSk(stream, sequence),
      })),
    )
    const events = items.flatMap((item) =>
      item ? [HistoryEvent.parse(JSON.parse(String(item.event)))] : [],
    )
    const withTexts = events.filter(({ commitments }) => Object.keys(commitments).length > 0)
    const texts =
      withTexts.length === 0
        ? []
        : await this.#database.get(
            withTexts.map(({ stream, sequence }) => ({
              pk: textPartition(code),
              sk: sequenceSk(stream, sequence),
            })),
          )
    const textsOf = new Map(withTexts.map((event, at) => [event, texts[at]?.texts]))
    return events.map((event) => ({ event, texts: (textsOf.get(event) ?? {}) as SealedTexts }))
  }
}
