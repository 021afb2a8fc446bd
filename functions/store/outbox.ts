import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { type MailEnd, type MailKind, nextTry, type PendingMail } from '../domain/mails/mail.ts'
import type { Database, Item, TransactItem } from './database.ts'
import { rememberedUntil } from './expiry.ts'
import { mailedKey, mailedPartition, OUTBOX, outboxKey } from './table.ts'

/** Instants are recorded one after the other, so that a change may lie a little ahead of the clock. */
const AHEAD_MS = 1_000

/** How one mail ended. */
export type MailRecord = MailEnd & { id: string; kind: MailKind; to: string }

/** A mail as the item that waits. Ids and codes only: no address, no text. */
export function outboxItem(mail: PendingMail): Item {
  return { ...outboxKey(mail.due, mail.id), v: 1, mail: withoutLease(mail) }
}

/**
 * The mails that wait. One is leased before it is tried, and moved or taken away with what became of it in
 * one write, so that whoever dies in between leaves a mail that is found again.
 */
export class Outbox {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Mails that are due and nobody's at the moment, the longest due first. */
  async due(now: string, limit: number): Promise<PendingMail[]> {
    const found: PendingMail[] = []
    let after: string | undefined
    const through = `${new Date(Date.parse(now) + AHEAD_MS).toISOString()}~`
    // Those that somebody else is sending right now stand in front, and are few.
    while (found.length < limit) {
      const items = await this.#database.query(OUTBOX, { after, limit, through })
      found.push(...items.map(mailOf).filter(({ leasedUntil }) => isFree(leasedUntil, now)))
      if (items.length < limit) break
      after = String(items.at(-1)?.sk)
    }
    return found.slice(0, limit)
  }

  /** When the next mail will be due; undefined where none waits. */
  async nextDue(): Promise<string | undefined> {
    const [item] = await this.#database.query(OUTBOX, { limit: 1 })
    return item && (mailOf(item).leasedUntil ?? mailOf(item).due)
  }

  /**
   * Makes a mail somebody's to send.
   * @returns the mail as it is now, or undefined where another was first
   */
  async lease(mail: PendingMail, until: string): Promise<PendingMail | undefined> {
    const leased = await this.#database.set(
      outboxKey(mail.due, mail.id),
      { leasedUntil: until },
      { name: 'leasedUntil', value: mail.leasedUntil },
    )
    return leased ? { ...mail, leasedUntil: until } : undefined
  }

  /**
   * Counts a try right before the mail is handed over: nobody knows its end until that is written.
   * @returns false where the lease has run out and another has the mail
   */
  begin(mail: PendingMail): Promise<boolean> {
    return this.#database.set(
      outboxKey(mail.due, mail.id),
      { unknown: mail.unknown + 1 },
      { name: 'leasedUntil', value: mail.leasedUntil },
    )
  }

  /**
   * Keeps that a mail was handed over whose history could not be told so: whoever has it next does only that.
   * @returns false where the lease has run out and another has the mail
   */
  handedOver(mail: PendingMail, sentAt: string): Promise<boolean> {
    return this.#database.set(
      outboxKey(mail.due, mail.id),
      { unknown: mail.unknown, sentAt },
      { name: 'leasedUntil', value: mail.leasedUntil },
    )
  }

  /**
   * Puts a mail off that was refused for now.
   * @returns false where it was refused often enough
   */
  async putOff(mail: PendingMail, now: string): Promise<boolean> {
    const due = nextTry(mail.refusals, now)
    if (due === undefined) return false
    const later: PendingMail = { ...mail, due, refusals: mail.refusals + 1 }
    await this.#move(mail, { ...outboxItem(later), unknown: mail.unknown })
    return true
  }

  /** Takes a mail out of the outbox and remembers how it ended. */
  async end(mail: PendingMail, end: MailEnd): Promise<void> {
    const { id, code, kind, to } = mail
    const expiresAt = rememberedUntil(end.at)
    await this.#move(mail, { ...mailedKey(code, id), v: 1, kind, to, ...end, expiresAt })
  }

  /** How one mail ended; undefined where that isn't known, or not any more. */
  async endOf(code: string, id: string): Promise<MailRecord | undefined> {
    const [item] = await this.#database.get([mailedKey(code, id)])
    return item && recordOf(item)
  }

  /** Whether a mail still waits, or is being sent: looked for among all that do, as hardly anybody asks. */
  async isWaiting(id: string): Promise<boolean> {
    return (await this.#database.query(OUTBOX)).some((item) => mailOf(item).id === id)
  }

  /** How a municipality's mails ended, newest first. */
  async ended(
    code: string,
    { before, limit }: { before?: string | undefined; limit: number },
  ): Promise<MailRecord[]> {
    const items = await this.#database.query(mailedPartition(code), {
      after: before,
      limit,
      newestFirst: true,
    })
    return items.map(recordOf)
  }

  /** The mail leaves its place and its new item appears, both or neither; only for whoever holds the lease. */
  async #move(mail: PendingMail, item: Item): Promise<void> {
    const gone: TransactItem = {
      Delete: {
        TableName: this.#database.table,
        Key: outboxKey(mail.due, mail.id),
        ConditionExpression: 'leasedUntil = :lease',
        ExpressionAttributeValues: { ':lease': mail.leasedUntil },
      },
    }
    const { table } = this.#database
    await this.#database
      .transact([gone, { Put: { TableName: table, Item: item } }])
      .catch((error) => {
        // The lease ran out, and whoever has the mail since will say what became of it.
        if (!(error instanceof TransactionCanceledException)) throw error
      })
  }
}

function recordOf({ sk, pk: _, v: __, expiresAt: ___, ...record }: Item): MailRecord {
  return { ...(record as MailEnd & { kind: MailKind; to: string }), id: String(sk) }
}

/** The mail of an item that waits, as its tries have left it. */
export function mailOf(item: Item): PendingMail {
  const { leasedUntil, unknown, sentAt } = item
  const mail = item.mail as PendingMail
  return {
    ...mail,
    ...(unknown !== undefined && { unknown: Number(unknown) }),
    ...(leasedUntil !== undefined && { leasedUntil: String(leasedUntil) }),
    ...(sentAt !== undefined && { sentAt: String(sentAt) }),
  }
}

function isFree(leasedUntil: string | undefined, now: string): boolean {
  return leasedUntil === undefined || leasedUntil <= now
}

function withoutLease({ leasedUntil: _, ...mail }: PendingMail): Omit<PendingMail, 'leasedUntil'> {
  return mail
}
