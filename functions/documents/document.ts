/**
 * A document as its author thinks of it: what it says and in which order, and nothing of the format it
 * will have. Word, Excel and PDF each render all of it; the print form is the web page itself.
 */
export type Document = {
  title: string
  subtitle?: string
  language: 'ja' | 'en'
  orientation?: 'portrait' | 'landscape'
  /** Set small, to stand on one page; `if_needed`: only where it else would not. */
  compact?: true | 'if_needed'
  /** Facts under the title, one a line: as of which day, by whom, from which source. */
  notes?: readonly string[]
  blocks: readonly Block[]
  /** Stands at the foot of every page, beside the page's number: as of when, made by whom and when. */
  footer: string
  /** When the document was made, an instant in UTC. */
  madeAt: string
}

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: Text }
  | { kind: 'list'; items: readonly Text[] }
  | Table
  | Chart
  /** A new page; in a spreadsheet a new sheet, with this name. */
  | { kind: 'page_break'; sheet?: string }

/** Text with line feeds, or pieces of it that look different. */
export type Text = string | readonly Run[]
export type Run = {
  text: string
  bold?: boolean /** Smaller and grey: marks and sources. */
  small?: boolean
}

export type Table = {
  kind: 'table'
  /** Shares of the width; they need not add up to anything. */
  widths: readonly number[]
  /** Repeated on every page. */
  head?: readonly (readonly Cell[])[]
  rows: readonly (readonly Cell[])[]
  /** Rows have room for a pen: at least so high (points). */
  tall?: number
  /** What is filled into some columns' cells: a spreadsheet lets one choose it, from a sheet of that name. */
  choices?: { sheet: string; columns: Readonly<Record<number, readonly string[]>> }
}

/**
 * A cell. One that spans several columns or rows stands once, where it begins; the cells under it are left
 * out, as in HTML.
 */
export type Cell =
  | Text
  | number
  | {
      text: Text | number
      columns?: number
      rows?: number
      /** The cell names a row. */
      head?: boolean
      align?: 'left' | 'center' | 'right'
    }

/** A drawing. What it shows stands in a table too: a spreadsheet shows only its title. */
export type Chart = {
  kind: 'chart'
  title: string
  svg: string
  /** In CSS pixels. */
  width: number
  height: number
}

/** The text of runs, joined. */
export function plain(text: Text | number): string {
  if (typeof text === 'number') return String(text)
  return typeof text === 'string' ? text : text.map((run) => run.text).join('')
}

export function runsOf(text: Text | number): readonly Run[] {
  return typeof text === 'string' || typeof text === 'number' ? [{ text: String(text) }] : text
}

/** A cell with everything said that its short form leaves open. */
export type FullCell = {
  text: Text | number
  columns: number
  rows: number
  head: boolean
  align: 'left' | 'center' | 'right'
}

function full(cell: Cell, head: boolean): FullCell {
  const said = typeof cell === 'object' && 'text' in cell ? cell : { text: cell }
  const align = typeof said.text === 'number' ? 'right' : 'left'
  return { columns: 1, rows: 1, head, align, ...said }
}

/**
 * A table as a grid: in each place the cell that begins there, `covered` where another spans it, and an
 * empty cell where a row is short.
 */
export function gridOf({ widths, head = [], rows }: Table): (FullCell | 'covered')[][] {
  const all = [...head, ...rows]
  const grid: (FullCell | 'covered' | undefined)[][] = all.map(() => [])
  all.forEach((cells, y) => {
    let x = 0
    for (const cell of cells) {
      while (grid[y]?.[x] !== undefined) x += 1
      const placed = full(cell, y < head.length)
      for (let down = 0; down < placed.rows; down += 1)
        for (let right = 0; right < placed.columns; right += 1) {
          const line = grid[y + down]
          if (line) line[x + right] = down + right === 0 ? placed : 'covered'
        }
      x += placed.columns
    }
  })
  return grid.map((line, y) => widths.map((_, x) => line[x] ?? full('', y < head.length)))
}
