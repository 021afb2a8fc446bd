import { type Day, fiscalYearOf, fiscalYearSpan, parseFiscalYear } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import { refusalIn } from '../fields.ts'
import type { Register } from '../register.ts'
import type { GrantedRole } from '../words.ts'
import { type Member, officeOn, type RoleGrant } from './people.ts'
import type { PLANNED_FATES } from './planned-rows.ts'
import { type MemberEdit, MemberInput, memberErrors } from './roster-changes.ts'
import {
  keyOf,
  type Names,
  nameKeyOf,
  type ReadSheet,
  type RowError,
  readSheet,
  rowErrorsOf,
  type Sheet,
  type SheetRow,
  withColumn,
} from './sheet.ts'

type Column = 'name' | 'office' | 'role' | 'cohort' | 'email' | 'staffNumber'

/** What a roster's columns may be called; the first one is what the hub calls it. */
export const ROSTER_COLUMNS: Names<Column> = {
  name: ['氏名', '名前', 'name', 'full name'],
  office: ['所属', '所属課', '所属名', '課名', 'office', 'section'],
  role: ['役割', 'role', 'roles'],
  cohort: ['研究生年度', '年度', '派遣年度', 'cohort', 'cohort year', 'fiscal year'],
  email: ['メールアドレス', 'メール', 'e-mail', 'email', 'e-mail address', 'email address'],
  staffNumber: ['職員番号', '職員コード', 'staff number', 'employee number', 'staffNumber'],
}

/** What a role may be called; a 担当者 holds none that is granted. */
const ROLE_NAMES: Record<'member' | 'alumnus' | 'hr' | 'executive' | 'none', readonly string[]> = {
  member: ['研究生', 'member', 'cohort member'],
  alumnus: ['マネ友', 'OB', 'OG', 'alumnus', 'alumni', 'alumna'],
  hr: ['派遣元', '人事課', '人事', '人事担当', 'hr', 'dispatcher'],
  executive: ['首長・経営層', '首長', '経営層', 'executive', 'management'],
  none: ['担当者', '所管課', 'なし', '-', 'steward', 'none'],
}

/** What would become of one row: nothing is written yet. */
export type PlannedRow = {
  row: number
  name?: string
  fate: (typeof PLANNED_FATES)[number]
  /** Whom the row is about, where they are on the roster. */
  memberId?: string
  /** What `If-Match` says with the edit. */
  edition?: number
  input?: MemberInput
  edit?: MemberEdit
  errors: RowError[]
}
export type RosterPlan = {
  titles: Partial<Record<Column, string>>
  ignored: string[]
  rows: PlannedRow[]
}

/**
 * What a file would do to the roster, row by row. A row is somebody of the roster by staff number, else by
 * name and address, else by name, role and cohort year; it adds what is missing and changes what differs. An
 * empty cell says nothing, and no row takes a role away. Done twice, the second time changes nothing.
 * @param today in Tokyo: from when a role without a cohort year is granted
 * @throws DomainError `validation_failed` at `pointer` for a file without the columns, or with too many rows
 */
export function planRoster(
  register: Register,
  sheet: Sheet,
  { today, pointer }: { today: Day; pointer: string },
): RosterPlan {
  const read = readSheet(sheet, { names: ROSTER_COLUMNS, needed: ['name'], pointer })
  const seen = new Map<string, number>()
  const rows = read.rows.map((line) => {
    const planned = planRow(register, line, read, today)
    const { memberId, errors } = planned
    const who = memberId ?? identityOf(line)
    const first = seen.get(who)
    if (first !== undefined) {
      const again = withColumn(read.titles.name, { code: 'duplicate_row', params: { row: first } })
      return refused(line, [...errors, again])
    }
    if (planned.fate !== 'error') seen.set(who, line.row)
    return planned
  })
  return { titles: read.titles, ignored: read.ignored, rows }
}

function planRow(
  register: Register,
  line: SheetRow<Column>,
  { titles }: ReadSheet<Column>,
  today: Day,
): PlannedRow {
  const { row, cells } = line
  const errors: RowError[] = []
  const grants = grantsOf(cells, titles, today, errors)
  const { name = '', office, email, staffNumber } = cells
  const said = {
    name,
    ...(office !== undefined && { office }),
    ...(email !== undefined && { email }),
    ...(staffNumber !== undefined && { staffNumber }),
    roles: grants,
  }
  const columnAt = (pointer: string) => {
    const [, field, , inner] = pointer.split('/')
    if (field === 'roles') return inner === 'cohort' ? titles.cohort : titles.role
    return titles[field as Column]
  }
  const parsed = MemberInput.safeParse(said)
  for (const issue of parsed.error?.issues ?? []) {
    const isMissing = issue.path[0] === 'name' && cells.name === undefined
    const column = columnAt(`/${issue.path.join('/')}`)
    errors.push(withColumn(column, isMissing ? 'required' : refusalIn(issue)))
  }
  // Whatever else is wrong, so that a row is mended once.
  const found = personOf(register, said, today)
  if (found === 'ambiguous') errors.push(withColumn(titles.name, 'ambiguous_row'))
  const memberId = found === 'ambiguous' ? undefined : found?.id
  const fields = memberErrors(register, said, memberId)
  if (fields.length > 0)
    errors.push(...rowErrorsOf(new DomainError('validation_failed', { fields }), columnAt))
  if (errors.length > 0 || !parsed.success || found === 'ambiguous')
    return { ...refused(line, errors), ...(memberId !== undefined && { memberId }) }
  const input = parsed.data
  if (!found) return { row, name: input.name, fate: 'add', input, errors }
  const edit = editOf(found, input, today)
  const fate = Object.keys(edit).length > 0 ? 'change' : 'same'
  return {
    row,
    name: found.name,
    fate,
    memberId: found.id,
    ...(fate === 'change' && { edition: found.edition ?? 0, edit }),
    errors,
  }
}

function refused({ row, cells }: SheetRow<Column>, errors: RowError[]): PlannedRow {
  return { row, ...(cells.name !== undefined && { name: cells.name }), fate: 'error', errors }
}

/** Several roles or years in one cell: 「研究生、人事」, 「令和3年度、令和5年度」. */
function grantsOf(
  cells: SheetRow<Column>['cells'],
  titles: ReadSheet<Column>['titles'],
  today: Day,
  errors: RowError[],
): RoleGrant[] {
  const several = (text = '') => text.split(/[、,，;；／/]/).filter((part) => part.trim() !== '')
  const years = several(cells.cohort).flatMap((text) => {
    const year = parseFiscalYear(text)
    if (year === undefined) errors.push(withColumn(titles.cohort, 'invalid'))
    return year === undefined ? [] : [year]
  })
  const roles = several(cells.role).flatMap((text) => {
    const role = (Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[]).find((one) =>
      ROLE_NAMES[one].some((name) => keyOf(name) === keyOf(text)),
    )
    if (role === undefined) errors.push(withColumn(titles.role, 'unknown_value'))
    return role === undefined || role === 'none' ? [] : [role]
  })
  const ofCohort = roles.filter((role) => role === 'member' || role === 'alumnus')
  if (ofCohort.length > 0 && years.length === 0 && cells.cohort === undefined)
    errors.push(withColumn(titles.cohort ?? titles.role, 'required'))
  // Who isn't a member of a year that runs or comes is no alumnus of it yet.
  if (ofCohort.includes('alumnus') && !ofCohort.includes('member'))
    for (const year of years)
      if (year >= fiscalYearOf(today)) errors.push(withColumn(titles.cohort, 'in_future'))
  const granted: RoleGrant[] = years.map((cohort) => ({
    role: 'member',
    cohort,
    from: fiscalYearSpan(cohort).first,
  }))
  for (const role of roles)
    if (role === 'hr' || role === 'executive') granted.push({ role, from: today })
  return granted
}

/** Two that could be meant are never guessed between. */
function personOf(
  { members }: Register,
  { name, email, staffNumber, office, roles }: MemberInput,
  today: Day,
): Member | undefined | 'ambiguous' {
  const all = [...members.values()].filter(({ erased }) => !erased)
  if (staffNumber !== undefined) {
    const numbered = all.find((member) => member.staffNumber === staffNumber)
    if (numbered) return numbered
  }
  // Who has another number is somebody else.
  const named = all.filter(
    (member) =>
      nameKeyOf(member.name) === nameKeyOf(name) &&
      (staffNumber === undefined || member.staffNumber === undefined),
  )
  const only = (found: Member[]) => (found.length > 1 ? 'ambiguous' : found[0])
  if (email !== undefined) {
    const mailed = only(named.filter((member) => sameAddress(member.email, email)))
    if (mailed) return mailed
  }
  return only(
    named.filter((member) =>
      roles.length > 0
        ? roles.some((grant) => holds(member, grant, today))
        : office === undefined || officeOn(member, today) === office,
    ),
  )
}

/** What differs. Somebody who has moved is, where the file has another office, moved again. */
function editOf(member: Member, input: MemberInput, today: Day): MemberEdit {
  const { office, email, staffNumber } = input
  const missing = input.roles.filter((grant) => !holds(member, grant, today))
  const differs = office !== undefined && officeOn(member, today) !== office
  const moves = (member.moves ?? []).filter(({ on }) => on !== today)
  const edit: MemberEdit = {
    ...(nameKeyOf(member.name) !== nameKeyOf(input.name) && { name: input.name }),
    ...(differs && (member.moves ? { moves: [...moves, { office, on: today }] } : { office })),
    ...(email !== undefined && !sameAddress(member.email, email) && { email }),
    ...(staffNumber !== undefined && member.staffNumber !== staffNumber && { staffNumber }),
    ...(missing.length > 0 && { roles: [...member.roles, ...missing] }),
  }
  return edit
}

/** Whether somebody has a role of the roster already; when it was granted doesn't matter. */
function holds({ roles }: Member, { role, cohort }: RoleGrant, today: Day): boolean {
  const same = (one: GrantedRole) => (one === 'alumnus' ? 'member' : one)
  return roles.some(
    (grant) =>
      same(grant.role) === same(role) &&
      grant.cohort === cohort &&
      (cohort !== undefined || grant.to === undefined || grant.to >= today),
  )
}

function sameAddress(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

/** By what two new rows are one and the same. */
function identityOf({ cells }: SheetRow<Column>): string {
  const { name = '', email, staffNumber, role = '', cohort = '', office = '' } = cells
  if (staffNumber !== undefined) return `number ${staffNumber}`
  if (email !== undefined) return `mail ${nameKeyOf(name)} ${email.toLowerCase()}`
  return [
    'name',
    nameKeyOf(name),
    keyOf(role),
    parseFiscalYear(cohort) ?? keyOf(cohort),
    keyOf(office),
  ].join(' ')
}
