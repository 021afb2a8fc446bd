import * as z from 'zod'
import type { Database } from '../store/database.ts'
import { MAILBOX, mailKey } from '../store/table.ts'
import type { Mail, Mailer } from './mail.ts'

const StoredMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: z.string(),
})

/** `next`, given as `before`, leads to the older ones. */
export type MailPage = { mails: Mail[]; next?: string }

export type Mailbox = Mailer & {
  /** Sent mails, newest first. `before` is the id that the page starts behind. */
  list(page?: { before?: string | undefined; limit?: number }): Promise<MailPage>
}

/** The mailer of the local start: mails stay in the table, to be read on a page. */
export function createMailbox({ database }: { database: Database }): Mailbox {
  return {
    async send(mail) {
      await database.put({ ...mailKey(mail.id), v: 1, ...mail }).catch((error) => {
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
      const mails = items.slice(0, limit).map((item) => StoredMail.parse(item))
      const last = mails.at(-1)
      return items.length > limit && last ? { mails, next: last.id } : { mails }
    },
  }
}
