import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { exportKey } from '../../functions/store/table.ts'
import { type Client, type Hub, made, NUMAZU, ORIGIN, proposed, reported, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
  const id = await proposed(hub, { title: '対話の時間' })
  await reported(hub, id)
})
afterAll(() => hub.stop())
beforeEach(() => hub.time.pass(1000))

const HISTORY = { what: 'history', format: 'csv', language: 'ja' }
const ask = async (by: Client, body: object = HISTORY) => made(await by.post('/exports', body))
const tasks = async (by: Client) => (await by.get('/exports')).body.tasks
async function fetched(by: Client, id: string): Promise<{ status: number; bytes: Buffer }> {
  const response = await hub.app.request(`${ORIGIN}/api/m/${NUMAZU}/exports/${id}/file`, {
    headers: { cookie: (by as Client & { cookie: string }).cookie },
  })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

test('a long export is asked for, made, listed with who and when, and fetched', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  expect((await tasks(hr))[0]).toMatchObject({
    ...{ id, what: 'history', format: 'csv', state: 'waiting', by: hr.memberId, mayFetch: false },
    expiresAt: '2026-06-08T15:00:00.000Z',
  })
  expect((await fetched(hr, id)).status).toBe(403)
  expect(await hub.exportJob.run()).toEqual({ made: 1, failed: 0 })
  const [task] = await tasks(hr)
  expect(task).toMatchObject({ state: 'done', mayFetch: true })
  expect(task.done).toBe(task.of)
  const { bytes } = await fetched(hr, id)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const operations = new Set(
    parse(bytes, { bom: true, columns: true }).map((row: unknown) => {
      const { 履歴, 番号 } = row as Record<string, string>
      return `${履歴} ${番号}`
    }),
  )
  expect(operations.size).toBe(task.done)
  const trail = await hr.get('/history?group=reads')
  expect(trail.body.rows.map(({ data }: { data: object }) => data)).toMatchObject([
    { what: 'history', format: 'csv', rows: task.done, filter: { exportId: id } },
    { what: 'history', format: 'csv', exportId: id },
  ])
})

test('the register as a task is the same as at once, as of the same instant', async () => {
  const { member, hr } = hub.people
  const id = await ask(member, { what: 'register', format: 'json', language: 'ja' })
  hub.time.pass(60_000)
  await proposed(hub, { title: '後から登録' })
  await hub.exportJob.run()
  const { proposals, reports } = JSON.parse((await fetched(member, id)).bytes.toString())
  expect(proposals.map(({ title }: { title: string }) => title)).toEqual(['対話の時間'])
  const [task] = await tasks(hr)
  expect(task.done).toBe(proposals.length + reports.length)
})

test('asking twice under one key is asking once', async () => {
  const { hr } = hub.people
  const key = { 'idempotency-key': 'asked-twice-0001' }
  const first = await hr.post('/exports', HISTORY, key)
  const second = await hr.post('/exports', HISTORY, key)
  expect(second.body).toEqual(first.body)
  const found = (await tasks(hr)).filter(({ id }: { id: string }) => id === first.body.id)
  expect(found).toHaveLength(1)
  await hub.exportJob.run()
})

test('a process that ended while it made one leaves no half file, and the next makes it once', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  const task = await hub.store.exports.get(NUMAZU, id)
  if (!task) throw new Error('no task')
  // Begun, and never heard of again.
  expect(await hub.store.exports.begin(task)).toBe(true)
  expect(await hub.store.exports.begin(task)).toBe(false)
  expect((await tasks(hr))[0]).toMatchObject({ state: 'running', mayFetch: false })
  expect((await fetched(hr, id)).status).toBe(403)
  expect(await hub.exportJob.run()).toEqual({ made: 1, failed: 0 })
  expect(await hub.exportJob.run()).toEqual({ made: 0, failed: 0 })
  expect((await tasks(hr))[0]).toMatchObject({ id, state: 'done' })
  // The one that was thought dead tells nothing any more.
  expect(await hub.store.exports.tell(task, 1, { state: 'failed' })).toBe(false)
})

test('one that ends its process again and again is given up', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  await hub.store.database.set(exportKey(NUMAZU, id), { state: 'running', attempt: 3 })
  expect(await hub.exportJob.run()).toEqual({ made: 0, failed: 1 })
  expect((await tasks(hr))[0]).toMatchObject({ id, state: 'failed', mayFetch: false })
})

test('only who could make it may fetch it: roles, sight of the roster, municipality', async () => {
  const { hr, executive, member, alumnus2021, stranger, nobody } = hub.people
  const byHr = await ask(hr)
  const byExecutive = await ask(executive)
  await hub.exportJob.run()
  expect((await fetched(executive, byExecutive)).status).toBe(200)
  expect((await fetched(hr, byExecutive)).status).toBe(200)
  // Made for somebody who reads the roster: addresses are in it.
  expect((await fetched(executive, byHr)).status).toBe(403)
  for (const id of [byHr, byExecutive]) expect((await fetched(member, id)).status).toBe(403)
  expect((await alumnus2021.get('/exports')).status).toBe(403)
  expect((await alumnus2021.post('/exports', HISTORY)).status).toBe(403)
  expect((await member.post('/exports', HISTORY)).status).toBe(403)
  expect((await tasks(member)).map(({ what }: { what: string }) => what)).not.toContain('history')
  expect((await nobody.get(`/exports/${byHr}/file`)).status).toBe(401)
  expect((await stranger.get(`/api/m/${NUMAZU}/exports/${byHr}/file`)).status).toBe(404)
  // Under another municipality there is none of that name.
  expect((await stranger.get(`/exports/${byHr}/file`)).status).toBe(404)
})

test('after an erasure, files made before are given out no more', async () => {
  const { hr } = hub.people
  const leaver = await hub.person('退職した人', [{ role: 'hr', from: '2020-04-01' }])
  const id = await ask(hr)
  await hub.exportJob.run()
  expect((await fetched(hr, id)).status).toBe(200)
  hub.time.pass(60_000)
  made(
    await hr.post(`/people/${leaver.memberId}/erasure`, {
      why: 'request',
      texts: false,
      confirmed: true,
    }),
  )
  expect((await fetched(hr, id)).status).toBe(403)
})

test('it expires after seven days', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  await hub.exportJob.run()
  const task = await hub.store.exports.get(NUMAZU, id)
  const seconds = hub.time.clock().getTime() / 1000
  expect((task?.expiresAt ?? 0) - seconds).toBeGreaterThan(7 * 24 * 60 * 60)
  expect((task?.expiresAt ?? 0) - seconds).toBeLessThan(8 * 24 * 60 * 60)
  // Sessions end sooner: the task is as old as that.
  await hub.store.database.set(exportKey(NUMAZU, id), { expiresAt: Math.floor(seconds) })
  expect((await fetched(hr, id)).status).toBe(404)
  expect((await tasks(hr)).map((one: { id: string }) => one.id)).not.toContain(id)
})
