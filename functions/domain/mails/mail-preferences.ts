import * as z from 'zod'
import { attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import type { Member } from '../people/people.ts'
import type { Register } from '../register.ts'
import { MAIL_KINDS, type MailKind } from './mail.ts'

/** They come to whoever is nobody here yet. */
const BEFORE_ENTERING = ['invitation', 'invitation_lapsing'] as const
export type OptionalMail = Exclude<MailKind, (typeof BEFORE_ENTERING)[number]>

/** The kinds of mail that somebody who is signed in may do without. */
const OPTIONAL_MAILS = MAIL_KINDS.filter(
  (kind): kind is OptionalMail => !(BEFORE_ENTERING as readonly MailKind[]).includes(kind),
)

/** What one gets no more, as a whole, and the language of the rest; `null` is the municipality's. */
export const MailPreferences = z
  .strictObject({
    off: z.array(z.enum(OPTIONAL_MAILS)).max(OPTIONAL_MAILS.length),
    language: z.enum(['ja', 'en']).nullable(),
  })
  .meta({ id: 'MailPreferences' })
export type MailPreferences = z.infer<typeof MailPreferences>

/**
 * A receiver turns a kind of automatic mail off or on again, or chooses the language of mails to them. One's
 * own mails need no role: the link in the mail, or being signed in as the person, is the permission.
 * @throws DomainError `not_found`; `nothing_changed` where that is so already
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
  const before = memberIn(register, memberId)
  const off = before.mailsOff ?? []
  const others = off.filter((one) => one !== kind)
  return preferring(
    register,
    before,
    {
      off: wanted === undefined ? off : wanted ? others : [...others, kind],
      language: language ?? before.language,
    },
    deed,
  )
}

/**
 * Somebody who is signed in says all at once which mails they want, and in which language.
 * @throws DomainError as `setMailPreference`
 */
export function setMailPreferences(
  register: Register,
  { off, language }: MailPreferences,
  deed: Deed,
): MunicipalityChange {
  const before = memberIn(register, deed.actor.memberId)
  return preferring(register, before, { off, language: language ?? undefined }, deed)
}

function preferring(
  register: Register,
  before: Member,
  { off, language }: { off: readonly MailKind[]; language: 'ja' | 'en' | undefined },
  deed: Deed,
): MunicipalityChange {
  const mailsOff = MAIL_KINDS.filter((kind) => off.includes(kind))
  const was = MAIL_KINDS.filter((kind) => before.mailsOff?.includes(kind))
  if (mailsOff.join() === was.join() && language === before.language)
    throw new DomainError('nothing_changed')
  const { mailsOff: _, language: __, ...rest } = before
  return {
    after: register.municipality,
    members: [{ ...rest, ...(mailsOff.length > 0 && { mailsOff }), ...(language && { language }) }],
    entityId: before.id,
    event: {
      type: 'mail_preference_changed',
      by: attributionOf(deed),
      data: {
        memberId: before.id,
        mailsOff,
        ...(language !== before.language && { language: language ?? null }),
      },
      texts: {},
    },
  }
}

function memberIn({ members }: Register, memberId: string | undefined): Member {
  const member = members.get(memberId ?? '')
  if (!member || member.erased) throw new DomainError('not_found')
  return member
}
