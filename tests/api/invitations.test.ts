import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { logger } from '../../functions/log/logger.ts'
import { type Answer, type Hub, made, NUMAZU, ORIGIN, SAKATA, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const NOWHERE = '01900000-0000-7000-8000-000000000000'
const roles = [{ role: 'member', cohort: 2021, from: '2021-04-01' }]

/** Somebody of the roster with an address of their own. */
async function added(more: Record<string, unknown> = {}): Promise<string> {
  const email = `${randomUUID()}@example.jp`
  return made(await hub.people.hr.post('/people', { name: '招かれる人', email, roles, ...more }))
}
const invite = (id: string, headers?: Record<string, string>) =>
  hub.people.hr.post(`/people/${id}/invitation`, undefined, headers)
const entry = async (id: string) =>
  (await hub.people.hr.get('/people/roster')).body.people.find(
    (person: { id: string }) => person.id === id,
  )

/** The link of the last mail, as its reader opens it. */
function lastLink() {
  const url = hub.mails
    .at(-1)
    ?.text.split('\n')
    .find((line) => line.startsWith(ORIGIN))
  const [, , municipality = '', memberId = '', token = ''] = new URL(url ?? '').pathname.split('/')
  return { municipality, memberId, token }
}

/** An account that has signed in, and is nobody anywhere. */
async function account() {
  const id = await hub.store.accounts.enrol({
    v: 1,
    id: uuidv7(),
    issuer: 'test',
    subject: randomUUID(),
  })
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(id, secret)
  const client = hub.client(`__Host-session=${id}.${secret}`, NUMAZU)
  return {
    ...client,
    id,
    accept: (link: object, headers?: Record<string, string>): Promise<Answer> =>
      client.post('/api/invitations/acceptance', link, headers),
  }
}

const typesOf = async () => {
  const events = await hub.store.streams.events(NUMAZU, `municipality/${NUMAZU}`, { limit: 1000 })
  return events.map((event) => JSON.parse(event).type as string)
}

async function refusedWithoutTrace(request: () => Promise<Answer>) {
  const before = await hub.revision()
  const { status, body } = await request()
  expect(await hub.revision()).toBe(before)
  return { status, code: body.code }
}

test('an invitation is mailed in plain words, with its link on a line of its own', async () => {
  const id = await added({ name: '沼津 一郎', email: 'ichiro@example.jp' })
  const answer = await invite(id)
  expect(answer.status).toBe(201)
  expect((await typesOf()).slice(-2)).toEqual(['invitation_issued', 'invitation_sent'])
  const mail = hub.mails.at(-1)
  expect(mail).toMatchObject({ to: 'ichiro@example.jp', subject: '【沼津市】マネ友ハブへの招待' })
  expect(mail?.text).toContain('沼津 一郎 様')
  expect(mail?.text).toContain('2026年6月15日 12:00まで、1回だけ')
  expect(lastLink()).toEqual({
    municipality: NUMAZU,
    memberId: id,
    token: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect((await entry(id)).invitation).toEqual({
    state: 'sent',
    issuedAt: expect.stringMatching(/^2026-06-01T03:00:00/),
    sentAt: expect.any(String),
    expiresAt: expect.stringMatching(/^2026-06-15T03:00:00/),
  })
})

test('what is stored lets nobody in: the link’s code stands nowhere', async () => {
  const id = await added()
  await invite(id)
  const { token } = lastLink()
  const register = await hub.store.registers.read(NUMAZU)
  expect(JSON.stringify(register?.members.get(id))).not.toContain(token)
  const events = await hub.store.streams.events(NUMAZU, `municipality/${NUMAZU}`, { limit: 1000 })
  expect(events.join()).not.toContain(token)
  expect(JSON.stringify((await hub.people.hr.get('/people/roster')).body)).not.toContain(token)
})

test('whoever accepts is that person from the next request on', async () => {
  const id = await added()
  await invite(id)
  const reader = await account()
  expect((await reader.get('/proposals')).status).toBe(404)
  const answer = await reader.accept(lastLink())
  expect(answer).toMatchObject({ status: 201, body: { id } })
  expect((await reader.get('/proposals')).status).toBe(200)
  const { memberships } = (await reader.get('/api/session')).body
  expect(memberships).toMatchObject([{ municipality: NUMAZU, memberId: id }])
  expect(await entry(id)).toMatchObject({ bound: true, invitation: { state: 'accepted' } })
  expect((await typesOf()).at(-1)).toBe('invitation_accepted')
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

// ASVS 6.4.1
test('an invitation holds once', async () => {
  const id = await added()
  await invite(id)
  const [first, second] = [await account(), await account()]
  const link = lastLink()
  expect((await first.accept(link)).status).toBe(201)
  for (const reader of [first, second])
    expect(await refusedWithoutTrace(() => reader.accept(link))).toEqual({
      status: 409,
      code: 'invitation_used',
    })
  expect((await second.get('/proposals')).status).toBe(404)
  // That it was used is told to whoever has the link, and to nobody else.
  const forged = { ...link, token: `${link.token.slice(0, -2)}AA` }
  expect((await second.accept(forged)).body.code).toBe('invitation_invalid')
})

test('of two who accept at once, one is the person', async () => {
  const id = await added()
  await invite(id)
  const link = lastLink()
  const readers = await Promise.all([account(), account(), account()])
  const answers = await Promise.all(readers.map((reader) => reader.accept(link)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  const seen = await Promise.all(readers.map((reader) => reader.get('/proposals')))
  expect(seen.map(({ status }) => status).sort()).toEqual([200, 404, 404])
})

test('accepting again under the same key is answered the same', async () => {
  await invite(await added())
  const reader = await account()
  const key = { 'idempotency-key': randomUUID() }
  const link = lastLink()
  const first = await reader.accept(link, key)
  const before = await hub.revision()
  expect(await reader.accept(link, key)).toMatchObject({ status: 201, body: first.body })
  expect(await hub.revision()).toBe(before)
})

test('an invitation that is sent anew replaces the one before', async () => {
  const id = await added()
  await invite(id)
  const old = lastLink()
  await invite(id)
  const reader = await account()
  expect(await refusedWithoutTrace(() => reader.accept(old))).toEqual({
    status: 409,
    code: 'invitation_invalid',
  })
  expect((await reader.accept(lastLink())).status).toBe(201)
})

test('an invitation that was taken back holds no more', async () => {
  const id = await added()
  await invite(id)
  const path = `/people/${id}/invitation`
  expect((await hub.people.hr.delete(path)).status).toBe(200)
  expect((await entry(id)).invitation).toBeUndefined()
  expect((await typesOf()).at(-1)).toBe('invitation_revoked')
  const reader = await account()
  expect((await reader.accept(lastLink())).body.code).toBe('invitation_invalid')
  expect((await hub.people.hr.delete(path)).body.code).toBe('nothing_changed')
})

test('an invitation that went to an address which is corrected holds no more; one that was accepted stays', async () => {
  const id = await added()
  await invite(id)
  const link = lastLink()
  const correct = async (edit: object) => {
    const { edition } = await entry(id)
    return hub.people.hr.patch(`/people/${id}`, edit, { 'if-match': `"${edition}"` })
  }
  made(await correct({ office: '総務課' }))
  expect((await entry(id)).invitation).toMatchObject({ state: 'sent' })
  made(await correct({ email: `${randomUUID()}@example.jp` }))
  expect((await entry(id)).invitation).toBeUndefined()
  const stranger = await account()
  expect(await refusedWithoutTrace(() => stranger.accept(link))).toEqual({
    status: 409,
    code: 'invitation_invalid',
  })
  await invite(id)
  made(await (await account()).accept(lastLink()))
  made(await correct({ email: null }))
  expect(await entry(id)).toMatchObject({ bound: true })
  expect((await hub.store.registers.read(NUMAZU))?.members.get(id)?.invitation).toMatchObject({
    acceptedAt: expect.any(String),
  })
})

test('forged and foreign links are refused like those that never were', async () => {
  const [one, other] = [await added(), await added()]
  await invite(one)
  const link = lastLink()
  await invite(other)
  const reader = await account()
  for (const forged of [
    { ...link, token: link.token.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) },
    { ...link, token: '' },
    { ...link, memberId: other },
    { ...link, memberId: NOWHERE },
    { ...link, municipality: SAKATA },
    { ...link, municipality: '011002' },
    { ...link, memberId: hub.people.member.memberId },
  ])
    expect(await refusedWithoutTrace(() => reader.accept(forged))).toEqual({
      status: 409,
      code: 'invitation_invalid',
    })
  expect((await reader.accept({ ...link, municipality: '123456' })).status).toBe(400)
})

test('nobody is two people of a municipality, and nobody takes another’s place', async () => {
  const id = await added()
  await invite(id)
  const link = lastLink()
  expect(await refusedWithoutTrace(() => hub.people.alumnus2021.post(ACCEPT, link))).toEqual({
    status: 409,
    code: 'already_bound',
  })
  expect((await (await account()).accept(link)).status).toBe(201)
  expect((await invite(id)).body.code).toBe('already_bound')
})

test('somebody of another municipality can be invited here, and stays who they are there', async () => {
  const id = await added()
  await invite(id)
  const other = await hub.person('酒田の人', [{ role: 'executive', from: '2018-04-01' }], SAKATA)
  expect((await other.post(ACCEPT, lastLink())).status).toBe(201)
  const { memberships } = (await other.get('/api/session')).body
  expect(memberships.map(({ municipality }: { municipality: string }) => municipality)).toEqual([
    SAKATA,
    NUMAZU,
  ])
})

const ACCEPT = '/api/invitations/acceptance'

test('accepting needs a session, this site and an Idempotency-Key', async () => {
  await invite(await added())
  const link = lastLink()
  const reader = await account()
  expect((await hub.people.nobody.post(ACCEPT, link)).status).toBe(401)
  expect((await reader.accept(link, { origin: 'https://other.example' })).status).toBe(403)
  const without = await reader.accept(link, { 'idempotency-key': '' })
  expect(without.body.code).toBe('idempotency_key_required')
})

test('who is suspended or has left can neither be invited nor accept', async () => {
  const { hr } = hub.people
  const suspended = await added()
  await invite(suspended)
  const link = lastLink()
  made(await hr.post(`/people/${suspended}/suspension`, { suspended: true }))
  expect((await (await account()).accept(link)).body.code).toBe('invitation_invalid')
  expect((await invite(suspended)).body.code).toBe('not_invitable')
  const left = await added()
  made(await hr.post(`/people/${left}/transfer`, { leaves: true, on: '2026-06-01' }))
  expect((await invite(left)).body.code).toBe('not_invitable')
})

test('without an address there is nobody to mail', async () => {
  const id = await added({ email: undefined })
  const answer = await refusedWithoutTrace(() => invite(id))
  expect(answer).toEqual({ status: 409, code: 'no_address' })
})

test('a mail that is refused for now waits visibly and is tried again', async () => {
  const id = await added()
  const told = vi.spyOn(logger, 'warn').mockImplementation(() => {})
  const key = { 'idempotency-key': randomUUID() }
  hub.post.silent = true
  const first = await invite(id, key)
  expect(first.status).toBe(201)
  expect((await entry(id)).invitation).toMatchObject({ state: 'sending' })
  const before = hub.mails.length
  // Asking again under the same key neither makes another invitation nor another mail.
  expect(await invite(id, key)).toMatchObject({ status: 201, body: first.body })
  hub.post.silent = false
  hub.time.pass(60_000)
  expect(await hub.outbox.run()).toMatchObject({ sent: 1 })
  expect(hub.mails).toHaveLength(before + 1)
  expect((await entry(id)).invitation).toMatchObject({ state: 'sent' })
  expect((await (await account()).accept(lastLink())).status).toBe(201)
  // The operator learns of it, and not to whom it went.
  expect(JSON.stringify(told.mock.calls)).toMatch(/mail_not_handed_over(?!.*@)/)
  told.mockRestore()
})

test('inviting is for HR of the municipality alone', async () => {
  const id = await added()
  const path = `/people/${id}/invitation`
  for (const who of ['member', 'alumnus2021', 'executive'] as const)
    for (const method of ['POST', 'DELETE'])
      expect(await refusedWithoutTrace(() => hub.people[who].send(method, path))).toEqual({
        status: 403,
        code: 'not_allowed',
      })
  expect((await hub.people.stranger.post(path, undefined)).status).toBe(404)
  expect((await hub.people.stranger.post(`/api/m/${NUMAZU}${path}`, undefined)).status).toBe(404)
  expect((await hub.people.hr.post(`/people/${NOWHERE}/invitation`, undefined)).status).toBe(404)
})

test('a mail that is given up is told at the person, and in the history', async () => {
  const place = await serve()
  const other = hub
  hub = place
  const told = vi.spyOn(logger, 'warn').mockImplementation(() => {})
  place.post.silent = true
  const id = await added()
  await invite(id)
  for (let hour = 0; hour < 60; hour += 1) {
    place.time.pass(60 * 60_000)
    await place.outbox.run()
  }
  told.mockRestore()
  const hr = await place.person('人事課 新任', [{ role: 'hr', from: '2018-04-01' }])
  const { people } = (await hr.get('/people/roster')).body
  expect(people.find((person: { id: string }) => person.id === id)).toMatchObject({
    invitation: { state: 'not_sent' },
    mailTrouble: { failure: 'tried_often', kind: 'invitation' },
  })
  const events = await place.store.streams.events(NUMAZU, `municipality/${NUMAZU}`, {
    limit: 1000,
  })
  expect(events.map((event) => JSON.parse(event).type)).toContain('mail_failed')
  expect(await place.verifyMunicipality()).toMatchObject({ intact: true })
  hub = other
  await place.stop()
})

test('an invitation lapses after 14 days', async () => {
  const place = await serve({ start: '2026-06-01T03:00:00.000Z' })
  const other = hub
  hub = place
  const id = await added()
  await invite(id)
  place.time.set('2026-06-15T03:00:01.000Z')
  const late = await account()
  expect(await refusedWithoutTrace(() => late.accept(lastLink()))).toEqual({
    status: 409,
    code: 'invitation_expired',
  })
  hub = other
  await place.stop()
})
