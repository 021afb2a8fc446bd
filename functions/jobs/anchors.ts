import type { Audit } from '../anchors/auditor.ts'
import { createTelling, foundIn, type Registers as Told } from '../anchors/telling.ts'
import type { Register } from '../domain/register.ts'
import { tellAnchor, tellBreak, tellIntact } from '../domain/trail/audit-changes.ts'
import type { Anchor } from '../history/anchor.ts'
import { Attempts } from './attempts.ts'
import type { Counts, StepRun } from './daily.ts'

type Auditor = {
  check(code: string): Promise<Audit>
  isAnchored(code: string, recordedAt: string): Promise<boolean>
  anchor(code: string): Promise<Anchor | undefined>
}
type Registers = Told & { read(code: string): Promise<Register | undefined> }

/**
 * The daily anchor: each history that has grown is checked as a whole and, where it is intact, anchored. On the
 * first run of a month all are checked, and HR gets the fingerprint by mail; a break is told at once, once a
 * day while it lasts, and is never anchored.
 */
export function createAnchoring({
  auditor,
  registers,
  codes,
  newId,
}: {
  auditor: Auditor
  registers: Registers
  /** Whose histories there are. */
  codes: () => Promise<string[]>
  newId: () => string
}) {
  const tell = createTelling({ registers, newId })

  async function anchorOne(
    code: string,
    { day, isFirst }: { day: string; isFirst: boolean },
  ): Promise<'anchored' | 'unchanged' | 'broken'> {
    const register = await registers.read(code)
    if (!register) return 'unchanged'
    const month = day.slice(0, 7)
    // While another history keeps the step from ending, every run of the month is its first.
    const isMonths = isFirst && register.municipality.anchorTold !== month
    if (!isMonths && (await auditor.isAnchored(code, register.recordedAt))) return 'unchanged'
    const { breaks, chains, publicKey } = await auditor.check(code)
    const found = foundIn(breaks)
    if (found) {
      const { stream, sequence, fault } = found
      const name = `broken ${day} ${stream} ${sequence} ${fault}`
      await tell(code, name, (current, deed) => tellBreak(current, found, deed))
      return 'broken'
    }
    if (register.municipality.historyBroken)
      await tell(code, `intact ${register.recordedAt}`, tellIntact)
    const anchor = await auditor.anchor(code)
    if (anchor && isMonths) {
      const { at, events, fingerprint } = anchor
      const told = { at, events, chains, fingerprint, publicKey }
      await tell(code, `anchor ${month}`, (current, deed) => tellAnchor(current, month, told, deed))
    }
    return 'anchored'
  }

  return async function run({ day, last }: StepRun): Promise<Counts> {
    const counts = { anchored: 0, unchanged: 0, broken: 0 }
    const isFirst = last?.slice(0, 7) !== day.slice(0, 7)
    // The others are anchored all the same; one that fails is tried again with the next run.
    const attempts = new Attempts('history_not_anchored')
    for (const code of await codes())
      await attempts.at({ municipality: code }, async () => {
        counts[await anchorOne(code, { day, isFirst })] += 1
      })
    attempts.end()
    return counts
  }
}
