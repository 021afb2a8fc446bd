import type { ReviewRowView } from './review-view.ts'

/** The blocks of the program's form. The two columns exist only there; the hub keeps the kinds apart. */
export const FORM_BLOCKS = ['continuing', 'not_continued', 'not_confirmed'] as const
export type FormBlock = (typeof FORM_BLOCKS)[number]

type Placed = Pick<ReviewRowView, 'state' | 'standing'>

/**
 * Where the program's form puts a row: 「継続しているもの」 with what was completed, 「継続できなかった・取り組め
 * なかったもの」, or, where nobody has said anything in this fiscal year, 「確認できなかったもの」.
 */
export function blockOf({ state, standing }: Placed): FormBlock {
  if (state === 'waiting' || standing === 'unconfirmed') return 'not_confirmed'
  return standing === 'continued' || standing === 'completed' ? 'continuing' : 'not_continued'
}

/** The rows of the program's form, each in exactly one block. */
export function foldedTable<Row extends Placed>(rows: readonly Row[]): Record<FormBlock, Row[]> {
  const table: Record<FormBlock, Row[]> = { continuing: [], not_continued: [], not_confirmed: [] }
  for (const row of rows) table[blockOf(row)].push(row)
  return table
}
