import { attributionOf, type Deed, separateTexts } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import { OFFICE } from '../domain/municipalities/municipality-code.ts'
import type { Operation } from '../domain/operation.ts'
import type { Member } from '../domain/people/people.ts'
import { NO_HEAD } from '../history/chain.ts'
import { municipalityStream } from '../history/streams.ts'
import { type Account, type Accounts, membershipOf } from './accounts.ts'
import { type Further, type Receipt, type Revision, revisionOf } from './commit.ts'
import type { Database } from './database.ts'
import { historiesIn, municipalityItem } from './municipality-list.ts'
import type { Registers } from './registers.ts'
import { stateOf } from './states.ts'
import { MUNICIPALITIES, MUNICIPALITY_SK, registerPartition, revisionKey } from './table.ts'

type WithoutHead = Omit<Municipality, 'head' | 'v'>

/** Which municipalities there are. `create` and `addMember` load a sample; people go through the office and HR. */
export class Municipalities {
  readonly #database: Database
  readonly #registers: Registers
  readonly #accounts: Accounts

  constructor({
    database,
    registers,
    accounts,
  }: {
    database: Database
    registers: Registers
    accounts: Accounts
  }) {
    this.#database = database
    this.#registers = registers
    this.#accounts = accounts
  }

  /** The codes of all municipalities of the hub. */
  async codes(): Promise<string[]> {
    return (await this.#database.query(MUNICIPALITIES)).map(({ sk }) => String(sk))
  }

  /** Whose histories there are: the office's, once it has begun, and those of all municipalities. */
  histories(): Promise<string[]> {
    return historiesIn(this.#database)
  }

  /**
   * A municipality by itself, and the revision by which the rest of its register can be read: two keys, whatever the
   * register weighs. Without the municipality where there is none.
   */
  async glance(code: string): Promise<{ municipality?: Municipality; revision: Revision }> {
    const [revision, item] = await this.#database.get([
      revisionKey(code),
      { pk: registerPartition(code), sk: MUNICIPALITY_SK },
    ])
    const state = item && stateOf(item)
    return {
      revision: revisionOf(revision),
      ...(state?.kind === 'municipality' && { municipality: state.value }),
    }
  }

  /**
   * Creates a municipality: the first event of its stream.
   * @throws DomainError `conflict` where it exists already
   */
  async create(
    municipality: WithoutHead,
    operation: Operation,
    deed: Omit<Deed, 'now'>,
  ): Promise<Receipt> {
    const { code } = municipality
    return this.#registers.commit(code, operation, (register, now) => {
      if (register) throw new DomainError('conflict')
      return {
        code,
        stream: municipalityStream(code),
        head: NO_HEAD,
        draft: {
          type: 'municipality_created',
          by: attributionOf({ ...deed, now }),
          ...separateTexts({ ...municipality }),
        },
        recordedAt: now,
        states: [{ kind: 'municipality', value: { v: 1, ...municipality, head: NO_HEAD } }],
        entityId: operation.id,
        further: [municipalityItem(municipality, [])],
      }
    })
  }

  /**
   * Puts a person on the roster, with the account that may act as them where there is one.
   * @throws DomainError `not_found` where there is no such municipality
   */
  async addMember(
    code: string,
    { member, account }: { member: Member; account?: Account },
    operation: Operation,
    deed: Omit<Deed, 'now'>,
  ): Promise<Receipt> {
    return this.#registers.commit(code, operation, (register, now) => {
      if (!register) throw new DomainError('not_found')
      const { municipality } = register
      const added = { ...member, ...(account && { accountId: account.id }) }
      const { v: _, id, ...said } = added
      return {
        code,
        stream: municipalityStream(code),
        head: municipality.head,
        draft: {
          type: 'member_added',
          by: attributionOf({ ...deed, now }),
          ...separateTexts({ memberId: id, ...said }),
        },
        recordedAt: now,
        states: [
          { kind: 'member', value: added },
          { kind: 'municipality', value: municipality },
        ],
        entityId: member.id,
        further: [
          ...(account ? this.#accounts.binding(account, membershipOf(code, member)) : []),
          ...listed(municipality, [...register.members.values(), added]),
        ],
      }
    })
  }
}

/** The office itself is none of the municipalities that it lists. */
function listed(municipality: Municipality, members: readonly Member[]): Further[] {
  return municipality.code === OFFICE ? [] : [municipalityItem(municipality, members)]
}
