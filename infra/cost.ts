import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { ENTRIES, type Entry } from './bundle.ts'
import { HubStack } from './hub-stack.ts'
import { settingsOf } from './settings.ts'

/**
 * `npm run cost`: the monthly bill for 1, 100 and 500 municipalities, idle and in March, from the price table and
 * from what is measured: `npm run bench` and `tests/store/capacity.test.ts` (units), `npm run bench:cold` (time). What
 * costs by its mere presence is counted in the template. The assumptions stand here.
 */
type Table = {
  date: string
  source: string
  free: Record<string, number>
  prices: Record<string, number>
}
const { date, source, free, prices }: Table = JSON.parse(
  readFileSync(new URL('prices.json', import.meta.url), 'utf8'),
)
const price = (name: string): number => {
  const found = prices[name]
  if (found === undefined) throw new Error(`no price for ${name}`)
  return found
}
const beyond = (used: number, name: string) => Math.max(0, used - (free[name] ?? 0))

const DAYS = 30

/** What costs by being there or by the clock, counted in the template of a production stage. */
const there = template()
const count = (type: string) => Object.keys(there.findResources(type)).length
const SECRETS = count('AWS::SecretsManager::Secret')
const ALARMS = count('AWS::CloudWatch::Alarm')
const RUNS = Object.values(there.findResources('AWS::Scheduler::Schedule')).reduce(
  (sum, { Properties }) => sum + runsAMonth(Properties.ScheduleExpression),
  0,
)

/** Of one municipality in one month. */
const MONTHS = {
  idle: { signIns: 4, requests: 200, writes: 5, mails: 5, exports: 1 },
  March: { signIns: 120, requests: 12_000, writes: 400, mails: 200, exports: 10 },
} as const
/**
 * Measured on 2026-11-25, on two cores of an AMD EPYC with other work on them, at about the speed of the full core that
 * comes with 1,769 MB: the processor's time of a request by `npm run load` (50 a second for a minute, one in ten a
 * report: 3.0 ms, p50 3.8 ms, p99 34.5 ms), and from nothing to the first answer by `npm run bench:cold` (median of 15:
 * 373 ms, of which 150 ms are Node's own).
 */
const MEASURED = { cpuSeconds: 0.003, coldSeconds: 0.373 }
/** Assumed, until it is seen on AWS: what a call of DynamoDB takes, its connection kept. */
const CALL_SECONDS = 0.008
/** Who asks, and the write or nothing: never more in a request that people wait for. */
const CALLS = 2
/**
 * Of one request: units as `tests/store/capacity.test.ts` bounds them, one in twenty by a process that has no copy
 * of the register yet or has just started.
 */
const REQUEST = {
  units: 4,
  coldShare: 0.05,
  coldUnits: 110,
  seconds: MEASURED.cpuSeconds + CALLS * CALL_SECONDS,
  coldSeconds: MEASURED.coldSeconds + CALLS * CALL_SECONDS,
  gb: 1.769,
}
const WRITE_UNITS = 24
/** A mail is put into the outbox, leased and moved to those that ended. */
const MAIL_UNITS = 8
/** A run by the clock that finds nothing to do: one look into the outbox or the ledger. */
const RUN = { seconds: 0.15, units: 0.5, gb: 0.512 }
/** A municipality in the daily job, as if it had something due every day: its register is read. */
const DAILY = { seconds: 0.1, units: 110 }
/**
 * A long export of the whole history at 200 proposals, a fiftieth of what `npm run bench:exports` measures at 10,000
 * (86,660 events, 164 MB, 12 s of the processor): every event and text is read once, a file is one part and kept for
 * eight days, and it leaves S3 once. Every hour each municipality is asked whether one is left.
 */
const EXPORT = { seconds: 1, gb: 1.769, units: 3_500, writeUnits: 12, sizeGb: 0.0033, keptDays: 8 }
const LOOK = { seconds: 0.01, units: 0.5, times: 24 * DAYS }
const STORED_GB = 0.003
const KB = { answer: 6, page: 160, log: 0.6 }

function bill(municipalities: number, month: keyof typeof MONTHS): Record<string, number> {
  const { signIns, requests, writes, mails, exports } = MONTHS[month]
  const all = (each: number) => each * municipalities
  const cold = all(requests) * REQUEST.coldShare
  const days = all(DAYS)
  const gbSeconds =
    (all(requests) * REQUEST.seconds + cold * REQUEST.coldSeconds) * REQUEST.gb +
    (RUNS * RUN.seconds + days * DAILY.seconds) * RUN.gb +
    (all(exports) * EXPORT.seconds + all(LOOK.times) * LOOK.seconds) * EXPORT.gb
  const reads =
    all(requests) * REQUEST.units +
    cold * REQUEST.coldUnits +
    RUNS * RUN.units +
    days * DAILY.units +
    all(exports) * EXPORT.units +
    all(LOOK.times) * LOOK.units
  const written =
    all(writes) * WRITE_UNITS + all(mails) * MAIL_UNITS + all(exports) * EXPORT.writeUnits
  const gb = all(STORED_GB)
  return {
    'Lambda, time': beyond(gbSeconds, 'lambdaGbSeconds') * price('lambdaGbSecondArm'),
    'Lambda, calls':
      beyond(
        all(requests) + all(mails) + all(signIns) + all(exports) * 2 + RUNS,
        'lambdaRequests',
      ) * price('lambdaRequest'),
    'HTTP API': all(requests) * price('httpApiRequest'),
    'DynamoDB, reads': reads * price('dynamoReadUnit'),
    'DynamoDB, writes': written * price('dynamoWriteUnit'),
    'DynamoDB, storage and recovery': gb * (price('dynamoGbMonth') + price('pitrGbMonth')),
    CloudFront:
      beyond(all(requests), 'cloudFrontRequests') * price('cloudFrontRequest') +
      beyond((all(requests) * KB.answer + all(signIns) * KB.page) / 1e6, 'cloudFrontGb') *
        price('cloudFrontGb'),
    // A code for each sign-in is Cognito's, sent by the stage's own SES once its domain is verified.
    SES: (all(mails) + all(signIns)) * price('sesMail'),
    'Secrets Manager': SECRETS * price('secretMonth') + cold * 2 * price('secretRead'),
    'CloudWatch alarms': beyond(ALARMS, 'alarms') * price('alarmMonth'),
    'CloudWatch logs': beyond((all(requests) * KB.log) / 1e6, 'logGb') * price('logGb'),
    Cognito: beyond(all(Math.min(signIns, 15)), 'cognitoUsers') * price('cognitoUser'),
    'Anchors in S3': days * price('s3Put'),
    'Exports in S3':
      all(exports) *
        (price('s3Put') + (EXPORT.sizeGb * EXPORT.keptDays * price('s3GbMonth')) / DAYS) +
      beyond(all(exports) * EXPORT.sizeGb, 'internetGb') * price('internetGb'),
  }
}

/** The stack as it is, of code that is of no matter here. */
function template(): Template {
  const nowhere = mkdtempSync(join(tmpdir(), 'hub-cost-'))
  process.once('exit', () => rmSync(nowhere, { recursive: true, force: true }))
  const code = Object.fromEntries(Object.keys(ENTRIES).map((entry) => [entry, nowhere]))
  const context = {
    stage: 'prod',
    alarmMail: 'alarms@example.jp',
    mailDomain: 'hub.example.jp',
    'aws:cdk:bundling-stacks': [],
  }
  const app = new App({ context })
  const settings = settingsOf(app.node)
  const props = { env: { region: settings.region }, settings, code: code as Record<Entry, string> }
  return Template.fromStack(new HubStack(app, 'Hub', props))
}

/** @throws where a schedule is written as none was when this was */
function runsAMonth(expression: string): number {
  const [, every = '', unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression) ?? []
  if (unit) return (DAYS * 24 * (unit === 'minute' ? 60 : 1)) / Number(every)
  if (/^cron\(\d+ \d+ \* \* \? \*\)$/.test(expression)) return DAYS
  throw new Error(`how often is ${expression}?`)
}

console.log(`Prices of ${date}: ${source}.`)
console.log(
  `In the template: ${SECRETS} secrets, ${ALARMS} alarms, ${RUNS} runs a month by the clock.\n`,
)
for (const municipalities of [1, 100, 500])
  for (const month of ['idle', 'March'] as const) {
    const lines = Object.entries(bill(municipalities, month)).toSorted(([, a], [, b]) => b - a)
    const sum = lines.reduce((total, [, dollars]) => total + dollars, 0)
    console.log(`${municipalities} municipalities, ${month}: $${sum.toFixed(2)} a month`)
    for (const [name, dollars] of lines.slice(0, 5))
      console.log(`   $${dollars.toFixed(2).padStart(7)}  ${name}`)
  }
