import { daysAfter, startOfTokyoDay, tokyoDayOf } from '../domain/calendar.ts'
import { KEPT_DAYS } from '../domain/exports/export-task.ts'
import type { ExportDirectory } from '../exports/directory.ts'
import type { ExportJob } from '../jobs/exports.ts'
import { logger } from '../log/logger.ts'

/** How often what nobody may fetch any more is taken away. */
const TIDY_MS = 60 * 60 * 1000
/** How soon what has failed is tried again. */
const AGAIN_MS = 5_000

/**
 * Makes long exports on this machine, one at a time: right after one was asked for, soon after one has failed, and after
 * a start what an earlier process has left. Files that nobody may fetch any more go.
 */
export function createMaking({
  job,
  files,
  clock,
}: {
  job: ExportJob
  files: Pick<ExportDirectory, 'forgetBefore'>
  clock: () => Date
}) {
  let running: Promise<void> = Promise.resolve()
  let ended = false

  function later(work: () => Promise<unknown>): void {
    running = running
      .then(() => (ended ? undefined : work()))
      .then(
        () => undefined,
        // What was asked for stays where it is; the next start finds it.
        (error: Error) => logger.error('exports_not_made', { error }),
      )
  }
  const tidy = () =>
    files.forgetBefore(startOfTokyoDay(daysAfter(tokyoDayOf(clock().toISOString()), -KEPT_DAYS)))

  async function make(code?: string): Promise<void> {
    const { again } = await job.run(code)
    if (again > 0) setTimeout(() => later(() => make(code)), AGAIN_MS).unref()
  }

  later(() => make())
  later(tidy)
  const timer = setInterval(() => later(tidy), TIDY_MS)
  timer.unref()

  return {
    wake(code: string): void {
      later(() => make(code))
    },
    async stop(): Promise<void> {
      ended = true
      clearInterval(timer)
      // A long one isn't waited for: it is begun anew after the next start.
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 500).unref())])
    },
  }
}
