import type { DailyStep } from './daily.ts'
import type { OutboxJob } from './outbox.ts'

/**
 * The daily job's steps in their order, the same on one machine and in the cloud. A step is a file of this
 * folder that says what it needs; here it gets it.
 */
export function dailySteps({ outbox }: { outbox: OutboxJob }): DailyStep[] {
  return [
    // The last one: what the steps before have asked for goes out.
    { name: 'mails', run: () => outbox.run() },
  ]
}
