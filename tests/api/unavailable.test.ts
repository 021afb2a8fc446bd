import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { silence } from '../store/silence.ts'
import { type Answer, type Hub, made, NUMAZU, proposed, serve, stalled } from './serve.ts'

// The database that is gone, or hangs: every request ends, with an answer that says what to do.

let hub: Hub
beforeEach(async () => {
  hub = await serve()
})
afterEach(async () => {
  // One of them leaves no engine to ask.
  await hub.stop({ isTampered: true })
  vi.restoreAllMocks()
})

/** Longer than this nobody waits; the test's own limit is far above. */
const PATIENCE = 15_000

async function toldToComeBack(request: Promise<Answer>) {
  const started = performance.now()
  const { status, body, headers } = await request
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
  expect(headers.get('retry-after')).toBe('5')
  expect(headers.get('content-type')).toContain('application/problem+json')
  expect(JSON.stringify(body)).not.toMatch(/ECONN|127\.0\.0\.1|dynamo|table/i)
  expect(performance.now() - started).toBeLessThan(PATIENCE)
}

// ASVS 16.5.2
test('a database that hangs is told within seconds, on reading, writing and health, and then all goes on', async () => {
  const { hr, nobody } = hub.people
  const id = await proposed(hub)
  expect((await nobody.get('/api/health')).body).toEqual({ status: 'ok' })
  silence(hub.engine.engine.pid)
  const key = { 'idempotency-key': 'one-key-for-both-tries' }
  const report = () => hr.post(`/proposals/${id}/reports`, stalled, key)
  await Promise.all([
    toldToComeBack(nobody.get('/api/health')),
    toldToComeBack(hr.get('/proposals')),
    toldToComeBack(hr.get('/api/session')),
    toldToComeBack(report()),
  ])
  process.kill(hub.engine.engine.pid, 'SIGCONT')
  made(await report())
  const { body } = await hr.get(`/proposals/${id}`)
  expect(body.proposal.reports).toHaveLength(1)
  expect((await nobody.get('/api/health')).status).toBe(200)
})

test('a database that falls silent half-way through a write is told within five seconds, too', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  let stopped = 0
  hub.engine.client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'TransactWriteItemsCommand' && stopped === 0) {
          silence(hub.engine.engine.pid)
          stopped = performance.now()
        }
        return next(args)
      },
    { step: 'initialize' },
  )
  const key = { 'idempotency-key': 'one-key-for-both-tries' }
  await toldToComeBack(hr.post(`/proposals/${id}/reports`, stalled, key))
  expect(performance.now() - stopped).toBeLessThan(5_000)
  process.kill(hub.engine.engine.pid, 'SIGCONT')
  await vi.waitFor(async () =>
    expect((await hr.post(`/proposals/${id}/reports`, stalled, key)).status).toBe(201),
  )
  expect((await hr.get(`/proposals/${id}`)).body.proposal.reports).toHaveLength(1)
})

// ASVS 16.2.5, 16.3.4
test('a database that is gone is told in the reader’s language, and what failed is logged', async () => {
  const { hr, nobody } = hub.people
  await hub.engine.engine.stop()
  await toldToComeBack(nobody.get('/api/health'))
  await toldToComeBack(hr.get('/proposals'))
  await toldToComeBack(hr.post('/proposals', { cohort: 2021, title: '題' }))
  const { body } = await hr.get('/overview', { 'accept-language': 'en' })
  expect(body.title).toBe('Not available right now')
  expect(hub.log.told('fault')).toHaveLength(4)
  expect(hub.log.told('fault')[1]).toMatchObject({
    level: 'ERROR',
    method: 'GET',
    path: `/api/m/${NUMAZU}/proposals`,
    error: { message: 'unavailable', cause: { name: expect.any(String) } },
  })
})

// ASVS 16.5.1
test('a fault of ours is told as one, without its details', async () => {
  const { hr } = hub.people
  vi.spyOn(hub.store.registers, 'read').mockRejectedValue(new Error('secret detail of a fault'))
  const { status, body, headers } = await hr.get('/proposals')
  expect({ status, code: body.code }).toEqual({ status: 500, code: 'internal' })
  expect(JSON.stringify(body)).not.toContain('secret detail')
  expect(hub.log.told('fault')).toEqual([
    expect.objectContaining({
      requestId: headers.get('x-request-id'),
      accountId: hr.accountId,
      error: expect.objectContaining({ message: 'secret detail of a fault' }),
    }),
  ])
})
