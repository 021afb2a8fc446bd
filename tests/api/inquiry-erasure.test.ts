import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Inquiry } from '../../functions/domain/questions/inquiry.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { createLetterJob } from '../../functions/jobs/letters.ts'
import { checkLines } from '../../functions/store/portable/check.ts'
import { importLines } from '../../functions/store/portable/import.ts'
import { finishRestore } from '../../functions/store/portable/mark.ts'
import { itemOf } from '../../functions/store/states.ts'
import type { Store } from '../../functions/store/store.ts'
import {
  inquiryKey,
  registerPartition,
  sequenceSk,
  streamPrefix,
  textPartition,
} from '../../functions/store/table.ts'
import { outdateCopies } from '../store/looking.ts'
import { openEngine } from '../store/open.ts'
import { linesIn, textOf } from '../store/portable.ts'
import { type Client, type Hub, made, NUMAZU, proposed, SAKATA, serve } from './serve.ts'

const everything = { texts: true, why: 'request', confirmed: true }

let hub: Hub
let shared: string
beforeAll(async () => {
  hub = await serve()
  shared = await proposed(hub, { visibility: 'program', title: '共有した取組' })
})
afterAll(() => hub?.stop())

const erasing = (store: Store = hub.store) =>
  createErasureJob({ ...store, newId: uuidv7, forgetMails: async () => {} })
const post = (store: Store) => createLetterJob({ ...store, clock: hub.time.clock, newId: uuidv7 })

/** Sakata's somebody asks, Numazu's somebody of HR answers; each with words that stand nowhere else. */
async function exchange() {
  const sign = uuidv7()
  const [question, answer] = [`質問の言葉${sign}`, `回答の言葉${sign}`]
  const asker = await hub.person(
    `質問した人${sign}`,
    [{ role: 'member', cohort: 2026, from: '2026-04-01' }],
    SAKATA,
  )
  const answerer = await hub.person(`回答した人${sign}`, [{ role: 'hr', from: '2018-04-01' }])
  const proposal = { municipality: NUMAZU, cohort: 2021, id: shared }
  const id = made(await asker.post('/inquiries', { proposal, text: question }))
  return { sign, question, answer, asker, answerer, id, path: `/inquiries/${id}` }
}

async function erase(by: Client, { memberId }: { memberId: string }, input: object = everything) {
  made(await by.post(`/people/${memberId}/erasure`, input))
  await erasing().run()
  // A started hub does so by itself.
  await hub.outbox.run()
  await erasing().run()
}

/** All texts and states of both municipalities, whatever pages show of them. */
async function heldIn({ database, registers }: Store): Promise<string> {
  const found: unknown[] = []
  for (const code of [NUMAZU, SAKATA]) {
    const register = await registers.read(code)
    found.push([...(register?.proposals.values() ?? [])], register?.inquiries)
    const streams = [...(register?.proposals.keys() ?? [])].map((id) => `proposal/${id}`)
    for (const stream of [`municipality/${code}`, ...streams])
      found.push(await database.query(textPartition(code), { prefix: streamPrefix(stream) }))
  }
  return JSON.stringify(found)
}

async function told(code: string, id: string) {
  const all = await hub.store.streams.events(code, `municipality/${code}`, { limit: 900 })
  return all.filter((event) => event.includes(id)).map((event) => JSON.parse(event))
}
const typesOf = async (code: string, id: string) =>
  (await told(code, id)).map(({ type }: { type: string }) => type)

async function intact() {
  for (const code of [NUMAZU, SAKATA])
    expect((await hub.store.verifier.check(code, [])).breaks).toEqual([])
}

test('what an erased person asked and answered is gone at the other municipality, too; histories hold', async () => {
  const { question, answer, asker, answerer, id, path, sign } = await exchange()
  const { hr, stranger } = hub.people
  made(await answerer.post(`${path}/answer`, { text: answer }))
  expect((await hr.get(path)).body).toMatchObject({ text: question, answer })

  made(await stranger.post(`/people/${asker.memberId}/erasure`, everything))
  await erasing().run()
  await hub.outbox.run()
  // Shown nowhere before it is taken out of the history; whole in between, too.
  expect((await hr.get(path)).body.text).toBeUndefined()
  expect(await heldIn(hub.store)).toContain(question)
  await intact()
  await erasing().run()
  expect(await heldIn(hub.store)).not.toContain(question)
  expect((await hr.get(path)).body).toMatchObject({ answer, how: 'answered', side: 'asked' })

  await erase(hr, answerer)
  expect(await heldIn(hub.store)).not.toContain(sign)
  for (const by of [hr, stranger]) {
    const { body } = await by.get(path)
    expect(body).toMatchObject({ how: 'answered' })
    expect([body.text, body.answer]).toEqual([undefined, undefined])
  }
  const { rows } = (await hr.get('/history')).body
  const received = rows.find(
    ({ type, data }: { type: string; data: { inquiryId: string } }) =>
      type === 'inquiry_received' && data.inquiryId === id,
  )
  expect(received.data.text).toEqual({ erased: true })
  await intact()
  // Each was told once, and names nobody.
  expect(await typesOf(SAKATA, id)).toEqual([
    ...['inquiry_asked', 'inquiry_ended', 'inquiry_erasure_told'],
    ...['inquiry_erased', 'erasure_completed'],
  ])
  expect(await typesOf(NUMAZU, id)).toEqual([
    ...['inquiry_received', 'inquiry_ended', 'inquiry_erased', 'erasure_completed'],
    'inquiry_erasure_told',
  ])
  expect(JSON.stringify(await told(NUMAZU, id))).not.toContain(asker.memberId)
  expect(JSON.stringify(await told(SAKATA, id))).not.toContain(answerer.memberId)
  const revision = await hub.revision()
  await erasing().run()
  await hub.outbox.run()
  expect(await hub.revision()).toBe(revision)
  expect(await hub.store.inquiries.onTheirWay(undefined, 10)).toEqual([])
})

test('what HR forwarded inside with those words goes with them, open or ended; its own words stay', async () => {
  const { question, asker, path, sign } = await exchange()
  const { hr, stranger } = hub.people
  const forward = async (text: string) => {
    made(await hr.post(`${path}/forward`, { via: 'cohort', text }))
    return (await hr.get(path)).body.questions.at(-1).id
  }
  const open = await forward(`酒田市からの質問\n${question}`)
  const ended = await forward(question)
  made(await hr.post(`/proposals/${shared}/questions/${ended}/end`, { how: 'withdrawn' }))
  const own = await forward(`人事の言葉${sign}`)
  await erase(stranger, asker)
  expect(await heldIn(hub.store)).not.toContain(question)
  expect(await heldIn(hub.store)).toContain(`人事の言葉${sign}`)
  const textOf = async (question: string) =>
    (await hr.get(`/proposals/${shared}/questions/${question}`)).body.messages[0].text
  expect(await textOf(open)).toBeUndefined()
  expect(await textOf(ended)).toBeUndefined()
  expect(await textOf(own)).toBe(`人事の言葉${sign}`)
  await intact()
})

test('without their texts nothing is told; a question on its way is erased behind its arrival', async () => {
  const { hr, stranger } = hub.people
  const kept = await exchange()
  await erase(stranger, kept.asker, { ...everything, texts: false })
  expect((await hr.get(kept.path)).body.text).toBe(kept.question)
  hub.post.held = true
  const { asker, path, id, question } = await exchange()
  made(await stranger.post(`/people/${asker.memberId}/erasure`, everything))
  await erasing().run()
  expect((await hr.get(path)).status).toBe(404)
  hub.post.held = false
  await hub.outbox.run()
  await erasing().run()
  expect((await hr.get(path)).body).toMatchObject({ side: 'asked', from: { cohort: 2026 } })
  expect(await heldIn(hub.store)).not.toContain(question)
  expect(await typesOf(NUMAZU, id)).toEqual([
    ...['inquiry_received', 'inquiry_erased', 'erasure_completed'],
  ])
})

test('one that ended long ago, and has left both registers, is found all the same', async () => {
  const { hr, stranger } = hub.people
  const { asker, answerer, question, answer, path, id } = await exchange()
  made(await answerer.post(`${path}/answer`, { text: answer }))
  const { database, registers } = hub.store
  for (const code of [NUMAZU, SAKATA]) {
    const all = (await registers.read(code))?.inquiries ?? []
    const list = all.filter((one) => one.id !== id)
    const past = all.find((one) => one.id === id) as Inquiry
    const state = itemOf({ kind: 'inquiries', value: { v: 1, list } })
    const items = [
      { pk: registerPartition(code), ...state },
      { ...inquiryKey(code, id), v: 1, inquiry: past },
    ]
    await database.transact(items.map((Item) => ({ Put: { TableName: database.table, Item } })))
    await outdateCopies(hub.store, code)
  }
  expect((await hr.get('/inquiries')).body.asked.some((one: Inquiry) => one.id === id)).toBe(false)
  await erase(stranger, asker)
  await erase(hr, answerer)
  const left = await heldIn(hub.store)
  for (const words of [question, answer]) expect(left).not.toContain(words)
  expect((await hr.get(path)).body).toMatchObject({ how: 'answered' })
  await intact()
})

test('a file that was made before is given out no more', async () => {
  const { hr, stranger } = hub.people
  const { asker } = await exchange()
  const body = { what: 'history', format: 'json', language: 'ja' }
  const path = `/exports/${made(await hr.post('/exports', body))}/file`
  await hub.exportJob.run()
  // In the cloud one is sent to where the file lies.
  expect([200, 302]).toContain((await hr.get(path)).status)
  hub.time.pass(1_000)
  await erase(stranger, asker)
  expect((await hr.get(path)).status).toBe(403)
})

test('after a restore of an older backup, the ledger erases at the other municipality again', async () => {
  const { hr, stranger } = hub.people
  const { asker, answerer, question, answer, path } = await exchange()
  made(await answerer.post(`${path}/answer`, { text: answer }))
  const older = await textOf(hub.store.portable)
  // Told, and not there yet: letters stay behind.
  made(await stranger.post(`/people/${asker.memberId}/erasure`, everything))
  await erasing().run()
  const between = await textOf(hub.store.portable)
  await hub.outbox.run()
  await erasing().run()
  await erase(hr, answerer)
  const newer = (await checkLines(linesIn(await textOf(hub.store.portable)))).ledger

  for (const [file, gone] of [
    [older, [question, answer]],
    [between, [question]],
  ] as const) {
    const engine = await openEngine()
    const store = engine.open(hub.time.clock)
    const checked = await checkLines(linesIn(file))
    await importLines(store.database, linesIn(file), checked)
    await finishRestore(store.database)
    expect(await heldIn(store)).toContain(gone.at(-1))
    await erasing(store).reapply(file === older ? newer : await store.erasures.ledger())
    await post(store).run()
    await erasing(store).run()
    const left = await heldIn(store)
    for (const words of gone) expect(left).not.toContain(words)
    for (const code of [NUMAZU, SAKATA])
      expect((await store.verifier.check(code, [])).breaks).toEqual([])
    await engine.stop()
  }
})

test('the receiver’s own ledger suffices where it is restored alone', async () => {
  const { stranger } = hub.people
  const { asker, question } = await exchange()
  const older = await textOf(hub.store.portable, NUMAZU)
  await erase(stranger, asker)
  const { ledger } = await checkLines(linesIn(await textOf(hub.store.portable, NUMAZU)))
  const engine = await openEngine()
  const store = engine.open(hub.time.clock)
  const checked = await checkLines(linesIn(older))
  await importLines(store.database, linesIn(older), checked)
  await finishRestore(store.database)
  expect(await heldIn(store)).toContain(question)
  await erasing(store).reapply(ledger)
  expect(await heldIn(store)).not.toContain(question)
  const again = await erasing(store).reapply(ledger)
  expect(again).toEqual({ persons: 0, texts: 0 })
  expect((await store.verifier.check(NUMAZU, [])).breaks).toEqual([])
  await engine.stop()
})

test('who takes a text away without an erasure behind it is found out', async () => {
  const { id } = await exchange()
  const { sequence } = (await told(NUMAZU, id))[0]
  const { database } = hub.store
  const [held] = await database.get([
    { pk: textPartition(NUMAZU), sk: sequenceSk(`municipality/${NUMAZU}`, sequence) },
  ])
  if (!held) throw new Error('no text')
  const Key = { pk: held.pk, sk: held.sk }
  await database.transact([{ Delete: { TableName: database.table, Key } }])
  const { breaks } = await hub.store.verifier.check(NUMAZU, [])
  await database.transact([{ Put: { TableName: database.table, Item: held } }])
  expect(breaks).toMatchObject([{ fault: 'erasure', sequence }])
})
