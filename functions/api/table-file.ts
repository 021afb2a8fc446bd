import type { Context } from 'hono'
import * as z from 'zod'
import { ERROR_CODES } from '../domain/errors.ts'
import { Line } from '../domain/fields.ts'
import type { RowError, Sheet } from '../domain/people/sheet.ts'
import { languageOf } from './language.ts'

/** A table that somebody has chosen as a file. */
export const TableFile = z
  .strictObject({ fileName: Line, contentBase64: z.base64().min(1) })
  .meta({ id: 'TableFile' })

/** Where in a request the file itself stands: what is wrong with all of it is said there. */
export const FILE_POINTER = '/contentBase64'

/** What is wrong in a row, as it is answered. */
export const RowErrorShape = z
  .object({ column: z.string().optional(), code: z.enum(ERROR_CODES), detail: z.string() })
  .meta({ id: 'RowError' })

/** The rows with their errors in the reader's words. */
export async function worded<Row extends { errors: RowError[] }>(c: Context, rows: Row[]) {
  const { describe } = await import('../domain/messages/problems.ts')
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

/**
 * The table in a file. What reads files is loaded by the first one: few requests bring any.
 * @throws DomainError `validation_failed` at `FILE_POINTER`: `file_unreadable`, `file_too_large`
 */
export async function sheetOf({ contentBase64 }: z.output<typeof TableFile>): Promise<Sheet> {
  const { readTable } = await import('./table-reader.ts')
  return readTable(Buffer.from(contentBase64, 'base64'), FILE_POINTER)
}
