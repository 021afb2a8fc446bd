import { type Instant, tokyoDayOf } from '../calendar.ts'
import { attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import type { Register } from '../register.ts'
import { type Invitation, isAdmitted } from './people.ts'
import { attributeRosterEdit, memberIn } from './roster-changes.ts'

/** How long an invitation holds. */
export const INVITATION_DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000

/** An invitation as it is issued now. */
export function invitationOf(id: string, now: Instant): Invitation {
  const expiresAt = new Date(Date.parse(now) + INVITATION_DAYS * DAY_MS).toISOString()
  return { id, issuedAt: now, expiresAt }
}

/**
 * HR invites a person to sign in and be who the roster says. An earlier invitation holds no more.
 * @throws DomainError `not_allowed`, `not_found`, `person_erased`, `no_address`, `already_bound`; `not_invitable` for
 * somebody who is suspended or has left
 */
export function issueInvitation(
  register: Register,
  memberId: string,
  deed: Deed,
): MunicipalityChange {
  const by = attributeRosterEdit(register, deed)
  const before = memberIn(register, memberId)
  if (before.accountId !== undefined) throw new DomainError('already_bound')
  if (!isAdmitted(before, tokyoDayOf(deed.now))) throw new DomainError('not_invitable')
  if (before.email === undefined) throw new DomainError('no_address')
  const invitation = invitationOf(deed.id, deed.now)
  const { expiresAt } = invitation
  return {
    after: register.municipality,
    members: [{ ...before, invitation, mailTrouble: undefined }],
    entityId: deed.id,
    event: {
      type: 'invitation_issued',
      by,
      data: { memberId, invitationId: deed.id, expiresAt },
      texts: {},
    },
    mails: [{ kind: 'invitation', to: memberId, facts: { invitationId: deed.id } }],
  }
}

/**
 * HR takes an invitation back before it is accepted.
 * @throws DomainError `not_allowed`, `not_found`, `person_erased`; `nothing_changed` where none is open
 */
export function revokeInvitation(
  register: Register,
  memberId: string,
  deed: Deed,
): MunicipalityChange {
  const by = attributeRosterEdit(register, deed)
  const before = memberIn(register, memberId)
  const { invitation } = before
  if (!invitation || invitation.acceptedAt !== undefined) throw new DomainError('nothing_changed')
  return {
    after: register.municipality,
    members: [{ ...before, invitation: undefined }],
    entityId: invitation.id,
    event: {
      type: 'invitation_revoked',
      by,
      data: { memberId, invitationId: invitation.id },
      texts: {},
    },
  }
}

/**
 * Whoever has the link accepts: from now on the account is this person, and this person has this account.
 * @param isGenuine whether the link presented is the one of this invitation
 * @throws DomainError `invitation_invalid` where it was revoked, replaced or never made; `invitation_used`;
 * `invitation_expired`; `already_bound` where the account or the person has another of the other kind
 */
export function acceptInvitation(
  register: Register,
  {
    memberId,
    accountId,
    isGenuine,
  }: { memberId: string; accountId: string; isGenuine: (invitationId: string) => boolean },
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(memberId)
  const invitation = before?.invitation
  // Whatever is wrong with the link itself is one answer: nobody learns whom there is to find.
  if (!before || !invitation || !isGenuine(invitation.id))
    throw new DomainError('invitation_invalid')
  if (invitation.acceptedAt !== undefined) throw new DomainError('invitation_used')
  if (!isAdmitted(before, tokyoDayOf(deed.now))) throw new DomainError('invitation_invalid')
  if (invitation.expiresAt <= deed.now) throw new DomainError('invitation_expired')
  const isElsewhere = [...register.members.values()].some((other) => other.accountId === accountId)
  if (before.accountId !== undefined || isElsewhere) throw new DomainError('already_bound')
  const accepted = { ...invitation, acceptedAt: deed.now }
  return {
    after: register.municipality,
    members: [{ ...before, accountId, invitation: accepted }],
    entityId: memberId,
    event: {
      type: 'invitation_accepted',
      // No role is needed: the link is the permission.
      by: attributionOf(deed),
      data: { memberId, invitationId: invitation.id, accountId },
      texts: {},
    },
  }
}
