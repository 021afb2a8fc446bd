import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { once } from '../loading/once.ts'
import { Accounts } from './accounts.ts'
import { type Consumed, Database } from './database.ts'
import { DueDays } from './due-days.ts'
import { Erasures } from './erasures.ts'
import { Exports } from './exports.ts'
import { FrozenReviews } from './frozen-reviews.ts'
import { Inquiries } from './inquiries.ts'
import { JobDays } from './job-days.ts'
import { Municipalities } from './municipalities.ts'
import { Office } from './office.ts'
import { Outbox } from './outbox.ts'
import type { Asked } from './portable/export.ts'
import { Registers } from './registers.ts'
import { Requests } from './requests.ts'
import { Shared } from './shared.ts'
import { SignInCodes } from './sign-in-codes.ts'
import { StatisticsStore } from './statistics.ts'
import { Streams } from './streams.ts'
import { META } from './table.ts'
import { Trail } from './trail.ts'
import type { Verifier } from './verifier.ts'

/** Everything that is kept, over one table. */
export type Store = ReturnType<typeof openStore>

/**
 * Opens the store over an existing table (`prepareTable` makes one).
 * @param clock the server's clock; every recorded instant comes from it
 * @param memory bytes for the copies of registers
 * @param onMails is told that a change has put mails into the outbox
 * @param onConsumed is told what each call consumed
 */
export function openStore({
  client,
  table,
  clock,
  memory,
  onMails,
  onConsumed,
}: {
  client: DynamoDBClient
  table: string
  clock: () => Date
  memory?: number
  onMails?: () => void
  onConsumed?: (consumed: Consumed) => void
}) {
  const database = new Database({ client, table, onConsumed })
  const registers = new Registers({
    database,
    clock,
    onMails,
    ...(memory !== undefined && { memory }),
  })
  const accounts = new Accounts({ database, clock })
  /** Checking histories is much code, and seldom asked for. */
  const verifying = once(async (): Promise<Verifier> => {
    const { Verifier } = await import('./verifier.ts')
    return new Verifier(database)
  })
  return {
    database,
    registers,
    streams: new Streams(database),
    frozenReviews: new FrozenReviews(database),
    accounts,
    signInCodes: new SignInCodes(database),
    erasures: new Erasures(database),
    outbox: new Outbox(database),
    jobDays: new JobDays(database),
    dueDays: new DueDays(database),
    trail: new Trail(database),
    requests: new Requests(database),
    inquiries: new Inquiries({ database, registers }),
    exports: new Exports(database),
    shared: new Shared(database),
    statistics: new StatisticsStore(database),
    verifier: {
      check: async (...asked) => (await verifying()).check(...asked),
      heads: async (...asked) => (await verifying()).heads(...asked),
    } satisfies Pick<Verifier, 'check' | 'heads'>,
    municipalities: new Municipalities({ database, registers, accounts }),
    office: new Office({ database, registers, clock }),
    portable: {
      /** The lines of a backup, a few at a time; few processes ever write one. */
      async *pieces(asked: Asked = {}): AsyncGenerator<string> {
        const { Portable } = await import('./portable/export.ts')
        yield* new Portable({ database, clock }).pieces(asked)
      },
    },
    /** Answers when the database does. */
    async ping(): Promise<void> {
      await database.get([META])
    },
  }
}
