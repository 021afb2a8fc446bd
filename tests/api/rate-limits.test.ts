import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRateLimits } from '../../functions/api/rate-limits.ts'
import { clientAddress } from '../../functions/local/client-address.ts'
import { inBothLanguages } from './both-languages.ts'
import { type Hub, ORIGIN, serve, stalled } from './serve.ts'

const PER_PERSON = 8
const PER_ADDRESS = 4

let hub: Hub
let address = '192.0.2.1'
beforeAll(async () => {
  const limits = createRateLimits({
    addressOf: () => address,
    perPerson: PER_PERSON,
    perAddress: PER_ADDRESS,
  })
  hub = await serve({ limits })
})
afterAll(() => hub.stop())

/** Asks until it is refused, at most `most` times; tells how often it was answered. */
async function askUntilRefused(ask: () => Promise<{ status: number }>, most: number) {
  let answered = 0
  while (answered < most && (await ask()).status !== 429) answered += 1
  return answered
}

// ASVS 2.3.2, 2.4.1
test('a person who asks too much is told how long to wait, and nobody else is', async () => {
  const { alumnus2018, hr } = hub.people
  expect(await askUntilRefused(() => alumnus2018.get('/tasks'), 20)).toBe(PER_PERSON)
  const refused = await alumnus2018.get('/tasks')
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  const wait = Number(refused.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
  expect(refused.body.detail).toContain(`${wait}秒`)
  expect((await hr.get('/tasks')).status).toBe(200)
})

test('a write beyond the limit changes nothing', async () => {
  const { alumnus2021, hr } = hub.people
  const made = await hr.post('/proposals', { cohort: 2021, title: '対話' })
  await askUntilRefused(() => alumnus2021.get('/tasks'), 20)
  const before = await hub.revision()
  const path = `/proposals/${made.body.id}/reports`
  expect((await alumnus2021.post(path, stalled)).status).toBe(429)
  expect(await hub.revision()).toBe(before)
})

test('strangers are counted by their address, and do not use up what a signed-in person may ask there', async () => {
  address = '192.0.2.2'
  const { nobody, executive } = hub.people
  expect(await askUntilRefused(() => nobody.get('/tasks'), 20)).toBe(PER_ADDRESS)
  expect((await executive.get('/tasks')).status).toBe(200)
  address = '192.0.2.3'
  expect((await nobody.get('/tasks')).status).toBe(401)
})

test('who only names somebody else’s account uses up their own address, not the person’s requests', async () => {
  address = '192.0.2.4'
  const { member } = hub.people
  const cookie = `__Host-session=${member.accountId}.${'A'.repeat(43)}`
  const liar = hub.client(cookie, '222038')
  expect(await askUntilRefused(() => liar.get('/tasks'), 20)).toBe(PER_ADDRESS)
  expect((await member.get('/tasks')).status).toBe(200)
})

test('routes without a session are counted by address too', async () => {
  address = '192.0.2.5'
  const { nobody } = hub.people
  expect(await askUntilRefused(() => nobody.get('/api/session'), 20)).toBe(PER_ADDRESS)
})

test('a refusal is worded in both languages', async () => {
  address = '192.0.2.6'
  const { nobody } = hub.people
  await askUntilRefused(() => nobody.get('/api/session'), 20)
  const refused = await inBothLanguages(hub, (headers) => nobody.get('/api/session', headers))
  expect(refused).toEqual({ status: 429, code: 'too_many_requests' })
})

// ASVS 4.1.3, 15.3.4
test('an address is the peer’s, or the last one that the proxy in front has appended', async () => {
  const { Hono } = await import('hono')
  const seen = (header?: string) => {
    const app = new Hono().get('/', (c) => c.text(clientAddress(header)(c)))
    const env = { incoming: { socket: { remoteAddress: '198.51.100.7' } } }
    const headers = { 'x-forwarded-for': '203.0.113.1, 203.0.113.2' }
    return Promise.resolve(app.request(`${ORIGIN}/`, { headers }, env)).then((answer) =>
      answer.text(),
    )
  }
  expect(await seen()).toBe('198.51.100.7')
  expect(await seen('x-forwarded-for')).toBe('203.0.113.2')
  expect(await seen('x-real-ip')).toBe('198.51.100.7')
})

test('every answer names its request by an id of the server’s own making', async () => {
  address = '192.0.2.7'
  const theirs = { 'x-request-id': 'chosen-by-the-client' }
  const answers = [
    await hub.people.hr.get('/tasks', theirs),
    await hub.people.nobody.get('/tasks', theirs),
    await hub.people.nobody.get('/api/health', theirs),
  ]
  const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '')
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(ids.length)
})
