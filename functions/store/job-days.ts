import type { Day } from '../domain/calendar.ts'
import type { Database } from './database.ts'
import { rememberedUntil } from './expiry.ts'
import { jobDayKey, jobPartition } from './table.ts'

/** Which steps of the daily job were done for which days. */
export class JobDays {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async last(step: string): Promise<Day | undefined> {
    const [item] = await this.#database.query(jobPartition(step), { newestFirst: true, limit: 1 })
    return item && String(item.sk)
  }

  async isDone(step: string, day: Day): Promise<boolean> {
    const [item] = await this.#database.get([jobDayKey(step, day)])
    return item !== undefined
  }

  async finish(
    step: string,
    day: Day,
    { at, counts }: { at: string; counts: Record<string, number> },
  ): Promise<void> {
    const expiresAt = rememberedUntil(at)
    await this.#database
      .put({ ...jobDayKey(step, day), v: 1, at, counts, expiresAt })
      .catch((error) => {
        // Another run has finished the same day meanwhile.
        if (error.name !== 'ConditionalCheckFailedException') throw error
      })
  }
}
