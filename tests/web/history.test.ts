import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const PATH = `/m/${NUMAZU}/history`

describe('the audit trail', () => {
  it.each([
    ['desktop', 'ja'],
    ['phone', 'en'],
  ] as const)(
    'tells what happened, narrows it, and proves that it was not rewritten (%s, %s)',
    async (device, language) => {
      const visitor = await hub.visit({ person: 'hr', device, language })
      const { page, context } = visitor
      await page.goto(`/m/${NUMAZU}`)
      await page.getByRole('link', { name: language === 'ja' ? '履歴' : 'Trail' }).click()
      await settled(page)
      const entries = page.locator('ol > li')
      await expect.poll(() => entries.count()).toBe(20)
      await entries.locator('details').first().locator('summary').click()
      await page.getByRole('button', { name: /さらに前|what happened before/ }).click()
      await expect.poll(() => entries.count()).toBeGreaterThan(20)
      await page.getByRole('button', { name: /今すぐ検証|Verify now/ }).click()
      await page
        .getByText(/すべての記録に問題はありません|Every record is as it was made/)
        .waitFor()
      await expectAccessible(visitor)
      await page.getByLabel(/操作の種類|Kind/).selectOption('answers')
      await page.getByRole('button', { name: /^(絞り込む|Narrow down)$/ }).click()
      await page.waitForURL(/group=answers/)
      await settled(page)
      await expect.poll(() => entries.count()).toBeLessThan(20)
      for (const text of await entries.allTextContents())
        expect(text).toMatch(/確認|相違|Confirmed|Discrepancy|confirmed/)
      await page.goto(`${PATH}?from=2026-06-02&to=2026-06-01`)
      const until = page.getByLabel(/この日まで|Until this day/)
      await page.getByText(/それより後の日にしてください|or a later one/).waitFor()
      expect(await until.getAttribute('aria-invalid')).toBe('true')
      await expectAccessible(visitor)
      await until.fill('2026-06-03')
      await page.getByRole('button', { name: /^(絞り込む|Narrow down)$/ }).click()
      await page.waitForURL(/to=2026-06-03/)
      await context.close()
    },
  )

  it('is not for those who may not audit', async () => {
    const { page, context } = await hub.visit({ person: 'alumnus' })
    await page.goto(PATH)
    await page.getByText('権限がありません').waitFor()
    expect(await page.getByRole('link', { name: '履歴' }).count()).toBe(0)
    await context.close()
  })
})
