import type { Head } from '../../functions/domain/municipalities/municipality.ts'
import { type SealedTexts, type Verification, verifyChain } from '../../functions/history/chain.ts'
import { revisionOf } from '../../functions/store/commit.ts'
import type { Store } from '../../functions/store/store.ts'
import {
  eventPartition,
  placeOf,
  revisionKey,
  streamPrefix,
  textPartition,
} from '../../functions/store/table.ts'

type Stored = Pick<Store, 'database'>

/** Checks a stream's whole chain, as it lies in the table, against its head and its texts. */
export async function verifyStream(
  { database }: Stored,
  code: string,
  stream: string,
  head: Head,
): Promise<Verification> {
  const range = { prefix: streamPrefix(stream) }
  const events = await database.query(eventPartition(code), range)
  const texts = await database.query(textPartition(code), range)
  const bySequence = new Map(
    texts.map((item) => [placeOf(String(item.sk)).sequence, item.texts as SealedTexts] as const),
  )
  return verifyChain(stream, {
    events: events.map((item) => String(item.event)),
    head,
    textsOf: (sequence) => bySequence.get(sequence),
  })
}

/** Lets every process read a municipality's register anew, after something was written past them. */
export async function outdateCopies({ database }: Stored, code: string): Promise<void> {
  const [item] = await database.get([revisionKey(code)])
  await database.set(revisionKey(code), { number: revisionOf(item).number + 1, recent: '[]' })
}
