import type { Database, Item, TransactItem } from '../database.ts'

/** What one transaction takes. */
export const MOST_WRITES = 100
/** A transaction takes four megabytes, and a slow line little more than one in time. */
const MOST_BYTES = 1_000_000
/** How many transactions are under way: the engine works while the next ones are put together. */
const AT_ONCE = 4

/** Puts many items, a transaction at a time; each put is the same the second time. */
export class Writer {
  readonly #database: Database
  readonly #onItems: (items: number) => void
  /** By key: one transaction takes an item once. */
  #batch = new Map<string, TransactItem>()
  #bytes = 0
  #items = 0
  readonly #under = new Set<Promise<void>>()
  #failure: { cause: unknown } | undefined

  constructor(database: Database, onItems: (items: number) => void) {
    this.#database = database
    this.#onItems = onItems
  }

  async put(item: Item): Promise<void> {
    const size = sizeOf(item)
    if (this.#batch.size === MOST_WRITES || this.#bytes + size > MOST_BYTES) await this.#send()
    const put = { TableName: this.#database.table, Item: item }
    this.#batch.set(`${item.pk}\n${item.sk}`, { Put: put })
    this.#bytes += size
  }

  /** Resolves when everything that was put is in the table. */
  async flush(): Promise<void> {
    await this.#send()
    await Promise.all(this.#under)
    if (this.#failure) throw this.#failure.cause
  }

  async #send(): Promise<void> {
    const batch = [...this.#batch.values()]
    this.#batch.clear()
    this.#bytes = 0
    if (batch.length === 0) return
    while (this.#under.size >= AT_ONCE) await Promise.race(this.#under)
    if (this.#failure) throw this.#failure.cause
    const writing = this.#database
      .transact(batch)
      .then(() => {
        this.#items += batch.length
        this.#onItems(this.#items)
      })
      .catch((cause) => {
        this.#failure = { cause }
      })
      .finally(() => this.#under.delete(writing))
    this.#under.add(writing)
  }
}

/** Roughly: a character of Japanese takes three bytes. */
function sizeOf(item: Item): number {
  const { body, ...rest } = item
  return (body?.length ?? 0) + JSON.stringify(rest).length * 3
}
