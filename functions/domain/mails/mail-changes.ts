import { type Instant, tokyoDayOf } from '../calendar.ts'
import { attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import { isAdmitted, type Member } from '../people/people.ts'
import type { Register } from '../register.ts'
import type { MailDraft, MailFailure, MailKind, PendingMail } from './mail.ts'

/** Failures that lie with the address: until it changes, or HR tries it again, nothing is sent there. */
const OF_ADDRESS: readonly MailFailure[] = ['bounced', 'complained', 'refused']

/**
 * Who gets a mail, and where; why not, where the person can't be reached; `moot` where there is nobody any
 * more or they don't want this kind.
 */
export function receiverOf(
  { members }: Register,
  { to, kind }: Pick<MailDraft, 'to' | 'kind'>,
  now: Instant,
): { member: Member; email: string; failure?: never } | { failure: MailFailure } | 'moot' {
  const member = members.get(to)
  if (!member || !isAdmitted(member, tokyoDayOf(now))) return 'moot'
  if (member.mailsOff?.includes(kind)) return 'moot'
  if (member.email === undefined) return { failure: 'no_address' }
  const failure = member.mailTrouble?.failure
  if (failure && OF_ADDRESS.includes(failure)) return { failure }
  return { member, email: member.email }
}

/** Whether mails reach somebody: they have an address, and it has not turned out to be none. */
export function isReachable({ email, mailTrouble }: Pick<Member, 'email' | 'mailTrouble'>) {
  return email !== undefined && !(mailTrouble && OF_ADDRESS.includes(mailTrouble.failure))
}

/** Whether mails of a kind come to somebody: mails reach them, and they do not go without this kind. */
export function isMailed(
  member: Pick<Member, 'email' | 'mailTrouble' | 'mailsOff'>,
  kind: MailKind,
): boolean {
  return isReachable(member) && !member.mailsOff?.includes(kind)
}

/** Those of some people whom mails reach. */
export function reachable({ members }: Register, memberIds: readonly string[]): string[] {
  return memberIds.filter((id) => {
    const member = members.get(id)
    return member !== undefined && isReachable(member)
  })
}

/**
 * Notes that a mail was handed over, where somebody waits to know: an invitation, or the first one after
 * others had failed.
 * @throws DomainError `nothing_changed` where nobody does
 */
export function noteMailSent(
  register: Register,
  mail: PendingMail,
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(mail.to)
  if (!before) throw new DomainError('nothing_changed')
  const { invitation, mailTrouble } = before
  if (mail.kind === 'invitation') {
    if (invitation?.id !== mail.facts.invitationId || invitation.sentAt !== undefined)
      throw new DomainError('nothing_changed')
    const { failedAt: _, ...kept } = invitation
    return {
      after: register.municipality,
      members: [{ ...without(before), invitation: { ...kept, sentAt: deed.now } }],
      entityId: invitation.id,
      event: {
        type: 'invitation_sent',
        by: attributionOf(deed),
        data: { memberId: mail.to, invitationId: invitation.id },
        texts: {},
      },
    }
  }
  if (!mailTrouble) throw new DomainError('nothing_changed')
  return {
    after: register.municipality,
    members: [without(before)],
    entityId: mail.to,
    event: {
      type: 'mail_recovered',
      by: attributionOf(deed),
      data: { memberId: mail.to, kind: mail.kind },
      texts: {},
    },
  }
}

/**
 * Notes that a mail was given up: HR sees it at the person until the address changes or a mail gets through.
 * @param mail with the address that it went to, where that is known
 * @throws DomainError `nothing_changed` where the same is noted already, the person is gone, or has another address now
 */
export function noteMailFailed(
  register: Register,
  mail: Pick<PendingMail, 'to' | 'kind'> & { address?: string | undefined },
  failure: MailFailure,
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(mail.to)
  if (!before) throw new DomainError('nothing_changed')
  const { invitation, email = '' } = before
  if (mail.address !== undefined && mail.address.toLowerCase() !== email.toLowerCase())
    throw new DomainError('nothing_changed')
  const isOpen =
    mail.kind === 'invitation' && invitation !== undefined && invitation.sentAt === undefined
  if (before.mailTrouble?.failure === failure && !isOpen) throw new DomainError('nothing_changed')
  return {
    after: register.municipality,
    members: [
      {
        ...before,
        mailTrouble: { failure, kind: mail.kind, at: deed.now },
        ...(isOpen && { invitation: { ...invitation, failedAt: deed.now } }),
      },
    ],
    entityId: mail.to,
    event: {
      type: 'mail_failed',
      by: attributionOf(deed),
      data: { memberId: mail.to, kind: mail.kind, failure },
      texts: {},
    },
  }
}

function without({ mailTrouble: _, ...member }: Member): Member {
  return member
}
