import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Municipality } from '../../functions/domain/municipalities/municipality.ts'
import type { Member } from '../../functions/domain/people/people.ts'
import type { Proposal } from '../../functions/domain/proposals/proposal.ts'
import type { Inquiry } from '../../functions/domain/questions/inquiry.ts'
import type { FrozenReview, Review } from '../../functions/domain/reviews/review.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import type { Item } from '../../functions/store/database.ts'
import { frozenItem, frozenOf } from '../../functions/store/frozen-reviews.ts'
import { type Inquiries, itemOf, type State, stateOf } from '../../functions/store/states.ts'
import {
  frozenReviewKey,
  INQUIRIES_SK,
  inquiryKey,
  type Key,
  MUNICIPALITY_SK,
  memberSk,
  membershipKey,
  proposalSk,
  registerPartition,
  requestKey,
  reviewSk,
  sequenceSk,
  textPartition,
} from '../../functions/store/table.ts'
import { type Hub, made, NUMAZU, proposed, reported, SAKATA, serve } from './serve.ts'

// Whoever gets at the table changes what pages show and what gives access, and leaves the history alone.

let hub: Hub
beforeAll(async () => {
  hub = await serve()
  await lived()
})
afterAll(() => hub.stop())

const OWN = `municipality/${NUMAZU}`
const SHARED = { cohort: 2021, title: '酒田市の取組', visibility: 'program' }
const is = {} as Record<
  'member' | 'account' | 'proposal' | 'asked' | 'request' | 'open' | 'closed' | 'inquiry' | 'sent',
  string
>

/** A town where everything has happened once that a state tells. */
async function lived(): Promise<void> {
  const { hr, member, alumnus2021, executive } = hub.people
  is.proposal = await proposed(hub)
  is.asked = await proposed(hub, { cohort: 2018 })
  const report = await reported(hub, is.proposal)
  made(
    await hr.post(`/proposals/${is.proposal}/reports/${report}/confirmations`, {
      answer: 'confirmed',
    }),
  )
  made(await hr.post(`/proposals/${is.proposal}/links`, { kind: 'requires', to: is.asked }))
  const questions = `/proposals/${is.proposal}/questions`
  const text = 'なぜ止まりましたか'
  const question = made(await member.post(questions, { via: 'cohort', text }))
  made(await alumnus2021.post(`${questions}/${question}/messages`, { text: '異動のためです' }))

  const person = await hub.person('動かされる人', [
    { role: 'alumnus', cohort: 2018, from: '2018-04-01' },
  ])
  is.member = person.memberId
  is.account = person.accountId
  made(await hr.post(`/people/${person.memberId}/transfer`, { office: '財政課', on: '2026-05-01' }))

  const shared = await proposed(hub, { visibility: 'program' })
  const about = { municipality: NUMAZU, cohort: 2021, id: shared }
  is.inquiry = made(await hub.people.stranger.post('/inquiries', { proposal: about, text }))
  made(await hr.post(`/inquiries/${is.inquiry}/answer`, { text: '担当が替わりました' }))
  const theirs = made(await hub.people.stranger.post('/proposals', SHARED))
  const place = { municipality: SAKATA, cohort: 2021, id: theirs }
  is.sent = made(await member.post('/inquiries', { proposal: place, text }))

  const dates = { asOf: '2026-05-31', dueOn: '2026-07-01' }
  is.closed = made(await member.post('/reviews', { ...dates, fiscalYear: 2026 }))
  const finding = {
    heardOn: { precision: 'month', date: '2026-05' },
    heardFrom: { role: 'alumnus', cohort: 2021 },
    text: '人が替わった',
  }
  made(await member.post(`/reviews/${is.closed}/findings`, finding))
  const asking = { memberIds: [person.memberId] }
  expect((await member.post(`/reviews/${is.closed}/requests`, asking)).status).toBe(201)
  const { asked } = (await hr.get(`/proposals/${is.asked}/requests`)).body
  is.request = asked[0].requestId
  const { edition } = (await executive.get(`/reviews/${is.closed}`)).body
  made(await member.post(`/reviews/${is.closed}/versions`, { edition }))
  made(await member.post(`/reviews/${is.closed}/submission`, { version: 1, texts: [is.proposal] }))
  is.open = made(
    await hr.post('/reviews', { fiscalYear: 2025, asOf: '2026-03-31', dueOn: '2026-07-01' }),
  )
  made(await hr.post(`/reviews/${is.open}/findings`, finding))
}

const check = async () => (await hub.store.verifier.check(NUMAZU, [])).breaks

async function read(key: Key): Promise<Item & Key> {
  const [item] = await hub.store.database.get([key])
  if (!item) throw new Error(`nothing at ${key.pk} ${key.sk}`)
  return item as Item & Key
}
const TableName = () => hub.store.database.table
const put = (Item: Item) => hub.store.database.transact([{ Put: { TableName: TableName(), Item } }])
const remove = ({ pk, sk }: Key) =>
  hub.store.database.transact([{ Delete: { TableName: TableName(), Key: { pk, sk } } }])

/** Writes over an item, or takes it away, and afterwards puts back what was there. */
type Tampering = { key: () => Key; change?: (item: Item) => Item | undefined }

/** Of a state of the register. */
const state = <Value>(sk: () => string, change: (value: Value) => Value): Tampering => ({
  key: () => ({ pk: registerPartition(NUMAZU), sk: sk() }),
  change(item) {
    const { kind, value } = stateOf(item)
    return itemOf({ kind, value: change(value as Value) } as State)
  },
})
const member = (change: (member: Member) => Member) => state(() => memberSk(is.member), change)
const proposal = (change: (proposal: Proposal) => Proposal) =>
  state(() => proposalSk(is.proposal), change)
const review = (change: (review: Review) => Review, of: 'open' | 'closed' = 'open') =>
  state(() => reviewSk(is[of]), change)
const rows = (change: (frozen: FrozenReview) => FrozenReview): Tampering => ({
  key: () => frozenReviewKey(NUMAZU, is.closed, 1),
  change: (item) => frozenItem(NUMAZU, change(frozenOf(item))).item,
})
const question = (change: (messages: object[]) => object[]) =>
  proposal((before) => ({
    ...before,
    questions: before.questions?.map((one) => ({
      ...one,
      messages: change(one.messages) as typeof one.messages,
    })),
  }))

const inquiry = (id: () => string, change: (inquiry: Inquiry) => Inquiry | undefined) =>
  state<Inquiries>(
    () => INQUIRIES_SK,
    ({ list, ...rest }) => ({
      ...rest,
      list: list.flatMap((one) => (one.id === id() ? (change(one) ?? []) : one)),
    }),
  )

type Case = [done: string, Tampering, pointer: () => string]

const CASES: Case[] = [
  [
    'somebody made HR in the roster',
    member((before) => ({
      ...before,
      roles: [...before.roles, { role: 'hr', from: '2018-04-01' }],
    })),
    () => `/members/${is.member}/roles/1`,
  ],
  [
    'somebody’s address replaced, so that their mails go elsewhere',
    member((before) => ({ ...before, email: 'another@example.jp' })),
    () => `/members/${is.member}/email`,
  ],
  [
    'a transfer moved',
    member((before) => ({ ...before, moves: [{ office: '財政課', on: '2024-04-01' }] })),
    () => `/members/${is.member}/moves/0/on`,
  ],
  [
    'another account made to act as somebody',
    member((before) => ({ ...before, accountId: is.proposal })),
    () => `/members/${is.member}/accountId`,
  ],
  [
    'a person taken off the roster',
    { key: () => ({ pk: registerPartition(NUMAZU), sk: memberSk(is.member) }) },
    () => `/members/${is.member}`,
  ],
  [
    'an account given the role of HR, past the roster',
    {
      key: () => membershipKey(is.account, NUMAZU),
      change: (item) => ({ ...item, roles: [{ role: 'hr', from: '2018-04-01' }] }),
    },
    () => `/members/${is.member}/access`,
  ],
  [
    'a setting changed',
    state<Municipality>(
      () => MUNICIPALITY_SK,
      (before) => ({ ...before, settings: { ...before.settings, staleAfterFiscalYears: 9 } }),
    ),
    () => '/settings/staleAfterFiscalYears',
  ],
  [
    'a question’s words replaced',
    question(([first, ...rest]) => [{ ...first, text: '続いていますよね' }, ...rest]),
    () => '/questions/0/messages/0/text',
  ],
  [
    'an answer to a question taken out',
    question(([first]) => [first as object]),
    () => '/questions/0/messages/1',
  ],
  [
    'a link between proposals taken out',
    proposal((before) => ({ ...before, links: [] })),
    () => '/links/0',
  ],
  [
    'a request moved to another day',
    {
      key: () => requestKey(NUMAZU, is.request),
      change: (item) => ({ ...item, dueOn: '2027-01-01' }),
    },
    () => `/requests/${is.request}/dueOn`,
  ],
  [
    'the link of a request made to hold for ever',
    {
      key: () => requestKey(NUMAZU, is.request),
      change: (item) => ({ ...item, expiresAt: '2099-01-01T00:00:00.000Z' }),
    },
    () => `/requests/${is.request}/expiresAt`,
  ],
  [
    'an answer put into a request',
    {
      key: () => requestKey(NUMAZU, is.request),
      change: (item) => ({
        ...item,
        answers: {
          [is.asked]: { answer: 'unknown', at: '2026-06-01T03:00:00.000Z', channel: 'mail_link' },
        },
      }),
    },
    () => `/requests/${is.request}/answers/${is.asked}`,
  ],
  [
    'a request taken out',
    { key: () => requestKey(NUMAZU, is.request) },
    () => `/requests/${is.request}`,
  ],
  [
    'the day of an open review moved',
    review((before) => ({ ...before, asOf: '2026-03-01' })),
    () => `/reviews/${is.open}/asOf`,
  ],
  [
    'a finding’s words replaced',
    review((before) => ({
      ...before,
      findings: before.findings.map((one) => ({ ...one, text: '異常なし' })),
    })),
    () => `/reviews/${is.open}/findings/0/text`,
  ],
  [
    'the counts of a closed review changed',
    review(
      (before) => ({
        ...before,
        versions: before.versions.map((one) => ({
          ...one,
          counts: { ...one.counts, waiting: 0 },
        })),
      }),
      'closed',
    ),
    () => `/reviews/${is.closed}/versions/0/counts/waiting`,
  ],
  [
    'another municipality’s question made to be answered otherwise',
    inquiry(
      () => is.inquiry,
      (before) => ({
        ...before,
        ...(before.ended && { ended: { ...before.ended, how: 'lapsed' } }),
      }),
    ),
    () => `/inquiries/${is.inquiry}/ended/how`,
  ],
  [
    'another municipality’s question taken out',
    inquiry(
      () => is.inquiry,
      () => undefined,
    ),
    () => `/inquiries/${is.inquiry}`,
  ],
  [
    'a question to another municipality made somebody else’s',
    inquiry(
      () => is.sent,
      (before) => ({ ...before, byMemberId: is.member }),
    ),
    () => `/inquiries/${is.sent}/byMemberId`,
  ],
  [
    'a question to another municipality about another proposal',
    inquiry(
      () => is.sent,
      (before) => ({ ...before, proposal: { ...before.proposal, title: '別の取組' } }),
    ),
    () => `/inquiries/${is.sent}/proposal/title`,
  ],
  [
    'a row of a closed review changed',
    rows((before) => ({
      ...before,
      rows: before.rows.map((row) => ({ ...row, standing: 'continued' as const })),
    })),
    () => `/reviews/${is.closed}/versions/1`,
  ],
  [
    'a closed review’s rows taken out',
    { key: () => frozenReviewKey(NUMAZU, is.closed, 1) },
    () => `/reviews/${is.closed}/versions/1`,
  ],
  [
    'a closed review taken out as a whole',
    { key: () => ({ pk: registerPartition(NUMAZU), sk: reviewSk(is.closed) }) },
    () => `/reviews/${is.closed}`,
  ],
]

test('what was done through the hub alone is intact', async () => {
  expect(await check()).toEqual([])
})

describe('what is changed past the hub is found and named, and nothing else is', () => {
  test.each(CASES)('%s', async (_, { key, change }, pointer) => {
    const before = await read(key())
    const after = change?.(before)
    if (after) await put({ ...key(), ...after })
    else await remove(key())
    const found = await check()
    await put(before)
    expect(found).toMatchObject([{ fault: 'state', pointer: pointer() }])
    expect(found[0]?.stream).toBe(
      pointer().startsWith('/questions') || pointer().startsWith('/links')
        ? `proposal/${is.proposal}`
        : OWN,
    )
    expect(found[0]?.sequence).toBeGreaterThan(0)
  })

  test('a person put on the roster without an event', async () => {
    const added = {
      v: 1 as const,
      id: uuidv7(),
      name: '誰も加えていない人',
      roles: [{ role: 'hr' as const, from: '2018-04-01' }],
    }
    const key = { pk: registerPartition(NUMAZU), sk: memberSk(added.id) }
    await put({ ...key, ...itemOf({ kind: 'member', value: added }) })
    const found = await check()
    await remove(key)
    expect(found).toMatchObject([{ stream: OWN, fault: 'state', pointer: `/members/${added.id}` }])
  })

  test('an old question without an event', async () => {
    const [known] = (await hub.store.registers.read(NUMAZU))?.inquiries ?? []
    const key = inquiryKey(NUMAZU, uuidv7())
    await put({ ...key, v: 1, inquiry: { ...known, id: key.sk } })
    const found = await check()
    await remove(key)
    expect(found).toMatchObject([{ stream: OWN, fault: 'state', pointer: `/inquiries/${key.sk}` }])
  })

  test('a text deleted though nobody was erased, and the page’s changed under it', async () => {
    const key = { pk: textPartition(NUMAZU), sk: sequenceSk(`proposal/${is.proposal}`, 2) }
    const before = await read(key)
    await remove(key)
    const found = await check()
    await put(before)
    expect(found).toMatchObject([
      { stream: `proposal/${is.proposal}`, sequence: 2, fault: 'erasure' },
    ])
  })
})

test('after a person was erased with all their words, all is intact, and what is gone is counted', async () => {
  const { hr } = hub.people
  const person = await hub.person('消去される人', [
    { role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' },
  ])
  const id = await proposed(hub)
  const evidence = [{ url: 'https://example.jp/a', label: '資料' }]
  const said = made(
    await person.post(`/proposals/${id}/reports`, {
      kind: 'report',
      outcome: 'continued',
      manner: 'as_proposed',
      asOf: { precision: 'fiscal_year', date: '2022' },
      factors: ['owner_in_place'],
      reason: 'この人だけの言葉',
      evidence,
    }),
  )
  made(await hr.post(`/proposals/${id}/reports/${said}/confirmations`, { answer: 'confirmed' }))
  made(await person.post(`/proposals/${id}/comments`, { text: 'この人だけの言葉' }))
  made(
    await hr.post(`/reviews/${is.open}/findings`, {
      heardOn: { precision: 'month', date: '2026-05' },
      heardFrom: { role: 'alumnus', cohort: 2021, memberId: person.memberId, note: '電話' },
      text: 'この人だけの言葉',
    }),
  )
  const erasure = { texts: true, why: 'request', confirmed: true }
  made(await hr.post(`/people/${person.memberId}/erasure`, erasure))
  // Between the two, too: the history is without a text before the state is.
  expect(await check()).toEqual([])
  const job = createErasureJob({ ...hub.store, newId: uuidv7, forgetMails: async () => {} })
  expect(await job.run()).toMatchObject({ persons: 1 })
  const found = await hub.store.verifier.check(NUMAZU, [])
  expect(found.breaks).toEqual([])
  expect(found.erasedTexts).toBeGreaterThan(4)

  // What was erased doesn't come back as something else.
  const key = { pk: registerPartition(NUMAZU), sk: proposalSk(id) }
  const before = await read(key)
  const { value } = stateOf(before) as { value: Proposal }
  const reports = value.reports.map((report) => ({ ...report, reason: '言っていない言葉' }))
  await put({ ...key, ...itemOf({ kind: 'proposal', value: { ...value, reports } }) })
  const [forged] = await check()
  await put(before)
  expect(forged).toMatchObject({ fault: 'state', pointer: '/reports/0/reason' })
})
