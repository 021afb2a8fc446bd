import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, NUMAZU, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const HOURS = 3_600_000
const HR = [{ role: 'hr' as const, from: '2018-04-01' }]
const newcomer = () => hub.person('人事課 新任', HR)
const NOT_SIGNED_IN = { status: 401, body: { code: 'not_signed_in', status: 401 } }

// ASVS 14.2.2, 14.3.2
test('the session tells who is signed in and what they are where', async () => {
  const { alumnus2021 } = hub.people
  const { status, body, headers } = await alumnus2021.get('/api/session')
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toEqual({
    account: { draftKey: expect.stringMatching(/^[\w-]{43}$/) },
    memberships: [
      {
        municipality: NUMAZU,
        name: '沼津市',
        nameEn: 'Numazu',
        memberId: alumnus2021.memberId,
        memberName: '令和3年度 マネ友',
        roles: [{ role: 'alumnus', cohort: 2021 }],
      },
    ],
  })
})

test('the address one signed in with is told to that person alone', async () => {
  const person = await newcomer()
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(person.accountId, secret, 'hr@example.jp')
  const cookie = `__Host-session=${person.accountId}.${secret}`
  expect((await person.get('/api/session', { cookie })).body.account).toMatchObject({
    email: 'hr@example.jp',
  })
  expect(JSON.stringify((await hub.people.hr.get('')).body)).not.toContain('hr@example.jp')
})

test('the key of one’s drafts is the same in every session, and nobody else’s', async () => {
  const keyOf = async (client: { get: Hub['people']['hr']['get'] }, cookie?: string) =>
    (await client.get('/api/session', cookie === undefined ? {} : { cookie })).body.account.draftKey
  const person = await newcomer()
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(person.accountId, secret)
  const again = `__Host-session=${person.accountId}.${secret}`
  expect(await keyOf(person, again)).toBe(await keyOf(person))
  expect(await keyOf(await newcomer())).not.toBe(await keyOf(person))
  expect(await keyOf(person.through(hub.another()))).toBe(await keyOf(person))
})

// ASVS 7.2.1
test('nobody is signed in without a cookie', async () => {
  for (const path of ['/api/session', '', '/proposals', '/tasks', '/overview'])
    expect(await hub.people.nobody.get(path)).toMatchObject(NOT_SIGNED_IN)
})

test.each([
  ['empty', ''],
  ['without a secret', 'ACCOUNT.'],
  ['with another secret', `ACCOUNT.${'A'.repeat(43)}`],
  ['of another account', `01900000-0000-7000-8000-000000000000.SECRET`],
  ['with more behind it', 'ACCOUNT.SECRET.more'],
  ['in upper case', 'UPPER.SECRET'],
  ['longer than any key', `${'a'.repeat(3000)}.SECRET`],
  ['that names another key', 'ACCOUNT#x.SECRET'],
])('a cookie %s is nobody’s', async (_, made) => {
  const person = await newcomer()
  const [, secret = ''] = person.cookie.split('.')
  const value = made
    .replace('ACCOUNT', person.accountId)
    .replace('UPPER', person.accountId.toUpperCase())
    .replace('SECRET', secret)
  const cookie = `__Host-session=${value}`
  expect(await person.get('/proposals', { cookie })).toMatchObject(NOT_SIGNED_IN)
  expect(await person.get('/api/session', { cookie })).toMatchObject(NOT_SIGNED_IN)
})

test('on https a cookie that another host could have set is not looked at', async () => {
  const person = await newcomer()
  const cookie = person.cookie.replace('__Host-session', 'session')
  expect(await person.get('/proposals', { cookie })).toMatchObject(NOT_SIGNED_IN)
})

// ASVS 7.2.2
test('the table holds the hash of a session’s secret and not the secret', async () => {
  const person = await newcomer()
  const [, secret = ''] = person.cookie.split('.')
  const items = await hub.store.database.query(`ACCOUNT#${person.accountId}`)
  expect(items.some(({ sk }) => String(sk).startsWith('SESSION#'))).toBe(true)
  expect(JSON.stringify(items)).not.toContain(secret)
})

// ASVS 3.3.2, 3.3.4, 7.4.1
test('signing out ends the session at once, everywhere, and takes the cookie', async () => {
  const person = await newcomer()
  const other = hub.another()
  expect((await person.through(other).get('/proposals')).status).toBe(200)
  const { status, headers } = await person.send('POST', '/api/sign-out')
  expect(status).toBe(200)
  expect(headers.get('set-cookie')).toMatch(
    /^__Host-session=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(await person.through(other).get('/proposals')).toMatchObject(NOT_SIGNED_IN)
  expect(await person.get('/api/session')).toMatchObject(NOT_SIGNED_IN)
})

test('signing out again, or without a session, is no error', async () => {
  const person = await newcomer()
  await person.send('POST', '/api/sign-out')
  expect((await person.send('POST', '/api/sign-out')).status).toBe(200)
  expect((await hub.people.nobody.send('POST', '/api/sign-out')).status).toBe(200)
})

test('another site’s page can not sign somebody out', async () => {
  const person = await newcomer()
  for (const origin of ['https://other.example', 'null', '', 'https://hub.example.evil.example'])
    expect(await person.send('POST', '/api/sign-out', undefined, { origin })).toMatchObject({
      status: 403,
      body: { code: 'origin_mismatch' },
    })
  expect((await person.get('/proposals')).status).toBe(200)
})

test('one session’s end leaves the same person’s other sessions', async () => {
  const person = await newcomer()
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(person.accountId, secret)
  await person.send('POST', '/api/sign-out')
  const cookie = `__Host-session=${person.accountId}.${secret}`
  expect((await person.get('/proposals', { cookie })).status).toBe(200)
})

// From here on the clock moves: these stand last.

// ASVS 7.3.1
test('a session ends after twelve hours without a request', async () => {
  const idle = await newcomer()
  const busy = await newcomer()
  for (const _ of [1, 2, 3]) {
    hub.time.pass(5 * HOURS)
    expect((await busy.get('/proposals')).status).toBe(200)
  }
  expect(await idle.get('/proposals')).toMatchObject(NOT_SIGNED_IN)
  expect(await idle.get('/api/session')).toMatchObject(NOT_SIGNED_IN)
})

// ASVS 7.3.2
test('a session that is used all the time ends after seven days', async () => {
  const busy = await newcomer()
  for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
    hub.time.pass(8 * HOURS)
    expect((await busy.get('/api/session')).status).toBe(200)
  }
  hub.time.pass(8 * HOURS)
  expect(await busy.get('/api/session')).toMatchObject(NOT_SIGNED_IN)
})

test('roles are read at every request: one that has ended meanwhile no longer holds', async () => {
  const person = await hub.person('任期の終わる人', [
    { role: 'hr', from: '2018-04-01', to: '2026-06-30' },
  ])
  expect((await person.get('/proposals')).status).toBe(200)
  hub.time.set('2026-07-01T00:00:00.000+09:00')
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(person.accountId, secret)
  const cookie = `__Host-session=${person.accountId}.${secret}`
  expect((await person.get('/proposals', { cookie })).status).toBe(403)
})
