import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Rollup } from '../domain/continuity/statistics.ts'
import type { Register } from '../domain/register.ts'
import { lastVersion } from '../domain/reviews/review.ts'
import type { Further } from './commit.ts'
import type { Database } from './database.ts'
import { rememberedUntil } from './expiry.ts'
import type { State } from './states.ts'
import {
  AGREED,
  agreedKey,
  MUNICIPALITIES,
  ROLLUP,
  rollupKey,
  SUBMISSION,
  submissionKey,
} from './table.ts'

/** What a change tells the office, in the same transaction: a review handed in, an agreement given or withdrawn. */
export function officeItems(before: Register | undefined, states: readonly State[]): Further[] {
  const code = before?.municipality.code
  if (code === undefined) return []
  return states.flatMap((state): Further[] => {
    if (state.kind === 'municipality') {
      const agrees = state.value.settings.sideBySide ?? false
      if (agrees === (before?.municipality.settings.sideBySide ?? false)) return []
      const key = agreedKey(code)
      return agrees ? [{ key, item: { v: 1 } }] : [{ key }]
    }
    if (state.kind !== 'review') return []
    const version = lastVersion(state.value)
    const known = before?.reviews.get(state.value.id)
    const was = known && lastVersion(known)
    if (!version?.submitted || version.submitted.at === was?.submitted?.at) return []
    const { at } = version.submitted
    return [{ key: submissionKey(state.value.fiscalYear, code), item: { v: 1, at } }]
  })
}

/** What the office reads across municipalities. */
export class StatisticsStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The municipalities by code, by name alone. */
  async municipalities(): Promise<
    { code: string; name: string; nameEn: string; prefecture: string }[]
  > {
    const items = await this.#database.query(MUNICIPALITIES)
    return items.map((item) => ({
      code: String(item.sk),
      name: String(item.name),
      nameEn: String(item.nameEn ?? item.name),
      prefecture: String(item.prefecture ?? ''),
    }))
  }

  /** Which municipalities have handed a year's review in, and when. */
  async submissions(fiscalYear: number): Promise<ReadonlyMap<string, string>> {
    const items = await this.#database.query(SUBMISSION(fiscalYear))
    return new Map(items.map((item) => [String(item.sk), String(item.at)]))
  }

  /** Those that have agreed to be shown side by side, as of now. */
  async agreed(): Promise<ReadonlySet<string>> {
    const items = await this.#database.query(AGREED)
    return new Set(items.map((item) => String(item.sk)))
  }

  /** Keeps a day's figures; those of a day that has some already stay. */
  async keep(rollup: Rollup): Promise<void> {
    const expiresAt = rememberedUntil(rollup.day)
    const body = deflateRawSync(JSON.stringify(rollup))
    await this.#database.put({ ...rollupKey(rollup.day), v: 1, body, expiresAt }).catch((error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error
    })
  }

  /** The last figures; none before the daily job has counted once. */
  async rollup(): Promise<Rollup | undefined> {
    const [item] = await this.#database.query(ROLLUP, { newestFirst: true, limit: 1 })
    if (!item) return undefined
    return JSON.parse(inflateRawSync(item.body as Uint8Array).toString('utf8')) as Rollup
  }
}
