import { DomainError, ignoring } from '../domain/errors.ts'
import { systemDeeds } from '../domain/operation.ts'
import {
  carriedReports,
  completeErasure,
  type Erasure,
  erasedPointers,
  eraseMember,
  eraseTexts,
  type PersonErasure,
  wordsOf,
} from '../domain/personal-data/erasure.ts'
import { ownTexts } from '../domain/personal-data/own-texts.ts'
import type { Delivery, Inquiry } from '../domain/questions/inquiry.ts'
import {
  completeTextErasure,
  eraseForwarded,
  erasureLetter,
  isErased,
  isSentBy,
  isToldErased,
  receivedPointers,
  receiveErasure,
  type TextErasure,
  tellErased,
} from '../domain/questions/inquiry-erasure.ts'
import type { Register } from '../domain/register.ts'
import type { HistoryEvent } from '../history/chain.ts'
import { Attempts, type Whose } from './attempts.ts'
import type { Counts } from './daily.ts'
import type { Registers } from './registers.ts'

/** What may take texts and accounts away; the store's own class fits. */
type Erasures = {
  ledger(): Promise<Erasure[]>
  eraseTexts(
    code: string,
    of: string | undefined,
    chosen: (event: HistoryEvent, texts: Readonly<Record<string, string>>) => readonly string[],
    onGoing?: (texts: readonly (readonly [string, string])[]) => Promise<void>,
  ): Promise<number>
  unbind(accountId: string, code: string): Promise<void>
}

/** What it needs of the questions between municipalities. */
type Inquiries = {
  past(code: string, id: string): Promise<Inquiry | undefined>
  allPast(code: string): Promise<Inquiry[]>
  sendAgain(delivery: Delivery): Promise<void>
}

type Streams = {
  texts(
    code: string,
    stream: string,
    sequences: readonly number[],
  ): Promise<Map<number, Record<string, string>>>
}

/** How often a proposal's texts are looked through anew when it has moved on meanwhile. */
const ATTEMPTS = 5

/** What of somebody shall stand in no mail any more; a mailbox's own type fits. */
type Forgotten = {
  code: string
  address?: string
  names?: readonly string[]
  texts?: readonly string[]
}

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
 * What is left to do once somebody was erased: their texts in the proposals, in the history, at other
 * municipalities, the account, the mails. Killed at any point it goes on when it is run again, as each part looks
 * for what is still there.
 * @param forgetMails takes the mails to an address away, and words out of others, where mails are kept
 */
export function createErasureJob({
  registers,
  streams,
  erasures,
  inquiries,
  newId,
  forgetMails,
}: {
  registers: Registers
  streams: Streams
  erasures: Erasures
  inquiries: Inquiries
  newId: () => string
  forgetMails: (gone: Forgotten) => Promise<void>
}): ErasureJob {
  const named = systemDeeds('erasure', newId)

  async function finish({ code, memberId, texts }: PersonErasure): Promise<number> {
    const register = await registers.read(code)
    const member = register?.members.get(memberId)
    if (!register || !member?.erased || member.erased.doneAt !== undefined) return 0
    let erased = 0
    const eraseEvents = async (of: string | undefined, carried?: ReadonlySet<string>) => {
      erased += await erasures.eraseTexts(
        code,
        of,
        (event, held) => erasedPointers(event, Object.keys(held), { memberId, texts, carried }),
        (going) => forgetMails({ code, ...wordsOf(going) }),
      )
    }
    await eraseEvents(undefined)
    const eraseFrom = async (id: string, attempt = 1): Promise<void> => {
      const proposal = proposalIn((await registers.read(code)) ?? register, id)
      // The history first: what carries their words on is told by the words that still stand in the state.
      await eraseEvents(id, carriedReports(proposal, memberId))
      if (ownTexts(proposal, memberId).length === 0) return
      const { operation, deedAt } = named(code, `texts of ${memberId} in ${id}`)
      await registers
        .change(code, operation, (current, now) => {
          const last = proposalIn(current, id)
          // Somebody may have carried them on meanwhile.
          if (last.head.sequence !== proposal.head.sequence) throw new DomainError('conflict')
          return eraseTexts(last, memberId, deedAt(now))
        })
        .catch((error) => {
          const isMoved = error instanceof DomainError && error.code === 'conflict'
          if (!isMoved || attempt === ATTEMPTS) throw error
          return eraseFrom(id, attempt + 1)
        })
    }
    for (const id of texts ? register.proposals.keys() : []) await eraseFrom(id)
    if (texts) for (const one of await sentBy(register, memberId)) await tell(register, one)
    if (member.accountId !== undefined) await erasures.unbind(member.accountId, code)
    if (member.erased.address !== undefined && !isUsed(register, member.erased.address))
      await forgetMails({ code, address: member.erased.address })
    const { operation, deedAt } = named(code, `erasure of ${memberId} completed`)
    await registers.changeMunicipality(code, operation, (current, now) =>
      completeErasure(current, { memberId, texts: erased }, deedAt(now)),
    )
    return erased
  }

  /** What somebody wrote to other municipalities. */
  async function sentBy(register: Register, memberId: string): Promise<Inquiry[]> {
    const past = await inquiries.allPast(register.municipality.code)
    const here = new Set(register.inquiries.map(({ id }) => id))
    return [...past.filter(({ id }) => !here.has(id)), ...register.inquiries].filter((one) =>
      isSentBy(one, memberId),
    )
  }

  /** The other side is told once. */
  async function tell({ municipality: { code } }: Register, inquiry: Inquiry): Promise<void> {
    if (isToldErased(inquiry)) return
    const { operation, deedAt } = named(code, `told of ${inquiry.id}`)
    await registers.changeMunicipality(code, operation, (current, now) =>
      tellErased(current, inquiryIn(current, inquiry), deedAt(now)),
    )
  }

  /** What another municipality wrote, and what HR forwarded of it inside. */
  async function finishReceived(erasure: TextErasure): Promise<number> {
    const { code, inquiryId, text } = erasure
    const register = await registers.read(code)
    const inquiry = register && (await found(register, inquiryId))
    if (!register || !inquiry) return 0
    let erased = 0
    const { sequence } = inquiry
    const held = await streams.texts(code, `municipality/${code}`, [sequence])
    const words = text === 'question' ? held.get(sequence)?.['/text'] : undefined
    if (words !== undefined) erased += await forwarded(register, inquiry, words)
    erased += await erasures.eraseTexts(
      code,
      undefined,
      (event, said) => receivedPointers(event, Object.keys(said), erasure),
      (going) => forgetMails({ code, ...wordsOf(going) }),
    )
    const { operation, deedAt } = named(code, `${text} of ${inquiryId} erased`)
    await registers.changeMunicipality(code, operation, (current, now) =>
      completeTextErasure(current, { ...erasure, texts: erased }, deedAt(now)),
    )
    return erased
  }

  /** The words go last from where they came from: as long as they stand there, they are looked for here. */
  async function forwarded(register: Register, inquiry: Inquiry, words: string): Promise<number> {
    const { code } = register.municipality
    const { id, proposal } = inquiry
    const before = register.proposals.get(proposal.id)
    if (!before?.questions?.some(({ inquiryId }) => inquiryId === id)) return 0
    const it = { inquiryId: id, text: 'question' as const }
    const erased = await erasures.eraseTexts(
      code,
      proposal.id,
      (event, said) => receivedPointers(event, said['/text']?.includes(words) ? ['/text'] : [], it),
      (going) => forgetMails({ code, ...wordsOf(going) }),
    )
    const { operation, deedAt } = named(code, `forwarded of ${id}`)
    await registers
      .change(code, operation, (current, now) =>
        eraseForwarded(proposalIn(current, proposal.id), { inquiryId: id, words }, deedAt(now)),
      )
      .catch(ignoring('nothing_changed'))
    return erased
  }

  async function found(register: Register, inquiryId: string): Promise<Inquiry | undefined> {
    const here = register.inquiries.find(({ id }) => id === inquiryId)
    return here ?? inquiries.past(register.municipality.code, inquiryId)
  }

  /** @param attempts with what has failed already */
  async function run(attempts = new Attempts('erasure_not_ended')): Promise<Counts> {
    let persons = 0
    let texts = 0
    const open = (await erasures.ledger()).filter(({ doneAt }) => doneAt === undefined)
    for (const erasure of open)
      await attempts.at(whose(erasure), async () => {
        if ('memberId' in erasure) {
          texts += await finish(erasure)
          persons += 1
        } else texts += await finishReceived(erasure)
      })
    attempts.end()
    return { persons, texts }
  }

  async function again(erasure: Erasure): Promise<void> {
    const { code } = erasure
    const register = await registers.read(code)
    if (!register) return
    if (!('memberId' in erasure)) {
      const inquiry = await found(register, erasure.inquiryId)
      if (!inquiry || isErased(inquiry, erasure.text)) return
      const { operation, deedAt } = named(code, `${erasure.text} of ${inquiry.id} again`)
      await registers.changeMunicipality(code, operation, (current, now) =>
        receiveErasure(current, inquiryIn(current, inquiry), deedAt(now)),
      )
      return
    }
    const { memberId, texts, why } = erasure
    const member = register.members.get(memberId)
    if (!member) return
    if (!member.erased) {
      const { operation, deedAt } = named(code, `erasure of ${memberId} again`)
      await registers.changeMunicipality(code, operation, (current, now) =>
        eraseMember(current, { memberId, input: { texts, why, confirmed: true } }, deedAt(now)),
      )
      return
    }
    // The letters that told it may be lost, or the other side be older than they are.
    for (const one of texts ? await sentBy(register, memberId) : []) {
      const deed = { now: register.recordedAt, id: newId() }
      if (isToldErased(one)) await inquiries.sendAgain(erasureLetter(code, one, deed))
      else await tell(register, one)
    }
  }

  return {
    run: () => run(),
    async reapply(ledger) {
      const attempts = new Attempts('erasure_not_ended')
      for (const erasure of ledger) await attempts.at(whose(erasure), () => again(erasure))
      return run(attempts)
    },
  }
}

function whose(erasure: Erasure): Whose {
  const id = 'memberId' in erasure ? erasure.memberId : erasure.inquiryId
  return { municipality: erasure.code, id }
}

function proposalIn({ proposals }: Register, id: string) {
  const proposal = proposals.get(id)
  if (!proposal) throw new Error('a proposal that is gone')
  return proposal
}

/** As it is now; one that has left the register is as it was read. */
function inquiryIn({ inquiries }: Register, inquiry: Inquiry): Inquiry {
  return inquiries.find(({ id }) => id === inquiry.id) ?? inquiry
}

/** Some share a section's mailbox: its mails are the others' too. */
function isUsed({ members }: Register, address: string): boolean {
  return [...members.values()].some(({ email }) => email?.toLowerCase() === address.toLowerCase())
}
