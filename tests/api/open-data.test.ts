import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createRateLimits } from '../../functions/api/rate-limits.ts'
import { outdateCopies } from '../store/looking.ts'
import { type Hub, made, NUMAZU, proposed, reported, SAKATA, serve } from './serve.ts'

const PER_ADDRESS = 60
let hub: Hub
let address = ''
let open: string
beforeAll(async () => {
  hub = await serve({
    limits: createRateLimits({ addressOf: () => address, perAddress: PER_ADDRESS }),
  })
  open = await proposed(hub, {
    title: '公開する対話会',
    themes: ['対話', '研修'],
    visibility: 'public',
    confirmPublic: true,
    steward: { office: '秘密の課' },
    rationale: '秘密の理由',
  })
  await reported(hub, open, { reason: '公開する理由', reasonVisibility: 'public' })
  await proposed(hub, { title: '秘密の取組' })
  await proposed(hub, { title: '部会内の取組', visibility: 'program' })
})
afterAll(() => hub.stop())
beforeEach(() => {
  hub.time.pass(2000)
  // Each test is asked from somewhere else.
  address = `192.0.2.${Math.floor(Math.random() * 250)}-${Math.random()}`
})

const BASE = `/api/open/${NUMAZU}`
const FILES = [`${BASE}/proposals.csv`, `${BASE}/proposals.json`, BASE]
const change = async (body: unknown, by = hub.people.hr) =>
  by.patch('/settings', body, {
    'if-match': (await hub.people.hr.get('')).headers.get('etag') ?? '',
  })
const turnOn = async () => made(await change({ openData: { licence: 'cc_by_4' } }))
const turnOff = async () => made(await change({ openData: null }))

describe('open data', () => {
  test('is not there until HR turns it on, exactly like a municipality that is not there', async () => {
    const missing = await hub.people.nobody.get('/api/open/011002/proposals.csv')
    for (const path of FILES) {
      const off = await hub.people.nobody.get(path)
      expect([off.status, off.body]).toEqual([404, missing.body])
      expect(off.headers.get('cache-control')).toBe(missing.headers.get('cache-control'))
    }
    expect((await change({ openData: { licence: 'cc_by_4' } }, hub.people.member)).status).toBe(403)
  })

  test('off, costs whoever asks nothing of the register: two read units, as a municipality that is not there', async () => {
    for (let more = 0; more < 60; more += 1)
      await proposed(hub, { rationale: `${more}`.repeat(500) })
    for (const path of [...FILES, '/api/open/011002']) {
      await outdateCopies(hub.store, NUMAZU)
      const before = hub.consumed.length
      expect((await hub.people.nobody.get(path)).status).toBe(404)
      const calls = hub.consumed.slice(before)
      expect(calls.map(({ operation }) => operation)).toEqual(['batch_get'])
      expect(calls[0]?.units).toBeLessThanOrEqual(2)
    }
  })

  test('has what is public, in the columns of the standard, and nothing else', async () => {
    await turnOn()
    const { body, headers } = await hub.people.nobody.get(`${BASE}/proposals.csv`)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows: Record<string, string>[] = parse(body, { bom: true, columns: true })
    expect(rows).toHaveLength(1)
    expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual([
      '全国地方公共団体コード',
      'ID',
      '地方公共団体名',
    ])
    expect(rows[0]).toMatchObject({
      全国地方公共団体コード: NUMAZU,
      ID: open,
      地方公共団体名: '沼津市',
      名称: '公開する対話会',
      提案年度: '2021',
      '提案年度（和暦）': '令和3年度',
      テーマ: '対話;研修',
      取組状況コード: 'stalled',
      取組状況の内訳: '休止中',
      理由コード: 'external_shock',
      備考: '公開する理由',
    })
    for (const path of FILES) {
      const text = JSON.stringify((await hub.people.nobody.get(path)).body)
      expect(text).not.toMatch(/秘密|部会内の取組|マネ友|人事課/)
    }
  })

  test('the dataset tells whose it is, under which terms, when it changed, and what each field means', async () => {
    await turnOn().catch(() => undefined)
    const { body } = await hub.people.nobody.get(BASE)
    expect(body).toMatchObject({
      publisher: { code: NUMAZU, name: '沼津市' },
      licence: {
        name: expect.stringContaining('CC BY 4.0'),
        url: expect.stringMatching(/^https:/),
      },
      updatedAt: expect.any(String),
      distributions: [{ url: `https://hub.example${BASE}/proposals.csv` }, { format: 'json' }],
    })
    const whole = await hub.people.nobody.get(`${BASE}/proposals.json`)
    expect(whole.body.dataset).toEqual(body)
    const fields = body.fields.map(({ field }: { field: string }) => field)
    for (const key of Object.keys(whole.body.proposals[0])) expect(fields).toContain(key)
    expect(whole.body.proposals[0]).toMatchObject({ outcome: 'stalled', reason: '公開する理由' })
  })

  test('is asked for by its tag: what has not changed is not sent again', async () => {
    for (const path of FILES) {
      const first = await hub.people.nobody.get(path)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[\w-]+"$/)
      expect(first.headers.get('cache-control')).toBe('public, no-cache')
      expect(first.headers.get('access-control-allow-origin')).toBe('*')
      const modified = first.headers.get('last-modified') ?? ''
      for (const headers of [
        { 'if-none-match': etag },
        { 'if-none-match': `"other", W/${etag}` },
        { 'if-modified-since': modified },
      ]) {
        const again = await hub.people.nobody.get(path, headers)
        expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag])
      }
      const other = await hub.people.nobody.get(path, { 'if-none-match': '"other"' })
      expect(other.status).toBe(200)
    }
  })

  test('a change of what is public has another tag and a later date; an internal one has neither', async () => {
    const path = `${BASE}/proposals.json`
    const before = await hub.people.nobody.get(path)
    hub.time.pass(60_000)
    await proposed(hub, { title: '秘密の新しい取組' })
    made(await hub.people.hr.post(`/proposals/${open}/comments`, { text: '秘密のコメント' }))
    const same = await hub.people.nobody.get(path)
    expect(same.headers.get('etag')).toBe(before.headers.get('etag'))
    expect(same.headers.get('last-modified')).toBe(before.headers.get('last-modified'))
    hub.time.pass(60_000)
    await reported(hub, open, { manner: 'ended', reason: '秘密のまま' })
    const after = await hub.people.nobody.get(path, {
      'if-modified-since': before.headers.get('last-modified') ?? '',
    })
    expect(after.status).toBe(200)
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    expect(JSON.stringify(after.body)).not.toContain('秘密')
    expect(after.body.proposals[0]).not.toHaveProperty('reason')
  })

  test('narrowing a proposal and turning it all off act on the very next request', async () => {
    const { nobody, hr } = hub.people
    const path = `${BASE}/proposals.json`
    const { headers } = await hr.get(`/proposals/${open}`)
    const etag = (await nobody.get(path)).headers.get('etag') ?? ''
    made(
      await hr.patch(
        `/proposals/${open}`,
        { visibility: 'own' },
        { 'if-match': headers.get('etag') ?? '' },
      ),
    )
    expect((await nobody.get(path, { 'if-none-match': etag })).body.proposals).toEqual([])
    await turnOff()
    const missing = await nobody.get('/api/open/011002/proposals.csv')
    for (const file of FILES) {
      const off = await nobody.get(file, { 'if-none-match': etag })
      expect([off.status, off.body]).toEqual([404, missing.body])
    }
  })

  test('HR sees beforehand what would be published; nobody else does', async () => {
    const { hr, member, stranger } = hub.people
    await proposed(hub, { title: 'これから公開', visibility: 'public', confirmPublic: true })
    const { body } = await hr.get('/open-data')
    expect(body).toMatchObject({
      addresses: { csv: `https://hub.example${BASE}/proposals.csv` },
      proposals: [{ title: 'これから公開' }],
    })
    expect(body).not.toHaveProperty('openData')
    expect(body.inside).toBeGreaterThan(2)
    expect((await member.get('/open-data')).status).toBe(403)
    expect((await stranger.get(`/api/m/${NUMAZU}/open-data`)).status).toBe(404)
  })

  test('one municipality turning it on publishes nothing of another', async () => {
    await turnOn()
    expect((await hub.people.nobody.get(`/api/open/${SAKATA}`)).status).toBe(404)
    await turnOff()
  })

  test('who asks too often is told to wait', async () => {
    let asked = 0
    while ((await hub.people.nobody.get(BASE)).status !== 429) asked += 1
    expect(asked).toBe(PER_ADDRESS)
    expect((await hub.people.nobody.get(BASE)).headers.get('retry-after')).toMatch(/^\d+$/)
  })
})
