import { type Day, parseDay } from '../calendar.ts'
import { Line, refusalIn } from '../fields.ts'
import type { Register } from '../register.ts'
import { type Member, officeOn } from './people.ts'
import type { TRANSFER_FATES } from './planned-rows.ts'
import { isHrElsewhere } from './roster.ts'
import { isRecorded, type Transfer, transferred } from './roster-changes.ts'
import {
  keyOf,
  nameKeyOf,
  type RowError,
  readSheet,
  type Sheet,
  type SheetRow,
  withColumn,
} from './sheet.ts'
import { type TransferColumn as Column, TRANSFER_COLUMNS } from './transfer-columns.ts'

const NO = ['いいえ', '-', '×', 'no', 'false', '0', 'なし']

/** What would become of one row of a transfer list: nothing is written yet. */
export type PlannedTransfer = {
  row: number
  name?: string
  fate: (typeof TRANSFER_FATES)[number]
  memberId?: string
  /** Where the person is today. */
  office?: string
  transfer?: Transfer
  /** HR's role stays with the person, who leaves the dispatcher's office. */
  keepsHr?: true
  errors: RowError[]
}
export type TransferPlan = {
  titles: Partial<Record<Column, string>>
  ignored: string[]
  rows: PlannedTransfer[]
}

/**
 * What a transfer list (人事異動) would record, row by row: by staff number, else by name (and address), somebody
 * of the roster moves to an office or leaves on a day.
 * @throws DomainError `validation_failed` at `pointer` for a file without the columns, or with too many rows
 */
export function planTransfers(
  register: Register,
  sheet: Sheet,
  { today, pointer }: { today: Day; pointer: string },
): TransferPlan {
  const needed: Column[] = ['name', 'staffNumber']
  const { titles, ignored, rows } = readSheet(sheet, { names: TRANSFER_COLUMNS, needed, pointer })
  const seen = new Map<string, number>()
  return {
    titles,
    ignored,
    rows: rows.map((line) => {
      const planned = planRow(register, line, titles, today)
      const { memberId } = planned
      const first = memberId === undefined ? undefined : seen.get(memberId)
      if (memberId !== undefined && first === undefined) seen.set(memberId, line.row)
      if (first === undefined) return planned
      return refused(line, [
        withColumn(titles.name ?? titles.staffNumber, {
          code: 'duplicate_row',
          params: { row: first },
        }),
      ])
    }),
  }
}

function planRow(
  register: Register,
  line: SheetRow<Column>,
  titles: TransferPlan['titles'],
  today: Day,
): PlannedTransfer {
  const { row, cells } = line
  const errors: RowError[] = []
  const found = personOf(register, cells)
  const who = titles.name ?? titles.staffNumber
  if (!found) errors.push(withColumn(who, 'not_found'))
  if (found === 'ambiguous') errors.push(withColumn(who, 'ambiguous_row'))
  const transfer = transferOf(cells, titles, errors)
  if (errors.length > 0 || !transfer || !found || found === 'ambiguous')
    return refused(line, errors)
  const office = officeOn(found, today)
  const fate = 'leaves' in transfer ? 'leave' : 'move'
  const keepsHr = isHrElsewhere(register.municipality, transferred(found, transfer), transfer.on)
  return {
    row,
    name: found.name,
    fate: isRecorded(found, transfer) ? 'same' : fate,
    memberId: found.id,
    ...(office !== undefined && { office }),
    transfer,
    ...(keepsHr && { keepsHr }),
    errors,
  }
}

function transferOf(
  { office, on, leaves }: SheetRow<Column>['cells'],
  titles: TransferPlan['titles'],
  errors: RowError[],
): Transfer | undefined {
  const isLeaving = leaves !== undefined && !NO.some((no) => keyOf(no) === keyOf(leaves))
  const day = on === undefined ? undefined : parseDay(on)
  if (on === undefined) errors.push(withColumn(titles.on, 'required'))
  else if (day === undefined) errors.push(withColumn(titles.on, 'no_such_date'))
  if (isLeaving && office !== undefined) errors.push(withColumn(titles.leaves, 'invalid'))
  if (!isLeaving && office === undefined) errors.push(withColumn(titles.office, 'required'))
  const to = office === undefined ? undefined : Line.safeParse(office)
  for (const issue of to?.error?.issues ?? [])
    errors.push(withColumn(titles.office, refusalIn(issue)))
  if (errors.length > 0 || day === undefined) return undefined
  if (isLeaving) return { leaves: true, on: day }
  return to?.success ? { office: to.data, on: day } : undefined
}

function personOf(
  { members }: Register,
  { name, staffNumber, email }: SheetRow<Column>['cells'],
): Member | undefined | 'ambiguous' {
  const all = [...members.values()]
  const numbered = all.find(
    (member) => staffNumber !== undefined && member.staffNumber === staffNumber,
  )
  if (numbered) return numbered
  if (name === undefined) return undefined
  // Who has another number is somebody else.
  const named = all.filter(
    (member) =>
      nameKeyOf(member.name) === nameKeyOf(name) &&
      (staffNumber === undefined || member.staffNumber === undefined) &&
      (email === undefined || member.email?.toLowerCase() === email.toLowerCase()),
  )
  return named.length > 1 ? 'ambiguous' : named[0]
}

function refused({ row, cells }: SheetRow<Column>, errors: RowError[]): PlannedTransfer {
  return { row, ...(cells.name !== undefined && { name: cells.name }), fate: 'error', errors }
}
