import type { ExportCell, ExportTable } from './export-table.ts'
import { defused } from './formulas.ts'

/** What must stand between quotes (RFC 4180). */
const SPECIAL = /[",\r\n]/

/** What a CSV begins with, so that Excel reads it as UTF-8. */
export const BOM = '\uFEFF'

/**
 * Cells of a line of CSV that Excel opens by one click: no text of theirs would be run as a formula. A long file has
 * millions; a library that looks its options up for each takes a third of the time.
 */
export function csvCells(cells: readonly ExportCell[]): string {
  return cells.map(written).join(',')
}

/** A line, which ends as Windows ends lines. */
export function csvLine(cells: readonly ExportCell[]): string {
  return `${csvCells(cells)}\r\n`
}

function written(cell: ExportCell): string {
  const text = typeof cell === 'string' ? defused(cell) : String(cell)
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as CSV, line by line. */
export function* toCsv({ columns, rows }: ExportTable): Generator<string> {
  yield BOM + csvLine(columns.map(({ label }) => label))
  for (const cells of rows) yield csvLine(cells)
}
