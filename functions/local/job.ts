import { type Day, isDay } from '../domain/calendar.ts'
import { type DailyReport, isComplete } from '../jobs/daily.ts'
import { runCommand } from './command.ts'
import { CommandFailure } from './command-failure.ts'
import { takeClockInHand } from './hand-clock.ts'
import { askRunningHub } from './job-door.ts'
import { isAhead, jobsOver, runDailyOn } from './jobs.ts'
import type { Lifetime } from './lifetime.ts'
import { openIdle } from './open-store.ts'
import { type Options, readOptions } from './options.ts'
import { jobReport } from './terminal.ts'

/**
 * `npm run job -- daily [--at YYYY-MM-DD]`: runs the daily job over the data directory, now or as on another
 * day. Where a hub is running, it is asked to; where none is, the data are opened and closed again.
 */
const clock = () => new Date()

/** @throws CommandFailure `job_usage` */
function readArguments([job, ...rest]: readonly string[]): Day | undefined {
  if (job !== 'daily') throw new CommandFailure({ code: 'job_usage' })
  if (rest.length === 0) return undefined
  const day = rest.join(' ').match(/^--at[ =](\S+)$/)?.[1]
  if (day === undefined || !isDay(day)) throw new CommandFailure({ code: 'job_usage' })
  return day
}

async function run(lifetime: Lifetime): Promise<DailyReport> {
  const day = readArguments(process.argv.slice(2))
  const isEmpty = process.env.OIDC_ISSUER ? ['--empty'] : []
  const options = readOptions(isEmpty, process.env)
  if (options.testClock !== undefined)
    await lifetime.endWith((await takeClockInHand(options.testClock)).letGo)
  // What a day ahead has recorded can't be undone: real people's data are not taken there.
  if (day !== undefined && options.provider && isAhead(day, clock))
    throw new CommandFailure({ code: 'job_ahead', day })
  const opened = await openIdle(options, { clock }, lifetime)
  if (opened === 'in_use') return askHub(options, day)
  const { data, client, store } = opened
  const { table, publicOrigin, smtp } = options
  const dataDir = options.databaseEndpoint ? undefined : data.path
  const wiring = { clock, secret: data.secret, publicOrigin, smtp, anchoring: options, dataDir }
  if (day !== undefined) return runDailyOn(day, { ...wiring, client, table })
  return jobsOver(store, wiring).daily.run()
}

async function askHub({ dataDir }: Options, day: Day | undefined): Promise<DailyReport> {
  const answer = await askRunningHub(dataDir, day)
  if (answer === 'no_answer') throw new CommandFailure({ code: 'job_no_answer', dataDir })
  return answer
}

await runCommand(async (lifetime) => {
  const report = await run(lifetime)
  if (!isComplete(report)) process.exitCode = 1
  return jobReport(report)
})
