import type { ExportCell, ExportTable } from './export-table.ts'
import { defused } from './formulas.ts'
import { type ZipPart, zipped } from './zip.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** What Excel refuses in the name of a sheet. */
const NOT_IN_NAMES = /[\\/?*[\]:]/g
/** What no XML may hold. */
const NOT_IN_XML = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu
const TO_ESCAPE = /[&<>"]/
/** Characters of a sheet that are handed on at once. */
const PIECE = 64 * 1024

/**
 * Tables as an Excel workbook, a sheet for each, its first line fixed and with filters. It is written while the
 * rows are read: a workbook of a hundred thousand rows needs no more memory than one of ten.
 */
export function toWorkbook(tables: readonly ExportTable[]): AsyncGenerator<Uint8Array> {
  return zipped(partsOf(tables))
}

function* partsOf(tables: readonly ExportTable[]): Generator<ZipPart> {
  const names = tables.map(({ title }) => title.replace(NOT_IN_NAMES, ' ').slice(0, 31))
  const each = <Part>(make: (number: number, name: string) => Part) =>
    names.map((name, at) => make(at + 1, name))
  const part = (name: string, ...pieces: string[]): ZipPart => ({ name, pieces: [XML, ...pieces] })
  yield part(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/>`,
    ...each(
      (number) =>
        `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${SHEET}.worksheet+xml"/>`,
    ),
    '</Types>',
  )
  yield part(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">`,
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  yield part(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`,
    ...each(
      (number, name) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`,
    ),
    '</sheets></workbook>',
  )
  yield part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">`,
    ...each(
      (number) =>
        `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    ),
    `<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  )
  yield part('xl/styles.xml', STYLES)
  for (const [at, table] of tables.entries())
    yield { name: `xl/worksheets/sheet${at + 1}.xml`, pieces: sheetOf(table) }
}

/** Style 0: wrapped, from the top; style 1: the head. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="10.5"/><name val="BIZ UDPGothic"/></font><font><b/><sz val="10.5"/><name val="BIZ UDPGothic"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

function* sheetOf({ columns, rows }: ExportTable): Generator<string> {
  let piece = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`
  for (const [at, { width }] of columns.entries())
    piece += `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  piece += '</cols><sheetData>'
  const names = columns.map((_, at) => nameOf(at + 1))
  let count = 1
  piece += rowOf(
    columns.map(({ label }) => label),
    { names, row: count, style: 1 },
  )
  for (const cells of rows) {
    count += 1
    piece += rowOf(cells, { names, row: count, style: 0 })
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData><autoFilter ref="A1:${names.at(-1)}${count}"/></worksheet>`
}

function rowOf(
  cells: readonly ExportCell[],
  { names, row, style }: { names: readonly string[]; row: number; style: number },
): string {
  let line = `<row r="${row}">`
  for (const [at, cell] of cells.entries()) {
    const head = `<c r="${names[at]}${row}" s="${style}"`
    if (typeof cell === 'number') line += `${head}><v>${cell}</v></c>`
    else if (cell === '') line += `${head}/>`
    else
      line += `${head} t="inlineStr"><is><t xml:space="preserve">${escaped(defused(cell))}</t></is></c>`
  }
  return `${line}</row>`
}

function escaped(text: string): string {
  const written = text.replace(NOT_IN_XML, '')
  if (!TO_ESCAPE.test(written)) return written
  return written
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A column's name: A … Z, AA … */
function nameOf(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26))
  return column > 26 ? nameOf(Math.floor((column - 1) / 26)) + last : last
}
