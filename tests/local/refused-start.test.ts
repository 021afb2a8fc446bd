import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { CommandFailure } from '../../functions/local/command-failure.ts'
import { ENGINE_VERSION, startEngine } from '../../functions/local/engine.ts'
import { isLoopback, readOptions } from '../../functions/local/options.ts'
import { createClient, Database } from '../../functions/store/database.ts'
import { SCHEMA_VERSION } from '../../functions/store/migrations.ts'
import { prepareTable } from '../../functions/store/schema.ts'
import { jobPartition, META, RESTORE } from '../../functions/store/table.ts'
import {
  freePort,
  freshDirectory,
  type HubProcess,
  processesOn,
  startHub,
  untilNothingRunsOn,
} from './hub-process.ts'

// Whole hubs are started here, beside other tests on two cores.
vi.setConfig({ testTimeout: 60_000 })

const TABLE = 'mane-tomo-hub'

function directory(): string {
  const { dataDir, remove } = freshDirectory()
  onTestFinished(remove)
  return dataDir
}

const command = (file: string, ...args: string[]) => {
  const path = join(import.meta.dirname, '..', '..', 'functions', 'local', file)
  return { command: [process.execPath, path] as [string, string], args }
}
const VERIFYING = { name: 'verify-history', how: command('verify-history.ts'), exit: 2 }
/** What opens the data of a hub, and how it ends where it may not. */
const OPENING = [
  { name: 'start', how: {}, exit: 1 },
  { name: 'job', how: command('job.ts', 'daily'), exit: 1 },
  VERIFYING,
]

/** Does something to the data while nobody uses them. */
async function over(dataDir: string, work: (database: Database) => Promise<unknown>) {
  mkdirSync(dataDir, { recursive: true })
  const engine = await startEngine({ dataDir })
  const client = createClient({ endpoint: engine.endpoint })
  await prepareTable({ client, table: TABLE })
  await work(new Database({ client, table: TABLE }))
  client.destroy()
  await engine.stop()
}

/** The hub, or a command, ended by itself, with two lines, one in each language, and left nothing running. */
async function refused(options: Parameters<typeof startHub>[0], exit = 1): Promise<HubProcess> {
  const hub = await startHub(options)
  onTestFinished(() => void hub.child.kill('SIGKILL'))
  expect(await hub.ended).toBe(exit)
  expect(hub.errors().trim().split('\n')).toHaveLength(2)
  expect(hub.errors()).toMatch(/[ぁ-ん].*。\n[A-Z].*\.\n$/)
  expect(hub.errors()).not.toMatch(/\n\s+at /)
  expect(hub.output()).not.toContain('動いています')
  return hub
}

describe('a start that cannot be', () => {
  test('port taken: one clear sentence, and not even a data directory', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const hub = await refused({ dataDir: directory(), port })
    expect(hub.errors()).toContain(`Port ${port} is in use`)
    expect(existsSync(hub.dataDir)).toBe(false)
  })

  test('a data directory that cannot be written to is named', async () => {
    const dataDir = directory()
    writeFileSync(dataDir, 'a file in its place')
    const hub = await refused({ dataDir })
    expect(hub.errors()).toContain(`The data directory ${dataDir} can't be written to`)
    expect(readFileSync(dataDir, 'utf8')).toBe('a file in its place')
  })

  test('a data directory that another hub uses stays that hub’s', async () => {
    const dataDir = directory()
    const first = await startHub({ dataDir })
    onTestFinished(async () => {
      first.child.kill('SIGINT')
      await first.ended
    })
    await first.ready()
    const second = await refused({ dataDir })
    expect(second.errors()).toContain('in use by another running hub')
    await first.ready()
  })

  test.each(OPENING)('data from a newer version is left as it is ($name)', async (opening) => {
    const dataDir = directory()
    await over(dataDir, (database) => database.set(META, { v: 99 }))
    const hub = await refused({ dataDir, ...opening.how }, opening.exit)
    expect(hub.errors()).toContain(`data version 99, this hub knows ${SCHEMA_VERSION}`)
    expect(hub.errors()).toContain(dataDir)
    await untilNothingRunsOn(dataDir)
  })

  test.each(OPENING)('what is restored half is not worked on ($name)', async (opening) => {
    const dataDir = directory()
    const mark = { ...RESTORE, v: 1, sha256: 'of a file' }
    await over(dataDir, (database) => database.put(mark))
    const hub = await refused({ dataDir, ...opening.how }, opening.exit)
    expect(hub.errors()).toContain(`A restore into ${dataDir} was broken off`)
    await over(dataDir, async (database) => {
      expect(await database.query(jobPartition('statistics'))).toEqual([])
    })
    await untilNothingRunsOn(dataDir)
  })

  test('a place without data has no history to be checked', async () => {
    const { how, exit } = VERIFYING
    const hub = await refused({ dataDir: directory(), ...how }, exit)
    expect(hub.errors()).toContain(`no data in ${hub.dataDir}`)
  })

  test('a platform without an engine: the command that installs it, and the alternative', async () => {
    const dataDir = directory()
    const pretend = `data:text/javascript,Object.defineProperty(process,'arch',{value:'mips'})`
    const hub = await refused({ dataDir, env: { NODE_OPTIONS: `--import=${pretend}` } })
    expect(hub.errors()).toContain(
      `npm install --no-save @dynoxide/${process.platform}-mips@${ENGINE_VERSION}`,
    )
    expect(hub.errors()).toContain('DYNAMODB_ENDPOINT')
    expect(existsSync(dataDir)).toBe(false)
  })

  test('a database that does not answer is named', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`
    const hub = await refused({ dataDir: directory(), env: { DYNAMODB_ENDPOINT: endpoint } })
    expect(hub.errors()).toContain(endpoint)
    expect(hub.errors()).toContain('DYNAMODB_ENDPOINT')
  })

  test('an option that does not exist is named', async () => {
    const hub = await refused({ dataDir: directory(), args: ['--emtpy'] })
    expect(hub.errors()).toContain('--emtpy')
    expect(processesOn(hub.dataDir)).toHaveLength(0)
  })

  test('a clock to be moved over data that are kept', async () => {
    const dataDir = join(process.cwd(), '.data-of-nobody')
    const hub = await refused({
      dataDir,
      env: { TEST_CLOCK: '2022-04-01T00:00:00Z', TMPDIR: '/var/empty' },
    })
    expect(hub.errors()).toContain('works on data to throw away only')
    expect(existsSync(dataDir)).toBe(false)
  })

  test('one-click sign-in beyond this machine', async () => {
    const hub = await refused({ dataDir: directory(), env: { HOST: '0.0.0.0' } })
    expect(hub.errors()).toContain('this machine only')
    expect(existsSync(hub.dataDir)).toBe(false)
  })
})

describe('what the start is told', () => {
  const codeOf = (args: string[], env: Record<string, string>) => {
    try {
      readOptions(args, env)
      return 'accepted'
    } catch (error) {
      if (error instanceof CommandFailure) return error.reason.code
      throw error
    }
  }
  const other = {
    OIDC_ISSUER: 'https://id.example',
    OIDC_CLIENT_ID: 'hub',
    OIDC_CLIENT_SECRET: 'secret',
  }

  test('nothing: port 3000 on loopback, data in .data, the sample', () => {
    expect(readOptions([], {})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: join(process.cwd(), '.data'),
      anchorDir: join(process.cwd(), '.data-anchors'),
      formerAnchorKeys: [],
      empty: false,
      withoutWeb: false,
      unlimited: false,
      withoutJobs: false,
      table: 'mane-tomo-hub',
      publicOrigin: 'http://localhost:3000',
    })
  })

  // ASVS 15.2.3
  test.each([
    [{ HOST: '0.0.0.0' }],
    [{ HOST: '::' }],
    [{ HOST: '192.168.1.5' }],
    [{ PUBLIC_ORIGIN: 'https://hub.city.example.jp' }],
    [{ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'http://localhost:3000' }],
  ])('the sample does not start beyond loopback: %o', (env) => {
    expect(codeOf([], env)).toBe('sample_beyond_loopback')
    expect(codeOf(['--empty'], env)).toBe('provider_beyond_loopback')
    expect(codeOf(['--empty'], { ...env, ...other })).toBe('accepted')
  })

  test('the sample does not start with another provider than the embedded one', () => {
    expect(codeOf([], other)).toBe('sample_with_other_provider')
    expect(codeOf(['--empty'], other)).toBe('accepted')
  })

  test('another provider is told by its settings alone', () => {
    const usual = {
      issuer: 'https://id.example',
      clientId: 'hub',
      clientSecret: 'secret',
      clientAuthentication: 'client_secret_basic',
      scope: 'openid email',
      emailClaim: 'email',
      emailVerifiedClaim: 'email_verified',
    }
    expect(readOptions(['--empty'], other).provider).toEqual(usual)
    const changed = {
      OIDC_CLIENT_AUTH: 'client_secret_post',
      OIDC_SCOPE: 'openid profile',
      OIDC_EMAIL_CLAIM: 'mail',
      OIDC_EMAIL_VERIFIED_CLAIM: 'xms_edov',
      OIDC_ACR: 'mfa phr',
      OIDC_MAX_AGE: '3600',
      OIDC_PROMPT: 'login',
    }
    expect(readOptions(['--empty'], { ...other, ...changed }).provider).toEqual({
      ...usual,
      clientAuthentication: 'client_secret_post',
      scope: 'openid profile',
      emailClaim: 'mail',
      emailVerifiedClaim: 'xms_edov',
      acr: ['mfa', 'phr'],
      maxAge: 3_600,
      prompt: 'login',
    })
  })

  test.each([
    [{ PORT: 'http' }],
    [{ PORT: '0' }],
    [{ PORT: '65536' }],
    [{ PUBLIC_ORIGIN: 'localhost:3000' }],
    [{ PUBLIC_ORIGIN: 'http://localhost:3000/hub' }],
    [{ DYNAMODB_ENDPOINT: 'nowhere' }],
    [{ HUB_SECRET: 'short' }],
    [{ CLIENT_ADDRESS_HEADER: 'x forwarded for' }],
    [{ OIDC_ISSUER: 'https://id.example' }],
    [{ ...other, OIDC_ISSUER: 'id.example' }],
    [{ ...other, OIDC_ISSUER: 'http://id.example' }],
    [{ ...other, OIDC_CLIENT_AUTH: 'none' }],
    [{ ...other, OIDC_SCOPE: 'email' }],
    [{ ...other, OIDC_MAX_AGE: '1h' }],
    [{ ...other, OIDC_PROMPT: 'none' }],
  ])('a setting that makes no sense is named: %o', (env) => {
    expect(codeOf(['--empty'], env)).toBe('setting_invalid')
  })

  test('the clock is moved on data to throw away only, and never where mails or people are real', () => {
    const start = { TEST_CLOCK: '2022-04-01T00:00:00Z' }
    const thrownAway = { ...start, DATA_DIR: join(tmpdir(), 'hub-clock', 'data') }
    expect(readOptions([], thrownAway).testClock).toBe(start.TEST_CLOCK)
    expect(codeOf([], { ...start, DATA_DIR: '/srv/hub' })).toBe('test_clock_refused')
    expect(codeOf([], { ...start, DATA_DIR: tmpdir() })).toBe('test_clock_refused')
    expect(codeOf([], { ...start, DATA_DIR: `${tmpdir()}/../srv/hub` })).toBe('test_clock_refused')
    const link = directory()
    symlinkSync('/', link)
    expect(codeOf([], { ...start, DATA_DIR: join(link, 'srv', 'hub') })).toBe('test_clock_refused')
    expect(codeOf(['--empty'], { ...thrownAway, ...other })).toBe('test_clock_refused')
    const relay = { SMTP_URL: 'smtp://relay.example', MAIL_FROM: 'hub@city.example.jp' }
    expect(codeOf([], { ...thrownAway, ...relay })).toBe('test_clock_refused')
    const elsewhere = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' }
    expect(codeOf([], { ...thrownAway, ...elsewhere })).toBe('test_clock_refused')
    for (const wrong of ['1', '2022-04-01', 'soon', '2022-13-01T00:00:00Z'])
      expect(codeOf([], { ...thrownAway, TEST_CLOCK: wrong })).toBe('setting_invalid')
  })

  test('loopback is 127.0.0.0/8, ::1 and localhost, and nothing that looks like it', () => {
    for (const host of ['127.0.0.1', '127.8.9.1', '::1', '[::1]', 'localhost', 'hub.localhost'])
      expect([host, isLoopback(host)]).toEqual([host, true])
    for (const host of ['0.0.0.0', '::', '10.0.0.1', 'localhost.example', '127.0.0.1.example', ''])
      expect([host, isLoopback(host)]).toEqual([host, false])
  })
})
