import { randomBytes } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { tokyoDayOf } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import { FiscalYearSchema, Id } from '../domain/fields.ts'
import { rolesOn } from '../domain/people.ts'
import { ROLES } from '../domain/words.ts'
import type { Dependencies } from './dependencies.ts'
import { answer, problems } from './documented.ts'
import { newApp, presentedSession } from './environment.ts'
import { clearSessionCookie } from './session-cookie.ts'
import type { Identity } from './sign-in.ts'

/** What a sign-in needs of the store. */
type SignInAccounts = {
  /** The account of an identity; at its first time the given one. */
  enrol(account: { v: 1; id: string; issuer: string; subject: string }): Promise<string>
  beginSession(accountId: string, secret: string, email?: string): Promise<void>
}

/** Opens a session of 256 random bits for whoever has signed in, known here or not. */
export function sessionOpener({
  accounts,
  newId,
}: {
  accounts: SignInAccounts
  newId: () => string
}) {
  return async ({ issuer, subject, email }: Identity): Promise<string> => {
    const accountId = await accounts.enrol({ v: 1, id: newId(), issuer, subject })
    const secret = randomBytes(32).toString('base64url')
    await accounts.beginSession(accountId, secret, email)
    return `${accountId}.${secret}`
  }
}

const SessionAnswer = z
  .object({
    account: z.object({
      email: z.string().optional().meta({ description: 'The address one has signed in with' }),
    }),
    memberships: z.array(
      z.object({
        municipality: z.string(),
        name: z.string(),
        nameEn: z.string(),
        memberId: Id,
        memberName: z.string(),
        roles: z.array(z.object({ role: z.enum(ROLES), cohort: FiscalYearSchema.optional() })),
      }),
    ),
  })
  .meta({ id: 'Session' })

const readSession = createRoute({
  method: 'get',
  path: '/session',
  tags: ['session'],
  summary: 'Who is signed in, and what they are today and where',
  responses: { 200: answer('Signed in', SessionAnswer), ...problems(401, 503) },
})

const signOut = createRoute({
  method: 'post',
  path: '/sign-out',
  tags: ['session'],
  summary: 'End the session',
  responses: {
    200: answer(
      'Signed out; so is who was signed out already',
      z.object({ signedIn: z.literal(false) }),
    ),
    ...problems(403, 503),
  },
})

/** `/api/session` and `/api/sign-out`. */
export function sessionRoutes(
  dependencies: Pick<Dependencies, 'accounts' | 'registers' | 'clock' | 'publicOrigin'>,
) {
  const { accounts, registers, clock, publicOrigin } = dependencies
  return newApp()
    .openapi(readSession, async (c) => {
      const presented = presentedSession(c, publicOrigin)
      const session = presented && (await accounts.session(presented.accountId, presented.secret))
      if (!presented || !session) throw new DomainError('not_signed_in')
      const today = tokyoDayOf(clock().toISOString())
      const held = await accounts.memberships(presented.accountId)
      const memberships = await Promise.all(
        held.map(async ({ code, memberId, roles, suspended }) => {
          const register = suspended ? undefined : await registers.read(code)
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
      const presented = presentedSession(c, publicOrigin)
      if (presented) await accounts.endSession(presented.accountId, presented.secret)
      clearSessionCookie(c, publicOrigin.startsWith('https:'))
      return c.json({ signedIn: false as const }, 200)
    })
}
