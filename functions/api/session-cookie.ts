import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { PresentedSession } from './session.ts'

// As long as a session can last at all; when it really ends, the table says.
const KEPT_FOR = 7 * 24 * 60 * 60

/** On https bound to this host: no other host can set it. */
export const sessionCookieName = (secure: boolean) => (secure ? '__Host-session' : 'session')

/** The session cookie, `accountId.secret`; on https bound to this host. */
export function sessionCookie(c: Context, secure: boolean): string | undefined {
  return getCookie(c, sessionCookieName(secure))
}

export function setSessionCookie(
  c: Context,
  { accountId, secret }: PresentedSession,
  secure: boolean,
): void {
  setCookie(c, sessionCookieName(secure), `${accountId}.${secret}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: KEPT_FOR,
  })
}

export function clearSessionCookie(c: Context, secure: boolean): void {
  deleteCookie(c, sessionCookieName(secure), { path: '/', httpOnly: true, sameSite: 'Lax', secure })
}
