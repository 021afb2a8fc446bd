import { readFileSync } from 'node:fs'
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

/** Of one municipality in one month. */
const MONTHS = {
  idle: { signIns: 4, requests: 200, writes: 5, mails: 5 },
  March: { signIns: 120, requests: 12_000, writes: 400, mails: 200 },
} as const
/** Capacity and time of a request: session, membership and revision; a cold copy now and then; a report's write. */
const REQUEST = {
  units: 3,
  coldShare: 0.05,
  coldUnits: 100,
  seconds: 0.05,
  coldSeconds: 1.2,
  gb: 1.769,
}
const WRITE_UNITS = 24
const STORED_GB = 0.003
const KB = { answer: 6, page: 160, log: 0.6 }
/** Whatever is used: the outbox is looked at every five minutes, the daily job runs, seven functions write logs. */
const FIXED = {
  outboxRuns: 8_640,
  outboxSeconds: 0.15,
  outboxUnits: 0.5,
  gb: 0.512,
  secrets: 3,
  alarms: 11,
}

function bill(municipalities: number, month: keyof typeof MONTHS): Record<string, number> {
  const { signIns, requests, writes, mails } = MONTHS[month]
  const all = (each: number) => each * municipalities
  const cold = all(requests) * REQUEST.coldShare
  const gbSeconds =
    all(requests) * REQUEST.seconds * REQUEST.gb +
    cold * REQUEST.coldSeconds * REQUEST.gb +
    FIXED.outboxRuns * FIXED.outboxSeconds * FIXED.gb
  const reads =
    all(requests) * REQUEST.units + cold * REQUEST.coldUnits + FIXED.outboxRuns * FIXED.outboxUnits
  const gb = all(STORED_GB)
  return {
    'Lambda, time': beyond(gbSeconds, 'lambdaGbSeconds') * price('lambdaGbSecondArm'),
    'Lambda, calls':
      beyond(all(requests) + FIXED.outboxRuns, 'lambdaRequests') * price('lambdaRequest'),
    'HTTP API': all(requests) * price('httpApiRequest'),
    'DynamoDB, reads': reads * price('dynamoReadUnit'),
    'DynamoDB, writes': all(writes) * WRITE_UNITS * price('dynamoWriteUnit'),
    'DynamoDB, storage and recovery': gb * (price('dynamoGbMonth') + price('pitrGbMonth')),
    CloudFront:
      beyond(all(requests), 'cloudFrontRequests') * price('cloudFrontRequest') +
      beyond((all(requests) * KB.answer + all(signIns) * KB.page) / 1e6, 'cloudFrontGb') *
        price('cloudFrontGb'),
    SES: all(mails) * price('sesMail'),
    'Secrets Manager': FIXED.secrets * price('secretMonth') + cold * 2 * price('secretRead'),
    'CloudWatch alarms': beyond(FIXED.alarms, 'alarms') * price('alarmMonth'),
    'CloudWatch logs': beyond((all(requests) * KB.log) / 1e6, 'logGb') * price('logGb'),
    Cognito: beyond(all(Math.min(signIns, 15)), 'cognitoUsers') * price('cognitoUser'),
    'Anchors in S3': all(30) * price('s3Put'),
  }
}

console.log(`Prices of ${date}: ${source}.\n`)
for (const municipalities of [1, 100, 500])
  for (const month of ['idle', 'March'] as const) {
    const lines = Object.entries(bill(municipalities, month)).toSorted(([, a], [, b]) => b - a)
    const sum = lines.reduce((total, [, dollars]) => total + dollars, 0)
    console.log(`${municipalities} municipalities, ${month}: $${sum.toFixed(2)} a month`)
    for (const [name, dollars] of lines.slice(0, 5))
      console.log(`   $${dollars.toFixed(2).padStart(7)}  ${name}`)
  }
