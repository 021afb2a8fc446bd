import type { Deed, MunicipalityChange } from '../domain/change.ts'
import { ignoring } from '../domain/errors.ts'
import { type Operation, systemDeeds } from '../domain/operation.ts'
import type { Register } from '../domain/register.ts'
import { tellBreak, tellIntact } from '../domain/trail/audit-changes.ts'
import type { HistoryBreak } from '../history/check.ts'

export type Registers = {
  changeMunicipality(
    code: string,
    operation: Operation,
    decide: (register: Register, now: string) => MunicipalityChange,
  ): Promise<unknown>
}
type Telling = { registers: Registers; newId: () => string }

/**
 * Tells a municipality's history, and with it whoever is to know, what became of a check; nothing where that is told.
 * @param name of what is told: the same within a day is told once
 */
export function createTelling({ registers, newId }: Telling) {
  const named = systemDeeds('anchoring', newId)
  return async function tell(
    code: string,
    name: string,
    decide: (register: Register, deed: Deed) => MunicipalityChange,
  ): Promise<void> {
    const { operation, deedAt } = named(code, name)
    await registers
      .changeMunicipality(code, operation, (register, now) => decide(register, deedAt(now)))
      .catch(ignoring('nothing_changed'))
  }
}

/** The first break and how many there are; undefined where all is intact. */
export function foundIn(breaks: readonly HistoryBreak[]) {
  const [first] = breaks
  if (!first) return undefined
  const { stream, sequence, fault } = first
  return { stream, sequence, fault, chains: breaks.length }
}

/**
 * An auditor whose checks are told at once where they find another state than the one that is known: a break by
 * mail and as a task, and that all is intact again. Whoever checks again tells nothing twice.
 */
export function telling<Audit extends { breaks: HistoryBreak[] }, More>(
  auditor: More & { check(code: string): Promise<Audit> },
  needs: Telling,
): More & { check(code: string): Promise<Audit> } {
  const tell = createTelling(needs)
  return {
    ...auditor,
    async check(code) {
      const audit = await auditor.check(code)
      const found = foundIn(audit.breaks)
      await tell(
        code,
        needs.newId(),
        (register, deed) =>
          found ? tellBreak(register, found, deed, { isNews: true }) : tellIntact(register, deed),
        // Of a municipality whose state is gone there is nobody to tell.
      ).catch(ignoring('not_found'))
      return audit
    },
  }
}
