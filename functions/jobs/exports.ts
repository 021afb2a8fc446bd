import { registerContent } from '../documents/export-contents.ts'
import { encoded, exportPieces } from '../documents/export-file.ts'
import { trailCsv, trailJson } from '../documents/trail-files.ts'
import { type Instant, tokyoDayOf } from '../domain/calendar.ts'
import type { ExportTask } from '../domain/export-task.ts'
import { exportSpeaking } from '../domain/messages/export.ts'
import type { Register } from '../domain/register.ts'
import { type ToldEvent, type TrailRow, trailRowOf } from '../domain/trail.ts'
import type { ExportFiles } from '../exports/files.ts'
import { logger } from '../log/logger.ts'

/** A task that ended its process so often is not begun again. */
const ATTEMPTS = 3
/** How often the page hears how far it is. */
const TELL_MS = 500

type Needs = {
  exports: {
    list(code: string): Promise<ExportTask[]>
    begin(task: ExportTask): Promise<boolean>
    tell(
      task: ExportTask,
      attempt: number,
      told: Partial<Pick<ExportTask, 'state' | 'done' | 'of' | 'bytes'>>,
    ): Promise<boolean>
  }
  registers: { read(code: string): Promise<Register | undefined> }
  trail: {
    /** The latest first, some at a time. */
    all(
      code: string,
      query: { to: Instant },
    ): AsyncIterable<{ event: Omit<ToldEvent, 'texts'>; texts: Record<string, { text: string }> }[]>
  }
  files: Pick<ExportFiles, 'write'>
  codes: () => Promise<string[]>
  clock: () => Date
}

/**
 * Makes the long exports that were asked for, one after the other. One process at a time does this over the same
 * files: a task that is called running while none is was left by a process that ended, and is begun anew. Its file
 * is found only when it is whole.
 */
export function createExportJob({ exports, registers, trail, files, codes, clock }: Needs) {
  return {
    /** @param code of this municipality alone */
    async run(code?: string): Promise<{ made: number; failed: number }> {
      const counts = { made: 0, failed: 0 }
      for (const each of code === undefined ? await codes() : [code])
        for (const task of (await exports.list(each)).reverse()) {
          const isOpen = task.state === 'waiting' || task.state === 'running'
          if (!isOpen || task.expiresAt * 1000 <= clock().getTime()) continue
          if (!(await exports.begin(task))) continue
          const isMade = await made(task, task.attempt + 1)
          counts[isMade ? 'made' : 'failed'] += 1
        }
      return counts
    },
  }

  async function made(task: ExportTask, attempt: number): Promise<boolean> {
    if (attempt > ATTEMPTS) {
      await exports.tell(task, attempt, { state: 'failed' })
      return false
    }
    try {
      const register = await registers.read(task.municipality)
      if (!register) throw new Error('no such municipality')
      let done = 0
      const pieces = piecesOf(register, task, () => {
        done += 1
      })
      let told = clock().getTime()
      async function* telling(): AsyncGenerator<Uint8Array> {
        for await (const piece of pieces) {
          yield piece
          if (clock().getTime() - told < TELL_MS) continue
          told = clock().getTime()
          await exports.tell(task, attempt, { done })
        }
      }
      const bytes = await files.write(task.municipality, task.id, telling())
      return await exports.tell(task, attempt, { state: 'done', done, of: done, bytes })
    } catch (error) {
      logger.error('export_not_made', { why: (error as Error).name })
      await exports.tell(task, attempt, { state: 'failed' })
      return false
    }
  }

  function piecesOf(
    register: Register,
    task: ExportTask,
    onRow: () => void,
  ): AsyncIterable<Uint8Array> {
    const { municipality: code, format, knownAt, asOf, language, readsRoster } = task
    const speaking = exportSpeaking(language)
    if (task.what === 'register') {
      const viewpoint = { day: asOf ?? tokyoDayOf(knownAt), knownAt }
      const madeBy = register.members.get(task.by)?.name ?? ''
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
    async function* pages(): AsyncGenerator<TrailRow[]> {
      for await (const events of trail.all(code, { to: knownAt })) {
        yield events.map(({ event, texts }) =>
          trailRowOf(register, { ...event, texts }, { readsRoster }),
        )
        for (const _ of events) onRow()
      }
    }
    return encoded(format === 'csv' ? trailCsv(pages(), register, language) : trailJson(pages()))
  }
}
export type ExportJob = ReturnType<typeof createExportJob>

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
