import * as z from 'zod'
import { ERASED_PERSON } from '../domain/messages/erased-person.ts'
import type { Mail, Mailer } from '../mail/mail.ts'
import type { Database, TransactItem } from '../store/database.ts'
import { MAILBOX, mailKey } from '../store/table.ts'

const StoredMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: z.string(),
})

/** How long a mail's text is kept. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** `next`, given as `before`, leads to the older ones. */
export type MailPage = { mails: Mail[]; next?: string }

/** What of somebody who is erased stands in mails: an address, names anywhere, texts as they are quoted. */
export type Forgotten = {
  code: string
  address?: string | undefined
  names?: readonly string[]
  texts?: readonly string[]
}

export type Mailbox = Mailer & {
  /** Sent mails of the last 30 days, newest first. `before` is the id that the page starts behind. */
  list(page?: { before?: string | undefined; limit?: number }): Promise<MailPage>
  /** Takes older mails away for good, and tells how many; they are listed no more in any case. */
  forget(): Promise<number>
  /** Takes a municipality's mails to an address away for good, and what stands of somebody in its others. */
  forgetPerson(gone: Forgotten): Promise<void>
}

/** Takes names out wherever they stand, and texts where they are quoted: as lines of their own, or behind a colon. */
function withoutWords(names: readonly string[], texts: readonly string[]) {
  const any = (words: readonly string[]) =>
    [...words]
      // A single letter stands in too many other words.
      .filter((word) => word.length > 1)
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|')
  const patterns = [
    ...(any(names) ? [new RegExp(any(names), 'g')] : []),
    ...(any(texts) ? [new RegExp(`(?<=^|\\n|：|: )(?:${any(texts)})(?=\\n|$)`, 'g')] : []),
  ]
  return (said: string): string =>
    patterns.reduce((left, pattern) => left.replaceAll(pattern, ERASED_PERSON.ja), said)
}

/** The mailer of the local start: mails stay in the table, to be read on a page. */
export function createMailbox({
  database,
  clock,
}: {
  database: Database
  clock: () => Date
}): Mailbox {
  const deletion = ({ sk }: { sk?: unknown }) => ({
    Delete: { TableName: database.table, Key: mailKey(String(sk)) },
  })
  const oldest = () => new Date(clock().getTime() - KEPT_MS).toISOString()
  return {
    exactlyOnce: true,

    async send(mail) {
      const expiresAt = Math.floor((Date.parse(mail.sentAt) + KEPT_MS) / 1000)
      await database.put({ ...mailKey(mail.id), v: 1, ...mail, expiresAt }).catch((error) => {
        // This mail is there already: its sender tries again after a lost answer.
        if (error.name !== 'ConditionalCheckFailedException') throw error
      })
    },

    async list({ before, limit = 20 } = {}) {
      const items = await database.query(MAILBOX, {
        after: before,
        limit: limit + 1,
        newestFirst: true,
      })
      const mails = items
        .slice(0, limit)
        .map((item) => StoredMail.parse(item))
        .filter(({ sentAt }) => sentAt > oldest())
      const last = mails.at(-1)
      return items.length > limit && last ? { mails, next: last.id } : { mails }
    },

    async forgetPerson({ code, address, names = [], texts = [] }) {
      const without = withoutWords(names, texts)
      const writes = (await database.query(MAILBOX)).flatMap((item): TransactItem[] => {
        // A code for signing in is no municipality's.
        if (item.code !== code && item.code !== undefined) return []
        if (String(item.to).toLowerCase() === address?.toLowerCase()) return [deletion(item)]
        const [subject, text] = [without(String(item.subject)), without(String(item.text))]
        if (subject === item.subject && text === item.text) return []
        return [{ Put: { TableName: database.table, Item: { ...item, subject, text } } }]
      })
      for (let at = 0; at < writes.length; at += 25)
        await database.transact(writes.slice(at, at + 25))
    },

    async forget() {
      let forgotten = 0
      // Mails stand in the order of their ids, which is nearly that of their sending.
      for (;;) {
        const items = await database.query(MAILBOX, { limit: 25 })
        const old = items.filter(({ sentAt }) => String(sentAt) <= oldest())
        if (old.length > 0) await database.transact(old.map(deletion))
        forgotten += old.length
        if (old.length < 25) return forgotten
      }
    },
  }
}
