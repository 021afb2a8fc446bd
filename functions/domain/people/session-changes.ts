import type { Instant } from '../calendar.ts'
import { attribute, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError } from '../errors.ts'
import type { Register } from '../register.ts'
import { memberIn } from './roster-changes.ts'

/**
 * Whether a session that began at an instant still opens the municipality to a person: none does that began before
 * HR ended the person's, or everybody's.
 */
export function opensTo(
  { municipality, members }: Pick<Register, 'municipality' | 'members'>,
  { memberId, createdAt }: { memberId: string; createdAt: Instant },
): boolean {
  const ends = [municipality.signedOutAt, members.get(memberId)?.signedOutAt]
  return ends.every((end) => end === undefined || createdAt > end)
}

/**
 * HR ends the sessions of a person, from the next request on: whoever holds them signs in anew. A device that was
 * lost or left signed in is reason enough, without taking the person's access away.
 * @throws DomainError `not_allowed`, `not_found`, `person_erased`; `nothing_changed` for who never signed in
 */
export function signMemberOut(
  register: Register,
  memberId: string,
  deed: Deed,
): MunicipalityChange {
  const by = attributeEnd(register, deed)
  const before = memberIn(register, memberId)
  if (before.accountId === undefined) throw new DomainError('nothing_changed')
  return {
    after: register.municipality,
    members: [{ ...before, signedOutAt: deed.now }],
    entityId: memberId,
    event: { type: 'member_signed_out', by, data: { memberId }, texts: {} },
  }
}

/**
 * HR ends everybody's sessions here at once, its own too.
 * @throws DomainError `not_allowed`
 */
export function signEverybodyOut(register: Register, deed: Deed): MunicipalityChange {
  const by = attributeEnd(register, deed)
  const { municipality } = register
  return {
    after: { ...municipality, signedOutAt: deed.now },
    members: [],
    entityId: deed.id,
    event: { type: 'members_signed_out', by, data: {}, texts: {} },
  }
}

function attributeEnd(register: Register, deed: Deed) {
  return attribute(deed, 'sessions.end', { municipality: register.municipality.code })
}
