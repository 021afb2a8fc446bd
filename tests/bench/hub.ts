import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Engine, startEngine } from '../../functions/local/engine.ts'
import { Browser } from '../local/browser.ts'
import { startHub } from '../local/hub-process.ts'
import { Client } from './client.ts'
import { joinAll } from './membership.ts'
import type { Place } from './places.ts'

export const TABLE = 'mane-tomo-hub'
const MAIN = join(import.meta.dirname, '..', '..', 'functions', 'local', 'main.ts')
const EMAIL = 'bench@sample.example'

/** The hub as its users run it, its engine beside it, and somebody who has signed in. */
export type RunningHub = {
  engine: Engine
  /** The app server's process. */
  pid: number
  origin: string
  client: Client
  /** `accountId.secret` */
  session: string
  stop(): Promise<void>
}

/**
 * Starts the engine and the hub's own server as two processes on existing data, and signs in through
 * the pages, with the code from the mailbox. The account becomes HR everywhere.
 * @param profileDir where the server leaves a CPU profile when it ends
 */
export async function openHub({
  dataDir,
  places,
  profileDir,
}: {
  dataDir: string
  places: readonly Place[]
  profileDir?: string
}): Promise<RunningHub> {
  const engine = await startEngine({ dataDir })
  const profile = profileDir ? ['--cpu-prof', '--cpu-prof-dir', profileDir] : []
  const own = join(dataDir, 'server')
  mkdirSync(own, { recursive: true })
  const hub = await startHub({
    dataDir: own,
    // One client alone asks more than people may; what a limit costs is one look-up in memory.
    args: ['--empty', '--no-web', '--no-limits', '--no-jobs'],
    command: [process.execPath, ...profile, MAIN],
    env: { DYNAMODB_ENDPOINT: engine.endpoint, TABLE },
  })
  await hub.ready()
  const session = await signIn(hub.origin)
  await joinAll({
    endpoint: engine.endpoint,
    table: TABLE,
    accountId: session.split('.')[0] ?? '',
    places,
  })
  const client = new Client({ origin: hub.origin, cookie: `session=${session}` })
  return {
    engine,
    pid: hub.child.pid ?? 0,
    origin: hub.origin,
    client,
    session,
    async stop() {
      client.close()
      hub.child.kill('SIGTERM')
      await hub.ended
      await engine.stop()
    },
  }
}

async function signIn(origin: string): Promise<string> {
  const browser = new Browser(origin)
  await browser.open('/auth/sign-in')
  await browser.submit('/address', { email: EMAIL })
  const mailbox = await new Browser(origin).open('/mailbox')
  const code = /\b\d{6}\b/.exec(mailbox.body)?.[0] ?? ''
  await browser.submit('/code', { code })
  const session = browser.cookie('session')
  if (!session) throw new Error(`signing in ended at ${browser.path}: ${browser.status}`)
  return session
}
