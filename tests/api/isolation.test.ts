import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, made, NUMAZU, proposed, reported, SAKATA, serve, stalled } from './serve.ts'

let hub: Hub
/** What Sakata has: its ids must mean nothing in Numazu. */
let theirs: { proposal: string; report: string; member: string }
const NOWHERE = '01900000-0000-7000-8000-000000000000'

beforeAll(async () => {
  hub = await serve()
  const { stranger } = hub.people
  const proposal = made(await stranger.post('/proposals', { cohort: 2018, title: '酒田の取組' }))
  const report = made(await stranger.post(`/proposals/${proposal}/reports`, stalled))
  theirs = { proposal, report, member: stranger.memberId }
})
// Some of it is written past the hub.
afterAll(() => hub.stop({ isTampered: true }))

/** All headers but the one that tells each request from the others. */
const alike = (headers: Headers) => [...headers].filter(([name]) => name !== 'x-request-id')

const READS = ['', '/overview', '/tasks', '/proposals']

test.each(READS)(
  'reading %s of another municipality is as of one that is not there',
  async (path) => {
    const { stranger } = hub.people
    const there = await stranger.get(`/api/m/${NUMAZU}${path}`)
    const nowhere = await stranger.get(`/api/m/011002${path}`)
    expect(there).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(there.body).toEqual(nowhere.body)
    expect(alike(there.headers)).toEqual(alike(nowhere.headers))
  },
)

// ASVS 8.2.2, 8.4.1
test('a proposal of one municipality is not found through another, by reading or by writing', async () => {
  const { hr } = hub.people
  const requests = [
    ['GET', ''],
    ['GET', '/events'],
    ['PATCH', '', { title: '書き換え' }, { 'if-match': '"1"' }],
    ['POST', '/carried-by', { fiscalYear: 2021 }],
    ['POST', '/links', { kind: 'succeeds', to: NOWHERE }],
    ['DELETE', `/links/succeeds/${NOWHERE}`],
    ['POST', '/reports', stalled],
    ['POST', `/reports/${theirs.report}/corrections`, stalled],
    ['POST', `/reports/${theirs.report}/withdrawal`, {}],
    ['POST', `/reports/${theirs.report}/confirmations`, { answer: 'confirmed' }],
    ['POST', '/comments', { text: '一言' }],
  ] as const
  const before = await hub.revision()
  for (const [method, path, body, headers] of requests) {
    const there = await hr.send(method, `/proposals/${theirs.proposal}${path}`, body, headers)
    const nowhere = await hr.send(method, `/proposals/${NOWHERE}${path}`, body, headers)
    expect(there).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(there.body).toEqual(nowhere.body)
  }
  expect(await hub.revision()).toBe(before)
})

test('a report of another municipality, or of another proposal, is not found in this one', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const elsewhere = await reported(hub, await proposed(hub))
  for (const report of [theirs.report, elsewhere, NOWHERE]) {
    const at = `/proposals/${id}/reports/${report}`
    for (const [path, body] of [
      ['corrections', stalled],
      ['withdrawal', {}],
      ['confirmations', { answer: 'confirmed' }],
    ] as const)
      expect(await hr.post(`${at}/${path}`, body)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      })
  }
})

test('the people and proposals of another municipality can not be named in this one', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const hearing = (memberId: string) => ({
    ...stalled,
    kind: 'hearing',
    hearing: {
      speaker: { role: 'hr', memberId },
      heardOn: { precision: 'day', date: '2026-05-01' },
    },
  })
  const naming = [
    { at: '/to', path: 'links', body: (to: string) => ({ kind: 'requires', to }) },
    { at: '/hearing/speaker/memberId', path: 'reports', body: hearing },
    {
      at: '/speaker/memberId',
      path: 'comments',
      body: (memberId: string) => ({ text: '一言', speaker: { role: 'hr', memberId } }),
    },
  ]
  const before = await hub.revision()
  for (const { at, path, body } of naming) {
    const their = at === '/to' ? theirs.proposal : theirs.member
    const there = await hr.post(`/proposals/${id}/${path}`, body(their))
    const nowhere = await hr.post(`/proposals/${id}/${path}`, body(NOWHERE))
    expect(there).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ pointer: at, code: 'not_found' }] },
    })
    expect(there.body).toEqual(nowhere.body)
  }
  const steward = { office: '企画課', memberId: theirs.member }
  for (const answer of [
    await hr.post('/proposals', { cohort: 2021, title: '題', steward }),
    await hr.patch(`/proposals/${id}`, { steward }, { 'if-match': '"1"' }),
  ])
    expect(answer.body.errors).toMatchObject([{ pointer: '/steward/memberId', code: 'not_found' }])
  expect(await hub.revision()).toBe(before)
})

test('nothing of another municipality is in any answer', async () => {
  const { hr, stranger } = hub.people
  await proposed(hub, { title: '沼津だけの題' })
  for (const path of [...READS, `/proposals/${theirs.proposal}`]) {
    const { body } = await stranger.get(path)
    expect(JSON.stringify(body)).not.toMatch(/沼津|マネ友/)
  }
  const { body } = await hr.get('/api/session')
  expect(body.memberships).toHaveLength(1)
  expect(JSON.stringify(body)).not.toContain('酒田')
})

test('somebody of two municipalities is who they are in each, and nothing more', async () => {
  const both = await hub.person('二つの市の人', [{ role: 'executive', from: '2020-04-01' }])
  const membership = {
    v: 1,
    code: SAKATA,
    memberId: theirs.member,
    roles: [{ role: 'hr', from: '2020-04-01' }],
  }
  await hub.store.database.put({
    pk: `ACCOUNT#${both.accountId}`,
    sk: `MEMBERSHIP#${SAKATA}`,
    ...membership,
  })
  const comment = { text: '一言' }
  const there = `/api/m/${SAKATA}/proposals/${theirs.proposal}/comments`
  expect((await both.post(there, comment)).status).toBe(201)
  const here = `/proposals/${await proposed(hub)}/comments`
  expect((await both.post(here, comment)).body.code).toBe('not_allowed')
})

test('a suspended membership sees and does nothing', async () => {
  const person = await hub.person('停止中の人', [{ role: 'hr', from: '2018-04-01' }])
  expect((await person.get('/proposals')).status).toBe(200)
  await hub.store.database.set(
    { pk: `ACCOUNT#${person.accountId}`, sk: `MEMBERSHIP#${NUMAZU}` },
    { suspended: true },
  )
  for (const path of READS)
    expect(await person.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await person.post('/proposals', { cohort: 2021, title: '題' })).status).toBe(404)
  expect((await person.get('/api/session')).body.memberships).toEqual([])
})

test('a role that has ended reads and writes nothing, and sees no names', async () => {
  const left = await hub.person('異動した人', [
    { role: 'hr', from: '2018-04-01', to: '2026-03-31' },
  ])
  for (const path of ['/proposals', '/overview'])
    expect(await left.get(path)).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  const id = await proposed(hub)
  for (const path of [`/proposals/${id}`, `/proposals/${id}/events`])
    expect((await left.get(path)).status).toBe(403)
  expect((await left.get('/tasks')).body.tasks).toEqual([])
  const place = await left.get('')
  expect(place.body.me).toMatchObject({ roles: [], permitted: [] })
  expect(place.body.people).toEqual([])
  expect((await left.post('/proposals', { cohort: 2021, title: '題' })).status).toBe(403)
})

test('a role that begins later does not hold yet', async () => {
  const soon = await hub.person('着任前の人', [{ role: 'hr', from: '2026-07-01' }])
  expect((await soon.get('/proposals')).status).toBe(403)
  expect((await soon.get('/api/session')).body.memberships[0].roles).toEqual([])
})

test('who carries a proposal sees that one, and reports on it, without any other role', async () => {
  const carrier = await hub.person('所管課 担当者', [])
  const id = await proposed(hub, { steward: { office: '企画課', memberId: carrier.memberId } })
  expect((await carrier.get(`/proposals/${id}`)).status).toBe(200)
  expect((await carrier.get(`/proposals/${await proposed(hub)}`)).status).toBe(403)
  const tasks = await carrier.get('/tasks')
  expect(tasks.body.tasks).toMatchObject([{ kind: 'report_first', proposal: { id } }])
  const answer = await carrier.post(`/proposals/${id}/reports`, stalled)
  expect(answer.status).toBe(201)
})
