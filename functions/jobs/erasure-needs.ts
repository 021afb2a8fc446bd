import type { Erasure } from '../domain/personal-data/erasure.ts'
import type { Delivery, Inquiry } from '../domain/questions/inquiry.ts'
import type { Register } from '../domain/register.ts'
import type { HistoryEvent } from '../history/chain.ts'
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

/** What of somebody shall stand in no mail any more; a mailbox's own type fits. */
type Forgotten = {
  code: string
  address?: string
  names?: readonly string[]
  texts?: readonly string[]
}

/** What erasing needs, be it a person's or what another municipality wrote. */
export type ErasureNeeds = {
  registers: Registers
  streams: Streams
  erasures: Erasures
  inquiries: Inquiries
  newId: () => string
  /** Takes the mails to an address away, and words out of others, where mails are kept. */
  forgetMails: (gone: Forgotten) => Promise<void>
}

/** @throws where there is none: proposals are never taken away */
export function proposalIn({ proposals }: Register, id: string) {
  const proposal = proposals.get(id)
  if (!proposal) throw new Error('a proposal that is gone')
  return proposal
}

/** As it is now; one that has left the register is as it was read. */
export function inquiryIn({ inquiries }: Register, inquiry: Inquiry): Inquiry {
  return inquiries.find(({ id }) => id === inquiry.id) ?? inquiry
}
