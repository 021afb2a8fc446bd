import { tokyoDayOf } from '../domain/calendar.ts'
import type { HistoryEvent } from './chain.ts'
import { type Deviation, differing, type Told } from './differing.ts'

type Person = { told: Told; sequence: number }
type Move = { office: unknown; on: string }

/**
 * What a roster says of a person, and may do: told by events. Left out are the numbers that only the hub itself
 * looks at: the edition, what the daily job reminded of, and the day of the last look at the roster.
 */
const COVERED = [
  'name',
  'office',
  'email',
  'staffNumber',
  'roles',
  'moves',
  'away',
  'leftOn',
  'suspended',
  'signedOutAt',
  'accountId',
  'invitation',
  'mailTrouble',
  'language',
  'claims',
  'erased',
] as const

/** Makes a roster anew from its municipality's events. */
export class RosterReplay {
  readonly #people = new Map<string, Person>()

  /** @param data of the event, with its texts */
  take({ type, sequence, recordedAt }: HistoryEvent, data: Told): void {
    const memberId = String(data.memberId)
    if (type === 'member_added' || type === 'office_opened') {
      const { memberId: _, officeMemberId: __, ...said } = data
      this.#people.set(memberId, { told: said, sequence })
      return
    }
    const person = this.#people.get(memberId)
    if (!person) return
    const changed = changeOf(person.told, { type, recordedAt, data })
    if (!changed) return
    this.#people.set(memberId, { told: { ...person.told, ...changed }, sequence })
  }

  /** The first place where a roster says something else than its events; no entry may lack, none be too many. */
  deviation(held: ReadonlyMap<string, object>, isErasing: boolean): Deviation | undefined {
    for (const [id, { told, sequence }] of this.#people) {
      const person = held.get(id) as Told | undefined
      const pointer = `/members/${id}`
      if (!person) return { pointer, sequence }
      for (const key of COVERED) {
        const at = { pointer: `${pointer}/${key}`, sequence, isErasing }
        const found = differing(shown(key, person[key]), shown(key, told[key]), at)
        if (found) return { ...found, sequence }
      }
      if (String(person.mailsOff ?? '') !== String(told.mailsOff ?? ''))
        return { pointer: `${pointer}/mailsOff`, sequence }
    }
    const unknown = [...held.keys()].find((id) => !this.#people.has(id))
    return unknown === undefined ? undefined : { pointer: `/members/${unknown}`, sequence: 1 }
  }
}

/** An invitation's issue is told by its end; the address of somebody erased by nothing, until it is gone too. */
function shown(key: string, value: unknown): unknown {
  if (key === 'invitation' && value) {
    const { issuedAt: _, ...rest } = value as Told
    return rest
  }
  if (key === 'erased' && value) {
    const { address: _, ...rest } = value as Told
    return rest
  }
  return value
}

function changeOf(
  before: Told,
  { type, recordedAt, data }: { type: HistoryEvent['type']; recordedAt: string; data: Told },
): Told | undefined {
  const invitation = before.invitation as Told | undefined
  const claims = (before.claims ?? []) as Told[]
  switch (type) {
    case 'member_changed':
      return edited(data)
    case 'member_moved': {
      const { office, on } = data as Move
      const others = ((before.moves ?? []) as Move[]).filter((move) => move.on !== on)
      return { moves: byDay([...others, { office, on }]) }
    }
    case 'member_left':
      return { leftOn: data.on }
    case 'member_suspended':
      return { suspended: true }
    case 'member_reinstated':
      return { suspended: undefined }
    case 'member_signed_out':
      return { signedOutAt: recordedAt }
    case 'invitation_issued': {
      const { name, email, office, invitationId: id, expiresAt } = data
      // The office names the first person of HR anew.
      const named = name === undefined ? {} : { name, email, office }
      return { ...named, invitation: { id, expiresAt }, mailTrouble: undefined }
    }
    case 'invitation_sent': {
      const { failedAt: _, ...kept } = invitation ?? {}
      return { invitation: { ...kept, sentAt: recordedAt }, mailTrouble: undefined }
    }
    case 'invitation_revoked':
      return { invitation: undefined }
    case 'invitation_accepted':
      return { accountId: data.accountId, invitation: { ...invitation, acceptedAt: recordedAt } }
    case 'mail_failed': {
      const { kind, failure } = data
      const isOpen = kind === 'invitation' && invitation && invitation.sentAt === undefined
      return {
        mailTrouble: { failure, kind, at: recordedAt },
        ...(isOpen && { invitation: { ...invitation, failedAt: recordedAt } }),
      }
    }
    case 'mail_recovered':
    case 'mail_trouble_settled':
      return { mailTrouble: undefined }
    case 'mail_preference_changed': {
      const { mailsOff, language = before.language } = data
      // `null`: the municipality's from now on.
      return { mailsOff, language: language ?? undefined }
    }
    case 'claim_made': {
      const { claimId: id, kind, text } = data
      return { claims: [...claims, { id, kind, text, madeAt: recordedAt }] }
    }
    case 'claim_answered': {
      const { memberId: _, claimId, ...said } = data
      const answer = { ...said, at: recordedAt }
      return {
        claims: claims.map((claim) => (claim.id === claimId ? { ...claim, answer } : claim)),
      }
    }
    case 'member_erased':
      return erased(before, recordedAt, data)
    case 'erasure_completed':
      return {
        accountId: undefined,
        erased: { ...(before.erased as Told), doneAt: recordedAt },
      }
    default:
      return undefined
  }
}

function edited(data: Told): Told {
  const fields = data.fields as string[]
  const after: Told = Object.fromEntries(fields.map((field) => [field, data[field] ?? undefined]))
  if (after.moves) after.moves = byDay(after.moves as Move[])
  if (fields.includes('email')) after.mailTrouble = undefined
  // The invitation that went to the former address.
  if (data.invitationId !== undefined) after.invitation = undefined
  return after
}

/** Nothing is left but an id, the roles, and that they are gone. */
function erased(before: Told, at: string, { texts, why }: Told): Told {
  const today = tokyoDayOf(at)
  const leftOn = before.leftOn as string | undefined
  return {
    ...Object.fromEntries(COVERED.map((key) => [key, undefined])),
    mailsOff: undefined,
    name: '',
    roles: before.roles,
    accountId: before.accountId,
    leftOn: leftOn !== undefined && leftOn < today ? leftOn : today,
    suspended: true,
    erased: { at, why, texts },
  }
}

function byDay(moves: readonly Move[]): Move[] {
  return moves.toSorted((a, b) => (a.on < b.on ? -1 : 1))
}
