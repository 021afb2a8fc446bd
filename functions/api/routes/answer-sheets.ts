import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { renderDocument } from '../../documents/render.ts'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { attribute } from '../../domain/change.ts'
import { DomainError } from '../../domain/errors.ts'
import { DaySchema, FactorsSchema, Id, Text } from '../../domain/fields.ts'
import type { Request } from '../../domain/requests/request.ts'
import { RequestView, requestView } from '../../domain/requests/request-view.ts'
import { ALL_MANNERS, OUTCOMES } from '../../domain/words.ts'
import { askedFirst } from '../asked-first.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofReads,
  ofWrites,
  problems,
  Receipt,
} from '../documented.ts'
import { download, fileAnswer, inFormat } from '../download.ts'
import { newApp, requireMay, withoutQuery } from '../environment.ts'
import { FILE_POINTER, RowErrorShape, sheetOf, TableFile, worded } from '../table-file.ts'
import { noteExport, write } from '../write.ts'

const tags = ['requests']
const pointer = FILE_POINTER
const ofRequest = inMunicipality.extend({ requestId: Id })

const sheet = createRoute({
  method: 'get',
  path: '/requests/{requestId}/sheet',
  tags,
  summary:
    'A request as a sheet (回答票) to fill in on paper or in Excel; taking it joins the history',
  request: { params: ofRequest, query: z.strictObject(inFormat.shape) },
  responses: { 200: fileAnswer('The sheet'), ...ofReads, ...problems(409, 413) },
})

const Said = {
  outcome: z.enum(OUTCOMES),
  manner: z.enum(ALL_MANNERS).optional(),
  factors: FactorsSchema,
  reason: Text.optional(),
}

const Preview = z
  .object({
    requestId: Id,
    memberId: Id,
    rows: z.array(
      z.object({
        row: z.int(),
        proposalId: Id.optional(),
        title: z.string(),
        fate: z.enum(['record', 'pass_on', 'skip', 'answered', 'wrong']),
        said: z.object(Said).optional(),
        whoKnows: z.string().optional(),
        errors: z.array(RowErrorShape),
      }),
    ),
  })
  .meta({ id: 'AnswerSheet' })

const preview = createRoute({
  method: 'post',
  path: '/requests/sheets/preview',
  tags,
  summary: 'What each line of a filled sheet would record; nothing is written',
  request: {
    params: inMunicipality,
    body: body(TableFile),
  },
  responses: { 200: answer('Line by line', Preview), ...ofReads, ...problems(413, 415) },
})

const PaperAnswer = z
  .strictObject({ proposalId: Id, ...Said, heardOn: DaySchema })
  .meta({ id: 'PaperAnswer' })

const record = createRoute({
  method: 'post',
  path: '/requests/{requestId}/answers',
  tags,
  summary: 'Record what somebody wrote on their sheet about one proposal: a hearing, by paper',
  request: { params: ofRequest, headers: idempotent, body: body(PaperAnswer) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const PaperReferral = z
  .strictObject({ proposalId: Id, whoKnows: Text.optional() })
  .meta({ id: 'PaperReferral' })

const passOn = createRoute({
  method: 'post',
  path: '/requests/{requestId}/referrals',
  tags,
  summary: 'Record that somebody wrote on their sheet that they don’t know, and who might',
  request: { params: ofRequest, headers: idempotent, body: body(PaperReferral) },
  responses: { 201: answer('It is recorded', Receipt), ...ofWrites },
})

const one = createRoute({
  method: 'get',
  path: '/requests/{requestId}',
  tags,
  summary: 'A request with what it asks about, in the order of its sheet',
  request: { params: ofRequest },
  responses: { 200: answer('The request', RequestView), ...ofReads },
})

/** `/api/m/:municipality/requests/…`: 回答票, out and back in. */
export function answerSheetRoutes(dependencies: Dependencies) {
  const { requests } = dependencies
  // What answers say is loaded by the first one.
  const answers = () => import('../../domain/requests/request-answers.ts')
  const found = async (code: string, id: string): Promise<Request> => {
    const request = await requests.get(code, id)
    if (!request) throw new DomainError('not_found')
    return request
  }
  return newApp()
    .openapi(sheet, async (c) => {
      const { municipality, requestId } = c.req.valid('param')
      const { format } = c.req.valid('query')
      requireMay(c, 'request.issue')
      const register = c.get('register')
      const request = await found(municipality, requestId)
      const { memberId, proposalIds } = request
      await noteExport(c, dependencies, {
        ...{ what: 'sheet', format, rows: proposalIds.length },
        filter: { memberId },
      })
      const { answerSheet } = await import('../../documents/answer-sheet.ts')
      const document = answerSheet(register, request, c.get('now'))
      const name = `回答票_${register.members.get(memberId)?.name || requestId}`
      return download(await renderDocument(document, format), { name, format })
    })
    .openapi(preview, async (c) => {
      const { municipality } = c.req.valid('param')
      const now = c.get('now')
      requireMay(c, 'hearing.record')
      const table = await sheetOf(c.req.valid('json'))
      const { readAnswerSheet, requestIdOf, requireRequest } = await import(
        '../../domain/requests/answer-sheet.ts'
      )
      const request = requireRequest(
        await requests.get(municipality, requestIdOf(table, pointer)),
        pointer,
      )
      const today = tokyoDayOf(now)
      const rows = await worded(
        c,
        readAnswerSheet(c.get('register'), request, table, { today, pointer }),
      )
      return c.json({ requestId: request.id, memberId: request.memberId, rows }, 200)
    })
    .openapi(one, async (c) => {
      withoutQuery(c)
      const { municipality, requestId } = c.req.valid('param')
      const now = c.get('now')
      requireMay(c, 'hearing.record')
      const request = await found(municipality, requestId)
      return c.json(requestView(c.get('register'), request, now), 200)
    })
    .openapi(passOn, async (c) => {
      const { municipality, requestId } = c.req.valid('param')
      const input = c.req.valid('json')
      const { proposalId, whoKnows } = input
      const request = await askedFirst(requests, await found(municipality, requestId))
      const { recordPaperReferral } = await answers()
      const receipt = await write(c, dependencies, input, (register, deed) => {
        attribute(deed, 'hearing.record', { municipality })
        return recordPaperReferral(register, { request, proposalId, whoKnows }, deed)
      })
      return c.json(receipt, 201)
    })
    .openapi(record, async (c) => {
      const { municipality, requestId } = c.req.valid('param')
      const { proposalId, heardOn, ...said } = c.req.valid('json')
      const request = await found(municipality, requestId)
      const input = c.req.valid('json')
      const { recordPaperAnswer } = await answers()
      const receipt = await write(c, dependencies, input, (register, deed) => {
        attribute(deed, 'hearing.record', { municipality })
        return recordPaperAnswer(register, { request, proposalId, said, heardOn }, deed)
      })
      return c.json(receipt, 201)
    })
}
