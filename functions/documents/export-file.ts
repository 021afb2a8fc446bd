import type { Instant } from '../domain/calendar.ts'
import { type ExportSpeaking, timeInFile } from '../domain/messages/export.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { Viewpoint } from '../domain/outcomes/standing.ts'
import { toCsv } from './csv.ts'
import { type ExportTable, exportTable } from './export-table.ts'
import { toWorkbook } from './workbook.ts'

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What an exported file holds: its tables in words, and the same as records with codes. */
export type ExportContent = {
  /** What it is, as a machine that reads the JSON is told. */
  kind: 'register' | 'reviews' | 'continuity' | 'roster'
  title: string
  tables: readonly ExportTable[]
  /** Name → records, or a single value. */
  records: Readonly<Record<string, Iterable<unknown> | object>>
  /** The labels of the codes that stand in the records. */
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>
  viewpoint: Viewpoint
  municipality: Pick<Municipality, 'code' | 'name' | 'nameEn'>
  madeAt: Instant
  /** Who takes it, by name. */
  madeBy: string
}

/** The version of the JSON form; another one when a reader of this one would misread it. */
const VERSION = 1
const CONTENT_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
} as const satisfies Record<ExportFormat, string>

/**
 * A file in pieces, made while they are taken.
 * @param table which one of the tables: CSV holds one
 */
export function exportPieces(
  content: ExportContent,
  {
    format,
    table = 0,
    speaking,
  }: { format: ExportFormat; table?: number; speaking: ExportSpeaking },
): { type: string; pieces: AsyncIterable<Uint8Array> } {
  const type = CONTENT_TYPES[format]
  if (format === 'xlsx')
    return { type, pieces: toWorkbook([...content.tables, aboutTable(content, speaking)]) }
  const chosen = content.tables[table]
  if (format === 'csv' && !chosen) throw new RangeError(`there is no table ${table}`)
  const texts = format === 'csv' && chosen ? toCsv(chosen) : toJson(content)
  return { type, pieces: encoded(texts) }
}

/** As of when, made when and by whom: what somebody who finds the file in five years has to know. */
function aboutTable(content: ExportContent, { texts, language }: ExportSpeaking): ExportTable {
  const { municipality, title, viewpoint, madeAt, madeBy } = content
  const facts: [string, string][] = [
    [texts.item, title],
    [texts.municipality, language === 'ja' ? municipality.name : municipality.nameEn],
    [texts.code, municipality.code],
    [texts.day, viewpoint.day],
    [texts.knownAt, timeInFile(viewpoint.knownAt) ?? ''],
    [texts.madeAt, timeInFile(madeAt) ?? ''],
    [texts.madeBy, madeBy],
  ]
  return exportTable(
    texts.tables.about,
    [
      { label: texts.tables.about, width: 36, of: ([label]) => label },
      { label: '', width: 44, of: ([, value]) => value },
    ],
    facts,
  )
}

function* toJson(content: ExportContent): Generator<string> {
  const { kind, municipality, viewpoint, madeAt, labels, records } = content
  const { code, name, nameEn } = municipality
  const head = {
    format: `mane-tomo-hub/${kind}`,
    version: VERSION,
    municipality: { code, name, nameEn },
    ...viewpoint,
    madeAt,
    labels,
  }
  yield JSON.stringify(head).slice(0, -1)
  for (const [key, value] of Object.entries(records)) {
    yield `,\n${JSON.stringify(key)}:`
    if (Symbol.iterator in value) {
      let separator = '['
      for (const record of value as Iterable<unknown>) {
        yield `${separator}\n${JSON.stringify(record)}`
        separator = ','
      }
      yield separator === '[' ? '[]' : '\n]'
    } else yield JSON.stringify(value)
  }
  yield '}\n'
}

/** Characters that are sent at once: a piece a row would cost more than the row. */
const PIECE = 64 * 1024

/** Texts as the bytes of a file, in pieces of some size. */
export async function* encoded(
  texts: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  let waiting = ''
  for await (const text of texts) {
    waiting += text
    if (waiting.length < PIECE) continue
    yield Buffer.from(waiting)
    waiting = ''
    // Others are answered in between.
    await new Promise(setImmediate)
  }
  if (waiting !== '') yield Buffer.from(waiting)
}
