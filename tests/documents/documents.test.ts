import { execFileSync } from 'node:child_process'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { disposition, download } from '../../functions/api/download.ts'
import type { Document } from '../../functions/documents/document.ts'
import { defused } from '../../functions/documents/formulas.ts'
import { type Format, renderDocument } from '../../functions/documents/render.ts'
import { textOfPdf, textOfXml, unzipped } from './opened.ts'

const CHART = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60">
<rect width="120" height="20" fill="#264af4"/><text x="4" y="50" font-family="BIZ UDPGothic" font-size="14">継続の棒</text></svg>`

const DOCUMENT: Document = {
  title: '令和4年度 過年度取組検証',
  subtitle: '沼津市 髙﨑課・障がい福祉課',
  language: 'ja',
  notes: ['令和5年1月12日時点', '出典：①共同論文 ㈱'],
  blocks: [
    { kind: 'heading', level: 1, text: '継続しているもの' },
    {
      kind: 'table',
      widths: [3, 1, 4],
      head: [['取組', '年度', '理由']],
      rows: [
        [
          { text: [{ text: '対話の下地\n' }, { text: '片側のみ', small: true }], rows: 2 },
          '平成30年度～令和元年度',
          '=HYPERLINK("http://x.example")',
        ],
        [{ text: '二列にわたる <欄> & 印', columns: 2 }],
        ['件数', 17, '- 備考'],
      ],
    },
    { kind: 'paragraph', text: [{ text: '太字', bold: true }, { text: 'と並字、𠮟る。' }] },
    { kind: 'list', items: ['箇条その一', '箇条その二'] },
    { kind: 'chart', title: '年度別の図', svg: CHART, width: 200, height: 60 },
    { kind: 'page_break', sheet: '別紙' },
    { kind: 'heading', level: 2, text: '別紙の見出し' },
    { kind: 'paragraph', text: '長い文。'.repeat(900) },
  ],
  footer: '令和5年1月12日時点・人事課作成・令和5年1月20日',
  madeAt: '2023-01-20T01:00:00.000Z',
}

/** Everything the document says, but for the picture in it. */
function saidBy(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node === 'number') return [String(node)]
  if (Array.isArray(node)) return node.flatMap(saidBy)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => (UNSAID.has(key) ? [] : saidBy(value)))
}
const UNSAID = new Set(
  'kind language madeAt svg width height widths level columns rowSpan sheet small bold'.split(' '),
)

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '')
const made = new Map<Format, Uint8Array>()

beforeAll(async () => {
  for (const format of ['docx', 'xlsx', 'pdf'] as const)
    made.set(format, await renderDocument(DOCUMENT, format))
})

function bytesOf(format: Format): Uint8Array {
  const bytes = made.get(format)
  if (!bytes) throw new Error('not made')
  return bytes
}

describe('a document opened again', () => {
  test('Word says everything, repeats the head of a table and numbers its pages', () => {
    const files = unzipped(bytesOf('docx'))
    const xml = files.get('word/document.xml') ?? ''
    const footer = [...files].find(([name]) => name.startsWith('word/footer'))?.[1] ?? ''
    const text = squeezed(textOfXml(xml) + textOfXml(footer))
    for (const said of saidBy(DOCUMENT)) expect(text).toContain(squeezed(said))
    expect(xml).toContain('<w:tblHeader/>')
    expect(xml).toContain('w:val="restart"')
    expect(xml).toContain('<w:gridSpan w:val="2"/>')
    expect(footer).toContain('NUMPAGES')
    expect([...files.keys()].some((name) => name.endsWith('.svg'))).toBe(true)
  })

  test('Excel says everything, on a sheet for each part, and runs no formula', async () => {
    const files = unzipped(bytesOf('xlsx'))
    const bytes = Buffer.from(bytesOf('xlsx'))
    const first = await readSheet(bytes, 1)
    const second = await readSheet(bytes, 2)
    const text = squeezed([...first, ...second].flat().join(''))
    for (const said of saidBy(DOCUMENT)) expect(text).toContain(squeezed(said))
    expect(files.get('xl/workbook.xml')).toContain('name="別紙"')
    expect(first.flat()).toContain('\'=HYPERLINK("http://x.example")')
    expect(first.flat()).toContain(17)
    for (const [name, xml] of files)
      if (name.startsWith('xl/worksheets/')) expect(xml).not.toContain('<f>')
  })

  test('PDF says everything, with the font inside and each page’s foot', () => {
    const { text, pages } = textOfPdf(bytesOf('pdf'))
    const squeezedText = squeezed(text)
    const letters = new Set(squeezedText)
    // Cells stand side by side, so that a line of the page is not a line of a text: character by character.
    for (const said of saidBy(DOCUMENT))
      for (const letter of squeezed(said)) expect(letters).toContain(letter)
    expect(letters).not.toContain('\ufffd')
    expect(squeezedText).toContain('継続の棒')
    expect(pages).toBeGreaterThan(2)
    expect(squeezedText.split(squeezed(DOCUMENT.footer))).toHaveLength(pages + 1)
  })

  test('the PDF’s characters are there for other programs too', ({ skip }) => {
    let text = ''
    try {
      text = execFileSync('pdftotext', ['-', '-'], { input: bytesOf('pdf') }).toString('utf8')
    } catch {
      skip('poppler is not installed')
    }
    for (const word of ['髙﨑課', '継続しているもの', '㈱', '𠮟る']) expect(text).toContain(word)
  })
})

describe('what a spreadsheet would run', () => {
  test.each(['=1+1', '+1', '@SUM(1)', '-1+1', '＝1', '\t=1', ' =1', '－1'])(
    '%j is defused',
    (text) => {
      expect(defused(text)).toBe(`'${text}`)
    },
  )

  test.each(['対話', '- 備考', '-', '3-4', '', '―', 'a=b'])('%j stays as it is', (text) => {
    expect(defused(text)).toBe(text)
  })
})

describe('the name of a download', () => {
  // ASVS 5.4.1
  test('is Japanese where that is understood, and plain where it is not', () => {
    const header = disposition("検証 (令和4年度)'*.pdf")
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w%.~!-]+$/)
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe("検証 (令和4年度)'*.pdf")
  })

  // ASVS 5.4.2
  test('keeps nothing that would leave its folder or its header', async () => {
    const response = download(new Uint8Array([1]), { name: 'a/b\\c"\r\nx: y', format: 'pdf' })
    const header = response.headers.get('content-disposition') ?? ''
    expect(header).not.toMatch(/[/\\\r\n]/)
    expect(header).toContain('a_b_c___x_ y.pdf')
    expect(response.headers.get('content-type')).toBe('application/pdf')
  })
})
