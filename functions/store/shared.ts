import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type SharedRecord, sharedOf } from '../domain/proposals/shared.ts'
import type { Register } from '../domain/register.ts'
import type { Further } from './commit.ts'
import type { Database, Item } from './database.ts'
import { DICTIONARY } from './dictionary.ts'
import type { State } from './states.ts'
import { SHARED, sharedKey } from './table.ts'

/**
 * What a change does to what is shared, as items of the same transaction: written anew with each change of
 * a shared proposal, and gone with the one that narrows it.
 */
export function sharedItems(
  before: Register | undefined,
  states: readonly State[],
  now: string,
): Further[] {
  const municipality =
    states.find((state) => state.kind === 'municipality')?.value ?? before?.municipality
  if (!municipality) return []
  return states.flatMap((state): Further[] => {
    if (state.kind !== 'proposal') return []
    const { id, cohort } = state.value
    const key = sharedKey({ municipality: municipality.code, cohort, id })
    const shared = sharedOf(municipality, state.value, now)
    if (shared) return [{ key, item: itemOf(shared) }]
    const was = before?.proposals.get(id)
    return was && was.visibility !== 'own' ? [{ key }] : []
  })
}

function itemOf(shared: SharedRecord): Item {
  return { v: 1, body: deflateRawSync(JSON.stringify(shared), { dictionary: DICTIONARY }) }
}

function sharedIn(item: Item): SharedRecord {
  const json = inflateRawSync(item.body as Uint8Array, { dictionary: DICTIONARY })
  return JSON.parse(json.toString('utf8')) as SharedRecord
}

/** What the municipalities share with each other, newest cohorts first. */
export class Shared {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** One of them, read strongly consistent; undefined where it is not shared. */
  async one(place: {
    municipality: string
    cohort: number
    id: string
  }): Promise<SharedRecord | undefined> {
    const [item] = await this.#database.get([sharedKey(place)])
    return item && sharedIn(item)
  }

  /**
   * Some of it, read strongly consistent: what was narrowed a moment ago is not among it.
   * @param after the place behind which to begin
   */
  async page({
    after,
    limit,
  }: {
    after?: string | undefined
    limit: number
  }): Promise<{ at: string; shared: SharedRecord }[]> {
    const items = await this.#database.query(SHARED, { after, limit })
    return items.map((item) => ({ at: String(item.sk), shared: sharedIn(item) }))
  }
}
