import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..', '..')
const MAIN = join(ROOT, 'functions', 'local', 'main.ts')

export type HubProcess = {
  child: ChildProcess
  origin: string
  dataDir: string
  /** What the terminal shows so far. */
  output(): string
  errors(): string
  /** Resolves with the exit code once the process has ended. */
  ended: Promise<number | null>
  /** Resolves when the hub answers; throws with its words when it ends instead. */
  ready(): Promise<void>
}

type Options = {
  dataDir: string
  args?: string[]
  env?: Record<string, string>
  port?: number
  /** The program that starts it; by default the hub itself. */
  command?: [string, ...string[]]
}

/** Starts a hub as its user does, without building the web UI unless told otherwise. */
export async function startHub(options: Options): Promise<HubProcess> {
  const { dataDir, args = ['--no-web'], env = {}, command = [process.execPath, MAIN] } = options
  const port = options.port ?? (await freePort())
  const [program, ...first] = command
  const child = spawn(program, [...first, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: String(port),
      DATA_DIR: dataDir,
      // As `npm start` does.
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'node'),
      ...env,
    },
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const origin = `http://localhost:${port}`
  return {
    child,
    origin,
    dataDir,
    ended,
    output: () => output,
    errors: () => errors,
    async ready() {
      let over = false
      void ended.then(() => {
        over = true
      })
      while (!over) {
        const health = await fetch(`${origin}/api/health`).catch(() => undefined)
        await health?.body?.cancel()
        if (health?.ok) return
        await wait(30)
      }
      throw new Error(`the hub ended: ${errors}`)
    },
  }
}

/** Asks the hub's own door for what only who may read its data can ask for: a job, or the time. */
export async function askDoor(dataDir: string, path: string): Promise<Response> {
  const door = JSON.parse(readFileSync(join(dataDir, 'job-door.json'), 'utf8')) as {
    port: number
    token: string
  }
  return fetch(`http://127.0.0.1:${door.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}` },
  })
}

/** Moves the clock of a hub that was started with `TEST_CLOCK`. */
export async function moveClock(dataDir: string, to: string): Promise<void> {
  const { status } = await askDoor(dataDir, `/clock?to=${encodeURIComponent(to)}`)
  if (status !== 204) throw new Error(`the clock could not be moved to ${to}: ${status}`)
}

/** A directory name that doesn't exist yet, below one that is removed with `remove`. */
export function freshDirectory(): { dataDir: string; remove: () => void } {
  const parent = mkdtempSync(join(tmpdir(), 'hub-'))
  return {
    dataDir: join(parent, 'data'),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  }
}

/** The processes that name a directory in their command line: engines and their guards. */
export function processesOn(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(dataDir)
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Resolves when no process names the directory any more. */
export async function untilNothingRunsOn(dataDir: string): Promise<void> {
  while (processesOn(dataDir).length > 0) await wait(20)
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
