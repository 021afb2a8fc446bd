import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayorReportOf } from '../../functions/domain/continuity/mayor.ts'
import { viewpointAt } from '../../functions/domain/outcomes/standing.ts'
import { syntheticMunicipality } from '../bench/synthetic.ts'
import { pagesOfPdf } from '../documents/opened.ts'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const PAGE = `/m/${NUMAZU}/continuity`
/** The page, the report to the mayor, and what other municipalities share: every size and language with one of them. */
const LOOKS = [
  { path: PAGE, device: 'desktop', language: 'ja' },
  { path: PAGE, device: 'phone', language: 'en' },
  { path: `${PAGE}/mayor`, device: 'phone', language: 'ja' },
  { path: `/m/${NUMAZU}/others`, device: 'desktop', language: 'en' },
] as const

describe('the continuity page', () => {
  it('shows figures whose links open lists of as many proposals', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(PAGE)
    await settled(page)
    for (const name of [
      /^確認の済んでいない取組 \d+$/,
      /^3年度以上前が最後 \d+$/,
      /^新たに登録 \d+$/,
    ]) {
      const link = page.getByRole('link', { name }).first()
      const figure = await link.textContent()
      await link.click()
      await page
        .getByRole('status')
        .filter({ hasText: `${figure}件` })
        .waitFor()
      await page.getByText('継続状況の画面からの絞り込み').waitFor()
      await page.goBack()
      await settled(page)
    }
    await context.close()
  })

  it('compares with an earlier day, as known then or as known now, and keeps it in its address', async () => {
    const { page, context } = await hub.visit({ person: 'executive' })
    await page.goto(PAGE)
    await settled(page)
    await page.getByLabel(/^比べる日（/).fill('2022-03-31')
    await page.getByRole('button', { name: '比べる', exact: true }).click()
    await page.getByRole('button', { name: '今分かっている内容' }).click()
    await page.getByText('2022年3月31日と').filter({ hasText: '今分かっている内容' }).waitFor()
    expect(page.url()).toContain('since=2022-03-31&basis=known_now')
    await page.getByRole('link', { name: /^未着手と判明 \d+$/ }).waitFor()
    await context.close()
  })

  it.each(LOOKS)(
    'is accessible and fits: $path on a $device in $language',
    async ({ path, device, language }) => {
      const visitor = await hub.visit({ person: 'member', device, language })
      await visitor.page.goto(path)
      await settled(visitor.page)
      await expectAccessible(visitor)
      await visitor.context.close()
    },
  )

  it('leads to the report to the mayor, which is saved as PDF', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(PAGE)
    await settled(page)
    await page.getByRole('link', { name: '首長報告（A4判1枚）を作る' }).click()
    await page.getByRole('heading', { name: '経営層へのお願い' }).waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'PDFで保存' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^マネ友の取組 継続状況報告_.*\.pdf$/)
    await context.close()
  })

  it.each([
    ['desktop', 'ja'],
    ['desktop', 'en'],
    ['phone', 'en'],
  ] as const)(
    'prints the report of twenty years on one page, and breaks no word on a %s (%s)',
    async (device, language) => {
      const { register } = syntheticMunicipality(1, { proposals: 160 })
      const report = mayorReportOf(register, viewpointAt('2026-11-01T03:00:00.000Z'))
      const visitor = await hub.visit({ person: 'hr', device, language })
      const { page, context } = visitor
      await page.route('**/api/m/*/continuity/mayor', (route) => route.fulfill({ json: report }))
      await page.goto(`${PAGE}/mayor`)
      await settled(page)
      await expectAccessible(visitor)
      // A word that is broken stands on two lines, and makes its row higher than its figures do (41 px).
      const years = page.getByText(/^(令和7年度|FY2025)$/).filter({ visible: true })
      expect(await years.count()).toBeGreaterThan(1)
      for (const year of await years.all())
        expect((await year.boundingBox())?.height).toBeLessThan(46)
      expect(pagesOfPdf(await page.pdf({ format: 'A4' }))).toBe(1)
      await context.close()
    },
  )
})
