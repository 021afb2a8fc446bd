import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Hub, made, NUMAZU, proposed, reported, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

test('what a proposal says is kept as it was entered, in its own municipality’s default visibility', async () => {
  const input = {
    number: 3,
    title: '職員の対話の場',
    parts: [{ part: 'ア', title: '月一回の対話', method: '昼休みに' }],
    desiredState: '部署を越えて話せる',
    method: '有志で始める',
    rationale: '縦割りの解消',
    aim: '風土の改革',
    expectedResults: '相談の数',
    phaseGoal: '一年目は十人',
    themes: ['対話', '風土'],
    formality: 'volunteers',
    steward: { office: '企画課', memberId: hub.people.member.memberId },
  }
  const id = await proposed(hub, input)
  const { body, headers } = await hub.people.executive.get(`/proposals/${id}`)
  expect(body.proposal).toMatchObject({ id, cohort: 2021, visibility: 'own', ...input })
  expect(body.proposal).not.toHaveProperty('head')
  expect(headers.get('etag')).toBe('"1"')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('an edit changes what it names, keeps the former title, and moves the ETag on', async () => {
  const { hr } = hub.people
  const id = await proposed(hub, { title: '元の題', method: '方法', themes: ['対話'] })
  const edit = { title: '新しい題', method: null }
  made(await hr.patch(`/proposals/${id}`, edit, { 'if-match': '"1"' }))
  const { body, headers } = await hr.get(`/proposals/${id}`)
  expect(body.proposal).toMatchObject({ title: '新しい題', themes: ['対話'] })
  expect(body.proposal.method).toBeUndefined()
  expect(body.proposal.formerTitles.map(({ title }: { title: string }) => title)).toEqual([
    '元の題',
  ])
  expect(headers.get('etag')).toBe('"2"')
})

test('a list that was emptied, or is empty from the start, is no broken history', async () => {
  const { hr } = hub.people
  const emptied = await proposed(hub, { themes: ['対話'] })
  const empty = await proposed(hub, { themes: [], parts: [] })
  made(await hr.patch(`/proposals/${emptied}`, { themes: [] }, { 'if-match': '"1"' }))
  for (const id of [emptied, empty])
    expect((await hr.get(`/proposals/${id}`)).body.proposal.themes).toEqual([])
  expect((await hub.store.verifier.check(NUMAZU, [])).breaks).toEqual([])
})

test('a report leaves the ETag as it is: it conflicts with no edit', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  await reported(hub, id)
  made(await hr.patch(`/proposals/${id}`, { aim: '狙い' }, { 'if-match': '"1"' }))
  expect((await hr.get(`/proposals/${id}`)).headers.get('etag')).toBe('"3"')
})

test('of two people editing at once the second is told, and nothing of theirs is written', async () => {
  const { hr } = hub.people
  const second = await hub.person('人事課 係長', [{ role: 'hr', from: '2018-04-01' }])
  const id = await proposed(hub)
  const { headers } = await second.get(`/proposals/${id}`)
  const etag = headers.get('etag') ?? ''
  made(await hr.patch(`/proposals/${id}`, { title: '先の人の題' }, { 'if-match': etag }))
  const answer = await second.patch(`/proposals/${id}`, { title: '後の題' }, { 'if-match': etag })
  expect(answer).toMatchObject({ status: 412, body: { code: 'stale_edit' } })
  const { body } = await second.get(`/proposals/${id}`)
  expect(body.proposal.title).toBe('先の人の題')
})

test('an edit needs the ETag that was read', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const before = await hub.revision()
  expect(await hr.patch(`/proposals/${id}`, { title: '題' })).toMatchObject({
    status: 428,
    body: { code: 'if_match_required' },
  })
  for (const tag of ['*', '"0"', '"2"', '1', 'W/"1"', '"1", "2"', '"9999999999999999999"'])
    expect(
      await hr.patch(`/proposals/${id}`, { title: '題' }, { 'if-match': tag }),
      tag,
    ).toMatchObject({ status: 412, body: { code: 'stale_edit' } })
  expect(await hub.revision()).toBe(before)
})

test('an edit that changes nothing writes nothing', async () => {
  const { hr } = hub.people
  const id = await proposed(hub, { title: '同じ題' })
  const before = await hub.revision()
  for (const edit of [{}, { title: '同じ題' }, { method: null }])
    expect(await hr.patch(`/proposals/${id}`, edit, { 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'nothing_changed' },
    })
  expect(await hub.revision()).toBe(before)
})

test('a member writes the own cohort’s proposals and no other', async () => {
  const { member } = hub.people
  const own = made(await member.post('/proposals', { cohort: 2026, title: '今年の取組' }))
  made(await member.patch(`/proposals/${own}`, { aim: '狙い' }, { 'if-match': '"1"' }))
  const old = await proposed(hub)
  for (const answer of [
    await member.post('/proposals', { cohort: 2021, title: '昔の取組' }),
    await member.patch(`/proposals/${old}`, { aim: '狙い' }, { 'if-match': '"1"' }),
    await member.post(`/proposals/${old}/carried-by`, { fiscalYear: 2022 }),
  ])
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
})

test('public is taken with an explicit act, and narrowing takes the reasons with it', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const path = `/proposals/${id}`
  expect((await hr.patch(path, { visibility: 'public' }, { 'if-match': '"1"' })).status).toBe(400)
  const open = { visibility: 'public', confirmPublic: true }
  made(await hr.patch(path, open, { 'if-match': '"1"' }))
  await reported(hub, id, { reasonVisibility: 'public' })
  made(await hr.patch(path, { visibility: 'own' }, { 'if-match': '"2"' }))
  const { body } = await hr.get(path)
  expect(body.proposal.visibility).toBe('own')
  expect(body.proposal.reports[0].reasonVisibility).toBe('own')
})

test('a cohort carries a proposal on, and it shows under both years', async () => {
  const id = await proposed(hub, { title: '引き継いだ取組' })
  made(await hub.people.member.post(`/proposals/${id}/carried-by`, { fiscalYear: 2026 }))
  const { body } = await hub.people.hr.get('/proposals?from=2026&to=2026&q=引き継いだ')
  expect(body.rows).toMatchObject([{ id, cohort: 2021, carriedBy: [2026] }])
})

test('a proposal that can hold no more says so, and stays readable', async () => {
  const { alumnus2021, hr } = hub.people
  const parts = Array.from({ length: 20 }, (_, at) => ({
    part: String(at),
    title: '部分',
    method: anyText(2000),
  }))
  const rest = { desiredState: anyText(2000), method: anyText(2000), rationale: anyText(2000) }
  const id = await proposed(hub, { parts, ...rest })
  const evidence = () =>
    Array.from({ length: 10 }, () => ({ url: 'https://example.jp/', label: anyText(200) }))
  let written = 1
  let answer: Answer
  do {
    const source = { title: '報告書', inferred: anyText(2000) }
    const report = { ...stalled, reason: anyText(2000), evidence: evidence(), source }
    answer = await alumnus2021.post(`/proposals/${id}/reports`, report)
    if (answer.status === 201) written += 1
  } while (answer.status === 201 && written < 100)
  expect(answer).toMatchObject({ status: 413, body: { code: 'proposal_full' } })
  const { body } = await hr.get(`/proposals/${id}`)
  expect(body.proposal.reports).toHaveLength(written - 1)
  expect(await hub.verify(id)).toMatchObject({ intact: true, events: written })
})

/** Random letters, which don't deflate to much less. */
function anyText(length: number): string {
  const letters = Array.from({ length }, () => randomInt(0x5000))
  return letters.map((letter) => String.fromCharCode(0x4e00 + letter)).join('')
}
