import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { DomainError } from '../../domain/errors.ts'
import { Line, MunicipalityCode } from '../../domain/fields.ts'
import { OFFICE } from '../../domain/municipalities/municipality-code.ts'
import {
  addHrSuccessor,
  MunicipalityEntry,
  maySetUp,
  openOffice,
  ReinviteInput,
  reinviteHr,
  SetUpInput,
  setUpMunicipality,
} from '../../domain/municipalities/office.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, body, idempotent, ofWrites, problems, Receipt } from '../documented.ts'
import { newApp, requireMay, signedIn, withoutQuery } from '../environment.ts'
import { askedBy } from '../log.ts'
import { operationOf } from '../write.ts'

const tags = ['office']

const FirstAccount = z
  .strictObject({
    code: z.string().max(100),
    name: Line,
  })
  .meta({ id: 'FirstAccount' })

const first = createRoute({
  method: 'post',
  path: '/first-account',
  tags,
  summary: 'Begin the office, as the account that has signed in and holds the set-up link',
  request: { headers: idempotent, body: body(FirstAccount) },
  responses: { 201: answer('The account is the office’s first person', Receipt), ...ofWrites },
})

/** `/api/office/first-account`: the one way in while there is nobody. */
export function officeOpeningRoutes(dependencies: Dependencies) {
  const { office, limits, log } = dependencies
  return newApp().openapi(first, async (c) => {
    await limits?.stranger(c)
    const { accountId } = await signedIn(c, dependencies)
    const input = c.req.valid('json')
    const actor = { kind: 'person' as const, municipality: OFFICE, grants: [] }
    const { operation, deedAt } = operationOf(c, dependencies, input, {
      actor,
      operator: `account ${accountId}`,
    })
    const receipt = await office.open(input.code, operation, (register, isGenuine, now) => {
      // The operation's id becomes the person's.
      const deed = deedAt(now)
      const by = { ...deed, actor: { ...actor, memberId: deed.id } }
      return openOffice(register, { name: input.name, accountId, isGenuine }, by)
    })
    log.info('office_begun', { ...askedBy(c), memberId: receipt.id })
    return c.json(receipt, 201)
  })
}

const Municipalities = z
  .object({ municipalities: z.array(MunicipalityEntry) })
  .meta({ id: 'Municipalities' })

const list = createRoute({
  method: 'get',
  path: '/municipalities',
  tags,
  summary: 'The municipalities that are set up: how far they have come, nothing that is their own',
  responses: { 200: answer('By code', Municipalities), ...problems(400, 401, 403, 404, 503) },
})

const setUp = createRoute({
  method: 'post',
  path: '/municipalities',
  tags,
  summary: 'Set a municipality up and invite the first person of its HR',
  request: { headers: idempotent, body: body(SetUpInput) },
  responses: {
    201: answer('It is set up, and the invitation is on its way', Receipt),
    ...ofWrites,
  },
})

const reinvite = createRoute({
  method: 'post',
  path: '/municipalities/{code}/invitation',
  tags,
  summary:
    'Invite a person of a municipality’s HR anew, as long as none who has accepted is in service',
  request: {
    params: z.object({ code: MunicipalityCode }),
    headers: idempotent,
    body: body(ReinviteInput),
  },
  responses: { 201: answer('The new invitation is on its way', Receipt), ...ofWrites },
})

/** `/api/office`: the municipalities, for the program's office. */
export function officeRoutes(dependencies: Dependencies) {
  const { office, registers, newId } = dependencies
  return newApp()
    .openapi(list, async (c) => {
      withoutQuery(c)
      requireMay(c, 'municipalities.read')
      return c.json({ municipalities: await office.list() }, 200)
    })
    .openapi(setUp, async (c) => {
      const input = c.req.valid('json')
      const { operation, deedAt } = operationOf(c, dependencies, input)
      const ids = { memberId: newId(), invitationId: newId() }
      const receipt = await office.setUp(input.code, operation, (_, isThere, now) =>
        setUpMunicipality(input, { isThere, ...ids }, deedAt(now)),
      )
      return c.json(receipt, 201)
    })
    .openapi(reinvite, async (c) => {
      const { code } = c.req.valid('param')
      const input = c.req.valid('json')
      const { operation, deedAt } = operationOf(c, dependencies, input)
      const officeMemberId = c.get('actor').memberId
      // Before it is looked up: whoever may not set municipalities up learns of none.
      const by = { by: maySetUp(deedAt(c.get('now'))), officeMemberId }
      const adding = { ...operation, id: newId(), key: `${operation.key} successor` }
      await registers
        .changeMunicipality(code, adding, (register, now) =>
          addHrSuccessor(register, input, by, { id: adding.id, now }),
        )
        .catch((error) => {
          if (!(error instanceof DomainError && error.code === 'nothing_changed')) throw error
        })
      const receipt = await registers.changeMunicipality(code, operation, (register, now) =>
        reinviteHr(register, input, by, deedAt(now)),
      )
      return c.json(receipt, 201)
    })
}
