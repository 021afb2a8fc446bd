import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import numazu from '../../functions/local/sample/numazu.json' with { type: 'json' }
import { textOfPdf, textOfXml, unzipped } from '../documents/opened.ts'
import { Browser } from '../local/browser.ts'
import { askDoor, moveClock } from '../local/hub-process.ts'
import { NUMAZU, type OpenHub, openHub, settled, type Visitor } from './hub.ts'

// Fiscal 2022 as the sample's paper tells it, lived through: an empty hub whose clock the test holds, a cohort,
// its alumni, HR, and the mails that pass between them.

const HR = 'hr@numazu.example'
const MEMBER = 'member2022@numazu.example'
const ALUMNI = { 2018: 'alumnus2018@numazu.example', 2021: 'alumnus2021@numazu.example' } as const
const past = numazu.proposals.filter(({ cohort }) => cohort < 2022)
const [city] = numazu.municipalities

let hub: OpenHub
let hr: Visitor
let member: Visitor
let reviewPath = ''
let linkOfMay = ''
/** The path of a link that answers. */
const LINK = /\/r\/[\w-]{68}/
const ids = new Map<string, string>()
/** What was known, heard and confirmed of a proposal in the end. */
const lastOf = (key: string) => factsOf(key).reports.at(-1)?.statement
const titleOf = (key: string) => factsOf(key).title

function factsOf(key: string): (typeof past)[number] {
  const found = past.find((one) => one.key === key)
  if (!found) throw new Error('the sample has changed')
  return found
}

beforeAll(async () => {
  hub = await openHub({
    args: ['--empty', '--no-jobs'],
    env: { TEST_CLOCK: '2022-04-20T03:00:00Z' },
  })
  ;[hr, member] = await Promise.all([hub.visit(), hub.visit()])
})
afterAll(() => hub?.close())

/** It is noon, Japan time, on a day: for the hub, and in the pages that are opened from now on. */
async function noon(day: string): Promise<void> {
  const instant = `${day}T03:00:00Z`
  await moveClock(hub.dataDir, instant)
  for (const { context } of [hr, member]) await context.clock.setFixedTime(instant)
}

/** The daily job of a day, at half past nine; a second time it finds nothing to do. */
async function dailyJob(day: string): Promise<void> {
  await moveClock(hub.dataDir, `${day}T00:30:00Z`)
  await runDaily()
  await runDaily()
}

async function runDaily(): Promise<void> {
  const { steps } = (await (await askDoor(hub.dataDir, '/daily')).json()) as {
    steps: { result: string }[]
  }
  expect(steps.map(({ result }) => result)).not.toContain('failed')
}

type Mail = { to: string; subject: string; text: string }
async function mails(): Promise<Mail[]> {
  const page = await (await fetch(`${hub.origin}/mailbox`)).text()
  return [...page.matchAll(/<li><details[^>]*>(.*?)<\/details><\/li>/gs)].map(([, mail = '']) => ({
    to: /宛先 (\S+)/.exec(mail)?.[1] ?? '',
    subject: /<strong>(.*?)<\/strong>/s.exec(mail)?.[1] ?? '',
    text: /<div class="letter">(.*)<\/div>/s.exec(mail)?.[1] ?? '',
  }))
}

/** The mails that ask for an answer. */
const asking = async () => (await mails()).filter(({ text }) => LINK.test(text))

/** Waits for a mail to somebody that says such a thing, and gives what it says of it. */
async function mailed(to: string, what: RegExp): Promise<string> {
  let found = ''
  await expect
    .poll(
      async () => {
        const mine = (await mails()).filter((mail) => mail.to === to)
        found = mine.map((mail) => what.exec(mail.subject + mail.text)?.[0]).find(Boolean) ?? ''
        return found
      },
      { timeout: 15_000 },
    )
    .not.toBe('')
  return found
}

/** Signs in on the pages, with the code that is mailed. */
async function signIn(page: Page, address: string): Promise<void> {
  await page.fill('#email', address)
  await page.click('form[action$="/address"] button')
  await page.waitForSelector('#code')
  await page.fill('#code', await mailed(address, /確認コード \d{6}/).then((text) => text.slice(-6)))
  await page.click('form[action$="/code"] button')
}

/** Sessions don't last from month to month: signs somebody in anew, past the pages. */
async function again({ context }: Visitor, address: string): Promise<void> {
  const browser = new Browser(hub.origin)
  await browser.open('/auth/sign-in?return_to=/api/session')
  await browser.submit('/address', { email: address })
  const code = await mailed(address, /確認コード \d{6}/)
  await browser.submit('/code', { code: code.slice(-6) })
  await context.addCookies([
    { name: 'session', value: browser.cookie('session') ?? '', url: hub.origin },
  ])
}

/** What somebody writes past the pages; each way of writing has a browser test of its own. */
async function write(
  { context }: Visitor,
  path: string,
  data: unknown,
  { method = 'POST', ifMatch }: { method?: string; ifMatch?: string } = {},
): Promise<string> {
  const response = await context.request.fetch(`${hub.origin}/api${path}`, {
    method,
    headers: {
      origin: hub.origin,
      'idempotency-key': randomUUID(),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    data,
  })
  if (!response.ok()) throw new Error(`${path}: ${await response.text()}`)
  return ((await response.json()) as { id: string }).id
}
const writeHere = (by: Visitor, path: string, data: unknown) =>
  write(by, `/m/${NUMAZU}${path}`, data)

/** Answers by a link, on a phone whose mail program runs no script. */
async function answerByLink(path: string, answers: string[]): Promise<void> {
  const phone = await hub.visit({ device: 'phone', script: false })
  const { page } = phone
  await page.goto(path)
  for (const key of answers) {
    const { outcome, manner, factors, reason } = lastOf(key) ?? never()
    const card = page.locator('section').filter({ hasText: titleOf(key) })
    await card.locator(`input[value="${outcome}.${manner}"]`).check()
    for (const factor of factors) await card.locator(`input[value="${factor}"]`).check()
    await card.locator('textarea').fill(reason)
  }
  await page.getByRole('button', { name: '回答を送る' }).click()
  await page.getByText('ご回答ありがとうございました').waitFor()
  await phone.context.close()
}

async function chooseMonth(page: Page, legend: RegExp, date: string): Promise<void> {
  const [year = '', month = ''] = date.split('-')
  const group = page.getByRole('group', { name: legend })
  await group.getByRole('radio', { name: '月まで' }).check()
  await group.getByLabel('年', { exact: true }).selectOption(year)
  await group.getByLabel('月', { exact: true }).selectOption(month)
}

function never(): never {
  throw new Error('the sample has changed')
}

describe('a fiscal year of the sample’s city', () => {
  it('April: the office sets the city up, HR enters the papers of earlier years and the people', async () => {
    const office = await hub.visit()
    const link = /http:\S+\/set-up\/\S+/.exec(hub.output())?.[0] ?? ''
    await again(office, 'office@program.example')
    const first = { name: '事務局 担当', code: link.split('/').at(-1) }
    await write(office, '/office/first-account', first)
    const { name, nameEn, prefecture, dispatcher } = city ?? never()
    await write(office, '/office/municipalities', {
      ...{ code: NUMAZU, name, nameEn, prefecture, dispatcher },
      hr: { name: '人事課 担当', email: HR },
    })
    await office.context.close()

    const { page } = hr
    await page.goto(await mailed(HR, /\/invitation\/\d{6}\/[^\s"<]+/))
    await page.getByRole('link', { name: 'サインインする' }).click()
    await signIn(page, HR)
    await page.getByRole('button', { name: '招待を承諾する' }).click()
    await page.getByRole('heading', { level: 1, name: /沼津市/ }).waitFor()

    const place = await page.request.get(`/api/m/${NUMAZU}`)
    const cohorts = [2018, 2019, 2021, 2022].map((fiscalYear) => ({ fiscalYear, record: 'cohort' }))
    const settings = { method: 'PATCH', ifMatch: place.headers().etag ?? '' }
    await write(hr, `/m/${NUMAZU}/settings`, { cohorts }, settings)
    for (const { key, carriedBy, links, reports: _, comments: __, ...said } of past) {
      const id = await writeHere(hr, '/proposals', said)
      ids.set(key, id)
      for (const fiscalYear of carriedBy)
        await writeHere(hr, `/proposals/${id}/carried-by`, { fiscalYear })
      for (const one of links)
        await writeHere(hr, `/proposals/${id}/links`, { ...one, to: ids.get(one.to) })
    }
    for (const cohort of [2018, 2019, 2021, 2022]) {
      // Some share a mailbox or have none: they are asked on paper.
      const email = cohort === 2022 ? MEMBER : ALUMNI[cohort as keyof typeof ALUMNI]
      const id = await writeHere(hr, '/people', {
        name: `${cohort}年度 研究生`,
        roles: [{ role: 'member', cohort, from: `${cohort}-04-01` }],
        ...(email && { email }),
      })
      if (cohort === 2022) await writeHere(hr, `/people/${id}/invitation`, {})
    }
  })

  it('the new cohort accepts its invitation and opens its round', async () => {
    await noon('2022-04-25')
    const { page } = member
    await page.goto(await mailed(MEMBER, /\/invitation\/\d{6}\/[^\s"<]+/))
    await page.getByRole('link', { name: 'サインインする' }).click()
    await signIn(page, MEMBER)
    await page.getByRole('button', { name: '招待を承諾する' }).click()
    await page.getByRole('link', { name: '検証', exact: true }).click()
    await page.getByRole('button', { name: '検証を始める' }).click()
    await page.getByLabel('基準日').fill('2023-01-12')
    await page.getByLabel('回答期限').fill('2022-10-14')
    await page.getByRole('button', { name: 'この内容で始める' }).click()
    await page.waitForURL(/reviews\/[0-9a-f-]{36}$/)
    await page.getByText('4件中0件回答').waitFor()
    reviewPath = new URL(page.url()).pathname
  })

  it('May: all who can say something are asked at once, by mail and on paper; the first answers in its mail', async () => {
    await noon('2022-05-25')
    await again(member, MEMBER)
    const { page } = member
    await page.goto(reviewPath)
    await page.getByRole('button', { name: '全員に回答を依頼する' }).click()
    await page.getByRole('dialog').getByText('うち1人はメールが届かないため').waitFor()
    await page.getByRole('button', { name: '依頼する', exact: true }).click()
    await page.getByText('3人に回答を依頼しました').waitFor()
    await answerByLink(await mailed(ALUMNI[2018], LINK), ['communication-time'])
    expect(await mailed(ALUMNI[2018], /を記録しました/)).toBeTruthy()
    linkOfMay = await mailed(ALUMNI[2021], LINK)
  })

  it('September: the daily job reminds who is left, once, on a working day; one page answers both', async () => {
    await dailyJob('2022-09-21')
    const before = (await asking()).length
    await dailyJob('2022-09-22')
    // The next day is a holiday.
    await dailyJob('2022-09-23')
    const after = await asking()
    const [reminder, ...more] = after.slice(0, after.length - before)
    expect(more).toEqual([])
    expect(reminder?.to).toBe(ALUMNI[2021])
    expect(reminder?.text).toContain('過年度取組検証のため')
    // What somebody else has answered isn't asked again.
    expect(reminder?.text).not.toContain(titleOf('communication-time'))
    await noon('2022-09-24')
    await answerByLink(LINK.exec(reminder?.text ?? '')?.[0] ?? '', [
      'numazu-in-ten-years-survey',
      'priority-meeting',
    ])
    // The link of May has lapsed, and its mail keeps no text.
    expect((await fetch(`${hub.origin}${linkOfMay}`)).status).toBe(410)
    expect(JSON.stringify(await mails())).not.toContain(linkOfMay)
  })

  it('October: HR types the sheet of who has no address in, from the round’s list of who is left', async () => {
    await noon('2022-10-05')
    await again(hr, HR)
    const { page } = hr
    const { outcome, factors, reason } = lastOf('offsite-meeting') ?? never()
    expect([outcome, factors]).toEqual(['never_started', ['easier_work_first']])
    await page.goto(reviewPath)
    await page.getByText('4件中3件回答').waitFor()
    await page.getByRole('link', { name: '回答票を入力する' }).click()
    const card = page.locator('section').filter({ hasText: titleOf('offsite-meeting') })
    await card
      .getByLabel('いま、どうなっていますか')
      .selectOption({ label: '7 取り組めなかった（未着手）・提案のみ' })
    await card.getByText('3 着手しやすい取組に終始した').click()
    await card.getByLabel('ひとこと').fill(reason)
    await page.getByRole('button', { name: '記録する' }).click()
    await page.getByText('1件を記録しました').waitFor()
    await page.goto(reviewPath)
    await page.getByText('4件中4件回答').waitFor()
    await page.getByText('全員から回答がありました').waitFor()
    // Nobody is left: nobody is reminded.
    const before = await asking()
    for (const day of ['2022-10-06', '2022-10-07', '2022-10-17']) await dailyJob(day)
    expect(await asking()).toEqual(before)
  })

  it('the cohort writes down what it learned, and what it thinks of all of it', async () => {
    await noon('2023-01-11')
    await again(member, MEMBER)
    const { page } = member
    await page.goto(reviewPath)
    await page.getByRole('button', { name: '気づきを書く' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: '今日' }).click()
    await form.getByLabel(/^聞いた相手/).selectOption('role/alumnus/2018')
    await form.getByLabel(/^分かったこと/).fill('対話の下地ができてから次へ進むはずだった')
    await form.getByRole('button', { name: '記録する' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('対話の下地ができてから次へ進むはずだった').waitFor()
    await page.getByRole('button', { name: '総括を書く' }).click()
    await form.getByLabel(/^総括/).fill('対話の下地がないと次の段階に進めない')
    await form.getByRole('button', { name: '記録する' }).click()
    await form.waitFor({ state: 'detached' })
  })

  it('January: it records what the alumni told it in October, as of now, in the words of the paper', async () => {
    const { page } = member
    for (const { key } of past) {
      const { outcome, manner, factors, reason, asOf, hearing } = lastOf(key) ?? never()
      const { role, cohort, note } = hearing.speaker as Speaker
      await page.goto(`/m/${NUMAZU}/proposals/${ids.get(key)}/report?kind=hearing`)
      await page
        .getByLabel(/^誰の話ですか/)
        .selectOption(`role/${role}${cohort === undefined ? '' : `/${cohort}`}`)
      if (note) await page.getByLabel(/^話した人についての補足/).fill(note)
      await chooseMonth(page, /^いつ聞きましたか/, hearing.heardOn.date)
      await page.locator(`input[name="outcome"][value="${outcome}"]`).check()
      await page.locator(`input[name="manner"][value="${manner}"]`).check()
      await chooseMonth(page, /^いつの時点/, asOf.date)
      for (const factor of factors)
        await page.locator(`input[name="factors"][value="${factor}"]`).check()
      await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).fill(reason)
      await page.getByRole('button', { name: '送る', exact: true }).click()
      await page.getByText('聞き取りを記録しました').waitFor()
    }
  })

  it('January: HR confirms row by row, and the round is closed with exactly the facts of the paper', async () => {
    await noon('2023-01-12')
    await again(hr, HR)
    const { page } = hr
    for (let left = past.length; left > 0; left -= 1) {
      await page.goto(reviewPath)
      const waiting = page.getByRole('link', { name: '内容を確認する' })
      await expect.poll(() => waiting.count()).toBe(left)
      await waiting.first().click()
      await page.getByRole('button', { name: '確認する' }).first().click()
      await page.getByRole('dialog').getByRole('button', { name: '確認済みにする' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.goto(reviewPath)
    await page.getByRole('button', { name: '検証を確定する' }).click()
    const preview = page.getByRole('dialog')
    await preview.getByRole('button', { name: '確定する', exact: true }).click()
    await preview.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '修正版を作る' }).waitFor()
    await settled(page)

    const cells = await page
      .getByRole('table', { name: '部会の様式' })
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent)),
      )
    const reason = (key: string) => expect.stringContaining(lastOf(key)?.reason ?? never())
    expect(cells).toEqual([
      [
        '平成30年度～令和元年度、令和3年度',
        titleOf('communication-time'),
        '',
        reason('communication-time'),
      ],
      ['令和元年度', '', titleOf('offsite-meeting'), reason('offsite-meeting')],
      ['令和2年度', '記録なし'],
      [
        '令和3年度',
        '',
        titleOf('numazu-in-ten-years-survey'),
        reason('numazu-in-ten-years-survey'),
      ],
      ['令和3年度', '', titleOf('priority-meeting'), reason('priority-meeting')],
    ])
    const { content } = await review()
    expect(content.findings.length + content.rows.flatMap(({ findings }) => findings).length).toBe(
      1,
    )
    expect(content.rows).toHaveLength(past.length)
    for (const { key, title, cohort, carriedBy, reports } of past) {
      const { outcome, manner, factors, reason, asOf, hearing } = lastOf(key) ?? never()
      const [answer] = reports.at(-1)?.answers ?? []
      const row = content.rows.find(({ proposalId }) => proposalId === ids.get(key))
      expect(row).toMatchObject({
        ...{ title, cohort, carriedBy, standing: outcome, manner, factors, reason, asOf },
        ...{ by: hearing.speaker, heardOn: hearing.heardOn, confirmation: answer?.answer },
      })
      // The paper says in which month HR confirmed; lived through, it is a day of it.
      expect(row?.answeredOn?.date.slice(0, 7)).toBe(answer?.asOf.date)
    }
    for (const form of ['program', 'full']) {
      const opened = async (format: string) => {
        const path = `/api${reviewPath}/document?format=${format}&form=${form}&lang=ja`
        return new Uint8Array(await (await page.request.get(path)).body())
      }
      const word = textOfXml(unzipped(await opened('docx')).get('word/document.xml') ?? '')
      const excel = [...unzipped(await opened('xlsx')).values()].map(textOfXml).join()
      const { text: pdf } = textOfPdf(await opened('pdf'))
      const letters = new Set(pdf)
      for (const { key, title } of past)
        for (const told of [title, lastOf(key)?.reason ?? never()]) {
          expect(word).toContain(told)
          expect(excel).toContain(told)
          for (const letter of told) expect(letters).toContain(letter)
        }
      expect(pdf).not.toContain('\ufffd')
    }
  })

  it('March: the cohort takes an old idea over, and the alumni learn that it lives on', async () => {
    await noon('2023-03-13')
    await again(member, MEMBER)
    const { page } = member
    await page.goto(reviewPath)
    await page
      .getByRole('link', { name: titleOf('communication-time') })
      .first()
      .click()
    await page.getByRole('link', { name: 'これをもとに新しい取組を登録' }).click()
    await page.getByRole('radio', { name: /^引継ぎ/ }).check()
    const { title } =
      numazu.proposals.find(({ key }) => key === 'dialogue-after-training') ?? never()
    await page.getByLabel(/^取組名/).fill(title)
    await page.getByLabel(/^提案した年度/).selectOption('2022')
    await page.getByRole('button', { name: '登録する' }).click()
    await page.getByText('引継ぎ元の取組').waitFor()
    for (const address of Object.values(ALUMNI))
      expect(await mailed(address, /受け継がれました/)).toBeTruthy()
  })

  it('April again: HR is asked who has moved, the cohort are alumni, and what was closed is as it was', async () => {
    const closed = await review(member)
    await dailyJob('2023-04-03')
    expect(await mailed(HR, /令和5年度の人事異動/)).toBeTruthy()
    await noon('2023-04-03')
    await again(member, MEMBER)
    expect((await review(member)).content).toEqual(closed.content)
    await member.page.goto(reviewPath)
    await member.page.getByText('4件中4件回答').waitFor()
    expect(await member.page.getByRole('button', { name: '修正版を作る' }).count()).toBe(0)
    // Mails of the year keep no text longer than a month.
    const kept = (await mails()).map(({ subject }) => subject).join()
    expect(kept).not.toMatch(/教えてください/)
    expect([...hr.strangers, ...member.strangers, ...hr.faults, ...member.faults]).toEqual([])
  })
})

type Speaker = { role: string; cohort?: number; note?: string }
type Content = {
  findings: unknown[]
  rows: { proposalId: string; findings: unknown[]; answeredOn?: { date: string } }[]
}
async function review({ context }: Visitor = hr): Promise<{ content: Content }> {
  const response = await context.request.get(`${hub.origin}/api${reviewPath}`)
  return (await response.json()) as { content: Content }
}
