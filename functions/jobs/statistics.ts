import type { Day } from '../domain/calendar.ts'
import { type Rollup, Tally } from '../domain/continuity/statistics.ts'
import type { SharedRecord } from '../domain/proposals/shared.ts'
import type { DailyStep } from './daily.ts'

/** How much of what is shared is read at once. */
const STEP = 200

/** What the step needs of the store. */
export type Statistics = {
  shared: {
    page(asked: {
      after?: string | undefined
      limit: number
    }): Promise<{ at: string; shared: SharedRecord }[]>
  }
  statistics: {
    /** Keeps a day's figures; the first ones of a day stay. */
    keep(rollup: Rollup): Promise<void>
  }
}

/** Counts once a day what the municipalities share: only what they share, and only as fixed figures. */
export function statisticsStep({ shared, statistics }: Statistics): DailyStep {
  return {
    name: 'statistics',
    async run({ day }: { day: Day }) {
      const tally = new Tally()
      let after: string | undefined
      let counted = 0
      for (;;) {
        const page = await shared.page({ after, limit: STEP })
        for (const one of page) tally.add(one.shared)
        counted += page.length
        after = page.at(-1)?.at
        if (page.length < STEP) break
      }
      await statistics.keep(tally.rollup(day))
      return { counted }
    },
  }
}
