import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { DomainError } from '../domain/errors.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { Member } from '../domain/people/people.ts'
import type { Proposal } from '../domain/proposals/proposal.ts'
import type { Inquiry } from '../domain/questions/inquiry.ts'
import type { Register } from '../domain/register.ts'
import type { Review } from '../domain/reviews/review.ts'
import type { Item } from './database.ts'
import { DICTIONARY } from './dictionary.ts'
import { INQUIRIES_SK, MUNICIPALITY_SK, memberSk, proposalSk, reviewSk } from './table.ts'
import { UPCASTS, upcast } from './upcasts.ts'

/** A state of the register, as one item each. */
export type State =
  | { kind: 'municipality'; value: Municipality }
  | { kind: 'member'; value: Member }
  | { kind: 'proposal'; value: Proposal }
  | { kind: 'review'; value: Review }
  | { kind: 'inquiries'; value: Inquiries }

/** Questions to and from other municipalities: one state, as each is small and their number is bounded. */
export type Inquiries = { v: 1; list: readonly Inquiry[] }

/** DynamoDB takes items up to 400 KB; what comes near is refused before it gets stuck there. */
const LARGEST_BODY = 300_000
/** What repeats itself deflates to almost nothing, and is large in memory all the same (UTF-16 units). */
const LARGEST_TEXT = 2_000_000

/**
 * A state as an item: its JSON, deflated. Reading a register costs by its bytes, and a typical proposal
 * deflates to a third.
 * @throws DomainError `proposal_full`
 */
export function itemOf(state: State): Item & { sk: string } {
  const json = JSON.stringify(state.value)
  const body = deflateRawSync(json, { dictionary: DICTIONARY })
  if (body.length > LARGEST_BODY || json.length > LARGEST_TEXT)
    throw new DomainError('proposal_full')
  return { sk: skOf(state), v: state.value.v, dictionary: 1, body }
}

export function skOf({ kind, value }: State): string {
  if (kind === 'municipality') return MUNICIPALITY_SK
  if (kind === 'inquiries') return INQUIRIES_SK
  if (kind === 'member') return memberSk(value.id)
  return kind === 'review' ? reviewSk(value.id) : proposalSk(value.id)
}

/** The bytes a state takes in the table: the measure of how much memory a copy may take. */
export function sizeOf(item: Item): number {
  return (item.body as Uint8Array).length
}

/**
 * Reads a state back, whichever program wrote it. The sort key tells its kind.
 * @throws DomainError `unavailable` where a newer program wrote it
 */
export function stateOf(item: Item): State {
  const json = inflateRawSync(item.body as Uint8Array, { dictionary: DICTIONARY }).toString('utf8')
  const kind = kindOf(String(item.sk))
  return { kind, value: upcast(JSON.parse(json), UPCASTS[kind]) } as State
}

function kindOf(sk: string): State['kind'] {
  if (sk === MUNICIPALITY_SK) return 'municipality'
  if (sk === INQUIRIES_SK) return 'inquiries'
  if (sk.startsWith(memberSk(''))) return 'member'
  return sk.startsWith(reviewSk('')) ? 'review' : 'proposal'
}

/** The register with some states replaced or added by a change; the one given stays as it is. */
export function withStates(
  register: Partial<Register>,
  states: readonly State[],
  recordedAt: string,
): Register | undefined {
  let { municipality, inquiries = [] } = register
  const members = new Map(register.members)
  const proposals = new Map(register.proposals)
  const reviews = new Map(register.reviews)
  for (const state of states) {
    if (state.kind === 'municipality') municipality = state.value
    else if (state.kind === 'member') members.set(state.value.id, state.value)
    else if (state.kind === 'inquiries') inquiries = state.value.list
    else if (state.kind === 'review') reviews.set(state.value.id, state.value)
    else proposals.set(state.value.id, state.value)
  }
  return municipality && { municipality, members, proposals, reviews, inquiries, recordedAt }
}
