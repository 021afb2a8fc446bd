import type { Instant } from '../domain/calendar.ts'
import { type ExportProgress, type ExportTask, stateAt } from '../domain/exports/export-task.ts'
import type { Register } from '../domain/register.ts'
import type { ExportFiles } from '../exports/files.ts'
import { logger } from '../log/logger.ts'
import { Attempts } from './attempts.ts'
import { exportedPieces, type WholeTrail } from './exported-pieces.ts'

/** How often a task is begun before it is given up. */
const ATTEMPTS = 3
/** How many of a municipality's tasks are looked through for those that wait. */
const LOOKED_THROUGH = 1_000
/** How often the page hears how far it is. */
const TELL_MS = 500

type Needs = {
  exports: {
    list(code: string, page: { limit: number }): Promise<ExportTask[]>
    begin(task: ExportTask, by: { maker: string; until: Instant }): Promise<boolean>
    tell(task: ExportTask, attempt: number, told: ExportProgress): Promise<boolean>
  }
  registers: { read(code: string): Promise<Register | undefined> }
  trail: WholeTrail
  files: Pick<ExportFiles, 'write'>
  codes: () => Promise<string[]>
  clock: () => Date
  newId: () => string
  /** How long a run that falls silent is waited for, where several may run at once. */
  silence?: number
}

/** What a run did: `again` are those that failed and will be begun anew, `failed` those that were given up. */
export type Made = { made: number; again: number; failed: number }

/** Another run has begun the task anew: whatever this one still does is of no use. */
class Superseded extends Error {}

/**
 * Makes the long exports that were asked for, one after the other. A task that is called running and says nothing was
 * left by a run that ended, and is begun anew; on one machine no other run is there, so that none is waited for. What
 * fails is tried again by the next run, and given up, for everybody to see, after the third. A file is found only when
 * it is whole.
 */
export function createExportJob(needs: Needs) {
  const { exports, registers, trail, files, codes, clock, newId, silence = 0 } = needs
  const now = () => clock().toISOString()
  const patience = () => new Date(clock().getTime() + silence).toISOString()

  return {
    /**
     * @param code of this municipality alone
     * @throws WorkFailed where the database did, after the other municipalities' were made
     */
    async run(code?: string): Promise<Made> {
      const counts = { made: 0, again: 0, failed: 0 }
      const attempts = new Attempts('exports_not_made')
      for (const each of code === undefined ? await codes() : [code])
        await attempts.at({ municipality: each }, async () => {
          for (const task of (await exports.list(each, { limit: LOOKED_THROUGH })).reverse()) {
            const end = isOpen(task) ? await begun(task) : undefined
            if (end) counts[end] += 1
          }
        })
      attempts.end()
      return counts
    },
  }

  function isOpen(task: ExportTask): boolean {
    const state = stateAt(task, now())
    return state === 'waiting' || (state === 'running' && (task.until ?? '') <= now())
  }

  async function begun(task: ExportTask): Promise<keyof Made | undefined> {
    const attempt = task.attempt + 1
    if (!(await exports.begin(task, { maker: newId(), until: patience() }))) return undefined
    const end = attempt > ATTEMPTS ? 'failed' : await made(task, attempt)
    if (end === 'failed') await exports.tell(task, attempt, { state: 'failed' })
    if (end === 'again') await exports.tell(task, attempt, { state: 'waiting' })
    return end
  }

  async function made(task: ExportTask, attempt: number): Promise<keyof Made | undefined> {
    const { municipality, id } = task
    async function tell(told: ExportProgress): Promise<void> {
      if (!(await exports.tell(task, attempt, told))) throw new Superseded()
    }
    try {
      const register = await registers.read(municipality)
      if (!register) throw new Error('no such municipality')
      let done = 0
      const onRow = () => {
        done += 1
      }
      const pieces = exportedPieces(task, { register, trail, onRow })
      let told = clock().getTime()
      async function* telling(): AsyncGenerator<Uint8Array> {
        for await (const piece of pieces) {
          yield piece
          if (clock().getTime() - told < TELL_MS) continue
          told = clock().getTime()
          await tell({ done, until: patience() })
        }
      }
      const bytes = await files.write(municipality, id, telling())
      await tell({ state: 'done', done, of: done, bytes })
      return 'made'
    } catch (error) {
      if (error instanceof Superseded) return undefined
      logger.error('export_not_made', { municipality, id, attempt, error: error as Error })
      return attempt < ATTEMPTS ? 'again' : 'failed'
    }
  }
}
export type ExportJob = ReturnType<typeof createExportJob>
