import { registerContent } from '../documents/export-contents.ts'
import { encoded, exportPieces } from '../documents/export-file.ts'
import { trailCsv, trailJson } from '../documents/trail-files.ts'
import { type Instant, tokyoDayOf } from '../domain/calendar.ts'
import type { ExportTask } from '../domain/exports/export-task.ts'
import { exportSpeaking } from '../domain/messages/export.ts'
import type { Register } from '../domain/register.ts'
import { type ToldEvent, type TrailRow, trailRowOf } from '../domain/trail/trail.ts'

export type WholeTrail = {
  /** Stream by stream, each from its beginning, some at a time. */
  whole(
    code: string,
    query: { to: Instant },
  ): AsyncIterable<{ event: Omit<ToldEvent, 'texts'>; texts: Record<string, { text: string }> }[]>
}

/**
 * The bytes of a long export, piece by piece as they are made.
 * @param onRow is told of each row that is written
 */
export function exportedPieces(
  task: ExportTask,
  { register, trail, onRow }: { register: Register; trail: WholeTrail; onRow: () => void },
): AsyncIterable<Uint8Array> {
  if (task.what === 'register') return piecesOfRegister(task, register, onRow)
  const { municipality: code, format, knownAt, language, readsRoster } = task
  async function* pages(): AsyncGenerator<TrailRow[]> {
    for await (const events of trail.whole(code, { to: knownAt })) {
      yield events.map(({ event, texts }) =>
        trailRowOf(register, { ...event, texts }, { readsRoster }),
      )
      for (const _ of events) onRow()
    }
  }
  return encoded(format === 'csv' ? trailCsv(pages(), register, language) : trailJson(pages()))
}

function piecesOfRegister(
  { by, format, knownAt, asOf, language }: ExportTask,
  register: Register,
  onRow: () => void,
): AsyncIterable<Uint8Array> {
  const speaking = exportSpeaking(language)
  const viewpoint = { day: asOf ?? tokyoDayOf(knownAt), knownAt }
  const madeBy = register.members.get(by)?.name ?? ''
  const content = registerContent(register, viewpoint, { speaking, madeAt: knownAt, madeBy })
  const counted = {
    ...content,
    tables: content.tables.map((table) => ({ ...table, rows: counting(table.rows, onRow) })),
    records: Object.fromEntries(
      Object.entries(content.records).map(([key, value]) => [
        key,
        Symbol.iterator in value ? counting(value as Iterable<unknown>, onRow) : value,
      ]),
    ),
  }
  return exportPieces(counted, { format, speaking }).pieces
}

function counting<Row>(rows: Iterable<Row>, onRow: () => void): Iterable<Row> {
  return {
    *[Symbol.iterator]() {
      for (const row of rows) {
        yield row
        onRow()
      }
    },
  }
}
