import { type ExportProgress, ExportTask } from '../domain/exports/export-task.ts'
import type { Database, Item } from './database.ts'
import { exportKey, exportPartition } from './table.ts'

/** Long exports that were asked for, outside the registers; they expire by themselves. */
export class Exports {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async get(code: string, id: string): Promise<ExportTask | undefined> {
    const [item] = await this.#database.get([exportKey(code, id)])
    return item && taskOf(item)
  }

  /** Those that were asked for lately, the newest first. */
  async list(code: string, { limit = 50 }: { limit?: number } = {}): Promise<ExportTask[]> {
    const items = await this.#database.query(exportPartition(code), { newestFirst: true, limit })
    return items.map(taskOf)
  }

  /**
   * Begins a task, or begins it again where whoever had begun it is gone.
   * @param maker names the run that begins it, so that it knows its own begin where the answer to it was lost
   * @param until when another may begin it, should this one fall silent
   * @returns false where another was first
   */
  async begin(
    { municipality, id, attempt }: ExportTask,
    { maker, until }: { maker: string; until: string },
  ): Promise<boolean> {
    const begun = { state: 'running', attempt: attempt + 1, done: 0, maker, until }
    const isFirst = await this.#database.set(exportKey(municipality, id), begun, {
      name: 'attempt',
      value: attempt,
    })
    if (isFirst) return true
    const task = await this.get(municipality, id)
    return task?.attempt === attempt + 1 && task.maker === maker
  }

  /** Tells how far a task is, or how it ended; false where somebody has begun it anew. */
  tell({ municipality, id }: ExportTask, attempt: number, told: ExportProgress): Promise<boolean> {
    return this.#database.set(exportKey(municipality, id), told, {
      name: 'attempt',
      value: attempt,
    })
  }
}

function taskOf({ pk: _, sk: __, ...item }: Item): ExportTask {
  return ExportTask.parse(item)
}
