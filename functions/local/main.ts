import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { telling } from '../anchors/telling.ts'
import { createApp } from '../api/app.ts'
import { createRateLimits } from '../api/rate-limits.ts'
import { exportDirectory } from '../exports/directory.ts'
import { createExportJob } from '../jobs/exports.ts'
import { derivedFrom } from '../keys/derived.ts'
import { logger } from '../log/logger.ts'
import { clientAddress } from './client-address.ts'
import { CommandFailure } from './command-failure.ts'
import { openDataDirectory } from './data-directory.ts'
import { engineBinary, startEngineFor } from './engine.ts'
import { takeClockInHand } from './hand-clock.ts'
import { createIdentityProvider, type SamplePerson } from './identity-provider.ts'
import { openJobDoor } from './job-door.ts'
import { auditAll, isAhead, jobsOver, runDailyOn } from './jobs.ts'
import { createLifetime } from './lifetime.ts'
import { createMaking } from './making.ts'
import { openStoreAt } from './open-store.ts'
import { readOptions } from './options.ts'
import { createPages } from './pages-app.ts'
import { createPost } from './post.ts'
import { SAMPLE_PEOPLE } from './sample/people.ts'
import { loadSample } from './sample.ts'
import { createScheduler } from './scheduler.ts'
import { listen } from './server.ts'
import { onStarterGone } from './starter.ts'
import { staticFiles } from './static-files.ts'
import { BUILDING, greeting, STOPPING, sentenceFor } from './terminal.ts'
import { buildWeb, isWebUpToDate, WEB_DIST } from './web-build.ts'

const lifetime = createLifetime()
const clock = () => new Date()

let stopping: number | undefined

/** Ends everything that was begun, then the process. */
function stop(exitCode: number, sentence: string): void {
  if (stopping !== undefined) return
  stopping = performance.now()
  if (sentence) console.error(sentence)
  void lifetime.end().finally(() => process.exit(exitCode))
}

/** One Ctrl-C may arrive twice, from the terminal and from npm; a later one doesn't wait. */
function interrupted(): void {
  if (stopping === undefined) stop(0, STOPPING)
  else if (performance.now() - stopping > 1_000) process.exit(130)
}

function fail(error: unknown): void {
  if (!(error instanceof CommandFailure)) console.error(error)
  stop(1, error instanceof CommandFailure ? sentenceFor(error.reason) : '')
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
// Under `npm run dev` the parent restarts us through this channel; without it we are orphans.
process.once('disconnect', () => stop(0, ''))
if (process.env.npm_lifecycle_event === 'start') onStarterGone(() => stop(0, STOPPING))

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  const { publicOrigin, table, empty, testClock } = options
  const hand = testClock === undefined ? undefined : await takeClockInHand(testClock)
  if (hand) await lifetime.endWith(hand.letGo)

  if (!options.databaseEndpoint) engineBinary()
  const server = await listen(options)
  await lifetime.endWith(() => server.close())
  const data = openDataDirectory(options.dataDir, options.secret)
  await lifetime.endWith(data.release)
  const derived = (label: string) => derivedFrom(data.secret, label)

  const web = options.withoutWeb ? undefined : builtWeb()
  web?.catch(fail)
  const endpoint =
    options.databaseEndpoint ??
    (await startEngineFor(lifetime, { dataDir: data.path, onExit: fail })).endpoint
  const where = options.databaseEndpoint ?? data.path
  const onMails = () => post.wake()
  const { client, store } = await openStoreAt({ where, endpoint, table, clock, onMails }, lifetime)

  const wiring = {
    clock,
    secret: data.secret,
    publicOrigin,
    smtp: options.smtp,
    anchoring: options,
    dataDir: options.databaseEndpoint ? undefined : data.path,
  }
  const { mailbox, outbox, erasure, daily, ...jobs } = jobsOver(store, wiring)
  const auditor = telling(jobs.auditor, { ...store, newId: uuidv7 })
  const hubClient = {
    id: 'hub',
    secret: derived('client of the embedded provider').toString('hex'),
  }
  const people: SamplePerson[] = []
  const embedded = options.provider
    ? undefined
    : createIdentityProvider({
        publicOrigin,
        client: hubClient,
        secret: derived('embedded provider'),
        mailer: mailbox,
        signInCodes: store.signInCodes,
        clock,
        people,
        log: logger,
      })
  if (embedded && !empty) {
    const { identityOf } = embedded
    const loading = await loadSample({ store, clock, identityOf })
    if (loading !== 'not_empty') people.push(...SAMPLE_PEOPLE)
  }

  // The sample brings an office of its own; so does whoever used the link of an earlier start.
  const setUp = people.length > 0 ? undefined : await store.office.issueSetUpCode()

  const limits = options.unlimited
    ? undefined
    : createRateLimits({ addressOf: clientAddress(options.addressHeader) })
  const post = createPost({ job: outbox, clock })
  await lifetime.endWith(() => post.stop())
  const erase = () =>
    void erasure.run().catch((error) => logger.error('erasure_not_ended', { error }))
  const exportFiles = exportDirectory(join(data.path, 'exports'))
  const making = createMaking({
    job: createExportJob({
      ...store,
      files: exportFiles,
      codes: () => store.municipalities.codes(),
      clock,
      newId: uuidv7,
    }),
    files: exportFiles,
    clock,
  })
  await lifetime.endWith(() => making.stop())
  const api = createApp({
    ...store,
    auditor,
    clock,
    newId: uuidv7,
    secret: derived('api'),
    publicOrigin,
    exportFiles,
    onExport: making.wake,
    onErasure: erase,
    log: logger,
    ...(limits && { limits }),
  })
  const pages = createPages({
    ...{ store, clock, publicOrigin, derived, limits, embedded, mailbox },
    provider: options.provider ?? {
      issuer: `${publicOrigin}/oidc`,
      clientId: hubClient.id,
      clientSecret: hubClient.secret,
    },
    web: await web,
  })

  server.serve((request, env) =>
    env.incoming.url?.startsWith('/api/') ? api.fetch(request, env) : pages.fetch(request, env),
  )
  const door = await openJobDoor(data.path, {
    daily(day) {
      const isRefused = day !== undefined && options.provider && isAhead(day, clock)
      if (isRefused) throw new Error('lies ahead')
      return day === undefined ? daily.run() : runDailyOn(day, { ...wiring, client, table })
    },
    verify: () => auditAll(store, auditor),
    ...(hand && {
      moveClock(instant) {
        const isMoved = hand.moveTo(instant)
        post.wake()
        return isMoved
      },
    }),
  })
  await lifetime.endWith(() => door.close())
  // What waited as the hub was stopped: today's daily job may have been done by then.
  post.wake()
  erase()
  if (!options.withoutJobs) {
    const scheduler = createScheduler({ job: daily, clock })
    await lifetime.endWith(() => scheduler.stop())
  }
  console.log(
    greeting({
      publicOrigin,
      dataDir: data.path,
      databaseEndpoint: options.databaseEndpoint,
      people: people.length,
      embeddedProvider: embedded !== undefined,
      setUp,
      testClock,
      milliseconds: performance.now(),
    }),
  )
}

async function builtWeb() {
  if (!(await isWebUpToDate())) {
    console.log(BUILDING)
    await buildWeb()
  }
  return staticFiles(WEB_DIST)
}

await start().catch(fail)
