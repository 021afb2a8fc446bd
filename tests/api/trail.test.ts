import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { trailPartition } from '../../functions/store/table.ts'
import { OVER_ASSET } from '../asset/asset-app.ts'
import { type Hub, made, NUMAZU, proposed, reported, SAKATA, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
// Some of it is written past the hub.
afterAll(() => hub.stop({ isTampered: true }))
beforeEach(() => hub.time.pass(1000))

type Row = {
  type: string
  stream: string
  sequence: number
  recordedAt: string
  by: { memberId?: string; role?: string; channel: string }
  proposal?: { id: string; title: string }
  data: Record<string, unknown>
}

/** All pages of a question, in order. */
async function trailOf(query = '', by = hub.people.hr): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const more = cursor ? `${query ? '&' : '?'}cursor=${cursor}` : ''
    const { status, body } = await by.get(`/history${query}${more}`)
    if (status !== 200) throw new Error(JSON.stringify(body))
    rows.push(...body.rows)
    cursor = body.nextCursor
  } while (cursor)
  return rows
}

test('every change of the municipality is in the trail once, the latest first', async () => {
  const id = await proposed(hub)
  for (let count = 0; count < 25; count += 1) {
    hub.time.pass(1000)
    await reported(hub, id, { reason: `理由${count}` })
  }
  const rows = await trailOf()
  const register = await hub.store.registers.read(NUMAZU)
  const heads = [
    register?.municipality.head.sequence ?? 0,
    ...[...(register?.proposals.values() ?? [])].map(({ head }) => head.sequence),
  ]
  expect(rows).toHaveLength(heads.reduce((a, b) => a + b))
  expect(new Set(rows.map(({ stream, sequence }) => `${stream} ${sequence}`)).size).toBe(
    rows.length,
  )
  const times = rows.map(({ recordedAt }) => recordedAt)
  expect(times).toEqual(times.toSorted().reverse())
  expect(new Set(times).size).toBe(times.length)
})

test('an edit shows what it was and what it became, with its texts', async () => {
  const id = await proposed(hub, { title: '元の名前', themes: ['研修'] })
  made(
    await hub.people.hr.patch(
      `/proposals/${id}`,
      { title: '新しい名前', themes: null, formality: 'own_work' },
      { 'if-match': '"1"' },
    ),
  )
  const [edited, created] = await trailOf(`?proposal=${id}`)
  expect(edited).toMatchObject({
    type: 'proposal_edited',
    by: { memberId: hub.people.hr.memberId, role: 'hr', channel: 'web' },
    proposal: { id, title: '新しい名前' },
    data: {
      fields: ['title', 'themes', 'formality'],
      title: '新しい名前',
      themes: null,
      formality: 'own_work',
      before: { title: '元の名前', themes: ['研修'], formality: null },
    },
  })
  expect(created).toMatchObject({ type: 'proposal_created', data: { title: '元の名前' } })
})

test('a correction shows what the corrected report had said otherwise', async () => {
  const id = await proposed(hub)
  const report = await reported(hub, id)
  const path = `/proposals/${id}/reports/${report}/corrections`
  made(await hub.people.alumnus2021.post(path, { ...stalled, manner: 'ended', reason: '廃止' }))
  const [corrected] = await trailOf(`?proposal=${id}`)
  expect(corrected?.data).toMatchObject({
    manner: 'ended',
    reason: '廃止',
    before: { manner: 'paused', reason: stalled.reason },
  })
  expect(corrected?.data.before).not.toHaveProperty('outcome')
})

test('an erased text is told as erased', async () => {
  const id = await proposed(hub)
  await reported(hub, id, { reason: '消される理由' })
  const stream = `proposal/${id}`
  await hub.store.database.set({ pk: `TEXT#${NUMAZU}`, sk: `${stream}#0000000002` }, { texts: {} })
  const [row] = await trailOf(`?proposal=${id}`)
  expect(row?.data.reason).toEqual({ erased: true })
})

test('a person’s actions, a kind, a channel and a period can be asked for, alone and together', async () => {
  const id = await proposed(hub)
  await reported(hub, id)
  const all = await trailOf()
  const { alumnus2021 } = hub.people
  const groups = { reports: /^report_(recorded|corrected|withdrawn)$/, people: /^(member|invit)/ }
  expect(await trailOf(`?person=${alumnus2021.memberId}`)).toEqual(
    all.filter(({ by }) => by.memberId === alumnus2021.memberId),
  )
  for (const [group, types] of Object.entries(groups))
    expect(await trailOf(`?group=${group}`)).toEqual(all.filter(({ type }) => types.test(type)))
  expect(await trailOf('?channel=mail_link')).toEqual([])
  expect(await trailOf('?from=2026-06-01&to=2026-06-01')).toEqual(all)
  expect(await trailOf('?from=2026-06-02')).toEqual([])
  expect(await trailOf('?to=2026-05-31')).toEqual([])
  // A span that ends before it begins is told, and no file of it is noted as taken.
  const before = await hub.revision()
  for (const path of ['/history?', '/history/export?format=csv&'])
    expect(await hub.people.hr.get(`${path}from=2026-06-02&to=2026-06-01`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/to', code: 'ends_before_start' }] },
    })
  expect(await hub.revision()).toEqual(before)
  expect(
    await trailOf(`?person=${alumnus2021.memberId}&group=reports&proposal=${id}`),
  ).toHaveLength(1)
})

test('a rare kind is found behind hundreds of others, page by page', async () => {
  const id = await proposed(hub)
  for (let count = 0; count < 420; count += 1) {
    hub.time.pass(1000)
    await hub.people.hr.post(`/proposals/${id}/comments`, { text: `${count}` })
  }
  const first = await hub.people.hr.get('/history?group=settings')
  expect(first.body).toMatchObject({ rows: [], nextCursor: expect.any(String) })
  expect((await trailOf('?group=settings')).map(({ type }) => type)).toEqual([
    'municipality_created',
  ])
  // A file reads ahead, many at a time, and has the same rows in the same order.
  for (const query of ['', '?group=settings', `?proposal=${id}`]) {
    const rows = await trailOf(query)
    const file = await hub.people.hr.get(`/history/export${query}${query ? '&' : '?'}format=json`)
    // Before them stands, where it is asked for, that the file was taken.
    expect(file.body.slice(-rows.length)).toEqual(rows)
    expect(file.body.length - rows.length).toBe(query === '' ? 1 : 0)
  }
}, 60_000)

// What the function reads of the table is told within its own process.
test.skipIf(OVER_ASSET)(
  'a file asks for the texts of those events alone that have some',
  async () => {
    const reads = async (group: string) => {
      const before = hub.consumed.length
      await hub.people.hr.get(`/history/export?format=json&group=${group}`)
      return hub.consumed.slice(before).filter(({ operation }) => operation === 'batch_get').length
    }
    // Who asks, and the events; a reader's are facts and codes alone, a municipality's tell its name, too.
    expect(await reads('reads')).toBe(2)
    expect(await reads('settings')).toBe(3)
  },
)

test('reading the roster and taking a file are in the trail', async () => {
  expect((await hub.people.hr.get('/people/roster')).status).toBe(200)
  hub.time.pass(1000)
  expect((await hub.people.executive.get('/history/export?format=csv&group=reads')).status).toBe(
    200,
  )
  const [exported, read] = await trailOf('?group=reads')
  expect(exported).toMatchObject({
    type: 'data_exported',
    by: { memberId: hub.people.executive.memberId, role: 'executive' },
    data: { what: 'history', format: 'csv', filter: { group: 'reads' } },
  })
  expect(read).toMatchObject({ type: 'roster_read', by: { memberId: hub.people.hr.memberId } })
})

test('executives read the trail without the addresses that only HR sees', async () => {
  const input = { name: '新しい人', email: 'private@numazu.example', staffNumber: '77', roles: [] }
  made(await hub.people.hr.post('/people', input))
  const [toHr] = await trailOf('?group=people')
  expect(toHr?.data).toMatchObject(input)
  const [shown] = await trailOf('?group=people', hub.people.executive)
  expect(shown?.data).toMatchObject({ name: '新しい人' })
  const file = await hub.people.executive.get('/history/export?format=json&group=people')
  for (const text of [JSON.stringify(shown), JSON.stringify(file.body)])
    expect(text).not.toMatch(/private@|"77"/)
})

test('executives read that somebody claims something about their data, and not what', async () => {
  const { hr, member, executive } = hub.people
  const claim = { kind: 'correct', text: '旧姓で載っています' }
  const claimId = made(await member.post('/me/claims', claim))
  const path = `/people/${member.memberId}/claims/${claimId}/answer`
  made(await hr.post(path, { result: 'refused', reason: '届出がありません' }))
  const said = /旧姓|届出/
  const file = '/history/export?format=json&group=others'
  const csv = '/history/export?format=csv&group=others'
  const [answered, asked] = await trailOf('?group=others', executive)
  expect([asked?.type, answered?.type]).toEqual(['claim_made', 'claim_answered'])
  expect([asked?.data, answered?.data]).toMatchObject([{ kind: 'correct' }, { result: 'refused' }])
  for (const shown of [
    [asked, answered],
    (await executive.get(file)).body,
    (await executive.get(csv)).body,
  ])
    expect(JSON.stringify(shown)).not.toMatch(said)
  for (const shown of [await trailOf('?group=others'), (await hr.get(file)).body])
    expect(JSON.stringify(shown)).toMatch(said)
})

test('who neither is of HR nor an executive reads no trail, and nobody another municipality’s', async () => {
  for (const path of ['/history', '/history/export?format=csv', '/history/chain']) {
    for (const who of [hub.people.member, hub.people.alumnus2021])
      expect(await who.get(path)).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    expect((await hub.people.nobody.get(path)).status).toBe(401)
    expect((await hub.people.stranger.get(`/api/m/${NUMAZU}${path}`)).status).toBe(404)
  }
  const theirs = await trailOf('', hub.people.stranger)
  expect(JSON.stringify(theirs)).not.toContain(NUMAZU)
  expect(theirs.length).toBeGreaterThan(0)
  const { nextCursor } = (await hub.people.hr.get('/history')).body
  const foreign = await hub.people.stranger.get(`/api/m/${SAKATA}/history?cursor=${nextCursor}`)
  expect(foreign).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } })
})

test('as CSV the trail is in words, a line per changed field, and formulas are defused', async () => {
  const id = await proposed(hub, { title: '=HYPERLINK("x")' })
  made(
    await hub.people.hr.patch(`/proposals/${id}`, { title: '普通の名前' }, { 'if-match': '"1"' }),
  )
  await reported(hub, id)
  const { body, headers } = await hub.people.hr.get(`/history/export?format=csv&proposal=${id}`, {
    'accept-language': 'ja',
  })
  expect(headers.get('content-disposition')).toBe(`attachment; filename="history-${NUMAZU}.csv"`)
  const rows: string[][] = parse(body, { bom: true })
  expect(rows[0]?.slice(0, 9)).toEqual([
    '日時',
    '行った人',
    '役割',
    '経路',
    '操作',
    '対象',
    '項目',
    '変更前',
    '変更後',
  ])
  const cells = rows.map((row) => row.slice(1, 9))
  expect(cells).toContainEqual([
    '人事課 担当',
    '派遣元（人事課）',
    '画面',
    '取組の内容を編集',
    '普通の名前',
    '名称',
    `'=HYPERLINK("x")`,
    '普通の名前',
  ])
  expect(cells).toContainEqual([
    '令和3年度 マネ友',
    'マネ友（令和3年度）',
    '画面',
    '取組状況を記録',
    '普通の名前',
    '取組状況',
    '',
    '継続できなかった',
  ])
  expect(body).not.toMatch(/stalled|external_shock|own_work/)
})

test('as JSON the trail is all rows of the question', async () => {
  const id = await proposed(hub)
  await reported(hub, id)
  const { body } = await hub.people.hr.get(`/history/export?format=json&proposal=${id}`)
  expect(body).toEqual(await trailOf(`?proposal=${id}`))
})

test('the trail’s entries name no texts and no names', async () => {
  const entries = await hub.store.database.query(trailPartition(NUMAZU))
  expect(JSON.stringify(entries)).not.toMatch(/[぀-ヿ一-鿿]/)
})
