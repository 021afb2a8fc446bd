import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const PATH = `/m/${NUMAZU}/exports`

describe('taking files out', () => {
  it.each([
    ['desktop', 'ja'],
    ['phone', 'en'],
  ] as const)('HR finds every file, as of a day (%s, %s)', async (device, language) => {
    const visitor = await hub.visit({ person: 'hr', device, language })
    const { page, context } = visitor
    await page.goto(`/m/${NUMAZU}`)
    const nav = page.getByRole('navigation')
    await nav.getByRole('link', { name: language === 'ja' ? '書き出し' : 'Exports' }).click()
    await settled(page)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(visitor)
    const main = page.getByRole('main')
    const excel = main.getByRole('link', {
      name: language === 'ja' ? /取組一覧.*をExcelで書き出す/ : /Export Proposals.*as Excel/,
    })
    const download = page.waitForEvent('download')
    await excel.click()
    expect((await download).suggestedFilename()).toMatch(
      language === 'ja' ? /^取組一覧_\d{4}-\d\d-\d\d\.xlsx$/ : /^register_\d{4}-\d\d-\d\d\.xlsx$/,
    )
    await main
      .getByRole('button', { name: /操作の履歴すべて（CSV）の作成|The whole trail \(CSV\)/ })
      .click()
    const made = main
      .getByRole('link', { name: /操作の履歴すべて（CSV） 受け取る|The whole trail \(CSV\) Fetch/ })
      .first()
    await made.waitFor()
    await expectAccessible(visitor)
    const fetched = page.waitForEvent('download')
    await made.click()
    expect((await fetched).suggestedFilename()).toMatch(/^(操作の履歴|history)_.*\.csv$/)
    await page.goto(`${PATH}?asOf=2022-06-30`)
    await settled(page)
    expect(await excel.getAttribute('href')).toContain('asOf=2022-06-30')
    expect(await main.getByRole('link', { name: /名簿|Roster/ }).count()).toBe(3)
    // What is made while nobody waits is of that day, too, and says so.
    await main
      .getByRole('button', {
        name: /取組と報告・聞き取り（JSON）の作成|Proposals and reports \(JSON\)/,
      })
      .click()
    await main
      .getByRole('link', { name: /2022年6月30日時点.*受け取る|as of .*2022.*Fetch/ })
      .first()
      .waitFor()
    await context.close()
  })

  it('the cohort takes the register and not the roster; alumni have no such page', async () => {
    const member = await hub.visit({ person: 'member' })
    await member.page.goto(PATH)
    const main = member.page.getByRole('main')
    await main.getByRole('link', { name: /取組一覧.*をPDFで/ }).waitFor()
    expect(await main.getByRole('link', { name: /名簿/ }).count()).toBe(0)
    await member.context.close()
    const alumnus = await hub.visit({ person: 'alumnus' })
    await alumnus.page.goto(PATH)
    await alumnus.page.getByText('書き出しは、派遣元（人事課）').waitFor()
    const nav = alumnus.page.getByRole('navigation')
    expect(await nav.getByRole('link', { name: '書き出し' }).count()).toBe(0)
    await alumnus.context.close()
  })

  it.each([
    ['desktop', 'ja'],
    ['phone', 'en'],
  ] as const)(
    'HR sees what would be published, publishes it for everybody, and stops (%s, %s)',
    async (device, language) => {
      const visitor = await hub.visit({ person: 'hr', device, language })
      const { page, context } = visitor
      const file = `${hub.origin}/api/open/${NUMAZU}/proposals.json`
      await page.goto(`${PATH}/open-data`)
      await settled(page)
      const off = page.getByText(/^公開していません$|^Not published$/)
      await off.waitFor()
      await expectAccessible(visitor)
      const dialog = page.getByRole('dialog')
      const publish = { name: /^(公開を始める|Publish)$/ }
      await page.getByRole('button', publish).click()
      await dialog.getByRole('button', publish).click()
      await page.getByText(/^公開しています|^Published since/).waitFor()
      const stranger = await hub.visit()
      const answer = await stranger.context.request.get(file)
      expect([answer.status(), await answer.json()]).toMatchObject([
        200,
        { dataset: { publisher: { code: NUMAZU } } },
      ])
      const stop = { name: /^(公開をやめる|Stop publishing)$/ }
      await page.getByRole('button', stop).click()
      await dialog.getByRole('button', stop).click()
      await off.waitFor()
      expect((await stranger.context.request.get(file)).status()).toBe(404)
      await stranger.context.close()
      await context.close()
    },
  )
})
