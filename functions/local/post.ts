import type { OutboxJob } from '../jobs/outbox.ts'
import { logger } from '../log/logger.ts'

/** How long at most until the outbox is looked at again. */
const LONGEST_MS = 60_000

/**
 * Sends what waits in the outbox: right after a change has put mails into it, and when one is due that was
 * put off.
 */
export function createPost({ job, clock }: { job: OutboxJob; clock: () => Date }) {
  let running: Promise<void> | undefined
  let again = false
  let ended = false
  let timer: NodeJS.Timeout | undefined

  async function round(): Promise<void> {
    let wait = LONGEST_MS
    try {
      do {
        again = false
        await job.run()
      } while (again && !ended)
      const next = await job.nextDue()
      if (next !== undefined) wait = Math.max(1_000, Date.parse(next) - clock().getTime())
    } catch (error) {
      // The mails stay where they are; the next round finds them.
      logger.error('outbox_not_emptied', { error: error as Error })
    }
    running = undefined
    if (ended) return
    timer = setTimeout(wake, again ? 0 : Math.min(wait, LONGEST_MS))
    timer.unref()
  }

  function wake(): void {
    again = true
    if (running || ended) return
    clearTimeout(timer)
    running = round()
  }

  return {
    wake,
    async stop(): Promise<void> {
      ended = true
      clearTimeout(timer)
      await running
    },
  }
}
