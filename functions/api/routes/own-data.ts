import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { DomainError } from '../../domain/errors.ts'
import { Id } from '../../domain/fields.ts'
import { MailPreferences, setMailPreferences } from '../../domain/mails/mail-preferences.ts'
import { opensTo } from '../../domain/people/session-changes.ts'
import {
  answerClaim,
  ClaimAnswer,
  ClaimInput,
  makeClaim,
} from '../../domain/personal-data/claims.ts'
import { OwnData, ownDataOf } from '../../domain/personal-data/own-data.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofMember,
  ofWrites,
  problems,
  Receipt,
} from '../documented.ts'
import { newApp, signedIn, withoutQuery } from '../environment.ts'
import { textsHeld } from '../erasure-preview.ts'
import { writeMunicipality } from '../write.ts'
import { OwnSession } from './sessions.ts'

const Mine = z
  .object({
    account: z.object({
      email: z.string().optional(),
    }),
    sessions: z.array(OwnSession),
    memberships: z.array(OwnData),
  })
  .meta({ id: 'Mine' })

const mine = createRoute({
  method: 'get',
  path: '/me',
  tags: ['session'],
  summary: 'What is held about me, in every municipality I belong to',
  responses: {
    200: answer('All of it, but for the log of operation', Mine),
    ...problems(400, 401, 503),
  },
})

/** `/api/me`: what is held about whoever asks. Nobody else can. */
export function ownDataRoutes(dependencies: Dependencies) {
  const { accounts, registers, requests, clock } = dependencies
  return newApp().openapi(mine, async (c) => {
    withoutQuery(c)
    const { accountId, secret, createdAt, email } = await signedIn(c, dependencies)
    const now = clock().toISOString()
    const [sessions, all] = await Promise.all([
      accounts.sessions(accountId, secret),
      accounts.memberships(accountId),
    ])
    // Who is suspended or has left gets in no more, and is told all the same.
    const found = await Promise.all(
      all.map(async ({ code, memberId }) => {
        const [register, asked] = await Promise.all([
          registers.read(code),
          requests.about(code, memberId),
        ])
        if (!register) return undefined
        // Half of what is held must not look like all of it: who signs in anew reads everything.
        if (!opensTo(register, { memberId, createdAt })) throw new DomainError('not_signed_in')
        const texts = await textsHeld(dependencies, register, memberId)
        return ownDataOf(register, { memberId, requests: asked, texts, now })
      }),
    )
    const account = email === undefined ? {} : { email }
    return c.json({ account, sessions, memberships: found.filter((one) => one !== undefined) }, 200)
  })
}

const claim = createRoute({
  method: 'post',
  path: '/me/claims',
  tags: ['people'],
  summary: 'Ask HR to correct what is held about me, or to stop using it',
  request: { params: inMunicipality, headers: idempotent, body: body(ClaimInput) },
  responses: { 201: answer('HR is waited for', Receipt), ...ofWrites },
})

const settle = createRoute({
  method: 'post',
  path: '/people/{memberId}/claims/{claimId}/answer',
  tags: ['people'],
  summary: 'End a person’s claim: it is done, or refused with a reason',
  request: {
    params: ofMember.extend({ claimId: Id }),
    headers: idempotent,
    body: body(ClaimAnswer),
  },
  responses: { 201: answer('The person reads it', Receipt), ...ofWrites },
})

const mails = createRoute({
  method: 'post',
  path: '/me/mails',
  tags: ['people'],
  summary: 'Say which automatic mails I want here, and in which language',
  request: { params: inMunicipality, headers: idempotent, body: body(MailPreferences) },
  responses: { 201: answer('The next mails follow it', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/me` and claims (訂正・利用停止の請求): what everybody may say about their own data. */
export function ownWishesRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(mails, async (c) => {
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        setMailPreferences(register, input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(claim, async (c) => {
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        makeClaim(register, input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(settle, async (c) => {
      const { memberId, claimId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        answerClaim(register, { memberId, claimId, answer: input }, deed),
      )
      return c.json(receipt, 201)
    })
}
