import { getHeapStatistics } from 'node:v8'
import { LRUCache } from 'lru-cache'
import type { MunicipalityChange, ProposalChange } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import { DEFAULT_SETTINGS } from '../domain/municipalities/municipality.ts'
import type { Operation } from '../domain/operation.ts'
import type { Register } from '../domain/register.ts'
import { nextDueAfter } from '../domain/requests/due.ts'
import { NO_HEAD } from '../history/chain.ts'
import { municipalityStream, proposalStream } from '../history/streams.ts'
import {
  bindKey,
  type Commit,
  ConflictError,
  commit,
  type Further,
  NO_REVISION,
  type Receipt,
  type Revision,
  revisionOf,
} from './commit.ts'
import { type Database, pause } from './database.ts'
import { digestOf, frozenItem } from './frozen-reviews.ts'
import { deliveryItem, inquiryStates, textErasureItem } from './inquiries.ts'
import { entryItems, memberItems } from './member-items.ts'
import { requestItems } from './requests.ts'
import { sharedItems } from './shared.ts'
import { type State, sizeOf, stateOf, withStates } from './states.ts'
import { officeItems } from './statistics.ts'
import { exportKey, idempotencyKey, registerPartition, revisionKey } from './table.ts'
import { Turns } from './turns.ts'

type Copy = { revision: Revision; register: Register; bytes: number }

/** How often a decision is made anew when another change was first. */
const ATTEMPTS = 5

/** Objects in memory, with their folded texts, take 4.5 times the room of their deflated items. */
const MEMORY_PER_STORED_BYTE = 5

/**
 * The registers of the municipalities. Each process keeps copies of those it was asked for; a copy is
 * used only after the municipality's revision, read strongly consistent, says that it is current.
 */
export class Registers {
  readonly #database: Database
  readonly #clock: () => Date
  readonly #copies: LRUCache<string, Copy>
  readonly #loading = new Map<string, Promise<Copy | undefined>>()
  readonly #turns = new Turns()
  readonly #onMails: (() => void) | undefined

  /**
   * @param memory bytes that the copies may take together, roughly; the least recently used go first.
   * By default half of what the process may use at all.
   * @param onMails is told that a change has put mails into the outbox
   */
  constructor({
    database,
    clock,
    memory = getHeapStatistics().heap_size_limit / 2,
    onMails,
  }: {
    database: Database
    clock: () => Date
    memory?: number
    onMails?: (() => void) | undefined
  }) {
    this.#database = database
    this.#clock = clock
    this.#onMails = onMails
    this.#copies = new LRUCache({
      maxSize: memory,
      sizeCalculation: ({ bytes }) => Math.max(1, bytes * MEMORY_PER_STORED_BYTE),
    })
  }

  /** The revision of a municipality, strongly consistent. */
  async revision(code: string): Promise<Revision> {
    const [item] = await this.#database.get([revisionKey(code)])
    return revisionOf(item)
  }

  /**
   * The register of a municipality, at least as new as the given revision.
   * @param revision as just read, strongly consistent; without it, it is read here
   * @returns undefined where there is no such municipality
   */
  async read(code: string, revision?: Revision): Promise<Register | undefined> {
    const asked = revision ?? (await this.revision(code))
    return (await this.#current(code, asked))?.register
  }

  /** A register and the number of its revision: for what may be written only while that is the last one. */
  async numbered(code: string): Promise<{ register: Register; number: number } | undefined> {
    const copy = await this.#current(code, await this.revision(code))
    return copy && { register: copy.register, number: copy.revision.number }
  }

  /**
   * Changes one proposal. The decision is made from the register as it is at the moment of writing: if
   * another change was first, it is made anew.
   * @param decide a pure function; `now` is later than everything recorded in the municipality
   * @param revision as just read; without it, it is read here
   * @throws DomainError what `decide` refuses; `not_found` where there is no such municipality;
   * `idempotency_key_reused`; `conflict` where others were first five times in a row
   */
  async change(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => ProposalChange,
    revision?: Revision,
  ): Promise<Receipt> {
    return this.commit(
      code,
      operation,
      (register, now) => {
        if (!register) throw new DomainError('not_found')
        const { after, event, entityId, mails, answered } = decide(register, now)
        const before = register.proposals.get(after.id)
        return {
          code,
          stream: proposalStream(after.id),
          head: before?.head ?? NO_HEAD,
          draft: event,
          recordedAt: now,
          states: [{ kind: 'proposal', value: after }],
          entityId,
          mails,
          proposalId: after.id,
          answered,
        }
      },
      revision,
    )
  }

  /**
   * Changes the municipality itself or its people, told in the municipality's own history. What an account
   * may do there moves with its person, in the same transaction.
   * @param beside what else is written or deleted in it
   * @throws DomainError as `change`
   */
  async changeMunicipality(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => MunicipalityChange,
    revision?: Revision,
    beside: readonly Further[] = [],
  ): Promise<Receipt> {
    return this.commit(
      code,
      operation,
      (register, now) => {
        if (!register) throw new DomainError('not_found')
        const { after, members, reviews, frozen, requests, event, entityId, mails, ...more } =
          decide(register, now)
        const { inquiries, deliveries = [], erasures = [], exports } = more
        const between = inquiries && inquiryStates(code, inquiries)
        return {
          code,
          stream: municipalityStream(code),
          head: register.municipality.head,
          // The history proves a closed review's rows, which lie apart.
          draft: frozen ? { ...event, data: { ...event.data, digest: digestOf(frozen) } } : event,
          recordedAt: now,
          states: [
            { kind: 'municipality', value: after },
            ...members.map((value) => ({ kind: 'member' as const, value })),
            ...(reviews ?? []).map((value) => ({ kind: 'review' as const, value })),
            ...(between?.states ?? []),
          ],
          entityId,
          mails,
          mailsElsewhere: deliveries.length > 0,
          further: [
            ...members.flatMap((member) => memberItems(code, member)),
            ...(frozen ? [frozenItem(code, frozen)] : []),
            ...(requests ?? []).flatMap(requestItems),
            ...(exports ?? []).map((task) => ({
              key: exportKey(code, task.id),
              item: { v: 1, ...task },
            })),
            ...entryItems(register, { municipality: after, members }),
            ...(between?.further ?? []),
            ...deliveries.map(deliveryItem),
            ...erasures.map(textErasureItem),
            ...beside,
          ],
        }
      },
      revision,
    )
  }

  /** The same for any change of a municipality; `register` is undefined before its first one. */
  commit(
    code: string,
    operation: Operation,
    decide: (register: Register | undefined, now: string) => Commit,
    known?: Revision,
  ): Promise<Receipt> {
    return this.#turns.take(code, () => this.#commit(code, operation, decide, known))
  }

  async #commit(
    code: string,
    operation: Operation,
    decide: (register: Register | undefined, now: string) => Commit,
    known: Revision | undefined,
  ): Promise<Receipt> {
    let revision = known
    for (let attempt = 1; ; attempt += 1) {
      revision ??= await this.revision(code)
      try {
        const copy = await this.#current(code, revision)
        // What is decided from a copy is written only if that copy's revision still is the last one.
        const base = copy?.revision ?? NO_REVISION
        const now = laterThan(this.#clock(), base.recordedAt)
        const decided = decide(copy?.register, now)
        const further = [
          ...(decided.further ?? []),
          ...sharedItems(copy?.register, decided.states, now),
          ...officeItems(copy?.register, decided.states),
        ]
        const done = await commit(
          this.#database,
          { ...decided, further },
          operation,
          base,
          nextDueAfter(base.dueOn, decided.states, {
            staleAfter: staleAfterOf(copy, decided),
            now,
          }),
        )
        this.#keep(code, copy, done.states, done.revision)
        if (decided.mails?.length || decided.mailsElsewhere) this.#onMails?.()
        return done.receipt
      } catch (error) {
        // Done before, or done now with its answer lost: the record tells. The error stands otherwise.
        const receipt = await this.#doneBefore(code, operation)
        if (receipt) return receipt
        if (!(error instanceof ConflictError)) throw error
        if (attempt === ATTEMPTS) throw new DomainError('conflict', { cause: error })
        await pause(attempt)
        revision = undefined
      }
    }
  }

  /**
   * Binds a client's key to one request that writes several things, each under a key of its own: another request
   * under it is refused, whatever it would write.
   * @throws DomainError `idempotency_key_reused`
   */
  async bind(code: string, operation: Operation): Promise<void> {
    try {
      await bindKey(this.#database, code, operation, this.#clock())
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      await this.#doneBefore(code, operation)
    }
  }

  async #doneBefore(code: string, operation: Operation): Promise<Receipt | undefined> {
    const key = idempotencyKey(code, operation.actor, operation.key)
    const [record] = await this.#database.get([key])
    // In whole seconds, as the condition that lets the next one write over it.
    const now = Math.floor(this.#clock().getTime() / 1000)
    if (!record || Number(record.expiresAt) < now) return undefined
    if (record.fingerprint !== operation.fingerprint)
      throw new DomainError('idempotency_key_reused')
    return record.receipt as Receipt
  }

  async #current(code: string, revision: Revision): Promise<Copy | undefined> {
    if (revision.number === 0) return undefined
    const copy = this.#copies.get(code)
    if (copy && copy.revision.number >= revision.number) return copy
    // Requests that need the same copy at once wait for one load of it.
    const key = `${code} ${revision.number}`
    const loading =
      this.#loading.get(key) ??
      this.#load(code, revision, copy).finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
    return loading
  }

  async #load(code: string, revision: Revision, copy?: Copy): Promise<Copy | undefined> {
    const missed = revision.number - (copy?.revision.number ?? 0)
    const pk = registerPartition(code)
    const whole = !copy || missed > revision.recent.length
    const items = whole
      ? await this.#database.query(pk)
      : (
          await this.#database.get(
            [...new Set(revision.recent.slice(0, missed).flat())].map((sk) => ({ pk, sk })),
          )
        ).filter((item) => item !== undefined)
    const register = withStates(whole ? {} : copy.register, items.map(stateOf), revision.recordedAt)
    if (!register) return undefined
    const read = items.reduce((sum, item) => sum + sizeOf(item), 0)
    const loaded = {
      revision,
      register,
      bytes: whole ? read : copy.bytes + read,
    }
    const other = this.#copies.get(code)
    if (other && other.revision.number >= revision.number) return other
    this.#copies.set(code, loaded)
    return loaded
  }

  /** The writer's own copy moves on with what it wrote, unless another has moved it further. */
  #keep(code: string, copy: Copy | undefined, states: State[], revision: Revision): void {
    if (!copy || this.#copies.get(code) !== copy) return
    const register = withStates(copy.register, states, revision.recordedAt)
    if (register) this.#copies.set(code, { ...copy, revision, register })
  }
}

/** The interval as it is set, or as the first change of a municipality sets it. */
function staleAfterOf(copy: Copy | undefined, { states }: Commit): number {
  const state = states.find(({ kind }) => kind === 'municipality')
  const { settings } =
    copy?.register.municipality ?? (state?.kind === 'municipality' ? state.value : {})
  return (settings ?? DEFAULT_SETTINGS).staleAfterFiscalYears
}

/** The server's clock, but never at or before an instant that is already recorded. */
function laterThan(date: Date, recordedAt: string): string {
  const now = date.toISOString()
  return now > recordedAt ? now : new Date(Date.parse(recordedAt) + 1).toISOString()
}
