import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, made, NUMAZU, proposed, SAKATA, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const DUE = '2026-06-10'
const NOWHERE = '01900000-0000-7000-8000-000000000000'

/** Somebody of the 2018 cohort, whose proposals are asked about here. */
const alumnus = (more: Record<string, unknown> = {}) =>
  hub.person(
    '平成30年度の人',
    [{ role: 'member', cohort: 2018, from: '2018-04-01', to: '2019-03-31' }],
    NUMAZU,
    more,
  )
const of2018 = () => proposed(hub, { cohort: 2018 })
const ask = (proposalIds: string[], more: object = {}, headers?: Record<string, string>) =>
  hub.people.hr.post('/requests', { proposalIds, dueOn: DUE, ...more }, headers)
const asked = async (proposalId: string) =>
  (await hub.people.hr.get(`/proposals/${proposalId}/requests`)).body.asked

test('each person is asked once, about everything that is theirs to say', async () => {
  const one = await alumnus({ email: 'one@example.jp' })
  const [first, second] = [await of2018(), await of2018()]
  const plan = await hub.people.hr.get(`/requests/plan?proposals=${first},${second}`)
  expect(plan.body.nobody).toEqual([])
  expect(plan.body.people).toContainEqual({
    memberId: one.memberId,
    via: 'cohort',
    byMail: true,
    proposalIds: [first, second],
  })
  const before = hub.mails.length
  const { status, body } = await ask([first, second, first])
  expect(status).toBe(201)
  expect(body.requests.map(({ memberId }: { memberId: string }) => memberId).sort()).toEqual(
    [one.memberId, hub.people.alumnus2018.memberId].sort(),
  )
  // Who has no address gets a sheet of paper; nobody writes to them.
  expect(hub.mails.slice(before).map(({ to }) => to)).toEqual(['one@example.jp'])
  const mail = hub.mails.at(-1)
  expect(mail?.subject).toBe('【沼津市】取組の状況を教えてください（1分で終わります）')
  expect(mail?.text.match(/・対話の時間を設ける（平成30年度）/g)).toHaveLength(2)
  expect(mail?.text).toMatch(/\nhttps:\/\/hub\.example\/r\/[\w-]{68}\n/)
  expect(await asked(first)).toMatchObject([
    { memberId: expect.any(String), dueOn: DUE, issuedAt: expect.any(String) },
    { memberId: expect.any(String) },
  ])
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

test('a request sent again under its key asks nobody twice, and goes on where it broke off', async () => {
  await alumnus({ email: 'again@example.jp' })
  const proposal = await of2018()
  const key = { 'idempotency-key': randomUUID() }
  const first = await ask([proposal], {}, key)
  const before = [hub.mails.length, await hub.revision()]
  expect(await ask([proposal], {}, key)).toMatchObject({ status: 201, body: first.body })
  expect([hub.mails.length, await hub.revision()]).toEqual(before)
  expect((await ask([proposal], { dueOn: '2026-06-11' }, key)).status).toBe(422)
  // Nor is anybody else asked under it.
  const other = await proposed(hub, { cohort: 2021 })
  const now = await hub.revision()
  expect((await ask([other], {}, key)).body.code).toBe('idempotency_key_reused')
  expect(await hub.revision()).toBe(now)
})

test('the steward is asked before the cohort; what only HR could answer is told apart', async () => {
  const steward = await hub.person('係長', [], NUMAZU, { office: '総務課', email: 's@example.jp' })
  const carried = await of2018()
  made(
    await hub.people.hr.post(`/proposals/${carried}/stewardship`, {
      to: { office: '総務課', memberId: steward.memberId },
    }),
  )
  const orphan = await proposed(hub, { cohort: 2022 })
  const { body } = await hub.people.hr.get(`/requests/plan?proposals=${carried},${orphan}`)
  expect(body).toEqual({
    people: [{ memberId: steward.memberId, via: 'steward', byMail: true, proposalIds: [carried] }],
    nobody: [orphan],
  })
})

test('only some of those who would be asked can be chosen', async () => {
  const chosen = await alumnus({ email: 'chosen@example.jp' })
  const proposal = await of2018()
  const { body } = await ask([proposal], { memberIds: [chosen.memberId] })
  expect(body.requests).toMatchObject([{ memberId: chosen.memberId, byMail: true }])
})

test('HR and the cohort of this year ask; alumni and executives do not', async () => {
  const proposal = await of2018()
  const body = { proposalIds: [proposal], dueOn: DUE }
  expect((await hub.people.member.post('/requests', body)).status).toBe(201)
  const before = await hub.revision()
  for (const who of ['alumnus2021', 'executive'] as const)
    expect((await hub.people[who].post('/requests', body)).body.code).toBe('not_allowed')
  expect((await hub.people.stranger.post('/requests', body)).body.errors).toMatchObject([
    { pointer: '/proposalIds', code: 'unknown_value' },
  ])
  expect((await hub.people.stranger.post(`/api/m/${NUMAZU}/requests`, body)).status).toBe(404)
  expect(
    (await hub.people.stranger.get(`/api/m/${SAKATA}/proposals/${proposal}/requests`)).status,
  ).toBe(404)
  expect(await hub.revision()).toBe(before)
})

test('what is wrong with a request is told by field, and asks nobody', async () => {
  const proposal = await of2018()
  const before = await hub.revision()
  for (const [input, pointer, code] of [
    [{ proposalIds: [proposal], dueOn: '2026-05-31' }, '/dueOn', 'in_past'],
    [{ proposalIds: [NOWHERE], dueOn: DUE }, '/proposalIds', 'unknown_value'],
    [{ proposalIds: [], dueOn: DUE }, '/proposalIds', 'invalid'],
  ] as const)
    expect((await hub.people.hr.post('/requests', input)).body.errors).toMatchObject([
      { pointer, code },
    ])
  expect(await hub.revision()).toBe(before)
})
