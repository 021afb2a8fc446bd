import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Municipality } from '../../functions/domain/municipalities/municipality.ts'
import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import { createAnchoring } from '../../functions/jobs/anchors.ts'
import { itemOf, stateOf } from '../../functions/store/states.ts'
import {
  eventPartition,
  MUNICIPALITY_SK,
  registerPartition,
  sequenceSk,
} from '../../functions/store/table.ts'
import { WRITES } from './every-write.ts'
import { type Hub, NUMAZU, proposed, reported, SAKATA, serve } from './serve.ts'

let hub: Hub
let run: ReturnType<typeof createAnchoring>
const directory = mkdtempSync(join(tmpdir(), 'hub-anchor-'))

beforeAll(async () => {
  hub = await serve()
  run = createAnchoring({
    auditor: hub.auditor,
    registers: hub.store.registers,
    codes: () => hub.store.municipalities.histories(),
    newId: uuidv7,
  })
})
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true })
  await hub.stop({ isTampered: true })
})
beforeEach(() => hub.time.pass(1000))

/** The event that was changed, as it was. */
let brokenAt: { pk: string; sk: string; event: unknown }

const check = async () => (await hub.people.hr.get('/verification')).body
const anchored = () => [...hub.anchors.keys()].filter((key) => key.startsWith(`${NUMAZU}/`))

test('after every kind of write the history is whole, and what pages show follows from it', async () => {
  for (const { by, ready, status } of WRITES) {
    const { method, path, body, headers } = await ready(hub)
    const answer = await by(hub.people).send(method, path, body, headers)
    expect(answer.status).toBe(status)
  }
  const found = await check()
  expect(found.breaks).toEqual([])
  expect(found.chains).toBeGreaterThan(10)
  expect(found.events).toBeGreaterThan(found.chains)
}, 60_000)

test('the daily job anchors what has grown, once, and a quiet day adds nothing', async () => {
  expect(await run({ day: '2026-06-01', last: '2026-05-31' })).toMatchObject({ broken: 0 })
  // What was told to HR came behind the anchor.
  expect(await run({ day: '2026-06-02', last: '2026-06-01' })).toMatchObject({ anchored: 2 })
  const before = anchored()
  expect(await run({ day: '2026-06-03', last: '2026-06-02' })).toEqual({
    anchored: 0,
    unchanged: 2,
    broken: 0,
  })
  expect(anchored()).toEqual(before)
  await proposed(hub)
  expect(await run({ day: '2026-06-04', last: '2026-06-03' })).toMatchObject({
    anchored: 1,
    unchanged: 1,
  })
  expect(anchored()).toHaveLength(before.length + 1)
  const { anchors, lastAnchor, breaks, anchorNames } = await check()
  expect({ anchors, breaks }).toEqual({ anchors: before.length + 1, breaks: [] })
  expect(anchorNames[0]).toBe(anchored().at(-1)?.replace(`${NUMAZU}/`, ''))
  expect(lastAnchor.at.replaceAll(/[:.]/g, '-')).toBe(anchorNames[0].replace('.anchor', ''))
})

test('the office’s own history is anchored and checked like any other', async () => {
  const code = (await hub.store.office.issueSetUpCode())?.code
  if (code) {
    const office = await hub.account()
    await office.post('/api/office/first-account', { name: '事務局', code })
  }
  await run({ day: '2026-06-05', last: '2026-06-04' })
  const names = [...hub.anchors.keys()].filter((key) => key.startsWith(`${OFFICE}/`))
  expect(names.length).toBeGreaterThan(0)
  expect(await hub.auditor.check(OFFICE)).toMatchObject({ anchors: names.length, breaks: [] })
  const key = { pk: eventPartition(OFFICE), sk: sequenceSk(`municipality/${OFFICE}`, 1) }
  const { database } = hub.store
  const [item] = await database.get([key])
  const event = String(item?.event).replace('"sequence":1', '"sequence":7')
  const put = (Item: object) =>
    database.transact([{ Put: { TableName: database.table, Item: { ...item, ...key, ...Item } } }])
  await put({ event })
  expect((await hub.auditor.check(OFFICE)).breaks[0]).toMatchObject({ sequence: 1 })
  await put({})
  // A member of the office with an address is told by mail, as HR is; a municipality's HR is not.
  await hub.person('事務局 二人目', [{ role: 'office', from: '2024-04-01' }], OFFICE, {
    email: 'office@program.example',
  })
  hub.mails.length = 0
  await run({ day: '2026-05-01', last: '2026-04-30' })
  await put({ event })
  await run({ day: '2026-05-02', last: '2026-05-01' })
  await hub.outbox.run()
  await put({})
  const mails = hub.mails.filter(({ code }) => code === OFFICE)
  expect(mails.map(({ to }) => to)).toEqual(['office@program.example', 'office@program.example'])
  // Both are under way at once.
  for (const subject of [/履歴の証明/, /履歴に異常/])
    expect(mails.filter((mail) => subject.test(mail.subject))).toHaveLength(1)
  for (const { text } of mails) {
    expect(text).toContain('npm run verify-history')
    expect(text).toContain('部会事務局の方に、監査のために')
    expect(text).not.toContain('/m/')
  }
})

test('HR gets the month’s anchor by mail, with its fingerprint and key, once', async () => {
  const mailed = await hub.person('人事課 二人目', [{ role: 'hr', from: '2024-04-01' }], NUMAZU, {
    email: 'jinji@numazu.example',
  })
  hub.mails.length = 0
  for (let twice = 0; twice < 2; twice += 1) await run({ day: '2026-07-01', last: '2026-06-04' })
  await hub.outbox.run()
  const mails = hub.mails.filter(({ to }) => to === 'jinji@numazu.example')
  expect(mails).toHaveLength(1)
  const [told] = (await mailed.get('/history')).body.rows
  expect(told).toMatchObject({ type: 'anchor_told', by: { kind: 'system', channel: 'system' } })
  const { publicKey } = await check()
  expect(mails[0]?.text).toContain(told.data.fingerprint)
  expect(mails[0]?.text).toContain(publicKey)
  expect((await hub.people.hr.get('')).body.municipality).not.toHaveProperty('anchorTold')
})

test('a script that knows nothing of the hub checks the exported history against an anchor', async () => {
  await run({ day: '2026-07-02', last: '2026-07-01' })
  const id = await proposed(hub)
  await reported(hub, id)
  const { anchorNames, events } = await check()
  const chain = await hub.people.hr.get('/history/chain')
  const anchor = await hub.people.executive.get(`/anchors/${anchorNames[0]}`)
  expect(anchor.headers.get('content-type')).toContain('text/plain')
  const [history, kept] = [join(directory, 'chain.jsonl'), join(directory, 'last.anchor')]
  writeFileSync(kept, anchor.body)
  const said = (lines: string, key?: string) => {
    writeFileSync(history, lines)
    try {
      const script = join(import.meta.dirname, '../../functions/history/check.mjs')
      const more = key === undefined ? [] : [key]
      return execFileSync(process.execPath, [script, history, kept, ...more], { encoding: 'utf8' })
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }
  // The export itself is an event, too.
  expect(said(chain.body)).toContain(`INTACT: ${events + 1} events`)
  expect(said(chain.body, (await check()).publicKey)).toContain('INTACT')
  expect(said(chain.body, 'another')).toContain('BROKEN: the anchor is signed by another key')
  const lines: string[] = chain.body.trim().split('\n')
  const stream = `municipality/${NUMAZU}`
  expect(said(lines.toSpliced(1, 1).join('\n'))).toContain(`BROKEN: ${stream}, event 2 is missing`)
  const edited = lines.with(0, lines[0]?.replace('"channel":"web"', '"channel":"paper"') ?? '')
  expect(said(edited.join('\n'))).toContain(`BROKEN: ${stream}, event 2 does not follow`)
  const cut = lines.filter((line) => !line.includes('"proposal/'))
  expect(said(cut.join('\n'))).toMatch(/BROKEN: proposal\/.* is not as it was anchored/)
})

test('an anchor of another municipality is not to be had, nor one that isn’t there', async () => {
  const [theirs = ''] = [...hub.anchors.keys()].filter((key) => key.startsWith(`${SAKATA}/`))
  const name = theirs.replace(`${SAKATA}/`, '')
  expect((await hub.people.hr.get(`/anchors/${name}`)).status).toBe(404)
  expect((await hub.people.stranger.get(`/anchors/${name}`)).status).toBe(200)
  expect((await hub.people.stranger.get(`/api/m/${NUMAZU}/verification`)).status).toBe(404)
  for (const who of [hub.people.member, hub.people.alumnus2021])
    for (const path of ['/verification', `/anchors/${name}`])
      expect(await who.get(path)).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
})

test('a break is told to HR at once, is never anchored, and the page names it', async () => {
  const id = await proposed(hub, { title: '書き換えられる取組' })
  await reported(hub, id)
  await run({ day: '2026-07-03', last: '2026-07-02' })
  const before = anchored()
  const key = { pk: eventPartition(NUMAZU), sk: sequenceSk(`proposal/${id}`, 2) }
  const [item] = await hub.store.database.get([key])
  const event = String(item?.event).replace('"stalled"', '"completed"')
  await hub.store.database.set(key, { event })
  brokenAt = { ...key, event: item?.event }
  hub.mails.length = 0
  expect(await run({ day: '2026-08-01', last: '2026-07-03' })).toMatchObject({ broken: 1 })
  await hub.outbox.run()
  expect(anchored()).toEqual(before)
  const [mail] = hub.mails.filter(({ to }) => to === 'jinji@numazu.example')
  expect(mail?.subject).toContain('異常')
  expect(mail?.text).toContain('取組「書き換えられる取組」の履歴の2番目の記録から')
  expect((await check()).breaks).toEqual([
    {
      stream: `proposal/${id}`,
      sequence: 2,
      fault: 'head',
      proposal: '書き換えられる取組',
    },
  ])
})

const toldOfBreak = async (who = hub.people.hr) => (await who.get('/tasks')).body.historyBroken

test('who turns the mail of a break off learns what they miss, and still has it as a task', async () => {
  const mailed = await hub.person('人事課 三人目', [{ role: 'hr', from: '2024-04-01' }], NUMAZU, {
    email: 'off@numazu.example',
  })
  const broken = async (day: string) => {
    hub.mails.length = 0
    expect(await run({ day, last: '2026-08-01' })).toMatchObject({ broken: 1 })
    await hub.outbox.run()
    return hub.mails.map(({ to }) => to).toSorted()
  }
  expect(await broken('2026-08-02')).toEqual(['jinji@numazu.example', 'off@numazu.example'])
  const theirs = hub.mails.find(({ to }) => to === 'off@numazu.example')
  const off =
    theirs?.text.split('\n').find((line) => line.includes('/r/mail/history_broken/')) ?? ''
  expect((await hub.follow(off)).text).toContain('概況のページを開くまで気づけません')
  expect((await hub.follow(off, { wanted: 'off' })).status).toBe(303)
  expect((await hub.follow(off)).text).toContain('止めています')
  expect(await broken('2026-08-03')).toEqual(['jinji@numazu.example'])

  const [told] = (await mailed.get('/history')).body.rows
  expect(told).toMatchObject({
    type: 'history_broken',
    by: { kind: 'system', channel: 'system' },
    data: { chains: 1, since: expect.any(String) },
  })
  expect(await toldOfBreak(mailed)).toEqual({ since: told.data.since, chains: 1 })
  expect(await toldOfBreak(hub.people.executive)).toEqual(await toldOfBreak())
  expect(await toldOfBreak(hub.people.member)).toBeUndefined()
  expect((await hub.people.member.get('')).body.municipality).not.toHaveProperty('historyBroken')
})

test('the month’s proof can be turned off, too', async () => {
  const { hr } = hub.people
  expect(await hr.post('/me/mails', { off: ['anchor_report'], language: null })).toMatchObject({
    status: 201,
  })
})

test('a break is told once a day while it lasts, and no more', async () => {
  hub.mails.length = 0
  const { since } = await toldOfBreak()
  for (let twice = 0; twice < 2; twice += 1) {
    hub.time.pass(1000)
    await run({ day: '2026-08-04', last: '2026-08-03' })
  }
  await hub.outbox.run()
  expect(hub.mails.filter(({ to }) => to === 'jinji@numazu.example')).toHaveLength(1)
  expect((await toldOfBreak()).since).toBe(since)
})

test('the task can’t be taken away past the hub, and goes when the history is intact again', async () => {
  const { database } = hub.store
  const key = { pk: registerPartition(NUMAZU), sk: MUNICIPALITY_SK }
  const [item] = await database.get([key])
  const put = (Item: object) =>
    database.transact([{ Put: { TableName: database.table, Item: { ...Item, ...key } } }])
  if (!item) throw new Error('no municipality')
  const { historyBroken: _, ...without } = stateOf(item).value as Municipality
  await put(itemOf({ kind: 'municipality', value: without }))
  expect((await hub.auditor.check(NUMAZU)).breaks).toContainEqual(
    expect.objectContaining({ stream: `municipality/${NUMAZU}`, fault: 'state' }),
  )
  await put(item)

  await database.set({ pk: brokenAt.pk, sk: brokenAt.sk }, { event: brokenAt.event })
  const before = anchored()
  expect(await run({ day: '2026-08-05', last: '2026-08-04' })).toMatchObject({ broken: 0 })
  expect(await toldOfBreak()).toBeUndefined()
  expect(anchored()).toHaveLength(before.length + 1)
  const told = (await hub.people.hr.get('/history')).body.rows.filter(
    ({ type }: { type: string }) => type === 'history_intact',
  )
  expect(told).toHaveLength(1)
  await run({ day: '2026-08-06', last: '2026-08-05' })
  expect((await check()).breaks).toEqual([])
})

test('a break that somebody finds by the page’s button is told to HR at once, and once; so is its end', async () => {
  const { pk, sk } = brokenAt
  const event = String(brokenAt.event).replace('"stalled"', '"completed"')
  await hub.store.database.set({ pk, sk }, { event })
  hub.mails.length = 0
  const presses = [check(), check(), hub.people.executive.get('/verification')]
  for (const found of await Promise.all(presses))
    expect((found.body ?? found).breaks).toHaveLength(1)
  await check()
  await hub.outbox.run()
  expect(hub.mails.map(({ to, subject }) => [to, subject.includes('異常')])).toEqual([
    ['jinji@numazu.example', true],
  ])
  expect(await toldOfBreak()).toMatchObject({ chains: 1 })
  await hub.store.database.set({ pk, sk }, { event: brokenAt.event })
  expect((await check()).breaks).toEqual([])
  expect(await toldOfBreak()).toBeUndefined()
  const before = await hub.revision()
  await check()
  expect(await hub.revision()).toBe(before)
})

test('an anchor that was changed where it lies is found, too', async () => {
  const [key = '', file = ''] = [...hub.anchors].find(([name]) => name.startsWith(SAKATA)) ?? []
  hub.anchors.set(key, file.replace('"events":', '"events":1'))
  const { body } = await hub.people.stranger.get('/verification')
  expect(body.breaks).toMatchObject([{ stream: `anchors/${SAKATA}`, sequence: 1, fault: 'anchor' }])
})

test('where one history can’t be checked day after day, the others’ month’s anchor is told once all the same', async () => {
  hub.mails.length = 0
  const failing = createAnchoring({
    auditor: {
      ...hub.auditor,
      check: async (code) => {
        if (code === SAKATA) throw new Error('unreadable')
        return hub.auditor.check(code)
      },
    },
    registers: hub.store.registers,
    codes: () => hub.store.municipalities.histories(),
    newId: uuidv7,
  })
  // What was done a day ago answers no repetition any more.
  for (const day of ['2026-10-01', '2026-10-02']) {
    await expect(failing({ day, last: '2026-09-30' })).rejects.toThrow()
    hub.time.pass(25 * 60 * 60 * 1000)
  }
  await hub.outbox.run()
  expect(hub.mails.filter(({ to }) => to === 'jinji@numazu.example')).toHaveLength(1)
})
