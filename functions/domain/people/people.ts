import * as z from 'zod'
import type { Day } from '../calendar.ts'
import { DaySchema, FiscalYearSchema, Id, Line, Text } from '../fields.ts'
import { MAIL_FAILURES, MAIL_KINDS } from '../mails/mail.ts'
import {
  ABSENCES,
  CHANNELS,
  CLAIM_KINDS,
  CLAIM_RESULTS,
  ERASURE_REASONS,
  GRANTED_ROLES,
  type Presence,
  ROLES,
} from '../words.ts'
import { type RoleHeld, rolesOn } from './roles.ts'

/** A role from a date to a date; a cohort's `member` becomes its `alumnus` by the calendar. */
export const RoleGrant = z
  .strictObject({
    role: z.enum(GRANTED_ROLES),
    cohort: FiscalYearSchema.optional(),
    from: DaySchema,
    to: DaySchema.optional(),
  })
  .meta({ id: 'RoleGrant' })
export type RoleGrant = z.infer<typeof RoleGrant>

/** 招待: of a person to sign in and be who the roster says. The link's code is computed, never kept. */
export const Invitation = z
  .strictObject({
    id: Id,
    issuedAt: z.string(),
    expiresAt: z.string(),
    /** Set once the mail was handed over. */
    sentAt: z.string().optional(),
    /** Set where the mail was given up. */
    failedAt: z.string().optional(),
    /** It holds once. */
    acceptedAt: z.string().optional(),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

/** A mail to somebody that was given up, and why. */
export const MailTrouble = z
  .strictObject({ failure: z.enum(MAIL_FAILURES), kind: z.enum(MAIL_KINDS), at: z.string() })
  .meta({ id: 'MailTrouble' })

/** 訂正・利用停止の請求: open until HR has answered. */
export const Claim = z
  .strictObject({
    id: Id,
    kind: z.enum(CLAIM_KINDS),
    text: Text,
    madeAt: z.string(),
    answer: z
      .strictObject({
        result: z.enum(CLAIM_RESULTS),
        reason: Text.optional(),
        at: z.string(),
        /** By the claimant, who alone was HR. */
        own: z.literal(true).optional(),
      })
      .optional(),
  })
  .meta({ id: 'Claim' })

/** A person of one municipality's roster. The id is the person's only inside this municipality. */
export const Member = z
  .strictObject({
    v: z.literal(1),
    id: Id,
    name: Line,
    office: Line.optional(),
    /** Optional and not unique: some share a section's mailbox, some have none. */
    email: z.email().max(254).optional(),
    /** 異動: to another office, from a day on; sorted by day. */
    moves: z.array(z.strictObject({ office: Line, on: DaySchema })).optional(),
    /** 職員番号, to match the rows of a file. */
    staffNumber: Line.optional(),
    roles: z.array(RoleGrant),
    /** 育休・休職・出向; without an end it lasts until HR says otherwise. */
    away: z.strictObject({ kind: z.enum(ABSENCES), until: DaySchema.optional() }).optional(),
    /** 退職: the first day without the person. */
    leftOn: DaySchema.optional(),
    /** No access from the very next request on, whatever the roles. */
    suspended: z.boolean().optional(),
    /** Sessions that began before don’t open the municipality to this person any more. */
    signedOutAt: z.string().optional(),
    /** The account that acts as this person, once an invitation was accepted. */
    accountId: Id.optional(),
    /** The number of the event that last changed what HR edits here: what `If-Match` compares. */
    edition: z.int().optional(),
    /** The last one; an older one's link holds no more. */
    invitation: Invitation.optional(),
    /** The last mail that did not get through; gone once one does, or the address changes. */
    mailTrouble: MailTrouble.optional(),
    /** The automatic mails that this person does not want. */
    mailsOff: z.array(z.enum(MAIL_KINDS)).optional(),
    /** The language of mails to this person; the municipality's without one. */
    language: z.enum(['ja', 'en']).optional(),
    /** What the daily job has reminded this person of, so that it does so once. */
    reminded: z
      .strictObject({
        on: DaySchema.optional(),
        round: z.string().optional(),
        transfers: FiscalYearSchema.optional(),
        invitation: Id.optional(),
      })
      .optional(),
    /** 削除済み: the name is empty, and nothing else tells who it was. */
    erased: z
      .strictObject({
        at: z.string(),
        why: z.enum(ERASURE_REASONS),
        texts: z.boolean(),
        /** Whose mails are still to be taken away; gone when that is done. */
        address: z.string().optional(),
        doneAt: z.string().optional(),
      })
      .optional(),
    /** What they asked HR about the data held of them. */
    claims: z.array(Claim).optional(),
    /** The day on which this person last read the roster: the history tells it once a day. */
    rosterReadOn: DaySchema.optional(),
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>

/** Whether somebody can be asked on a day: leaving counts from its day on, an absence until its end. */
export function presenceOn(
  { away, leftOn }: { away?: Member['away']; leftOn?: Day | undefined },
  day: Day,
): Presence {
  if (leftOn !== undefined && leftOn <= day) return 'left'
  return away && (away.until === undefined || day <= away.until) ? 'away' : 'here'
}

/** The office somebody is in on a day: the last move's, else the one the roster began with. */
export function officeOn({ office, moves }: Pick<Member, 'office' | 'moves'>, day: Day) {
  return moves?.findLast(({ on }) => on <= day)?.office ?? office
}

/** The roles of a person of the roster on a day: whoever has left holds none. */
export function rolesOf(person: Pick<Member, 'roles' | 'leftOn'>, day: Day): RoleHeld[] {
  return presenceOn(person, day) === 'left' ? [] : rolesOn(person.roles, day)
}

/**
 * Whether somebody gets into the municipality at all: neither suspended nor gone. Roles don't matter
 * here; who holds none is let in and may do nothing.
 */
export function isAdmitted(
  { suspended, leftOn }: Pick<Member, 'suspended' | 'leftOn'>,
  day: Day,
): boolean {
  return !suspended && presenceOn({ leftOn }, day) !== 'left'
}

/** Whether somebody can be asked on a day: in service, not away, and let in to answer. */
export function isAskable(
  person: Pick<Member, 'suspended' | 'away' | 'leftOn'>,
  day: Day,
): boolean {
  return isAdmitted(person, day) && presenceOn(person, day) === 'here'
}

/** Who acts, as authenticated: a person of one municipality with the roles granted there. */
export type Actor = {
  kind: 'person' | 'link' | 'system' | 'import'
  municipality: string
  memberId?: string
  grants: RoleGrant[]
  suspended?: boolean
}

/** Whose statement it is, as history keeps it: never a name. */
export const Attribution = z
  .strictObject({
    kind: z.enum(['person', 'link', 'system', 'import']),
    memberId: Id.optional(),
    role: z.enum(ROLES).optional(),
    cohort: FiscalYearSchema.optional(),
    channel: z.enum(CHANNELS),
  })
  .meta({ id: 'Attribution' })
export type Attribution = z.infer<typeof Attribution>

/** Whose words are recorded: a role and cohort, a person of the roster, or somebody the source doesn't tell. */
export const Speaker = z
  .strictObject({
    role: z.enum([...ROLES, 'unattributed']),
    cohort: FiscalYearSchema.optional(),
    memberId: Id.optional(),
    note: Line.optional(),
  })
  .meta({ id: 'Speaker' })
export type Speaker = z.infer<typeof Speaker>
