import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../functions/domain/municipalities/municipality.ts'
import { formOf } from '../../functions/domain/reviews/review-form.ts'
import type { ReviewContent } from '../../functions/domain/reviews/review-view.ts'
import numazu from '../../functions/local/sample/numazu.json' with { type: 'json' }
import { textOfXml, unzipped } from '../documents/opened.ts'
import { deedOf, operation } from '../store/open.ts'
import { type Client, type Hub, made, serve } from './serve.ts'

/** A city of its own, with the cohorts of the sample's paper: of 2020 nothing is known. */
const CITY = '131032'
const [sample] = numazu.municipalities
const past = numazu.proposals.filter(({ cohort }) => cohort < 2022)

let hub: Hub
const people: Record<string, { accountId: string; memberId: string }> = {}
const ids = new Map<string, string>()
let review = ''
let closed: ReviewContent

beforeAll(async () => {
  hub = await serve({ start: '2022-04-01T00:00:00.000Z' })
  const creating = operation()
  const { cohorts: _, ...city } = sample ?? { cohorts: [] }
  await hub.store.municipalities.create(
    {
      ...(city as { name: string; nameEn: string; prefecture: string; dispatcher: string }),
      code: CITY,
      cohorts: [2018, 2019, 2021, 2022, 2023].map((fiscalYear) => ({
        fiscalYear,
        record: 'cohort' as const,
      })),
      settings: DEFAULT_SETTINGS,
    },
    creating,
    deedOf(creating, CITY),
  )
  const more = { email: 'someone@city.example' }
  people.hr = await hub.person('人事課 担当', [{ role: 'hr', from: '2018-04-01' }], CITY, more)
  for (const cohort of [2018, 2019, 2021, 2022])
    people[cohort] = await hub.person(
      `${cohort}年度の研究生`,
      [{ role: 'member', cohort, from: `${cohort}-04-01` }],
      CITY,
      // Some share a mailbox or have none: they are asked by paper.
      cohort === 2019 ? {} : more,
    )
})
afterAll(() => hub.stop())

/** Somebody signs in on a day: sessions don't last a year. */
async function on(day: string, who: string | number): Promise<Client> {
  hub.time.set(`${day}T03:00:00.000Z`)
  const accountId = people[who]?.accountId ?? ''
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(accountId, secret)
  return hub.client(`__Host-session=${accountId}.${secret}`, CITY)
}

const ofKey = (key: string) => ids.get(key) ?? ''
/** The paper itself, which is written only in March. */
const sourceOf = ({ source }: { source?: object }) => ({ title: numazu.source.title, ...source })
const lastOf = (entry: (typeof past)[number]) => entry.reports.at(-1)

test('April: HR enters the papers of earlier years, and the new cohort opens its round', async () => {
  const hr = await on('2022-04-20', 'hr')
  for (const { key, carriedBy, links, reports: _, comments: __, ...said } of past) {
    ids.set(key, made(await hr.post('/proposals', said)))
    for (const fiscalYear of carriedBy)
      made(await hr.post(`/proposals/${ofKey(key)}/carried-by`, { fiscalYear }))
    for (const link of links)
      made(await hr.post(`/proposals/${ofKey(key)}/links`, { ...link, to: ofKey(link.to) }))
  }
  const member = await on('2022-04-25', 2022)
  review = made(
    await member.post('/reviews', { fiscalYear: 2022, asOf: '2023-01-12', dueOn: '2022-10-14' }),
  )
  const { body } = await member.get(`/reviews/${review}`)
  expect(body.review.counts).toEqual({ final: 0, answered: 0, waiting: 4 })
})

test('May: everybody who can say something is asked at once, by mail or by paper', async () => {
  const member = await on('2022-05-25', 2022)
  const before = hub.mails.length
  const { status, body } = await member.post(`/reviews/${review}/requests`, {})
  expect(status).toBe(201)
  expect(body.asked.map(({ byMail }: { byMail: boolean }) => byMail).toSorted()).toEqual([
    false,
    true,
    true,
  ])
  expect(hub.mails.slice(before)).toHaveLength(2)
  const { content, awaited } = (await member.get(`/reviews/${review}`)).body
  expect(awaited).toHaveLength(3)
  for (const row of content.rows) expect(row.asked).toMatchObject({ via: 'cohort' })
  expect(
    (await (await on('2022-05-26', 2021)).post(`/reviews/${review}/requests`, {})).status,
  ).toBe(403)
})

test('October: what the alumni say is heard and written down, with what was learned', async () => {
  const member = await on('2022-10-14', 2022)
  for (const entry of past) {
    for (const { statement } of entry.reports.slice(0, -1))
      made(
        await member.post(`/proposals/${ofKey(entry.key)}/reports`, {
          ...statement,
          source: sourceOf(statement),
          hearing: { ...statement.hearing, heardOn: { precision: 'month', date: '2022-10' } },
        }),
      )
    made(
      await member.post(`/reviews/${review}/findings`, {
        proposalId: ofKey(entry.key),
        heardOn: { precision: 'month', date: '2022-10' },
        heardFrom: { role: 'alumnus', cohort: entry.cohort },
        text: `${entry.title}について聞いた`,
      }),
    )
  }
  const { body } = await member.get(`/reviews/${review}`)
  expect(body.review.counts).toEqual({ final: 0, answered: 1, waiting: 3 })
})

test('January: the last words are recorded, HR confirms row by row, and the round is closed', async () => {
  const member = await on('2023-01-11', 2022)
  for (const entry of past) {
    const { statement } = lastOf(entry) ?? never()
    const said = { ...statement, source: sourceOf(statement) }
    made(await member.post(`/proposals/${ofKey(entry.key)}/reports`, said))
  }
  made(
    await member.patch(
      `/reviews/${review}/reflection`,
      { text: '対話の下地がないと次の段階に進めない' },
      { 'if-match': '"0"' },
    ),
  )
  const hr = await on('2023-01-12', 'hr')
  const open = (await hr.get(`/reviews/${review}`)).body
  expect(open.review.counts).toEqual({ final: 0, answered: 4, waiting: 0 })
  expect(open.confirmable).toHaveLength(4)
  for (const { proposalId, reportId } of open.content.rows) {
    const [answer] =
      lastOf(past.find(({ key }) => ofKey(key) === proposalId) ?? past[0] ?? never())?.answers ?? []
    made(await hr.post(`/proposals/${proposalId}/reports/${reportId}/confirmations`, answer))
  }
  const { edition } = (await hr.get(`/reviews/${review}`)).body
  made(await (await on('2023-01-12', 2022)).post(`/reviews/${review}/versions`, { edition }))
  closed = (await hr.get(`/reviews/${review}`)).body.content
})

test('the closed table holds exactly the facts of the paper', () => {
  expect(closed.rows).toHaveLength(past.length)
  for (const entry of past) {
    const { statement, answers } = lastOf(entry) ?? never()
    const row = closed.rows.find(({ proposalId }) => proposalId === ofKey(entry.key))
    expect(row).toMatchObject({
      title: entry.title,
      cohort: entry.cohort,
      carriedBy: entry.carriedBy,
      standing: statement.outcome,
      manner: statement.manner,
      factors: statement.factors,
      reason: statement.reason,
      asOf: statement.asOf,
      heardOn: statement.hearing.heardOn,
      by: { role: statement.hearing.speaker.role },
      confirmation: 'confirmed',
      answeredOn: answers[0]?.asOf,
    })
    expect(row?.findings).toHaveLength(1)
  }
  const { lines, notConfirmed } = formOf(closed)
  const told = lines.map((line) =>
    line.kind === 'year' ? [line.fiscalYear, line.record] : [line.row.title, line.block],
  )
  expect(told).toEqual([
    ['コミュニケーションタイムの実施', 'continuing'],
    ['オフサイトミーティング等、沼津の魅力について共有していく取組', 'not_continued'],
    [2020, 'no_record'],
    ...past.slice(2).map(({ title }) => [title, 'not_continued']),
  ])
  expect(notConfirmed).toEqual([])
})

test('the Word file for the paper says the same, in the words of the program’s form', async () => {
  const hr = await on('2023-01-20', 'hr')
  const path = `/api/m/${CITY}/reviews/${review}/document?format=docx&form=program&lang=ja`
  const answer = await hub.app.request(`https://hub.example${path}`, {
    headers: { cookie: await cookieOf('hr') },
  })
  const word = textOfXml(
    unzipped(new Uint8Array(await answer.arrayBuffer())).get('word/document.xml') ?? '',
  )
  expect(word).toContain('平成30年度～令和元年度、令和3年度')
  expect(word).toContain('令和2年度記録なし')
  for (const entry of past) {
    expect(word).toContain(entry.title)
    expect(word).toContain(lastOf(entry)?.statement.reason)
  }
  expect((await hr.get(`/reviews/${review}`)).status).toBe(200)
})

test('March: the cohort takes an old idea over; both proposals say so, and the earlier cohort is told', async () => {
  const member = await on('2023-03-13', 2022)
  const entry = numazu.proposals.find(({ key }) => key === 'dialogue-after-training') ?? never()
  const { key: _, carriedBy: __, reports: ___, comments: ____, links, ...said } = entry
  const before = hub.mails.length
  const to = ofKey('communication-time')
  const id = made(
    await member.post('/proposals', { ...said, links: links.map((link) => ({ ...link, to })) }),
  )
  const [newer, older] = await Promise.all(
    [id, to].map(async (one) => (await member.get(`/proposals/${one}`)).body.lineage),
  )
  expect(newer).toMatchObject([{ kind: 'succeeds', direction: 'outgoing', proposal: { id: to } }])
  expect(older).toContainEqual(
    expect.objectContaining({ kind: 'succeeds', direction: 'incoming', part: 'ア' }),
  )
  const told = hub.mails.slice(before)
  // Of 2018, 2019 and 2021, which carried it, two have an address.
  expect(told).toHaveLength(2)
  for (const { subject, text } of told) {
    expect(subject).toContain('受け継がれました')
    expect(text).toContain(said.title)
    expect(text).toContain('コミュニケーションタイムの実施')
  }
  const twice = { ...said, links: [links[0], links[0]].map((link) => ({ ...link, to })) }
  expect((await member.post('/proposals', twice)).body.errors).toMatchObject([
    { code: 'duplicate' },
  ])
})

test('April: a year later nothing of what was closed has changed', async () => {
  const alumnus = await on('2023-04-01', 2022)
  const { body } = await alumnus.get(`/reviews/${review}`)
  expect(body.content).toEqual(closed)
  expect(body.permitted).toEqual([])
})

async function cookieOf(who: string): Promise<string> {
  const accountId = people[who]?.accountId ?? ''
  const secret = randomBytes(32).toString('base64url')
  await hub.store.accounts.beginSession(accountId, secret)
  return `__Host-session=${accountId}.${secret}`
}

function never(): never {
  throw new Error('the sample has changed')
}
