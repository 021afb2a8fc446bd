import type { Erasure } from '../domain/personal-data/erasure.ts'
import { Attempts, type Whose } from './attempts.ts'
import type { Counts } from './daily.ts'
import type { ErasureNeeds } from './erasure-needs.ts'
import { createPersonErasing } from './erasure-of-persons.ts'
import { createReceivedErasing } from './erasure-of-received.ts'

export type ErasureJob = {
  /**
   * Ends every erasure that was begun; one that fails stops none of the others.
   * @throws WorkFailed after the last one, where any has failed
   */
  run(): Promise<Counts>
  /**
   * Erases again whom another ledger knows as erased: after a restore or an import of older data, with the
   * ledger of the data that was left. What they sent to other municipalities is told there once more.
   * @throws WorkFailed as `run`
   */
  reapply(ledger: readonly Erasure[]): Promise<Counts>
}

/**
 * What is left to do once somebody was erased, here or at another municipality. Killed at any point it goes on when it
 * is run again, as each part looks for what is still there.
 */
export function createErasureJob(needs: ErasureNeeds): ErasureJob {
  const persons = createPersonErasing(needs)
  const received = createReceivedErasing(needs)

  /** @param attempts with what has failed already */
  async function run(attempts = new Attempts('erasure_not_ended')): Promise<Counts> {
    const counts = { persons: 0, texts: 0 }
    const open = (await needs.erasures.ledger()).filter(({ doneAt }) => doneAt === undefined)
    for (const erasure of open)
      await attempts.at(whose(erasure), async () => {
        const isPerson = 'memberId' in erasure
        counts.texts += isPerson ? await persons.finish(erasure) : await received.finish(erasure)
        if (isPerson) counts.persons += 1
      })
    attempts.end()
    return counts
  }

  return {
    run: () => run(),
    async reapply(ledger) {
      const attempts = new Attempts('erasure_not_ended')
      for (const erasure of ledger)
        await attempts.at(whose(erasure), () =>
          'memberId' in erasure ? persons.again(erasure) : received.again(erasure),
        )
      return run(attempts)
    },
  }
}

function whose(erasure: Erasure): Whose {
  const id = 'memberId' in erasure ? erasure.memberId : erasure.inquiryId
  return { municipality: erasure.code, id }
}
