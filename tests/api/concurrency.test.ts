import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Client, type Hub, made, proposed, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** Sends until it is taken or refused for good, as a page does: the same request under the same key. */
async function insisting(by: Client, path: string, input: unknown): Promise<Answer> {
  const key = { 'idempotency-key': randomUUID() }
  for (;;) {
    const answer = await by.post(path, input, key)
    if (answer.body.code !== 'conflict') return answer
  }
}

test('no instance shows an old answer after another has acknowledged a write', async () => {
  const { hr } = hub.people
  const instances = [hub.another(), hub.another()] as const
  const id = await proposed(hub)
  for (let round = 1; round <= 12; round += 1) {
    const [writer, reader] = round % 2 ? instances : [instances[1], instances[0]]
    const reason = `${round}回目の理由`
    const path = `/proposals/${id}`
    made(await hr.through(writer).post(`${path}/reports`, { ...stalled, reason }))
    const through = hr.through(reader)
    const [detail, list, overview] = await Promise.all([
      through.get(path),
      through.get(`/proposals?q=${encodeURIComponent(reason)}`),
      through.get('/overview'),
    ])
    expect(detail.body.standing.reason).toBe(reason)
    expect(detail.body.proposal.reports).toHaveLength(round)
    expect(list.body.rows.map((row: { id: string }) => row.id)).toEqual([id])
    expect(overview.body.totals.stalled).toBe(1)
  }
})

test('a writer sees what it has written although another instance wrote between', async () => {
  const { hr } = hub.people
  const other = hr.through(hub.another())
  const id = await proposed(hub)
  for (let round = 1; round <= 4; round += 1) {
    made(await hr.post(`/proposals/${id}/comments`, { text: `甲${round}` }))
    made(await other.post(`/proposals/${id}/comments`, { text: `乙${round}` }))
    const { body } = await hr.get(`/proposals/${id}`)
    expect(body.proposal.comments).toHaveLength(2 * round)
  }
})

test('fifty people of one process write at once, and all are taken at the first try', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      hr.post(`/proposals/${id}/comments`, { text: `同時${at}` }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201))
  const sequences = answers.map(({ body }) => body.sequence).sort((a, b) => a - b)
  expect(sequences).toEqual(Array.from({ length: 50 }, (_, at) => at + 2))
  expect(await hub.verify(id)).toMatchObject({ intact: true, events: 51 })
})

test('people of three processes write at once; all end well, each once, in one history', async () => {
  const { hr } = hub.people
  const instances = [hr, hr.through(hub.another()), hr.through(hub.another())]
  const id = await proposed(hub)
  const answers = await Promise.all(
    Array.from({ length: 18 }, (_, at) => {
      const by = instances[at % 3] ?? hr
      return insisting(by, `/proposals/${id}/comments`, { text: `三つの窓口${at}` })
    }),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  const { body } = await hr.get(`/proposals/${id}`)
  const texts = body.proposal.comments.map(({ text }: { text: string }) => text)
  expect(new Set(texts).size).toBe(18)
  expect(texts).toHaveLength(18)
  expect(await hub.verify(id)).toMatchObject({ intact: true, events: 19 })
})

test('one request sent many times at once, through several processes, is done once', async () => {
  const { hr } = hub.people
  const instances = [hr, hr.through(hub.another()), hr.through(hub.another())]
  const id = await proposed(hub)
  const key = { 'idempotency-key': randomUUID() }
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, at) =>
      (instances[at % 3] ?? hr).post(`/proposals/${id}/reports`, stalled, key),
    ),
  )
  for (const { status, body } of answers)
    expect({ status, body }).toEqual({
      status: 201,
      body: answers[0]?.body,
    })
  const { body } = await hr.get(`/proposals/${id}`)
  expect(body.proposal.reports).toHaveLength(1)
})

test('of many edits of one edition exactly one is taken', async () => {
  const { hr } = hub.people
  const instances = [hr, hr.through(hub.another())]
  const id = await proposed(hub)
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      (instances[at % 2] ?? hr).patch(
        `/proposals/${id}`,
        { title: `題${at}` },
        { 'if-match': '"1"' },
      ),
    ),
  )
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, 412, 412, 412, 412, 412])
  expect((await hr.get(`/proposals/${id}`)).body.proposal.formerTitles).toHaveLength(1)
})

test('an edit that began before the proposal changed hands undoes no hand-over, nor a take-over', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const successor = await hub.person('後任', [], undefined, { office: '総務課' })
  const tag = async () => {
    const { headers, body } = await hr.get(`/proposals/${id}`)
    expect(headers.get('etag')).toBe(`"${body.proposal.edition}"`)
    return { 'if-match': headers.get('etag') ?? '' }
  }
  const edit = { title: '新しい題', steward: { office: '企画課' } }
  for (const take of [
    () => hr.post(`/proposals/${id}/stewardship`, { to: { office: '財政課' } }),
    () =>
      hr.post(`/proposals/${id}/stewardship`, {
        to: { office: '総務課', memberId: successor.memberId },
      }),
    () => hr.post(`/proposals/${id}/stewardship/mine`, {}),
  ]) {
    const before = await tag()
    made(await take())
    const { steward } = (await hr.get(`/proposals/${id}`)).body.proposal
    expect(await hr.patch(`/proposals/${id}`, edit, before)).toMatchObject({
      status: 412,
      body: { code: 'stale_edit' },
    })
    expect((await hr.get(`/proposals/${id}`)).body.proposal.steward).toEqual(steward)
  }
  expect((await hr.patch(`/proposals/${id}`, edit, await tag())).status).toBe(200)
})

test('the same key of two people names two requests', async () => {
  const { hr, member } = hub.people
  const id = await proposed(hub)
  const key = { 'idempotency-key': 'one-key-of-two-people' }
  const first = await hr.post(`/proposals/${id}/comments`, { text: '甲' }, key)
  const second = await member.post(`/proposals/${id}/comments`, { text: '乙' }, key)
  expect(second.status).toBe(201)
  expect(second.body.id).not.toBe(first.body.id)
})
