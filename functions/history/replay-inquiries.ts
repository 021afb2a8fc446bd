import type { HistoryEvent } from './chain.ts'
import { type Deviation, differing, type Told, UNTOLD } from './differing.ts'

type Inquiry = Told & { erased: Told[] }

const COVERED = [
  'side',
  'other',
  'proposal',
  'from',
  'byMemberId',
  'askedAt',
  'dueOn',
  'sequence',
  'ended',
  'erased',
] as const

/**
 * Makes a municipality's copies of questions to and from others anew from its own events. How the other one was
 * called, and of a received question the proposal's title and year, are told by no event of it.
 */
export class InquiriesReplay {
  readonly #inquiries = new Map<string, { told: Inquiry; sequence: number }>()

  /** @param data of the event, with its texts */
  take({ type, sequence, recordedAt, by }: HistoryEvent, data: Told): void {
    const id = String(data.inquiryId)
    if (type === 'inquiry_asked' || type === 'inquiry_received') {
      const isAsking = type === 'inquiry_asked'
      const { role, cohort } = isAsking ? by : data
      const told = {
        side: isAsking ? 'asking' : 'asked',
        other: { code: data.municipality, name: UNTOLD, nameEn: UNTOLD },
        proposal: {
          id: isAsking ? data.sharedProposalId : data.proposalId,
          cohort: UNTOLD,
          title: isAsking ? data.title : UNTOLD,
        },
        from: { role, cohort },
        byMemberId: isAsking ? by.memberId : undefined,
        askedAt: recordedAt,
        dueOn: data.dueOn,
        sequence,
        erased: [],
      }
      this.#inquiries.set(id, { told, sequence })
      return
    }
    const known = this.#inquiries.get(id)
    if (!known || !type.startsWith('inquiry_')) return
    known.sequence = sequence
    if (type === 'inquiry_ended')
      known.told.ended = { at: recordedAt, how: data.how, sequence, byMemberId: by.memberId }
    else known.told.erased = [...known.told.erased, { text: data.text, at: recordedAt }]
  }

  /** The first place where a question says something else than its events; none may lack, none be too many. */
  deviation(held: ReadonlyMap<string, object>, isErasing: boolean): Deviation | undefined {
    for (const [id, { told, sequence }] of this.#inquiries) {
      const inquiry = held.get(id) as Told | undefined
      const pointer = `/inquiries/${id}`
      if (!inquiry) return { pointer, sequence }
      for (const key of COVERED) {
        const at = { pointer: `${pointer}/${key}`, sequence, isErasing }
        const found = differing(inquiry[key], told[key], at)
        if (found) return { ...found, sequence }
      }
    }
    const unknown = [...held.keys()].find((id) => !this.#inquiries.has(id))
    return unknown === undefined ? undefined : { pointer: `/inquiries/${unknown}`, sequence: 1 }
  }
}
