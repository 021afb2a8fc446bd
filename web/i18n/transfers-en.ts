import type { TransferTexts } from './transfers-ja.ts'

const rows = (n: number) => (n === 1 ? '1 row' : `${n} rows`)

export const transfersEn: TransferTexts = {
  title: 'Enter transfers',
  lead: 'Record who moves and who leaves, many at once. Row by row you see what will happen before anything is written.',
  paste:
    'Rows copied from Excel can be pasted into a name field: name or staff number, new office or “退職”, date. With the line of headings, the columns may stand in any order. For those who leave, give the first day they are no longer there (April 1 for a retirement on March 31).',
  fromFile: 'Import a file',
  row: (n) => `Row ${n}`,
  person: 'Name or staff number',
  office: 'New office',
  leaves: 'Leaves',
  on: 'Date',
  remove: (n) => `Remove row ${n}`,
  more: 'Add a row',
  check: 'Check',
  edit: 'Back to the rows',
  nothing: 'Please enter at least one person.',
  twice: (n) => `The same person as in row ${n}.`,
  typed: (n) => rows(n),
  pasted: (n) => `${rows(n)} pasted.`,
}
