import { ignoring } from '../domain/errors.ts'
import { systemDeeds } from '../domain/operation.ts'
import { wordsOf } from '../domain/personal-data/erasure.ts'
import type { Inquiry } from '../domain/questions/inquiry.ts'
import {
  completeTextErasure,
  eraseForwarded,
  isErased,
  receivedPointers,
  receiveErasure,
  type TextErasure,
} from '../domain/questions/inquiry-erasure.ts'
import type { Register } from '../domain/register.ts'
import { municipalityStream } from '../history/streams.ts'
import { type ErasureNeeds, inquiryIn, proposalIn } from './erasure-needs.ts'

/** Erases what another municipality wrote and has erased, and what HR forwarded of it inside. */
export function createReceivedErasing({
  registers,
  streams,
  erasures,
  inquiries,
  newId,
  forgetMails,
}: ErasureNeeds) {
  const named = systemDeeds('erasure', newId)

  /** Ends an erasure that was begun, and tells how many texts went. */
  async function finish(erasure: TextErasure): Promise<number> {
    const { code, inquiryId, text } = erasure
    const register = await registers.read(code)
    const inquiry = register && (await found(register, inquiryId))
    if (!register || !inquiry) return 0
    let erased = 0
    const { sequence } = inquiry
    const held = await streams.texts(code, municipalityStream(code), [sequence])
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

  /** Erases once more what another ledger knows as erased. */
  async function again({ code, inquiryId, text }: TextErasure): Promise<void> {
    const register = await registers.read(code)
    const inquiry = register && (await found(register, inquiryId))
    if (!inquiry || isErased(inquiry, text)) return
    const { operation, deedAt } = named(code, `${text} of ${inquiry.id} again`)
    await registers.changeMunicipality(code, operation, (current, now) =>
      receiveErasure(current, inquiryIn(current, inquiry), deedAt(now)),
    )
  }

  return { finish, again }
}
