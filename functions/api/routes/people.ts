import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { settleMailTrouble } from '../../domain/mails/mail-trouble.ts'
import { accountsOf, Roster, rosterOf } from '../../domain/people/roster.ts'
import {
  addMember,
  changeMember,
  MemberEdit,
  MemberInput,
  suspendMember,
  Transfer,
  transferMember,
} from '../../domain/people/roster-changes.ts'
import { signEverybodyOut, signMemberOut } from '../../domain/people/session-changes.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofMember,
  ofReads,
  ofWrites,
  problems,
  Receipt,
} from '../documented.ts'
import { editionOf, ifMatch } from '../edition.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'
import { noteRosterRead, writeMunicipality } from '../write.ts'

const tags = ['people']

const roster = createRoute({
  method: 'get',
  path: '/roster',
  tags,
  summary: 'The roster with addresses and states; reading it joins the history, once a day',
  request: { params: inMunicipality },
  responses: { 200: answer('The roster', Roster), ...ofReads, ...problems(409) },
})

const add = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Put a person on the roster',
  request: { params: inMunicipality, headers: idempotent, body: body(MemberInput) },
  responses: { 201: answer('The person is on the roster', Receipt), ...ofWrites },
})

const change = createRoute({
  method: 'patch',
  path: '/{memberId}',
  tags,
  summary: 'Change what the roster says of a person',
  request: { params: ofMember, headers: idempotent.extend(ifMatch), body: body(MemberEdit) },
  responses: { 200: answer('It is changed', Receipt), ...ofWrites, ...problems(412, 428) },
})

const Suspension = z.strictObject({ suspended: z.boolean() }).meta({ id: 'Suspension' })

const suspend = createRoute({
  method: 'post',
  path: '/{memberId}/suspension',
  tags,
  summary: 'Take a person’s access away from their next request on, or give it back',
  request: { params: ofMember, headers: idempotent, body: body(Suspension) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const signOut = createRoute({
  method: 'post',
  path: '/{memberId}/sign-out',
  tags,
  summary: 'End a person’s sessions here from their next request on; they may sign in anew',
  request: { params: ofMember, headers: idempotent },
  responses: { 201: answer('They have ended', Receipt), ...ofWrites },
})

const signAllOut = createRoute({
  method: 'post',
  path: '/sign-out',
  tags,
  summary: 'End everybody’s sessions here from their next request on, one’s own too',
  request: { params: inMunicipality, headers: idempotent },
  responses: { 201: answer('They have ended', Receipt), ...ofWrites },
})

const transfer = createRoute({
  method: 'post',
  path: '/{memberId}/transfer',
  tags,
  summary: 'Record that a person moves to another office or leaves',
  request: { params: ofMember, headers: idempotent, body: body(Transfer) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const settleMails = createRoute({
  method: 'post',
  path: '/{memberId}/mail-trouble/settlement',
  tags,
  summary: 'Say that failed mails were seen to: the next ones are sent to the same address again',
  request: { params: ofMember, headers: idempotent },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/people`: the roster, which HR keeps. */
export function peopleRoutes(dependencies: Dependencies) {
  const { accounts } = dependencies
  return newApp()
    .openapi(roster, async (c) => {
      withoutQuery(c)
      const register = c.get('register')
      const now = c.get('now')
      requireMay(c, 'roster.read')
      await noteRosterRead(c, dependencies)
      const lastSignIns = await accounts.lastSignIns(accountsOf(register))
      return c.json({ people: rosterOf(register, { now, lastSignIns }) }, 200)
    })
    .openapi(add, async (c) => {
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        addMember(register, input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(change, async (c) => {
      const { memberId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const edition = editionOf(c.req.header('if-match'))
      const receipt = await writeMunicipality(c, dependencies, edit, (register, deed) =>
        changeMember(register, { memberId, edit, edition }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(suspend, async (c) => {
      const { memberId } = c.req.valid('param')
      const { suspended } = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, { suspended }, (register, deed) =>
        suspendMember(register, { memberId, suspended }, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(signOut, async (c) => {
      const { memberId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, {}, (register, deed) =>
        signMemberOut(register, memberId, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(signAllOut, async (c) => {
      const receipt = await writeMunicipality(c, dependencies, {}, signEverybodyOut)
      return c.json(receipt, 201)
    })
    .openapi(settleMails, async (c) => {
      const { memberId } = c.req.valid('param')
      const receipt = await writeMunicipality(c, dependencies, {}, (register, deed) =>
        settleMailTrouble(register, memberId, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(transfer, async (c) => {
      const { memberId } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        transferMember(register, { memberId, transfer: input }, deed),
      )
      return c.json(receipt, 201)
    })
}
