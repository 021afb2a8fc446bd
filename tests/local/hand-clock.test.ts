import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Browser } from './browser.ts'
import {
  askDoor,
  freshDirectory,
  type HubProcess,
  moveClock,
  startHub,
  untilNothingRunsOn,
} from './hub-process.ts'

vi.setConfig({ testTimeout: 60_000 })

const { dataDir, remove } = freshDirectory()
let hub: HubProcess
beforeAll(async () => {
  hub = await startHub({
    dataDir,
    args: ['--no-web', '--no-jobs'],
    env: { TEST_CLOCK: '2026-06-01T00:00:00Z' },
  })
  await hub.ready()
})
afterAll(async () => {
  hub.child.kill('SIGINT')
  await hub.ended
  await untilNothingRunsOn(dataDir)
  remove()
})

async function signedIn(): Promise<Browser> {
  const browser = new Browser(hub.origin)
  await browser.open('/auth/sign-in?return_to=/api/session')
  return browser.submit('/person', { email: 'hr@numazu.example' })
}

async function proposed(browser: Browser, title: string): Promise<string> {
  await browser.open('/api/m/222038/proposals', {
    method: 'POST',
    headers: {
      origin: hub.origin,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ cohort: 2022, title }),
  })
  expect(browser.status).toBe(201)
  await browser.open(`/api/m/222038/proposals/${JSON.parse(browser.body).id}/events`)
  return /"recordedAt":"([^"]+)"/.exec(browser.body)?.[1] ?? ''
}

test('signing in, what is recorded and what the answers say of the time follow the clock over months', async () => {
  const june = await signedIn()
  expect(june.status).toBe(200)
  expect(june.headers.get('date')).toMatch(/^Mon, 01 Jun 2026/)
  expect(await proposed(june, '六月の提案')).toMatch(/^2026-06-01T/)

  await moveClock(dataDir, '2027-02-15T02:00:00Z')
  // The session is over, as it would be; a new one begins as ever, with tokens of that day.
  await june.open('/api/session')
  expect(june.status).toBe(401)
  const february = await signedIn()
  expect(february.status).toBe(200)
  expect(await proposed(february, '二月の提案')).toMatch(/^2027-02-15T02:/)
  expect(await (await askDoor(dataDir, '/daily')).json()).toMatchObject({ day: '2027-02-15' })
})

test('limits of requests end when their minute is over, also where a month is', async () => {
  const asked = () =>
    Promise.all(Array.from({ length: 3_100 }, () => fetch(`${hub.origin}/auth/x`).then(read)))
  const read = async (response: Response) => {
    await response.body?.cancel()
    return response.status
  }
  expect(await asked()).toContain(429)
  await moveClock(dataDir, '2027-03-15T02:00:00Z')
  expect(await fetch(`${hub.origin}/auth/x`).then(read)).not.toBe(429)
})

test('the clock goes forward only, and only for whoever may read the data', async () => {
  expect((await askDoor(dataDir, '/clock?to=2026-06-01T00:00:00Z')).status).toBe(400)
  expect((await askDoor(dataDir, '/clock?to=soon')).status).toBe(400)
  expect((await fetch(`${hub.origin}/clock?to=2028-01-01`, { method: 'POST' })).status).toBe(404)
  expect(hub.output()).toContain('The clock is moved by hand')
})
