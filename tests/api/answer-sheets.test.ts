import { readSheet } from 'read-excel-file/universal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { unzipped } from '../documents/opened.ts'
import { type Hub, made, NUMAZU, ORIGIN, proposed, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** Somebody of 2021 without an address, asked about some proposals. */
async function askedOnPaper(count = 2, more: { language?: 'en' } = {}) {
  const person = await hub.person(
    '紙で答える人',
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    more,
  )
  const proposals: string[] = []
  for (let at = 0; at < count; at += 1)
    proposals.push(await proposed(hub, { title: `取組その${at + 1}` }))
  const input = { proposalIds: proposals, memberIds: [person.memberId], dueOn: '2026-06-20' }
  const { body } = await hub.people.hr.post('/requests', input)
  expect(body.requests).toMatchObject([{ byMail: false }])
  return { ...person, proposals, requestId: body.requests[0].requestId as string }
}

async function sheetOf(requestId: string, format = 'xlsx', cookie = hub.people.hr.cookie) {
  const response = await hub.app.request(
    `${ORIGIN}/api/m/${NUMAZU}/requests/${requestId}/sheet?format=${format}`,
    { headers: { cookie } },
  )
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** The sheet as a table of texts, with some cells of a numbered line filled in. */
async function filled(
  requestId: string,
  lines: Record<number, Record<string, string>>,
  choice = '今の状況',
) {
  const { bytes } = await sheetOf(requestId)
  const table = (await readSheet(new Blob([bytes]))).map((cells) =>
    cells.map((cell) => (cell === null ? '' : String(cell))),
  )
  const head = table.find((cells) => cells.includes(choice)) ?? []
  for (const cells of table)
    for (const [title, text] of Object.entries(lines[Number(cells[0])] ?? {}))
      cells[head.indexOf(title)] = text
  const rows = table.map((cells) => cells.map((value) => ({ value, type: String })))
  const file = await writeExcelFile(rows as never).toBuffer()
  return { fileName: '回答票.xlsx', contentBase64: Buffer.from(file).toString('base64') }
}
const preview = (file: object) => hub.people.hr.post('/requests/sheets/preview', file)
const detail = async (id: string) => (await hub.people.hr.get(`/proposals/${id}`)).body

test('the sheet is a workbook or one printed page, with what is asked and nobody’s words', async () => {
  const { proposals, requestId, memberId } = await askedOnPaper(8)
  made(
    await hub.people.alumnus2021.post(`/proposals/${proposals[0]}/reports`, {
      ...stalled,
      reason: 'ほかの人の言葉',
    }),
  )
  const { bytes } = await sheetOf(requestId)
  const [taken] = (await hub.people.hr.get('/history?group=reads')).body.rows
  expect(taken).toMatchObject({
    type: 'data_exported',
    by: { memberId: hub.people.hr.memberId, role: 'hr' },
    data: { what: 'sheet', format: 'xlsx', rows: 8, filter: { memberId } },
  })
  const table = JSON.stringify(await readSheet(new Blob([bytes])))
  for (const told of [
    '取組その1',
    '取組その2',
    '継続できなかった・休止中',
    requestId,
    '紙で答える人',
  ])
    expect(table).toContain(told)
  expect(table).not.toContain('ほかの人の言葉')
  const pdf = await sheetOf(requestId, 'pdf')
  const text = Buffer.from(pdf.bytes).toString('latin1')
  expect(text.startsWith('%PDF')).toBe(true)
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
  // From Excel too.
  const printed = unzipped(bytes).get('xl/worksheets/sheet1.xml') ?? ''
  expect(printed).toMatch(/<pageSetUpPr fitToPage="1"\/>.*<pageSetup [^>]*fitToHeight="1"/s)
})

test('a filled sheet is tried out line by line, and recorded as a hearing by paper', async () => {
  const { proposals, requestId, memberId } = await askedOnPaper(3)
  const file = await filled(requestId, {
    1: {
      今の状況: '継続できなかった・休止中',
      理由1: '予算を確保できなかった',
      理由2: '6 時間・人員が不足した',
      ひとこと: '異動した',
    },
    2: { 今の状況: '今の状況は分からない', ひとこと: '地域自治課' },
  })
  const before = await hub.revision()
  const { status, body } = await preview(file)
  expect(status).toBe(200)
  expect(body).toMatchObject({ requestId, memberId })
  expect(body.rows.map(({ fate }: { fate: string }) => fate)).toEqual(['record', 'pass_on', 'skip'])
  expect(await hub.revision()).toBe(before)
  const [row, unknown] = body.rows
  const path = `/requests/${requestId}/answers`
  const input = { proposalId: row.proposalId, ...row.said, heardOn: '2026-05-30' }
  made(await hub.people.hr.post(path, input))
  expect((await detail(proposals[0] ?? '')).proposal.reports).toMatchObject([
    {
      kind: 'hearing',
      outcome: 'stalled',
      manner: 'paused',
      factors: ['no_budget', 'lack_of_time_or_staff'],
      reason: '異動した',
      asOf: { precision: 'day', date: '2026-05-30' },
      hearing: { speaker: { role: 'alumnus', cohort: 2021, memberId } },
      by: { role: 'hr', channel: 'paper' },
    },
  ])
  const { asked } = (await hub.people.hr.get(`/proposals/${proposals[0]}/requests`)).body
  expect(asked).toMatchObject([{ answer: { answer: 'reported', channel: 'paper' } }])

  expect(unknown.whoKnows).toBe('地域自治課')
  const mailed = hub.mails.length
  const passing = { proposalId: unknown.proposalId, whoKnows: unknown.whoKnows }
  made(await hub.people.hr.post(`/requests/${requestId}/referrals`, passing))
  expect((await detail(proposals[1] ?? '')).proposal.referrals).toMatchObject([
    { memberId, answer: 'unknown', whoKnows: '地域自治課', by: { role: 'hr', channel: 'paper' } },
  ])
  // Whoever asked has written it down: no mail tells them.
  expect(hub.mails).toHaveLength(mailed)
  const { tasks } = (await hub.people.hr.get('/tasks')).body
  expect(tasks).toContainEqual(
    expect.objectContaining({
      kind: 'follow_referral',
      proposal: expect.objectContaining({ id: proposals[1] }),
    }),
  )
  expect(await hub.verify(proposals[1] ?? '')).toMatchObject({ intact: true })
  expect(await hub.verify(proposals[0] ?? '')).toMatchObject({ intact: true })
})

test('a line that is answered, by the sheet or by anything else, is told as such and recorded once', async () => {
  const { proposals, requestId } = await askedOnPaper(3)
  const [reported = '', passedOn = ''] = proposals
  const { hr, member } = hub.people
  const file = await filled(requestId, {
    1: { 今の状況: '5', 理由1: '1' },
    2: { 今の状況: '11' },
    3: { 今の状況: '5', 理由1: '1' },
  })
  const { rows } = (await preview(file)).body
  const path = `/requests/${requestId}/answers`
  const input = { proposalId: reported, ...rows[0].said, heardOn: '2026-05-30' }
  const key = { 'idempotency-key': crypto.randomUUID() }
  const report = made(await hr.post(path, input, key))
  made(await hr.post(`/requests/${requestId}/referrals`, { proposalId: passedOn }))
  const confirmed = { answer: 'confirmed' }
  made(await hr.post(`/proposals/${reported}/reports/${report}/confirmations`, confirmed))
  const fates = (await preview(file)).body.rows.map(({ fate }: { fate: string }) => fate)
  expect(fates).toEqual(['answered', 'answered', 'record'])
  const before = await hub.revision()
  for (const [who, where, what] of [
    [hr, path, input],
    [member, path, input],
    [member, path, { ...input, proposalId: passedOn }],
    [hr, `/requests/${requestId}/referrals`, { proposalId: reported }],
  ] as const)
    expect(await who.post(where, what)).toMatchObject({
      status: 409,
      body: { code: 'already_answered' },
    })
  // The same request once more is the first one.
  expect(made(await hr.post(path, input, key))).toBe(report)
  expect(await hub.revision()).toBe(before)
  expect((await detail(reported)).standing).toMatchObject({ confirmation: 'confirmed' })
  // What was typed wrongly is corrected as any report.
  const { heardOn: _, proposalId: __, ...said } = input
  const hearing = {
    speaker: { role: 'alumnus', cohort: 2021 },
    heardOn: { precision: 'day', date: '2026-05-30' },
  }
  const asOf = { precision: 'day', date: '2026-05-30' }
  const corrected = { ...said, kind: 'hearing', asOf, hearing, manner: 'ended' }
  made(await hr.post(`/proposals/${reported}/reports/${report}/corrections`, corrected))
})

test('two who type the same sheet at once record it once', async () => {
  const { proposals, requestId } = await askedOnPaper(1)
  const [proposalId = ''] = proposals
  const said = { outcome: 'stalled', manner: 'paused', factors: ['no_budget'] }
  const { hr, member } = hub.people
  const both = await Promise.all(
    [hr, member].map((who) =>
      who.post(`/requests/${requestId}/answers`, { proposalId, ...said, heardOn: '2026-05-30' }),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await detail(proposalId)).proposal.reports).toHaveLength(1)
})

test('what is wrong is told by line and column', async () => {
  const { requestId } = await askedOnPaper(5)
  const file = await filled(requestId, {
    5: { 今の状況: '3', 理由1: '不明', ひとこと: '長'.repeat(2_001) },
    1: { 今の状況: '続いている', 理由1: '不明' },
    2: { 今の状況: '完了（目的達成により終了）' },
    3: { 今の状況: '3 継続・縮小して', 理由2: '忙しい' },
    4: { 今の状況: '3', 理由1: '不明', 取組: '別の取組' },
  })
  const { rows } = (await preview(file)).body
  expect(
    rows.map(({ errors: [error] }: { errors: { column: string; code: string }[] }) => [
      error?.column,
      error?.code,
    ]),
  ).toEqual([
    ['今の状況', 'unknown_value'],
    ['理由1', 'factor_required'],
    ['理由2', 'unknown_value'],
    ['取組', 'ambiguous_row'],
    ['ひとこと', 'too_long'],
  ])
  expect(rows[4].errors[0].detail).toContain('2000字以内')
})

test('a file that is no sheet of this municipality is refused; only who may record tries one', async () => {
  const { requestId } = await askedOnPaper()
  const file = await filled(requestId, {})
  const text = Buffer.from('番号,今の状況\n1,継続').toString('base64')
  expect((await preview({ fileName: 'x.csv', contentBase64: text })).body.errors).toMatchObject([
    { pointer: '/contentBase64', code: 'column_missing' },
  ])
  expect(
    (await hub.people.stranger.post('/requests/sheets/preview', file)).body.errors,
  ).toMatchObject([{ pointer: '/contentBase64', code: 'unknown_value' }])
  expect((await hub.people.executive.post('/requests/sheets/preview', file)).status).toBe(403)
  expect((await sheetOf(requestId, 'xlsx', hub.people.alumnus2021.cookie)).status).toBe(403)
  expect((await sheetOf('01900000-0000-7000-8000-000000000000')).status).toBe(404)
})

test('what was asked is told in the order of the sheet, with what was answered since', async () => {
  const { proposals, requestId, memberId } = await askedOnPaper()
  made(await hub.people.alumnus2021.post(`/proposals/${proposals[1]}/reports`, stalled))
  const before = (await hub.people.member.get(`/requests/${requestId}`)).body
  expect(before).toMatchObject({ requestId, memberId, name: '紙で答える人', byMail: false })
  expect(before.asked).toMatchObject([
    { number: 1, proposalId: proposals[0], title: '取組その1', cohorts: [2021] },
    { number: 2, proposalId: proposals[1], last: { outcome: 'stalled', manner: 'paused' } },
  ])
  const said = { outcome: 'completed', factors: ['visible_benefit'], heardOn: '2026-05-30' }
  const path = `/requests/${requestId}/answers`
  made(await hub.people.member.post(path, { proposalId: proposals[0], ...said }))
  const { asked } = (await hub.people.hr.get(`/requests/${requestId}`)).body
  expect(asked[0]).toMatchObject({
    last: { outcome: 'completed' },
    answer: { answer: 'reported', channel: 'paper' },
  })
  expect((await hub.people.alumnus2021.get(`/requests/${requestId}`)).status).toBe(403)
  expect((await hub.people.stranger.get(`/requests/${requestId}`)).status).toBe(404)
  const passing = { proposalId: proposals[1] }
  const refused = await hub.people.executive.post(`/requests/${requestId}/referrals`, passing)
  expect(refused.status).toBe(403)
})

test('the workbook lets one choose, and takes the number alone; in English for who reads English', async () => {
  const { requestId } = await askedOnPaper(2, { language: 'en' })
  const { bytes } = await sheetOf(requestId)
  const files = unzipped(bytes)
  const sheet = files.get('xl/worksheets/sheet1.xml')?.toString() ?? ''
  const lists = [...sheet.matchAll(/sqref="([^"]+)"[^>]*><formula1>([^<]+)</g)].map(
    ([, cells, list]) => [cells, list],
  )
  expect(lists).toEqual([
    ['E10:E11', "'Choices'!$A$1:$A$11"],
    ['F10:F11', "'Choices'!$B$1:$B$21"],
    ['G10:G11', "'Choices'!$C$1:$C$21"],
  ])
  const offered = await readSheet(new Blob([bytes]), 'Choices')
  expect(offered[0]).toEqual([
    '1 Continuing: as proposed',
    expect.stringMatching(/^1 /),
    expect.stringMatching(/^1 /),
  ])
  expect(offered.at(10)?.[0]).toMatch(/^11 I don’t know/)
  const english = await filled(
    requestId,
    {
      1: { 'How it stands': `${offered[4]?.[0]}`, 'Reason 1': `${offered[5]?.[1]}` },
      2: { 'How it stands': '7', 'Reason 1': '21' },
    },
    'How it stands',
  )
  const { rows } = (await preview(english)).body
  expect(
    rows.map(({ said, errors }: { said: object; errors: object[] }) => [said, errors]),
  ).toEqual([
    [{ outcome: 'stalled', manner: 'paused', factors: ['lack_of_time_or_staff'] }, []],
    [{ outcome: 'never_started', manner: 'proposed_only', factors: ['unknown'] }, []],
  ])
})
