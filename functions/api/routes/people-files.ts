import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { PlannedRowShape, PlannedTransferShape } from '../../domain/people/planned-rows.ts'
import { answer, body, inMunicipality, ofReads, problems } from '../documented.ts'
import { type Environment, newApp, requireMay, withoutQuery } from '../environment.ts'
import { FILE_POINTER, RowErrorShape, sheetOf, TableFile, worded } from '../table-file.ts'

const tags = ['people']
const pointer = FILE_POINTER

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

/** Who may write the roster may try it. What comes of it is written row by row, each an operation of its own. */
function registerToEdit(c: Context<Environment>) {
  withoutQuery(c)
  requireMay(c, 'roster.edit')
  return { register: c.get('register'), today: tokyoDayOf(c.get('now')) }
}

/** `/api/m/:municipality/people/…/preview`: files of people, tried out. */
export function peopleFileRoutes() {
  return newApp()
    .openapi(preview, async (c) => {
      const { register, today } = registerToEdit(c)
      const sheet = await sheetOf(c.req.valid('json'))
      const { planRoster } = await import('../../domain/people/roster-plan.ts')
      const { rows, ignored } = planRoster(register, sheet, { today, pointer })
      return c.json({ ignored, rows: await worded(c, rows) }, 200)
    })
    .openapi(transfers, async (c) => {
      const { register, today } = registerToEdit(c)
      const sheet = await sheetOf(c.req.valid('json'))
      const { planTransfers } = await import('../../domain/people/transfer-plan.ts')
      const { rows, ignored } = planTransfers(register, sheet, { today, pointer })
      return c.json({ ignored, rows: await worded(c, rows) }, 200)
    })
}
