import { isDeepStrictEqual } from 'node:util'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import { OFFICE } from '../domain/municipalities/municipality-code.ts'
import type { Member } from '../domain/people/people.ts'
import type { Register } from '../domain/register.ts'
import { membershipOf } from './accounts.ts'
import type { Further } from './commit.ts'
import { municipalityItem } from './municipality-list.ts'
import { erasureKey, membershipKey } from './table.ts'

/** What the office's list says of a municipality, where a change has it say something else. */
export function entryItems(
  before: Register,
  { municipality, members }: { municipality: Municipality; members: readonly Member[] },
): Further[] {
  if (municipality.code === OFFICE) return []
  const after = new Map([...before.members, ...members.map((one) => [one.id, one] as const)])
  const was = municipalityItem(before.municipality, before.members.values())
  const is = municipalityItem(municipality, after.values())
  return isDeepStrictEqual(was, is) ? [] : [is]
}

/** What is written with a person of a roster: what their account may do there, and their erasure's entry. */
export function memberItems(code: string, member: Member): Further[] {
  return [...membershipItems(code, member), ...ledgerItems(code, member)]
}

function membershipItems(code: string, member: Member): Further[] {
  if (member.accountId === undefined) return []
  return [{ key: membershipKey(member.accountId, code), item: membershipOf(code, member) }]
}

/** An erasure and its entry in the ledger are written as one, and so are its end and the entry's. */
function ledgerItems(code: string, { id, erased }: Member): Further[] {
  if (!erased) return []
  const { texts, why, at, doneAt } = erased
  const entry = {
    v: 1,
    code,
    memberId: id,
    texts,
    why,
    at,
    ...(doneAt !== undefined && { doneAt }),
  }
  return [{ key: erasureKey(code, id), item: entry }]
}
