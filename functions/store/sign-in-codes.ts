import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { Database, Item } from './database.ts'
import { type Key, sentCodesKey, signInCodeKey } from './table.ts'

/** The code of a sign-in as it is kept: nothing in it reads as an address or as a code. */
export type KeptCode = {
  /** The address, sealed. */
  to: string
  /** The code's keyed hash. */
  proof: string
  /** Tries left; none once it was used. */
  left: number
  /** Epoch milliseconds. */
  until: number
}

/** When codes went to an address, epoch milliseconds, oldest first. */
export type Sends = { at: number[] }

/** A day longer than anything here holds, as clocks differ and the database clears away late anyway. */
const DAY = 24 * 60 * 60

/**
 * Codes of sign-ins under way and how many an address got, so that their limits hold over all processes
 * and starts. Every step from one state to the next is written only where nobody else was first.
 */
export class SignInCodes {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async code(signIn: string): Promise<KeptCode | undefined> {
    const [item] = await this.#database.get([signInCodeKey(signIn)])
    return item && (JSON.parse(String(item.state)) as KeptCode)
  }

  /** Puts a new code in the place of an older one. */
  async put(signIn: string, code: KeptCode): Promise<void> {
    const Item = { ...signInCodeKey(signIn), v: 1, ...written(code, code.until) }
    await this.#database.transact([{ Put: { TableName: this.#database.table, Item } }])
  }

  /** @returns whether the code was still as it was read; if not, nothing was written */
  replace(signIn: string, before: KeptCode, after: KeptCode): Promise<boolean> {
    return this.#replace(signInCodeKey(signIn), before, written(after, after.until))
  }

  async sends(address: string): Promise<Sends | undefined> {
    const [item] = await this.#database.get([sentCodesKey(address)])
    return item && (JSON.parse(String(item.state)) as Sends)
  }

  /** @returns whether the sends were still as they were read; if not, nothing was written */
  replaceSends(address: string, before: Sends | undefined, after: Sends): Promise<boolean> {
    return this.#replace(sentCodesKey(address), before, written(after, after.at.at(-1) ?? 0))
  }

  /** As a transaction, whose token tells its own lost response from somebody else's being first. */
  async #replace(key: Key, before: KeptCode | Sends | undefined, attributes: Item) {
    const Put = {
      TableName: this.#database.table,
      Item: { ...key, v: 1, ...attributes },
      ConditionExpression: before ? '#state = :before' : 'attribute_not_exists(pk)',
      ...(before && {
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':before': JSON.stringify(before) },
      }),
    }
    try {
      await this.#database.transact([{ Put }])
      return true
    } catch (error) {
      if (error instanceof TransactionCanceledException) return false
      throw error
    }
  }
}

/** One string, so that one comparison tells whether anything has changed. */
function written(state: KeptCode | Sends, until: number): Item {
  return { state: JSON.stringify(state), expiresAt: Math.floor(until / 1000) + DAY }
}
