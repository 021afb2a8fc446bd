import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../../functions/domain/questions/inquiry.ts'
import { createLetterJob } from '../../functions/jobs/letters.ts'
import { deliveryItem } from '../../functions/store/inquiries.ts'
import { checkLines } from '../../functions/store/portable/check.ts'
import { importLines } from '../../functions/store/portable/import.ts'
import { finishRestore } from '../../functions/store/portable/mark.ts'
import type { Store } from '../../functions/store/store.ts'
import { sequenceSk, streamPrefix, textPartition } from '../../functions/store/table.ts'
import { openEngine } from '../store/open.ts'
import { forged, linesIn, textOf } from '../store/portable.ts'
import { type Hub, made, NUMAZU, proposed, SAKATA, serve } from './serve.ts'

// Letters between municipalities that were on their way when the file was made.

let hub: Hub
let shared: string
beforeAll(async () => {
  hub = await serve()
  shared = await proposed(hub, { visibility: 'program' })
})
afterAll(() => hub?.stop())
beforeEach(() => {
  hub.time.pass(1000)
})

const asked = async (text: string) =>
  made(
    await hub.people.stranger.post('/inquiries', {
      proposal: { municipality: NUMAZU, cohort: 2021, id: shared },
      text,
    }),
  )
const answered = async (id: string, text: string) =>
  made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text }))

/** Restores files one after the other, and brings what is on its way. */
async function restored(files: string[], look: (store: Store) => Promise<void>): Promise<void> {
  const engine = await openEngine()
  try {
    const store = engine.open(hub.time.clock)
    for (const file of files) {
      const checked = await checkLines(linesIn(file))
      await importLines(store.database, linesIn(file), checked)
      await finishRestore(store.database)
    }
    await createLetterJob({ ...store, clock: hub.time.clock, newId: uuidv7 }).run()
    expect(await store.inquiries.onTheirWay(undefined, 10)).toEqual([])
    await look(store)
    for (const code of await store.municipalities.codes())
      expect((await store.verifier.check(code, [])).breaks).toEqual([])
  } finally {
    await engine.stop()
  }
}

async function sendIn({ database }: Store, delivery: Delivery): Promise<void> {
  const { key, item } = deliveryItem(delivery)
  await database.transact([{ Put: { TableName: database.table, Item: { ...key, ...item } } }])
}

/** What a municipality's history tells of a question, with the texts, in order. */
async function told(store: Store, code: string, id: string): Promise<string[]> {
  const stream = `municipality/${code}`
  const events = (await store.streams.events(code, stream, { limit: 900 }))
    .map((event) => JSON.parse(event))
    .filter(({ data }) => data.inquiryId === id)
  const texts = await store.database.query(textPartition(code), { prefix: streamPrefix(stream) })
  return events.map(({ type, sequence, data }) => {
    const of = texts.find(({ sk }) => sk === sequenceSk(stream, sequence))?.texts
    return [type, data.how, of?.['/text']?.text].filter(Boolean).join(' ')
  })
}

test('what was on its way in a whole hub arrives after restoring, once and with its text', async () => {
  const [known, taken] = [await asked('届いていた質問'), await asked('取り下げる質問')]
  hub.post.held = true
  const late = await asked('途中の質問')
  made(await hub.people.stranger.post(`/inquiries/${taken}/withdraw`, undefined))
  await answered(known, '途中の回答')
  const both = await asked('すぐ取り下げた質問')
  made(await hub.people.stranger.post(`/inquiries/${both}/withdraw`, undefined))
  const file = await textOf(hub.store.portable)
  hub.post.held = false
  await hub.outbox.run()
  await restored([file], async (store) => {
    for (const code of [NUMAZU, SAKATA])
      for (const id of [known, taken, late, both])
        expect(await told(store, code, id)).toEqual(await told(hub.store, code, id))
    expect(await told(store, NUMAZU, late)).toEqual(['inquiry_received 途中の質問'])
    expect(await told(store, SAKATA, known)).toEqual([
      'inquiry_asked 届いていた質問',
      'inquiry_ended answered 途中の回答',
    ])
  })
})

test('a letter that was taken in while the file was made, behind its receiver’s part, is not lost', async () => {
  const id = await asked('質問')
  const early = await textOf(hub.store.portable)
  await answered(id, '間の回答')
  const later = await textOf(hub.store.portable)
  const partOf = (lines: string[], code: string) => {
    const begins = lines.flatMap((line, at) =>
      line.startsWith('{"kind":"municipality"') ? [at] : [],
    )
    const at = begins.findIndex((one) => lines[one]?.includes(`"code":"${code}"`))
    return lines.slice(begins[at], begins[at + 1])
  }
  const file = forged(early, (lines) => [
    lines[0] ?? '',
    ...partOf(lines, SAKATA),
    ...partOf(later.trimEnd().split('\n').slice(0, -1), NUMAZU),
  ])
  await restored([file], async (store) =>
    expect(await told(store, SAKATA, id)).toEqual([
      'inquiry_asked 質問',
      'inquiry_ended answered 間の回答',
    ]),
  )
})

test('municipalities that move one after the other have between them what was on its way', async () => {
  const id = await asked('先に着く質問')
  hub.post.held = true
  const late = await asked('移ったあとに届く質問')
  await answered(id, '移ったあとに届く回答')
  const files = [await textOf(hub.store.portable, SAKATA), await textOf(hub.store.portable, NUMAZU)]
  hub.post.held = false
  await hub.outbox.run()
  for (const order of [files, files.toReversed()])
    await restored(order, async (store) => {
      expect(await told(store, NUMAZU, late)).toEqual(await told(hub.store, NUMAZU, late))
      expect(await told(store, SAKATA, id)).toEqual(await told(hub.store, SAKATA, id))
    })
})

test('one that moves alone waits for nobody, and what it sends to who is not there leaves the way', async () => {
  const [open, gone] = [await asked('相手のいない質問'), await asked('取り下げる質問')]
  const file = await textOf(hub.store.portable, SAKATA)
  await restored([file], async (store) => {
    expect(await told(store, SAKATA, open)).toEqual(['inquiry_asked 相手のいない質問'])
    expect(await told(store, SAKATA, gone)).toHaveLength(1)
    const way = { at: hub.time.clock().toISOString(), to: NUMAZU, from: SAKATA }
    const from = { role: 'member' as const }
    const by = { code: SAKATA, name: '酒田市', nameEn: 'Sakata' }
    const question = { from, by, proposalId: shared, cohort: 2021, dueOn: '2026-07-01', text: '' }
    const letters = [
      { ...way, id: open, letter: { kind: 'asked' as const, inquiryId: open, ...question } },
      {
        ...way,
        id: gone,
        letter: { kind: 'ended' as const, inquiryId: gone, how: 'withdrawn' as const },
      },
    ]
    for (const delivery of letters) await sendIn(store, delivery)
    const { clock } = hub.time
    const tally = await createLetterJob({ ...store, clock, newId: uuidv7 }).run()
    expect(tally).toEqual({ taken: 1, returned: 1, moot: 1, waiting: 0 })
    expect((await told(store, SAKATA, open)).at(-1)).toBe('inquiry_ended not_shared')
  })
})
