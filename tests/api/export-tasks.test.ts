import { parse } from 'csv-parse/sync'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { createExportJob } from '../../functions/jobs/exports.ts'
import { exportKey } from '../../functions/store/table.ts'
import {
  type Client,
  type Hub,
  made,
  NUMAZU,
  ORIGIN,
  proposed,
  reported,
  SAKATA,
  serve,
} from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
  const id = await proposed(hub, { title: '対話の時間' })
  await reported(hub, id)
})
afterAll(() => hub.stop())
beforeEach(() => hub.time.pass(1000))

const erasing = () => createErasureJob({ ...hub.store, newId: uuidv7, forgetMails: async () => {} })
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
  expect(await hub.exportJob.run()).toEqual({ made: 1, again: 0, failed: 0 })
  const [task] = await tasks(hr)
  expect(task).toMatchObject({ state: 'done', mayFetch: true })
  expect(task.done).toBe(task.of)
  const { bytes } = await fetched(hr, id)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const told = parse(bytes, { bom: true, columns: true }).map((row: unknown) => {
    const { 履歴, 番号 } = row as Record<string, string>
    return `${履歴} ${String(番号).padStart(9, '0')}`
  })
  expect(told).toEqual(told.toSorted())
  expect(new Set(told).size).toBe(task.done)
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
  const until = hub.time.clock().toISOString()
  expect(await hub.store.exports.begin(task, { maker: 'one', until })).toBe(true)
  expect(await hub.store.exports.begin(task, { maker: 'another', until })).toBe(false)
  // Its own begin, when the answer to it was lost.
  expect(await hub.store.exports.begin(task, { maker: 'one', until })).toBe(true)
  expect((await tasks(hr))[0]).toMatchObject({ state: 'running', mayFetch: false })
  expect((await fetched(hr, id)).status).toBe(403)
  expect(await hub.exportJob.run()).toEqual({ made: 1, again: 0, failed: 0 })
  expect(await hub.exportJob.run()).toEqual({ made: 0, again: 0, failed: 0 })
  expect((await tasks(hr))[0]).toMatchObject({ id, state: 'done' })
  // The one that was thought dead tells nothing any more.
  expect(await hub.store.exports.tell(task, 1, { state: 'failed' })).toBe(false)
})

test('what fails is tried again, to be seen, and given up after the third time', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  hub.exportFiles.state.fails = true
  expect(await hub.exportJob.run()).toEqual({ made: 0, again: 1, failed: 0 })
  expect((await tasks(hr))[0]).toMatchObject({ id, state: 'waiting', attempt: 1, mayFetch: false })
  expect(await hub.exportJob.run()).toEqual({ made: 0, again: 1, failed: 0 })
  hub.exportFiles.state.fails = false
  expect(await hub.exportJob.run()).toEqual({ made: 1, again: 0, failed: 0 })
  expect((await tasks(hr))[0]).toMatchObject({ id, state: 'done', attempt: 3 })
  const other = await ask(hr)
  hub.exportFiles.state.fails = true
  for (const failed of [0, 0, 1, 0])
    expect(await hub.exportJob.run()).toMatchObject({ made: 0, failed })
  hub.exportFiles.state.fails = false
  expect((await tasks(hr))[0]).toMatchObject({ id: other, state: 'failed', attempt: 3 })
  expect((await fetched(hr, other)).status).toBe(403)
})

test('however many were asked for before it, one is made: the page lists the latest', async () => {
  const { member } = hub.people
  for (let more = 0; more < 55; more += 1)
    await ask(member, { what: 'register', format: 'json', language: 'ja' })
  expect(await hub.exportJob.run()).toEqual({ made: 55, again: 0, failed: 0 })
  expect(await tasks(member)).toHaveLength(50)
})

describe('where several runs may make exports at once', () => {
  const SILENCE = 45_000
  const runOf = (files: { write: Hub['exportFiles']['write'] } = hub.exportFiles) =>
    createExportJob({
      ...hub.store,
      files,
      codes: () => hub.store.municipalities.codes(),
      clock: hub.time.clock,
      newId: uuidv7,
      silence: SILENCE,
    })
  const nothing = { made: 0, again: 0, failed: 0 }

  test('one that is woken twice makes it once, and who has fallen silent is waited for a while', async () => {
    const { hr } = hub.people
    const id = await ask(hr)
    const runs = await Promise.all([runOf().run(), runOf().run(), runOf().run(NUMAZU)])
    expect(runs.reduce((sum, { made }) => sum + made, 0)).toBe(1)
    const other = await ask(hr)
    let fallSilent = () => {}
    const silent = runOf({
      write: () => new Promise<number>((done) => (fallSilent = () => done(0))),
    })
    const first = silent.run()
    await expect
      .poll(async () => (await tasks(hr))[0])
      .toMatchObject({ id: other, state: 'running' })
    expect(await runOf().run()).toEqual(nothing)
    hub.time.pass(SILENCE)
    expect(await runOf().run()).toEqual({ ...nothing, made: 1 })
    const [task] = await tasks(hr)
    expect(task).toMatchObject({ id: other, state: 'done', attempt: 2 })
    // The first one comes back to itself: nothing of what it says holds any more.
    fallSilent()
    expect(await first).toEqual(nothing)
    expect((await tasks(hr))[0]).toEqual(task)
    expect((await tasks(hr))[1]).toMatchObject({ id, state: 'done', attempt: 1 })
  })

  test('who says how far it is is left alone, and stops once somebody else has begun', async () => {
    const { hr } = hub.people
    const id = await ask(hr, { what: 'register', format: 'json', language: 'ja' })
    let isStopped = false
    const slow = runOf({
      async write(_code, _name, pieces) {
        try {
          for await (const _ of pieces) hub.time.pass(SILENCE - 1)
          throw new Error('nobody has stopped it')
        } finally {
          isStopped = true
        }
      },
    })
    const task = await hub.store.exports.get(NUMAZU, id)
    if (!task) throw new Error('no task')
    const other = { maker: 'another', until: hub.time.clock().toISOString() }
    const begin = hub.store.exports.begin.bind(hub.store.exports)
    vi.spyOn(hub.store.exports, 'begin').mockImplementationOnce(async (one, by) => {
      const isFirst = await begin(one, by)
      await begin({ ...one, attempt: one.attempt + 1 }, other)
      return isFirst
    })
    expect(await slow.run()).toEqual(nothing)
    expect(isStopped).toBe(true)
    expect((await tasks(hr))[0]).toMatchObject({ id, state: 'running', attempt: 2 })
    expect(await runOf().run()).toEqual({ ...nothing, made: 1 })
  })

  test('what can’t be read of one municipality holds up no other’s', async () => {
    const { hr, stranger } = hub.people
    const id = await ask(hr)
    await ask(stranger)
    const torn = { ...exportKey(NUMAZU, '00000000-0000-7000-8000-000000000000'), v: 1, id: 'torn' }
    const { database } = hub.store
    await database.put(torn)
    await expect(runOf().run()).rejects.toThrow()
    expect((await tasks(stranger))[0]).toMatchObject({ state: 'done' })
    const { pk, sk } = torn
    await database.transact([{ Delete: { TableName: database.table, Key: { pk, sk } } }])
    expect(await runOf().run()).toEqual({ ...nothing, made: 1 })
    expect((await tasks(hr))[0]).toMatchObject({ id, state: 'done' })
  })
})

test('one that ends its process again and again is given up', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  await hub.store.database.set(exportKey(NUMAZU, id), { state: 'running', attempt: 3 })
  expect(await hub.exportJob.run()).toEqual({ made: 0, again: 0, failed: 1 })
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
  // While it is under way, what is made may still hold them: that is never given out.
  const meanwhile = await ask(hr)
  await hub.exportJob.run()
  expect((await fetched(hr, meanwhile)).status).toBe(403)
  hub.time.pass(60_000)
  await erasing().run()
  expect((await tasks(hr))[0]).toMatchObject({ id: meanwhile, state: 'done', mayFetch: false })
  expect((await fetched(hr, meanwhile)).status).toBe(403)
  const after = await ask(hr)
  await hub.exportJob.run()
  expect((await fetched(hr, after)).status).toBe(200)
})

test('nor are those made while what another municipality wrote is being erased', async () => {
  const { hr, stranger } = hub.people
  const shared = await proposed(hub, { visibility: 'program' })
  const asker = await hub.person('質問した人', [{ role: 'hr', from: '2020-04-01' }], SAKATA)
  const proposal = { municipality: NUMAZU, cohort: 2021, id: shared }
  made(await asker.post('/inquiries', { proposal, text: '他の自治体の言葉' }))
  made(
    await stranger.post(`/people/${asker.memberId}/erasure`, {
      why: 'request',
      texts: true,
      confirmed: true,
    }),
  )
  await erasing().run()
  // The letter comes to Numazu, and takes nothing out of its history yet.
  await hub.outbox.run()
  hub.time.pass(1000)
  const id = await ask(hr)
  await hub.exportJob.run()
  expect((await fetched(hr, id)).status).toBe(403)
  hub.time.pass(60_000)
  await erasing().run()
  expect((await fetched(hr, id)).status).toBe(403)
  const after = await ask(hr)
  await hub.exportJob.run()
  const { status, bytes } = await fetched(hr, after)
  expect(status).toBe(200)
  expect(bytes.toString()).not.toContain('他の自治体の言葉')
})

test('it expires after seven days, and is listed as gone for some weeks more', async () => {
  const { hr } = hub.people
  const id = await ask(hr)
  await hub.exportJob.run()
  const day = 24 * 60 * 60 * 1000
  const [task] = await tasks(hr)
  const kept = Date.parse(task.expiresAt) - hub.time.clock().getTime()
  expect(kept).toBeGreaterThan(7 * day)
  expect(kept).toBeLessThan(8 * day)
  // Sessions end sooner: the task is as old as that.
  const key = exportKey(NUMAZU, id)
  const knownAt = new Date(hub.time.clock().getTime() - 8 * day).toISOString()
  await hub.store.database.set(key, { knownAt })
  expect((await fetched(hr, id)).status).toBe(404)
  expect((await tasks(hr))[0]).toMatchObject({
    id,
    state: 'expired',
    by: hr.memberId,
    mayFetch: false,
  })
  // What nobody has made by then is not made any more.
  await hub.store.database.set(key, { state: 'waiting' })
  expect(await hub.exportJob.run()).toEqual({ made: 0, again: 0, failed: 0 })
  await hub.store.database.set(key, {
    expiresAt: Math.floor(hub.time.clock().getTime() / 1000),
  })
  expect((await tasks(hr)).map((one: { id: string }) => one.id)).not.toContain(id)
})
