import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Deed, ProposalChange } from '../../functions/domain/change.ts'
import type { ReportInput } from '../../functions/domain/outcomes/report.ts'
import {
  confirmReport,
  correctReport,
  recordReport,
} from '../../functions/domain/outcomes/report-changes.ts'
import { eraseMember } from '../../functions/domain/personal-data/erasure.ts'
import type { Proposal } from '../../functions/domain/proposals/proposal.ts'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import type { Register } from '../../functions/domain/register.ts'
import {
  type Anchor,
  anchorFile,
  anchorKeyFrom,
  readAnchor,
} from '../../functions/history/anchor.ts'
import { canonical, type HistoryEvent, hashOf } from '../../functions/history/chain.ts'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import type { Item } from '../../functions/store/database.ts'
import { itemOf, stateOf } from '../../functions/store/states.ts'
import type { Store } from '../../functions/store/store.ts'
import {
  eventPartition,
  proposalSk,
  registerPartition,
  sequenceSk,
  streamPrefix,
  textPartition,
  trailPartition,
} from '../../functions/store/table.ts'
import { trailItem } from '../../functions/store/trail.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from './open.ts'

const time = handClock()
const key = anchorKeyFrom(randomBytes(32))
let engine: Awaited<ReturnType<typeof openEngine>>
let store: Store
let codes = 100_000

beforeAll(async () => {
  engine = await openEngine()
  store = engine.open(time.clock)
})
afterAll(() => engine.stop())

/** A municipality with two proposals of three events each, anchored, and one event more behind the anchor. */
async function anchoredTown() {
  codes += 1
  const code = String(codes)
  await createMunicipality(store, code)
  const change = (decide: Parameters<Store['registers']['change']>[2]) => {
    time.pass(60_000)
    return store.registers.change(code, operation(), decide)
  }
  const deed = (now: string) => ({ ...deedOf(operation(), code), now })
  const report = (id: string, reason: string) =>
    change((register, now) =>
      recordReport(
        register,
        register.proposals.get(id) as Proposal,
        { ...HEARD, reason },
        deed(now),
      ),
    )
  const ids: string[] = []
  for (const title of ['対話の時間を設ける', '部署横断の勉強会']) {
    const { id } = await change((register, now) =>
      createProposal(register, { cohort: 2021, title, themes: ['研修'] }, deed(now)),
    )
    const { id: reportId } = await report(id, `${title}は中断した`)
    await change((register, now) =>
      confirmReport(
        register.proposals.get(id) as Proposal,
        { reportId, input: { answer: 'confirmed', documentNumber: '人第12号' } },
        deed(now),
      ),
    )
    ids.push(id)
  }
  const heads = await store.verifier.heads(code)
  if (!heads) throw new Error('no municipality')
  const anchor = readAnchor(anchorFile({ ...heads, previous: null }, key), [key.publicKey])
  if (!anchor) throw new Error('no anchor')
  const [first = '', second = ''] = ids
  await report(first, '再開の見込みはない')
  return {
    code,
    anchors: [anchor],
    stream: proposalStream(first),
    other: proposalStream(second),
    first,
  }
}
const HEARD: ReportInput = {
  kind: 'hearing',
  outcome: 'stalled',
  manner: 'paused',
  asOf: { precision: 'fiscal_year', date: '2022' },
  factors: ['external_shock'],
  hearing: {
    speaker: { role: 'alumnus', cohort: 2021 },
    heardOn: { precision: 'day', date: '2026-05-20' },
  },
}

async function person(code: string): Promise<string> {
  const adding = operation()
  const member = { v: 1 as const, id: uuidv7(), name: '人事課の人', roles: [] }
  await store.municipalities.addMember(code, { member }, adding, deedOf(adding, code))
  return member.id
}

/** From the register to the last text in the history. */
async function erase(code: string, memberId: string): Promise<void> {
  const erasing = operation()
  await store.registers.changeMunicipality(code, erasing, (register, now) =>
    eraseMember(
      register,
      { memberId, input: { texts: true, why: 'request', confirmed: true } },
      { ...deedOf(erasing, code), now },
    ),
  )
  await createErasureJob({ ...store, newId: uuidv7, forgetMails: async () => {} }).run()
}

type Town = Awaited<ReturnType<typeof anchoredTown>>

const put = (Item: Item) =>
  store.database.transact([{ Put: { TableName: store.database.table, Item } }])
const remove = (pk: string, sk: string) =>
  store.database.transact([{ Delete: { TableName: store.database.table, Key: { pk, sk } } }])

async function eventsOf(code: string, stream: string): Promise<HistoryEvent[]> {
  const items = await store.database.query(eventPartition(code), { prefix: streamPrefix(stream) })
  return items.map(({ event }) => JSON.parse(String(event)))
}
const write = (code: string, stream: string, event: HistoryEvent) =>
  put({
    pk: eventPartition(code),
    sk: sequenceSk(stream, event.sequence),
    v: 1,
    event: canonical(event),
  })

/** What somebody does who knows how it is made: every hash is right again, the head and the trail too. */
async function rewrite(
  { code }: Town,
  stream: string,
  change: (events: HistoryEvent[]) => HistoryEvent[],
  also: (proposal: Proposal) => Proposal = (proposal) => proposal,
): Promise<void> {
  const before = await eventsOf(code, stream)
  const after = change(structuredClone(before))
  for (const { sequence } of before)
    await remove(eventPartition(code), sequenceSk(stream, sequence))
  for (const { recordedAt } of before) await remove(trailPartition(code), recordedAt)
  let hash: string | null = null
  for (const event of after) {
    event.previous = hash
    await write(code, stream, event)
    await put(trailItem(code, event))
    hash = hashOf(canonical(event))
  }
  const last = after.at(-1)
  await changeState(code, stream, (proposal) => ({
    ...also(proposal),
    head: { sequence: last?.sequence ?? 0, hash: hash ?? '', recordedAt: last?.recordedAt ?? '' },
  }))
}

async function changeState(
  code: string,
  stream: string,
  change: (proposal: Proposal) => Proposal,
): Promise<void> {
  const pk = registerPartition(code)
  const [item = {}] = await store.database.get([
    { pk, sk: proposalSk(stream.slice('proposal/'.length)) },
  ])
  const proposal = stateOf(item).value as Proposal
  await put({ pk, ...itemOf({ kind: 'proposal', value: change(proposal) }) })
}

test('an untouched history is intact, and the check says what it has looked at', async () => {
  const { code, anchors } = await anchoredTown()
  expect(await store.verifier.check(code, anchors)).toMatchObject({
    chains: 3,
    events: 8,
    erasedTexts: 0,
    anchors: 1,
    breaks: [],
  })
})

type Case = {
  done: string
  tamper: (town: Town) => Promise<void>
  found: (town: Town) => object[]
}

/** An entry of the trail for which there is no event. */
const madeUp = (code: string, event: HistoryEvent | undefined, recordedAt: string) =>
  trailItem(code, { ...(event as HistoryEvent), sequence: 99, recordedAt })

const CASES: Case[] = [
  {
    done: 'an event edited',
    async tamper({ code, stream }) {
      const [, event] = await eventsOf(code, stream)
      await write(code, stream, { ...(event as HistoryEvent), data: { outcome: 'continued' } })
    },
    found: ({ stream }) => [{ stream, sequence: 3, fault: 'previous' }],
  },
  {
    done: 'the last event edited',
    async tamper({ code, stream }) {
      const event = (await eventsOf(code, stream)).at(-1) as HistoryEvent
      await write(code, stream, { ...event, data: { ...event.data, outcome: 'continued' } })
    },
    found: ({ stream }) => [{ stream, sequence: 4, fault: 'head' }],
  },
  {
    done: 'an event’s bytes changed, its meaning kept',
    async tamper({ code, stream }) {
      const [, event] = await eventsOf(code, stream)
      const pk = eventPartition(code)
      await put({ pk, sk: sequenceSk(stream, 2), v: 1, event: JSON.stringify(event, undefined, 1) })
    },
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'content' }],
  },
  {
    done: 'an event deleted',
    tamper: ({ code, stream }) => remove(eventPartition(code), sequenceSk(stream, 2)),
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'sequence' }],
  },
  {
    done: 'two events swapped',
    async tamper({ code, stream }) {
      const [, second, third] = (await eventsOf(code, stream)) as [
        HistoryEvent,
        HistoryEvent,
        HistoryEvent,
      ]
      await write(code, stream, { ...third, sequence: 2 })
      await write(code, stream, { ...second, sequence: 3 })
    },
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'previous' }],
  },
  {
    done: 'the tail cut off',
    tamper: ({ code, stream }) => remove(eventPartition(code), sequenceSk(stream, 4)),
    found: ({ stream }) => [{ stream, sequence: 4, fault: 'head' }],
  },
  {
    done: 'the tail cut off and the head, state and trail rewritten',
    tamper: (town) =>
      rewrite(
        town,
        town.other,
        (events) => events.slice(0, 2),
        (proposal) => ({
          ...proposal,
          reports: proposal.reports.map((report) => ({ ...report, confirmations: [] })),
        }),
      ),
    found: ({ other }) => [{ stream: other, sequence: 3, fault: 'anchor' }],
  },
  {
    done: 'a whole chain recomputed',
    tamper: (town) =>
      rewrite(
        town,
        town.stream,
        ([created, recorded, ...rest]) => {
          if (!created || !recorded) throw new Error('too short')
          return [created, { ...recorded, data: { ...recorded.data, manner: 'ended' } }, ...rest]
        },
        (proposal) => ({
          ...proposal,
          reports: proposal.reports.map((report, at) =>
            at === 0 ? { ...report, manner: 'ended' } : report,
          ),
        }),
      ),
    found: ({ stream, anchors }) => [
      { stream, sequence: 3, fault: 'anchor', anchoredAt: anchors[0]?.at },
    ],
  },
  {
    done: 'a text replaced under its commitment',
    async tamper({ code, stream }) {
      const pk = textPartition(code)
      const [, item] = await store.database.query(pk, { prefix: streamPrefix(stream) })
      const texts = structuredClone(item?.texts) as Record<string, { salt: string; text: string }>
      const reason = texts['/reason']
      if (!reason) throw new Error('no reason')
      reason.text = '別の理由'
      await put({ pk, sk: sequenceSk(stream, 2), v: 1, texts })
    },
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'commitment' }],
  },
  {
    done: 'an event backdated',
    async tamper({ code, stream }) {
      const event = (await eventsOf(code, stream)).at(-1) as HistoryEvent
      await write(code, stream, { ...event, recordedAt: '2020-04-01T00:00:00.000Z' })
    },
    found: ({ stream }) => [{ stream, sequence: 4, fault: 'time' }],
  },
  {
    done: 'the last event dated before the anchor, and everything else made to fit',
    async tamper(town) {
      const [anchor] = town.anchors as [Anchor]
      const recordedAt = new Date(Date.parse(anchor.at) - 1).toISOString()
      await rewrite(
        town,
        town.stream,
        (events) => events.map((event, at) => (at === 3 ? { ...event, recordedAt } : event)),
        (proposal) => ({
          ...proposal,
          reports: proposal.reports.map((report, at) =>
            at === 1 ? { ...report, recordedAt } : report,
          ),
        }),
      )
    },
    found: ({ stream, anchors }) => [
      { stream, sequence: 4, fault: 'anchor', anchoredAt: anchors[0]?.at },
    ],
  },
  {
    done: 'the events of two streams swapped',
    async tamper({ code, stream, other }) {
      const [mine, theirs] = await Promise.all([eventsOf(code, stream), eventsOf(code, other)])
      for (const event of theirs) await write(code, stream, event)
      for (const event of mine.slice(0, 3)) await write(code, other, event)
    },
    found: ({ stream, other }) =>
      [stream, other].map((one) => ({ stream: one, sequence: 1, fault: 'stream' })),
  },
  {
    done: 'a whole proposal taken out with its history',
    async tamper({ code, other }) {
      for (const event of await eventsOf(code, other)) {
        await remove(eventPartition(code), sequenceSk(other, event.sequence))
        await remove(trailPartition(code), event.recordedAt)
      }
      await remove(registerPartition(code), `PROPOSAL#${other.slice('proposal/'.length)}`)
    },
    found: ({ other }) => [{ stream: other, sequence: 1, fault: 'missing' }],
  },
  {
    done: 'an event that is none put behind the last one',
    async tamper({ code, stream }) {
      await put({ pk: eventPartition(code), sk: sequenceSk(stream, 5), v: 1, event: 'nothing' })
    },
    found: ({ stream }) => [{ stream, sequence: 5, fault: 'content' }],
  },
  {
    done: 'what pages show changed, and the history left alone',
    tamper: ({ code, stream }) =>
      changeState(code, stream, (proposal) => ({
        ...proposal,
        reports: proposal.reports.map((report) => ({ ...report, outcome: 'completed' as const })),
      })),
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'state', pointer: '/reports/0/outcome' }],
  },
  {
    done: 'a reason in the state replaced',
    tamper: ({ code, stream }) =>
      changeState(code, stream, (proposal) => ({
        ...proposal,
        reports: proposal.reports.map((report) => ({ ...report, reason: '別の理由' })),
      })),
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'state', pointer: '/reports/0/reason' }],
  },
  {
    done: 'a confirmation taken out of the state',
    tamper: ({ code, stream }) =>
      changeState(code, stream, (proposal) => ({
        ...proposal,
        reports: proposal.reports.map((report) => ({ ...report, confirmations: [] })),
      })),
    found: ({ stream }) => [{ stream, fault: 'state', pointer: '/reports/0/confirmations/0' }],
  },
  {
    done: 'an event taken out of the trail',
    async tamper({ code, stream }) {
      const [, event] = await eventsOf(code, stream)
      await remove(trailPartition(code), event?.recordedAt ?? '')
    },
    found: ({ stream }) => [{ stream, sequence: 2, fault: 'trail' }],
  },
  {
    done: 'an event made up in the trail, of long ago',
    async tamper({ code, stream }) {
      const [, event] = await eventsOf(code, stream)
      await put(madeUp(code, event, '2020-01-01T00:00:00.001Z'))
    },
    found: ({ stream }) => [{ stream, sequence: 99, fault: 'trail' }],
  },
  {
    done: 'an event made up in the trail, of a time to come',
    async tamper({ code, stream }) {
      const [, event] = await eventsOf(code, stream)
      await put(madeUp(code, event, '2099-01-01T00:00:00.000Z'))
    },
    found: ({ stream }) => [{ stream, sequence: 99, fault: 'trail' }],
  },
]

describe('whatever somebody does past the hub is found and named', () => {
  test.each(CASES)('$done', async ({ tamper, found }) => {
    const town = await anchoredTown()
    await tamper(town)
    const { breaks } = await store.verifier.check(town.code, town.anchors)
    const expected = found(town)
    expect(breaks).toHaveLength(expected.length)
    expect(breaks).toEqual(
      expect.arrayContaining(expected.map((each) => expect.objectContaining(each))),
    )
  })
})

test('events that nothing else knows of any more are found, where no anchor tells of them either', async () => {
  const { code, other } = await anchoredTown()
  for (const event of await eventsOf(code, other))
    await remove(trailPartition(code), event.recordedAt)
  await remove(registerPartition(code), `PROPOSAL#${other.slice('proposal/'.length)}`)
  const { breaks } = await store.verifier.check(code, [])
  expect(breaks).toEqual([{ stream: other, sequence: 1, fault: 'missing' }])
})

test('a reason taken away is found where somebody was erased whose words it did not carry on', async () => {
  const { code, anchors, first, stream } = await anchoredTown()
  const [gone, other] = [await person(code), await person(code)]
  const change = async (
    memberId: string,
    decide: (before: Proposal, register: Register, deed: Deed) => ProposalChange,
  ) => {
    time.pass(60_000)
    const doing = operation()
    const by = deedOf(doing, code, [{ role: 'hr', from: '2018-04-01' }], memberId)
    const { id } = await store.registers.change(code, doing, (register, now) =>
      decide(register.proposals.get(first) as Proposal, register, { ...by, now }),
    )
    return id
  }
  const said = (reason: string) => ({ ...HEARD, reason })
  const carriedOn = (memberId: string, unchangedFrom: string, reason: string) =>
    change(memberId, (before, register, deed) =>
      recordReport(register, before, { ...said(reason), unchangedFrom }, deed),
    )
  const last = (await store.registers.read(code))?.proposals.get(first)?.reports.at(-1)?.id ?? ''
  const fifth = await carriedOn(gone, last, '消える理由')
  const sixth = await carriedOn(other, fifth, '消える理由')
  const seventh = await carriedOn(other, sixth, '残る理由')
  await carriedOn(other, seventh, '別の残る理由')
  await change(other, (before, register, deed) =>
    correctReport(register, before, { reportId: last, input: said('訂正の理由') }, deed),
  )
  await erase(code, gone)
  const check = async () => (await store.verifier.check(code, anchors)).breaks
  expect(await check()).toEqual([])
  const texts = await store.database.query(textPartition(code), { prefix: streamPrefix(stream) })
  expect(JSON.stringify(texts)).not.toContain('消える理由')

  const proposal = (await store.registers.read(code))?.proposals.get(first)
  for (const sequence of [8, 9]) {
    const key = { pk: textPartition(code), sk: sequenceSk(stream, sequence) }
    const [item] = await store.database.get([key])
    await remove(key.pk, key.sk)
    await changeState(code, stream, (now) => ({
      ...now,
      reports: now.reports.map((report) => {
        const { reason: _, ...rest } = report
        return report.sequence === sequence ? { ...rest, textsErased: true } : report
      }),
    }))
    expect(await check()).toEqual([{ stream, sequence, fault: 'erasure' }])
    await put({ ...key, ...item })
    await changeState(code, stream, () => proposal as Proposal)
  }
  expect(await check()).toEqual([])
})

test('a check while others write finds nothing wrong', async () => {
  const { code, anchors, first } = await anchoredTown()
  const checks = Promise.all([1, 2, 3].map(() => store.verifier.check(code, anchors)))
  for (let count = 0; count < 20; count += 1) {
    time.pass(1000)
    await store.registers.change(code, operation(), (register, now) =>
      recordReport(
        register,
        register.proposals.get(first) as Proposal,
        {
          kind: 'report',
          outcome: 'stalled',
          manner: 'paused',
          asOf: { precision: 'fiscal_year', date: '2023' },
          factors: ['no_owner'],
        },
        { ...deedOf(operation(), code), now },
      ),
    )
  }
  for (const { breaks } of await checks) expect(breaks).toEqual([])
})

describe('an erasure that begins while a check reads', () => {
  /** A town where somebody who reported is erased between the check's look at the states and the texts. */
  async function townWithErasure() {
    const { code, anchors, first, stream, other } = await anchoredTown()
    const memberId = await person(code)
    time.pass(60_000)
    const doing = operation()
    const by = deedOf(doing, code, [{ role: 'hr', from: '2018-04-01' }], memberId)
    await store.registers.change(code, doing, (register, now) =>
      recordReport(
        register,
        register.proposals.get(first) as Proposal,
        { ...HEARD, reason: '消える理由' },
        { ...by, now },
      ),
    )
    const { database } = store
    const pages = database.pages.bind(database)
    let isErased = false
    const read = vi.spyOn(database, 'pages').mockImplementation(async function* (pk, range) {
      if (pk === textPartition(code) && !isErased) {
        isErased = true
        await erase(code, memberId)
      }
      yield* pages(pk, range)
    })
    onTestFinished(() => read.mockRestore())
    return { code, anchors, stream, other }
  }

  test('is no break', async () => {
    const { code, anchors } = await townWithErasure()
    const { breaks, erasedTexts } = await store.verifier.check(code, anchors)
    expect(breaks).toEqual([])
    expect(erasedTexts).toBeGreaterThan(0)
  })

  test('hides none: a text that is gone and belonged to nobody who was erased', async () => {
    const { code, anchors, stream } = await townWithErasure()
    await remove(textPartition(code), sequenceSk(stream, 4))
    const { breaks } = await store.verifier.check(code, anchors)
    expect(breaks).toEqual([{ stream, sequence: 4, fault: 'erasure' }])
  })

  test('hides none: a state that says something else than its history', async () => {
    const { code, anchors, other } = await townWithErasure()
    await changeState(code, other, (proposal) => ({ ...proposal, cohort: 2022 }))
    const { breaks } = await store.verifier.check(code, anchors)
    expect(breaks).toMatchObject([{ stream: other, fault: 'state', pointer: '/cohort' }])
  })
})

test('an anchor that is not signed by a known key counts for nothing', () => {
  const said = {
    code: '222038',
    at: '2026-06-01T00:00:00.000Z',
    events: 0,
    heads: {},
    previous: null,
  }
  const file = anchorFile(said, key)
  expect(readAnchor(file, [key.publicKey])).toMatchObject(said)
  expect(anchorFile(said, key)).toBe(file)
  expect(readAnchor(file, [anchorKeyFrom(randomBytes(32)).publicKey])).toBeUndefined()
  expect(readAnchor(file.replace('222038', '062049'), [key.publicKey])).toBeUndefined()
  expect(readAnchor('', [key.publicKey])).toBeUndefined()
})

test('the municipality’s own stream is checked like any other', async () => {
  const { code, anchors } = await anchoredTown()
  await remove(eventPartition(code), sequenceSk(municipalityStream(code), 1))
  const { breaks } = await store.verifier.check(code, anchors)
  expect(breaks).toMatchObject([{ stream: municipalityStream(code), sequence: 1, fault: 'head' }])
})
