import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { meteredApp } from './capacity.ts'
import { openHub, TABLE } from './hub.ts'
import { generate, importInto } from './load.ts'
import { cold, type Figures, warm } from './measure.ts'
import { type Place, readPlaces } from './places.ts'
import { residentMegabytes } from './processes.ts'
import { readProfile, type Share, sharesOf } from './profile.ts'
import { seeded } from './random.ts'
import { type Line, tables } from './table.ts'
import { OPERATIONS, type OperationName, requestFor } from './traffic.ts'

/**
 * `npm run bench`: the register's everyday operations over HTTP, with a real sign-in, at 1,000, 10,000
 * and 100,000 proposals. Engine and app server are processes of their own; one request at a time.
 */
const { values: options } = parseArgs({
  options: {
    /** 5 and 20 municipalities and few requests: to try whether it works. */
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench-results.json' },
    municipalities: { type: 'string' },
    requests: { type: 'string' },
  },
})
const sizes = (options.municipalities ?? (options.quick ? '5,20' : '5,50,500'))
  .split(',')
  .map(Number)
const requests = Number(options.requests ?? (options.quick ? 100 : 1_000))
/** Fewer reports, so that those of the benchmark don't outgrow those that were there. */
const countOf = (name: OperationName) => (name === 'report' ? Math.ceil(requests / 4) : requests)
const PROPOSALS = 200

const root = mkdtempSync(join(tmpdir(), 'hub-bench-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const directory = join(root, 'generated')
const largest = Math.max(...sizes)
const seconds = await timed(() => generate({ directory, count: largest, proposals: PROPOSALS }))
say(`generated ${largest} municipalities of ${PROPOSALS} proposals in ${seconds} s`)

const lines: Line[] = []
for (const [at, size] of sizes.entries()) lines.push(...(await atSize(size, at === 0)))

const machine = {
  cpu: cpus()[0]?.model,
  cores: availableParallelism(),
  node: process.version,
  load: loadavg(),
}
console.log(tables(lines))
writeFileSync(options.out, `${JSON.stringify({ machine, requests, lines }, null, 2)}\n`)
say(`written to ${options.out}`)

async function atSize(size: number, profiled: boolean): Promise<Line[]> {
  const places = readPlaces(directory, size)
  const dataDir = join(root, `data-${size}`)
  mkdirSync(dataDir)
  const imported = await timed(() => importInto({ dataDir, table: TABLE, directory, count: size }))
  say(`loaded ${size * PROPOSALS} proposals in ${imported} s`)
  const hub = await openHub({ dataDir, places })
  const capacity = await capacityAt(hub, places)
  const first = await cold(hub, places)
  const measured = new Map<OperationName, Figures>()
  for (const name of OPERATIONS) {
    const random = seeded(size)
    measured.set(name, await warm(hub, name, { places, random, requests: countOf(name) }))
  }
  const memory = { app: residentMegabytes(hub.pid), engine: residentMegabytes(hub.engine.pid) }
  await hub.stop()
  const shares = profiled ? await sharesAt(dataDir, places) : undefined
  rmSync(dataDir, { recursive: true })
  const proposals = size * PROPOSALS
  return [
    { operation: 'first after start', proposals, ...first, ...capacity.first, memory },
    ...OPERATIONS.map((operation) => ({
      operation,
      proposals,
      ...(measured.get(operation) as Figures),
      ...(capacity[operation] as { read: number; write: number }),
      ...(shares && { shares: shares[operation] }),
      memory,
    })),
  ]
}

/** Mean capacity units of a request, measured apart so that asking for them costs the times nothing. */
async function capacityAt(
  { engine, session }: Awaited<ReturnType<typeof openHub>>,
  places: readonly Place[],
) {
  const metered = meteredApp({ endpoint: engine.endpoint, table: TABLE, session })
  const some = places.slice(0, 5)
  const mean = async (names: readonly Parameters<typeof metered.meter>[0][]) => {
    const sum = { read: 0, write: 0 }
    for (const request of names) {
      const { read, write } = await metered.meter(request)
      sum.read += read
      sum.write += write
    }
    return { read: sum.read / names.length, write: sum.write / names.length }
  }
  const first = await mean(
    some.map(({ code }) => ({ method: 'GET', path: `/api/m/${code}/proposals?limit=20` })),
  )
  const random = seeded(places.length)
  const steady: Record<string, { read: number; write: number }> = {}
  for (const name of OPERATIONS)
    steady[name] = await mean(Array.from({ length: 50 }, () => requestFor(name, some, random)))
  metered.stop()
  return { first, ...steady } as Record<OperationName | 'first', { read: number; write: number }>
}

/** Where the app server's time goes, from a profile of a run of its own. */
async function sharesAt(
  dataDir: string,
  places: readonly Place[],
): Promise<Record<OperationName, Record<Share, number>>> {
  const profileDir = join(dataDir, 'profile')
  const hub = await openHub({ dataDir, places, profileDir })
  const windows = new Map<OperationName, Figures['window']>()
  for (const name of OPERATIONS) {
    const random = seeded(places.length)
    const { window } = await warm(hub, name, { places, random, requests: countOf(name) })
    windows.set(name, window)
  }
  await hub.stop()
  const profile = readProfile(profileDir)
  const shares = [...windows].map(([name, window]) => [name, sharesOf(profile, window)])
  return Object.fromEntries(shares)
}

async function timed(work: () => Promise<void>): Promise<string> {
  const started = performance.now()
  await work()
  return ((performance.now() - started) / 1000).toFixed(0)
}

/** Progress goes to the error stream, so that the table alone can be kept. */
function say(text: string): void {
  console.error(text)
}
