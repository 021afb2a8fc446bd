import type { SealedTexts } from '../history/chain.ts'
import type { Database, Item } from './database.ts'
import { eventPartition, placeOf, textPartition } from './table.ts'

/** A chain as it lies in the table. */
export type StoredChain = {
  stream: string
  /** The canonical JSON of each event, in order. */
  events: string[]
  /** By the sequence of their event. */
  texts: ReadonlyMap<number, SealedTexts>
}

/**
 * All chains of a municipality, each whole, in the order of their streams: its own first, then the proposals'.
 * Events and texts lie in the same order, so they are read side by side, a page of each: a municipality of any
 * size takes the memory of its longest chain.
 */
export async function* chainsOf(database: Database, code: string): AsyncGenerator<StoredChain> {
  const texts = byStream(database.pages(textPartition(code)))
  let beside = await texts.next()
  for await (const { stream, items } of byStream(database.pages(eventPartition(code)))) {
    while (!beside.done && beside.value.stream < stream) beside = await texts.next()
    const own = !beside.done && beside.value.stream === stream ? beside.value.items : []
    yield {
      stream,
      events: items.map(({ event }) => String(event)),
      texts: new Map(
        own.map(({ sk, texts }) => [placeOf(String(sk)).sequence, texts as SealedTexts]),
      ),
    }
  }
}

async function* byStream(
  pages: AsyncIterable<Item[]>,
): AsyncGenerator<{ stream: string; items: Item[] }> {
  let group: { stream: string; items: Item[] } | undefined
  for await (const page of pages)
    for (const item of page) {
      const { stream } = placeOf(String(item.sk))
      if (group?.stream === stream) group.items.push(item)
      else {
        if (group) yield group
        group = { stream, items: [item] }
      }
    }
  if (group) yield group
}
