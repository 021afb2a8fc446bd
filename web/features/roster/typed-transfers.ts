import { type Day, parseDay } from '../../../functions/domain/calendar.ts'
import { keyOf, nameKeyOf } from '../../../functions/domain/people/sheet.ts'
import {
  TRANSFER_COLUMNS,
  type TransferColumn,
} from '../../../functions/domain/people/transfer-columns.ts'
import type { RosterEntry } from '../../people-client.ts'
import type { TableFile } from './plan-rows.ts'

/** One row as it is typed; empty ones are left out. */
export type TransferRow = {
  id: string
  person: string
  office: string
  leaves: boolean
  on: string
}

const LEAVING = ['退職', 'leaves', 'leaving', '○', '〇', '✓', 'yes', 'はい']

export const emptyRow = (on: string): TransferRow => ({
  id: crypto.randomUUID(),
  person: '',
  office: '',
  leaves: false,
  on,
})

export const isTyped = ({ person, office, leaves }: TransferRow) =>
  person.trim() !== '' || office.trim() !== '' || leaves

/** The April 1st on which most people move: the nearest one. */
export function usualDay(today: Day): Day {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return `${month > 9 ? year + 1 : year}-04-01`
}

/** How each person of the roster is chosen: by name, with the number where a name is somebody else’s too. */
export function choicesOf(people: RosterEntry[]): { value: string; person: RosterEntry }[] {
  const here = people.filter(({ name, leftOn }) => name !== '' && leftOn === undefined)
  const count = Map.groupBy(here, ({ name }) => nameKeyOf(name))
  return here.map((person) => {
    const { name, staffNumber, email } = person
    const more = (count.get(nameKeyOf(name))?.length ?? 0) > 1 ? (staffNumber ?? email) : undefined
    return { value: more === undefined ? name : `${name}（${more}）`, person }
  })
}

/** Who is meant by what was typed: a choice of the list, a name that only one has, or a staff number. */
export function personOf(typed: string, people: RosterEntry[]): RosterEntry | undefined {
  const choice = choicesOf(people).find(({ value }) => value === typed.trim())
  if (choice) return choice.person
  const found = people.filter(
    ({ name, staffNumber }) =>
      staffNumber === typed.trim() || (name !== '' && nameKeyOf(name) === nameKeyOf(typed)),
  )
  return found.length === 1 ? found[0] : undefined
}

/**
 * Rows copied from a spreadsheet, by their headings where these were copied too.
 * @param on the day of rows that name none
 * @returns undefined where it is a word or two, to be pasted as such
 */
export function pastedRows(
  text: string,
  people: RosterEntry[],
  on: string,
): TransferRow[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2 && !text.includes('\t')) return undefined
  const table = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  const headings = table[0]?.map(columnOf) ?? []
  const isHeaded = headings.includes('name') || headings.includes('staffNumber')
  return table.slice(isHeaded ? 1 : 0).map((cells) => {
    const row = emptyRow(on)
    if (!isHeaded) return { ...row, ...asTheyStand(cells, people) }
    const at = (column: TransferColumn) => cells[headings.indexOf(column)] ?? ''
    const named = at('staffNumber') !== '' && personOf(at('staffNumber'), people)
    return {
      ...row,
      person: named ? at('staffNumber') : at('name') || at('staffNumber'),
      office: at('office'),
      leaves: isLeaving(at('leaves')),
      ...(at('on') !== '' && { on: parseDay(at('on')) ?? '' }),
    }
  })
}

const columnOf = (title: string) =>
  (Object.keys(TRANSFER_COLUMNS) as TransferColumn[]).find((column) =>
    TRANSFER_COLUMNS[column].some((name) => keyOf(name) === keyOf(title)),
  )
const isLeaving = (cell: string) => LEAVING.some((word) => keyOf(word) === keyOf(cell))

/** Without headings: a day is the day, 退職 says so, the first of the rest is who, the next one where to. */
function asTheyStand(cells: string[], people: RosterEntry[]): Partial<TransferRow> {
  const on = cells.map(parseDay).find((day) => day !== undefined)
  const rest = cells.filter((cell) => cell !== '' && !parseDay(cell) && !isLeaving(cell))
  const who = rest.find((cell) => personOf(cell, people)) ?? rest[0] ?? ''
  // Number and name of the same person may stand side by side.
  const others = rest.filter(
    (cell) => cell !== who && personOf(cell, people)?.id !== (personOf(who, people)?.id ?? ''),
  )
  return {
    person: who,
    office: others[0] ?? '',
    leaves: cells.some(isLeaving),
    ...(on !== undefined && { on }),
  }
}

/** The rows as the file they would have been, so that they are checked by the same rules. */
export function fileOf(rows: TransferRow[], people: RosterEntry[], fileName: string): TableFile {
  const lines = rows.map(({ person, office, leaves, on }) => {
    const found = personOf(person, people)
    const { name = person, staffNumber = '', email = '' } = found ?? {}
    return [name, staffNumber, email, office, on, leaves ? '○' : '']
  })
  const csv = [['氏名', '職員番号', 'メールアドレス', '異動先', '異動日', '退職'], ...lines]
    .map((cells) => cells.map((cell) => `"${cell.trim().replaceAll('"', '""')}"`).join(','))
    .join('\n')
  const bytes = new TextEncoder().encode(csv)
  return {
    fileName,
    contentBase64: btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join('')),
  }
}

/** Row → the earlier row with the same person. */
export function repeated(rows: TransferRow[], people: RosterEntry[]): Map<string, number> {
  const seen = new Map<string, number>()
  const found = new Map<string, number>()
  rows.forEach((row, at) => {
    const memberId = personOf(row.person, people)?.id
    if (memberId === undefined) return
    const first = seen.get(memberId)
    if (first === undefined) seen.set(memberId, at + 1)
    else found.set(row.id, first)
  })
  return found
}
