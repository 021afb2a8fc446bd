import type { SealedTexts } from '../history/chain.ts'
import type { Database } from './database.ts'
import { eventPartition, placeOf, sequenceSk, streamPrefix, textPartition } from './table.ts'

/** The provable histories, one by one: a proposal's or a municipality's own. */
export class Streams {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * A page of a stream, oldest first: the stored canonical JSON of each event.
   * @param after the sequence behind which to begin
   */
  async events(
    code: string,
    stream: string,
    { after = 0, limit }: { after?: number; limit: number },
  ): Promise<string[]> {
    const items = await this.#database.query(eventPartition(code), {
      prefix: streamPrefix(stream),
      after: sequenceSk(stream, after),
      limit,
    })
    return items.map((item) => String(item.event))
  }

  /** The texts of some events of a stream, by sequence and JSON pointer; an erased one is missing. */
  async texts(
    code: string,
    stream: string,
    sequences: readonly number[],
  ): Promise<Map<number, Record<string, string>>> {
    const pk = textPartition(code)
    const found = new Map<number, Record<string, string>>()
    const items = await this.#database.get(
      sequences.map((one) => ({ pk, sk: sequenceSk(stream, one) })),
    )
    for (const item of items) {
      if (!item) continue
      const texts = Object.entries(item.texts as SealedTexts)
      found.set(
        placeOf(String(item.sk)).sequence,
        Object.fromEntries(texts.map(([pointer, { text }]) => [pointer, text])),
      )
    }
    return found
  }
}
