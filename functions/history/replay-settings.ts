import type { HistoryEvent } from './chain.ts'
import { type Deviation, differing, type Told } from './differing.ts'

const NAMED = ['name', 'nameEn', 'prefecture', 'dispatcher'] as const

/** What a municipality's events say of its name, settings, cohorts and offices. */
export class SettingsReplay {
  #told: (Told & { settings: Told }) | undefined
  #sequence = 0

  /** @param data of the event, with its texts */
  take({ type, sequence, recordedAt }: HistoryEvent, data: Told): void {
    if (type === 'municipality_created') {
      const { settings, cohorts, offices } = data
      const named = Object.fromEntries(NAMED.map((field) => [field, data[field]]))
      this.#told = { ...named, settings: { ...(settings as Told) }, cohorts, offices }
      // One that the state holds and no event tells would keep the month's mail back.
      this.#told.anchorTold = undefined
      this.#sequence = sequence
    }
    if (!this.#told) return
    // Without an instant it was told before the state held any.
    if (type === 'history_broken' && data.since !== undefined)
      this.#told.historyBroken = { since: data.since, chains: data.chains }
    if (type === 'anchor_told') this.#told.anchorTold = data.month
    if (type === 'history_intact') this.#told.historyBroken = undefined
    if (type === 'members_signed_out') this.#told.signedOutAt = recordedAt
    if (type !== 'settings_changed') return
    this.#sequence = sequence
    for (const field of data.fields as string[]) {
      const isList = field === 'cohorts' || field === 'offices'
      Object.assign(isList ? this.#told : this.#told.settings, {
        [field]: data[field] ?? undefined,
      })
    }
  }

  /** The office's own scope begins without any: there nothing is compared. */
  deviation(held: object, isErasing: boolean): Deviation | undefined {
    for (const [key, told] of Object.entries(this.#told ?? {})) {
      const at = { pointer: `/${key}`, sequence: this.#sequence, isErasing }
      const found = differing((held as Told)[key], told, at)
      if (found) return found
    }
    return undefined
  }
}
