import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent, SNSEvent } from 'aws-lambda'
import { v7 as uuidv7 } from 'uuid'
import { createAuditor } from '../anchors/auditor.ts'
import { cloudAnchors, formerAnchorKeys } from '../cloud/anchors.ts'
import { tellAnchors } from '../cloud/metrics.ts'
import { Secrets } from '../cloud/secrets.ts'
import { settings } from '../cloud/settings.ts'
import { type Day, tokyoDayOf } from '../domain/calendar.ts'
import { isMunicipalityCode } from '../domain/municipalities/municipality-code.ts'
import { anchorKeyFrom } from '../history/anchor.ts'
import { derivedFrom } from '../keys/derived.ts'
import { mailLinks } from '../links/mail-links.ts'
import { logger } from '../log/logger.ts'
import type { Mailer } from '../mail/mail.ts'
import { createSesMailer } from '../mail/ses.ts'
import { createClient } from '../store/database.ts'
import { migrate } from '../store/migrations.ts'
import { openStore } from '../store/store.ts'
import { exportPartition } from '../store/table.ts'
import { createAnchoring } from './anchors.ts'
import { Attempts } from './attempts.ts'
import { createDailyJob, isComplete } from './daily.ts'
import { createErasureJob } from './erasure.ts'
import { createExportJob } from './exports.ts'
import { takeFeedback } from './feedback.ts'
import { createOutbox } from './outbox.ts'
import { dailySteps } from './steps.ts'

// The Lambda entries of the jobs: the same jobs as on one machine, woken by Scheduler and by the table's
// stream instead of by a clock of their own. Each may be woken twice, late, or in another order.

/** What EventBridge Scheduler sends; the stack fills `scheduledTime` in by its keyword. */
export type Scheduled = { scheduledTime?: string }

const clock = () => new Date()
const secrets = new Secrets()
const { table, region, publicOrigin } = settings('table', 'region', 'publicOrigin')
// Nobody waits for a job: what the database refuses for now is tried longer than for a request.
const store = openStore({ client: createClient({ region, attempts: 8 }), table, clock })
let mailer: Mailer | undefined

/** What some mails under way may take at most, the database's tries included: cut off, they would be sent twice. */
const BEFORE_THE_END = 30_000

/**
 * Only the functions that send mails are told how, and may read the secret that links are made of. What they have no
 * time for is left to the run of five minutes later.
 */
async function outboxJob(context: Context) {
  const { hubSecret, mailFrom, mailConfigurationSet } = settings(
    'hubSecret',
    'mailFrom',
    'mailConfigurationSet',
  )
  mailer ??= createSesMailer({ from: mailFrom, configurationSet: mailConfigurationSet })
  const secret = derivedFrom(await secrets.current(hubSecret), 'api')
  const links = mailLinks({ secret, publicOrigin })
  const until = new Date(clock().getTime() + context.getRemainingTimeInMillis() - BEFORE_THE_END)
  return createOutbox({ ...store, mailer, links, clock, newId: uuidv7, until })
}

/**
 * The daily job, for the day it was scheduled on: woken late it still does that day's work.
 * @throws where a step has failed, so that Lambda wakes it again
 */
export async function daily({ scheduledTime }: Scheduled, context: Context): Promise<void> {
  const { hubSecret, anchorBucket } = settings('hubSecret', 'anchorBucket')
  const anchors = createAnchoring({
    ...store,
    auditor: createAuditor({
      verifier: store.verifier,
      place: cloudAnchors(anchorBucket),
      key: anchorKeyFrom(derivedFrom(await secrets.current(hubSecret), 'anchors')),
      formerKeys: formerAnchorKeys,
    }),
    codes: () => store.municipalities.histories(),
    newId: uuidv7,
  })
  const outbox = await outboxJob(context)
  const steps = dailySteps({ ...store, outbox, anchors, clock, newId: uuidv7 })
  const report = await createDailyJob({ steps, records: store.jobDays, clock }).run(
    dayOf(scheduledTime),
  )
  logger.info('daily', { ...report })
  tellAnchors(report)
  if (!isComplete(report)) throw new Error('a step of the daily job has failed')
}

/**
 * Ends the erasures that were begun: soon after, as the table's stream tells of a new one, and every hour, so that
 * none is left where that word got lost. A function of its own, as nothing else may take texts and accounts away;
 * mails are kept nowhere in the cloud.
 */
export async function erasure(): Promise<void> {
  const job = createErasureJob({ ...store, newId: uuidv7, forgetMails: async () => {} })
  logger.info('erasure', { ...(await job.run()) })
}

/** Sends what is due, now and then: mails that were put off have nothing else that wakes them. */
export async function outbox(_event: unknown, context: Context): Promise<void> {
  const job = await outboxJob(context)
  logger.info('outbox', { ...(await job.run()) })
}

/**
 * Sends what is due, because something was put into the outbox, and has long exports made that were asked for. Of mails
 * what the records say doesn't matter: the outbox itself says what is due, so that doubled, late or broken ones do no
 * harm; nor does an export that is made already.
 * @throws WorkFailed where any failed, after the others were done: the stream brings its records again
 */
export async function stream(
  event: DynamoDBStreamEvent,
  context: Context,
): Promise<DynamoDBBatchResponse> {
  const job = await outboxJob(context)
  const asked = askedIn(event)
  const attempts = new Attempts('stream_not_followed')
  await Promise.all([
    ...asked.map((municipality) =>
      attempts.at({ municipality }, () => wakeExporting(municipality)),
    ),
    attempts.at({}, async () => {
      const tally = await job.run()
      logger.info('outbox', { woken: event.Records?.length ?? 0, asked: asked.length, ...tally })
    }),
  ])
  attempts.end()
  return { batchItemFailures: [] }
}

/** The municipalities of which a long export was asked for. */
function askedIn({ Records = [] }: DynamoDBStreamEvent): string[] {
  const prefix = exportPartition('')
  const codes = Records.map((record) => record?.dynamodb?.Keys?.pk?.S ?? '')
    .filter((pk) => pk.startsWith(prefix))
    .map((pk) => pk.slice(prefix.length))
  return [...new Set(codes)].filter(isMunicipalityCode)
}

async function wakeExporting(municipality: string): Promise<void> {
  const { exportingFunction } = settings('exportingFunction')
  const { wake } = await import('../cloud/wake.ts')
  await wake(exportingFunction, { municipality })
}

/** After so many ms without a word a run is taken to have ended; Lambda tries its event again a minute later. */
const SILENCE = 45_000

/**
 * Makes the long exports that were asked for: of one municipality as soon as somebody has asked, and every hour of all,
 * so that none is left that a run was cut off from.
 * @throws where one could not be made, so that Lambda wakes it again, and tells whoever watches once it has given up
 */
export async function exporting(event?: { municipality?: string } & Scheduled): Promise<void> {
  const { exportBucket } = settings('exportBucket')
  const { writtenToBucket } = await import('../exports/bucket.ts')
  const job = createExportJob({
    ...store,
    files: writtenToBucket({ bucket: exportBucket }),
    codes: () => store.municipalities.codes(),
    clock,
    newId: uuidv7,
    silence: SILENCE,
  })
  const { municipality } = event ?? {}
  const isOne = typeof municipality === 'string' && isMunicipalityCode(municipality)
  const made = await job.run(isOne ? municipality : undefined)
  logger.info('exports', { ...made })
  if (made.again + made.failed > 0) throw new Error('an export could not be made')
}

function dayOf(scheduledTime: string | undefined): Day {
  const at = Date.parse(scheduledTime ?? '')
  const now = clock().getTime()
  // Never a day that hasn't come.
  return tokyoDayOf(new Date(Number.isNaN(at) ? now : Math.min(at, now)).toISOString())
}

/**
 * What each deployment ends with: the table is brought to the version that the new code works on, while the code
 * before may still serve; and the link is made with which the program's office begins. An earlier link holds no more.
 * @returns without a link where the office has begun
 */
export async function setUp(): Promise<{
  schema: { from: number; to: number }
  link?: string
  expiresAt?: string
}> {
  const schema = await migrate(store.database)
  const issued = await store.office.issueSetUpCode()
  if (!issued) return { schema }
  return { schema, link: `${publicOrigin}/set-up/${issued.code}`, expiresAt: issued.expiresAt }
}

/**
 * Takes word of mails that came back, as SES tells it over SNS.
 * @throws WorkFailed where one came too early or could not be written, after all others were taken: Lambda brings it
 *   again
 */
export async function feedback(event: SNSEvent): Promise<void> {
  const attempts = new Attempts('feedback_not_taken')
  for (const record of event.Records ?? [])
    await attempts.at({ id: record?.Sns?.MessageId }, async () => {
      const message = messageOf(record?.Sns?.Message)
      const made = await takeFeedback(message, { ...store, newId: uuidv7 })
      logger.info('feedback', { made })
    })
  attempts.end()
}

function messageOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
