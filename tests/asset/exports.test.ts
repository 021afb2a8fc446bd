import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { exportPartition, OUTBOX } from '../../functions/store/table.ts'
import {
  type Client,
  type Hub,
  made,
  NUMAZU,
  ORIGIN,
  proposed,
  reported,
  serve,
} from '../api/serve.ts'
import { POISON, recordOf, scheduledAt, streamed } from './events.ts'
import { startExportBucket } from './export-bucket.ts'
import { startLambda } from './lambda.ts'
import { type RunningFunction, startFunction } from './runtime.ts'
import { startSecretsManager } from './secrets-manager.ts'
import { startSes } from './ses.ts'

// A long export from the request to the file, through the assets of the API and of the jobs: asked for, handed on by
// the table's stream, made into a bucket, fetched by a signed address.

let hub: Hub
let bucket: Awaited<ReturnType<typeof startExportBucket>>
let lambda: Awaited<ReturnType<typeof startLambda>>
let ses: Awaited<ReturnType<typeof startSes>>
let manager: Awaited<ReturnType<typeof startSecretsManager>>
const functions: Partial<Record<'stream' | 'exporting', RunningFunction>> = {}
let logs = ''

beforeAll(async () => {
  hub = await serve()
  hub.post.held = true
  bucket = await startExportBucket()
  lambda = await startLambda()
  ses = await startSes()
  manager = await startSecretsManager({
    hub: { AWSCURRENT: Buffer.from(hub.secret).toString('base64url') },
  })
  await reported(hub, await proposed(hub, { title: '対話の時間' }))
})
afterAll(async () => {
  await Promise.all(Object.values(functions).map((one) => one.stop()))
  await Promise.all([bucket.stop(), lambda.stop(), ses.stop(), manager.stop()])
  await hub.stop()
})
beforeEach(() => hub.time.pass(1000))

function invoke(handler: 'stream' | 'exporting', event: unknown): Promise<unknown> {
  functions[handler] ??= startFunction({
    directory: inject('jobsAsset'),
    handler,
    seconds: 300,
    environment: {
      SERVICE: handler,
      TABLE: 'hub',
      PUBLIC_ORIGIN: 'https://hub.example',
      AWS_ENDPOINT_URL_DYNAMODB: hub.engine.engine.endpoint,
      ...(handler === 'exporting'
        ? { EXPORT_BUCKET: 'exports', AWS_ENDPOINT_URL_S3: bucket.endpoint }
        : {
            HUB_SECRET_ID: 'hub',
            MAIL_FROM: 'no-reply@hub.example.jp',
            MAIL_CONFIGURATION_SET: 'set',
            EXPORTING_FUNCTION: 'exporting',
            AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
            AWS_ENDPOINT_URL_SESV2: ses.endpoint,
            AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
          }),
    },
  })
  return functions[handler].invoke(event, hub.time.clock().getTime())
}

/** Ends a function's processes as Lambda does with one that has run for too long. */
async function kill(handler: 'stream' | 'exporting'): Promise<void> {
  logs += functions[handler]?.log() ?? ''
  await functions[handler]?.stop()
  delete functions[handler]
}

async function asked(body = { what: 'history', format: 'csv', language: 'ja' }) {
  const id = made(await hub.people.hr.post('/exports', body))
  return { id, record: recordOf(exportPartition(NUMAZU), id) }
}
const EVENT = { municipality: NUMAZU }
const taskOf = async (id: string) =>
  (await hub.people.hr.get('/exports')).body.tasks.find((one: { id: string }) => one.id === id)
async function addressOf(by: Client & { cookie: string }, id: string) {
  const path = `${ORIGIN}/api/m/${NUMAZU}/exports/${id}/file`
  const response = await hub.app.request(path, { headers: { cookie: by.cookie } })
  return { status: response.status, location: response.headers.get('location') }
}
/** The API's own S3 is another one here: its address is asked of this bucket. */
async function fetched(location: string | null): Promise<Response> {
  const address = new URL(location ?? '')
  return fetch(new URL(`${address.pathname}${address.search}`, bucket.endpoint))
}

test('an export is handed on by the stream’s record, made, and fetched by an address that holds for minutes', async () => {
  const { hr, member } = hub.people
  const { id, record } = await asked()
  expect(await taskOf(id)).toMatchObject({ state: 'waiting', attempt: 0, mayFetch: false })
  expect(await invoke('stream', streamed(record))).toEqual({ batchItemFailures: [] })
  expect(lambda.events).toEqual([{ functionName: 'exporting', event: EVENT }])
  await invoke('exporting', lambda.events[0]?.event)
  const task = await taskOf(id)
  expect(task).toMatchObject({ state: 'done', attempt: 1, by: hr.memberId, mayFetch: true })
  const { status, location } = await addressOf(hr, id)
  expect(status).toBe(302)
  expect(new URL(location ?? '').pathname).toBe(`/exports/${NUMAZU}/${id}`)
  const file = await fetched(location)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''.*csv$/)
  const rows = parse(Buffer.from(await file.arrayBuffer()), { bom: true, columns: true })
  expect(
    new Set(
      rows.map((row: unknown) =>
        Object.values(row as object)
          .slice(-2)
          .join(),
      ),
    ).size,
  ).toBe(task.done)
  // The taking is in the history before the address is given; who may not have it gets none.
  const trail = await hr.get('/history?group=reads')
  expect(trail.body.rows[0].data).toMatchObject({ what: 'history', filter: { exportId: id } })
  expect(await addressOf(member, id)).toEqual({ status: 403, location: null })
  expect((await hr.get('/history?group=reads')).body.rows).toHaveLength(trail.body.rows.length)
})

test('records and events that come twice, late or broken make nothing twice and hold up nothing', async () => {
  const { id, record } = await asked()
  const before = lambda.events.length
  const others = ['', '999999', 'x', NUMAZU.slice(1)].map((code) => recordOf(`EXPORT#${code}`, '1'))
  await invoke('stream', streamed(...POISON, record, ...others, record))
  expect(lambda.events.slice(before)).toEqual([{ functionName: 'exporting', event: EVENT }])
  await invoke('exporting', EVENT)
  const task = await taskOf(id)
  const { size } = bucket.objects
  for (const event of [EVENT, scheduledAt('2026-06-01T03:00:00Z'), { municipality: '062049' }])
    await invoke('exporting', event)
  for (const poison of [null, 'text', {}, { municipality: 5 }, { municipality: 'M#222038' }])
    await invoke('exporting', poison)
  expect(await taskOf(id)).toEqual(task)
  expect(bucket.objects.size).toBe(size)
})

test('while functions can’t be woken, mails go out all the same, and the record is brought again', async () => {
  const { hr } = hub.people
  const roles = [{ role: 'executive', from: '2026-04-01' }]
  const person = made(await hr.post('/people', { name: '招待', email: 'new@example.jp', roles }))
  made(await hr.post(`/people/${person}/invitation`, undefined))
  const [mail] = await hub.store.database.query(OUTBOX)
  const { record } = await asked()
  lambda.state.fails = true
  const records = streamed(record, recordOf(OUTBOX, String(mail?.sk)))
  await expect(invoke('stream', records)).rejects.toThrow()
  expect(ses.sent.filter(({ to }) => to === 'new@example.jp')).toHaveLength(1)
  lambda.state.fails = false
  const before = lambda.events.length
  await invoke('stream', records)
  expect(lambda.events.length).toBe(before + 1)
  expect(ses.sent.filter(({ to }) => to === 'new@example.jp')).toHaveLength(1)
  await invoke('exporting', EVENT)
})

test('while the bucket is away it is tried again, to be seen, and given up after the third time', async () => {
  const { id } = await asked({ what: 'register', format: 'xlsx', language: 'ja' })
  bucket.state.fails = true
  await expect(invoke('exporting', EVENT)).rejects.toThrow(/could not be made/)
  expect(await taskOf(id)).toMatchObject({ state: 'waiting', attempt: 1 })
  bucket.state.fails = false
  await invoke('exporting', EVENT)
  expect(await taskOf(id)).toMatchObject({ state: 'done', attempt: 2 })
  const other = await asked()
  bucket.state.fails = true
  // Lambda's first try and the two it makes by itself; whoever watches hears of the last.
  for (const state of ['waiting', 'waiting', 'failed']) {
    await expect(invoke('exporting', EVENT)).rejects.toThrow(/could not be made/)
    expect(await taskOf(other.id)).toMatchObject({ state })
  }
  bucket.state.fails = false
  await invoke('exporting', EVENT)
  expect(await taskOf(other.id)).toMatchObject({ state: 'failed', attempt: 3, mayFetch: false })
})

test('one whose function was cut off is left alone for a while, and then made by whoever looks next', async () => {
  const { id } = await asked()
  bucket.state.silent = true
  const cutOff = invoke('exporting', EVENT).catch((error) => error)
  await expect.poll(() => taskOf(id)).toMatchObject({ state: 'running', attempt: 1 })
  await kill('exporting')
  bucket.state.silent = false
  void cutOff
  await invoke('exporting', EVENT)
  expect(await taskOf(id)).toMatchObject({ state: 'running', attempt: 1 })
  hub.time.pass(46_000)
  await invoke('exporting', scheduledAt('2026-06-01T04:00:00Z'))
  expect(await taskOf(id)).toMatchObject({ state: 'done', attempt: 2 })
  const { location } = await addressOf(hub.people.hr, id)
  expect((await fetched(location)).status).toBe(200)
})

test('a file that is too large for one answer is told as such, and leaves compressed where the browser takes that', async () => {
  const { hr } = hub.people
  const long = '長い文章です。'.repeat(285)
  const texts = {
    ...{ desiredState: long, method: long, rationale: long },
    ...{ aim: long, expectedResults: long, phaseGoal: long },
  }
  for (let count = 0; count < 185; count += 1) await proposed(hub, texts)
  const path = '/history/export?format=json'
  const refused = await hr.get(path, { 'accept-language': 'ja' })
  expect(refused).toMatchObject({ status: 413, body: { code: 'answer_too_large' } })
  expect(refused.body.detail).toContain('時間のかかる書き出し')
  for (const packed of [path, '/exports/municipality']) {
    const headers = { cookie: hr.cookie, 'accept-encoding': 'gzip' }
    const response = await hub.app.request(`${ORIGIN}/api/m/${NUMAZU}${packed}`, { headers })
    expect([packed, response.status, response.headers.get('content-encoding')]).toEqual([
      packed,
      200,
      'gzip',
    ])
    const file = gunzipSync(await response.arrayBuffer())
    expect(file.length).toBeGreaterThan(6 * 1024 * 1024)
  }
})

test('no log holds a name, a text or an address of a file', () => {
  const all = [logs, ...Object.values(functions).map((one) => one.log())].join('')
  expect(all).toContain('"made":1')
  expect(all).not.toMatch(/対話の時間|人事課|X-Amz-|@example\.jp/)
})
