import { type Hook, OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { tokyoDayOf } from '../domain/calendar.ts'
import { DomainError, type FieldError } from '../domain/errors.ts'
import { isMunicipalityCode, OFFICE } from '../domain/municipalities/municipality-code.ts'
import { type Actor, isAdmitted } from '../domain/people/people.ts'
import { type RoleHeld, rolesOn } from '../domain/people/roles.ts'
import { opensTo } from '../domain/people/session-changes.ts'
import { can } from '../domain/permissions.ts'
import type { Proposal } from '../domain/proposals/proposal.ts'
import type { Register } from '../domain/register.ts'
import type { Action, Resource } from '../domain/rules.ts'
import type { Dependencies } from './dependencies.ts'
import { invalidInput } from './problem.ts'
import { sessionCookie } from './session-cookie.ts'

/** What a request in a municipality knows once it is authenticated. */
export type Environment = {
  Variables: {
    actor: Actor & { memberId: string }
    register: Register
    revision: unknown
    now: string
    /** Whose session it is; known also where no municipality is asked for. */
    accountId: string
  }
}

const refuse: Hook<unknown, Environment, string, unknown> = (result) => {
  if (result.success) return
  // The validator hands what was sent on with the error, which its type leaves out.
  const { data: input } = result as { data?: unknown }
  throw invalidInput(result.error.issues, { input, target: result.target })
}

/** An app whose routes refuse wrong input as Problems. */
export function newApp() {
  return new OpenAPIHono<Environment>({ defaultHook: refuse })
}

/** The session cookie's two halves: whose session it is, and the secret that proves it. */
export function presentedSession(
  c: Context,
  publicOrigin: string,
): { accountId: string; secret: string } | undefined {
  const cookie = sessionCookie(c, publicOrigin.startsWith('https:'))
  // Both become keys of the table: what can't be one of ours is not looked up.
  const [, accountId, secret] = SESSION.exec(cookie ?? '') ?? []
  return accountId && secret ? { accountId, secret } : undefined
}

/** A UUID and 256 bits as base64url. */
const SESSION = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/

/**
 * Who has signed in, where no municipality is asked for.
 * @throws DomainError `not_signed_in`
 */
export async function signedIn(
  c: Context<Environment>,
  { accounts, publicOrigin }: Pick<Dependencies, 'accounts' | 'publicOrigin'>,
): Promise<{ accountId: string; secret: string; createdAt: string; email?: string | undefined }> {
  const presented = presentedSession(c, publicOrigin)
  const session = presented && (await accounts.session(presented.accountId, presented.secret))
  if (!presented || !session) throw new DomainError('not_signed_in')
  c.set('accountId', presented.accountId)
  c.header('cache-control', 'no-store')
  return { ...presented, createdAt: session.createdAt, email: session.email }
}

/** Refuses a mutation that another site's page sends with the user's cookie. */
export function sameOrigin(publicOrigin: string): MiddlewareHandler {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reads && c.req.header('origin') !== publicOrigin) throw new DomainError('origin_mismatch')
    await next()
  }
}

/**
 * Who asks, in which municipality, and its register as of this moment: one strongly consistent read of
 * session, membership and revision. A municipality one doesn't belong to answers like one that isn't.
 */
export function authenticated(dependencies: Dependencies): MiddlewareHandler<Environment> {
  return entering(dependencies, (c) => {
    const code = c.req.param('municipality') ?? ''
    if (!isMunicipalityCode(code)) throw new DomainError('no_such_municipality_code')
    return code
  })
}

/** The same for the program's office: to everybody else it answers like something that isn't. */
export function inTheOffice(dependencies: Dependencies): MiddlewareHandler<Environment> {
  return entering(dependencies, () => OFFICE)
}

function entering(
  { accounts, registers, clock, publicOrigin, limits }: Dependencies,
  codeOf: (c: Context<Environment>) => string,
): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const presented = presentedSession(c, publicOrigin)
    if (!presented) {
      await limits?.stranger(c)
      throw new DomainError('not_signed_in')
    }
    const code = codeOf(c)
    const { session, membership, revision } = await accounts.authenticate(presented, code)
    // Who only names somebody else's account must not use up what that person may ask.
    if (!session) {
      await limits?.stranger(c)
      throw new DomainError('not_signed_in')
    }
    c.set('accountId', presented.accountId)
    await limits?.person(presented.accountId)
    const today = tokyoDayOf(clock().toISOString())
    const register =
      membership && isAdmitted(membership, today) ? await registers.read(code, revision) : undefined
    if (!membership || !register) throw new DomainError('not_found')
    const { memberId, roles } = membership
    if (!opensTo(register, { memberId, createdAt: session.createdAt }))
      throw new DomainError('not_signed_in')
    c.set('actor', { kind: 'person', municipality: code, memberId, grants: roles })
    c.set('register', register)
    c.set('revision', revision)
    const now = clock().toISOString()
    // Another process's clock may run ahead: what is recorded lies never in this request's future.
    c.set('now', now > register.recordedAt ? now : register.recordedAt)
    c.header('cache-control', 'no-store')
    await next()
  }
}

/** For routes whose query has no parameters: an unknown one is refused there as elsewhere. */
export function withoutQuery(c: Context): void {
  const fields = Object.keys(c.req.query()).map(
    (name): FieldError => ({ pointer: `/${name}`, code: 'unknown_field' }),
  )
  if (fields.length > 0) throw new DomainError('validation_failed', { fields })
}

/** The roles the actor holds today. */
export function rolesNow(c: Context<Environment>): RoleHeld[] {
  return rolesOn(c.get('actor').grants, tokyoDayOf(c.get('now')))
}

/**
 * Asks before anything is read or made; a write is asked by the domain, as it stands when it is written.
 * @param resource what it is about, where a role holds for a part of the municipality only
 * @throws DomainError `not_allowed` where no role held today may do it there
 */
export function requireMay(
  c: Context<Environment>,
  action: Action,
  resource: Resource = { municipality: c.get('register').municipality.code },
): void {
  if (!can(c.get('actor'), action, resource, c.get('now'))) throw new DomainError('not_allowed')
}

/** @throws DomainError `not_found` */
export function proposalIn(register: Register, id: string): Proposal {
  const proposal = register.proposals.get(id)
  if (!proposal) throw new DomainError('not_found')
  return proposal
}
