import type { Instant } from './calendar.ts'
import { fieldError } from './errors.ts'
import type { Municipality } from './municipalities/municipality.ts'
import type { Member, Speaker } from './people/people.ts'
import type { Proposal } from './proposals/proposal.ts'
import type { Inquiry } from './questions/inquiry.ts'
import type { Review } from './reviews/review.ts'

/** Everything the hub knows of one municipality: what every decision and every answer is made from. */
export type Register = {
  municipality: Municipality
  members: ReadonlyMap<string, Member>
  proposals: ReadonlyMap<string, Proposal>
  reviews: ReadonlyMap<string, Review>
  /** Questions to and from other municipalities: the open ones, and those that ended last. */
  inquiries: readonly Inquiry[]
  /** When its last change was recorded: no answer about it may be given as of an earlier now. */
  recordedAt: Instant
}

/**
 * A register never changes; a change makes a new one. What is derived from one is therefore worked out
 * once and remembered as long as the register itself is.
 */
function remembered<Derived>(derive: (register: Register) => Derived) {
  const known = new WeakMap<Register, Derived>()
  return (register: Register): Derived => {
    const before = known.get(register)
    if (before !== undefined) return before
    const derived = derive(register)
    known.set(register, derived)
    return derived
  }
}

/** All proposals, newest first; within a year by the paper's number, then by when they were entered. */
export const newestFirst = remembered((register): readonly Proposal[] => {
  const keyed = [...register.proposals.values()].map((proposal) => ({
    key: sortKey(proposal),
    proposal,
  }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ proposal }) => proposal)
})

/** Sorts as `newestFirst`; a cursor points behind one. */
export function sortKey({
  cohort,
  number,
  id,
}: Pick<Proposal, 'cohort' | 'number' | 'id'>): string {
  return `${9999 - cohort}/${String(number ?? 99).padStart(2, '0')}/${id}`
}

const pointing = remembered((register): ReadonlyMap<string, readonly Proposal[]> => {
  const sources = new Map<string, Proposal[]>()
  for (const proposal of newestFirst(register)) {
    const targets = new Set(proposal.revisions.flatMap(({ link }) => (link ? [link.to] : [])))
    for (const to of targets) sources.set(to, [...(sources.get(to) ?? []), proposal])
  }
  return sources
})

/** The proposals that are or ever were linked to this one, newest first. */
export function everLinkedTo(register: Register, proposalId: string): readonly Proposal[] {
  return pointing(register).get(proposalId) ?? []
}

/** @throws DomainError where a named person isn't on the municipality's roster, or was erased from it */
export function requireOnRoster(
  register: Register,
  memberId: string | undefined,
  pointer: string,
): void {
  if (memberId === undefined) return
  const member = register.members.get(memberId)
  if (!member) throw fieldError(pointer, 'not_found')
  if (member.erased) throw fieldError(pointer, 'person_erased')
}

/** @throws DomainError where the speaker is a person who isn't on the roster, or was erased from it */
export function requireSpeakerOnRoster(
  register: Register,
  speaker: Speaker | undefined,
  pointer: string,
): void {
  requireOnRoster(register, speaker?.memberId, `${pointer}/memberId`)
}
