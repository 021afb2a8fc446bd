import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import canonicalize from 'canonicalize'
import manifest from '../../../package.json' with { type: 'json' }
import { DomainError } from '../../domain/errors.ts'
import type { Municipality } from '../../domain/municipalities/municipality.ts'
import type { Member } from '../../domain/people/people.ts'
import type { Proposal } from '../../domain/proposals/proposal.ts'
import type { Review } from '../../domain/reviews/review.ts'
import { municipalityStream, proposalStream } from '../../history/streams.ts'
import { chainsOf } from '../chains.ts'
import { type Revision, revisionOf } from '../commit.ts'
import { type Database, type Item, pause } from '../database.ts'
import { frozenOf } from '../frozen-reviews.ts'
import { SCHEMA_VERSION } from '../migrations.ts'
import { historiesIn } from '../municipality-list.ts'
import { mailOf } from '../outbox.ts'
import { stateOf } from '../states.ts'
import {
  accountKey,
  ERASURES,
  frozenReviewKey,
  INQUIRIES_SK,
  inquiryKey,
  MUNICIPALITY_SK,
  mailedPartition,
  memberSk,
  OUTBOX,
  proposalSk,
  ROLLUP,
  registerPartition,
  requestKey,
  reviewSk,
  revisionKey,
  SAMPLE,
} from '../table.ts'
import { eventLine, FORMAT, FORMAT_VERSION } from './partitions.ts'

/** How often a register is read anew while others write. */
const ATTEMPTS = 10
/** Characters that leave at once. */
const PIECE = 64 * 1024

/** What a file is asked for. */
export type Asked = {
  /** One alone; the whole hub without it. */
  municipality?: string | undefined
}

/** A municipality at one instant; its states are still as they lie in the table. */
type Cut = { code: string; revision: Revision; states: Item[]; requests: Item[] }

/** The hub, or one municipality, as lines of JSON: the backup, and the way out of the product. */
export class Portable {
  readonly #database: Database
  readonly #clock: () => Date

  constructor({ database, clock }: { database: Database; clock: () => Date }) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * The lines, a few at a time, while they are read: no more of it is in memory than one municipality's states.
   * What is in them of a municipality is as it was at one instant, also while others write.
   * @throws DomainError `not_found` where there is no such municipality; `conflict` where others write without a pause
   */
  async *pieces({ municipality }: Asked = {}): AsyncGenerator<string> {
    const digest = createHash('sha256')
    const counts: Record<string, number> = {}
    let piece = ''
    const now = this.#clock().toISOString()
    for await (const line of this.#lines({ municipality, now })) {
      const kind = line.slice(9, line.indexOf('"', 9))
      if (kind !== 'header') counts[kind] = (counts[kind] ?? 0) + 1
      piece += `${line}\n`
      if (piece.length < PIECE) continue
      digest.update(piece)
      yield piece
      piece = ''
    }
    digest.update(piece)
    const end = { kind: 'end', counts, sha256: digest.digest('hex') }
    yield `${piece}${JSON.stringify(end)}\n`
  }

  async *#lines({
    municipality,
    now,
  }: {
    municipality: string | undefined
    now: string
  }): AsyncGenerator<string> {
    const codes = municipality === undefined ? await historiesIn(this.#database) : [municipality]
    const only = municipality === undefined ? undefined : await this.#cut(municipality)
    yield line('header', {
      format: FORMAT,
      version: FORMAT_VERSION,
      schema: SCHEMA_VERSION,
      hub: manifest.version,
      madeAt: now,
      municipality: municipality ?? null,
      counts: only ? countsOf(only) : { municipalities: codes.length },
    })
    if (!only) yield* this.#ofTheHub()
    for (const code of codes) yield* this.#municipality(only ?? (await this.#cut(code)), now)
  }

  async *#ofTheHub(): AsyncGenerator<string> {
    const [sample] = await this.#database.get([SAMPLE])
    if (sample) yield line('sample', { state: sample.state })
    for (const { sk, body } of await this.#database.query(ROLLUP))
      yield line('rollup', { day: sk, rollup: JSON.parse(inflateRawSync(body).toString('utf8')) })
  }

  async #cut(code: string): Promise<Cut> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const revision = await this.#revision(code)
      if (revision.number === 0) throw new DomainError('not_found')
      const [states, requests] = await Promise.all([
        this.#database.query(registerPartition(code)),
        this.#database.query(requestKey(code, '').pk),
      ])
      if ((await this.#revision(code)).number === revision.number)
        return { code, revision, states, requests }
      await pause(attempt)
    }
    throw new DomainError('conflict')
  }

  async #revision(code: string): Promise<Revision> {
    const [item] = await this.#database.get([revisionKey(code)])
    return revisionOf(item)
  }

  async *#municipality(cut: Cut, now: string): AsyncGenerator<string> {
    const { code, revision, requests } = cut
    const { number, recordedAt, dueOn } = revision
    const states = (kind: string) => cut.states.filter(({ sk }) => String(sk).startsWith(kind))
    const [own] = states(MUNICIPALITY_SK)
    if (!own) throw new Error(`${code} has a revision and no state`)
    const municipality = stateOf(own).value as Municipality
    const about = { number, recordedAt, ...(dueOn !== undefined && { dueOn }) }
    yield line('municipality', { state: municipality, revision: about })
    const members = states(memberSk('')).map((item) => stateOf(item).value as Member)
    yield* this.#accounts(members)
    for (const state of members) yield line('member', { state })
    const heads = new Map([[municipalityStream(code), municipality.head.sequence]])
    const closed: [string, number][] = []
    for (const item of states(reviewSk(''))) {
      const state = stateOf(item).value as Review
      yield line('review', { state })
      for (const version of state.versions) closed.push([state.id, version.number])
    }
    for (const item of states(proposalSk(''))) {
      const state = stateOf(item).value as Proposal
      yield line('proposal', { state })
      heads.set(proposalStream(state.id), state.head.sequence)
    }
    for await (const { stream, events, texts } of chainsOf(this.#database, code)) {
      // What is written behind the head of the state is not part of this.
      const last = heads.get(stream) ?? 0
      for (const event of events.slice(0, last)) yield eventLine(event)
      for (const [sequence, own] of texts)
        if (sequence <= last) yield sortedLine('texts', { stream, sequence, texts: own })
    }
    for (const [reviewId, version] of closed) {
      const [item] = await this.#database.get([frozenReviewKey(code, reviewId, version)])
      if (item) yield line('closed_review', { review: frozenOf(item) })
    }
    for (const item of states(INQUIRIES_SK)) yield line('inquiries', { state: stateOf(item).value })
    for await (const { inquiry } of this.#items(inquiryKey(code, '').pk))
      yield sortedLine('inquiry', { inquiry })
    for (const { pk: _, sk: __, ...request } of requests) yield sortedLine('request', { request })
    yield* this.#mails(code, now)
    for (const { pk: _, sk: __, v: ___, code: ____, ...erasure } of await this.#database.query(
      ERASURES,
      { prefix: `${code}#` },
    ))
      yield sortedLine('memberId' in erasure ? 'erasure' : 'erased_text', erasure)
  }

  async *#accounts(members: readonly Member[]): AsyncGenerator<string> {
    const ids = members.flatMap(({ accountId }) => accountId ?? [])
    for (const item of await this.#database.get(ids.map(accountKey))) {
      if (!item) continue
      const { pk: _, sk: __, ...account } = item
      yield sortedLine('account', { account })
    }
  }

  async *#mails(code: string, now: string): AsyncGenerator<string> {
    for await (const item of this.#items(OUTBOX)) {
      const { leasedUntil: _, ...mail } = mailOf(item)
      if (mail.code === code) yield sortedLine('mail_waiting', { mail })
    }
    const seconds = Date.parse(now) / 1000
    for await (const { pk: _, sk, v: __, ...mail } of this.#items(mailedPartition(code)))
      if (mail.expiresAt > seconds) yield sortedLine('mail_ended', { id: sk, mail })
  }

  async *#items(pk: string): AsyncGenerator<Item> {
    for await (const page of this.#database.pages(pk)) yield* page
  }
}

function line(kind: string, said: object): string {
  return JSON.stringify({ kind, ...said })
}

/** DynamoDB hands attributes out in any order; the same data shall make the same file. */
function sortedLine(kind: string, said: object): string {
  return `{"kind":"${kind}",${canonicalize(said)?.slice(1)}`
}

function countsOf({ states, requests }: Cut): Record<string, number> {
  const heads = states.map(stateOf).map(({ value }) => ('head' in value ? value.head.sequence : 0))
  const of = (kind: string) => states.filter(({ sk }) => String(sk).startsWith(kind)).length
  return {
    municipalities: 1,
    members: of(memberSk('')),
    reviews: of(reviewSk('')),
    proposals: of(proposalSk('')),
    requests: requests.length,
    events: heads.reduce((sum, one) => sum + one, 0),
  }
}
