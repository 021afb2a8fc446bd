import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventPartition, municipalityStream } from '../../functions/store/table.ts'
import { type Hub, made, NUMAZU, proposed, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const alumnus = (sign: string) =>
  hub.person(
    `本人${sign}`,
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    { email: `${sign}@example.jp`, staffNumber: sign },
  )

test('everybody reads all that is held about them, and of nobody else', async () => {
  const sign = uuidv7()
  const person = await alumnus(sign)
  const at = `/proposals/${await proposed(hub)}`
  made(await person.post(`${at}/reports`, { ...stalled, reason: `私の理由${sign}` }))
  made(await person.post(`${at}/comments`, { text: `私のコメント${sign}` }))
  made(await hub.people.hr.post(`${at}/comments`, { text: `人事のコメント${sign}` }))
  const { status, body } = await person.get('/api/me')
  expect(status).toBe(200)
  expect(body.sessions).toMatchObject([{ current: true }])
  expect(body.memberships).toMatchObject([
    {
      municipality: NUMAZU,
      memberId: person.memberId,
      entry: {
        name: `本人${sign}`,
        email: `${sign}@example.jp`,
        staffNumber: sign,
        roles: [{ role: 'member', cohort: 2021 }],
      },
      records: [
        { kind: 'comment', text: `私のコメント${sign}` },
        { kind: 'report', outcome: 'stalled', text: `私の理由${sign}` },
      ],
      claims: [],
    },
  ])
  expect(JSON.stringify(body)).not.toContain('人事のコメント')
  expect(JSON.stringify((await hub.people.hr.get('/api/me')).body)).not.toContain(`本人${sign}`)
  expect((await hub.people.nobody.get('/api/me')).status).toBe(401)
})

test('what somebody asks about their data waits for HR, ends with an answer, and they read it', async () => {
  const sign = uuidv7()
  const person = await alumnus(sign)
  const { hr, member, executive } = hub.people
  const words = `所属が違います${sign}`
  const key = { 'idempotency-key': uuidv7() }
  const claim = made(await person.post('/me/claims', { kind: 'correct', text: words }, key))
  expect(made(await person.post('/me/claims', { kind: 'correct', text: words }, key))).toBe(claim)
  const waiting = async () => (await hr.get('/tasks')).body.claims
  expect(await waiting()).toMatchObject([{ id: claim, kind: 'correct', memberId: person.memberId }])
  expect((await member.get('/tasks')).body.claims).toEqual([])

  const path = `/people/${person.memberId}/claims/${claim}/answer`
  const before = await hub.revision()
  for (const who of [person, member, executive])
    expect((await who.post(path, { result: 'done' })).status).toBe(403)
  expect(
    (await hub.people.stranger.post(`/api/m/${NUMAZU}${path}`, { result: 'done' })).status,
  ).toBe(404)
  expect((await hr.post(path, { result: 'refused' })).body.errors).toMatchObject([
    { pointer: '/reason', code: 'reason_required' },
  ])
  const own = made(await hr.post('/me/claims', { kind: 'stop_use', text: '自分の分' }))
  const ofHr = `/people/${hr.memberId}/claims/${own}/answer`
  expect((await hr.post(ofHr, { result: 'done' })).body.code).toBe('own_side')
  expect(await hub.revision()).not.toBe(before)

  const reason = `辞令のとおりです${sign}`
  made(await hr.post(path, { result: 'refused', reason }))
  expect((await hr.post(path, { result: 'done' })).body.code).toBe('nothing_changed')
  expect((await waiting()).map(({ id }: { id: string }) => id)).toEqual([own])
  expect((await person.get('/api/me')).body.memberships[0].claims).toMatchObject([
    { id: claim, text: words, answer: { result: 'refused', reason } },
  ])
  // The chain tells that it was asked and answered, and holds when the words are gone.
  const events = await hub.store.database.query(eventPartition(NUMAZU, municipalityStream(NUMAZU)))
  expect(JSON.stringify(events)).toContain('claim_answered')
  expect(JSON.stringify(events)).not.toContain(sign)
  made(
    await hr.post(`/people/${person.memberId}/erasure`, {
      ...{ texts: false, why: 'request', confirmed: true },
    }),
  )
  expect(JSON.stringify((await hr.get('/people/roster')).body)).not.toContain(words)
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

test('nobody fills the register with what they ask', async () => {
  const person = await alumnus(uuidv7())
  for (let n = 0; n < 20; n += 1)
    made(await person.post('/me/claims', { kind: 'stop_use', text: '止めてください' }))
  const { status, body } = await person.post('/me/claims', { kind: 'stop_use', text: 'もう一度' })
  expect([status, body.errors[0].code]).toEqual([400, 'too_many'])
})
