import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { Erasure } from '../domain/personal-data/erasure.ts'
import {
  type HistoryEvent,
  HistoryEvent as HistoryEventSchema,
  type SealedTexts,
} from '../history/chain.ts'
import { municipalityStream, proposalStream } from '../history/streams.ts'
import { hash } from './accounts.ts'
import type { Database, TransactItem } from './database.ts'
import {
  accountKey,
  accountPartition,
  ERASURES,
  eventPartition,
  identityKey,
  MEMBERSHIP_PREFIX,
  membershipKey,
  streamPrefix,
  textPartition,
} from './table.ts'

/** How often texts are read anew that another run has changed meanwhile. */
const ATTEMPTS = 5

/** The one place that takes texts and accounts away for good. In the cloud only the erasure job may. */
export class Erasures {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The whole ledger, of all municipalities or of one. */
  async ledger(code?: string): Promise<Erasure[]> {
    const items = await this.#database.query(
      ERASURES,
      code === undefined ? {} : { prefix: `${code}#` },
    )
    return items.map(({ pk: _, sk: __, v: ___, ...entry }) => entry as Erasure)
  }

  /**
   * Takes texts of a stream away, with their salts: what is left of them in the events can't be guessed.
   * @param of a proposal's id; the municipality's own stream without one
   * @param chosen which of an event's texts, each by its JSON pointer
   * @param onGoing is told of them before they are gone, each by its pointer
   * @returns how many there were; none the second time
   */
  async eraseTexts(
    code: string,
    of: string | undefined,
    chosen: (event: HistoryEvent, texts: Readonly<Record<string, string>>) => readonly string[],
    onGoing: (texts: readonly (readonly [string, string])[]) => Promise<void> = async () => {},
  ): Promise<number> {
    let erased = 0
    for (let attempt = 1; ; attempt += 1) {
      const going = await this.#going(code, of, chosen)
      if (going.length > 0) await onGoing(going.flatMap(({ texts }) => texts))
      try {
        for (const part of inParts(going)) {
          await this.#database.transact(part.map(({ write }) => write))
          erased += part.reduce((sum, { texts }) => sum + texts.length, 0)
        }
        return erased
      } catch (error) {
        // Another run has erased some of what was to be left: they must not come back.
        if (!(error instanceof TransactionCanceledException) || attempt === ATTEMPTS) throw error
      }
    }
  }

  /** The texts that go, and what is written instead of them. */
  async #going(
    code: string,
    of: string | undefined,
    chosen: (event: HistoryEvent, texts: Readonly<Record<string, string>>) => readonly string[],
  ): Promise<{ texts: (readonly [string, string])[]; write: TransactItem }[]> {
    const stream = of === undefined ? municipalityStream(code) : proposalStream(of)
    const pk = textPartition(code)
    const prefix = streamPrefix(stream)
    const held = await this.#database.query(pk, { prefix })
    if (held.length === 0) return []
    const events = await this.#database.query(eventPartition(code), { prefix })
    const bySequence = new Map(events.map(({ sk, event }) => [String(sk), String(event)]))
    const TableName = this.#database.table
    return held.flatMap((item) => {
      const texts = item.texts as SealedTexts
      const event = HistoryEventSchema.parse(JSON.parse(bySequence.get(String(item.sk)) ?? 'null'))
      const said = Object.entries(texts).map(([pointer, { text }]) => [pointer, text] as const)
      const gone = new Set(chosen(event, Object.fromEntries(said)))
      if (gone.size === 0) return []
      const left = Object.entries(texts).filter(([pointer]) => !gone.has(pointer))
      const names = left.map(([pointer], at) => [`#t${at}`, pointer] as const)
      const isLeft = {
        TableName,
        Item: { ...item, texts: Object.fromEntries(left) },
        ConditionExpression: names.map(([name]) => `attribute_exists(texts.${name})`).join(' AND '),
        ExpressionAttributeNames: Object.fromEntries(names),
      }
      return [
        {
          texts: said.filter(([pointer]) => gone.has(pointer)),
          write:
            left.length > 0 ? { Put: isLeft } : { Delete: { TableName, Key: { pk, sk: item.sk } } },
        },
      ]
    })
  }

  /**
   * Takes an account's membership away; with its last one the account itself, its sessions and what it was
   * known by. Whoever signs in again is somebody new.
   */
  async unbind(accountId: string, code: string): Promise<void> {
    const TableName = this.#database.table
    const items = await this.#database.query(accountPartition(accountId))
    const others = items.filter(
      ({ sk }) =>
        String(sk).startsWith(MEMBERSHIP_PREFIX) && sk !== membershipKey(accountId, code).sk,
    )
    const account = items.find(({ sk }) => sk === accountKey(accountId).sk)
    const going = others.length > 0 ? [membershipKey(accountId, code)] : items
    const identity =
      others.length === 0 && account
        ? [identityKey(hash(`${account.issuer}\n${account.subject}`))]
        : []
    const keys = [...identity, ...going].map(({ pk, sk }) => ({ pk, sk }))
    for (const part of inParts(keys))
      await this.#database.transact(part.map((Key) => ({ Delete: { TableName, Key } })))
  }
}

/** DynamoDB takes a hundred writes at once; these ones need not be done together. */
function inParts<Write>(writes: readonly Write[]): Write[][] {
  const count = Math.ceil(writes.length / 100)
  return Array.from({ length: count }, (_, at) => writes.slice(at * 100, (at + 1) * 100))
}
