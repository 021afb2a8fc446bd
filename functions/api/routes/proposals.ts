import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { resourceOf } from '../../domain/change.ts'
import { FiscalYearSchema, Line } from '../../domain/fields.ts'
import { viewpointOf } from '../../domain/outcomes/standing.ts'
import { detailOf } from '../../domain/proposals/detail.ts'
import { ListFilter, listProposals, ProposalPage, themesAt } from '../../domain/proposals/list.ts'
import {
  CarryOnInput,
  CommentInput,
  Link,
  ProposalEdit,
  ProposalInput,
} from '../../domain/proposals/proposal.ts'
import {
  carryOnProposal,
  createProposal,
  editProposal,
  linkProposal,
  recordComment,
  unlinkProposal,
} from '../../domain/proposals/proposal-changes.ts'
import { ProposalDetail } from '../../domain/views.ts'
import {
  CHANGES,
  CONFIRMATION_STATES,
  FACTORS,
  LINEAGE_KINDS,
  RUNGS,
  SILENCES,
  STANDINGS,
} from '../../domain/words.ts'
import { cursors } from '../cursor.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofProposal,
  ofReads,
  ofWrites,
  problems,
  Receipt,
  several,
  viewpoint,
} from '../documented.ts'
import { editionOf, ifMatch, tagOf } from '../edition.ts'
import { newApp, proposalIn, requireMay } from '../environment.ts'
import { write } from '../write.ts'

const PAGE = { usual: 20, most: 100 } as const

const year = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .pipe(FiscalYearSchema)
  .optional()
  .meta({ type: 'string', example: '2022' })
const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()

const listQuery = z.strictObject({
  cohort: year,
  from: year,
  to: year,
  outcome: several(STANDINGS),
  factor: several(FACTORS),
  formality: several(RUNGS),
  confirmation: several(CONFIRMATION_STATES),
  theme: Line.optional(),
  stale: flag,
  confirmedWithin: flag,
  silence: several(SILENCES),
  change: several(CHANGES),
  since: ListFilter.shape.since,
  basis: ListFilter.shape.basis,
  begun: flag,
  final: flag,
  period: year,
  brokenPrerequisite: flag,
  overdueQuestion: flag,
  orphaned: flag,
  q: ListFilter.shape.q,
  ...viewpoint,
  cursor: z.string().max(500).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(PAGE.most))
    .optional()
    .meta({
      type: 'string',
      description: `Rows of a page, ${PAGE.usual} without it, at most ${PAGE.most}`,
    }),
})

const tags = ['proposals']

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Proposals, newest first, with how they stand',
  request: { params: inMunicipality, query: listQuery },
  responses: { 200: answer('A page of proposals', ProposalPage), ...ofReads },
})

const create = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Enter a cohort’s proposal',
  request: { params: inMunicipality, headers: idempotent, body: body(ProposalInput) },
  responses: { 201: answer('It is in the register', Receipt), ...ofWrites },
})

const detail = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One proposal with its whole history, lineage and comments; `ETag` for editing',
  request: { params: ofProposal, query: z.strictObject(viewpoint) },
  responses: {
    200: answer('The proposal', ProposalDetail, { ETag: 'The edition, for `If-Match`' }),
    ...ofReads,
  },
})

const edit = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Change what a proposal says of itself, its steward, formality or visibility',
  request: {
    params: ofProposal,
    headers: idempotent.extend(ifMatch),
    body: body(ProposalEdit),
  },
  responses: { 200: answer('It is changed', Receipt), ...ofWrites, ...problems(412, 428) },
})

const carryOn = createRoute({
  method: 'post',
  path: '/{id}/carried-by',
  tags,
  summary: 'A later cohort carries the proposal on unchanged',
  request: { params: ofProposal, headers: idempotent, body: body(CarryOnInput) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const link = createRoute({
  method: 'post',
  path: '/{id}/links',
  tags,
  summary: 'Link a proposal to an older one, or to one it requires',
  request: { params: ofProposal, headers: idempotent, body: body(Link) },
  responses: { 201: answer('They are linked', Receipt), ...ofWrites },
})

const unlink = createRoute({
  method: 'delete',
  path: '/{id}/links/{kind}/{to}',
  tags,
  summary: 'Take a link back',
  request: {
    params: ofProposal.extend({ kind: z.enum(LINEAGE_KINDS), to: Link.shape.to }),
    headers: idempotent,
  },
  responses: {
    200: answer('The link is gone; that it was there stays known', Receipt),
    ...ofWrites,
  },
})

const comment = createRoute({
  method: 'post',
  path: '/{id}/comments',
  tags,
  summary: 'Record a comment, one’s own or somebody else’s words',
  request: { params: ofProposal, headers: idempotent, body: body(CommentInput) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

/** `/api/m/:municipality/proposals`: the register. */
export function proposalRoutes(dependencies: Dependencies) {
  const pages = cursors(dependencies.secret)
  return newApp()
    .openapi(list, (c) => {
      requireMay(c, 'register.read')
      const { cursor, limit = PAGE.usual, asOf, knownAt, ...filter } = c.req.valid('query')
      const at = viewpointOf({ asOf, knownAt }, c.get('now'))
      const query = JSON.stringify([c.req.param('municipality'), asOf, knownAt, filter])
      const after = cursor === undefined ? undefined : pages.read(cursor, query)
      const page = listProposals(c.get('register'), filter, { viewpoint: at, after, limit })
      const { rows, total, next } = page
      const nextCursor = next === undefined ? {} : { nextCursor: pages.make(next, query) }
      const themes = after === undefined ? { themes: themesAt(c.get('register'), at) } : {}
      return c.json({ rows, total, viewpoint: at, ...nextCursor, ...themes }, 200)
    })
    .openapi(create, async (c) => {
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        createProposal(register, input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(detail, (c) => {
      const register = c.get('register')
      const now = c.get('now')
      const proposal = proposalIn(register, c.req.valid('param').id)
      const actor = c.get('actor')
      requireMay(c, 'register.read', resourceOf(proposal))
      const at = viewpointOf(c.req.valid('query'), now)
      const found = detailOf(register, proposal, { viewpoint: at, actor, now })
      c.header('etag', tagOf(found.proposal.edition))
      return c.json(found, 200)
    })
    .openapi(edit, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const edition = editionOf(c.req.header('if-match'))
      const receipt = await write(c, dependencies, input, (register, deed) =>
        editProposal(register, proposalIn(register, id), { edit: input, edition }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(carryOn, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        carryOnProposal(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(link, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        linkProposal(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
    .openapi(unlink, async (c) => {
      const { id, kind, to } = c.req.valid('param')
      const receipt = await write(c, dependencies, { kind, to }, (register, deed) =>
        unlinkProposal(proposalIn(register, id), { kind, to }, deed),
      )
      return c.json(receipt, 200)
    })
    .openapi(comment, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      const receipt = await write(c, dependencies, input, (register, deed) =>
        recordComment(register, proposalIn(register, id), input, deed),
      )
      return c.json(receipt, 201)
    })
}
