import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client } from './client.ts'
import { openHub, TABLE } from './hub.ts'
import { generate, importInto } from './load.ts'
import { at } from './measure.ts'
import { readPlaces } from './places.ts'
import { cpuMilliseconds } from './processes.ts'
import { seeded } from './random.ts'
import { type OperationName, requestFor } from './traffic.ts'

/**
 * `npm run load`: 50 requests a second for 60 s to the hub on this machine, one in ten of them a report. Requests
 * leave by the clock, whether the ones before were answered or not, and are timed from when they were due, so that
 * waiting behind a slow one counts. Ends with 1 where any fails.
 */
const { values: options } = parseArgs({
  options: {
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    municipalities: { type: 'string', default: '5' },
  },
})
const rate = within(options.rate, 200)
const seconds = within(options.seconds, 600)
const municipalities = within(options.municipalities, 50)
/** As people use it: much looking, some searching, a report now and then. */
const MIX: OperationName[] = [
  ...Array<OperationName>(4).fill('list'),
  ...Array<OperationName>(3).fill('detail'),
  'overview',
  'search',
  'report',
]
/** Connections as browsers hold them; one request at a time on each. */
const CONNECTIONS = 64
const WARM_UP = 200

const root = mkdtempSync(join(tmpdir(), 'hub-load-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const directory = join(root, 'generated')
const dataDir = join(root, 'data')
mkdirSync(dataDir)
await generate({ directory, count: municipalities })
await importInto({ dataDir, table: TABLE, directory, count: municipalities })
const places = readPlaces(directory, municipalities)
const hub = await openHub({ dataDir, places })
const { origin } = hub
const clients = Array.from(
  { length: CONNECTIONS },
  () => new Client({ origin, cookie: `session=${hub.session}` }),
)

const random = seeded(rate)
const next = (n: number) => requestFor(MIX[n % MIX.length] ?? 'list', places, random)
for (let n = 0; n < WARM_UP; n += 1) await hub.client.send(next(n))

const processes = { app: hub.pid, engine: hub.engine.pid }
const used = () => Object.values(processes).map(cpuMilliseconds)
const before = used()
const times: number[] = []
const errors = new Map<string, number>()
const count = rate * seconds
const started = performance.now()
const sent = Array.from({ length: count }, async (_, n) => {
  const due = started + (n * 1_000) / rate
  await wait(Math.max(0, due - performance.now()))
  try {
    await clients[n % CONNECTIONS]?.send(next(n))
    times.push(performance.now() - due)
  } catch (error) {
    const said = String(error).slice(0, 120)
    errors.set(said, (errors.get(said) ?? 0) + 1)
  }
})
await Promise.all(sent)
const took = (performance.now() - started) / 1_000
const [app = 0, engine = 0] = used().map((after, n) => (after - (before[n] ?? 0)) / count)
for (const client of clients) client.close()
await hub.stop()

times.sort((a, b) => a - b)
const shown = (value: number) => value.toFixed(1)
const failed = count - times.length
console.log(
  `${availableParallelism()} × ${cpus()[0]?.model}, load ${loadavg().map(shown).join(' ')}`,
)
console.log(
  `${count} requests in ${shown(took)} s to ${municipalities * 200} proposals: ${failed} failed`,
)
console.log(
  `p50 ${shown(at(times, 0.5))} ms, p99 ${shown(at(times, 0.99))} ms, longest ${shown(times.at(-1) ?? Number.NaN)} ms`,
)
console.log(`CPU per request: app ${shown(app)} ms, engine ${shown(engine)} ms`)
for (const [said, often] of errors) console.log(`${often} × ${said}`)
process.exitCode = failed > 0 ? 1 : 0

/** @throws where it isn't a whole number up to the most that one machine's own loopback is asked for */
function within(value: string, most: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0 && number <= most) return number
  throw new Error(`${value}: a whole number from 1 to ${most}`)
}
