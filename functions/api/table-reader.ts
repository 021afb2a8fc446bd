import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/universal'
import { fieldError } from '../domain/errors.ts'
import type { Sheet } from '../domain/people/sheet.ts'
import { isHarmlessWorkbook } from './xlsx-guard.ts'

/**
 * Reads a table: an Excel workbook's first sheet, or CSV (commas or tabs) in UTF-8, UTF-16 or Shift_JIS.
 * What it is tells its content, not its name.
 * @throws DomainError `validation_failed` at `pointer`: `file_unreadable`, `file_too_large`
 */
export async function readTable(bytes: Buffer, pointer: string): Promise<Sheet> {
  if (bytes.length === 0) throw fieldError(pointer, 'file_unreadable')
  const isWorkbook = bytes.subarray(0, 2).toString('latin1') === 'PK'
  return isWorkbook ? readWorkbook(bytes, pointer) : readCsv(bytes, pointer)
}

async function readWorkbook(bytes: Buffer, pointer: string): Promise<Sheet> {
  if (!isHarmlessWorkbook(bytes)) throw fieldError(pointer, 'file_too_large')
  const rows = await readSheet(new Blob([Uint8Array.from(bytes)])).catch(() => {
    throw fieldError(pointer, 'file_unreadable')
  })
  return rows.map((cells) => cells.map(textOf))
}

/** A date's cell holds a day without a zone, which the reader gives as midnight UTC. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}

function readCsv(bytes: Buffer, pointer: string): Sheet {
  const text = decoded(bytes, pointer)
  const [head = ''] = text.split(/\r?\n/, 1)
  try {
    return parse(text, {
      delimiter: head.includes('\t') && !head.includes(',') ? '\t' : ',',
      relax_column_count: true,
      skip_empty_lines: false,
    })
  } catch {
    throw fieldError(pointer, 'file_unreadable')
  }
}

/** UTF-8 where the bytes are, else what Excel writes on a Japanese machine. */
function decoded(bytes: Buffer, pointer: string): string {
  const start = bytes.subarray(0, 2).toString('hex')
  const encodings = start === 'fffe' ? ['utf-16le'] : ['utf-8', 'shift_jis']
  for (const encoding of encodings) {
    const text = decodedAs(encoding, bytes)
    // NUL stands in no text: this is a picture or a program.
    if (text !== undefined && !text.includes('\0')) return text
  }
  throw fieldError(pointer, 'file_unreadable')
}

function decodedAs(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
