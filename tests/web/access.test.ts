import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rulesEn } from '../../functions/domain/messages/rules-en.ts'
import { rulesJa } from '../../functions/domain/messages/rules-ja.ts'
import { RULES } from '../../functions/domain/rules.ts'
import { expectAccessible, expectToFit, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const PERMISSIONS = `/m/${NUMAZU}/permissions`
const SESSIONS = `/m/${NUMAZU}/sessions`
const SHOTS = process.env.SCREENSHOTS

describe.each([
  ['desktop', 'ja'],
  ['phone', 'ja'],
  ['desktop', 'en'],
  ['phone', 'en'],
] as const)('on a %s in %s', (device, language) => {
  it.each([
    ['who may do what', PERMISSIONS],
    ['where one is signed in', SESSIONS],
  ])('%s is accessible and fits', async (name, path) => {
    const visitor = await hub.visit({ person: 'hr', language, device })
    // A second browser, so that there is something to end.
    if (path === SESSIONS) await hub.signIn((await hub.visit()).context, 'hr')
    const { page, context } = visitor
    await page.goto(path)
    await settled(page)
    if (SHOTS)
      await page.screenshot({ path: `${SHOTS}/${name}-${device}-${language}.png`, fullPage: true })
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('main details'))
        details.setAttribute('open', '')
    })
    await expectAccessible(visitor)
    await page.setViewportSize({ width: 320, height: 640 })
    await expectToFit(page)
    await context.close()
  })

  // ASVS 8.1.1
  it('shows the sentence of every rule once, and no text of the other language', async () => {
    const { page, context } = await hub.visit({ person: 'executive', language, device })
    await page.goto(PERMISSIONS)
    await settled(page)
    const sentences = language === 'ja' ? rulesJa : rulesEn
    for (const { id } of RULES)
      expect(
        await page.getByText(sentences[id], { exact: true }).filter({ visible: true }).count(),
        id,
      ).toBe(1)
    if (language === 'en')
      expect(await page.innerText('main')).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u)
    await context.close()
  })
})

describe('who may do what', () => {
  it('is found in the menu of everybody, and says which role is one’s own', async () => {
    const { page, context } = await hub.visit({ person: 'executive' })
    await page.goto(`/m/${NUMAZU}`)
    await settled(page)
    await page.locator('header summary').click()
    await page.getByRole('link', { name: '誰が何をできるか' }).click()
    await page.getByRole('heading', { level: 1, name: '誰が何をできるか' }).waitFor()
    expect(await page.locator('header details').getAttribute('open')).toBeNull()
    const own = page.getByRole('rowheader', { name: /あなたの役割/ })
    expect(await own.allInnerTexts()).toEqual([expect.stringContaining('首長・経営層')])
    await context.close()
  })

  it('tells of the program’s office, too, which sees nothing that is the municipality’s own', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(PERMISSIONS)
    await settled(page)
    const table = page.locator('main table')
    expect(await table.innerText()).toContain('部会事務局・幹事')
    await context.close()
  })

  it('prints as a table without buttons, also from a phone', async () => {
    const { page, context } = await hub.visit({ person: 'hr', device: 'phone' })
    await page.goto(PERMISSIONS)
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 680, height: 960 })
    expect(await page.locator('main table').isVisible()).toBe(true)
    expect(await page.locator('button:visible').count()).toBe(0)
    expect(await page.locator('main summary:visible').count()).toBe(0)
    await expectToFit(page)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/print.png`, fullPage: true })
    await context.close()
  })
})

describe('where one is signed in', () => {
  /** The same person at a desk, and on a phone of their own. */
  async function desktopAndPhone(person: 'member' | 'alumnus' | 'executive') {
    const desk = await hub.visit()
    const phone = await hub.visit({ device: 'phone' })
    for (const { context } of [desk, phone]) await hub.signIn(context, person)
    const isIn = async ({ context }: typeof desk) =>
      (await context.request.get('/api/session')).status() === 200
    await desk.page.goto(SESSIONS)
    await settled(desk.page)
    const close = () => Promise.all([desk.context.close(), phone.context.close()])
    return { desk, phone, isIn, close }
  }

  it('signs another browser out with one press, and says so', async () => {
    const { desk, phone, isIn, close } = await desktopAndPhone('member')
    const cards = desk.page.locator('main li').filter({ has: desk.page.locator('dl') })
    expect(await cards.count()).toBe(2)
    expect(await cards.first().innerText()).toContain('いま見ている画面')
    expect(await cards.first().getByRole('button').count()).toBe(0)
    await desk.page.getByRole('button', { name: /^サインアウトさせる（/ }).click()
    await desk.page.getByText('1つの画面をサインアウトさせました').waitFor()
    await desk.page.getByText('ほかにサインインしたままの画面はありません。').waitFor()
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, false])
    await expectAccessible(desk)
    await close()
  })

  it('signs all others out with one press', async () => {
    const { desk, phone, isIn, close } = await desktopAndPhone('alumnus')
    await desk.page.getByRole('button', { name: 'ほかの画面をすべてサインアウトさせる' }).click()
    await desk.page.getByText('1つの画面をサインアウトさせました').waitFor()
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, false])
    await close()
  })

  // ASVS 7.4.4
  it('signs out everywhere after asking once more, and leads to the landing page', async () => {
    const { desk, phone, isIn, close } = await desktopAndPhone('executive')
    await desk.page.getByRole('button', { name: 'この画面も含めて' }).click()
    await expectAccessible(desk)
    await desk.page.getByRole('button', { name: 'すべてサインアウトする', exact: true }).click()
    await desk.page.getByRole('link', { name: 'サインインする' }).waitFor()
    expect([await isIn(desk), await isIn(phone)]).toEqual([false, false])
    await close()
  })

  it('leads to where a passkey is registered, where the sign-in has such a page', async () => {
    const { desk, close } = await desktopAndPhone('alumnus')
    const { page } = desk
    const link = page.getByRole('link', { name: 'パスキーを登録する' })
    await page.getByText('端末の種類や場所は').waitFor()
    expect(await link.count()).toBe(0)
    const passkeyPage = 'https://login.example.jp/passkeys/add?client_id=hub'
    await page.route('**/api/sessions', async (route) => {
      const json = await (await route.fetch()).json()
      await route.fulfill({ json: { ...json, passkeyPage } })
    })
    await page.reload()
    expect(await link.getAttribute('href')).toBe(passkeyPage)
    await expectAccessible(desk)
    await close()
  })

  it('keeps what could not be ended, and says that it could not', async () => {
    const { desk, phone, isIn, close } = await desktopAndPhone('member')
    await desk.context.route('**/api/sessions/**', (route) => route.abort())
    await desk.page.getByRole('button', { name: 'ほかの画面をすべてサインアウトさせる' }).click()
    await desk.page.getByText('送れませんでした').waitFor()
    expect([await isIn(desk), await isIn(phone)]).toEqual([true, true])
    await close()
  })
})

describe('signing out', () => {
  it('is told to the other tabs, which leave as well and show nothing when one goes back', async () => {
    const { page: roster, context } = await hub.visit()
    await hub.signIn(context, 'hr')
    await roster.goto(`/m/${NUMAZU}/people`)
    await roster.getByRole('heading', { level: 1, name: '名簿' }).waitFor()
    const other = await context.newPage()
    await other.goto(`/m/${NUMAZU}`)
    await other.locator('header summary').click()
    await other.getByRole('button', { name: 'サインアウト' }).click()
    for (const page of [other, roster]) {
      await page.getByRole('link', { name: 'サインインする' }).waitFor()
      expect(page.url()).toBe(`${hub.origin}/`)
    }
    await roster.goBack()
    await roster.getByRole('link', { name: 'サインインする' }).waitFor()
    await context.close()
  })

  it('leaves nothing in the page that the browser itself has kept', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`/m/${NUMAZU}/people`)
    await page.getByRole('heading', { level: 1, name: '名簿' }).waitFor()
    const loaded = page.waitForEvent('load')
    await page.evaluate(() =>
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    )
    await loaded
    await context.close()
  })
})
