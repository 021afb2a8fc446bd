import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { streamPrefix, textPartition } from '../../functions/store/table.ts'
import { MARKER, type Ready, WRITES } from './every-write.ts'
import { type Answer, type Client, type Hub, NUMAZU, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

function send(
  by: Client,
  { method, path, body, headers }: Ready,
  more: Record<string, string | undefined> = {},
) {
  return by.send(method, path, body, { ...headers, ...more })
}

/** A refusal that has written nothing. */
async function refusedWithoutTrace(request: () => Promise<Answer>): Promise<Answer> {
  const before = await hub.revision()
  const answer = await request()
  expect(await hub.revision()).toBe(before)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  return answer
}

describe.each(WRITES)('$name', ({ by, refused, ready, status, event }) => {
  test('is done, answered with a receipt, and known to the history without its texts', async () => {
    const request = await ready(hub)
    const before = request.proposal ? await typesOf(request.proposal) : []
    const answer = await send(by(hub.people), request)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({
      operationId: expect.any(String),
      id: expect.any(String),
      proposalId: request.proposal ?? answer.body.id,
      sequence: before.length + 1,
      recordedAt: expect.stringMatching(/^2026-06-01T/),
    })
    const { proposalId } = answer.body
    const events = await hub.people.executive.get(`/proposals/${proposalId}/events`)
    expect(JSON.stringify(events.body)).not.toContain(MARKER)
    expect(await typesOf(proposalId)).toEqual([...before, event])
    expect(await hub.verify(proposalId)).toEqual({
      intact: true,
      events: before.length + 1,
      erasedTexts: 0,
    })
    if (request.body && JSON.stringify(request.body).includes(MARKER)) {
      const texts = await hub.store.database.query(textPartition(NUMAZU), {
        prefix: streamPrefix(`proposal/${proposalId}`),
      })
      expect(JSON.stringify(texts)).toContain(MARKER)
    }
  })

  // ASVS 8.3.1
  test('is refused to a role that may not, and leaves nothing', async () => {
    const request = await ready(hub)
    const answer = await refusedWithoutTrace(() => send(refused(hub.people), request))
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  })

  test('answers somebody of another municipality as if nothing were there', async () => {
    const { hr, stranger } = hub.people
    const request = await ready(hub)
    const nowhere = `/api/m/011002${request.path}`
    const expected = await send(hr, { ...request, path: nowhere })
    const answer = await refusedWithoutTrace(() =>
      send(stranger, { ...request, path: `/api/m/${NUMAZU}${request.path}` }),
    )
    expect(answer).toMatchObject({ status: 404, body: expected.body })
  })

  // ASVS 3.5.1
  test('is refused without a session, from another site, and without an Idempotency-Key', async () => {
    const { people } = hub
    const request = await ready(hub)
    const refusals = [
      { as: people.nobody, headers: {}, status: 401, code: 'not_signed_in' },
      { as: by(people), headers: { origin: 'https://other.example' }, ...CROSS_SITE },
      { as: by(people), headers: { origin: '' }, ...CROSS_SITE },
      { as: by(people), headers: { origin: 'null' }, ...CROSS_SITE },
      { as: by(people), headers: { 'idempotency-key': '' }, ...NO_KEY },
      { as: by(people), headers: { 'idempotency-key': 'short' }, ...NO_KEY },
      { as: by(people), headers: { 'idempotency-key': 'x'.repeat(201) }, ...NO_KEY },
    ]
    for (const { as, headers, ...expected } of refusals) {
      const answer = await refusedWithoutTrace(() => send(as, request, headers))
      expect(answer).toMatchObject({
        status: expected.status,
        body: { status: expected.status, code: expected.code },
      })
    }
  })

  test('sent twice with one key is done once, and answered the same', async () => {
    const request = await ready(hub)
    const key = { 'idempotency-key': randomUUID() }
    const first = await send(by(hub.people), request, key)
    const before = await hub.revision()
    const again = await send(by(hub.people), request, key)
    expect(again).toMatchObject({ status: first.status, body: first.body })
    expect(await hub.revision()).toBe(before)
  })

  test('refuses another content under a key that is taken', async () => {
    const request = await ready(hub)
    const key = { 'idempotency-key': randomUUID() }
    await send(by(hub.people), request, key)
    const other: Ready = request.body
      ? { ...request, body: otherThan(request.body) }
      : { method: 'POST', path: `/proposals/${request.proposal}/comments`, body: { text: '別' } }
    const answer = await refusedWithoutTrace(() => send(by(hub.people), other, key))
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })
})

const CROSS_SITE = { status: 403, code: 'origin_mismatch' }
const NO_KEY = { status: 400, code: 'idempotency_key_required' }

/** The same request with another content: the first text, or else the year or the end, differs. */
function otherThan(body: Record<string, unknown>): Record<string, unknown> {
  if (body.how !== undefined) return { how: 'no_answer' }
  if (!JSON.stringify(body).includes(MARKER)) return { ...body, fiscalYear: 2022 }
  return JSON.parse(JSON.stringify(body).replaceAll(MARKER, '別の言葉'))
}

async function typesOf(proposalId: string): Promise<string[]> {
  const { body } = await hub.people.executive.get(`/proposals/${proposalId}/events`)
  return body.events.map(({ type }: { type: string }) => type)
}
