import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDailyJob, isComplete } from '../../functions/jobs/daily.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { takeFeedback } from '../../functions/jobs/feedback.ts'
import { dailySteps } from '../../functions/jobs/steps.ts'
import { WRITES } from '../api/every-write.ts'
import { type Answer, type Hub, made, NUMAZU, proposed, SAKATA, serve } from '../api/serve.ts'
import { accessesOf, isAllowed, policyOf } from './policy.ts'
import { synthesized } from './synthesized.ts'

// What the code asks of the table, held against the roles of the template: on AWS a call that its function's role
// doesn't allow would fail only there.

const template = synthesized({ stage: 'prod' }).hub
let hub: Hub
let service = 'api'
const refused: string[] = []
const asked = new Map<string, Set<string>>()

beforeAll(async () => {
  hub = await serve()
  hub.post.held = true
  const policies = new Map<string, ReturnType<typeof policyOf>>()
  hub.engine.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const policy = policies.get(service) ?? policyOf(template, service)
        policies.set(service, policy)
        for (const access of accessesOf({ name: commandName, input: args.input })) {
          const said = `${access.action} ${access.partitions.map(prefixOf).join()}`
          asked.set(service, (asked.get(service) ?? new Set()).add(said))
          if (!isAllowed(policy, access)) refused.push(`${service}: ${said}`)
        }
        return next(args)
      },
    { step: 'initialize' },
  )
})
afterAll(() => hub.stop())

const prefixOf = (partition: string) => partition.split('#')[0] ?? ''

async function as<Result>(role: string, work: () => Promise<Result>): Promise<Result> {
  service = role
  return work().finally(() => {
    service = 'api'
  })
}

const done = ({ status, body }: Answer) => expect(status, JSON.stringify(body)).toBeLessThan(300)

test('every way of writing to a proposal is within the API’s role', async () => {
  for (const { ready, by } of WRITES) {
    const { method, path, body, headers } = await ready(hub)
    done(await by(hub.people).send(method, path, body, headers))
  }
  expect(refused).toEqual([])
  expect([...(asked.get('api') ?? [])]).toEqual(
    expect.arrayContaining(
      ['M', 'REVISION', 'EVENT', 'TEXT', 'TRAIL', 'IDEMPOTENCY'].map((one) => `PutItem ${one}`),
    ),
  )
})

test('so are reviews, requests, settings, the office and people’s own sessions', async () => {
  const { hr, member, alumnus2021 } = hub.people
  const agree = async (sideBySide: boolean) => {
    const { headers } = await hr.get('')
    const tag = { 'if-match': headers.get('etag') ?? '' }
    done(await hr.patch('/settings', { sideBySide }, tag))
  }
  await agree(true)
  await agree(false)
  const shared = await proposed(hub, { visibility: 'program' })
  const { headers } = await hr.get(`/proposals/${shared}`)
  const tag = { 'if-match': headers.get('etag') ?? '' }
  done(await hr.patch(`/proposals/${shared}`, { visibility: 'own' }, tag))

  const review = made(
    await member.post('/reviews', { fiscalYear: 2026, asOf: '2027-01-12', dueOn: '2027-01-10' }),
  )
  const { edition } = (await member.get(`/reviews/${review}`)).body
  done(await member.post(`/reviews/${review}/versions`, { edition }))
  done(await hr.post('/requests', { proposalIds: [await proposed(hub)], dueOn: '2026-06-10' }))

  const first = await as('setUp', () => hub.store.office.issueSetUpCode())
  const office = await hub.account()
  done(await office.post('/api/office/first-account', { name: '事務局', code: first?.code }))
  const { body } = await alumnus2021.get('/api/sessions')
  done(await alumnus2021.delete(`/api/sessions/${body.sessions[0].id}`))
  expect(refused).toEqual([])
  expect([...(asked.get('api') ?? [])]).toEqual(
    expect.arrayContaining(['DeleteItem AGREED', 'DeleteItem SHARED', 'PutItem REQUEST']),
  )
})

test('erasing is within the erasing function’s role, and beyond every other’s', async () => {
  const { hr } = hub.people
  const person = await hub.person('去る人', [{ role: 'hr', from: '2021-04-01' }])
  const proposal = await proposed(hub)
  done(await person.post(`/proposals/${proposal}/comments`, { text: '消える言葉' }))
  const shared = { cohort: 2021, title: '共有', visibility: 'program' }
  const place = {
    ...{ municipality: SAKATA, cohort: 2021 },
    id: made(await hub.people.stranger.post('/proposals', shared)),
  }
  done(await person.post('/inquiries', { proposal: place, text: '消える質問' }))
  await as('outbox', () => hub.outbox.run())
  const everything = { texts: true, why: 'request', confirmed: true }
  done(await hr.post(`/people/${person.memberId}/erasure`, everything))
  const job = createErasureJob({ ...hub.store, newId: uuidv7, forgetMails: async () => {} })
  expect(await as('erasure', () => job.run())).toMatchObject({ persons: 1 })
  await as('outbox', () => hub.outbox.run())
  expect(await as('erasure', () => job.run())).toEqual({ persons: 0, texts: 1 })
  expect(refused).toEqual([])
  const deleted = ['DeleteItem TEXT', 'DeleteItem ACCOUNT', 'DeleteItem IDENTITY']
  expect([...(asked.get('erasure') ?? [])]).toEqual(expect.arrayContaining(deleted))
  const others = [...asked].filter(([role]) => role !== 'erasure')
  for (const [role, calls] of others)
    for (const one of deleted) expect([role, calls.has(one)]).toEqual([role, false])
})

test('making a long export is within its function’s role, and writes nothing but how far it is', async () => {
  const { hr } = hub.people
  for (const what of [
    { what: 'history', format: 'csv' },
    { what: 'register', format: 'xlsx' },
  ])
    done(await hr.post('/exports', { ...what, language: 'ja' }))
  expect(await as('exporting', () => hub.exportJob.run())).toMatchObject({ made: 2 })
  expect(refused).toEqual([])
  const calls = [...(asked.get('exporting') ?? [])].map((call) => call.split(' ')[0])
  expect(new Set(calls)).toEqual(new Set(['Query', 'BatchGetItem', 'UpdateItem']))
})

test('mails that go out, the daily job and word of a bounce are within their own', async () => {
  const { hr } = hub.people
  const roles = [{ role: 'executive', from: '2026-04-01' }]
  const id = made(await hr.post('/people', { name: '招待', email: 'a@example.jp', roles }))
  const invitation = made(await hr.post(`/people/${id}/invitation`, undefined))
  await as('outbox', () => hub.outbox.run())
  const tags = { mail: [invitation.replaceAll('.', '_')], municipality: [NUMAZU] }
  const bounce = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail: { tags } }
  const taken = await as('feedback', () => takeFeedback(bounce, { ...hub.store, newId: uuidv7 }))
  expect(taken).toBe('marked')
  hub.time.set('2026-06-09T21:00:00.000Z')
  const { store, outbox, time } = hub
  const steps = dailySteps({ ...store, outbox, clock: time.clock, newId: uuidv7 })
  const daily = createDailyJob({ steps, records: store.jobDays, clock: time.clock })
  expect(isComplete(await as('daily', () => daily.run('2026-06-10')))).toBe(true)
  expect(refused).toEqual([])
  expect(asked.get('outbox')).toContain('DeleteItem OUTBOX')
  expect(asked.get('feedback')).toContain('PutItem M')
  expect([...(asked.get('daily') ?? [])]).toEqual(
    expect.arrayContaining(['Query DUE', 'DeleteItem DUE', 'PutItem ROLLUP', 'PutItem JOB']),
  )
})
