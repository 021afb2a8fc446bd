import type { Delivery, Inquiry } from '../../domain/questions/inquiry.ts'
import type { HistoryEvent, SealedTexts } from '../../history/chain.ts'
import { municipalityStream } from '../../history/streams.ts'
import type { Database } from '../database.ts'
import { deliveryItem } from '../inquiries.ts'
import { historiesIn } from '../municipality-list.ts'
import { type Inquiries, stateOf } from '../states.ts'
import {
  eventPartition,
  INQUIRIES_SK,
  inquiryKey,
  municipalityEntry,
  registerPartition,
  sequenceSk,
  textPartition,
} from '../table.ts'

/** A municipality's copy of a question. */
type Copy = { code: string; inquiry: Inquiry }
/** What it sent because of an event of its own. */
type Sent = { copy: Copy; sequence: number }

/**
 * Puts letters between municipalities on their way again: whatever one of the two copies of a question says that
 * the other does not know yet. Municipalities are read a moment apart, so that a letter may lie in neither's part
 * of a file; the two copies are the whole account of it. A letter that has arrived after all tells nothing new.
 * @param restored municipalities; of those that are not here, nothing is waited for
 */
export async function remakeLetters(
  database: Database,
  restored: readonly string[],
): Promise<void> {
  const held = await copiesIn(database)
  for (const [code, asking] of held)
    for (const inquiry of asking.values()) {
      const { side, other, ended } = inquiry
      const isOpen = !ended || ended.how === 'withdrawn'
      if (side !== 'asking' || !isOpen || !held.has(other.code)) continue
      if (![code, other.code].some((one) => restored.includes(one))) continue
      const theirs =
        held.get(other.code)?.get(inquiry.id) ?? (await pastOf(database, other.code, inquiry.id))
      for (const sent of underWay({ code, inquiry }, theirs)) await send(database, sent)
    }
}

/** The letters that are missing between a question that was not answered, and the asked municipality's copy. */
function underWay(asking: Copy, theirs: Inquiry | undefined): Sent[] {
  const { other, ended, sequence } = asking.inquiry
  const taken = ended ? [{ copy: asking, sequence: ended.sequence }] : []
  if (!theirs) return [{ copy: asking, sequence }, ...taken]
  if (!theirs.ended) return taken
  // The asked municipality's end counts on both sides.
  if (theirs.ended.how === 'withdrawn') return []
  return [{ copy: { code: other.code, inquiry: theirs }, sequence: theirs.ended.sequence }]
}

/** Each municipality's copies by their id; none of the older ones, which lie apart. */
async function copiesIn(database: Database): Promise<Map<string, Map<string, Inquiry>>> {
  const codes = await historiesIn(database)
  const held = new Map<string, Map<string, Inquiry>>()
  const items = await database.get(
    codes.map((code) => ({ pk: registerPartition(code), sk: INQUIRIES_SK })),
  )
  for (const [at, code] of codes.entries()) {
    const item = items[at]
    const { list } = item ? (stateOf(item).value as Inquiries) : { list: [] }
    held.set(code, new Map(list.map((one) => [one.id, one])))
  }
  return held
}

async function pastOf(database: Database, code: string, id: string): Promise<Inquiry | undefined> {
  const [item] = await database.get([inquiryKey(code, id)])
  return item?.inquiry as Inquiry | undefined
}

/** The letter of an event, as it was sent then. A question whose text was erased meanwhile asks nothing any more. */
async function send(database: Database, { copy, sequence }: Sent): Promise<void> {
  const { code, inquiry } = copy
  const stream = municipalityStream(code)
  const sk = sequenceSk(stream, sequence)
  const [told, sealed, listed] = await database.get([
    { pk: eventPartition(code), sk },
    { pk: textPartition(code), sk },
    municipalityEntry(code),
  ])
  if (!told) throw new Error(`event ${sequence} of ${stream} is missing`)
  const event = JSON.parse(String(told.event)) as HistoryEvent
  const text = (sealed?.texts as SealedTexts | undefined)?.['/text']?.text
  const { id: inquiryId, other, ended, from, proposal, dueOn } = inquiry
  const way = { at: event.recordedAt, id: event.operationId, to: other.code, from: code }
  let delivery: Delivery | undefined
  if (ended?.sequence === sequence)
    delivery = { ...way, letter: { kind: 'ended', inquiryId, how: ended.how, text } }
  else if (text !== undefined) {
    const by = { code, name: String(listed?.name), nameEn: String(listed?.nameEn) }
    const { id: proposalId, cohort } = proposal
    const asked = { inquiryId, from, by, proposalId, cohort, dueOn, text }
    delivery = { ...way, letter: { kind: 'asked', ...asked } }
  }
  if (!delivery) return
  const { key, item } = deliveryItem(delivery)
  await database.transact([{ Put: { TableName: database.table, Item: { ...key, ...item } } }])
}
