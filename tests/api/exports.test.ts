import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { textOfPdf } from '../documents/opened.ts'
import { type Client, type Hub, made, NUMAZU, ORIGIN, proposed, reported, serve } from './serve.ts'

let hub: Hub
let older: string
let newer: string
let report: string
beforeAll(async () => {
  hub = await serve()
  const { hr, member } = hub.people
  older = await proposed(hub, { cohort: 2018, title: '庁内の対話会', themes: ['対話'] })
  newer = await proposed(hub, {
    title: '=HYPERLINK("http://evil.example";"対話")',
    steward: { office: '人事課' },
    links: [{ kind: 'succeeds', to: older }],
  })
  report = await reported(hub, newer, { reason: '+81という番号に、"掛けた"\n二行目' })
  hub.time.pass(1000)
  made(
    await hr.post(`/proposals/${newer}/reports/${report}/confirmations`, {
      answer: 'confirmed',
      decidedOn: '2026-05-29',
      documentNumber: '人第12号',
    }),
  )
  hub.time.pass(1000)
  made(
    await member.post(`/proposals/${older}/reports`, {
      kind: 'hearing',
      outcome: 'continued',
      manner: 'changed',
      asOf: { precision: 'fiscal_year', date: '2025' },
      factors: ['owner_in_place'],
      hearing: {
        speaker: { role: 'alumnus', cohort: 2018, memberId: hub.people.alumnus2018.memberId },
        heardOn: { precision: 'day', date: '2026-05-20' },
        means: 'phone',
      },
      source: { title: '平成30年度報告書', date: { precision: 'month', date: '2019-03' } },
    }),
  )
})
afterAll(() => hub.stop())
beforeEach(() => hub.time.pass(1000))

/** A file as its bytes are. */
async function file(by: Client, path: string): Promise<{ bytes: Buffer; headers: Headers }> {
  const response = await hub.app.request(`${ORIGIN}/api/m/${NUMAZU}${path}`, {
    headers: { cookie: (by as Client & { cookie: string }).cookie },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(bytes.toString())
  return { bytes, headers: response.headers }
}

async function csv(by: Client, path: string): Promise<Record<string, string>[]> {
  const { bytes } = await file(by, path)
  return parse(bytes, { bom: true, columns: true })
}

async function sheet(bytes: Buffer, name: string) {
  const [head = [], ...rows] = await readSheet(bytes, name)
  return rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [String(head[at]), cell])))
}

const REGISTER = '/exports/register?lang=ja'

describe('the register as a file', () => {
  test('CSV has one row a proposal with everything an auditor asks for', async () => {
    const [first, second] = await csv(hub.people.hr, `${REGISTER}&format=csv`)
    expect(first).toMatchObject({
      提案した年度: '令和3年度',
      取組状況: '継続できなかった',
      取組状況の内訳: '休止中',
      時点: '令和4年度',
      理由: '感染症・災害などの外的要因',
      確認の状態: '確認済み',
      '回答した人（確認・相違あり）': '派遣元（人事課） 人事課 担当',
      決裁日: '2026-05-29',
      文書番号: '人第12号',
      取組のつながり: '引継ぎ元の取組：平成30年度「庁内の対話会」',
      '所管課（現在）': '人事課',
      識別番号: newer,
      基準日: '2026-06-01',
    })
    expect(second).toMatchObject({
      取組名: '庁内の対話会',
      テーマ: '対話',
      取組状況: '継続',
      時点: '令和7年度',
      出典: '平成30年度報告書',
      '報告者・話した人': '平成30年度 マネ友 平成30年度 マネ友',
      確認の状態: '確認待ち',
      取組のつながり: expect.stringContaining('引継ぎ先の取組：令和3年度'),
    })
  })

  test('CSV begins with the mark by which Excel knows UTF-8, ends lines as Windows does, and names its file', async () => {
    const { bytes, headers } = await file(hub.people.hr, `${REGISTER}&format=csv`)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString()).toMatch(/\r\n$/)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain(
      '取組一覧_2026-06-01.csv',
    )
  })

  test('no text is a formula, in CSV or in Excel', async () => {
    for (const title of ['=1+1', '+1', '-1', '@A1', '＝1']) await proposed(hub, { title })
    const rows = await csv(hub.people.hr, `${REGISTER}&format=csv`)
    const { bytes } = await file(hub.people.hr, `${REGISTER}&format=xlsx`)
    const titles = (await sheet(bytes, '取組')).map((row) => String(row.取組名))
    expect(titles).toEqual(rows.map((row) => row.取組名))
    expect(titles.filter((title) => /^[=+\-@\t\r＝]/.test(title))).toEqual([])
    expect(titles).toContain("'=1+1")
    const reasons = rows.map((row) => row.理由の説明)
    expect(reasons).toContain('\'+81という番号に、"掛けた"\n二行目')
    expect(reasons.filter((text) => text?.startsWith('+'))).toEqual([])
  })

  test('Excel has a sheet of proposals, one of every report, and one that tells what the file is', async () => {
    const { bytes } = await file(hub.people.hr, `${REGISTER}&format=xlsx&asOf=2026-05-31`)
    const reports = await sheet(bytes, '報告・聞き取り')
    expect(reports.map((row) => [row.種類, row.取組状況, row.記録の状態])).toEqual(
      expect.arrayContaining([
        ['報告', '継続できなかった', '有効'],
        ['聞き取り', '継続', '有効'],
      ]),
    )
    const heard = reports.find(({ 種類 }) => 種類 === '聞き取り')
    expect(heard).toMatchObject({ 話を聞いた時期: '2026-05-20', 聞き取りの方法: '電話' })
    const about = await readSheet(bytes, 'この書き出しについて')
    expect(Object.fromEntries(about)).toMatchObject({
      自治体: '沼津市',
      全国地方公共団体コード: NUMAZU,
      基準日: '2026-05-31',
      書き出した人: '人事課 担当',
    })
  })

  test('it tells the same day as the list: what was known later is not in it', async () => {
    const before = await csv(hub.people.hr, `${REGISTER}&format=csv&asOf=2021-03-31`)
    expect(before.map(({ 取組名 }) => 取組名)).toEqual(['庁内の対話会'])
    expect(before[0]).toMatchObject({ 取組状況: '記録なし', 基準日: '2021-03-31' })
    const list = await hub.people.hr.get('/proposals?asOf=2021-03-31')
    expect(list.body.rows.map(({ title }: { title: string }) => title)).toEqual(['庁内の対話会'])
  })

  test('a corrected report stays, marked, in the table of reports', async () => {
    const path = `/proposals/${newer}/reports/${report}/corrections`
    made(
      await hub.people.alumnus2021.post(path, {
        kind: 'report',
        outcome: 'stalled',
        manner: 'ended',
        asOf: { precision: 'fiscal_year', date: '2022' },
        factors: ['no_budget'],
      }),
    )
    const rows = await csv(hub.people.hr, `${REGISTER}&format=csv&table=reports`)
    const corrected = rows.find(({ 記録の識別番号 }) => 記録の識別番号 === report)
    expect(corrected).toMatchObject({ 記録の状態: '訂正済み', 現在の取組状況の根拠: '' })
    const correction = rows.find(({ 訂正した記録 }) => 訂正した記録 === report)
    expect(correction).toMatchObject({ 記録の状態: '有効', 現在の取組状況の根拠: '○' })
  })

  test('JSON has the codes, the labels for them, and says what it is', async () => {
    const { body } = await hub.people.hr.get('/exports/register?format=json&lang=en')
    expect(body).toMatchObject({
      format: 'mane-tomo-hub/register',
      version: 1,
      municipality: { code: NUMAZU },
      day: '2026-06-01',
      labels: { standings: { stalled: 'Could not be continued' } },
    })
    const one = body.proposals.find(({ id }: { id: string }) => id === older)
    expect(one).toMatchObject({
      cohort: 2018,
      standing: { code: 'continued', manner: 'changed' },
      report: {
        asOf: { precision: 'fiscal_year', date: '2025' },
        factors: ['owner_in_place'],
        hearing: { means: 'phone' },
        answer: { state: 'awaiting' },
      },
      lineage: [{ kind: 'succeeds', direction: 'incoming', id: newer }],
    })
    expect(body.reports).toHaveLength(3)
  })

  test('PDF says the same on paper', async () => {
    const { bytes } = await file(hub.people.hr, `${REGISTER}&format=pdf`)
    const { text } = textOfPdf(bytes)
    for (const said of ['庁内の対話会', '継続できなかった', '令和4年度', '2026年6月1日時点'])
      expect(text.replace(/\s/g, '')).toContain(said)
  })

  test('labels are in the language that was asked for', async () => {
    const [first] = await csv(hub.people.executive, '/exports/register?format=csv&lang=en')
    expect(first).toHaveProperty('Outcome')
    expect(first).toHaveProperty('State of confirmation')
  })
})

describe('other files', () => {
  test('the roster has people with addresses, for HR alone', async () => {
    await hub.person('=誰か', [{ role: 'hr', from: '2020-04-01' }], NUMAZU, {
      email: 'someone@numazu.example',
      staffNumber: '00123',
    })
    const rows = await csv(hub.people.hr, '/exports/roster?format=csv&lang=ja')
    expect(rows.at(-1)).toMatchObject({
      氏名: "'=誰か",
      メールアドレス: 'someone@numazu.example',
      職員番号: '00123',
      現在の役割: '派遣元（人事課）',
      役割の期間: '派遣元（人事課） 2020-04-01～',
    })
    const { people, revision } = hub
    const before = await revision()
    for (const one of [people.executive, people.member, people.alumnus2021]) {
      const { status, body } = await one.get('/exports/roster?format=csv')
      expect([status, body.code]).toEqual([403, 'not_allowed'])
    }
    expect(await revision()).toBe(before)
  })

  test('the figures of the dashboard are those of the page', async () => {
    const { body } = await hub.people.executive.get('/continuity')
    const rows = await csv(hub.people.executive, '/exports/continuity?format=csv&lang=ja')
    const total = rows.at(-1)
    expect(total).toMatchObject({
      提案した年度: '計',
      継続: String(body.overview.totals.continued),
      継続できなかった: String(body.overview.totals.stalled),
      計: String(body.overview.totals.total),
    })
    const { bytes } = await file(hub.people.executive, '/exports/continuity?format=xlsx&lang=ja')
    const factors = await sheet(bytes, '理由')
    for (const { factor, total: count } of body.factors as { factor: string; total: number }[])
      if (factor === 'owner_in_place')
        expect(factors.find((row) => row.理由 === '所管・担当が定まっている')?.計).toBe(count)
  })

  test('the reviews are listed with their versions', async () => {
    const { hr } = hub.people
    made(await hr.post('/reviews', { fiscalYear: 2026, asOf: '2026-12-01', dueOn: '2026-11-20' }))
    const [row] = await csv(hr, '/exports/reviews?format=csv&lang=ja')
    expect(row).toMatchObject({ 年度: '令和8年度', 状態: '進行中', 回答期限: '2026-11-20' })
    const { body } = await hr.get('/exports/reviews?format=json')
    expect(body.reviews).toMatchObject([{ fiscalYear: 2026, state: 'open' }])
  })
})

describe('taking a file', () => {
  test('is in the history before anything leaves: who, what, in which form, how many rows', async () => {
    const { executive, hr } = hub.people
    const rows = await csv(executive, `${REGISTER}&format=csv&table=reports&asOf=2026-05-31`)
    const trail = await hr.get('/history?group=reads')
    expect(trail.body.rows[0]).toMatchObject({
      type: 'data_exported',
      by: { memberId: executive.memberId, role: 'executive' },
      data: {
        what: 'register',
        format: 'csv',
        rows: rows.length,
        filter: { asOf: '2026-05-31', table: 'reports' },
      },
    })
  })

  test('is refused to alumni, to strangers like something that is not there, and without a session', async () => {
    const { people, revision } = hub
    const before = await revision()
    for (const what of ['register', 'continuity', 'reviews', 'roster']) {
      const path = `/exports/${what}?format=json`
      expect((await people.alumnus2021.get(path)).status).toBe(403)
      expect((await people.nobody.get(path)).status).toBe(401)
      const foreign = await people.stranger.get(`/api/m/${NUMAZU}${path}`)
      const missing = await people.stranger.get(`/api/m/011002${path}`)
      expect(foreign.status).toBe(404)
      expect(foreign.body.code).toBe(missing.body.code)
    }
    expect(await revision()).toBe(before)
  })

  test('asks for a known form, and for a day that has come', async () => {
    const { hr } = hub.people
    expect((await hr.get('/exports/register?format=xls')).status).toBe(400)
    expect((await hr.get('/exports/register?format=csv&asOf=2030-01-01')).status).toBe(400)
    expect((await hr.get('/exports/roster?format=pdf')).status).toBe(400)
  })
})
