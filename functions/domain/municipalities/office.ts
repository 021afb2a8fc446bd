import * as z from 'zod'
import { type Day, fiscalYearOf, fiscalYearSpan, type Instant, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  attributionOf,
  type Deed,
  type EventDraft,
  type MunicipalityChange,
  separateTexts,
} from '../change.ts'
import { DomainError } from '../errors.ts'
import { DaySchema, Line, MunicipalityCode } from '../fields.ts'
import type { MailDraft } from '../mails/mail.ts'
import { invitationOf } from '../people/invitation-changes.ts'
import { type Attribution, isAdmitted, Member } from '../people/people.ts'
import type { Register } from '../register.ts'
import { DEFAULT_SETTINGS, type Municipality } from './municipality.ts'
import { OFFICE } from './municipality-code.ts'

/** The first person of a municipality's HR, as the office names them. */
export const FirstHr = z
  .strictObject({ name: Line, email: Member.shape.email.unwrap(), office: Line.optional() })
  .meta({ id: 'FirstHr' })
type FirstHr = z.infer<typeof FirstHr>

/** A municipality as the office sets it up. */
export const SetUpInput = z
  .strictObject({
    code: MunicipalityCode,
    name: Line,
    nameEn: Line,
    prefecture: Line,
    dispatcher: Line,
    hr: FirstHr,
  })
  .meta({ id: 'SetUpInput' })
export type SetUpInput = z.infer<typeof SetUpInput>

export const ReinviteInput = FirstHr.meta({ id: 'ReinviteInput' })

/**
 * How far a municipality's HR has come: nobody named, invited by a mail that could not be delivered, invited, or signed
 * in at least once.
 */
export const HR_STATES = ['none', 'undelivered', 'invited', 'accepted'] as const

/** What the office sees of a municipality: nothing that is its own. */
export const MunicipalityEntry = z
  .object({
    code: MunicipalityCode,
    name: z.string(),
    nameEn: z.string(),
    prefecture: z.string(),
    hr: z.enum(HR_STATES),
    /** Until when the last invitation of somebody of HR holds. */
    invitedUntil: z.string().optional(),
    lastActivityOn: DaySchema.optional().meta({
      description: 'The day of the last change of any kind; who and what stays inside',
    }),
  })
  .meta({ id: 'MunicipalityEntry' })
export type MunicipalityEntry = z.infer<typeof MunicipalityEntry>

const IN_THE_OFFICE = { municipality: OFFICE } as const

/** The office's scope before anything happened in it. */
const OFFICE_ITSELF: Omit<Municipality, 'head'> = {
  v: 1,
  code: OFFICE,
  name: '部会事務局',
  nameEn: "the program's office",
  prefecture: '',
  dispatcher: '部会事務局',
  cohorts: [],
  settings: DEFAULT_SETTINGS,
}

/** The first change of the office's scope, with its first person. */
export type OfficeOpening = {
  office: Omit<Municipality, 'head'>
  member: Member
  event: EventDraft
}

/**
 * Whoever holds the set-up link becomes the office's first person.
 * @param isGenuine whether the link is the one that holds
 * @throws DomainError `set_up_code_invalid` where it isn't, or the office is open already
 */
export function openOffice(
  register: Register | undefined,
  { name, accountId, isGenuine }: { name: string; accountId: string; isGenuine: boolean },
  deed: Deed,
): OfficeOpening {
  if (register || !isGenuine) throw new DomainError('set_up_code_invalid')
  const from = tokyoDayOf(deed.now)
  const member: Member = {
    v: 1,
    id: deed.id,
    name,
    roles: [{ role: 'office', from }],
    accountId,
    edition: 1,
  }
  const { v: _, code: __, accountId: ___, ...said } = { ...member, code: OFFICE }
  return {
    office: OFFICE_ITSELF,
    member,
    event: {
      type: 'office_opened',
      // No role is needed: the link is the permission.
      by: attributionOf(deed),
      ...separateTexts({ memberId: deed.id, ...said, accountId }),
    },
  }
}

/** A municipality's beginning: its state and first person, and the events that tell it, in their order. */
export type Founding = {
  municipality: Omit<Municipality, 'head'>
  member: Member
  events: EventDraft[]
  mails: MailDraft[]
}

/**
 * The office sets a municipality up and invites the first person of its HR. What the municipality's history
 * tells names the office's person by the id of the office's own roster.
 * @param isThere whether there is such a municipality already
 * @param ids of the municipality's first person and of their invitation
 * @throws DomainError `not_allowed`, `municipality_exists`
 */
export function setUpMunicipality(
  { hr, ...named }: SetUpInput,
  { isThere, memberId, invitationId }: { isThere: boolean; memberId: string; invitationId: string },
  deed: Deed,
): { founding: Founding; event: EventDraft } {
  const by = attribute(deed, 'municipality.set_up', IN_THE_OFFICE)
  if (isThere) throw new DomainError('municipality_exists')
  const invitation = invitationOf(invitationId, deed.now)
  const cohortYear = fiscalYearOf(tokyoDayOf(deed.now))
  const roles: Member['roles'] = [{ role: 'hr', from: fiscalYearSpan(cohortYear).first }]
  const member: Member = { v: 1, id: memberId, ...hr, roles, invitation, edition: 2 }
  const { expiresAt } = invitation
  const municipality = { ...named, cohorts: [], settings: DEFAULT_SETTINGS }
  const inside = { by: fromOutside(by) }
  const who = { officeMemberId: deed.actor.memberId }
  return {
    founding: {
      municipality: { v: 1, ...municipality },
      member,
      events: [
        {
          type: 'municipality_created',
          ...inside,
          ...separateTexts({ ...municipality, ...who }),
        },
        { type: 'member_added', ...inside, ...separateTexts({ memberId, ...hr, roles, ...who }) },
        {
          type: 'invitation_issued',
          ...inside,
          data: { memberId, invitationId, expiresAt, ...who },
          texts: {},
        },
      ],
      mails: [{ kind: 'invitation', to: memberId, facts: { invitationId } }],
    },
    event: {
      type: 'municipality_set_up',
      by,
      ...separateTexts({ code: named.code, name: named.name }),
    },
  }
}

/** Who of the office invites, as its scope permits it. */
type FromOffice = { by: Attribution; officeMemberId: string | undefined }

/**
 * Where nobody of HR is in service any more, whom nobody inside could follow, the office puts a successor on the
 * roster, to be invited then.
 * @throws DomainError `nothing_changed` where somebody is
 */
export function addHrSuccessor(
  { municipality, members }: Register,
  hr: FirstHr,
  { by, officeMemberId }: FromOffice,
  { id: memberId, now }: Pick<Deed, 'now' | 'id'>,
): MunicipalityChange {
  const today = tokyoDayOf(now)
  if (hrInService(members.values(), today).length > 0) throw new DomainError('nothing_changed')
  const roles: Member['roles'] = [{ role: 'hr', from: today }]
  const edition = municipality.head.sequence + 1
  return {
    after: municipality,
    members: [{ v: 1, id: memberId, ...hr, roles, edition }],
    entityId: memberId,
    event: {
      type: 'member_added',
      by: fromOutside(by),
      ...separateTexts({ memberId, ...hr, roles, officeMemberId }),
    },
  }
}

/**
 * The office invites a person of a municipality's HR anew, with another address or another person where the first
 * was wrong. As long as anybody of HR who has accepted is in service, inviting is the municipality's own matter.
 * @throws DomainError `hr_has_accepted`, `not_found` where there is nobody to be invited
 */
export function reinviteHr(
  register: Register,
  hr: FirstHr,
  { by, officeMemberId }: FromOffice,
  deed: Pick<Deed, 'now' | 'id'>,
): MunicipalityChange {
  const ofHr = hrInService(register.members.values(), tokyoDayOf(deed.now))
  if (ofHr.some(({ accountId }) => accountId !== undefined))
    throw new DomainError('hr_has_accepted')
  const [before] = ofHr
  if (!before) throw new DomainError('not_found')
  const invitation = invitationOf(deed.id, deed.now)
  const { mailTrouble: _, office: __, ...kept } = before
  const edition = register.municipality.head.sequence + 1
  const { id: memberId } = before
  const { expiresAt } = invitation
  return {
    after: register.municipality,
    members: [{ ...kept, ...hr, invitation, edition }],
    entityId: deed.id,
    event: {
      type: 'invitation_issued',
      by: fromOutside(by),
      ...separateTexts({ memberId, invitationId: deed.id, expiresAt, ...hr, officeMemberId }),
    },
    mails: [{ kind: 'invitation', to: memberId, facts: { invitationId: deed.id } }],
  }
}

/** Whether and in which role the office's person may set municipalities up. */
export function maySetUp(deed: Deed): Attribution {
  return attribute(deed, 'municipality.set_up', IN_THE_OFFICE)
}

/** How far a municipality's HR has come. */
export function hrStateOf(
  members: Iterable<Member>,
): Pick<MunicipalityEntry, 'hr' | 'invitedUntil'> {
  const ofHr = [...members].filter(isOfHr)
  if (ofHr.some(({ accountId }) => accountId !== undefined)) return { hr: 'accepted' }
  // Nobody inside could have invited: it is the office's own invitation, and how its mail went the office's to know.
  const [last] = ofHr
    .flatMap(({ invitation, mailTrouble }) => (invitation ? [{ invitation, mailTrouble }] : []))
    .sort((a, b) => (a.invitation.expiresAt < b.invitation.expiresAt ? 1 : -1))
  if (!last) return { hr: 'none' }
  const { invitation } = last
  const hr = isDelivered(last) ? 'invited' : 'undelivered'
  return { hr, invitedUntil: invitation.expiresAt }
}

/** Not one that was given up, or came back; who complains of one has it. */
function isDelivered({ invitation, mailTrouble }: Pick<Member, 'invitation' | 'mailTrouble'>) {
  const cameBack = mailTrouble?.kind === 'invitation' && mailTrouble.failure !== 'complained'
  return invitation?.failedAt === undefined && !cameBack
}

/** Who is of HR on a day or will be, and is let in. */
function hrInService(members: Iterable<Member>, day: Day): Member[] {
  return [...members].filter(
    (one) =>
      !one.erased &&
      isAdmitted(one, day) &&
      one.roles.some(({ role, to }) => role === 'hr' && (to === undefined || day <= to)),
  )
}

function isOfHr({ roles }: Member): boolean {
  return roles.some(({ role }) => role === 'hr')
}

/** Ids of the office's roster mean nobody inside a municipality: there, the role is what counts. */
function fromOutside({ memberId: _, ...by }: Attribution): Attribution {
  return by
}

/** The day of an instant, or nothing where there is none. */
export function activityDay(recordedAt: Instant): string | undefined {
  return recordedAt === '' ? undefined : tokyoDayOf(recordedAt)
}
