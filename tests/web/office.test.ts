import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub({ args: ['--empty'] })
})
afterAll(() => hub?.close())

/** The latest mail in the mailbox that holds such a thing. */
async function mailed(what: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const response = await fetch(`${hub.origin}/mailbox`)
    const [found] = what.exec(await response.text()) ?? []
    if (found) return found
    await wait(50)
  }
  throw new Error('no such mail')
}

/** Signs in with an address and the code that is mailed to it. */
async function signIn(page: Page, address: string): Promise<void> {
  await page.fill('#email', address)
  await page.click('button:has-text("番号を送る"), form[action$="/address"] button')
  await page.waitForSelector('#code')
  await page.fill('#code', await mailed(/\d{6}(?=[^\d])/))
  await page.click('form[action$="/code"] button')
}

describe('an empty hub', () => {
  it('is begun by the office with the link, which sets a municipality up; its HR puts people in', async () => {
    const link = /http:\S+\/set-up\/\S+/.exec(hub.output())?.[0] ?? ''
    const office = await hub.visit()
    const { page } = office
    await page.goto(link)
    await settled(page)
    await expectAccessible(office)
    await page.getByRole('link', { name: 'サインインする' }).click()
    await signIn(page, 'office@program.example')
    await page.getByText('いま office@program.example としてサインインしています').waitFor()
    await page.getByLabel('あなたの氏名または役割の名前').fill('事務局 担当')
    await expectAccessible(office)
    await page.getByRole('button', { name: '部会事務局として始める' }).click()
    await page.getByText('まだ自治体がありません').waitFor()
    await expectAccessible(office)

    await page.getByRole('link', { name: '自治体を登録する' }).click()
    await page.getByLabel('全国地方公共団体コード').fill('062023')
    await page.getByLabel('自治体の名称').fill('米沢市')
    await page.getByLabel('英語の名称').fill('Yonezawa')
    await page.getByLabel('都道府県').fill('山形県')
    await page.getByLabel('派遣元の課').fill('総務課')
    await page.getByLabel('氏名または役割の名前').fill('総務課 担当')
    await page.getByLabel('メールアドレス').fill('hr@yonezawa.example')
    await page.getByRole('button', { name: '登録して招待する' }).click()
    await page.getByText('検査数字').first().waitFor()
    await expectAccessible(office)
    await page.getByLabel('全国地方公共団体コード').fill('062022')
    await page.getByRole('button', { name: '登録して招待する' }).click()
    await page.getByText('米沢市を登録し').waitFor()
    await page.getByText('招待中').waitFor()
    await expectAccessible(office)

    const list = '**/api/office/municipalities'
    await page.route(list, async (route) => {
      const response = await route.fetch()
      const { municipalities } = await response.json()
      const [town] = municipalities
      await route.fulfill({ response, json: { municipalities: [{ ...town, hr: 'undelivered' }] } })
    })
    await page.reload()
    await page.getByText('招待のメールを届けられませんでした').waitFor()
    await page.getByRole('button', { name: '米沢市の派遣元を招待し直す' }).waitFor()
    await expectAccessible(office)
    await page.unroute(list)

    const hr = await hub.visit({ device: 'phone' })
    await hr.page.goto(await mailed(/\/invitation\/062022\/[^\s"<]+/))
    await hr.page.getByRole('link', { name: 'サインインする' }).click()
    await signIn(hr.page, 'hr@yonezawa.example')
    await hr.page.getByRole('button', { name: '招待を承諾する' }).click()
    await hr.page.getByRole('heading', { level: 1, name: /米沢市/ }).waitFor()
    await hr.page.goto('/m/062022/people/new')
    await hr.page.getByLabel('氏名').fill('研究生 一人目')
    await hr.page.getByRole('button', { name: '追加する' }).click()
    await hr.page.getByRole('heading', { level: 1, name: '研究生 一人目' }).waitFor()

    await page.reload()
    await page.getByText('利用を始めています').waitFor()
    await page.goto('/m/062022')
    await page.getByRole('heading', { name: 'このページはありません' }).waitFor()

    // The link is used up; nobody else begins with it.
    await hr.page.goto(link)
    await hr.page.getByLabel('あなたの氏名または役割の名前').fill('二人目')
    await hr.page.getByRole('button', { name: '部会事務局として始める' }).click()
    await hr.page.getByRole('alert').getByText('この初期設定のリンクは使えません').waitFor()
    await expectAccessible(hr)
  })

  it('lets the office invite a colleague, in English and on a phone too', async () => {
    const office = await hub.visit({ device: 'phone', language: 'en' })
    const { page } = office
    await page.goto('/auth/sign-in?return_to=/office/staff')
    await signIn(page, 'office@program.example')
    await page.getByText('Can sign in').waitFor()
    await page.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name or role').fill('二人目')
    await dialog.getByLabel('E-mail address').fill('two@program.example')
    await expectAccessible(office)
    // Another tab asks all to look whose session it is; a look that fails takes nothing away.
    const unavailable = { status: 503, json: { status: 503, code: 'unavailable', title: '…' } }
    await page.route('**/api/session', (route) => route.fulfill(unavailable))
    const looked = page.waitForResponse(/\/api\/session$/)
    await page.evaluate(() => new BroadcastChannel('session').postMessage(undefined))
    await looked
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByText('The invitation is sent.').waitFor()
    expect(await mailed(/\/invitation\/000000\/[^\s"<]+/)).toContain('/invitation/000000/')
    await expectAccessible(office)
  })
})
