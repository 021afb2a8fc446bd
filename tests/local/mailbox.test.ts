import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMailbox, type Mailbox } from '../../functions/local/mailbox.ts'
import { mailboxPage } from '../../functions/local/mailbox-page.ts'
import { Database } from '../../functions/store/database.ts'
import { prepareTable } from '../../functions/store/schema.ts'
import { openEngine } from '../store/open.ts'

const ORIGIN = 'http://localhost:3000'

let hub: Awaited<ReturnType<typeof openEngine>>
let mailbox: Mailbox
let table = 0

beforeAll(async () => {
  hub = await openEngine()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  table += 1
  const named = { client: hub.client, table: `mailbox-${table}` }
  await prepareTable(named)
  mailbox = createMailbox({
    database: new Database(named),
    clock: () => new Date(Date.UTC(2026, 5, 2)),
  })
})

/** Ids as they follow each other in time, however fast they are made. */
const mail = (at: number, text = 'text') => ({
  id: uuidv7({ msecs: Date.UTC(2026, 5, 1) + at * 1_000 }),
  to: `person${at}@city.example.jp`,
  subject: `subject ${at}`,
  text,
  sentAt: new Date(Date.UTC(2026, 5, 1) + at * 1_000).toISOString(),
})

async function page(path = '/', headers: Record<string, string> = {}): Promise<string> {
  const app = mailboxPage({ mailbox, publicOrigin: ORIGIN })
  return (await app.request(path, { headers })).text()
}

test('mails are listed newest first, as they were sent', async () => {
  const sent = [mail(1), mail(2), mail(3)]
  for (const one of sent) await mailbox.send(one)
  expect(await mailbox.list()).toEqual({ mails: sent.toReversed() })
})

test('sending the same mail twice leaves one', async () => {
  const once = mail(1)
  await mailbox.send(once)
  await mailbox.send({ ...once, text: 'another try' })
  expect(await mailbox.list()).toEqual({ mails: [once] })
})

test('a long list comes in pages without gap or repetition', async () => {
  const sent = Array.from({ length: 7 }, (_, at) => mail(at))
  for (const one of sent) await mailbox.send(one)
  const seen = []
  let before: string | undefined
  do {
    const { mails, next } = await mailbox.list({ before, limit: 3 })
    seen.push(...mails)
    before = next
  } while (before)
  expect(seen).toEqual(sent.toReversed())
})

test('a page that ends with the last mail leads to no other', async () => {
  for (let at = 0; at < 3; at += 1) await mailbox.send(mail(at))
  expect((await mailbox.list({ limit: 3 })).next).toBeUndefined()
})

test('the page shows the newest mail open, in Tokyo time, and the older ones behind a link', async () => {
  for (let at = 0; at < 25; at += 1) await mailbox.send(mail(at))
  const first = await page()
  expect(first.match(/<details open>/g)).toHaveLength(1)
  expect(first).toMatch(/<details open>\s*<summary><strong>subject 24/)
  expect(first).toContain('9:00')
  expect(first).not.toContain('subject 4<')
  const older = /href="\/mailbox(\?before=[^"]+)"/.exec(first)?.[1] ?? ''
  expect(await page(`/${older}`)).toContain('subject 4<')
})

test('of somebody who is erased, mails to them go, and others are without their name and their words', async () => {
  const [code, other] = ['222038', '062049']
  const text = (name: string) =>
    ['人事課 様', '', `${name}さんから回答がありました。`, '---', '昼休みに\n集まった', '---'].join(
      '\n',
    )
  const mine = { ...mail(1, text('人事課 担当')), code, to: 'Gone@city.example.jp' }
  const told = { ...mail(2, text('沼津 一郎')), code, subject: '沼津 一郎さんの請求' }
  const said = { ...mail(3, '人事課 様\n昼休みに\n集まったことがあります'), code }
  const elsewhere = { ...mail(4, text('沼津 一郎')), code: other }
  const known = { ...mail(5, '詳しい人：前の係長\n以上'), code }
  // The same person may be one of another municipality, too; a code for signing in is nobody's.
  const theirs = { ...mail(6), code: other, to: mine.to }
  const signIn = { ...mail(7), to: mine.to }
  for (const one of [mine, told, said, elsewhere, known, theirs, signIn]) await mailbox.send(one)
  const gone = { names: ['沼津 一郎', '一'], texts: ['昼休みに\n集まった', '前の係長'] }
  await mailbox.forgetPerson({ code, address: 'gone@city.example.jp', ...gone })
  const { mails } = await mailbox.list()
  const without = ['人事課 様', '', '削除済みさんから回答がありました。', '---', '削除済み', '---']
  expect(mails.map(({ id, subject, text }) => [id, subject, text])).toEqual([
    [theirs.id, theirs.subject, theirs.text],
    [known.id, known.subject, '詳しい人：削除済み\n以上'],
    [elsewhere.id, elsewhere.subject, elsewhere.text],
    // Part of a longer sentence is no quotation.
    [said.id, said.subject, said.text],
    [told.id, '削除済みさんの請求', without.join('\n')],
  ])
})

test('an empty mailbox says so, in the language of the browser', async () => {
  expect(await page()).toContain('まだメールはありません')
  expect(await page('/', { 'accept-language': 'en' })).toContain('No mail yet')
  expect(await page('/', { 'accept-language': 'en', cookie: 'hub-language=ja' })).toContain(
    'まだメールはありません',
  )
})

test("only the hub's own addresses become links, and a mail's text never markup", async () => {
  await mailbox.send(
    mail(1, `see ${ORIGIN}/m/222038 or https://elsewhere.example/ <b>now</b> ${ORIGIN}.evil/`),
  )
  const shown = await page()
  expect(shown).toContain(`<a href="${ORIGIN}/m/222038">`)
  expect(shown.match(/<a href="http/g)).toHaveLength(1)
  expect(shown).toContain('&lt;b&gt;now&lt;/b&gt;')
})

test('a made-up place in the list is the beginning', async () => {
  await mailbox.send(mail(1))
  expect(await page('/?before=%00nothing')).toContain('subject 1')
})
