/** What stands in a cell of an exported table: words and ISO dates, or a number. */
export type ExportCell = string | number

/**
 * A table as a file holds it, in the reader's words. Its rows are made while they are read, so that a long one
 * is never held as a whole.
 */
export type ExportTable = {
  /** What the file is called, and the sheet. */
  title: string
  columns: readonly { label: string; width: number }[]
  rows: Iterable<readonly ExportCell[]>
}

/** A column over records of one kind; `width` in characters of half width. */
export type ExportColumn<Row> = {
  label: string
  width?: number
  of: (row: Row) => ExportCell | undefined
}

/** A table of records by its columns; what a record doesn't tell is an empty cell. */
export function exportTable<Row>(
  title: string,
  columns: readonly ExportColumn<Row>[],
  records: Iterable<Row>,
): ExportTable {
  return {
    title,
    columns: columns.map(({ label, width = 14 }) => ({ label, width })),
    rows: {
      *[Symbol.iterator]() {
        for (const record of records) yield columns.map(({ of }) => of(record) ?? '')
      },
    },
  }
}
