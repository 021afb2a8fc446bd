import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, made, NUMAZU, proposed, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** The edition as a page reads it. */
async function edition(): Promise<{ 'if-match': string }> {
  return { 'if-match': (await hub.people.hr.get('')).headers.get('etag') ?? '' }
}
const change = async (body: unknown, headers?: Record<string, string>) =>
  hub.people.hr.patch('/settings', body, { ...(await edition()), ...headers })
const settings = async () => (await hub.people.executive.get('')).body.municipality

test('HR changes what the municipality has set, and everybody there sees it', async () => {
  const offices = [
    { name: '市民課', endedOn: '2026-04-01', successors: ['くらし課'] },
    { name: 'くらし課' },
  ]
  const answer = await change({ retentionYears: 10, mailSender: '沼津市 人事課', offices })
  expect(answer).toMatchObject({ status: 200, body: { recordedAt: expect.any(String) } })
  expect(await settings()).toMatchObject({
    settings: { staleAfterFiscalYears: 1, retentionYears: 10, mailSender: '沼津市 人事課' },
    offices,
    edition: answer.body.sequence,
  })
  const events = await hub.store.streams.events(NUMAZU, `municipality/${NUMAZU}`, { limit: 1000 })
  const last = events.at(-1) ?? ''
  expect(JSON.parse(last)).toMatchObject({
    type: 'settings_changed',
    data: { fields: ['retentionYears', 'mailSender', 'offices'], retentionYears: 10 },
  })
  expect(last).not.toMatch(/課/)
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

test('a proposal whose office was divided is an orphan, until the register has one successor', async () => {
  const id = await proposed(hub, { steward: { office: '企画課' } })
  const orphans = async () =>
    (await hub.people.hr.get('/proposals?orphaned=true')).body.rows.map(
      (row: { id: string }) => row.id,
    )
  const ended = { name: '企画課', endedOn: '2026-04-01' }
  const [one, two] = [{ name: '政策課' }, { name: 'デジタル課' }]
  made(await change({ offices: [{ ...ended, successors: ['政策課', 'デジタル課'] }, one, two] }))
  expect(await orphans()).toEqual([id])
  made(await change({ offices: [{ ...ended, successors: ['政策課'] }, one, two] }))
  expect(await orphans()).toEqual([])
})

test('the span after which an outcome is 要更新 counts at once', async () => {
  const id = await proposed(hub)
  made(await hub.people.hr.post(`/proposals/${id}/reports`, stalled))
  const stale = async () => (await hub.people.hr.get(`/proposals/${id}`)).body.standing.stale
  expect(await stale()).toBe(true)
  made(await change({ staleAfterFiscalYears: 10 }))
  expect(await stale()).toBe(false)
})

test('what others have set meanwhile is not overwritten', async () => {
  const before = await edition()
  made(await change({ retentionYears: 20 }))
  const revision = await hub.revision()
  expect(await change({ retentionYears: 30 }, before)).toMatchObject({
    status: 412,
    body: { code: 'stale_edit' },
  })
  const without = await hub.people.hr.patch('/settings', { retentionYears: 30 })
  expect(without).toMatchObject({ status: 428, body: { code: 'if_match_required' } })
  expect(await hub.revision()).toBe(revision)
  // Keeping the roster changes no settings.
  const at = await edition()
  made(await hub.people.hr.post('/people', { name: '別の人', roles: [] }))
  expect(await edition()).toEqual(at)
})

test('the same request sent again is done once', async () => {
  const headers = { ...(await edition()), 'idempotency-key': randomUUID() }
  const first = await hub.people.hr.patch('/settings', { retentionYears: 7 }, headers)
  const revision = await hub.revision()
  const again = await hub.people.hr.patch('/settings', { retentionYears: 7 }, headers)
  expect(again).toMatchObject({ status: 200, body: first.body })
  const other = await hub.people.hr.patch('/settings', { retentionYears: 8 }, headers)
  expect(other.body.code).toBe('idempotency_key_reused')
  expect(await hub.revision()).toBe(revision)
})

test('they are for HR of the municipality alone', async () => {
  const at = await edition()
  const revision = await hub.revision()
  for (const who of ['member', 'alumnus2021', 'executive'] as const)
    expect(await hub.people[who].patch('/settings', { retentionYears: 3 }, at)).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
  const there = `/api/m/${NUMAZU}/settings`
  expect((await hub.people.stranger.patch(there, { retentionYears: 3 }, at)).status).toBe(404)
  expect((await hub.people.nobody.patch('/settings', { retentionYears: 3 }, at)).status).toBe(401)
  expect(await hub.revision()).toBe(revision)
})

test('what can not be set is refused with the field', async () => {
  await proposed(hub)
  const cases: [unknown, string, string][] = [
    [{ staleAfterFiscalYears: 11 }, '/staleAfterFiscalYears', 'invalid'],
    [{ defaultVisibility: 'public' }, '/defaultVisibility', 'unknown_value'],
    [{ language: 'fr' }, '/language', 'unknown_value'],
    [{ mailSender: '' }, '/mailSender', 'blank'],
    [{ dispatcher: '人事課' }, '/dispatcher', 'unknown_field'],
    [{ cohorts: [] }, '/cohorts', 'cohort_in_use'],
    [{ offices: [{ name: '一' }, { name: '一' }] }, '/offices/1/name', 'duplicate'],
  ]
  for (const [body, pointer, code] of cases) {
    const answer = await change(body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }))
  }
})
