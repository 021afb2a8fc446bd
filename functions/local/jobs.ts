import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { v7 as uuidv7 } from 'uuid'
import { type Audit, type Auditor, createAuditor } from '../anchors/auditor.ts'
import { anchorDirectory } from '../anchors/directory.ts'
import { type Day, tokyoDayOf } from '../domain/calendar.ts'
import { anchorKeyFrom } from '../history/anchor.ts'
import { createAnchoring } from '../jobs/anchors.ts'
import { createDailyJob, type DailyReport } from '../jobs/daily.ts'
import { createErasureJob } from '../jobs/erasure.ts'
import { createLetterJob } from '../jobs/letters.ts'
import { createOutbox } from '../jobs/outbox.ts'
import { dailySteps } from '../jobs/steps.ts'
import { derivedFrom } from '../keys/derived.ts'
import { mailLinks } from '../links/mail-links.ts'
import { logger } from '../log/logger.ts'
import { createSmtpMailer, type SmtpSettings } from '../mail/smtp.ts'
import { openStore, type Store } from '../store/store.ts'
import { createMailbox } from './mailbox.ts'
import type { Options } from './options.ts'
import { clockOn } from './scheduler.ts'
import { writeAnew } from './snapshot.ts'

type Anchoring = Pick<Options, 'anchorDir' | 'anchorSeed' | 'formerAnchorKeys'>
type Wiring = {
  clock: () => Date
  secret: Uint8Array
  publicOrigin: string
  smtp?: SmtpSettings | undefined
  anchoring: Anchoring
  /** Where the embedded engine keeps its file. */
  dataDir?: string | undefined
}

/** Checks and anchors the histories of a store. */
export function auditorOver(
  { verifier }: Pick<Store, 'verifier'>,
  secret: Uint8Array,
  { anchorDir, anchorSeed, formerAnchorKeys }: Anchoring,
) {
  return createAuditor({
    verifier,
    place: anchorDirectory(anchorDir),
    key: anchorKeyFrom(anchorSeed ?? derivedFrom(secret, 'anchors')),
    formerKeys: formerAnchorKeys,
  })
}

/** Checks every history, one after the other. */
export async function auditAll(
  { municipalities }: Pick<Store, 'municipalities'>,
  auditor: Auditor,
): Promise<Audit[]> {
  const audits: Audit[] = []
  for (const code of await municipalities.histories()) audits.push(await auditor.check(code))
  return audits
}

/** The jobs over a store, with everything they need wired in. */
export function jobsOver(
  store: Store,
  { clock, secret, publicOrigin, smtp, anchoring, dataDir }: Wiring,
) {
  const mailbox = createMailbox({ database: store.database, clock })
  const erasure = createErasureJob({ ...store, newId: uuidv7, forgetMails: mailbox.forgetPerson })
  const outbox = createOutbox({
    ...store,
    mailer: smtp ? createSmtpMailer(smtp) : mailbox,
    links: mailLinks({ secret: derivedFrom(secret, 'api'), publicOrigin }),
    clock,
    newId: uuidv7,
    onErased: () =>
      void erasure.run().catch((error) => logger.error('erasure_not_ended', { error })),
  })
  const letters = createLetterJob({ ...store, clock, newId: uuidv7 })
  const auditor = auditorOver(store, secret, anchoring)
  const anchors = createAnchoring({
    ...store,
    auditor,
    codes: () => store.municipalities.histories(),
    newId: uuidv7,
  })
  const erasedBytes =
    dataDir === undefined ? {} : { erasedBytes: withoutErasedBytes(store, dataDir) }
  const steps = dailySteps({
    ...store,
    ...erasedBytes,
    ...{ outbox, mailbox, erasure, anchors, clock, newId: uuidv7 },
  })
  const daily = createDailyJob({ steps, records: store.jobDays, clock })
  return { mailbox, outbox, letters, erasure, auditor, daily }
}

/** After an erasure the file is written anew: SQLite leaves deleted bytes where they lay until it needs their room. */
function withoutErasedBytes({ erasures }: Pick<Store, 'erasures'>, dataDir: string) {
  return async ({ last }: { last: Day | undefined }) => {
    const ledger = await erasures.ledger()
    const ended = ledger.filter(
      ({ doneAt }) => doneAt !== undefined && (last === undefined || tokyoDayOf(doneAt) >= last),
    )
    if (ended.length > 0) await writeAnew(dataDir)
    return { erasures: ended.length }
  }
}

/**
 * Runs the job as if it were nine o'clock on a day. What it records carries that time, and what is recorded
 * later lies behind it: a day ahead is for trying out.
 */
export function runDailyOn(
  day: Day,
  { client, table, ...wiring }: Wiring & { client: DynamoDBClient; table: string },
): Promise<DailyReport> {
  const clock = clockOn(day, wiring.clock)
  return jobsOver(openStore({ client, table, clock }), { ...wiring, clock }).daily.run(day)
}

/** Whether a day lies ahead: only data to try things out with may be taken there. */
export function isAhead(day: Day, clock: () => Date): boolean {
  return day > tokyoDayOf(clock().toISOString())
}
