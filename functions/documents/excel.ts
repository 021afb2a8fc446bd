import writeExcelFile, { type Cell as ExcelCell, type Sheet } from 'write-excel-file/node'
import {
  type Block,
  type Document,
  gridOf,
  plain,
  type Run,
  runsOf,
  type Table,
  type Text,
} from './document.ts'
import { type Choosing, choosing } from './excel-choices.ts'
import { fittingPages } from './excel-page.ts'
import { defused } from './formulas.ts'

type Row = ExcelCell[]
type Content = Parameters<typeof writeExcelFile>[0]

/** A page's width in characters of the font. */
const WIDTH = { portrait: 76, landscape: 116 } as const
const LINE = 15
const GREY = '#f2f2f2'
const RULE = '#767676'
/** What Excel refuses in the name of a sheet. */
const NOT_IN_NAMES = /[\\/?*[\]:]/g

/**
 * The document as a workbook: one sheet for each of its pages that begin with a page break. Texts are
 * texts, whatever they begin with.
 */
export async function toExcel(document: Document): Promise<Uint8Array> {
  const parts: { sheet: string; blocks: Block[] }[] = [{ sheet: document.title, blocks: [] }]
  for (const block of document.blocks) {
    if (block.kind === 'page_break')
      parts.push({ sheet: block.sheet ?? `${parts.length + 1}`, blocks: [] })
    else parts.at(-1)?.blocks.push(block)
  }
  const used = new Set<string>()
  const lists: { sheet: string; columns: (readonly string[])[] }[] = []
  const chosen: Choosing[] = []
  const sheets = parts.map(({ sheet, blocks }, at): Sheet<never> => {
    const name = nameOf(sheet, at, used)
    const { data, columns, tables } = sheetOf(document, blocks, at === 0)
    for (const { choices, first, count } of tables) {
      const listed = Object.entries(choices.columns)
      const sheet = nameOf(choices.sheet, parts.length + lists.length, used)
      lists.push({ sheet, columns: listed.map(([, words]) => words) })
      chosen.push(
        ...listed.map(([column, words], place) => ({
          ...{ sheet: at, column: Number(column), rows: { first, count } },
          list: { sheet, column: place, count: words.length },
        })),
      )
    }
    return {
      sheet: name,
      data,
      columns,
      showGridLines: false,
      ...(document.orientation === 'landscape' && { orientation: 'landscape' as const }),
    }
  })
  sheets.push(...lists.map(listSheet))
  const options = {
    fontFamily: 'BIZ UDPGothic',
    fontSize: 10.5,
    features: [
      fittingPages({ onOnePage: document.compact !== undefined }),
      ...(chosen.length > 0 ? [choosing(chosen)] : []),
    ],
  }
  return writeExcelFile(sheets as unknown as Content, options as never).toBuffer()
}

function sheetOf(document: Document, blocks: readonly Block[], isFirst: boolean) {
  const widest = blocks.reduce<readonly number[]>(
    (widths, block) =>
      block.kind === 'table' && block.widths.length > widths.length ? block.widths : widths,
    [1],
  )
  const total = widest.reduce((sum, width) => sum + width, 0)
  const columns = widest.map((width) => ({
    width: Math.max(4, (width / total) * WIDTH[document.orientation ?? 'portrait']),
  }))
  const across = (text: Text, look: Partial<Look> = {}): Row =>
    spread(lineOf(text, { ...look, width: widthOf(columns) }), columns.length)
  const data: Row[] = []
  if (isFirst) {
    data.push(across(document.title, { size: 14, bold: true }))
    if (document.subtitle) data.push(across(document.subtitle))
    for (const note of document.notes ?? []) data.push(across(note))
    data.push([])
  }
  const tables: { choices: NonNullable<Table['choices']>; first: number; count: number }[] = []
  for (const block of blocks) {
    if (block.kind === 'table' && block.choices && block.rows.length > 0) {
      const first = data.length + (block.head?.length ?? 0)
      tables.push({ choices: block.choices, first, count: block.rows.length })
    }
    data.push(...rowsOf(block, columns, across))
  }
  data.push([], across(document.footer))
  return { data, columns, tables }
}

/** What cells are chosen from, one list beside the other. */
function listSheet({ sheet, columns }: { sheet: string; columns: (readonly string[])[] }) {
  const length = Math.max(...columns.map((words) => words.length))
  const data = Array.from(
    { length },
    (_, row): Row =>
      columns.map((words) => {
        const word = words[row]
        return word === undefined ? null : { value: defused(word), type: String }
      }),
  )
  return { sheet, data, columns: columns.map(() => ({ width: 44 })) } as Sheet<never>
}

type Look = { size: number; bold: boolean; width: number }
type Column = { width: number }

function rowsOf(
  block: Block,
  columns: readonly Column[],
  across: (text: Text, look?: Partial<Look>) => Row,
): Row[] {
  switch (block.kind) {
    case 'heading':
      return [[], across(block.text, { size: block.level === 1 ? 12 : 10.5, bold: true })]
    case 'paragraph':
      return [across(block.text)]
    case 'list':
      return block.items.map((item) => across([{ text: '・' }, ...runsOf(item)]))
    case 'chart':
      return [across(block.title, { bold: true })]
    case 'table':
      return tableRows(block, columns)
    case 'page_break':
      return []
  }
}

/** A narrower table's last column takes the rest of the sheet's width. */
function tableRows(table: Extract<Block, { kind: 'table' }>, columns: readonly Column[]): Row[] {
  const rest = columns.length - table.widths.length
  return gridOf(table).map((line, y) => {
    const isTall = table.tall !== undefined && y >= (table.head?.length ?? 0)
    const height = line.reduce(
      (most, cell, at) => {
        if (cell === 'covered') return most
        const reaches = at + cell.columns + (at + cell.columns === line.length ? rest : 0)
        const lines = linesOf(plain(cell.text), widthOf(columns.slice(at, reaches))) / cell.rows
        return Math.max(most, lines)
      },
      isTall ? 3 : 1,
    )
    const cells = line.map((cell, at): ExcelCell => {
      if (cell === 'covered') return null
      const spanned = cell.columns + (at + cell.columns === line.length ? rest : 0)
      const bold = cell.head || everyBold(runsOf(cell.text))
      return {
        ...(typeof cell.text === 'number'
          ? { value: cell.text, type: Number }
          : { value: defused(plain(cell.text)), type: String }),
        ...(bold && { fontWeight: 'bold' as const }),
        ...(cell.head && { backgroundColor: GREY }),
        ...(spanned > 1 && { columnSpan: spanned }),
        ...(cell.rows > 1 && { rowSpan: cell.rows }),
        align: cell.align,
        alignVertical: 'top',
        wrap: true,
        borderStyle: 'thin',
        borderColor: RULE,
        height: height * LINE + 4,
      } as ExcelCell
    })
    return [...cells, ...Array<null>(rest).fill(null)]
  })
}

function lineOf(text: Text, { size = 10.5, bold = false, width = 80 }: Partial<Look>): ExcelCell {
  return {
    value: defused(plain(text)),
    type: String,
    fontSize: size,
    ...((bold || everyBold(runsOf(text))) && { fontWeight: 'bold' as const }),
    wrap: true,
    alignVertical: 'top',
    height: linesOf(plain(text), width) * LINE * (size / 10.5) + 3,
  } as ExcelCell
}

function spread(cell: ExcelCell, columns: number): Row {
  const rest = Array<null>(columns - 1).fill(null)
  return columns === 1
    ? [cell]
    : [{ ...(cell as object), columnSpan: columns } as ExcelCell, ...rest]
}

const everyBold = (runs: readonly Run[]) => runs.every(({ bold }) => bold)
const widthOf = (columns: readonly Column[]) => columns.reduce((sum, { width }) => sum + width, 0)

/** How many lines a text takes: rows with merged cells don't find their height by themselves. */
function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => {
    // Japanese characters are twice as wide as a digit, by which widths are measured.
    const length = [...line].reduce((units, one) => units + (one > '\u00ff' ? 2 : 1), 0)
    return sum + Math.max(1, Math.ceil((length * 1.05) / width))
  }, 0)
}

function nameOf(wanted: string, at: number, used: Set<string>): string {
  const name = wanted.replace(NOT_IN_NAMES, ' ').replace(/^'|'$/g, '').trim().slice(0, 28)
  const unique = name === '' || used.has(name.toLowerCase()) ? `${name} ${at + 1}`.trim() : name
  used.add(unique.toLowerCase())
  return unique
}
