import {
  type DomainError,
  fieldError,
  type PlainErrorCode,
  type Refusal,
  refusalOf,
} from '../errors.ts'
import { fold } from '../fold.ts'

/** A table as a file holds it: every row with all its cells as text, the first one counted as 1. */
export type Sheet = string[][]

/** Rows of people that one file may have. */
export const MOST_ROWS = 2000
/** Titles and notes may stand above the line that names the columns. */
const HEADER_WITHIN = 10

/** What is wrong in a row, and in which column as the file names it. */
export type RowError = { column?: string } & Refusal

/** A row of people: where it stands in the file, and its cells by the column they stand in. */
export type SheetRow<Column extends string> = {
  row: number
  cells: Partial<Record<Column, string>>
}

export type ReadSheet<Column extends string> = {
  /** The columns that were understood, as the file names them. */
  titles: Partial<Record<Column, string>>
  /** Those that were not. */
  ignored: string[]
  rows: SheetRow<Column>[]
}

/**
 * Finds the line that names the columns, and reads the rows below it; empty rows and cells are left out.
 * @param names what each column may be called
 * @param needed the columns of which the header must have one
 * @throws DomainError `validation_failed` at `pointer`: `column_missing`, `too_many`
 */
export function readSheet<Column extends string>(
  sheet: Sheet,
  { names, needed, pointer }: { names: Names<Column>; needed: Column[]; pointer: string },
): ReadSheet<Column> {
  const columns = Object.keys(names) as Column[]
  const columnOf = (title: string) =>
    columns.find((column) => names[column].some((name) => keyOf(name) === keyOf(title)))
  const at = sheet
    .slice(0, HEADER_WITHIN)
    .findIndex((cells) => cells.some((cell) => needed.includes(columnOf(cell) as Column)))
  const header = sheet[at]
  if (!header) throw fieldError(pointer, 'column_missing')
  const titles: Partial<Record<Column, string>> = {}
  const ignored: string[] = []
  const places = header.map((title) => {
    const column = columnOf(title)
    if (column !== undefined && titles[column] === undefined) {
      titles[column] = title.trim()
      return column
    }
    if (title.trim() !== '') ignored.push(title.trim())
    return undefined
  })
  const rows = sheet.slice(at + 1).flatMap((cells, index): SheetRow<Column>[] => {
    const found = places.flatMap((column, place) => {
      const text = cells[place]?.trim() ?? ''
      return column !== undefined && text !== '' ? [[column, text] as const] : []
    })
    if (found.length === 0) return []
    return [{ row: at + index + 2, cells: Object.fromEntries(found) as SheetRow<Column>['cells'] }]
  })
  if (rows.length > MOST_ROWS)
    throw fieldError(pointer, { code: 'too_many', params: { max: MOST_ROWS } })
  return { titles, ignored, rows }
}

export type Names<Column extends string> = Record<Column, readonly [string, ...string[]]>

/** A word as it is compared: in whichever width and case, without blanks and notes in brackets. */
export function keyOf(text: string): string {
  return fold(text)
    .replace(/\(.*?\)/g, '')
    .replace(/\s/g, '')
}

/** A name as it is compared: blanks between family and given name are written or not. */
export function nameKeyOf(text: string): string {
  return fold(text).replace(/\s/g, '')
}

/** A refusal as an error of a row, under the columns where its fields stand. */
export function rowErrorsOf(
  refusal: DomainError,
  columnAt: (pointer: string) => string | undefined,
): RowError[] {
  if (refusal.fields.length === 0) return [refusal.refusal]
  return refusal.fields.map(({ pointer, ...refused }) => withColumn(columnAt(pointer), refused))
}

/** An error of a row under a column, where the file has it. */
export function withColumn(
  column: string | undefined,
  refusal: PlainErrorCode | Refusal,
): RowError {
  return { ...(column !== undefined && { column }), ...refusalOf(refusal) }
}
