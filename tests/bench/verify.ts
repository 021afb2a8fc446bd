import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startEngine } from '../../functions/local/engine.ts'
import { createClient } from '../../functions/store/database.ts'
import { openStore } from '../../functions/store/store.ts'
import { TABLE } from './hub.ts'
import { generate, importInto } from './load.ts'
import { cpuMilliseconds } from './processes.ts'
import { syntheticCode, syntheticMunicipality } from './synthetic.ts'

/**
 * `npm run bench:verify`: one municipality with 100,000 events, checked as a whole: every chain, its texts, the
 * trail, and the states made anew. Times in seconds, of the check alone and of the command as its user runs it.
 */
const EVENTS = Number(process.argv[2] ?? 100_000)
const COMMAND = join(import.meta.dirname, '..', '..', 'functions', 'local', 'verify-history.ts')
const run = promisify(execFile)

const root = mkdtempSync(join(tmpdir(), 'hub-bench-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const sample = syntheticMunicipality(1).events.length / 200
const proposals = Math.ceil(EVENTS / sample)
const directory = join(root, 'generated')
const dataDir = join(root, 'data')
mkdirSync(dataDir)
await generate({ directory, count: 1, proposals, threads: 1 })
await importInto({ dataDir, table: TABLE, directory, count: 1 })

const engine = await startEngine({ dataDir })
const client = createClient({ endpoint: engine.endpoint })
const { verifier } = openStore({ client, table: TABLE, clock: () => new Date() })
const rounds: string[] = []
for (const name of ['first', 'second']) {
  const [started, own, engines] = [
    performance.now(),
    process.cpuUsage(),
    cpuMilliseconds(engine.pid),
  ]
  const { events, chains, breaks } = await verifier.check(syntheticCode(1), [])
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(own)
  if (breaks.length > 0) throw new Error(`broken: ${JSON.stringify(breaks.slice(0, 3))}`)
  rounds.push(
    `${name} check: ${events} events in ${chains} chains, ${seconds(wall)} s; ` +
      `CPU ${seconds((user + system) / 1000)} s here, ${seconds(cpuMilliseconds(engine.pid) - engines)} s in the engine; ` +
      `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
  )
}
client.destroy()
await engine.stop()

const started = performance.now()
const { stdout } = await run(process.execPath, [COMMAND], {
  env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, TABLE },
})
console.log(rounds.join('\n'))
console.log(
  `the command, with the start of engine and program: ${seconds(performance.now() - started)} s`,
)
console.log(stdout.trim())
console.log(
  `on ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
)

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1)
}
