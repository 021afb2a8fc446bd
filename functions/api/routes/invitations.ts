import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { DomainError } from '../../domain/errors.ts'
import { Id, ScopeCode } from '../../domain/fields.ts'
import {
  acceptInvitation,
  issueInvitation,
  revokeInvitation,
} from '../../domain/people/invitation-changes.ts'
import { invitationTokens } from '../../links/invitation-tokens.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofMember, ofWrites, Receipt } from '../documented.ts'
import { newApp, signedIn } from '../environment.ts'
import { askedBy } from '../log.ts'
import { writeAsAccount, writeMunicipality } from '../write.ts'

const tags = ['people']

const issue = createRoute({
  method: 'post',
  path: '/{memberId}/invitation',
  tags,
  summary: 'Invite a person by mail, for 14 days and once; an earlier invitation holds no more',
  request: { params: ofMember, headers: idempotent },
  responses: {
    201: answer('The invitation holds, and its mail is on its way', Receipt),
    ...ofWrites,
  },
})

const revoke = createRoute({
  method: 'delete',
  path: '/{memberId}/invitation',
  tags,
  summary: 'Take an invitation back',
  request: { params: ofMember, headers: idempotent },
  responses: { 200: answer('It holds no more', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/people/:memberId/invitation`: HR invites. */
export function invitationRoutes(dependencies: Dependencies) {
  return newApp()
    .openapi(issue, async (c) => {
      const { memberId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, {}, (register, deed) =>
        issueInvitation(register, memberId, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(revoke, async (c) => {
      const { memberId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, {}, (register, deed) =>
        revokeInvitation(register, memberId, deed),
      )
      return c.json(receipt, 200)
    })
}

/** The parts of an invitation's link. */
const Acceptance = z
  .strictObject({ municipality: ScopeCode, memberId: Id, token: z.string().max(100) })
  .meta({ id: 'Acceptance' })

const accept = createRoute({
  method: 'post',
  path: '/acceptance',
  tags: ['session'],
  summary: 'Accept an invitation as the account that has signed in',
  request: { headers: idempotent, body: body(Acceptance) },
  responses: { 201: answer('The account is that person from now on', Receipt), ...ofWrites },
})

/** `/api/invitations`: whoever was invited accepts. */
export function acceptanceRoutes(dependencies: Dependencies) {
  const { registers, secret, log } = dependencies
  const tokens = invitationTokens(secret)
  return newApp().openapi(accept, async (c) => {
    const { accountId } = await signedIn(c, dependencies)
    const input = c.req.valid('json')
    const { municipality: code, memberId, token } = input
    if (!(await registers.read(code))) throw new DomainError('invitation_invalid')
    const actor = { kind: 'person', municipality: code, memberId, grants: [] } as const
    const receipt = await writeAsAccount(
      c,
      dependencies,
      { actor: { ...actor, grants: [] }, accountId, input },
      (register, deed) => {
        const isGenuine = (invitationId: string) =>
          tokens.isGenuine(token, { code, memberId, invitationId })
        return acceptInvitation(register, { memberId, accountId, isGenuine }, deed)
      },
    )
    log.info('invitation_accepted', { ...askedBy(c), municipality: code, memberId })
    return c.json(receipt, 201)
  })
}
