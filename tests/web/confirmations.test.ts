import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, expectToFit, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

const LIST = `/m/${NUMAZU}/confirmations`
const said = {
  kind: 'report',
  outcome: 'stalled',
  manner: 'paused',
  asOf: { precision: 'fiscal_year', date: '2025' },
  factors: ['personnel_transfer'],
}

let hub: OpenHub
/** Three reports that nobody has answered; the one of the third proposal is the newest. */
const reports: { proposal: string; report: string }[] = []
beforeAll(async () => {
  hub = await openHub()
  const hr = await hub.visit({ person: 'hr' })
  const alumnus = await hub.visit({ person: 'alumnus' })
  for (const number of [1, 2, 3]) {
    const title = `対話の場${number}`
    const { id } = await hub.tell(hr.context, '/proposals', { cohort: 2021, title, number })
    const report = await hub.tell(alumnus.context, `/proposals/${id}/reports`, said)
    reports.push({ proposal: id, report: report.id })
  }
  await hr.context.close()
  await alumnus.context.close()
})
afterAll(() => hub?.close())

it('a set is confirmed with the keyboard alone, with one decision for all', async () => {
  const hr = await hub.visit({ person: 'hr' })
  const { page } = hr
  await page.goto(LIST)
  await settled(page)
  // The sample's four, confirmed in 2023, are due again.
  await page.getByRole('navigation').getByRole('link', { name: '確認（7）' }).waitFor()
  await expectAccessible(hr)
  const list = page.getByRole('list', { name: '確認を待っている報告' })
  const box = (title: string) => list.getByRole('checkbox', { name: title })
  await box('対話の場3').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.getByText('2件を選んでいます').waitFor()
  expect(await box('対話の場2').isChecked()).toBe(true)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'キー操作の一覧' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: '2件を確認済みにする' })
  await dialog.waitFor()
  await expectAccessible(hr)
  await dialog.getByLabel('文書番号').fill('沼人第12号')
  // What was typed is there when one comes back.
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  expect(await dialog.getByLabel('文書番号').inputValue()).toBe('沼人第12号')
  await dialog.getByLabel('決裁日').fill('2026-11-20')
  await dialog.getByRole('button', { name: '確認済みにする' }).click()
  await page.getByRole('status').getByText('2件を確認済みにしました').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: '確認（5）' }).waitFor()
  await expect.poll(() => box('対話の場3').count()).toBe(0)
  // The focus is where the first of them stood.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('li')?.textContent))
    .toContain('対話の場1')
  await page.goto(`/m/${NUMAZU}/proposals/${reports[2]?.proposal}`)
  await page.getByText('決裁日：2026年11月20日').waitFor()
  await page.getByText('文書番号：沼人第12号').waitFor()
  await hr.context.close()
})

it('says which of a set were not confirmed and why, and marks a discrepancy without losing a word', async () => {
  const hr = await hub.visit({ person: 'hr' })
  const { page } = hr
  await page.goto(`${LIST}?cohort=2021`)
  await settled(page)
  const item = page.getByRole('listitem').filter({ hasText: '対話の場1' })
  await page.getByRole('checkbox', { name: /確認できる\d件をすべて選ぶ/ }).check()
  const alumnus = await hub.visit({ person: 'alumnus' })
  const [{ proposal, report }] = reports as [{ proposal: string; report: string }]
  await hub.tell(alumnus.context, `/proposals/${proposal}/reports/${report}/corrections`, {
    ...said,
    manner: 'ended',
  })
  await alumnus.context.close()
  await page.getByRole('button', { name: /選んだ\d件を確認する/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '確認済みにする' }).click()
  await page.getByText('次の1件には、何も記録していません。').waitFor()
  await page.getByText(/^対話の場1：/).waitFor()
  // The correction stands there instead, and awaits an answer of its own.
  await item.getByText('取りやめ').waitFor()
  await expectAccessible(hr)

  await item.getByRole('button', { name: '相違ありとする' }).click()
  const dialog = page.getByRole('dialog', { name: '相違ありとする' })
  await dialog.getByLabel('違うところ').fill('取りやめではなく休止中です。')
  await page.keyboard.press('Escape')
  await item.getByRole('button', { name: '相違ありとする' }).click()
  expect(await dialog.getByLabel('違うところ').inputValue()).toBe('取りやめではなく休止中です。')
  await dialog.getByRole('button', { name: '相違ありとして送る' }).click()
  await page.getByText('「対話の場1」の報告を相違ありとしました。').waitFor()
  await item.getByText('相違あり（修正待ち）').waitFor()
  await item.getByText('取りやめではなく休止中です。').waitFor()
  expect(await item.getByRole('checkbox').count()).toBe(0)

  await item.getByRole('button', { name: '質問する' }).click()
  const asking = page.getByRole('dialog', { name: '質問する' })
  await asking.getByRole('radio').first().check()
  await asking.getByLabel('聞きたいこと').fill('いつ取りやめましたか。')
  await asking.getByRole('button', { name: '質問を送る' }).click()
  await page.getByText('「対話の場1」について質問を送りました。').waitFor()
  expect(new URL(page.url()).pathname).toBe(LIST)
  await hr.context.close()
})

it.each(['ja', 'en'] as const)('is usable on a phone, filled and empty (%s)', async (language) => {
  const hr = await hub.visit({ person: 'hr', device: 'phone', language })
  const { page } = hr
  await page.goto(LIST)
  await settled(page)
  await expectAccessible(hr)
  await page.goto(`${LIST}?need=awaiting&outcome=completed`)
  await settled(page)
  const clear = { ja: '絞り込みを外す', en: 'Clear the filter' }[language]
  await page.getByRole('button', { name: clear }).click()
  await page.getByRole('listitem').filter({ hasText: '対話の場1' }).waitFor()
  await page.route('**/api/m/*/confirmations', (route) => route.fulfill({ json: { rows: [] } }))
  await page.reload()
  const none = {
    ja: '確認を待っている報告はありません',
    en: 'No report is waiting to be confirmed',
  }[language]
  await page.getByText(none).waitFor()
  await expectAccessible(hr)
  await hr.context.close()
})

it('stays narrow enough for 320 pixels, and is offered to HR alone', async () => {
  const hr = await hub.visit({ person: 'hr', device: 'phone', width: 320 })
  await hr.page.goto(LIST)
  await settled(hr.page)
  await expectToFit(hr.page)
  await hr.context.close()
  const executive = await hub.visit({ person: 'executive' })
  await executive.page.goto(LIST)
  await executive.page.getByText('このページを見る権限がありません').waitFor()
  const offered = executive.page.getByRole('navigation').getByRole('link', { name: '確認' })
  expect(await offered.count()).toBe(0)
  await executive.context.close()
})
