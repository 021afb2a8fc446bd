import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const MINUTES = 60_000
const HOURS = 60 * MINUTES
const NOT_SIGNED_IN = { status: 401, body: { code: 'not_signed_in' } }
const NOT_FOUND = { status: 404, body: { code: 'not_found' } }

/** Somebody signed in at a desk and, later, on a phone. */
async function somebody() {
  const desk = await hub.person('人事課 新任', [{ role: 'hr', from: '2018-04-01' }])
  const begunAt = hub.time.clock().toISOString()
  hub.time.pass(HOURS)
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(desk.accountId, secret)
  const cookie = `__Host-session=${desk.accountId}.${secret}`
  const phone = hub.client(cookie, '222038')
  const idOf = async (which: 'desk' | 'phone') => {
    const { body } = await desk.get('/api/sessions')
    return body.sessions.find((one: { current: boolean }) => one.current === (which === 'desk')).id
  }
  return { desk, phone, begunAt, secret, idOf }
}

test('lists where one is signed in: since when, when last, and which one asks', async () => {
  const { desk, phone, begunAt } = await somebody()
  const now = hub.time.clock().toISOString()
  await desk.get('/api/session')
  const { status, body, headers } = await phone.get('/api/sessions')
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()
  const id = expect.stringMatching(/^[\w-]{22}$/)
  expect(body.sessions).toHaveLength(2)
  expect(body.sessions).toEqual(
    expect.arrayContaining([
      { id, createdAt: now, lastSeenAt: now, endsAt: later(now, 12 * HOURS), current: true },
      { id, createdAt: begunAt, lastSeenAt: now, endsAt: later(now, 12 * HOURS), current: false },
    ]),
  )
})

test('what names a session opens nothing: not the secret, not its hash, not as a cookie', async () => {
  const { desk, secret, idOf } = await somebody()
  const id = await idOf('phone')
  const hash = createHash('sha256').update(secret).digest('base64url')
  const { body } = await desk.get('/api/sessions')
  expect(JSON.stringify(body)).not.toContain(secret.slice(0, 22))
  expect(JSON.stringify(body)).not.toContain(hash.slice(0, 22))
  for (const value of [id, id.padEnd(43, 'A'), hash])
    expect(
      await desk.get('/api/session', { cookie: `__Host-session=${desk.accountId}.${value}` }),
    ).toMatchObject(NOT_SIGNED_IN)
})

test('ending another of one’s sessions ends it at once, everywhere, and no other', async () => {
  const { desk, phone, idOf } = await somebody()
  const other = hub.another()
  const id = await idOf('phone')
  expect(await desk.delete(`/api/sessions/${id}`)).toMatchObject({
    status: 200,
    body: { ended: 1 },
  })
  expect(await phone.through(other).get('/proposals')).toMatchObject(NOT_SIGNED_IN)
  expect((await desk.get('/proposals')).status).toBe(200)
  expect((await desk.get('/api/sessions')).body.sessions).toHaveLength(1)
  expect(await desk.delete(`/api/sessions/${id}`)).toMatchObject(NOT_FOUND)
})

test('ending the session one is in takes the cookie too', async () => {
  const { desk, phone, idOf } = await somebody()
  const { status, headers } = await desk.delete(`/api/sessions/${await idOf('desk')}`)
  expect(status).toBe(200)
  expect(headers.get('set-cookie')).toMatch(/^__Host-session=; Max-Age=0;/)
  expect(await desk.get('/api/sessions')).toMatchObject(NOT_SIGNED_IN)
  expect((await phone.get('/proposals')).status).toBe(200)
})

test('all others end with one request, and this one stays', async () => {
  const { desk, phone } = await somebody()
  expect(await desk.post('/api/sessions/end-others', undefined)).toMatchObject({
    status: 200,
    body: { ended: 1 },
  })
  expect(await phone.get('/proposals')).toMatchObject(NOT_SIGNED_IN)
  expect(await desk.post('/api/sessions/end-others', undefined)).toMatchObject({
    body: { ended: 0 },
  })
  expect((await desk.get('/proposals')).status).toBe(200)
})

test('all end with one request, this one too', async () => {
  const { desk, phone } = await somebody()
  const { body, headers } = await desk.post('/api/sessions/end-all', undefined)
  expect(body).toEqual({ ended: 2 })
  expect(headers.get('set-cookie')).toMatch(/^__Host-session=; Max-Age=0;/)
  for (const one of [desk, phone])
    expect(await one.get('/api/sessions')).toMatchObject(NOT_SIGNED_IN)
})

test('another account’s session is as one that does not exist, and goes on', async () => {
  const { desk, phone, idOf } = await somebody()
  const id = await idOf('phone')
  const absent = await hub.people.stranger.delete(`/api/sessions/${'A'.repeat(22)}`)
  for (const stranger of [hub.people.stranger, hub.people.hr]) {
    const refused = await stranger.delete(`/api/sessions/${id}`)
    expect(refused).toMatchObject(NOT_FOUND)
    expect(refused.body).toEqual(absent.body)
    expect((await stranger.get('/api/sessions')).body.sessions).toHaveLength(1)
  }
  expect((await phone.get('/proposals')).status).toBe(200)
  expect((await desk.get('/proposals')).status).toBe(200)
})

// ASVS 1.2.4
test.each(['x', 'A'.repeat(43), 'SESSION%23', '..%2F..'])('an id like %s is none', async (id) => {
  expect(await hub.people.hr.delete(`/api/sessions/${id}`)).toMatchObject(NOT_FOUND)
})

test('nobody sees or ends sessions without being signed in', async () => {
  const { nobody } = hub.people
  expect(await nobody.get('/api/sessions')).toMatchObject(NOT_SIGNED_IN)
  expect(await nobody.delete(`/api/sessions/${'A'.repeat(22)}`)).toMatchObject(NOT_SIGNED_IN)
  for (const path of ['/api/sessions/end-others', '/api/sessions/end-all'])
    expect(await nobody.post(path, undefined)).toMatchObject(NOT_SIGNED_IN)
})

test('another site’s page ends nothing', async () => {
  const { desk, phone, idOf } = await somebody()
  const id = await idOf('phone')
  const origin = 'https://other.example'
  const refused = { status: 403, body: { code: 'origin_mismatch' } }
  expect(await desk.delete(`/api/sessions/${id}`, { origin })).toMatchObject(refused)
  for (const path of ['/api/sessions/end-others', '/api/sessions/end-all'])
    expect(await desk.post(path, undefined, { origin })).toMatchObject(refused)
  expect((await phone.get('/proposals')).status).toBe(200)
})

test('an unknown parameter is refused here as elsewhere', async () => {
  expect(await hub.people.hr.get('/api/sessions?account=other')).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/account', code: 'unknown_field' }] },
  })
})

// From here on the clock moves far: these stand last.

test('a session that nobody uses leaves the list after twelve hours', async () => {
  const { desk } = await somebody()
  hub.time.pass(6 * HOURS)
  await desk.get('/api/session')
  hub.time.pass(6 * HOURS + MINUTES)
  expect((await desk.get('/api/sessions')).body.sessions).toMatchObject([{ current: true }])
})

test('the end that is shown is the absolute one, once that comes first', async () => {
  const { desk, begunAt } = await somebody()
  const latest = new Date(Date.parse(begunAt) + 7 * 24 * HOURS).toISOString()
  for (let hours = 1; hours < 7 * 24 - 8; hours += 8) {
    hub.time.pass(8 * HOURS)
    await desk.get('/api/session')
  }
  const [own] = (await desk.get('/api/sessions')).body.sessions
  expect(Date.parse(own.endsAt)).toBe(Math.floor(Date.parse(latest) / 1000) * 1000)
})
