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

/** The one place that takes texts and accounts away for good. In the cloud only the erasure job may. */
export class Erasures {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The whole ledger, of all municipalities. */
  async ledger(): Promise<Erasure[]> {
    const items = await this.#database.query(ERASURES)
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
    const stream = of === undefined ? municipalityStream(code) : proposalStream(of)
    const pk = textPartition(code)
    const prefix = streamPrefix(stream)
    const held = await this.#database.query(pk, { prefix })
    if (held.length === 0) return 0
    const events = await this.#database.query(eventPartition(code), { prefix })
    const bySequence = new Map(events.map(({ sk, event }) => [String(sk), String(event)]))
    const writes: TransactItem[] = []
    const going: (readonly [string, string])[] = []
    for (const item of held) {
      const texts = item.texts as SealedTexts
      const event = HistoryEventSchema.parse(JSON.parse(bySequence.get(String(item.sk)) ?? 'null'))
      const said = Object.entries(texts).map(([pointer, { text }]) => [pointer, text] as const)
      const gone = new Set(chosen(event, Object.fromEntries(said)))
      if (gone.size === 0) continue
      going.push(...said.filter(([pointer]) => gone.has(pointer)))
      const left = Object.fromEntries(Object.entries(texts).filter(([at]) => !gone.has(at)))
      const key = { pk, sk: item.sk }
      const TableName = this.#database.table
      writes.push(
        Object.keys(left).length === 0
          ? { Delete: { TableName, Key: key } }
          : { Put: { TableName, Item: { ...item, texts: left } } },
      )
    }
    if (going.length > 0) await onGoing(going)
    await this.#inParts(writes)
    return going.length
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
    await this.#inParts(
      [...identity, ...going].map(({ pk, sk }) => ({ Delete: { TableName, Key: { pk, sk } } })),
    )
  }

  /** DynamoDB takes a hundred writes at once; these ones need not be done together. */
  async #inParts(writes: TransactItem[]): Promise<void> {
    for (let at = 0; at < writes.length; at += 100)
      await this.#database.transact(writes.slice(at, at + 100))
  }
}
