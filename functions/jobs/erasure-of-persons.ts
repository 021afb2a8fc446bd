import { DomainError } from '../domain/errors.ts'
import { systemDeeds } from '../domain/operation.ts'
import {
  carriedReports,
  completeErasure,
  erasedPointers,
  eraseMember,
  eraseTexts,
  type PersonErasure,
  wordsOf,
} from '../domain/personal-data/erasure.ts'
import { ownTexts } from '../domain/personal-data/own-texts.ts'
import type { Inquiry } from '../domain/questions/inquiry.ts'
import {
  erasureLetter,
  isSentBy,
  isToldErased,
  tellErased,
} from '../domain/questions/inquiry-erasure.ts'
import type { Register } from '../domain/register.ts'
import { type ErasureNeeds, inquiryIn, proposalIn } from './erasure-needs.ts'

/** How often a proposal's texts are looked through anew when it has moved on meanwhile. */
const ATTEMPTS = 5

/**
 * Erases persons: their texts in the proposals, in the history and at other municipalities, the account, the mails.
 */
export function createPersonErasing({
  registers,
  erasures,
  inquiries,
  newId,
  forgetMails,
}: Omit<ErasureNeeds, 'streams'>) {
  const named = systemDeeds('erasure', newId)

  /** Ends an erasure that was begun, and tells how many texts went. */
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

  /** Erases somebody once more whom another ledger knows as erased. */
  async function again({ code, memberId, texts, why }: PersonErasure): Promise<void> {
    const register = await registers.read(code)
    const member = register?.members.get(memberId)
    if (!register || !member) return
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

  return { finish, again }
}

/** Some share a section's mailbox: its mails are the others' too. */
function isUsed({ members }: Register, address: string): boolean {
  return [...members.values()].some(({ email }) => email?.toLowerCase() === address.toLowerCase())
}
