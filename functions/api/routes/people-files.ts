import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError, ERROR_CODES } from '../../domain/errors.ts'
import { Line } from '../../domain/fields.ts'
import { describe } from '../../domain/messages/problems.ts'
import { PlannedRowShape, planRoster } from '../../domain/people/roster-plan.ts'
import type { RowError } from '../../domain/people/sheet.ts'
import { PlannedTransferShape, planTransfers } from '../../domain/people/transfer-plan.ts'
import { can } from '../../domain/permissions.ts'
import { answer, body, inMunicipality, ofReads, problems } from '../documented.ts'
import { type Environment, newApp, withoutQuery } from '../environment.ts'
import { languageOf } from '../language.ts'

const tags = ['people']
const pointer = '/contentBase64'

/** A table that somebody has chosen as a file. */
export const TableFile = z
  .strictObject({ fileName: Line, contentBase64: z.base64().min(1) })
  .meta({ id: 'TableFile' })

const RowErrorShape = z
  .object({
    column: z.string().optional(),
    code: z.enum(ERROR_CODES),
    detail: z.string(),
  })
  .meta({ id: 'RowError' })

/** A plan of rows, with the columns that were understood and those that were not. */
function planOf<Row extends z.ZodRawShape>(id: string, row: Row) {
  return z
    .object({
      ignored: z.array(z.string()),
      rows: z.array(z.object({ ...row, errors: z.array(RowErrorShape) })),
    })
    .meta({ id })
}

const refusals = { ...ofReads, ...problems(413, 415) }

const preview = createRoute({
  method: 'post',
  path: '/preview',
  tags,
  summary: 'What each row of a file would do to the roster; nothing is written',
  request: { params: inMunicipality, body: body(TableFile) },
  responses: { 200: answer('Row by row', planOf('RosterPlan', PlannedRowShape)), ...refusals },
})

const transfers = createRoute({
  method: 'post',
  path: '/transfers/preview',
  tags,
  summary: 'What each row of a list of transfers would record; nothing is written',
  request: { params: inMunicipality, body: body(TableFile) },
  responses: {
    200: answer('Row by row', planOf('TransferPlan', PlannedTransferShape)),
    ...refusals,
  },
})

/** Errors in the reader's words. */
function worded<Row extends { errors: RowError[] }>(c: Context, rows: Row[]) {
  const language = languageOf(c.req.raw.headers)
  return rows.map((row) => ({
    ...row,
    errors: row.errors.map(({ column, code, params }) => ({
      ...(column !== undefined && { column }),
      code,
      detail: describe(language, code, params).detail,
    })),
  }))
}

/** Who may write the roster may try it. What comes of it is written row by row, each an operation of its own. */
function registerToEdit(c: Context<Environment>) {
  withoutQuery(c)
  const register = c.get('register')
  const resource = { municipality: register.municipality.code }
  if (!can(c.get('actor'), 'roster.edit', resource, c.get('now')))
    throw new DomainError('not_allowed')
  return { register, today: tokyoDayOf(c.get('now')) }
}

/** The readers of files are loaded by the first one: few requests bring any. */
async function sheetOf(file: z.infer<typeof TableFile>) {
  const { readTableFile } = await import('../table-file.ts')
  return readTableFile(file)
}

/** `/api/m/:municipality/people/…/preview`: files of people, tried out. */
export function peopleFileRoutes() {
  return newApp()
    .openapi(preview, async (c) => {
      const { register, today } = registerToEdit(c)
      const sheet = await sheetOf(c.req.valid('json'))
      const { rows, ignored } = planRoster(register, sheet, { today, pointer })
      return c.json({ ignored, rows: worded(c, rows) }, 200)
    })
    .openapi(transfers, async (c) => {
      const { register, today } = registerToEdit(c)
      const sheet = await sheetOf(c.req.valid('json'))
      const { rows, ignored } = planTransfers(register, sheet, { today, pointer })
      return c.json({ ignored, rows: worded(c, rows) }, 200)
    })
}
