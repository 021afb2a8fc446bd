import { v7 as uuidv7 } from 'uuid'
import {
  attributionOf,
  type Deed,
  type EventDraft,
  type ProposalChange,
  separateTexts,
} from '../../functions/domain/change.ts'
import type { Municipality } from '../../functions/domain/municipalities/municipality.ts'
import type { Member } from '../../functions/domain/people/people.ts'
import type { Proposal } from '../../functions/domain/proposals/proposal.ts'
import type { Register } from '../../functions/domain/register.ts'
import type { Channel } from '../../functions/domain/words.ts'
import { NO_HEAD, type SealedTexts, seal } from '../../functions/history/chain.ts'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import type { Random } from './random.ts'

/** One sealed event of a synthetic history, as the store keeps it. */
export type SyntheticEvent = {
  stream: string
  sequence: number
  json: string
  texts: SealedTexts
}

/** A made-up municipality with its whole history. `changes` is its register's revision. */
export type Synthetic = { register: Register; events: SyntheticEvent[]; changes: number }

/** The fiscal years that the synthetic municipalities cover, and the day on which they end. */
export const SYNTHETIC_YEARS = { first: 2006, last: 2025 } as const
export const SYNTHETIC_TODAY = '2026-09-30T00:00:00.000Z'

/** Grows a register change by change, and seals each. */
export class Grower {
  readonly random: Random
  readonly #code: string
  readonly #members = new Map<string, Member>()
  readonly #proposals = new Map<string, Proposal>()
  readonly #events: SyntheticEvent[] = []
  #municipality: Municipality | undefined
  readonly #instants = new Set<string>()
  #lastRecordedAt = ''

  constructor({ random, code }: { random: Random; code: string }) {
    this.random = random
    this.#code = code
  }

  get register(): Register {
    if (!this.#municipality) throw new Error('not begun')
    return {
      municipality: this.#municipality,
      members: this.#members,
      proposals: this.#proposals,
      reviews: new Map(),
      inquiries: [],
      recordedAt: this.#lastRecordedAt,
    }
  }

  /** A UUIDv7 of an instant, the same in every run. */
  id(now: string): string {
    const random = this.random.bytes(16)
    return uuidv7({ msecs: Date.parse(now), random, seq: this.random.integer(0, 2 ** 31 - 1) })
  }

  /** The one who holds a role: HR, or the person of a cohort (its alumnus after its year). */
  holder(role: 'hr' | 'member', cohort?: number): Member {
    for (const member of this.#members.values())
      if (member.roles.some((grant) => grant.role === role && grant.cohort === cohort))
        return member
    throw new Error(`nobody of ${cohort} is ${role}`)
  }

  /** Of no two changes of a municipality is the instant the same: the second one is a moment later. */
  deed(who: Member, at: string, channel: Channel = 'web'): Deed {
    let now = at
    while (this.#instants.has(now)) now = new Date(Date.parse(now) + 1).toISOString()
    const municipality = this.#code
    const actor = { kind: 'person' as const, municipality, memberId: who.id, grants: who.roles }
    return { actor, now, id: this.id(now), channel }
  }

  begin(municipality: Omit<Municipality, 'v' | 'head'>): void {
    const head = NO_HEAD
    this.#municipality = { v: 1, ...municipality, head }
    this.#onMunicipality({ type: 'municipality_created', said: { ...municipality } })
  }

  add(member: Member): void {
    const { v: _, id: memberId, ...said } = member
    this.#members.set(memberId, member)
    this.#onMunicipality({ type: 'member_added', said: { memberId, ...said } })
  }

  /** Takes a decided change in. @returns the proposal with its sealed head */
  take({ after, event }: ProposalChange, { id, now }: Deed): Proposal {
    const before = this.#proposals.get(after.id)?.head ?? NO_HEAD
    const head = this.#seal(proposalStream(after.id), before, { draft: event, id, now })
    const proposal = { ...after, head }
    this.#proposals.set(after.id, proposal)
    return proposal
  }

  grown(): Synthetic {
    return { register: this.register, events: this.#events, changes: this.#events.length }
  }

  #onMunicipality({
    type,
    said,
  }: {
    type: EventDraft['type']
    said: Record<string, unknown>
  }): void {
    const { municipality } = this.register
    const now = new Date(Date.UTC(SYNTHETIC_YEARS.first, 3, 1) + municipality.head.sequence * 1000)
    const actor = { kind: 'import' as const, municipality: municipality.code, grants: [] }
    const deed: Deed = {
      actor,
      now: now.toISOString(),
      id: this.id(now.toISOString()),
      channel: 'import',
    }
    const draft = { type, by: attributionOf(deed), ...separateTexts(said) }
    const stream = municipalityStream(municipality.code)
    const head = this.#seal(stream, municipality.head, { draft, ...deed })
    this.#municipality = { ...municipality, head }
  }

  #seal(
    stream: string,
    before: Municipality['head'],
    { draft, id, now }: { draft: EventDraft; id: string; now: string },
  ): Municipality['head'] {
    const { json, texts, head } = seal(before, {
      stream,
      draft,
      recordedAt: now,
      operationId: id,
      salt: () => Buffer.from(this.random.bytes(16)).toString('base64url'),
    })
    this.#events.push({ stream, sequence: head.sequence, json, texts })
    this.#instants.add(now)
    if (now > this.#lastRecordedAt) this.#lastRecordedAt = now
    return head
  }
}
