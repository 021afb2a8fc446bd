import * as z from 'zod'
import { type Day, daysAfter, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  type Deed,
  editedFields,
  type MunicipalityChange,
  separateTexts,
} from '../change.ts'
import {
  DomainError,
  type FieldError,
  type PlainErrorCode,
  type Refusal,
  refusalOf,
} from '../errors.ts'
import { DaySchema, issue, LIMITS, Line } from '../fields.ts'
import { cohortRecord, type Municipality } from '../municipalities/municipality.ts'
import { OFFICE } from '../municipalities/municipality-code.ts'
import type { Register } from '../register.ts'
import { Member, RoleGrant } from './people.ts'
import { rolesOn } from './roles.ts'

/** A working life of transfers. */
const MOST_MOVES = 100

const roles = z
  .array(RoleGrant)
  .max(LIMITS.list)
  .superRefine((grants, context) => {
    for (const [at, { role, cohort, from, to }] of grants.entries()) {
      const ofCohort = role === 'member' || role === 'alumnus'
      if (ofCohort && cohort === undefined) context.addIssue(issue('required', [at, 'cohort']))
      if (!ofCohort && cohort !== undefined)
        context.addIssue(issue('unknown_field', [at, 'cohort']))
      if (to !== undefined && to < from) context.addIssue(issue('ends_before_start', [at, 'to']))
    }
  })

/** A person as HR puts them on the roster. */
export const MemberInput = Member.pick({ name: true, office: true, email: true, staffNumber: true })
  .extend({ roles })
  .meta({ id: 'MemberInput' })
export type MemberInput = z.infer<typeof MemberInput>

/** An edit names only what changes; `null` empties a field. */
export const MemberEdit = z
  .strictObject({
    name: Line.optional(),
    office: Line.nullish(),
    email: Member.shape.email.nullable(),
    staffNumber: Line.nullish(),
    roles: roles.optional(),
    away: Member.shape.away.nullable(),
    /** Moves that were recorded wrongly are replaced as a whole. */
    moves: z
      .array(z.strictObject({ office: Line, on: DaySchema }))
      .max(MOST_MOVES)
      .nullish(),
    /** Takes back that somebody has left. */
    leftOn: z.null().optional(),
  })
  .meta({ id: 'MemberEdit' })
export type MemberEdit = z.infer<typeof MemberEdit>

/** 人事異動: to another office from a day on, or out of the municipality's service. */
export type Transfer = { office: string; on: Day } | { leaves: true; on: Day }
export const Transfer = z
  .strictObject({
    office: Line.optional(),
    leaves: z.literal(true).optional(),
    on: DaySchema,
  })
  .superRefine(({ office, leaves }, context) => {
    if (office === undefined && leaves === undefined)
      context.addIssue(issue('required', ['office']))
    if (office !== undefined && leaves !== undefined) context.addIssue(issue('invalid', ['leaves']))
  })
  .transform((transfer) => transfer as Transfer)
  .meta({ id: 'Transfer' })

/**
 * HR puts a person on the roster.
 * @throws DomainError `not_allowed`; `validation_failed` for a cohort that isn't known, a role that
 * municipalities don't grant, or a staff number somebody has
 */
export function addMember(register: Register, input: MemberInput, deed: Deed): MunicipalityChange {
  const by = attributeRosterEdit(register, deed)
  const errors = memberErrors(register, input)
  if (errors.length > 0) throw new DomainError('validation_failed', { fields: errors })
  const member: Member = { v: 1, id: deed.id, ...input, edition: nextEdition(register) }
  return {
    ...unchanged(register, [member]),
    entityId: deed.id,
    event: { type: 'member_added', by, ...separateTexts({ memberId: deed.id, ...input }) },
  }
}

/**
 * HR changes what the roster says of a person. With another address an invitation that nobody has accepted holds no
 * more: whoever got it at the former one would be the person.
 * @param edition the edition the editor had before their eyes (`If-Match`)
 * @throws DomainError as `addMember`, and `not_found`, `person_erased`, `stale_edit`, `nothing_changed`, `own_access`
 */
export function changeMember(
  register: Register,
  { memberId, edit, edition }: { memberId: string; edit: MemberEdit; edition: number },
  deed: Deed,
): MunicipalityChange {
  const by = attributeRosterEdit(register, deed)
  const before = memberIn(register, memberId)
  if (edition !== (before.edition ?? 0)) throw new DomainError('stale_edit')
  const named = Object.keys(edit) as (keyof MemberEdit)[]
  const { fields, changes, told } = editedFields(before, edit, named)
  const errors = memberErrors(register, edit, memberId)
  if (errors.length > 0) throw new DomainError('validation_failed', { fields: errors })
  if (edit.roles) requireOwnAccess(before, edit.roles, deed)
  const isReaddressed = fields.includes('email')
  const { invitation } = before
  const ended = isReaddressed && invitation?.acceptedAt === undefined ? invitation : undefined
  const after: Member = {
    ...before,
    ...changes,
    ...(changes.moves && { moves: byDay(changes.moves) }),
    ...(isReaddressed && { mailTrouble: undefined }),
    ...(ended && { invitation: undefined }),
    edition: nextEdition(register),
  }
  return {
    ...unchanged(register, [after]),
    entityId: memberId,
    event: {
      type: 'member_changed',
      by,
      ...separateTexts({ memberId, ...told, ...(ended && { invitationId: ended.id }) }),
    },
  }
}

/**
 * HR takes somebody's access away, or gives it back: it counts from their next request on.
 * @throws DomainError `not_allowed`, `not_found`, `person_erased`, `nothing_changed`, `own_access`
 */
export function suspendMember(
  register: Register,
  { memberId, suspended }: { memberId: string; suspended: boolean },
  deed: Deed,
): MunicipalityChange {
  const by = attributeRosterEdit(register, deed)
  const before = memberIn(register, memberId)
  // Else the last one of HR could lock everybody out, themselves included.
  if (memberId === deed.actor.memberId) throw new DomainError('own_access')
  if ((before.suspended ?? false) === suspended) throw new DomainError('nothing_changed')
  return {
    ...unchanged(register, [{ ...before, suspended: suspended || undefined }]),
    entityId: memberId,
    event: {
      type: suspended ? 'member_suspended' : 'member_reinstated',
      by,
      data: { memberId },
      texts: {},
    },
  }
}

/**
 * HR records that somebody moves to another office or leaves, today, in the past or ahead. An alumnus
 * who moves stays an alumnus; what they carried as steward is an orphan from that day on.
 * @throws DomainError `not_allowed`, `not_found`, `person_erased`, `nothing_changed`, `own_access`
 */
export function transferMember(
  register: Register,
  { memberId, transfer }: { memberId: string; transfer: Transfer },
  deed: Deed,
): MunicipalityChange {
  const by = attributeRosterEdit(register, deed)
  const before = memberIn(register, memberId)
  if (isRecorded(before, transfer)) throw new DomainError('nothing_changed')
  // Else the last one of HR could lock everybody out, themselves included.
  if ('leaves' in transfer && memberId === deed.actor.memberId) throw new DomainError('own_access')
  return {
    ...unchanged(register, [{ ...transferred(before, transfer), edition: nextEdition(register) }]),
    entityId: memberId,
    event: {
      type: 'leaves' in transfer ? 'member_left' : 'member_moved',
      by,
      ...separateTexts({ memberId, ...transfer }),
    },
  }
}

/**
 * Somebody reads the roster: the history tells it once per person and day.
 * @throws DomainError `not_allowed`; `nothing_changed` where today's reading is told already
 */
export function readRoster(register: Register, deed: Deed): MunicipalityChange {
  const resource = { municipality: register.municipality.code }
  const by = attribute(deed, 'roster.read', resource)
  const reader = memberIn(register, deed.actor.memberId ?? '')
  const rosterReadOn = tokyoDayOf(deed.now)
  if (reader.rosterReadOn === rosterReadOn) throw new DomainError('nothing_changed')
  return {
    ...unchanged(register, [{ ...reader, rosterReadOn }]),
    entityId: reader.id,
    event: { type: 'roster_read', by, data: {}, texts: {} },
  }
}

/** Somebody as the roster has them with a transfer. */
export function transferred(before: Member, transfer: Transfer): Member {
  if ('leaves' in transfer) return { ...before, leftOn: transfer.on }
  const others = (before.moves ?? []).filter(({ on }) => on !== transfer.on)
  return { ...before, moves: byDay([...others, transfer]) }
}

/** Whether the roster says so already. */
export function isRecorded({ leftOn, moves }: Member, transfer: Transfer): boolean {
  if ('leaves' in transfer) return leftOn === transfer.on
  return (moves ?? []).some(({ office, on }) => office === transfer.office && on === transfer.on)
}

/** What the roster refuses about a person; the pointers are those of `MemberInput`. */
export function memberErrors(
  register: Register,
  input: Pick<MemberEdit, 'roles' | 'staffNumber'>,
  memberId?: string,
): FieldError[] {
  const { municipality, members } = register
  const errors: FieldError[] = []
  const refuse = (pointer: string, refusal: PlainErrorCode | Refusal) =>
    errors.push({ pointer, ...refusalOf(refusal) })
  for (const [at, { role, cohort }] of (input.roles ?? []).entries()) {
    // The program's office is no municipality's to appoint, and appoints nobody else among its own.
    if ((role === 'office') !== (municipality.code === OFFICE))
      refuse(`/roles/${at}/role`, 'unknown_value')
    if (cohort !== undefined && cohortRecord(municipality, cohort) !== 'cohort')
      refuse(`/roles/${at}/cohort`, { code: 'cohort_unknown', params: { fiscalYear: cohort } })
  }
  const { staffNumber } = input
  const taken = [...members.values()].some(
    (other) => other.id !== memberId && staffNumber && other.staffNumber === staffNumber,
  )
  if (taken) refuse('/staffNumber', 'staff_number_taken')
  return errors
}

/** The number of the event that is being made. */
function nextEdition({ municipality }: Register): number {
  return municipality.head.sequence + 1
}

/** @throws DomainError `not_allowed` where somebody may not edit the roster */
export function attributeRosterEdit(register: Register, deed: Deed) {
  return attribute(deed, 'roster.edit', { municipality: register.municipality.code })
}

/**
 * Nobody takes the roster out of their own hands, today or from a later day on: somebody must be left who can give
 * access back.
 */
function requireOwnAccess({ id, roles }: Member, grants: RoleGrant[], deed: Deed): void {
  if (id !== deed.actor.memberId) return
  const keeping = deed.actor.municipality === OFFICE ? 'office' : 'hr'
  const days = [
    tokyoDayOf(deed.now),
    ...[...roles, ...grants].flatMap(({ to }) => (to ? [daysAfter(to, 1)] : [])),
  ]
  const keeps = (held: RoleGrant[], day: Day) =>
    rolesOn(held, day).some(({ role }) => role === keeping)
  if (days.some((day) => keeps(roles, day) && !keeps(grants, day)))
    throw new DomainError('own_access')
}

function byDay<Move extends { on: string }>(moves: Move[]): Move[] {
  return [...moves].sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** @throws DomainError `not_found`, `person_erased` */
export function memberIn(register: Register, memberId: string): Member {
  const member = register.members.get(memberId)
  if (!member) throw new DomainError('not_found')
  if (member.erased) throw new DomainError('person_erased')
  return member
}

function unchanged(
  { municipality }: Register,
  members: Member[],
): { after: Municipality; members: Member[] } {
  return { after: municipality, members }
}
