import { attributionOf, type Deed, type MunicipalityChange } from './change.ts'
import { DomainError } from './errors.ts'
import type { MailKind } from './mail.ts'
import type { Register } from './register.ts'

/**
 * What HR gets whatever they chose: a proof that nobody receives proves nothing later, and whoever broke a
 * history could first have turned off the mail that tells of it.
 */
const NEVER_OFF: ReadonlySet<MailKind> = new Set(['anchor_report', 'history_broken'])

export function canBeTurnedOff(kind: MailKind): boolean {
  return !NEVER_OFF.has(kind)
}

/**
 * A receiver turns a kind of automatic mail off or on again, or chooses the language of mails to them. One's
 * own mails need no role: the link in the mail, or being signed in as the person, is the permission.
 * @throws DomainError `not_found`; `nothing_changed` where that is so already, or the kind can't be turned off
 */
export function setMailPreference(
  register: Register,
  {
    memberId,
    kind,
    wanted,
    language,
  }: {
    memberId: string
    kind: MailKind
    wanted?: boolean | undefined
    language?: 'ja' | 'en' | undefined
  },
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(memberId)
  if (!before) throw new DomainError('not_found')
  const off = before.mailsOff ?? []
  const isWanted = !off.includes(kind)
  const mailsOff =
    wanted === undefined || wanted === isWanted || (!wanted && !canBeTurnedOff(kind))
      ? before.mailsOff
      : wanted
        ? off.filter((one) => one !== kind)
        : [...off, kind]
  const after = { ...before, mailsOff, ...(language && { language }) }
  if (after.mailsOff === before.mailsOff && after.language === before.language)
    throw new DomainError('nothing_changed')
  return {
    after: register.municipality,
    members: [after],
    entityId: memberId,
    event: {
      type: 'mail_preference_changed',
      by: attributionOf(deed),
      data: { memberId, mailsOff: mailsOff ?? [], ...(language && { language }) },
      texts: {},
    },
  }
}
