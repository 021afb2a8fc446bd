import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, NUMAZU, serve } from './serve.ts'
import { counting, with64, workbookOf, zipOf } from './workbook.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const HEADER = ['氏名', '所属', '役割', '研究生年度', 'メールアドレス', '職員番号']
const ROWS = [
  ['沼津 一郎', '市民課', '研究生', '令和4年度', 'ichiro@example.jp', '1001'],
  ['沼津 二郎', '税務課', '研究生', '令和99年度', '', '1002'],
]
const csv = [HEADER, ...ROWS].map((cells) => cells.join(',')).join('\r\n')

/** The same text as a Japanese Excel saves it. */
function shiftJis(text: string): Buffer {
  const decoder = new TextDecoder('shift_jis')
  const codes = new Map<string, number[]>()
  for (let first = 0x81; first <= 0xef; first += 1) {
    if (first > 0x9f && first < 0xe0) continue
    for (let second = 0x40; second <= 0xfc; second += 1) {
      const letter = decoder.decode(Uint8Array.of(first, second))
      if (!letter.includes('\ufffd') && !codes.has(letter)) codes.set(letter, [first, second])
    }
  }
  return Buffer.from([...text].flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]))
}

const fileOf = (content: Buffer | string, fileName = 'file') => ({
  fileName,
  contentBase64: Buffer.from(content).toString('base64'),
})
const preview = (content: Buffer | string, path = '/people/preview') =>
  hub.people.hr.post(path, fileOf(content), { 'idempotency-key': undefined })

const EXPECTED = [
  { row: 2, fate: 'add', input: { name: '沼津 一郎', staffNumber: '1001' }, errors: [] },
  { row: 3, fate: 'error', errors: [{ column: '研究生年度', code: 'cohort_unknown' }] },
]

describe('a file of people', () => {
  // ASVS 5.2.2
  test.each([
    ['CSV in UTF-8', () => Buffer.from(csv)],
    ['CSV in UTF-8 with a byte order mark', () => Buffer.from(`\ufeff${csv}`)],
    ['CSV in Shift_JIS', () => shiftJis(csv)],
    [
      'text with tabs in UTF-16',
      () => Buffer.from(`\ufeff${csv.replaceAll(',', '\t')}`, 'utf16le'),
    ],
    ['an Excel workbook', () => workbookOf([HEADER, ...ROWS])],
  ])('is read from %s, and writes nothing', async (_, content) => {
    const before = await hub.revision()
    const answer = await preview(content())
    expect(answer).toMatchObject({ status: 200, body: { ignored: [], rows: EXPECTED } })
    expect(await hub.revision()).toBe(before)
  })

  test('is worded in the reader’s language', async () => {
    const asked = (language: string) =>
      hub.people.hr.post('/people/preview', fileOf(csv), { 'accept-language': language })
    const detail = async (language: string) =>
      (await asked(language)).body.rows[1].errors[0].detail as string
    expect(await detail('ja')).toContain('令和99年度')
    expect(await detail('en')).toContain('FY2117')
  })

  test('is written row by row, each an operation of its own, and then changes nothing', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      `一括 ${at}`,
      `${at}課`,
      at % 2 ? '研究生' : '',
      at % 2 ? '令和4年度' : '',
      '',
      `B${at}`,
    ])
    const content = [HEADER, ...rows].map((cells) => cells.join(',')).join('\n')
    const { body } = await preview(content)
    for (const { fate, input } of body.rows) {
      expect(fate).toBe('add')
      expect((await hub.people.hr.post('/people', input)).status).toBe(201)
    }
    const again = await preview(content)
    expect(again.body.rows.map(({ fate }: { fate: string }) => fate)).toEqual(
      rows.map(() => 'same'),
    )
    const [first] = rows
    const changed = [HEADER, [...(first ?? []).with(1, '新しい課')]].map((cells) => cells.join(','))
    const [row] = (await preview(changed.join('\n'))).body.rows
    expect(row).toMatchObject({ fate: 'change', edit: { office: '新しい課' } })
    const answer = await hub.people.hr.patch(`/people/${row.memberId}`, row.edit, {
      'if-match': `"${row.edition}"`,
      'idempotency-key': randomUUID(),
    })
    expect(answer.status).toBe(200)
    expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
  })

  test.each([
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'file_unreadable'],
    ['a quote that never ends', () => '氏名\n"あ', 'file_unreadable'],
    ['a zip that is no workbook', () => zipOf([{ name: 'a', text: 'b' }]), 'file_unreadable'],
    ['a zip that was cut', () => workbookOf([HEADER]).subarray(0, 200), 'file_too_large'],
    ['no column of names', () => '所属\n市民課', 'column_missing'],
    ['2,001 people', () => `氏名\n${'あ\n'.repeat(2001)}`, 'too_many'],
  ])('is refused where it is %s', async (_, content, code) => {
    expect(await preview(content())).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ pointer: '/contentBase64', code }] },
    })
  })

  // ASVS 5.2.3
  test('that unpacks to gigabytes is refused before it does', async () => {
    const big = Buffer.alloc(30 * 1024 * 1024, 'あ')
    const sheet = (attributes: string) =>
      `<worksheet><sheetData><row ${attributes}><c r="A1"><v>1</v></c></row></sheetData></worksheet>`
    const far = workbookOf([], { sheet: sheet('r="1048576"') })
    const relations = 'xl/worksheets/sheet1.xml.rels'
    const bombs = [
      zipOf([{ name: 'xl/sheet.xml', text: big }]),
      zipOf([{ name: 'xl/sheet.xml', text: big, claims: 10 }]),
      zipOf([{ name: 'xl/sheet.xml', text: 'a', claims: 0xfffffff0 }]),
      // Each claims what one may come to, and is next to nothing.
      zipOf(
        Array.from({ length: 9 }, (_, at) => ({
          ...{ name: `${at}.xml`, text: 'a' },
          claims: 19 * 1024 * 1024,
        })),
      ),
      far,
      // Of two ways to count the parts a reader may take the other one.
      counting(far, { here: 5, inAll: 0 }),
      counting(far, { here: 5, inAll: 1 }),
      counting(workbookOf([]), { here: 0, inAll: 0 }),
      with64(counting(far, { here: 1, inAll: 1 }), 5),
      workbookOf([], { sheet: sheet('r="1048576"'), sheetName: relations }),
      workbookOf([], { sheet: sheet("r='99999999999'") }),
      workbookOf([], { sheet: sheet('r="&#49;048576"') }),
      workbookOf([], { sheet: sheet('r="1"').replace('A1', 'XFD1') }),
    ]
    const started = process.memoryUsage().rss
    for (const bomb of bombs)
      expect((await preview(bomb)).body.errors).toMatchObject([{ code: 'file_too_large' }])
    expect(process.memoryUsage().rss - started).toBeLessThan(400 * 1024 * 1024)
  })

  // ASVS 1.5.1
  test('that names files of the server or entities without end has none of them read', async () => {
    const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    const sheet = (entity: string) =>
      `<!DOCTYPE worksheet [${entity}]><worksheet><sheetData>${row}</sheetData></worksheet>`
    const nested = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY x${at} "${`&x${at + 1};`.repeat(10)}">`,
    )
    for (const entity of [
      '<!ENTITY x SYSTEM "file:///etc/passwd">',
      `<!ENTITY x "&x0;">${nested.join('')}<!ENTITY x9 "lol">`,
    ]) {
      const { status, body } = await preview(workbookOf([], { sheet: sheet(entity) }))
      expect(status).toBe(400)
      expect(JSON.stringify(body)).not.toMatch(/root:|lollol/)
    }
  })

  test('is refused to who may not keep the roster, and to other municipalities', async () => {
    for (const path of ['/people/preview', '/people/transfers/preview']) {
      for (const who of ['member', 'alumnus2021', 'executive'] as const)
        expect((await hub.people[who].post(path, fileOf(csv))).status).toBe(403)
      expect((await hub.people.nobody.post(path, fileOf(csv))).status).toBe(401)
      const there = `/api/m/${NUMAZU}${path}`
      expect((await hub.people.stranger.post(there, fileOf(csv))).status).toBe(404)
      const foreign = { origin: 'https://other.example' }
      expect((await hub.people.hr.post(path, fileOf(csv), foreign)).status).toBe(403)
    }
  })

  // ASVS 5.2.1
  test('that is no base64, or over a megabyte, is refused', async () => {
    const { hr } = hub.people
    const wrong = { fileName: 'f', contentBase64: 'これは違う' }
    expect((await hr.post('/people/preview', wrong)).body.errors).toMatchObject([
      { pointer: '/contentBase64', code: 'invalid' },
    ])
    const large = fileOf(Buffer.alloc(1_000_000, 'a'))
    expect((await hr.post('/people/preview', large)).status).toBe(413)
  })
})

test('a list of transfers is tried out, and then recorded row by row', async () => {
  const { hr } = hub.people
  const person = await hub.person('異動 する人', [], NUMAZU, { office: '市民課' })
  const list =
    '氏名,異動先,異動日,退職\n異動する人,税務課,令和8年4月1日,\n知らない人,税務課,2026-04-01,'
  const before = await hub.revision()
  const { body } = await preview(list, '/people/transfers/preview')
  expect(await hub.revision()).toBe(before)
  expect(body.rows).toMatchObject([
    {
      row: 2,
      fate: 'move',
      memberId: person.memberId,
      office: '市民課',
      transfer: { office: '税務課', on: '2026-04-01' },
    },
    { row: 3, fate: 'error', errors: [{ column: '氏名', code: 'not_found' }] },
  ])
  const [{ memberId, transfer }] = body.rows
  expect((await hr.post(`/people/${memberId}/transfer`, transfer)).status).toBe(201)
  const again = await preview(list, '/people/transfers/preview')
  expect(again.body.rows[0].fate).toBe('same')
})
