import { randomBytes } from 'node:crypto'
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod'
import { tokyoDayOf } from '../domain/calendar.ts'
import type { Register } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import { FiscalYearSchema, Id, Line, MunicipalityCode } from '../domain/fields.ts'
import { type RoleGrant, rolesOn } from '../domain/people.ts'
import { ROLES } from '../domain/words.ts'
import { clearSessionCookie, sessionCookie } from './session-cookie.ts'
import type { Identity } from './sign-in.ts'

/** What the session cookie carries: whose session, and the secret that proves it. */
export type Credentials = { accountId: string; secret: string }

/** The part of the store that sessions need. */
export interface SessionAccounts {
  enrol(account: { v: 1; id: string; issuer: string; subject: string }): Promise<string>
  beginSession(accountId: string, secret: string, email?: string): Promise<void>
  session(accountId: string, secret: string): Promise<{ email?: string | undefined } | undefined>
  endSession(accountId: string, secret: string): Promise<void>
  memberships(
    accountId: string,
  ): Promise<
    { code: string; memberId: string; roles: RoleGrant[]; suspended?: boolean | undefined }[]
  >
}

const COOKIE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/

/** Reads a cookie's value; undefined for what no sign-in has given out. */
export function credentialsOf(cookie: string | undefined): Credentials | undefined {
  const [, accountId, secret] = COOKIE.exec(cookie ?? '') ?? []
  return accountId && secret ? { accountId, secret } : undefined
}

/** Opens a session of 256 random bits for whoever has signed in, known or not. */
export function sessionOpener({ accounts }: { accounts: SessionAccounts }) {
  return async ({ issuer, subject, email }: Identity): Promise<string> => {
    const accountId = await accounts.enrol({ v: 1, id: uuidv7(), issuer, subject })
    const secret = randomBytes(32).toString('base64url')
    await accounts.beginSession(accountId, secret, email)
    return `${accountId}.${secret}`
  }
}

const SessionAnswer = z
  .object({
    account: z.object({ email: z.string().optional() }),
    memberships: z.array(
      z.object({
        municipality: MunicipalityCode,
        name: Line,
        nameEn: Line,
        memberId: Id,
        memberName: Line,
        roles: z.array(z.object({ role: z.enum(ROLES), cohort: FiscalYearSchema.optional() })),
      }),
    ),
  })
  .meta({ id: 'Session', description: 'Who is signed in, and what they are today and where' })

const readSession = createRoute({
  method: 'get',
  path: '/session',
  summary: 'Who is signed in',
  responses: {
    200: { description: 'Signed in', content: { 'application/json': { schema: SessionAnswer } } },
  },
})

const signOut = createRoute({
  method: 'post',
  path: '/sign-out',
  summary: 'End the session',
  responses: {
    200: {
      description: 'Signed out; so is who was signed out already',
      content: { 'application/json': { schema: z.object({ signedIn: z.literal(false) }) } },
    },
  },
})

export type SessionOptions = {
  accounts: SessionAccounts
  registers: { read(code: string): Promise<Register | undefined> }
  clock: () => Date
  /** Whether browsers reach the hub by https. */
  secure: boolean
}

/** `/api/session` and `/api/sign-out`. @throws DomainError `not_signed_in` */
export function sessionRoutes({ accounts, registers, clock, secure }: SessionOptions) {
  return new OpenAPIHono()
    .openapi(readSession, async (c) => {
      const credentials = credentialsOf(sessionCookie(c, secure))
      const session =
        credentials && (await accounts.session(credentials.accountId, credentials.secret))
      if (!credentials || !session) throw new DomainError('not_signed_in')
      const today = tokyoDayOf(clock().toISOString())
      const held = await accounts.memberships(credentials.accountId)
      const memberships = await Promise.all(
        held
          .filter(({ suspended }) => !suspended)
          .map(async ({ code, memberId, roles }) => {
            const register = await registers.read(code)
            const member = register?.members.get(memberId)
            if (!register || !member) return []
            const { name, nameEn } = register.municipality
            const place = { municipality: code, name, nameEn, memberId, memberName: member.name }
            return [{ ...place, roles: rolesOn(roles, today) }]
          }),
      )
      c.header('cache-control', 'no-store')
      const account = session.email === undefined ? {} : { email: session.email }
      return c.json({ account, memberships: memberships.flat() }, 200)
    })
    .openapi(signOut, async (c) => {
      const credentials = credentialsOf(sessionCookie(c, secure))
      if (credentials) await accounts.endSession(credentials.accountId, credentials.secret)
      clearSessionCookie(c, secure)
      return c.json({ signedIn: false as const }, 200)
    })
}
