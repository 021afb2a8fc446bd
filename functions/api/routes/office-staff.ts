import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { Id } from '../../domain/fields.ts'
import { FirstHr } from '../../domain/municipalities/office.ts'
import { issueInvitation, revokeInvitation } from '../../domain/people/invitation-changes.ts'
import { accountsOf, Roster, rosterOf } from '../../domain/people/roster.ts'
import { addMember, suspendMember } from '../../domain/people/roster-changes.ts'
import { signMemberOut } from '../../domain/people/session-changes.ts'
import { ErasureInput, eraseMember } from '../../domain/personal-data/erasure.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofWrites, problems, Receipt } from '../documented.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'
import { noteRosterRead, writeMunicipality } from '../write.ts'

const tags = ['office']
const ofStaff = z.object({ memberId: Id })

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The office’s own people; reading them joins the office’s history, once a day',
  responses: { 200: answer('The roster', Roster), ...problems(400, 401, 403, 404, 409, 503) },
})

const Colleague = FirstHr.pick({ name: true, email: true }).meta({ id: 'Colleague' })

const add = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Put a colleague on the office’s roster; the invitation is a step of its own',
  request: { headers: idempotent, body: body(Colleague) },
  responses: { 201: answer('The person is on the roster', Receipt), ...ofWrites },
})

const invite = createRoute({
  method: 'post',
  path: '/{memberId}/invitation',
  tags,
  summary: 'Invite a colleague by mail, for 14 days and once',
  request: { params: ofStaff, headers: idempotent },
  responses: { 201: answer('The invitation is on its way', Receipt), ...ofWrites },
})

const revoke = createRoute({
  method: 'delete',
  path: '/{memberId}/invitation',
  tags,
  summary: 'Take an invitation back',
  request: { params: ofStaff, headers: idempotent },
  responses: { 200: answer('It holds no more', Receipt), ...ofWrites },
})

const Access = z.strictObject({ suspended: z.boolean() }).meta({ id: 'OfficeSuspension' })

const suspend = createRoute({
  method: 'post',
  path: '/{memberId}/suspension',
  tags,
  summary: 'Take a colleague’s access away from their next request on, or give it back',
  request: { params: ofStaff, headers: idempotent, body: body(Access) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const signOut = createRoute({
  method: 'post',
  path: '/{memberId}/sign-out',
  tags,
  summary:
    'End a colleague’s sessions in the office from their next request on; they may sign in anew',
  request: { params: ofStaff, headers: idempotent },
  responses: { 201: answer('They have ended', Receipt), ...ofWrites },
})

const erase = createRoute({
  method: 'post',
  path: '/{memberId}/erasure',
  tags,
  summary: 'Erase who a colleague was; what they set up stays on record',
  request: { params: ofStaff, headers: idempotent, body: body(ErasureInput) },
  responses: { 201: answer('They are shown nowhere any more', Receipt), ...ofWrites },
})

/** `/api/office/staff`: the office's own people, by the same rules and with the same history as any roster. */
export function officeStaffRoutes(dependencies: Dependencies) {
  const { accounts } = dependencies
  return newApp()
    .openapi(list, async (c) => {
      withoutQuery(c)
      const now = c.get('now')
      requireMay(c, 'roster.read')
      await noteRosterRead(c, dependencies)
      const register = c.get('register')
      const lastSignIns = await accounts.lastSignIns(accountsOf(register))
      return c.json({ people: rosterOf(register, { now, lastSignIns }) }, 200)
    })
    .openapi(add, async (c) => {
      const input = c.req.valid('json')
      const from = tokyoDayOf(c.get('now'))
      const person = { ...input, roles: [{ role: 'office' as const, from }] }
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        addMember(register, person, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(invite, async (c) => {
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
    .openapi(signOut, async (c) => {
      const { memberId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, {}, (register, deed) =>
        signMemberOut(register, memberId, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(erase, async (c) => {
      const { memberId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        eraseMember(register, { memberId, input }, deed),
      )
      dependencies.onErasure?.()
      return c.json(receipt, 201)
    })
    .openapi(suspend, async (c) => {
      const { memberId } = c.req.valid('param')
      const { suspended } = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, { suspended }, (register, deed) =>
        suspendMember(register, { memberId, suspended }, deed),
      )
      return c.json(receipt, 201)
    })
}
