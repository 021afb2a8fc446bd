import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { TASK_FORMATS } from '../../functions/domain/exports/export-task.ts'
import { exportDirectory } from '../../functions/exports/directory.ts'
import { createExportJob } from '../../functions/jobs/exports.ts'
import { startEngine } from '../../functions/local/engine.ts'
import { createClient } from '../../functions/store/database.ts'
import { openStore } from '../../functions/store/store.ts'
import { exportKey } from '../../functions/store/table.ts'
import { TABLE } from './hub.ts'
import { generate, importInto } from './load.ts'
import { cpuMilliseconds } from './processes.ts'
import { syntheticCode } from './synthetic.ts'

/**
 * `npm run bench:exports -- 10000`: how long the long exports of many proposals take, the register with everything
 * that was ever said and the whole history, and how much memory above a process that holds the register. Each is
 * made by the job itself, from the table to a file, in a process of its own.
 */
const [what, format, place] = process.argv.slice(2)
if (what === 'register' || what === 'history') await measure(what, format ?? '', place ?? '')
else await measureAll(Number(what ?? 10_000))

async function measureAll(proposals: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'hub-bench-'))
  process.once('exit', () => rmSync(root, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const directory = join(root, 'generated')
  const dataDir = join(root, 'data')
  mkdirSync(dataDir)
  await generate({ directory, count: 1, proposals, threads: 1 })
  await importInto({ dataDir, table: TABLE, directory, count: 1 })
  for (const [what, formats] of Object.entries(TASK_FORMATS))
    for (const format of formats) {
      const asked = ['--expose-gc', import.meta.filename, what, format, dataDir]
      const { stdout } = await promisify(execFile)(process.execPath, asked)
      console.log(stdout.trim())
    }
  const load = loadavg().map((one) => one.toFixed(1))
  console.log(`on ${cpus()[0]?.model}, ${cpus().length} cores, load ${load.join(' ')}`)
}

async function measure(what: 'register' | 'history', format: string, dataDir: string) {
  const engine = await startEngine({ dataDir })
  const client = createClient({ endpoint: engine.endpoint })
  const clock = () => new Date()
  const store = openStore({ client, table: TABLE, clock })
  const code = syntheticCode(1)
  const reading = performance.now()
  await store.registers.read(code)
  const read = performance.now() - reading
  const files = exportDirectory(join(dataDir, 'exports'))
  const job = createExportJob({ ...store, files, codes: async () => [code], clock, newId: uuidv7 })
  const id = uuidv7()
  const now = clock().toISOString()
  await store.database.put({
    ...exportKey(code, id),
    ...{ v: 1, id, municipality: code, what, format, language: 'ja', knownAt: now, by: id },
    ...{ readsRoster: true, state: 'waiting', attempt: 0, done: 0, of: 0 },
    expiresAt: Math.ceil(Date.now() / 1000) + 24 * 60 * 60,
  })
  globalThis.gc?.()
  await wait(200)
  const idle = process.memoryUsage.rss()
  let peak = idle
  const looking = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const started = performance.now()
  const own = process.cpuUsage()
  const engines = cpuMilliseconds(engine.pid)
  const { made } = await job.run(code)
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(own)
  const engineCpu = cpuMilliseconds(engine.pid) - engines
  clearInterval(looking)
  const task = await store.exports.get(code, id)
  client.destroy()
  await engine.stop()
  if (made !== 1 || task?.state !== 'done') throw new Error('it could not be made')
  console.log(
    `${what}.${format}: ${task.done} rows, ${megabytes(task.bytes ?? 0)} MB in ${seconds(wall)} s; ` +
      `CPU ${seconds((user + system) / 1000)} s here, ${seconds(engineCpu)} s in the engine; ` +
      `at most ${megabytes(peak - idle)} MB above ${megabytes(idle)} MB with the register, read in ${seconds(read)} s`,
  )
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1)
}
