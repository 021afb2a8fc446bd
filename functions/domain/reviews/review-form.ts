import type { CohortRecord } from '../words.ts'
import type { FormBlock } from './review-table.ts'
import { foldedTable } from './review-table.ts'
import type { ReviewContent, ReviewRowView } from './review-view.ts'

/** A line of the program's form: a proposal in one of the two columns, or a year that has none. */
export type FormLine =
  | { kind: 'proposal'; block: Exclude<FormBlock, 'not_confirmed'>; row: ReviewRowView }
  | { kind: 'year'; fiscalYear: number; record: CohortRecord }

/**
 * The program's form: the years from the oldest on, each proposal in its column, and beside the table what
 * could not be confirmed.
 */
export function formOf({ rows, years }: Pick<ReviewContent, 'rows' | 'years'>): {
  lines: FormLine[]
  notConfirmed: ReviewRowView[]
} {
  const table = foldedTable(rows)
  const lines: FormLine[] = [
    ...(['continuing', 'not_continued'] as const).flatMap((block) =>
      table[block].map((row) => ({ kind: 'proposal' as const, block, row })),
    ),
    ...years.map((year) => ({ kind: 'year' as const, ...year })),
  ]
  return {
    lines: lines.toSorted((a, b) => yearOf(a) - yearOf(b)),
    notConfirmed: table.not_confirmed,
  }
}

function yearOf(line: FormLine): number {
  return line.kind === 'year' ? line.fiscalYear : line.row.cohort
}
