import { stringify } from 'csv-stringify/sync'
import type { ExportTable } from './export-table.ts'
import { defused } from './formulas.ts'

/** Rows that are written at once: small enough to wait for nobody, large enough to be quick. */
const BATCH = 200

/**
 * A table as CSV that Excel opens by one click: UTF-8 that says so, lines that end as Windows ends them, and no
 * text that would be run as a formula.
 */
export function* toCsv({ columns, rows }: ExportTable): Generator<string> {
  const written = (records: unknown[][]) => stringify(records, { record_delimiter: 'windows' })
  yield `\uFEFF${written([columns.map(({ label }) => label)])}`
  let batch: unknown[][] = []
  for (const cells of rows) {
    batch.push(cells.map((cell) => (typeof cell === 'string' ? defused(cell) : cell)))
    if (batch.length < BATCH) continue
    yield written(batch)
    batch = []
  }
  if (batch.length > 0) yield written(batch)
}
