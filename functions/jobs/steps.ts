import type { DailyStep } from './daily.ts'
import type { ErasureJob } from './erasure.ts'
import { isWorkingDay } from './holidays.ts'
import type { OutboxJob } from './outbox.ts'
import { remindersStep } from './reminders.ts'
import { type Statistics, statisticsStep } from './statistics.ts'

type Needs = Omit<Parameters<typeof remindersStep>[0], 'isWorkingDay'> &
  Statistics & {
    outbox: OutboxJob
    /** Where mails stay on this machine; their texts are kept for 30 days. */
    mailbox?: { forget(): Promise<number> }
    /** Where this process may erase; in the cloud a function of its own does. */
    erasure?: Pick<ErasureJob, 'run'>
    anchors?: DailyStep['run']
    /** Where the data lie in a file of this machine: takes the bytes away of what was erased. */
    erasedBytes?: DailyStep['run']
  }

/**
 * The daily job's steps in their order, the same on one machine and in the cloud. A step is a file of this
 * folder that says what it needs; here it gets it.
 */
export function dailySteps({
  outbox,
  mailbox,
  erasure,
  anchors,
  erasedBytes,
  ...store
}: Needs): DailyStep[] {
  return [
    ...(erasure ? [{ name: 'erasures', run: () => erasure.run() }] : []),
    ...(mailbox
      ? [{ name: 'old-mails', run: async () => ({ forgotten: await mailbox.forget() }) }]
      : []),
    ...(erasedBytes ? [{ name: 'erased-bytes', run: erasedBytes }] : []),
    remindersStep({ ...store, isWorkingDay }),
    statisticsStep(store),
    // What the steps before have recorded is anchored, too.
    ...(anchors ? [{ name: 'anchors', run: anchors }] : []),
    // The last one: what the steps before have asked for goes out.
    { name: 'mails', run: () => outbox.run() },
  ]
}
