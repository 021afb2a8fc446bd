import { createHash, randomBytes } from 'node:crypto'
import type { EventDraft } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import { OFFICE } from '../domain/municipalities/municipality-code.ts'
import {
  activityDay,
  type Founding,
  hrStateOf,
  type MunicipalityEntry,
  type OfficeOpening,
} from '../domain/municipalities/office.ts'
import type { Operation } from '../domain/operation.ts'
import type { Member } from '../domain/people/people.ts'
import type { Register } from '../domain/register.ts'
import { NO_HEAD } from '../history/chain.ts'
import { municipalityStream } from '../history/streams.ts'
import { membershipOf } from './accounts.ts'
import { type Further, foundingItems, type Receipt, revisionOf } from './commit.ts'
import type { Database, Item } from './database.ts'
import { municipalityItem } from './municipality-list.ts'
import type { Registers } from './registers.ts'
import { MUNICIPALITIES, membershipKey, revisionKey, SET_UP } from './table.ts'

/** How long a set-up link holds. */
const SET_UP_SECONDS = 24 * 60 * 60

/** 部会事務局: how it begins, the municipalities it sets up, and the list of them. */
export class Office {
  readonly #database: Database
  readonly #registers: Registers
  readonly #clock: () => Date

  constructor({
    database,
    registers,
    clock,
  }: { database: Database; registers: Registers; clock: () => Date }) {
    this.#database = database
    this.#registers = registers
    this.#clock = clock
  }

  /** Whether the office has begun: from then on no set-up link holds. */
  async isOpen(): Promise<boolean> {
    return (await this.#registers.revision(OFFICE)).number > 0
  }

  /**
   * A new code for the set-up link, for whoever runs the hub to hand on; an earlier one holds no more.
   * @returns undefined where the office has begun
   */
  async issueSetUpCode(): Promise<{ code: string; expiresAt: string } | undefined> {
    if (await this.isOpen()) return undefined
    const code = randomBytes(24).toString('base64url')
    const expiresAt = Math.floor(this.#clock().getTime() / 1000) + SET_UP_SECONDS
    const Item = { ...SET_UP, v: 1, codeHash: hash(code), expiresAt }
    await this.#database.transact([{ Put: { TableName: this.#database.table, Item } }])
    return { code, expiresAt: new Date(expiresAt * 1000).toISOString() }
  }

  /**
   * The office begins: its scope, its first person and that person's membership, and the code is used up.
   * @param decide is told whether the code is the one that holds
   * @throws DomainError what `decide` refuses
   */
  async open(
    code: string,
    operation: Operation,
    decide: (register: Register | undefined, isGenuine: boolean, now: string) => OfficeOpening,
  ): Promise<Receipt> {
    const [item] = await this.#database.get([SET_UP])
    const seconds = Math.floor(this.#clock().getTime() / 1000)
    const isGenuine =
      item !== undefined && item.codeHash === hash(code) && Number(item.expiresAt) > seconds
    const usedUp = (now: string): Further => ({
      key: SET_UP,
      item: { v: 1, usedAt: now },
      condition: 'codeHash = :hash',
      values: { ':hash': hash(code) },
    })
    return this.#begin(operation, (register, now) => ({
      ...decide(register, isGenuine, now),
      further: (member) => [
        { key: membershipKey(member.accountId ?? '', OFFICE), item: membershipOf(OFFICE, member) },
        usedUp(now),
      ],
    }))
  }

  /** The sample's office: its person comes with an account of their own, and no link was used. */
  async openForSample(
    operation: Operation,
    decide: (register: Register | undefined, now: string) => OfficeOpening,
    binding: (member: Member) => Further[],
  ): Promise<Receipt> {
    return this.#begin(operation, (register, now) => ({
      ...decide(register, now),
      further: binding,
    }))
  }

  #begin(
    operation: Operation,
    decide: (
      register: Register | undefined,
      now: string,
    ) => OfficeOpening & { further: (member: Member) => Further[] },
  ): Promise<Receipt> {
    return this.#registers.commit(OFFICE, operation, (register, now) => {
      const { office, member, event, further } = decide(register, now)
      return {
        code: OFFICE,
        stream: municipalityStream(OFFICE),
        head: NO_HEAD,
        draft: event,
        recordedAt: now,
        states: [
          { kind: 'municipality', value: { ...office, head: NO_HEAD } },
          { kind: 'member', value: member },
        ],
        entityId: member.id,
        further: further(member),
      }
    })
  }

  /**
   * Sets a municipality up: its beginning and the office's event that tells it are one transaction.
   * @param decide is told whether the municipality is there already
   * @throws DomainError what `decide` refuses; `not_found` where the office has not begun
   */
  async setUp(
    code: string,
    operation: Operation,
    decide: (
      register: Register,
      isThere: boolean,
      now: string,
    ) => { founding: Founding; event: EventDraft },
  ): Promise<Receipt> {
    const isThere = (await this.#registers.revision(code)).number > 0
    return this.#registers.commit(OFFICE, operation, (register, now) => {
      if (!register) throw new DomainError('not_found')
      const { founding, event } = decide(register, isThere, now)
      const { municipality, member, events, mails } = founding
      return {
        code: OFFICE,
        stream: municipalityStream(OFFICE),
        head: register.municipality.head,
        draft: event,
        recordedAt: now,
        states: [{ kind: 'municipality', value: register.municipality }],
        entityId: operation.id,
        mailsElsewhere: true,
        further: [
          ...foundingItems({
            code,
            drafts: events,
            states: [
              { kind: 'municipality', value: { ...municipality, head: NO_HEAD } },
              { kind: 'member', value: member },
            ],
            mails,
            operationId: operation.id,
            recordedAt: now,
          }),
          municipalityItem(municipality, [member]),
        ],
      }
    })
  }

  /** The municipalities by code, and when each was last active: nothing that is their own. */
  async list(): Promise<MunicipalityEntry[]> {
    const items = await this.#database.query(MUNICIPALITIES)
    const revisions = await this.#database.get(items.map(({ sk }) => revisionKey(String(sk))))
    const entries: MunicipalityEntry[] = []
    for (const [at, item] of items.entries()) {
      const lastActivityOn = activityDay(revisionOf(revisions[at]).recordedAt)
      const entry = await this.#entryOf(item)
      entries.push({ ...entry, ...(lastActivityOn !== undefined && { lastActivityOn }) })
    }
    return entries
  }

  /** An entry of an older hub holds the name alone. */
  async #entryOf({ sk, pk: _, v: __, ...said }: Item): Promise<MunicipalityEntry> {
    const code = String(sk)
    if (said.hr !== undefined) return { code, ...said } as MunicipalityEntry
    const register = await this.#registers.read(code)
    const { name = '', nameEn = '', prefecture = '' } = register?.municipality ?? {}
    return { code, name, nameEn, prefecture, ...hrStateOf(register?.members.values() ?? []) }
  }
}

/** The code carries 192 random bits, so that no slow hash is needed. */
function hash(code: string): string {
  return createHash('sha256').update(`set-up\n${code}`).digest('base64url')
}
