import * as z from 'zod'
import { fiscalYearOf, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  type Deed,
  editedFields,
  type MunicipalityChange,
  separateTexts,
} from '../change.ts'
import { DomainError, type FieldError, type PlainErrorCode } from '../errors.ts'
import { Line } from '../fields.ts'
import { cohortsOf } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { LICENCES } from '../words.ts'
import { Cohort, type Municipality, Office, Settings } from './municipality.ts'

/** A century of cohorts, and more offices than any city has. */
const MOST = { cohorts: 100, offices: 500 } as const

/**
 * What a municipality's HR sets. Only what changes is named, `null` empties a field; cohorts and offices are
 * replaced as a whole.
 */
export const SettingsEdit = z
  .strictObject({
    staleAfterFiscalYears: Settings.shape.staleAfterFiscalYears.optional(),
    defaultVisibility: Settings.shape.defaultVisibility.optional(),
    retentionYears: Settings.shape.retentionYears.nullable(),
    mailSender: Line.nullish(),
    sideBySide: Settings.shape.sideBySide,
    openData: z.strictObject({ licence: z.enum(LICENCES) }).nullish(),
    language: Settings.shape.language.nullable(),
    cohorts: z.array(Cohort).max(MOST.cohorts).optional(),
    offices: z.array(Office).max(MOST.offices).optional(),
  })
  .meta({ id: 'SettingsEdit' })
export type SettingsEdit = z.infer<typeof SettingsEdit>

const SETTINGS = Object.keys(Settings.shape) as (keyof Settings)[]
const LISTS = ['cohorts', 'offices'] as const

/**
 * Changes a municipality's settings, its cohorts and its register of offices.
 * @param edition the edition the editor had before their eyes (`If-Match`)
 * @throws DomainError `not_allowed`, `stale_edit`, `nothing_changed`; `validation_failed` for offices that
 * are there twice, follow each other in a circle or have unknown successors, and for cohorts that are there
 * twice, lie ahead or are taken away although proposals or people are theirs
 */
export function changeSettings(
  register: Register,
  { edit, edition }: { edit: SettingsEdit; edition: number },
  deed: Deed,
): MunicipalityChange {
  const { municipality } = register
  const by = attribute(deed, 'settings.edit', { municipality: municipality.code })
  if (edition !== (municipality.edition ?? 0)) throw new DomainError('stale_edit')
  const before = { ...municipality.settings, ...listsOf(municipality) }
  const wanted = {
    ...edit,
    cohorts: edit.cohorts && byYear(edit.cohorts),
    openData: edit.openData && published(edit.openData, municipality, deed),
  }
  const { changes, told } = editedFields(before, wanted, [...SETTINGS, ...LISTS])
  const errors = [
    ...cohortErrors(register, edit.cohorts, fiscalYearOf(tokyoDayOf(deed.now))),
    ...officeErrors(edit.offices),
  ]
  if (errors.length > 0) throw new DomainError('validation_failed', { fields: errors })
  const { cohorts, offices, ...set } = changes
  return {
    after: {
      ...municipality,
      ...(cohorts && { cohorts }),
      ...(offices && { offices }),
      settings: { ...municipality.settings, ...set },
      edition: municipality.head.sequence + 1,
    },
    members: [],
    entityId: deed.id,
    event: { type: 'settings_changed', by, ...separateTexts(told) },
  }
}

/** Under the same licence as before, it is the same publication. */
function published(
  { licence }: NonNullable<SettingsEdit['openData']>,
  { settings: { openData } }: Municipality,
  { now }: Deed,
): NonNullable<Settings['openData']> {
  return openData?.licence === licence ? openData : { licence, publishedAt: now }
}

function listsOf({ cohorts, offices = [] }: Municipality) {
  return { cohorts, offices }
}

function byYear(cohorts: Cohort[]): Cohort[] {
  return cohorts.toSorted((a, b) => a.fiscalYear - b.fiscalYear)
}

function cohortErrors(
  { proposals, members }: Register,
  cohorts: Cohort[] | undefined,
  thisYear: number,
): FieldError[] {
  if (!cohorts) return []
  const errors: FieldError[] = []
  const years = cohorts.map(({ fiscalYear }) => fiscalYear)
  for (const [at, year] of years.entries()) {
    const refuse = (code: PlainErrorCode) =>
      errors.push({ pointer: `/cohorts/${at}/fiscalYear`, code })
    if (years.indexOf(year) < at) refuse('duplicate')
    // The next one is chosen before its year begins.
    if (year > thisYear + 1) refuse('in_future')
  }
  const used = new Set([
    ...[...proposals.values()].flatMap(cohortsOf),
    ...[...members.values()].flatMap(({ roles }) => roles.flatMap(({ cohort }) => cohort ?? [])),
  ])
  for (const fiscalYear of [...used].sort())
    if (!cohorts.some((cohort) => cohort.fiscalYear === fiscalYear && cohort.record === 'cohort'))
      errors.push({ pointer: '/cohorts', code: 'cohort_in_use', params: { fiscalYear } })
  return errors
}

function officeErrors(offices: Office[] = []): FieldError[] {
  const errors: FieldError[] = []
  const byName = new Map(offices.map((office) => [office.name, office]))
  for (const [at, { name, endedOn, successors = [] }] of offices.entries()) {
    const refuse = (pointer: string, code: PlainErrorCode) =>
      errors.push({ pointer: `/offices/${at}/${pointer}`, code })
    if (offices.findIndex((other) => other.name === name) < at) refuse('name', 'duplicate')
    if (successors.length > 0 && endedOn === undefined) refuse('endedOn', 'required')
    for (const [place, successor] of successors.entries()) {
      if (!byName.has(successor)) refuse(`successors/${place}`, 'not_found')
      else if (leadsTo(byName, successor, name)) refuse(`successors/${place}`, 'successor_cycle')
    }
  }
  return errors
}

/** Whether an office's work comes to another one, through any number of reorganizations. */
function leadsTo(byName: ReadonlyMap<string, Office>, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(byName.get(name)?.successors ?? []))
  }
  return false
}
