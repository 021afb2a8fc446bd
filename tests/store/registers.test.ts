import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Operation } from '../../functions/domain/operation.ts'
import { recordReport } from '../../functions/domain/outcomes/report-changes.ts'
import { createProposal, editProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { proposalStream } from '../../functions/history/streams.ts'
import type { Store } from '../../functions/store/store.ts'
import { eventPartition, streamPrefix, textPartition } from '../../functions/store/table.ts'
import { verifyStream } from './looking.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from './open.ts'

const code = '222038'
const time = handClock()
let engine: Awaited<ReturnType<typeof openEngine>>
let store: Store

beforeAll(async () => {
  engine = await openEngine()
  store = engine.open(time.clock)
  await createMunicipality(store)
})
afterAll(() => engine.stop())
beforeEach(() => time.pass(1000))

function create(title: string, doing: Operation = operation(), by: Store = store) {
  return by.registers.change(code, doing, (register, now) =>
    createProposal(register, { cohort: 2021, title }, { ...deedOf(doing, code), now }),
  )
}

function report(proposalId: string, reason: string, doing: Operation = operation(), by = store) {
  return by.registers.change(code, doing, (register, now) => {
    const before = register.proposals.get(proposalId)
    if (!before) throw new Error('no such proposal')
    return recordReport(
      register,
      before,
      {
        kind: 'report',
        outcome: 'stalled',
        manner: 'paused',
        asOf: { precision: 'fiscal_year', date: '2022' },
        factors: ['external_shock'],
        reason,
      },
      { ...deedOf(doing, code), now },
    )
  })
}

test('a proposal that was created is in the register of every instance at once', async () => {
  const other = engine.open(time.clock)
  await other.registers.read(code)
  const { id } = await create('対話の時間を設ける')
  expect((await store.registers.read(code))?.proposals.get(id)?.title).toBe('対話の時間を設ける')
  expect((await other.registers.read(code))?.proposals.get(id)?.title).toBe('対話の時間を設ける')
})

test('no instance shows an old answer after another has acknowledged a write', async () => {
  const other = engine.open(time.clock)
  const { id } = await create('二つの窓口')
  for (let round = 0; round < 25; round += 1) {
    const [writer, reader] = round % 2 === 0 ? [store, other] : [other, store]
    await report(id, `${round}回目の理由`, operation(), writer)
    const seen = (await reader.registers.read(code))?.proposals.get(id)
    expect(seen?.reports.at(-1)?.reason).toBe(`${round}回目の理由`)
    expect(seen?.reports).toHaveLength(round + 1)
  }
})

test('an instance that missed many changes still sees all of them', async () => {
  const other = engine.open(time.clock)
  await other.registers.read(code)
  const made = []
  for (let count = 0; count < 45; count += 1) made.push(await create(`取組${count}`))
  const register = await other.registers.read(code)
  for (const { id } of made) expect(register?.proposals.has(id)).toBe(true)
})

test('the same operation sent twice is done once and answered the same', async () => {
  const { id } = await create('一度だけ')
  const key = 'the-clients-key'
  const first = await report(id, '同じ報告', operation('test', key))
  const second = await report(id, '同じ報告', operation('test', key))
  expect(second).toEqual(first)
  expect((await store.registers.read(code))?.proposals.get(id)?.reports).toHaveLength(1)
})

test('a key that was used for another request is refused', async () => {
  const { id } = await create('鍵の使い回し')
  await report(id, '一つ目', operation('test', 'one-key'))
  const reused = { ...operation('test', 'one-key'), fingerprint: 'of another request' }
  await expect(report(id, '二つ目', reused)).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('the same key of two people names two operations', async () => {
  const { id } = await create('二人の鍵')
  await report(id, '甲', operation('a', 'shared-key'))
  await report(id, '乙', operation('b', 'shared-key'))
  expect((await store.registers.read(code))?.proposals.get(id)?.reports).toHaveLength(2)
})

test('writers at the same moment all succeed, in an order, with one history', async () => {
  const { id } = await create('同時の報告')
  const others = [store, engine.open(time.clock), engine.open(time.clock)]
  await Promise.all(others.map((by, at) => report(id, `同時${at}`, operation(), by)))
  const proposal = (await store.registers.read(code))?.proposals.get(id)
  expect(proposal?.reports.map(({ sequence }) => sequence)).toEqual([2, 3, 4])
  expect(
    await verifyStream(store, code, proposalStream(id), proposal?.head ?? never()),
  ).toMatchObject({ intact: true, events: 4 })
})

test('of two edits of the same edition the second is refused', async () => {
  const { id } = await create('元の題')
  const edit = (title: string) => {
    const doing = operation()
    return store.registers.change(code, doing, (register, now) =>
      editProposal(
        register,
        register.proposals.get(id) ?? never(),
        { edit: { title }, edition: 1 },
        { ...deedOf(doing, code), now },
      ),
    )
  }
  await edit('先の題')
  await expect(edit('後の題')).rejects.toMatchObject({ code: 'stale_edit' })
  const proposal = (await store.registers.read(code))?.proposals.get(id)
  expect(proposal?.title).toBe('先の題')
  expect(proposal?.formerTitles.map(({ title }) => title)).toEqual(['元の題'])
})

// ASVS 2.3.3
test('a refused decision leaves nothing behind', async () => {
  const { id } = await create('拒まれる報告')
  const before = await store.registers.revision(code)
  const doing = operation()
  await expect(
    store.registers.change(code, doing, () => {
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  expect(await store.registers.revision(code)).toEqual(before)
  expect(await store.streams.events(code, proposalStream(id), { limit: 10 })).toHaveLength(1)
})

// ASVS 14.2.4
test('texts lie apart from events, and the events hold none of them', async () => {
  const marker = 'ひみつの理由'
  const { id } = await create('題も本文である')
  await report(id, marker)
  const stream = proposalStream(id)
  const events = (await store.streams.events(code, stream, { limit: 10 })).join()
  expect(events).not.toContain(marker)
  expect(events).not.toContain('題も本文である')
  const texts = await store.database.query(textPartition(code), { prefix: streamPrefix(stream) })
  expect(JSON.stringify(texts)).toContain(marker)
  const [salt] =
    JSON.stringify(texts)
      .match(/"salt":"([\w-]+)"/)
      ?.slice(1) ?? []
  expect(Buffer.from(salt ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(128)
})

test('an idempotency record holds no text', async () => {
  const { id } = await create('記録に残らない')
  await report(id, '鍵の記録に残らない', operation('somebody', 'key-without-text'))
  const records = await store.database.query(`IDEMPOTENCY#${code}#somebody`)
  expect(records).toHaveLength(1)
  expect(JSON.stringify(records)).not.toContain('残らない')
})

test('a history page begins behind the sequence it is asked for', async () => {
  const { id } = await create('頁をめくる')
  for (let count = 0; count < 3; count += 1) await report(id, `理由${count}`)
  const page = await store.streams.events(code, proposalStream(id), { after: 2, limit: 1 })
  expect(page.map((json) => JSON.parse(json).sequence)).toEqual([3])
})

test('what is recorded is always later than what was recorded before, whatever the clock does', async () => {
  const { id } = await create('戻る時計')
  const first = await report(id, '先')
  time.pass(-60_000)
  const second = await report(id, '後')
  time.pass(60_000)
  expect(second.recordedAt > first.recordedAt).toBe(true)
})

test('an event can not be written over', async () => {
  const { id } = await create('上書き')
  const pk = eventPartition(code)
  await expect(
    store.database.put({ pk, sk: `${proposalStream(id)}#0000000001`, event: 'another' }),
  ).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
})

test('a municipality that is not there has no register', async () => {
  expect(await store.registers.read('011002')).toBeUndefined()
})

function never(): never {
  throw new Error('must not happen')
}

test('an operation that comes again is known as long as a browser keeps a draft, and five days more', async () => {
  const { id } = await create('ひと月後の再送')
  const doing = operation()
  await report(id, 'ひと月前の理由', doing)
  const reports = async () => (await store.registers.read(code))?.proposals.get(id)?.reports
  time.pass(34 * 24 * 3_600_000)
  await report(id, 'ひと月前の理由', { ...doing, id: operation().id })
  expect(await reports()).toHaveLength(1)
  // Whichever second it is forgotten in, it is known or names another, and never a fault.
  time.pass(24 * 3_600_000 - 2_000)
  for (const step of [999, 1, 1, 1_000, 1_000]) {
    time.pass(step)
    await report(id, 'ひと月前の理由', { ...doing, id: operation().id })
  }
  expect(await reports()).toHaveLength(2)
})
