import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { TIMES } from '../times.ts'
import { hubToKill, NUMAZU } from './killing.ts'

vi.setConfig({ testTimeout: 120_000 * TIMES })

const SAKATA = '062049'
const ASKER = 'hr@sakata.example'
const ASKED = 'hr@numazu.example'
/** One person asks ten a day. */
const QUESTIONS = 10
/** How long after an acknowledged write the hub dies (ms); undefined: before its answer. */
const MOMENTS = [0, undefined, 4, undefined, 9]
const { start, kill, end, read, write, receivers } = hubToKill()
afterAll(end)

type Row = { sequence: number; recordedAt: string; type: string; data: Record<string, string> }

/** What a municipality's history tells of its questions, in order. */
async function told(email: string, code: string): Promise<Row[]> {
  const { rows } = await read<{ rows: Row[] }>(email, `/api/m/${code}/history?group=others`)
  return rows
    .filter(({ type }) => type.startsWith('inquiry_'))
    .toSorted((a, b) => a.sequence - b.sequence)
}

/** Does the writes one after the other, and kills the hub at each of the moments; each is done once in the end. */
async function amidKills(writes: (() => Promise<unknown>)[]): Promise<void> {
  const open = [...writes]
  for (const moment of Array.from({ length: TIMES }, () => MOMENTS).flat()) {
    const first = open[0]
    if (!first) break
    const writing = first()
    if (moment === undefined) await wait(1)
    else if (await writing) open.shift()
    await wait(moment ?? 0)
    await kill()
    if (moment === undefined && (await writing)) open.shift()
    await start()
  }
  for (const one of open) expect(await one()).toBeDefined()
}

/** Each letter has brought its receiver one mail. */
const mailed = (email: string, subject: string) =>
  expect
    .poll(() => receivers(subject), { timeout: 20_000 })
    .toEqual(Array.from({ length: QUESTIONS }, () => email))

test('the hub is killed again and again while letters travel: each arrives once and in order', async () => {
  await start()
  const shared = { cohort: 2021, title: '共有する取組', visibility: 'program' }
  const made = await write(ASKED, `/api/m/${NUMAZU}/proposals`, shared, randomUUID())
  const proposal = { municipality: NUMAZU, cohort: shared.cohort, id: made?.id }
  const texts = Array.from({ length: QUESTIONS }, (_, n) => `質問${n}`)
  await amidKills(
    texts.map((text) => {
      const key = randomUUID()
      return () => write(ASKER, `/api/m/${SAKATA}/inquiries`, { proposal, text }, key)
    }),
  )
  const received = async () =>
    (await told(ASKED, NUMAZU)).filter(({ type }) => type === 'inquiry_received')
  const asking = async () =>
    (await read<{ asking: { id: string; how?: string }[] }>(ASKER, `/api/m/${SAKATA}/inquiries`))
      .asking
  await expect.poll(async () => (await received()).length, { timeout: 20_000 }).toBe(QUESTIONS)
  const questions = await received()
  expect(questions.map(({ data }) => data.text)).toEqual(texts)
  // Of a question that is answered already no mail would tell any more.
  await mailed(ASKED, 'から取組')

  await amidKills(
    questions.map(({ data }) => {
      const key = randomUUID()
      const path = `/api/m/${NUMAZU}/inquiries/${data.inquiryId}/answer`
      return () => write(ASKED, path, { text: `${data.text}への回答` }, key)
    }),
  )
  const isAnswered = ({ how }: { how?: string }) => how === 'answered'
  await expect
    .poll(async () => (await asking()).filter(isAnswered).length, { timeout: 20_000 })
    .toBe(QUESTIONS)
  const [here, there] = [await told(ASKER, SAKATA), await told(ASKED, NUMAZU)]
  const textsOf = (rows: Row[], type: string) =>
    rows.filter((row) => row.type === type).map(({ data }) => data.text)
  const answers = texts.map((text) => `${text}への回答`)
  expect(textsOf(here, 'inquiry_asked')).toEqual(texts)
  expect(textsOf(there, 'inquiry_received')).toEqual(texts)
  expect(textsOf(there, 'inquiry_ended')).toEqual(answers)
  expect(textsOf(here, 'inquiry_ended')).toEqual(answers)
  // Some were sent by a hub that was killed, and taken in by the one that was started two minutes later.
  const late = (sent: Row[], taken: Row[]) =>
    sent.filter(({ recordedAt, data }) => {
      const arrival = taken.find((row) => row.data.inquiryId === data.inquiryId)
      return Date.parse(arrival?.recordedAt ?? '') - Date.parse(recordedAt) > 60_000
    }).length
  const ofType = (rows: Row[], type: string) => rows.filter((row) => row.type === type)
  expect(late(here, ofType(there, 'inquiry_received'))).toBeGreaterThan(0)
  expect(late(ofType(there, 'inquiry_ended'), ofType(here, 'inquiry_ended'))).toBeGreaterThan(0)

  for (const [email, code] of [
    [ASKER, SAKATA],
    [ASKED, NUMAZU],
  ] as const)
    expect(await read(email, `/api/m/${code}/verification`)).toMatchObject({ breaks: [] })
  await mailed(ASKER, 'に回答がありました')
  await mailed(ASKED, 'から取組')
})
