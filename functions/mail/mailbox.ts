import {
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { MAILBOX, mailKey } from '../store/table.ts'
import type { Mail, Mailer } from './mail.ts'

const StoredMail = z.object({
  v: z.literal(1),
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: z.string(),
})

export type MailPage = {
  mails: Mail[] /** Give it as `before` for the next page. */
  next?: string
}

export type Mailbox = Mailer & {
  /** Sent mails, newest first. `before` is the id that the page starts after. */
  list(page?: { before?: string | undefined; limit?: number }): Promise<MailPage>
}

/** The mailer of the local start: mails stay in the table, to be read on a page. */
export function createMailbox({
  client,
  table,
}: {
  client: DynamoDBDocumentClient
  table: string
}): Mailbox {
  return {
    async send(mail) {
      const item = { ...mailKey(mail.id), v: 1, ...mail }
      await client.send(new PutCommand({ TableName: table, Item: item }))
    },

    async list({ before, limit = 20 } = {}) {
      const from: Partial<QueryCommandInput> = before ? { ExclusiveStartKey: mailKey(before) } : {}
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': MAILBOX },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
          ...from,
        }),
      )
      const mails = (answer.Items ?? []).map((item): Mail => {
        const { v: _, ...mail } = StoredMail.parse(item)
        return mail
      })
      const last = answer.LastEvaluatedKey?.sk
      return typeof last === 'string' ? { mails, next: last } : { mails }
    },
  }
}
