import { type Day, tokyoDayOf } from '../domain/calendar.ts'
import { type DailyJob, isComplete } from '../jobs/daily.ts'
import { logger } from '../log/logger.ts'

/** From this hour on, Japan time, a day's job is run: before the offices open. */
const FIRST_HOUR = 6
const TOKYO_OFFSET_HOURS = 9
/** How often the clock is looked at, and how long a run that failed waits. */
const LOOK_MS = 60_000
const AGAIN_MS = 30 * 60_000

/** The day whose job is to be run at an instant; early in the morning still the one before. */
export function jobDayAt(now: Date): Day {
  const shifted = new Date(now.getTime() - FIRST_HOUR * 60 * 60_000)
  return tokyoDayOf(shifted.toISOString())
}

/**
 * Runs the daily job on the one machine: once a day, and right after a start, so that days on which the hub
 * stood still are made up.
 * @param look how often the clock is looked at, in milliseconds
 */
export function createScheduler({
  job,
  clock,
  look = LOOK_MS,
}: {
  job: DailyJob
  clock: () => Date
  look?: number
}) {
  let done: Day | undefined
  let notBefore = 0
  let running: Promise<void> | undefined

  async function round(day: Day): Promise<void> {
    try {
      const report = await job.run(day)
      if (isComplete(report)) done = day
      else notBefore = clock().getTime() + AGAIN_MS
    } catch (error) {
      logger.error('daily_not_run', { error: error as Error })
      notBefore = clock().getTime() + AGAIN_MS
    }
    running = undefined
  }

  function tick(): void {
    const now = clock()
    const day = jobDayAt(now)
    if (running || day === done || now.getTime() < notBefore) return
    running = round(day)
  }

  const timer = setInterval(tick, look)
  timer.unref()
  tick()
  return {
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    },
  }
}

/** The clock of a run that is asked for another day: nine o'clock there, and going on from then. */
export function clockOn(day: Day, clock: () => Date): () => Date {
  const nine = Date.parse(`${day}T00:00:00.000Z`) + (9 - TOKYO_OFFSET_HOURS) * 60 * 60_000
  const shift = nine - clock().getTime()
  return () => new Date(clock().getTime() + shift)
}
