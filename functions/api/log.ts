import type { Context } from 'hono'
import type { DomainError, ErrorCode } from '../domain/errors.ts'
import type { Environment } from './environment.ts'
import { LimitReached } from './rate-limits.ts'
import { requestIdOf } from './request-id.ts'

/** What is told of requests, beside what the history tells; SECURITY.md says what each means. */
export const LOGGED = [
  'sign_in',
  'sign_in_failed',
  'code_sent',
  'code_withheld',
  'code_refused',
  'session_ended',
  'invitation_accepted',
  'office_begun',
  'refused',
  'link_refused',
  'fault',
] as const

/**
 * Where it is told: codes, ids and counts, never a text that somebody sent, a name, an address or a token.
 * An Error stands under `error`.
 */
export type Log = Record<
  'info' | 'warn' | 'error',
  (event: (typeof LOGGED)[number], told: Record<string, unknown>) => void
>

/** Which request it is, where it goes, and who asks, as far as that is known. */
export function askedBy(c: Context): Record<string, unknown> {
  const { actor, accountId } = c.var as Partial<Environment['Variables']>
  return {
    requestId: requestIdOf(c),
    method: c.req.method,
    path: loggedPath(c.req.path),
    accountId,
    municipality: actor?.municipality,
    memberId: actor?.memberId,
  }
}

/** Refusals that whoever watches over the hub wants to look at; the others are people's slips. */
const UNUSUAL: ReadonlySet<ErrorCode> = new Set([
  'not_allowed',
  'not_found',
  'origin_mismatch',
  'too_many_requests',
  'invitation_invalid',
  'invitation_used',
  'set_up_code_invalid',
  'cursor_invalid',
  'invalid_json',
  'unsupported_media_type',
  'body_too_large',
])

/** Tells of a request that was refused: who was not let in or may not, which limit was reached, what was wrong. */
export function tellRefusal(log: Log, c: Context, refusal: DomainError, status: number): void {
  const { code } = refusal
  // A limit is told when it is reached, not for each request beyond it.
  if (refusal instanceof LimitReached && refusal.isAgain) return
  // At every visit the pages ask who is signed in; that nobody is, is no attempt at anything.
  if (code === 'not_signed_in' && c.req.path === '/api/session' && !c.req.header('cookie')) return
  log[UNUSUAL.has(code) ? 'warn' : 'info']('refused', { ...askedBy(c), code, status })
}

/** Tells of a fault, and of a database that is away. */
export function tellFault(log: Log, c: Context, cause: unknown): void {
  const error = cause instanceof Error ? cause : new Error(String(cause))
  log.error('fault', { ...askedBy(c), error })
}

/**
 * A path as it may be logged: only words of ours and municipalities' codes stand as they are. Ids, and above
 * all the tokens of mail links, which are keys, become `:id`.
 */
export function loggedPath(path: string): string {
  const [, first = '', ...others] = path.split('/')
  const shown = others.map((part) =>
    first !== 'r' && (/^[a-z]{1,16}(-[a-z]{1,16})*$/.test(part) || /^\d{6}$/.test(part))
      ? part
      : ':id',
  )
  return `/${[/^[a-z]{1,8}$/.test(first) ? first : ':id', ...shown].join('/')}`
}
