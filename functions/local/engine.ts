import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CommandFailure } from './command-failure.ts'
import type { Lifetime } from './lifetime.ts'

/** The version of the engine's packages; the same as in package.json. */
export const ENGINE_VERSION = '1.2.1'

/** A running DynamoDB-compatible engine on a loopback port. */
export type Engine = {
  readonly endpoint: string
  /** The engine's own process (not its guard's); another one after a restart. */
  readonly pid: number
  /** Ends the engine and resolves when no process of it is left. Safe to call twice. */
  stop(): Promise<void>
}

export type EngineOptions = {
  /** An existing directory for the engine's files; without it everything stays in memory. */
  dataDir?: string | undefined
  /** Called once when the engine is gone for good although nobody stopped it. */
  onExit?: ((failure: CommandFailure) => void) | undefined
  /** Unexpected deaths within `restartWindow` ms that are made good before giving up. */
  restarts?: number
  restartWindow?: number
  /** `${process.platform}-${process.arch}`; tests name another one. */
  platform?: string
}

/** As `startEngine`, for as long as a lifetime. */
export async function startEngineFor(lifetime: Lifetime, options: EngineOptions): Promise<Engine> {
  const engine = await startEngine(options)
  await lifetime.endWith(() => engine.stop())
  return engine
}

/**
 * Starts the embedded engine and resolves when it answers (in tens of milliseconds).
 *
 * The engine runs under a small shell in a session of its own: a Ctrl-C in the terminal does not
 * reach it, so the hub can finish its writes first, and when the hub dies in whatever way, even by
 * SIGKILL, the shell sees the end of its pipe and takes the engine along.
 *
 * An engine with a data directory that dies unexpectedly comes back on the same port with the same
 * data; one in memory does not, as its data is gone.
 *
 * @throws CommandFailure `platform_unsupported` or `engine_failed`
 */
export async function startEngine({
  dataDir,
  onExit,
  restarts = 5,
  restartWindow = 60_000,
  platform,
}: EngineOptions = {}): Promise<Engine> {
  const binary = engineBinary(platform)
  let port = 0
  let running = await onFreePort((candidate) => {
    port = candidate
    return launch({ binary, dataDir, port })
  })
  let stopping: Promise<void> | undefined
  let deaths: number[] = []
  const supervised = supervise()

  async function supervise(): Promise<void> {
    for (;;) {
      await running.gone
      if (stopping) return
      deaths = [...deaths.filter((at) => at > Date.now() - restartWindow), Date.now()]
      if (dataDir === undefined || deaths.length > restarts) return giveUp()
      const next = await relaunch()
      if (stopping) return next?.end()
      if (!next) return giveUp()
      running = next
    }
  }

  async function relaunch(): Promise<Running | undefined> {
    for (let attempt = 0; attempt <= restarts && !stopping; attempt += 1) {
      const next = await launch({ binary, dataDir, port }).catch(() => undefined)
      if (next) return next
      await wait(50 * 2 ** attempt)
    }
    return undefined
  }

  function giveUp(): void {
    onExit?.(new CommandFailure({ code: 'engine_gave_up', deaths: deaths.length }))
  }

  return {
    get endpoint() {
      return `http://127.0.0.1:${port}`
    },
    get pid() {
      return running.pid
    },
    stop() {
      stopping ??= running.end().then(() => supervised)
      return stopping
    },
  }
}

/** Where the platform's engine lies. @throws CommandFailure `platform_unsupported` */
export function engineBinary(platform = `${process.platform}-${process.arch}`): string {
  const name = `@dynoxide/${platform}`
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return join(manifest, '..', 'dynoxide')
  } catch (cause) {
    const install = `npm install --no-save ${name}@${ENGINE_VERSION}`
    throw new CommandFailure({ code: 'platform_unsupported', platform, install }, { cause })
  }
}

/**
 * A port that is free now may be taken a moment later: then the next one. Below 32768, because a
 * port of the ephemeral range could be lent to an outgoing connection while the engine restarts.
 */
async function onFreePort(start: (port: number) => Promise<Running>): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const port = randomInt(15_000, 32_768)
    if (!(await isFree(port))) continue
    try {
      return await start(port)
    } catch (error) {
      const taken = error instanceof Error && /address (already )?in use/i.test(String(error.cause))
      if (!taken || attempt === 10) throw error
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}

type Running = { pid: number; gone: Promise<void>; end(): Promise<void> }

// Standard input is the pipe from the hub: `read` returns when the hub is gone. The first line of
// standard output is the engine's process id. The shell ends when the engine ends.
const GUARD = `
umask 077
exec 4<&0
"$@" </dev/null >/dev/null 4<&- &
engine=$!
echo "$engine"
exec >/dev/null
( read -r _ <&4; kill -KILL "$engine" ) 2>/dev/null &
watch=$!
wait "$engine"
kill -KILL "$watch" 2>/dev/null
`

type Launch = { binary: string; dataDir: string | undefined; port: number }

async function launch({ binary, dataDir, port }: Launch): Promise<Running> {
  const storage = dataDir === undefined ? [] : ['--db-path', join(dataDir, 'hub.sqlite')]
  const command = [binary, 'serve', '--host', '127.0.0.1', '--port', String(port), ...storage]
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { RUST_LOG: 'warn' },
  })
  const gone = ended(guard)
  let pid = 0
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const check = () => pid > 0 && /listening on/i.test(said) && resolve()
    guard.stdout.setEncoding('utf8').on('data', (text: string) => {
      pid ||= Number.parseInt(text, 10)
      check()
    })
    guard.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000)
      check()
    })
    gone.then(() => {
      const detail = said.trim() || 'the engine ended without a word'
      reject(new CommandFailure({ code: 'engine_failed', detail }, { cause: detail }))
    })
  })
  return { pid, gone, end: () => end(guard, pid, gone) }
}

/** Resolves when the guard has ended and nothing of its process group is left behind. */
function ended(guard: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    guard.once('error', () => resolve())
    guard.once('exit', () => guard.pid !== undefined && signal(-guard.pid, 'SIGKILL'))
    guard.once('close', () => resolve())
  })
}

async function end(guard: ChildProcess, pid: number, gone: Promise<void>): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null) return gone
  signal(pid, 'SIGTERM')
  const patience = new AbortController()
  const late = wait(1_000, undefined, { signal: patience.signal }).then(
    () => signal(pid, 'SIGKILL'),
    () => undefined,
  )
  await gone
  patience.abort()
  await late
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Already gone, which is what the signal is for.
  }
}
