import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startEngine } from '../../functions/local/engine.ts'
import { createClient } from '../../functions/store/database.ts'
import { outboxItem } from '../../functions/store/outbox.ts'
import { openStore } from '../../functions/store/store.ts'
import { Browser } from './browser.ts'
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

function directory(): string {
  const { dataDir, remove } = freshDirectory()
  onTestFinished(remove)
  return dataDir
}

async function started(options: Parameters<typeof startHub>[0]): Promise<HubProcess> {
  const hub = await startHub(options)
  onTestFinished(async () => {
    hub.child.kill('SIGKILL')
    await hub.ended
    await untilNothingRunsOn(hub.dataDir)
  })
  await hub.ready()
  return hub
}

async function stop(hub: HubProcess): Promise<number | null> {
  hub.child.kill('SIGINT')
  return hub.ended
}

async function signedIn(hub: HubProcess): Promise<Browser> {
  const browser = new Browser(hub.origin)
  await browser.open('/auth/sign-in?return_to=/api/session')
  return browser.submit('/person', { email: 'hr@numazu.example' })
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('the first start makes its data directory for its owner alone and says where everything is', async () => {
  const hub = await started({ dataDir: directory() })
  expect(mode(hub.dataDir)).toBe('700')
  for (const file of readdirSync(hub.dataDir).filter((name) => !name.startsWith('lock')))
    expect([file, mode(join(hub.dataDir, file))]).toEqual([file, '600'])
  await expect.poll(() => hub.output()).toContain(hub.origin)
  expect(hub.output()).toContain(hub.dataDir)
  expect(hub.output()).toMatch(/サインイン.*[\s\S]*Sign in/)
})

test('the first start loads the sample, and one of its people signs in with one click', async () => {
  const hub = await started({ dataDir: directory() })
  const browser = await signedIn(hub)
  const session = JSON.parse(browser.body)
  expect(session.memberships).toMatchObject([{ municipality: '222038', roles: [{ role: 'hr' }] }])
  await browser.open('/api/m/222038/proposals', { headers: { accept: 'application/json' } })
  expect(browser.status).toBe(200)
  expect(browser.body).toContain('コミュニケーション')
})

test('a code arrives in the mailbox and signs somebody in whom nobody knows yet', async () => {
  const hub = await started({ dataDir: directory(), args: ['--no-web', '--empty'] })
  const browser = new Browser(hub.origin)
  await browser.open('/auth/sign-in?return_to=/api/session')
  expect(browser.forms().map(({ action }) => action.split('/').at(-1))).toEqual(['address'])
  await browser.submit('/address', { email: 'new@city.example.jp' })
  const mailbox = await new Browser(hub.origin).open('/mailbox')
  expect(mailbox.body).toContain('new@city.example.jp')
  await browser.submit('/code', { code: /\d{6}/.exec(mailbox.body)?.[0] ?? '' })
  expect(JSON.parse(browser.body)).toEqual({
    account: { draftKey: expect.any(String), email: 'new@city.example.jp' },
    memberships: [],
  })
})

test('the second start keeps the data and who is signed in, also on another port', async () => {
  const dataDir = directory()
  const first = await started({ dataDir })
  const before = await signedIn(first)
  const cookie = before.cookie('session') ?? ''
  expect(await stop(first)).toBe(0)

  const second = await started({ dataDir })
  const again = new Browser(second.origin)
  again.setCookie('session', cookie)
  await again.open('/api/session')
  expect(again.body).toBe(before.body)
  expect((await signedIn(second)).body).toBe(before.body)
})

test('signing out ends the session for good', async () => {
  const hub = await started({ dataDir: directory() })
  const browser = await signedIn(hub)
  const cookie = browser.cookie('session') ?? ''
  const post = { method: 'POST', headers: { origin: hub.origin, 'idempotency-key': 'sign-out' } }
  await browser.open('/api/sign-out', post)
  expect(browser.status).toBe(200)
  expect(browser.cookie('session')).toBeUndefined()
  browser.setCookie('session', cookie)
  await browser.open('/api/session')
  expect(browser.status).toBe(401)
})

// ASVS 16.2.4
test('what the log tells is one line of JSON each, found again by the id that the answer carries', async () => {
  const hub = await started({ dataDir: directory() })
  const before = hub.output().length
  await signedIn(hub)
  const { headers } = await fetch(`${hub.origin}/api/sign-out`, { method: 'POST' })
  await expect.poll(() => hub.errors()).toContain('refused')
  const entries = `${hub.output().slice(before)}${hub.errors()}`
    .split('\n')
    .filter((line) => line.includes('"message"'))
    .map((line) => JSON.parse(line))
  expect(entries).toMatchObject([
    { level: 'INFO', message: 'sign_in', service: 'hub', path: '/auth/callback' },
    { message: 'refused', code: 'origin_mismatch', requestId: headers.get('x-request-id') },
  ])
  expect(hub.errors().split('\n')).toHaveLength(2)
})

test('Ctrl-C ends the hub and every process it began', async () => {
  const hub = await started({ dataDir: directory() })
  expect(processesOn(hub.dataDir)).not.toHaveLength(0)
  expect(await stop(hub)).toBe(0)
  expect(processesOn(hub.dataDir)).toHaveLength(0)
})

test('Ctrl-C while the hub is still starting leaves nothing behind', async () => {
  const hub = await startHub({ dataDir: directory() })
  while (processesOn(hub.dataDir).length === 0) await wait(5)
  hub.child.kill('SIGINT')
  await hub.ended
  await untilNothingRunsOn(hub.dataDir)
})

test('SIGKILL of the hub ends every process it began, and the next start finds everything', async () => {
  const dataDir = directory()
  const hub = await started({ dataDir })
  const before = await signedIn(hub)
  hub.child.kill('SIGKILL')
  await hub.ended
  await untilNothingRunsOn(dataDir)
  const next = await started({ dataDir })
  expect((await signedIn(next)).body).toBe(before.body)
})

test('SIGKILL of the npm that started the hub ends it too', async () => {
  const dataDir = directory()
  const command: [string, ...string[]] = ['npm', 'start', '--silent', '--']
  const hub = await started({ dataDir, command })
  hub.child.kill('SIGKILL')
  await untilNothingRunsOn(dataDir)
})

test('an engine that is killed comes back while the hub runs on', async () => {
  const hub = await started({ dataDir: directory() })
  const browser = await signedIn(hub)
  const before = browser.body
  for (const pid of processesOn(hub.dataDir)) process.kill(pid, 'SIGKILL')
  await hub.ready()
  await browser.open('/api/session')
  expect(browser.body).toBe(before)
})

test('another engine is used where one is named, and the hub says when it is gone', async () => {
  const engine = await startEngine()
  onTestFinished(() => engine.stop())
  const hub = await started({
    dataDir: directory(),
    env: { DYNAMODB_ENDPOINT: engine.endpoint },
  })
  expect(processesOn(hub.dataDir)).toHaveLength(0)
  expect((await signedIn(hub)).status).toBe(200)
  await engine.stop()
  expect((await fetch(`${hub.origin}/api/health`)).status).toBe(503)
})

test('what waited as the hub was stopped goes out at the next start, though the daily job is done', async () => {
  const engine = await startEngine()
  onTestFinished(() => engine.stop())
  const options = { dataDir: directory(), env: { DYNAMODB_ENDPOINT: engine.endpoint } }
  const first = await started(options)
  const client = createClient({ endpoint: engine.endpoint })
  onTestFinished(() => client.destroy())
  const table = 'mane-tomo-hub'
  const store = openStore({ client, table, clock: () => new Date() })
  await expect.poll(() => store.jobDays.last('statistics'), { timeout: 30_000 }).toBeDefined()
  await stop(first)
  const register = await store.registers.read('222038')
  const [to = ''] = [...(register?.members.values() ?? [])].flatMap(({ id, roles }) =>
    roles.some(({ role }) => role === 'hr') ? id : [],
  )
  const now = new Date().toISOString()
  const mail = { code: '222038', createdAt: now, due: now, refusals: 0, unknown: 0 }
  const facts = { fiscalYear: 2026 }
  const Item = outboxItem({ ...mail, id: 'waiting', kind: 'transfer_list', to, facts })
  await store.database.transact([{ Put: { TableName: table, Item } }])
  await started(options)
  await expect
    .poll(() => store.outbox.endOf('222038', 'waiting'), { timeout: 20_000 })
    .toMatchObject({ state: 'sent' })
})

test('a page elsewhere that points its own name at this machine gets no answer', async () => {
  const hub = await started({ dataDir: directory() })
  const { port } = new URL(hub.origin)
  const { request } = await import('node:http')
  const status = (host: string, accept = 'application/json') =>
    new Promise<[number | undefined, string | undefined]>((resolve) => {
      const headers = { host, accept }
      request({ host: '127.0.0.1', port, path: '/m/222038?q=1', headers }, (response) => {
        response.resume()
        resolve([response.statusCode, response.headers.location])
      }).end()
    })
  expect(await status(`evil.example:${port}`)).toEqual([421, undefined])
  expect(await status(`127.0.0.1:${port}`, 'text/html')).toEqual([
    302,
    `${hub.origin}/m/222038?q=1`,
  ])
})

test('until it is ready the hub asks to wait', async () => {
  const port = await freePort()
  const hub = await startHub({ dataDir: directory(), port })
  onTestFinished(async () => void (await stop(hub)))
  let first: Response | undefined
  while (!first) first = await fetch(`${hub.origin}/`).catch(() => undefined)
  if (first.status === 503) expect(first.headers.get('retry-after')).toBe('1')
  await hub.ready()
})
