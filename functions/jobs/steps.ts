import type { DailyStep } from './daily.ts'
import { isWorkingDay } from './holidays.ts'
import type { OutboxJob } from './outbox.ts'
import { remindersStep } from './reminders.ts'
import { type Statistics, statisticsStep } from './statistics.ts'

type Needs = Omit<Parameters<typeof remindersStep>[0], 'isWorkingDay'> &
  Statistics & {
    outbox: OutboxJob
    /** Where mails stay on this machine; their texts are kept for 30 days. */
    mailbox?: { forget(): Promise<number> }
  }

/**
 * The daily job's steps in their order, the same on one machine and in the cloud. A step is a file of this
 * folder that says what it needs; here it gets it.
 */
export function dailySteps({ outbox, mailbox, ...store }: Needs): DailyStep[] {
  return [
    ...(mailbox
      ? [{ name: 'old-mails', run: async () => ({ forgotten: await mailbox.forget() }) }]
      : []),
    remindersStep({ ...store, isWorkingDay }),
    statisticsStep(store),
    // The last one: what the steps before have asked for goes out.
    { name: 'mails', run: () => outbox.run() },
  ]
}
