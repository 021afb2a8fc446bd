import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { toCsv } from '../../functions/documents/csv.ts'
import { type ExportTable, exportTable } from '../../functions/documents/export-table.ts'
import { toWorkbook } from '../../functions/documents/workbook.ts'
import { zipped } from '../../functions/documents/zip.ts'
import { unzipped } from './opened.ts'

const tableOf = (rows: string[][], columns = rows[0]?.length ?? 1): ExportTable =>
  exportTable<string[]>(
    '表',
    Array.from({ length: columns }, (_, at) => ({
      label: `列${at + 1}`,
      of: (row: string[]) => row[at],
    })),
    rows,
  )

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** Texts as people type them, with everything that is special to either format. */
const text = fc.string({
  unit: fc.constantFrom(
    'あ',
    '漢',
    'a',
    '1',
    '=',
    '+',
    '-',
    '@',
    '"',
    ',',
    '\n',
    '<',
    '&',
    "'",
    '👪',
    ' ',
  ),
  maxLength: 12,
})
const dangerous = /^\s*[=+@＝＋＠]|^[\t\r]|^\s*[-－−]\S/

describe('a table as a file', () => {
  test('a text that Excel would run is a text, in CSV and in a workbook', async () => {
    const texts = ['=1+1', '+1', '-1', '@A1', '\tA', '\rA', ' =1', '＝1', '−1']
    const table = tableOf(texts.map((one) => [one]))
    const csv: string[][] = parse([...toCsv(table)].join(''), { bom: true })
    const sheet = await readSheet(await bytesOf(toWorkbook([table])))
    expect(csv.slice(1).flat()).toEqual(texts.map((one) => `'${one}`))
    expect(sheet.slice(1).flat().map(String)).toHaveLength(texts.length)
    for (const cell of sheet.slice(1).flat()) expect(String(cell)).toMatch(/^'/)
  })

  test('a lone dash, a dash before a blank and a number are what they are', async () => {
    const csv: string[][] = parse([...toCsv(tableOf([['-', '- 備考', '12']]))].join(''), {
      bom: true,
    })
    expect(csv[1]).toEqual(['-', '- 備考', '12'])
  })

  test('whatever is written comes back, but for the apostrophe before what could be run', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const csv: string[][] = parse([...toCsv(tableOf(rows))].join(''), { bom: true })
          const said = rows.map((cells) =>
            cells.map((cell) => (dangerous.test(cell) ? `'${cell}` : cell)),
          )
          expect(csv.slice(1)).toEqual(said)
          const xml = unzipped(await bytesOf(toWorkbook([tableOf(rows)]))).get(
            'xl/worksheets/sheet1.xml',
          )
          const cells = [...(xml ?? '').matchAll(/<t xml:space="preserve">([\s\S]*?)<\/t>/g)]
            .slice(2)
            .map(([, one = '']) => plain(one))
          expect(cells).toEqual(said.flat().filter((cell) => cell !== ''))
        },
      ),
      { numRuns: 40 },
    )
  })

  test('a workbook has every table on a sheet of its own, with fixed heads and filters', async () => {
    const second = { ...tableOf([['b', 'c']]), title: '二枚目／[1]' }
    const bytes = await bytesOf(toWorkbook([tableOf([['a']]), second]))
    expect(await readSheet(bytes, '二枚目／ 1 ')).toEqual([
      ['列1', '列2'],
      ['b', 'c'],
    ])
    const xml = unzipped(bytes).get('xl/worksheets/sheet2.xml') ?? ''
    expect(xml).toContain('state="frozen"')
    expect(xml).toContain('<autoFilter ref="A1:B2"/>')
  })

  test('rows are taken as they are written: a reader that stops ends the making', async () => {
    let made = 0
    const endless: ExportTable = {
      ...tableOf([['a']]),
      rows: {
        *[Symbol.iterator]() {
          for (;;) {
            made += 1
            yield [`${made} ${Math.random()}`]
          }
        },
      },
    }
    for await (const piece of toWorkbook([endless])) if (piece.length > 1000) break
    const then = made
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(made).toBe(then)
  })

  test('a failure while rows are made is the reader’s to see', async () => {
    const parts = [
      {
        name: 'a',
        pieces: {
          *[Symbol.iterator]() {
            yield 'some'
            throw new Error('no more rows')
          },
        },
      },
    ]
    await expect(bytesOf(zipped(parts))).rejects.toThrow('no more rows')
  })
})

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
