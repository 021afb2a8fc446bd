import {
  type ErasurePreview,
  erasurePreview,
  ownTextOf,
  type PreviewedEvent,
  streamsNaming,
  wouldErase,
} from '../domain/personal-data/erasure-preview.ts'
import type { OwnText } from '../domain/personal-data/own-texts.ts'
import type { Proposal } from '../domain/proposals/proposal.ts'
import type { Register } from '../domain/register.ts'
import { municipalityStream, proposalStream } from '../history/streams.ts'
import type { Dependencies } from './dependencies.ts'

/** An unbounded number of them would not be one answer any more. */
const PAGE = 500

/**
 * What an erasure would take away: the histories are read as the erasure reads them, as texts of closed reviews
 * and ended questions stand nowhere else.
 */
export async function previewErasure(
  { streams }: Pick<Dependencies, 'streams'>,
  register: Register,
  memberId: string,
): Promise<ErasurePreview> {
  // Refused before anything is read.
  erasurePreview(register, memberId, [])
  return erasurePreview(register, memberId, await textsHeld({ streams }, register, memberId))
}

/** Every text that somebody wrote here or that holds their words, wherever it still stands. */
export async function textsHeld(
  { streams }: Pick<Dependencies, 'streams'>,
  register: Register,
  memberId: string,
): Promise<OwnText[]> {
  const { code } = register.municipality
  const texts: OwnText[] = []
  for (const proposal of streamsNaming(register, memberId))
    texts.push(...(await textsOf({ streams, register, code, memberId, proposal })))
  return texts
}

async function textsOf({
  streams,
  register,
  code,
  memberId,
  proposal,
}: Pick<Dependencies, 'streams'> & {
  register: Register
  code: string
  memberId: string
  proposal: Proposal | undefined
}): Promise<OwnText[]> {
  const stream = proposal ? proposalStream(proposal.id) : municipalityStream(code)
  const chosen = new Map<number, { event: PreviewedEvent; pointers: string[] }>()
  for (let after = 0; ; ) {
    const events = await streams.events(code, stream, { after, limit: PAGE })
    for (const json of events) {
      const event = JSON.parse(json) as PreviewedEvent
      after = event.sequence
      const pointers = wouldErase(event, memberId, proposal)
      if (pointers.length > 0) chosen.set(event.sequence, { event, pointers })
    }
    if (events.length < PAGE) break
  }
  const held = await streams.texts(code, stream, [...chosen.keys()])
  return [...chosen].flatMap(([sequence, { event, pointers }]) => {
    const texts = pointers.flatMap((pointer) => held.get(sequence)?.[pointer] ?? [])
    return texts.length > 0 ? [ownTextOf(register, event, proposal, texts)] : []
  })
}
