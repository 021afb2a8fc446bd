import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Hub, made, proposed, reported, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

type Row = { id: string; title: string; cohort: number }
const titles = ({ body }: Answer): string[] => body.rows.map(({ title }: Row) => title)
const list = (query: Record<string, string>) =>
  hub.people.executive.get(`/proposals?${new URLSearchParams(query)}`)

/** Reads a list to its end by its cursors. */
async function pages(query: Record<string, string>, between?: () => Promise<unknown>) {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const { body, status } = await list({ ...query, ...(cursor && { cursor }) })
    expect(status).toBe(200)
    rows.push(...body.rows)
    cursor = body.nextCursor
    await between?.()
  } while (cursor)
  return rows
}

describe('the list', () => {
  const theme = { theme: '一覧の試験' }
  let ids: Record<'continued' | 'stalled' | 'silent' | 'old', string>
  beforeAll(async () => {
    const themes = ['一覧の試験']
    const { hr } = hub.people
    ids = {
      continued: await proposed(hub, {
        title: 'ペーパーレス会議',
        themes,
        number: 2,
        formality: 'own_work',
      }),
      stalled: await proposed(hub, { title: '１on１ミーティング', themes, number: 1 }),
      silent: await proposed(hub, { title: 'ﾏﾈ友サロン', themes, cohort: 2022 }),
      old: await proposed(hub, { title: '対話の場づくり', themes, cohort: 2018 }),
    }
    const today = { precision: 'day', date: '2026-05-01' }
    await reported(hub, ids.continued, {
      outcome: 'continued',
      manner: 'changed',
      asOf: today,
      factors: ['built_into_existing'],
      reason: '既存の庁内会議に組み込んだ',
    })
    const report = await reported(hub, ids.stalled)
    made(
      await hr.post(`/proposals/${ids.stalled}/reports/${report}/confirmations`, {
        answer: 'disputed',
        comment: '中断ではなく終了では',
      }),
    )
    made(await hr.post(`/proposals/${ids.old}/carried-by`, { fiscalYear: 2019 }))
    made(await hr.post(`/proposals/${ids.silent}/links`, { kind: 'requires', to: ids.stalled }))
  })

  test('shows the newest cohort first, and within it the paper’s numbers', async () => {
    expect(titles(await list(theme))).toEqual([
      'ﾏﾈ友サロン',
      '１on１ミーティング',
      'ペーパーレス会議',
      '対話の場づくり',
    ])
  })

  test.each([
    [{ outcome: 'unconfirmed' }, ['silent', 'old']],
    [{ outcome: 'continued,stalled' }, ['stalled', 'continued']],
    [{ stale: 'true' }, ['stalled']],
    [{ stale: 'false', outcome: 'continued' }, ['continued']],
    [{ factor: 'external_shock' }, ['stalled']],
    [{ factor: 'external_shock,built_into_existing' }, ['stalled', 'continued']],
    [{ formality: 'own_work' }, ['continued']],
    [{ confirmation: 'disputed' }, ['stalled']],
    [{ brokenPrerequisite: 'true' }, ['silent']],
    [{ from: '2022' }, ['silent']],
    [{ from: '2019', to: '2019' }, ['old']],
    [{ to: '2018' }, ['old']],
    [{ from: '2023', to: '2022' }, []],
    [{ q: '庁内会議' }, ['continued']],
    [{ q: 'そんな取組はない' }, []],
  ] as const)('narrowed to %j', async (query, expected) => {
    const { body } = await list({ ...theme, ...query })
    const found = body.rows.map(({ id }: Row) => id)
    expect(found).toEqual(expected.map((name) => ids[name]))
    expect(body.total).toBe(expected.length)
    expect(body).not.toHaveProperty('nextCursor')
  })

  test.each([
    ['1on1', '１on１ミーティング'],
    ['１ＯＮ１ みーてぃんぐ', '１on１ミーティング'],
    ['ぺーぱーれす', 'ペーパーレス会議'],
    ['ﾍﾟｰﾊﾟｰﾚｽ', 'ペーパーレス会議'],
    ['ペ‐パ‐レス', 'ペーパーレス会議'],
    ['マネ友', 'ﾏﾈ友サロン'],
    ['会議 ペーパー', 'ペーパーレス会議'],
  ])('a search for %s finds %s', async (q, title) => {
    expect(titles(await list({ ...theme, q }))).toEqual([title])
  })

  test('a row tells the outcome, how fresh it is, by whom, and why', async () => {
    const { body } = await list({ ...theme, q: '1on1' })
    expect(body.rows[0]).toMatchObject({
      id: ids.stalled,
      cohort: 2021,
      visibility: 'own',
      standing: {
        code: 'stalled',
        manner: 'paused',
        stale: true,
        confirmation: 'disputed',
        lastWord: '2023-03-31',
        reason: stalled.reason,
        by: { role: 'alumnus', cohort: 2021, name: '令和3年度 マネ友' },
      },
      brokenPrerequisites: [],
    })
  })
})

describe('the list’s pages', () => {
  const theme = { theme: '頁の試験', limit: '3' }
  beforeAll(async () => {
    for (let number = 1; number <= 8; number += 1)
      await proposed(hub, { title: `取組${number}`, number, themes: ['頁の試験'] })
  })

  test('hold every proposal once, and as many as asked for', async () => {
    const rows = await pages(theme)
    expect(rows.map(({ title }) => title)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `取組${number}`),
    )
    expect((await list(theme)).body).toMatchObject({ total: 8, rows: { length: 3 } })
  })

  test('stay as they are while proposals are added', async () => {
    let added = 0
    const rows = await pages(theme, async () => {
      added += 1
      // One before and one behind the place where the reader is.
      await proposed(hub, { cohort: 2022, title: `新しい${added}`, themes: ['頁の試験'] })
      await proposed(hub, { cohort: 2018, title: `古い${added}`, themes: ['頁の試験'] })
    })
    const seen = rows.map(({ title }) => title)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((title) => title.startsWith('取組'))).toHaveLength(8)
    expect(seen.some((title) => title.startsWith('新しい'))).toBe(false)
  })

  test('do not depend on the order in which the query is written', async () => {
    const { body } = await hub.people.hr.get(
      `/proposals?limit=3&theme=${encodeURIComponent('頁の試験')}`,
    )
    const cursor = encodeURIComponent(body.nextCursor)
    const next = await hub.people.hr.get(
      `/proposals?cursor=${cursor}&theme=${encodeURIComponent('頁の試験')}&limit=2`,
    )
    expect(next.status).toBe(200)
    expect(next.body.rows).toHaveLength(2)
  })

  test('are not reached with a cursor that was forged, changed or taken from another query', async () => {
    const { body } = await list(theme)
    const cursor: string = body.nextCursor
    const [position = '', signature = ''] = cursor.split('.')
    const events = await eventsCursor()
    const forged = [
      'x',
      '.',
      position,
      `${position}.`,
      `${position}.${'A'.repeat(22)}`,
      `${Buffer.from('7978/01/x').toString('base64url')}.${signature}`,
      `${cursor.slice(0, -2)}AA`,
      events,
    ]
    for (const cursor of forged)
      expect(await list({ ...theme, cursor }), cursor).toMatchObject({
        status: 400,
        body: { code: 'cursor_invalid' },
      })
    const asOf = '2026-05-31'
    for (const other of [{ limit: '3' }, { ...theme, asOf }, { ...theme, outcome: 'stalled' }])
      expect(await list({ ...other, cursor })).toMatchObject({
        status: 400,
        body: { code: 'cursor_invalid' },
      })
    const elsewhere = await hub.people.stranger.get(
      `/proposals?${new URLSearchParams({ ...theme, cursor })}`,
    )
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } })
    expect((await list({ ...theme, cursor: 'x'.repeat(501) })).body.errors).toMatchObject([
      { pointer: '/cursor', code: 'too_long' },
    ])
  })

  /** A cursor of a history: its own kind. */
  async function eventsCursor(): Promise<string> {
    const id = await proposed(hub)
    for (let count = 0; count < 51; count += 1)
      made(await hub.people.hr.post(`/proposals/${id}/comments`, { text: `${count}` }))
    const first = await hub.people.hr.get(`/proposals/${id}/events`)
    expect(first.body.events).toHaveLength(50)
    const path = `/proposals/${id}/events?cursor=${encodeURIComponent(first.body.nextCursor)}`
    const rest = await hub.people.hr.get(path)
    expect(rest.body.events.map(({ sequence }: { sequence: number }) => sequence)).toEqual([51, 52])
    expect(rest.body).not.toHaveProperty('nextCursor')
    const other = await proposed(hub)
    const elsewhere = await hub.people.hr.get(path.replace(id, other))
    expect(elsewhere.body.code).toBe('cursor_invalid')
    return first.body.nextCursor
  }
})

describe('the overview', () => {
  test('counts each proposal once under its first cohort, years without cohort included', async () => {
    const { body } = await hub.people.member.get('/overview')
    const all = await pages({ limit: '100' })
    expect(body.totals.total).toBe(all.length)
    const sum = (key: 'continued' | 'stalled' | 'never_started' | 'completed' | 'unconfirmed') =>
      body.years.reduce((total: number, year: { counts: Record<string, number> }) => {
        return total + (year.counts[key] ?? 0)
      }, 0)
    for (const code of ['continued', 'stalled', 'unconfirmed'] as const) {
      expect(body.totals[code]).toBe(sum(code))
      expect(body.totals[code]).toBe((await list({ outcome: code, limit: '1' })).body.total)
    }
    const years = body.years.map(({ fiscalYear }: { fiscalYear: number }) => fiscalYear)
    expect(years).toEqual([2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018])
    const record = (year: number) =>
      body.years.find(({ fiscalYear }: { fiscalYear: number }) => fiscalYear === year).record
    expect(record(2020)).toBe('not_dispatched')
    expect(record(2023)).toBe('no_record')
    expect(record(2021)).toBe('cohort')
  })

  test('names what past proposals foundered on', async () => {
    const { body } = await hub.people.member.get('/overview')
    expect(JSON.stringify(body.factors)).toContain('external_shock')
  })
})

describe('what needs me', () => {
  const kinds = async (by: 'hr' | 'alumnus2021' | 'member' | 'executive', id: string) =>
    (await hub.people[by].get('/tasks')).body.tasks
      .filter(({ proposal }: { proposal: Row }) => proposal.id === id)
      .map(({ kind }: { kind: string }) => kind)

  test('leads from asking to reporting, confirming, disputing and settling', async () => {
    const { hr } = hub.people
    const id = await proposed(hub)
    expect(await kinds('alumnus2021', id)).toEqual(['report_first'])
    expect(await kinds('member', id)).toEqual(['ask_first'])
    expect(await kinds('executive', id)).toEqual([])
    const report = await reported(hub, id, { asOf: { precision: 'day', date: '2026-05-30' } })
    expect(await kinds('alumnus2021', id)).toEqual([])
    expect(await kinds('hr', id)).toEqual(['confirm'])
    const answers = `/proposals/${id}/reports/${report}/confirmations`
    made(await hr.post(answers, { answer: 'disputed', comment: '違う' }))
    expect(await kinds('hr', id)).toEqual([])
    expect(await kinds('alumnus2021', id)).toEqual(['settle_dispute'])
    made(await hr.post(answers, { answer: 'confirmed' }))
    expect(await kinds('alumnus2021', id)).toEqual([])
  })

  test('HR’s own word waits for a cohort to attest it', async () => {
    const id = await proposed(hub)
    made(await hub.people.hr.post(`/proposals/${id}/reports`, stalled))
    expect(await kinds('alumnus2021', id)).toEqual(['attest'])
    expect(await kinds('hr', id)).not.toContain('confirm')
  })
})

test('the municipality tells its cohorts, its people without addresses, and what I am here', async () => {
  const { body } = await hub.people.member.get('')
  expect(body.municipality).toMatchObject({ code: '222038', name: '沼津市' })
  expect(body.municipality).not.toHaveProperty('head')
  expect(body.me).toMatchObject({
    memberId: hub.people.member.memberId,
    roles: [{ role: 'member', cohort: 2026 }],
    permitted: expect.arrayContaining(['hearing.record', 'proposal.create']),
  })
  expect(body.people.map(({ name }: { name: string }) => name)).toContain('副市長')
  expect(JSON.stringify(body.people)).not.toMatch(/email|@/)
})

test('lineage is read from both ends, with how the other stands', async () => {
  const older = await proposed(hub, { cohort: 2018, title: '元の取組' })
  const newer = await proposed(hub, { cohort: 2022, title: '次の取組' })
  made(await hub.people.hr.post(`/proposals/${newer}/links`, { kind: 'succeeds', to: older }))
  const from = await hub.people.member.get(`/proposals/${newer}`)
  expect(from.body.lineage).toMatchObject([
    { kind: 'succeeds', direction: 'outgoing', proposal: { id: older, title: '元の取組' } },
  ])
  const to = await hub.people.member.get(`/proposals/${older}`)
  expect(to.body.lineage).toMatchObject([
    { kind: 'succeeds', direction: 'incoming', proposal: { id: newer, title: '次の取組' } },
  ])
})
