import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { SCHEMA_VERSION } from '../../functions/store/migrations.ts'
import {
  accountPartition,
  ERASURES,
  OUTBOX,
  streamPrefix,
  textPartition,
} from '../../functions/store/table.ts'

import { type Hub, made, NUMAZU, proposed, serve } from '../api/serve.ts'
import { silence } from '../store/silence.ts'
import { bounced, POISON, recordOf, scheduledAt, streamed, toldBySns } from './events.ts'
import { type RunningFunction, startFunction } from './runtime.ts'
import { startS3 } from './s3.ts'
import { startSecretsManager } from './secrets-manager.ts'
import { startSes } from './ses.ts'

// The jobs' own asset on events as AWS sends them, each of which may come twice, late, or broken.

let hub: Hub
let ses: Awaited<ReturnType<typeof startSes>>
let s3: Awaited<ReturnType<typeof startS3>>
let manager: Awaited<ReturnType<typeof startSecretsManager>>
const functions: Record<string, RunningFunction> = {}

beforeAll(async () => {
  hub = await serve()
  hub.post.held = true
  ses = await startSes()
  s3 = await startS3()
  manager = await startSecretsManager({
    hub: { AWSCURRENT: Buffer.from(hub.secret).toString('base64url') },
  })
})
afterAll(async () => {
  await Promise.all(Object.values(functions).map((one) => one.stop()))
  await Promise.all([ses.stop(), manager.stop(), s3.stop()])
  await hub.stop()
})

/** The functions that mail know how; the others are told no more than where the table is. */
const MAILING = ['daily', 'outbox', 'stream']

function invoke(
  handler: 'daily' | 'outbox' | 'stream' | 'feedback' | 'erasure' | 'setUp',
  event: unknown,
): Promise<unknown> {
  functions[handler] ??= started(handler)
  return functions[handler].invoke(event, hub.time.clock().getTime())
}

function started(handler: string, seconds = 300): RunningFunction {
  return startFunction({
    directory: inject('jobsAsset'),
    handler,
    seconds,
    environment: {
      SERVICE: handler,
      TABLE: 'hub',
      PUBLIC_ORIGIN: 'https://hub.example',
      ...(MAILING.includes(handler) && {
        HUB_SECRET_ID: 'hub',
        MAIL_FROM: 'no-reply@hub.example.jp',
        MAIL_CONFIGURATION_SET: 'set',
      }),
      AWS_ENDPOINT_URL_DYNAMODB: hub.engine.engine.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
      AWS_ENDPOINT_URL_SESV2: ses.endpoint,
      ...(handler === 'daily' && {
        ANCHOR_BUCKET: 'anchors',
        POWERTOOLS_METRICS_NAMESPACE: 'Hub',
        AWS_ENDPOINT_URL_S3: s3.endpoint,
      }),
    },
  })
}

/** Somebody of the roster whose invitation waits in the outbox, and nobody here sends it. */
async function invited(address: string) {
  const { hr } = hub.people
  const memberId = made(
    await hr.post('/people', {
      name: '招待される人',
      email: address,
      roles: [{ role: 'executive', from: '2026-04-01' }],
    }),
  )
  made(await hr.post(`/people/${memberId}/invitation`, undefined))
  const waiting = await hub.store.database.query(OUTBOX)
  return { memberId, record: recordOf(OUTBOX, String(waiting.at(-1)?.sk)) }
}

/** The metrics in a log. */
const metricsIn = (log: string) =>
  log
    .split('\n')
    .filter((line) => line.includes('"CloudWatchMetrics"'))
    .map((line) => JSON.parse(line))

const sentTo = (address: string) => ses.sent.filter(({ to }) => to === address)
const waiting = async () => (await hub.store.database.query(OUTBOX)).length

test('what is put into the outbox is sent by the stream’s record, once, however often the record comes', async () => {
  const { record } = await invited('once@example.jp')
  expect(await invoke('stream', streamed(record))).toEqual({ batchItemFailures: [] })
  await invoke('stream', streamed(record, record))
  await invoke('outbox', scheduledAt('2026-06-01T03:05:00Z'))
  const [mail, ...others] = sentTo('once@example.jp')
  expect(others).toEqual([])
  expect(mail?.from).toBe('no-reply@hub.example.jp')
  expect(mail?.text).toMatch(/^https:\/\/hub\.example\/invitation\/222038\/[0-9a-f-]{36}\/[\w-]+$/m)
  expect(await waiting()).toBe(0)
})

test('a run that is about to be cut off begins no mail; the next one sends it', async () => {
  await invited('late@example.jp')
  functions.short = started('outbox', 20)
  await functions.short.invoke(scheduledAt('2026-06-01T03:05:00Z'), hub.time.clock().getTime())
  expect(sentTo('late@example.jp')).toEqual([])
  await invoke('outbox', scheduledAt('2026-06-01T03:10:00Z'))
  expect(sentTo('late@example.jp')).toHaveLength(1)
})

test('records that come late, in another order or broken do no harm and hold up nothing', async () => {
  const first = await invited('first@example.jp')
  const second = await invited('second@example.jp')
  const late = recordOf(OUTBOX, '2020-01-01T00:00:00.000Z#long-gone', 9)
  const answered = await invoke('stream', streamed(second.record, ...POISON, late, first.record))
  expect(answered).toEqual({ batchItemFailures: [] })
  expect(await invoke('stream', {})).toEqual({ batchItemFailures: [] })
  expect(sentTo('first@example.jp')).toHaveLength(1)
  expect(sentTo('second@example.jp')).toHaveLength(1)
  expect(await waiting()).toBe(0)
})

test('a mail that SES refuses for now is tried again when it is due, not before', async () => {
  ses.refusals.push({ status: 429, type: 'TooManyRequestsException' })
  const { record } = await invited('later@example.jp')
  await invoke('stream', streamed(record))
  expect(sentTo('later@example.jp')).toEqual([])
  await invoke('outbox', scheduledAt('2026-06-01T03:00:10Z'))
  expect(sentTo('later@example.jp')).toEqual([])
  hub.time.pass(2 * 60_000)
  await invoke('outbox', scheduledAt('2026-06-01T03:02:10Z'))
  expect(sentTo('later@example.jp')).toHaveLength(1)
})

test('the sandbox of a new account marks nobody’s address, an address that SES will never take is marked', async () => {
  ses.refusals.push({
    status: 400,
    type: 'MessageRejected',
    message: 'Email address is not verified. The following identities failed the check',
  })
  const sandboxed = await invited('sandbox@example.jp')
  await invoke('stream', streamed(sandboxed.record))
  ses.refusals.push({ status: 400, type: 'MessageRejected', message: 'Address is suppressed' })
  const refused = await invited('refused@example.jp')
  await invoke('stream', streamed(refused.record))
  const register = await hub.store.registers.read(NUMAZU)
  expect(register?.members.get(sandboxed.memberId)?.mailTrouble).toBeUndefined()
  expect(register?.members.get(refused.memberId)?.mailTrouble?.failure).toBe('refused')
})

test('an answer that SES loses leaves at most one more copy, and then HR sees that nobody knows', async () => {
  const { record, memberId } = await invited('unknown@example.jp')
  ses.state.fails = true
  await invoke('stream', streamed(record))
  const tries: number[] = []
  for (let run = 0; run < 4; run += 1) {
    hub.time.pass(61_000)
    await invoke('outbox', scheduledAt('2026-06-01T03:10:00Z'))
    tries.push(ses.attempts('unknown@example.jp'))
  }
  ses.state.fails = false
  expect(tries).toEqual([2, 2, 2, 2])
  const register = await hub.store.registers.read(NUMAZU)
  expect(register?.members.get(memberId)?.mailTrouble?.failure).toBe('unknown_result')
})

test('the clock’s look into the outbox does no harm twice, late, or with an event of no form', async () => {
  const before = ses.sent.length
  await invited('clock@example.jp')
  const late = scheduledAt('2020-01-01T00:00:00Z')
  for (const event of [late, scheduledAt('2026-06-01T03:05:00Z'), late, {}, null, [], 'text'])
    await invoke('outbox', event)
  expect(ses.sent.length - before).toBe(1)
  expect(sentTo('clock@example.jp')).toHaveLength(1)
})

test('word of a bounce that is quicker than the note of the sending comes again, and then counts', async () => {
  const quick = 'quick@example.jp'
  const { memberId } = await invited(quick)
  const [waits] = (await hub.store.database.query(OUTBOX)).slice(-1)
  const tags = { mail: [String(waits?.mail.id).replaceAll('.', '_')], municipality: [NUMAZU] }
  await expect(
    invoke('feedback', toldBySns('null', bounced(tags, 'Permanent', quick))),
  ).rejects.toThrow(/TooEarly/)
  expect(functions.feedback?.log()).toMatch(
    /"message":"feedback_not_taken".*"id":"[^"]+".*TooEarly/,
  )
  await invoke('outbox', scheduledAt('2026-06-01T03:05:00Z'))
  await invoke('feedback', toldBySns(bounced(tags, 'Permanent', quick)))
  const register = await hub.store.registers.read(NUMAZU)
  expect(register?.members.get(memberId)?.mailTrouble).toMatchObject({ failure: 'bounced' })
  // A complaint that was on its way before the bounce and comes behind it changes nothing back.
  await invoke('feedback', { Records: [{}, { Sns: {} }, null] })
  await invoke('feedback', toldBySns(bounced(tags, 'Transient', quick)))
  const after = await hub.store.registers.read(NUMAZU)
  expect(after?.members.get(memberId)?.mailTrouble).toMatchObject({ failure: 'bounced' })
})

test('word of a bounce marks the address, once, however often it comes and whatever comes with it', async () => {
  const { record, memberId } = await invited('back@example.jp')
  await invoke('stream', streamed(record))
  const tags = sentTo('back@example.jp')[0]?.tags ?? {}
  const trouble = async () =>
    (await hub.store.registers.read(NUMAZU))?.members.get(memberId)?.mailTrouble
  const poison = ['Successfully validated SNS topic', '{"eventType":', 'null', '[]', '{}', '']
  await invoke('feedback', toldBySns(...poison, bounced(tags, 'Transient')))
  await invoke('feedback', {})
  expect(await trouble()).toBeUndefined()
  await invoke('feedback', toldBySns(...poison, bounced(tags), bounced(tags)))
  const revision = await hub.revision()
  await invoke('feedback', toldBySns(bounced(tags)))
  expect(await trouble()).toMatchObject({ failure: 'bounced' })
  expect(await hub.revision()).toBe(revision)
})

test('who was erased loses texts and account by the stream’s record, once, however often it comes', async () => {
  const { hr } = hub.people
  const person = await hub.person('去る人', [{ role: 'member', cohort: 2021, from: '2021-04-01' }])
  const proposal = await proposed(hub)
  const words = '消える言葉'
  made(await person.post(`/proposals/${proposal}/comments`, { text: words }))
  const everything = { texts: true, why: 'request', confirmed: true }
  made(await hr.post(`/people/${person.memberId}/erasure`, everything))
  const { database } = hub.store
  const held = async () =>
    JSON.stringify([
      await database.query(textPartition(NUMAZU), { prefix: streamPrefix(`proposal/${proposal}`) }),
      await database.query(accountPartition(person.accountId)),
    ])
  expect(await held()).toContain(words)
  const record = recordOf(ERASURES, `${NUMAZU}#${person.memberId}`)
  await invoke('erasure', streamed(...POISON, record, record))
  const after = await held()
  expect(after).not.toContain(words)
  expect(after).not.toContain(person.accountId)
  const revision = await hub.revision()
  await invoke('erasure', streamed(record))
  await invoke('erasure', scheduledAt('2026-06-01T04:00:00Z'))
  expect(await hub.revision()).toBe(revision)
  expect(await hub.verify(proposal)).toMatchObject({ intact: true, erasedTexts: 1 })
})

test('an erasure that the clock has ended is ended, when the stream’s word of it comes behind', async () => {
  const { hr } = hub.people
  const person = await hub.person('去る人', [{ role: 'member', cohort: 2021, from: '2021-04-01' }])
  const input = { texts: true, why: 'request', confirmed: true }
  made(await hr.post(`/people/${person.memberId}/erasure`, input))
  await invoke('erasure', scheduledAt('2026-06-01T05:00:00Z'))
  const revision = await hub.revision()
  const later = recordOf(ERASURES, `${NUMAZU}#${person.memberId}`)
  const nobody = recordOf(ERASURES, `${NUMAZU}#01900000-0000-7000-8000-000000000000`)
  for (const event of [streamed(nobody, later), streamed(), null, 'text'])
    await invoke('erasure', event)
  expect(await hub.revision()).toBe(revision)
})

test('the link with which the office begins: the latest one holds, and none once it has begun', async () => {
  const first = await invoke('setUp', {})
  const second = await invoke('setUp', null)
  const code = (link: unknown) =>
    String((link as { link: string }).link)
      .split('/')
      .at(-1)
  expect(first).toMatchObject({ link: expect.stringMatching(/^https:\/\/hub\.example\/set-up\//) })
  const office = await hub.account()
  const begin = (link: unknown) =>
    office.post('/api/office/first-account', { name: '事務局', code: code(link) })
  expect((await begin(first)).body.code).toBe('set_up_code_invalid')
  made(await begin(second))
  expect(await invoke('setUp', {})).toEqual({
    schema: { from: SCHEMA_VERSION, to: SCHEMA_VERSION },
  })
})

test('while the database is away a job fails as a whole, to be woken again, and loses nothing', async () => {
  const { record } = await invited('away@example.jp')
  silence(hub.engine.engine.pid)
  const failed = invoke('stream', streamed(record)).finally(() =>
    process.kill(hub.engine.engine.pid, 'SIGCONT'),
  )
  await expect(failed).rejects.toThrow(/WorkFailed.*stream_not_followed/)
  expect(functions.stream?.log()).toMatch(/"stream_not_followed".*"unavailable"/)
  await invoke('stream', streamed(record))
  expect(sentTo('away@example.jp')).toHaveLength(1)
}, 60_000)

test('the daily job does the day it was scheduled on, once, though it is woken twice', async () => {
  hub.time.set('2026-06-02T21:05:00.000Z')
  await invoke('daily', scheduledAt('2026-06-02T21:00:00Z'))
  const before = functions.daily?.log() ?? ''
  await invoke('daily', scheduledAt('2026-06-02T21:00:00Z'))
  const again = functions.daily?.log().slice(before.length) ?? ''
  expect(before).toContain('"day":"2026-06-03"')
  expect(before).toContain('"result":"done"')
  expect(again).toContain('"result":"done_before"')
  expect(again).not.toContain('"result":"done"')
  // In CloudWatch's embedded metric format: what the alarms on anchors look for.
  const told = metricsIn(before).at(-1)
  expect(told).toMatchObject({ service: 'daily', AnchorWritten: 1, HistoriesBroken: 0 })
  expect(told?._aws.CloudWatchMetrics).toMatchObject([
    { Namespace: 'Hub', Dimensions: [['service']] },
  ])
  expect(metricsIn(again).at(-1)).toMatchObject({ AnchorWritten: 1 })
  // The schedule of a day before that was held up comes behind: it does that day's work, and today's once.
  await invoke('daily', scheduledAt('2026-06-01T21:00:00Z'))
  await invoke('daily', scheduledAt('2026-06-02T21:00:00Z'))
  expect(functions.daily?.log().slice(before.length)).toContain('"day":"2026-06-02"')
})

test('anchors that can’t be put in place are told by silence, and made up by the next run', async () => {
  hub.time.set('2026-06-03T21:05:00.000Z')
  await hub.person('新しい人', [])
  s3.state.fails = true
  const before = functions.daily?.log().length ?? 0
  await expect(invoke('daily', scheduledAt('2026-06-03T21:00:00Z'))).rejects.toThrow(/daily job/)
  expect(metricsIn(functions.daily?.log().slice(before) ?? '')).toEqual([])
  s3.state.fails = false
  const taken = s3.taken.length
  await invoke('daily', scheduledAt('2026-06-03T21:00:00Z'))
  expect(s3.taken.length).toBeGreaterThan(taken)
  expect(metricsIn(functions.daily?.log().slice(before) ?? '')).toHaveLength(1)
})

test('a daily event without a time, or of a day to come, does today’s work', async () => {
  for (const event of [{}, { scheduledTime: 'soon' }, scheduledAt('2030-01-01T00:00:00Z')]) {
    const before = functions.daily?.log().length ?? 0
    await invoke('daily', event)
    expect(functions.daily?.log().slice(before)).toContain('"day":"2026-06-04"')
  }
})

test('no log holds an address or a link', () => {
  const logs = Object.values(functions).map((one) => one.log())
  expect(logs.join('')).not.toMatch(/@example\.jp|\/invitation\/|消える言葉|去る人/)
})
