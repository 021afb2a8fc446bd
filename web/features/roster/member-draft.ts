import type { Messages } from '../../../functions/domain/messages/ja.ts'
import type { MemberEdit, MemberInput } from '../../../functions/domain/people/roster-changes.ts'
import type { Absence, GrantedRole } from '../../../functions/domain/words.ts'
import type { Dates } from '../../i18n/dates.ts'
import type { PageTexts } from '../../i18n/ja.ts'
import type { RosterEntry } from '../../people-client.ts'
import type { WrongField } from '../forms/failure.ts'

/** A role as it is being typed. */
export type GrantDraft = { role: GrantedRole | ''; cohort: string; from: string; to: string }
export const EMPTY_GRANT: GrantDraft = { role: '', cohort: '', from: '', to: '' }

/** A person of the roster as they are being typed. */
export type MemberDraft = {
  name: string
  office: string
  email: string
  staffNumber: string
  grants: GrantDraft[]
  away: Absence | ''
  awayUntil: string
  moves: { office: string; on: string }[]
  takesBackLeaving: boolean
}

export const EMPTY_MEMBER: MemberDraft = {
  name: '',
  office: '',
  email: '',
  staffNumber: '',
  grants: [EMPTY_GRANT],
  away: '',
  awayUntil: '',
  moves: [],
  takesBackLeaving: false,
}

/** Whether a role is one of a cohort. */
export const isOfCohort = (role: GrantedRole | '') => role === 'member' || role === 'alumnus'

/** What the roster says of somebody, to be edited. */
export function draftOf(person: RosterEntry): MemberDraft {
  return {
    name: person.name,
    office: person.office ?? '',
    email: person.email ?? '',
    staffNumber: person.staffNumber ?? '',
    grants: person.grants.map(({ role, cohort, from, to }) => ({
      role,
      cohort: cohort === undefined ? '' : String(cohort),
      from,
      to: to ?? '',
    })),
    away: person.away?.kind ?? '',
    awayUntil: person.away?.until ?? '',
    moves: person.moves ?? [],
    takesBackLeaving: false,
  }
}

/** What a new person's draft says, as the API takes it. */
export function memberInput(draft: MemberDraft): MemberInput {
  return {
    name: draft.name,
    roles: rolesOf(draft),
    ...(draft.office.trim() !== '' && { office: draft.office }),
    ...(draft.email.trim() !== '' && { email: draft.email.trim() }),
    ...(draft.staffNumber.trim() !== '' && { staffNumber: draft.staffNumber }),
  }
}

/** What a draft changes of what it began with; `null` empties a field. */
export function memberEdit(draft: MemberDraft, before: MemberDraft): MemberEdit {
  const line = (field: 'office' | 'email' | 'staffNumber') =>
    draft[field].trim() === before[field]
      ? {}
      : { [field]: draft[field].trim() === '' ? null : draft[field].trim() }
  const differs = (field: 'grants' | 'moves') =>
    JSON.stringify(draft[field]) !== JSON.stringify(before[field])
  const awayDiffers = draft.away !== before.away || draft.awayUntil !== before.awayUntil
  return {
    ...(draft.name.trim() !== before.name && { name: draft.name }),
    ...line('office'),
    ...line('email'),
    ...line('staffNumber'),
    ...(differs('grants') && { roles: rolesOf(draft) }),
    ...(awayDiffers && { away: awayOf(draft) }),
    ...(differs('moves') && { moves: draft.moves }),
    ...(draft.takesBackLeaving && { leftOn: null }),
  } as MemberEdit
}

/** A field in words. */
export function shownMemberField(
  draft: MemberDraft,
  field: keyof MemberDraft,
  { t, words, dates }: { t: PageTexts; words: Messages; dates: Dates },
): string {
  switch (field) {
    case 'grants':
      return draft.grants
        .map(({ role, cohort, from, to }) => {
          const name = role && words.roles[role]
          const year = cohort === '' ? undefined : dates.fiscalYear(Number(cohort))
          const span = `${from && dates.day(from)}～${to && dates.day(to)}`
          return `${year === undefined ? name : t.speaker.of(name, year)} ${span}`
        })
        .join('\n')
    case 'away':
      return draft.away === '' ? t.roster.notAway : words.absences[draft.away]
    case 'awayUntil':
      return draft.awayUntil && dates.day(draft.awayUntil)
    case 'moves':
      return draft.moves.map(({ office, on }) => t.roster.move(dates.day(on), office)).join('\n')
    case 'takesBackLeaving':
      return ''
    default:
      return draft[field]
  }
}

function awayOf({ away, awayUntil }: MemberDraft): MemberEdit['away'] {
  if (away === '') return null
  return { kind: away, ...(awayUntil !== '' && { until: awayUntil }) }
}

function rolesOf({ grants }: MemberDraft): MemberInput['roles'] {
  return grants.flatMap(({ role, cohort, from, to }) =>
    role === ''
      ? []
      : [
          {
            role,
            from,
            ...(isOfCohort(role) && { cohort: Number(cohort) }),
            ...(to !== '' && { to }),
          },
        ],
  )
}

/** What can be told without asking the server. An untouched role is left out, not wrong. */
export function missingIn(
  { name, grants }: MemberDraft,
  texts: { nameMissing: string; roleMissing: string; cohortMissing: string; fromMissing: string },
): WrongField[] {
  const wrong = (pointer: string, detail: string) => ({ pointer, code: 'required', detail })
  return [
    ...(name.trim() === '' ? [wrong('/name', texts.nameMissing)] : []),
    // Pointers count the roles that are sent, so an empty one in between is asked for.
    ...grants.flatMap(({ role, cohort, from, to }, at) => {
      const isEmpty = role === '' && cohort === '' && from === '' && to === ''
      if (isEmpty && at === grants.length - 1) return []
      return [
        ...(role === '' ? [wrong(`/roles/${at}/role`, texts.roleMissing)] : []),
        ...(isOfCohort(role) && cohort === ''
          ? [wrong(`/roles/${at}/cohort`, texts.cohortMissing)]
          : []),
        ...(role !== '' && from === '' ? [wrong(`/roles/${at}/from`, texts.fromMissing)] : []),
      ]
    }),
  ]
}
