import { createHmac } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { Id, MunicipalityCode } from '../../domain/fields.ts'
import { OFFICE } from '../../domain/municipalities/municipality-code.ts'
import { isAdmitted } from '../../domain/people/people.ts'
import { rolesOn } from '../../domain/people/roles.ts'
import { opensTo } from '../../domain/people/session-changes.ts'
import { ROLES } from '../../domain/words.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, problems } from '../documented.ts'
import { newApp, presentedSession, signedIn } from '../environment.ts'
import { askedBy } from '../log.ts'
import { clearSessionCookie } from '../session-cookie.ts'

const Session = z
  .object({
    account: z.object({
      draftKey: z.string(),
      email: z.string().optional(),
    }),
    office: z.object({ memberId: Id, memberName: z.string() }).optional(),
    memberships: z.array(
      z.object({
        municipality: MunicipalityCode,
        name: z.string(),
        nameEn: z.string(),
        memberId: Id,
        memberName: z.string(),
        roles: z.array(z.object({ role: z.enum(ROLES), cohort: z.int().optional() })),
      }),
    ),
  })
  .meta({ id: 'Session' })

const session = createRoute({
  method: 'get',
  path: '/session',
  tags: ['session'],
  summary: 'Who is signed in, and what they are where',
  responses: { 200: answer('The session', Session), ...problems(401, 503) },
})

const signOut = createRoute({
  method: 'post',
  path: '/sign-out',
  tags: ['session'],
  summary: 'End this session',
  responses: {
    200: answer('It has ended', z.object({}), { 'Set-Cookie': 'Takes the cookie away' }),
    ...problems(403, 413, 503),
  },
  security: [],
})

/** `/api/session` and `/api/sign-out`. */
export function sessionRoutes(dependencies: Dependencies) {
  const { accounts, registers, clock, publicOrigin, secret, log } = dependencies
  return newApp()
    .openapi(session, async (c) => {
      const { accountId, createdAt, email } = await signedIn(c, dependencies)
      const today = tokyoDayOf(clock().toISOString())
      const all = await accounts.memberships(accountId)
      const admitted = await Promise.all(
        all
          .filter((membership) => isAdmitted(membership, today))
          .map(async ({ code, memberId, roles }) => {
            const register = await registers.read(code)
            if (!register) throw new DomainError('not_found')
            // Who signs in anew gets in everywhere: better than to be told of nothing there.
            if (!opensTo(register, { memberId, createdAt })) throw new DomainError('not_signed_in')
            const { name, nameEn } = register.municipality
            const memberName = register.members.get(memberId)?.name ?? ''
            const held = rolesOn(roles, today)
            return { municipality: code, name, nameEn, memberId, memberName, roles: held }
          }),
      )
      const office = admitted.find(({ municipality }) => municipality === OFFICE)
      const draftKey = createHmac('sha256', secret)
        .update(`drafts\n${accountId}`)
        .digest('base64url')
      const account = { draftKey, ...(email !== undefined && { email }) }
      return c.json(
        {
          account,
          ...(office && { office: { memberId: office.memberId, memberName: office.memberName } }),
          memberships: admitted.filter((one) => one !== office),
        },
        200,
      )
    })
    .openapi(signOut, async (c) => {
      const presented = presentedSession(c, publicOrigin)
      if (presented && (await accounts.session(presented.accountId, presented.secret))) {
        await accounts.endSession(presented.accountId, presented.secret)
        log.info('session_ended', { ...askedBy(c), accountId: presented.accountId, ended: 1 })
      }
      clearSessionCookie(c, publicOrigin.startsWith('https:'))
      return c.json({}, 200)
    })
}
