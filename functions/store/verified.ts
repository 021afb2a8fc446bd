import type { Head, Municipality } from '../domain/municipalities/municipality.ts'
import type { Member } from '../domain/people/people.ts'
import type { Proposal } from '../domain/proposals/proposal.ts'
import type { Inquiry } from '../domain/questions/inquiry.ts'
import type { Review } from '../domain/reviews/review.ts'
import { municipalityStream, proposalStream } from '../history/streams.ts'
import { type Revision, revisionOf } from './commit.ts'
import { type Database, type Item, pause } from './database.ts'
import { type State, stateOf } from './states.ts'
import {
  inquiryKey,
  membershipKey,
  registerPartition,
  requestPartition,
  revisionKey,
} from './table.ts'

/** How often everything is read anew while others write. */
const ATTEMPTS = 10

/** A chain and the state whose head says where it ends. */
export type Subject<State> = { stream: string; head: Head; state: State }

/** What is compared with the chains: what pages show and what gives access, at one instant. */
export type Verified = {
  /** The municipality's last change. */
  upTo: string
  municipality: Subject<Municipality> | undefined
  proposals: Subject<Proposal>[]
  members: Map<string, Member>
  reviews: Map<string, Review>
  requests: Map<string, Item>
  /** Those at hand and the older ones. */
  inquiries: Map<string, Inquiry>
  /** By the person they give access as. */
  memberships: Map<string, Item | undefined>
}

/**
 * Reads the states of a municipality as they lie in the table, past every copy. While others write it is done
 * anew, as what lies in several items must be of one instant.
 */
export async function readVerified(database: Database, code: string): Promise<Verified> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await revisionIn(database, code)
    const verified = nothingBy(before)
    for await (const page of database.pages(registerPartition(code)))
      for (const item of page) take(verified, stateOf(item))
    await readBeside(database, code, verified)
    const after = await revisionIn(database, code)
    if (before.number === after.number || attempt === ATTEMPTS) return verified
    await pause(attempt)
  }
}

export async function revisionIn(database: Database, code: string): Promise<Revision> {
  const [item] = await database.get([revisionKey(code)])
  return revisionOf(item)
}

function nothingBy({ recordedAt }: Revision): Verified {
  return {
    upTo: recordedAt,
    municipality: undefined,
    proposals: [],
    members: new Map(),
    reviews: new Map(),
    requests: new Map(),
    inquiries: new Map(),
    memberships: new Map(),
  }
}

function take(verified: Verified, { kind, value }: State): void {
  if (kind === 'member') verified.members.set(value.id, value)
  else if (kind === 'inquiries')
    for (const inquiry of value.list) verified.inquiries.set(inquiry.id, inquiry)
  else if (kind === 'review') verified.reviews.set(value.id, value)
  else if (kind === 'proposal')
    verified.proposals.push({ stream: proposalStream(value.id), head: value.head, state: value })
  else if (kind === 'municipality')
    verified.municipality = {
      stream: municipalityStream(value.code),
      head: value.head,
      state: value,
    }
}

async function readBeside(database: Database, code: string, verified: Verified): Promise<void> {
  for (const { pk: _, sk, ...request } of await database.query(requestPartition(code)))
    verified.requests.set(String(sk), request)
  // One that is at hand again has moved on since it lay apart.
  for (const { sk, inquiry } of await database.query(inquiryKey(code, '').pk))
    if (!verified.inquiries.has(String(sk))) verified.inquiries.set(String(sk), inquiry as Inquiry)
  const bound = [...verified.members.values()].flatMap(({ id, accountId }) =>
    accountId === undefined ? [] : [{ id, key: membershipKey(accountId, code) }],
  )
  const items = await database.get(bound.map(({ key }) => key))
  for (const [at, { id }] of bound.entries()) verified.memberships.set(id, items[at])
}
