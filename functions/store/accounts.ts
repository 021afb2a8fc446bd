import { createHash } from 'node:crypto'
import * as z from 'zod'
import { DaySchema, Id, ScopeCode } from '../domain/fields.ts'
import { type Member, RoleGrant } from '../domain/people/people.ts'
import { type Revision, revisionOf } from './commit.ts'
import type { Database, Item } from './database.ts'
import {
  accountKey,
  accountPartition,
  identityKey,
  type Key,
  MEMBERSHIP_PREFIX,
  membershipKey,
  revisionKey,
  SESSION_PREFIX,
  sessionKey,
} from './table.ts'

/** Somebody who can sign in: an (issuer, subject) of an identity provider, never an e-mail address. */
export const Account = z.object({
  v: z.literal(1),
  id: Id,
  issuer: z.string(),
  subject: z.string(),
})
export type Account = z.infer<typeof Account>

/** What an account is in one municipality. Written in one transaction with the member it mirrors. */
export const Membership = z.object({
  v: z.literal(1),
  code: ScopeCode,
  memberId: Id,
  roles: z.array(RoleGrant),
  suspended: z.boolean().optional(),
  leftOn: DaySchema.optional(),
})
export type Membership = z.infer<typeof Membership>

/** What a signed-in request reads of its person: the same as the roster says. */
export function membershipOf(
  code: string,
  { id: memberId, roles, suspended, leftOn }: Member,
): Membership {
  return {
    v: 1,
    code,
    memberId,
    roles,
    ...(suspended && { suspended }),
    ...(leftOn !== undefined && { leftOn }),
  }
}

/** A signed-in browser. Only the hash of its secret is kept. */
export const Session = z.object({
  v: z.literal(1),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  /** Epoch seconds; the absolute limit. */
  expiresAt: z.number(),
  /** As what one signed in, to be shown to that person alone; it goes with the session. */
  email: z.string().optional(),
})
export type Session = z.infer<typeof Session>

/** A session ends after this long without a request, and in any case after the absolute limit. */
export const SESSION_LIMITS = { idleSeconds: 12 * 3600, absoluteSeconds: 7 * 24 * 3600 } as const
/** `lastSeenAt` is written at most this often. */
const TOUCH_SECONDS = 10 * 60
const DAY = 24 * 3600

/** One of a person's sessions, as that person sees it. */
export type OwnSession = {
  /** Names the session to its owner; neither the secret nor its hash, nor a way back to them. */
  id: string
  createdAt: string
  /** To within ten minutes. */
  lastSeenAt: string
  /** When it ends if nobody uses it, and at the latest. */
  endsAt: string
  current: boolean
}

export type Authentication = {
  session: Session | undefined
  membership: Membership | undefined
  revision: Revision
}

/** Accounts, what they are where, and their sessions. */
export class Accounts {
  readonly #database: Database
  readonly #clock: () => Date

  constructor({ database, clock }: { database: Database; clock: () => Date }) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Reads in one strongly consistent batch whether the session holds, what the account is in the
   * municipality, and which revision its register has.
   */
  async authenticate(
    { accountId, secret }: { accountId: string; secret: string },
    code: string,
  ): Promise<Authentication> {
    const key = sessionKey(accountId, hash(secret))
    const [session, membership, revision] = await this.#database.get([
      key,
      membershipKey(accountId, code),
      revisionKey(code),
    ])
    return {
      session: await this.#holding(key, session),
      membership: membership && Membership.parse(membership),
      revision: revisionOf(revision),
    }
  }

  /** The session alone, where no municipality is asked for. */
  async session(accountId: string, secret: string): Promise<Session | undefined> {
    const key = sessionKey(accountId, hash(secret))
    const [session] = await this.#database.get([key])
    return this.#holding(key, session)
  }

  /** Begins a session; `secret` (256 bits, base64url) goes into the cookie, its hash into the table. */
  async beginSession(accountId: string, secret: string, email?: string): Promise<void> {
    const now = this.#clock()
    const session: Session = {
      v: 1,
      createdAt: now.toISOString(),
      lastSeenAt: now.toISOString(),
      expiresAt: Math.floor(now.getTime() / 1000) + SESSION_LIMITS.absoluteSeconds,
      ...(email !== undefined && { email }),
    }
    await this.#database
      .put({ ...sessionKey(accountId, hash(secret)), ...session })
      // Nobody else knows the secret: it is there because the answer of a first try got lost.
      .catch((error) => {
        if (error.name !== 'ConditionalCheckFailedException') throw error
      })
    await this.#database.set(accountKey(accountId), { lastSignInAt: session.createdAt })
  }

  /** When these accounts last signed in; those that never did are left out. */
  async lastSignIns(accountIds: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    const items = await this.#database.get(accountIds.map(accountKey))
    for (const [at, accountId] of accountIds.entries()) {
      const { lastSignInAt } = items[at] ?? {}
      if (lastSignInAt !== undefined) found.set(accountId, String(lastSignInAt))
    }
    return found
  }

  /** Ends a session at once; ending one that has ended is no error. */
  async endSession(accountId: string, secret: string): Promise<void> {
    await this.#end(sessionKey(accountId, hash(secret)))
  }

  /** An account's sessions that hold, the last used first. */
  async sessions(accountId: string, secret: string): Promise<OwnSession[]> {
    const own = hash(secret)
    const held = await this.#held(accountId)
    return held
      .map(({ secretHash, session: { createdAt, lastSeenAt, expiresAt } }) => ({
        id: publicId(secretHash),
        createdAt,
        lastSeenAt,
        endsAt: new Date(
          Math.min(expiresAt * 1000, Date.parse(lastSeenAt) + SESSION_LIMITS.idleSeconds * 1000),
        ).toISOString(),
        current: secretHash === own,
      }))
      .toSorted((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1))
  }

  /** Ends those of an account's sessions that are chosen, at once. @returns how many there were */
  async endSessions(
    { accountId, secret }: { accountId: string; secret: string },
    chosen: (session: { id: string; current: boolean }) => boolean,
  ): Promise<number> {
    const own = hash(secret)
    const ending = (await this.#held(accountId)).filter(({ secretHash }) =>
      chosen({ id: publicId(secretHash), current: secretHash === own }),
    )
    await Promise.all(ending.map(({ secretHash }) => this.#end(sessionKey(accountId, secretHash))))
    return ending.length
  }

  /** The account of an identity, if it ever was bound to one. */
  async byIdentity(issuer: string, subject: string): Promise<string | undefined> {
    const [item] = await this.#database.get([identityKey(hash(`${issuer}\n${subject}`))])
    return item && String(item.accountId)
  }

  /**
   * The account of an identity that has signed in; at its first time the given one, which is
   * nothing anywhere yet.
   * @returns the account's id, which is the older one's where two first sign-ins meet
   */
  async enrol(account: Account): Promise<string> {
    const known = await this.byIdentity(account.issuer, account.subject)
    if (known !== undefined) return known
    const identity = identityKey(hash(`${account.issuer}\n${account.subject}`))
    const put = (item: Item) => ({
      Put: {
        TableName: this.#database.table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    })
    try {
      await this.#database.transact([
        put({ ...accountKey(account.id), ...account }),
        put({ ...identity, v: 1, accountId: account.id }),
      ])
      return account.id
    } catch (error) {
      const first = await this.byIdentity(account.issuer, account.subject)
      if (first === undefined) throw error
      return first
    }
  }

  /** What an account is in all municipalities. */
  async memberships(accountId: string): Promise<Membership[]> {
    const items = await this.#database.query(accountPartition(accountId), {
      prefix: MEMBERSHIP_PREFIX,
    })
    return items.map((item) => Membership.parse(item))
  }

  /**
   * Makes an account for an identity, with what it is in a municipality. For the caller's transaction:
   * a membership is never written apart from its member and the event that tells it.
   */
  binding(
    account: Account,
    membership: Membership,
  ): { key: Key; item: Item; condition?: string }[] {
    const identity = identityKey(hash(`${account.issuer}\n${account.subject}`))
    return [
      { key: accountKey(account.id), item: { ...account } },
      { key: identity, item: { v: 1, accountId: account.id } },
      { key: membershipKey(account.id, membership.code), item: { ...membership } },
    ]
  }

  async #holding(key: Key, item: Item | undefined): Promise<Session | undefined> {
    if (!item) return undefined
    const session = Session.parse(item)
    if (!this.#holds(session)) return undefined
    const now = this.#clock()
    if (now.getTime() - Date.parse(session.lastSeenAt) > TOUCH_SECONDS * 1000)
      await this.#database.set(key, { lastSeenAt: now.toISOString() })
    return session
  }

  #holds({ expiresAt, lastSeenAt }: Session): boolean {
    const now = this.#clock().getTime() / 1000
    return now < expiresAt && now < Date.parse(lastSeenAt) / 1000 + SESSION_LIMITS.idleSeconds
  }

  async #held(accountId: string): Promise<{ secretHash: string; session: Session }[]> {
    const items = await this.#database.query(accountPartition(accountId), {
      prefix: SESSION_PREFIX,
    })
    return items
      .map((item) => ({
        secretHash: String(item.sk).slice(SESSION_PREFIX.length),
        session: Session.parse(item),
      }))
      .filter(({ session }) => this.#holds(session))
  }

  /**
   * The end lies a day back, so that no process whose clock is slow goes on; but not at the beginning of
   * time, because the database clears away nothing that old.
   */
  async #end(key: Key): Promise<void> {
    await this.#database.set(key, { expiresAt: Math.floor(this.#clock().getTime() / 1000) - DAY })
  }
}

/** What a session is called towards its owner: half of a hash of the hash. */
function publicId(secretHash: string): string {
  return hash(`session id\n${secretHash}`).slice(0, 22)
}

/** SHA-256, base64url. Session secrets carry 256 random bits, so that no slow hash is needed. */
export function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url')
}
