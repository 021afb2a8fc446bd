import type * as z from 'zod'
import { type Day, type Instant, tokyoDayOf } from '../calendar.ts'
import { attribute, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import { Id } from '../fields.ts'
import { isAdmitted, MailTrouble, type Member } from '../people/people.ts'
import type { Register } from '../register.ts'

/** Somebody whom mails don't reach: which one failed last, when and why. */
export const Unreached = MailTrouble.extend({ memberId: Id }).meta({ id: 'Unreached' })
export type Unreached = z.infer<typeof Unreached>

/** Whom mails don't reach, the latest first. Who has left or is suspended gets none anyway. */
export function unreachedOf({ members }: Register, now: Instant): Unreached[] {
  const today = tokyoDayOf(now)
  return [...members.values()]
    .flatMap((member): Unreached[] =>
      isWaitedFor(member, today) ? [{ ...member.mailTrouble, memberId: member.id }] : [],
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

function isWaitedFor(
  member: Member,
  today: Day,
): member is Member & { mailTrouble: NonNullable<Member['mailTrouble']> } {
  return member.mailTrouble !== undefined && !member.erased && isAdmitted(member, today)
}

/**
 * HR has seen to mails that failed, where the address is right after all: from now on mails are sent there again.
 * A new address, or a mail that gets through, ends it as well.
 * @throws DomainError `not_allowed`, `not_found`; `nothing_changed` where none has failed
 */
export function settleMailTrouble(
  register: Register,
  memberId: string,
  deed: Deed,
): MunicipalityChange {
  const { municipality, members } = register
  const by = attribute(deed, 'roster.edit', { municipality: municipality.code })
  const before = members.get(memberId)
  if (!before) throw new DomainError('not_found')
  const { mailTrouble, ...after } = before
  if (!mailTrouble) throw new DomainError('nothing_changed')
  const { failure, kind } = mailTrouble
  return {
    after: municipality,
    members: [after],
    entityId: memberId,
    event: { type: 'mail_trouble_settled', by, data: { memberId, kind, failure }, texts: {} },
  }
}
