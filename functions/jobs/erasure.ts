import type { Deed } from '../domain/change.ts'
import {
  carriedReports,
  completeErasure,
  type Erasure,
  erasedPointers,
  eraseMember,
  eraseTexts,
} from '../domain/erasure.ts'
import { ownTexts } from '../domain/own-texts.ts'
import type { Register } from '../domain/register.ts'
import type { HistoryEvent } from '../history/chain.ts'
import type { Counts } from './daily.ts'
import type { Operation, Registers } from './registers.ts'

/** What may take texts and accounts away; the store's own class fits. */
type Erasures = {
  ledger(): Promise<Erasure[]>
  eraseTexts(
    code: string,
    of: string | undefined,
    chosen: (event: HistoryEvent, pointers: readonly string[]) => readonly string[],
  ): Promise<number>
  unbind(accountId: string, code: string): Promise<void>
}

type Failure = { of: string; cause: unknown }

/** Erasures that could not be ended: the others were, and these are begun again with the next run. */
export class ErasuresFailed extends Error {
  /** Whose they are: municipalities and ids on their rosters, nothing personal. */
  readonly failed: readonly string[]

  constructor(failures: readonly Failure[]) {
    const failed = failures.map(({ of }) => of)
    const causes = failures.map(({ cause }) => cause)
    super(`not ended: ${failed.join(', ')}`, { cause: new AggregateError(causes) })
    this.name = 'ErasuresFailed'
    this.failed = failed
  }
}

export type ErasureJob = {
  /**
   * Ends every erasure that was begun; one that fails stops none of the others.
   * @throws ErasuresFailed after the last one, where any has failed
   */
  run(): Promise<Counts>
  /**
   * Erases again whom another ledger knows as erased: after a restore or an import of older data, with the
   * ledger of the data that was left.
   * @throws ErasuresFailed as `run`
   */
  reapply(ledger: readonly Erasure[]): Promise<Counts>
}

/**
 * What is left to do once somebody was erased: their texts in the proposals, in the history, the account, the
 * mails. Killed at any point it goes on when it is run again, as each part looks for what is still there.
 * @param forgetMails takes the mails to an address away, where mails are kept
 */
export function createErasureJob({
  registers,
  erasures,
  newId,
  forgetMails,
}: {
  registers: Registers
  erasures: Erasures
  newId: () => string
  forgetMails: (address: string) => Promise<void>
}): ErasureJob {
  function named(code: string, key: string) {
    const id = newId()
    const operation: Operation = { id, actor: 'erasure', key, fingerprint: key }
    const deedAt = (now: string): Deed => ({
      actor: { kind: 'system', municipality: code, grants: [] },
      now,
      id,
      channel: 'system',
    })
    return { operation, deedAt }
  }

  async function finish({ code, memberId, texts }: Erasure): Promise<number> {
    const register = await registers.read(code)
    const member = register?.members.get(memberId)
    if (!register || !member?.erased || member.erased.doneAt !== undefined) return 0
    let erased = 0
    const eraseEvents = async (of: string | undefined, carried?: ReadonlySet<string>) => {
      erased += await erasures.eraseTexts(code, of, (event, pointers) =>
        erasedPointers(event, pointers, { memberId, texts, carried }),
      )
    }
    await eraseEvents(undefined)
    for (const proposal of texts ? register.proposals.values() : []) {
      const { id } = proposal
      // The history first: what carries their words on is told by the words that still stand in the state.
      await eraseEvents(id, carriedReports(proposal, memberId))
      if (ownTexts(proposal, memberId).length === 0) continue
      const { operation, deedAt } = named(code, `texts of ${memberId} in ${id}`)
      await registers.change(code, operation, (current, now) => {
        const before = current.proposals.get(id)
        if (!before) throw new Error('a proposal that is gone')
        return eraseTexts(before, memberId, deedAt(now))
      })
    }
    if (member.accountId !== undefined) await erasures.unbind(member.accountId, code)
    if (member.erased.address !== undefined && !isUsed(register, member.erased.address))
      await forgetMails(member.erased.address)
    const { operation, deedAt } = named(code, `erasure of ${memberId} completed`)
    await registers.changeMunicipality(code, operation, (current, now) =>
      completeErasure(current, { memberId, texts: erased }, deedAt(now)),
    )
    return erased
  }

  /** Does something with each, whatever becomes of the others. */
  async function each(
    ledger: readonly Erasure[],
    work: (erasure: Erasure) => Promise<void>,
  ): Promise<Failure[]> {
    const failures: Failure[] = []
    for (const erasure of ledger) {
      const of = `${erasure.code}/${erasure.memberId}`
      await work(erasure).catch((cause: unknown) => {
        console.error(`the erasure of ${of} could not be ended:`, cause)
        failures.push({ of, cause })
      })
    }
    return failures
  }

  /** @param earlier what has failed already */
  async function run(earlier: readonly Failure[] = []): Promise<Counts> {
    let persons = 0
    let texts = 0
    const open = (await erasures.ledger()).filter(({ doneAt }) => doneAt === undefined)
    const failures = await each(open, async (erasure) => {
      texts += await finish(erasure)
      persons += 1
    })
    const all = [...earlier, ...failures]
    if (all.length > 0) throw new ErasuresFailed(all)
    return { persons, texts }
  }

  return {
    run: () => run(),
    async reapply(ledger) {
      const failures = await each(ledger, async ({ code, memberId, texts, why }) => {
        const member = (await registers.read(code))?.members.get(memberId)
        if (!member || member.erased) return
        const { operation, deedAt } = named(code, `erasure of ${memberId} again`)
        await registers.changeMunicipality(code, operation, (register, now) =>
          eraseMember(register, { memberId, input: { texts, why, confirmed: true } }, deedAt(now)),
        )
      })
      return run(failures)
    },
  }
}

/** Some share a section's mailbox: its mails are the others' too. */
function isUsed({ members }: Register, address: string): boolean {
  return [...members.values()].some(({ email }) => email?.toLowerCase() === address.toLowerCase())
}
