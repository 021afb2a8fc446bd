import type { MunicipalityChange } from '../domain/change.ts'
import { DomainError } from '../domain/errors.ts'
import { type Operation, systemDeeds } from '../domain/operation.ts'
import type { Delivery, Inquiry } from '../domain/questions/inquiry.ts'
import { receiveLetter } from '../domain/questions/inquiry-changes.ts'
import type { Register } from '../domain/register.ts'
import { logger } from '../log/logger.ts'
import type { Registers } from './registers.ts'

/** What the job needs of the store. */
export type Letters = {
  past(code: string, id: string): Promise<Inquiry | undefined>
  onTheirWay(
    after: string | undefined,
    limit: number,
  ): Promise<{ at: string; delivery: Delivery }[]>
  take(
    delivery: Delivery,
    operation: Operation,
    decide: (register: Register, now: string) => MunicipalityChange,
  ): Promise<void>
  sendBack(delivery: Delivery, answer: Delivery): Promise<void>
  drop(delivery: Delivery): Promise<void>
}

const PAGE = 25

/** What one run did with the letters that it found. */
export type LetterTally = { taken: number; returned: number; moot: number; waiting: number }

/**
 * Brings letters from one municipality to another. Each was written in the transaction of its cause, and leaves in
 * the transaction of its effect: killed anywhere, it is either still on its way or it has arrived, and of two runs
 * one brings it. Letters between two municipalities arrive in the order they were sent: behind one that can't be
 * taken in now, the others wait for the next run.
 */
export function createLetterJob({
  inquiries,
  registers,
  clock,
  newId,
  onErased,
}: {
  inquiries: Letters
  registers: Pick<Registers, 'read'>
  clock: () => Date
  newId: () => string
  /** Is told that a text is to be taken out of the history of whoever got it. */
  onErased?: (() => void) | undefined
}) {
  const named = systemDeeds('letters', newId)

  async function run(): Promise<LetterTally> {
    const tally: LetterTally = { taken: 0, returned: 0, moot: 0, waiting: 0 }
    const stuck = new Set<string>()
    let after: string | undefined
    for (;;) {
      const found = await inquiries.onTheirWay(after, PAGE)
      for (const { at, delivery } of found) {
        after = at
        const way = `${delivery.from} ${delivery.to}`
        const result = stuck.has(way) ? 'waiting' : await bring(delivery)
        if (result === 'waiting') stuck.add(way)
        tally[result] += 1
      }
      // What was sent back stands behind what was found, and is brought in the same run.
      if (found.length === 0) return tally
    }
  }

  async function bring(delivery: Delivery): Promise<keyof LetterTally> {
    try {
      return await settle(delivery)
    } catch (error) {
      // Another run was first, or the database refuses: it is looked at again. No text goes to the log.
      if (!(error instanceof DomainError && error.code === 'conflict')) {
        const { id, from, to } = delivery
        logger.error('letter_not_brought', { municipality: to, from, id, error: error as Error })
      }
      return 'waiting'
    }
  }

  async function settle(delivery: Delivery): Promise<keyof LetterTally> {
    const { at, id, to } = delivery
    const { operation, deedAt } = named(to, `${at} ${id}`)
    const register = await registers.read(to)
    const now = clock().toISOString()
    const soon = register && now < register.recordedAt ? register.recordedAt : now
    const { letter } = delivery
    // What is erased may have been said long ago.
    const past = letter.kind === 'erased' ? await inquiries.past(to, letter.inquiryId) : undefined
    const reception = receiveLetter(register, delivery, deedAt(soon), past)
    if (reception.kind === 'returned') {
      await inquiries.sendBack(delivery, reception.delivery)
      return 'returned'
    }
    if (reception.kind === 'moot') {
      await inquiries.drop(delivery)
      return 'moot'
    }
    await inquiries.take(delivery, operation, (current, at) => {
      const again = receiveLetter(current, delivery, deedAt(at), past)
      // It was otherwise a moment ago: the next run sees it as it is now.
      if (again.kind !== 'taken') throw new DomainError('conflict')
      return again.change
    })
    if (letter.kind === 'erased') onErased?.()
    return 'taken'
  }

  return { run }
}
