import * as z from 'zod'
import { type Day, type Instant, tokyoDayOf } from '../calendar.ts'
import type { Municipality } from '../municipalities/municipality.ts'
import { isDispatcher } from '../municipalities/offices.ts'
import type { Register } from '../register.ts'
import { INVITATION_STATES, type InvitationState, PRESENCES, ROLES } from '../words.ts'
import { Invitation, Member, officeOn, presenceOn, RoleGrant, rolesOf } from './people.ts'

export const InvitationView = Invitation.omit({ id: true })
  .extend({ state: z.enum(INVITATION_STATES) })
  .meta({ id: 'InvitationView' })

/** One person as HR sees them. */
export const RosterEntry = Member.pick({
  id: true,
  name: true,
  office: true,
  email: true,
  staffNumber: true,
  moves: true,
  away: true,
  leftOn: true,
  mailTrouble: true,
  claims: true,
})
  .extend({
    /** What an edit sends in `If-Match`, between quotation marks. */
    edition: z.int(),
    /** The office today, after all moves; `office` is where the roster began. */
    officeToday: Member.shape.office,
    /** As they were granted, from a date to a date. */
    grants: z.array(RoleGrant),
    /** The roles held today: none of whoever has left. */
    roles: z.array(z.object({ role: z.enum(ROLES), cohort: z.int().optional() })),
    /** Holds HR's role, but is in another office than the dispatcher's today. */
    hrElsewhere: z.boolean(),
    presence: z.enum(PRESENCES),
    suspended: z.boolean(),
    /** 削除済み: the name is empty. */
    erased: z.boolean(),
    /** Whether an account acts as this person. */
    bound: z.boolean(),
    invitation: InvitationView.optional(),
    lastSignInAt: z.string().optional(),
  })
  .meta({ id: 'RosterEntry' })
export type RosterEntry = z.infer<typeof RosterEntry>

export const Roster = z.object({ people: z.array(RosterEntry) }).meta({ id: 'Roster' })

/**
 * The roster with addresses and states, as it was put in; for HR alone.
 * @param lastSignIns account → the instant of its last sign-in
 */
export function rosterOf(
  { municipality, members }: Pick<Register, 'municipality' | 'members'>,
  { now, lastSignIns }: { now: Instant; lastSignIns: ReadonlyMap<string, Instant> },
): RosterEntry[] {
  const today = tokyoDayOf(now)
  return [...members.values()].map((person) => {
    const { id, name, office, email, staffNumber, moves, away, leftOn, accountId } = person
    const { mailTrouble, claims } = person
    return {
      ...{ id, name, office, email, staffNumber, moves, away, leftOn, mailTrouble, claims },
      edition: person.edition ?? 0,
      officeToday: officeOn(person, today),
      grants: person.roles,
      roles: rolesOf(person, today),
      hrElsewhere: isHrElsewhere(municipality, person, today),
      presence: presenceOn(person, today),
      suspended: person.suspended ?? false,
      erased: person.erased !== undefined,
      bound: accountId !== undefined && person.erased === undefined,
      invitation: person.invitation && invitationView(person.invitation, now),
      lastSignInAt: accountId === undefined ? undefined : lastSignIns.get(accountId),
    }
  })
}

/** Whether somebody holds HR's role in another office than the dispatcher's: no transfer ends a role by itself. */
export function isHrElsewhere(
  municipality: Pick<Municipality, 'offices' | 'dispatcher'>,
  person: Pick<Member, 'office' | 'moves' | 'roles' | 'leftOn'>,
  day: Day,
): boolean {
  const office = officeOn(person, day)
  const isHr = rolesOf(person, day).some(({ role }) => role === 'hr')
  return isHr && office !== undefined && !isDispatcher(municipality, office, day)
}

/** Where an invitation stands at an instant. */
export function invitationState(
  { sentAt, failedAt, acceptedAt, expiresAt }: Invitation,
  now: Instant,
): InvitationState {
  if (acceptedAt !== undefined) return 'accepted'
  if (expiresAt <= now) return 'expired'
  if (sentAt !== undefined) return 'sent'
  return failedAt === undefined ? 'sending' : 'not_sent'
}

function invitationView(invitation: Invitation, now: Instant): z.infer<typeof InvitationView> {
  const { id: _, ...shown } = invitation
  return { ...shown, state: invitationState(invitation, now) }
}

/** Whose account each id is: those whose last sign-in the roster tells. */
export function accountsOf({ members }: Pick<Register, 'members'>): string[] {
  return [...members.values()].flatMap(({ accountId }) => (accountId ? [accountId] : []))
}
