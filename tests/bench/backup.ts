import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { TABLE } from './hub.ts'
import { generate, importInto } from './load.ts'

/**
 * `npm run bench:backup`: how long a backup and its restore take, and how much memory the command uses at most, at
 * several sizes. The engine is a process of its own and is not counted.
 */
const { values: options } = parseArgs({
  options: { municipalities: { type: 'string', default: '5,50' } },
})
const sizes = options.municipalities.split(',').map(Number)
const PROPOSALS = 200
const COMMANDS = join(import.meta.dirname, '..', '..', 'functions', 'local')

const root = mkdtempSync(join(tmpdir(), 'hub-bench-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const directory = join(root, 'generated')
await generate({ directory, count: Math.max(...sizes), proposals: PROPOSALS })
console.log('| proposals | events | file | backup | memory | restore | memory |')
console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
for (const size of sizes) {
  const from = join(root, `from-${size}`)
  mkdirSync(from)
  await importInto({ dataDir: from, table: TABLE, directory, count: size })
  const file = join(root, `${size}.jsonl`)
  const backup = await measured('backup', [file, '--data-dir', from])
  const restore = await measured('restore', [file, '--data-dir', join(root, `to-${size}`)])
  const { event = 0 } = JSON.parse(
    readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '{}',
  ).counts
  const cells = [
    (size * PROPOSALS).toLocaleString('en'),
    event.toLocaleString('en'),
    `${(statSync(file).size / 1_000_000).toFixed(1)} MB`,
    ...[backup, restore].flatMap(({ seconds, megabytes }) => [
      `${seconds.toFixed(1)} s`,
      `${megabytes} MB`,
    ]),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

async function measured(command: string, args: string[]) {
  const started = performance.now()
  const child = spawn(process.execPath, [join(COMMANDS, `${command}.ts`), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH ?? '', TABLE },
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid ?? 0))
  }, 50)
  const [exit] = await once(child, 'close')
  clearInterval(watch)
  // Some made-up events have the same instant, which the check of the trail tells.
  if (exit === 1) throw new Error(`${command} ended with ${exit}: ${errors}`)
  return { seconds: (performance.now() - started) / 1000, megabytes }
}

/** The most memory that a process has held so far, in MB. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
