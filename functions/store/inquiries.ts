import type { MunicipalityChange } from '../domain/change.ts'
import type { Operation } from '../domain/operation.ts'
import type { Delivery, Inquiry } from '../domain/questions/inquiry.ts'
import type { TextErasure } from '../domain/questions/inquiry-erasure.ts'
import type { Register } from '../domain/register.ts'
import type { Further } from './commit.ts'
import type { Database, Item } from './database.ts'
import type { Registers } from './registers.ts'
import type { State } from './states.ts'
import { DELIVERY, deliveryKey, inquiryKey, textErasureKey } from './table.ts'

/** So many ended ones stay at hand; older ones lie apart. */
const MOST_ENDED = 100

/** The state with the questions between municipalities, and those that leave it for a place of their own. */
export function inquiryStates(
  code: string,
  all: readonly Inquiry[],
): { states: State[]; further: Further[] } {
  const ended = all.filter((one) => one.ended)
  const leaving = new Set(ended.slice(0, Math.max(0, ended.length - MOST_ENDED)))
  return {
    states: [{ kind: 'inquiries', value: { v: 1, list: all.filter((one) => !leaving.has(one)) } }],
    further: [...leaving].map((inquiry) => ({
      key: inquiryKey(code, inquiry.id),
      item: { v: 1, inquiry },
    })),
  }
}

/** A letter as the item that waits: written once, with its cause. */
export function deliveryItem(delivery: Delivery): Further {
  return { key: keyOf(delivery), item: { v: 1, delivery }, condition: 'attribute_not_exists(pk)' }
}

/** An erased text's entry in the ledger, written with what erases it, and with its end. */
export function textErasureItem(erasure: TextErasure): Further {
  const { code, inquiryId, text } = erasure
  return { key: textErasureKey(code, inquiryId, text), item: { v: 1, ...erasure } }
}

/** It is gone with what it caused: whoever is second finds none, and does nothing. */
function delivered(delivery: Delivery): Further {
  return { key: keyOf(delivery), condition: 'attribute_exists(pk)' }
}

function keyOf({ at, id }: Delivery) {
  return deliveryKey(at, id)
}

/** Questions that left the register, and letters on their way. */
export class Inquiries {
  readonly #database: Database
  readonly #registers: Registers

  constructor({ database, registers }: { database: Database; registers: Registers }) {
    this.#database = database
    this.#registers = registers
  }

  /** One that ended long ago; undefined where there is none. */
  async past(code: string, id: string): Promise<Inquiry | undefined> {
    const [item] = await this.#database.get([inquiryKey(code, id)])
    return item && inquiryOf(item)
  }

  /** All that ended long ago. */
  async allPast(code: string): Promise<Inquiry[]> {
    const items = await this.#database.query(inquiryKey(code, '').pk)
    return items.map(inquiryOf)
  }

  /** Sends a letter again, whose cause was written long ago: its receiver may have been put back since. */
  async sendAgain(delivery: Delivery): Promise<void> {
    const { table } = this.#database
    const { key, item } = deliveryItem(delivery)
    await this.#database.transact([{ Put: { TableName: table, Item: { ...key, ...item } } }])
  }

  /** The letters on their way, oldest first, behind a place. */
  async onTheirWay(
    after: string | undefined,
    limit: number,
  ): Promise<{ at: string; delivery: Delivery }[]> {
    const items = await this.#database.query(DELIVERY, { after, limit })
    return items.map((item) => ({ at: String(item.sk), delivery: item.delivery as Delivery }))
  }

  /**
   * Takes a letter in: what it changes at its receiver, with its event, and that it is on its way no more are one
   * transaction. Of two that take the same letter in, one finds it gone.
   * @throws DomainError `conflict` for the second one, and where others were first five times in a row
   */
  async take(
    delivery: Delivery,
    operation: Operation,
    decide: (register: Register, now: string) => MunicipalityChange,
  ): Promise<void> {
    await this.#registers.changeMunicipality(delivery.to, operation, decide, undefined, [
      delivered(delivery),
    ])
  }

  /** A letter goes back: it is gone and its answer is on the way, both or neither. */
  async sendBack(delivery: Delivery, answer: Delivery): Promise<void> {
    const { table } = this.#database
    const { key, item } = deliveryItem(answer)
    await this.#database.transact([
      {
        Delete: {
          TableName: table,
          Key: keyOf(delivery),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      { Put: { TableName: table, Item: { ...key, ...item } } },
    ])
  }

  /** A letter that tells nothing new is gone. */
  async drop(delivery: Delivery): Promise<void> {
    const { table } = this.#database
    await this.#database.transact([{ Delete: { TableName: table, Key: keyOf(delivery) } }])
  }
}

function inquiryOf({ inquiry }: Item): Inquiry {
  return inquiry as Inquiry
}
