import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type OpenHub, openHub, proposalPath, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const TALKS = 'コミュニケーションタイム'
const SURVEY = '10年後の沼津'
const TRAINING = '研修後に対話時間'

describe("HR's answer", () => {
  it('confirms a report with the day and number of the decision', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, TALKS))
    await settled(page)
    await page.getByRole('button', { name: '確認する' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^決裁日/).fill('2024-04-15')
    await dialog.getByLabel(/^文書番号/).fill('人第123号')
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '確認済みにする' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('文書番号：人第123号').waitFor()
    expect(await page.textContent('main')).toContain('決裁日：2024年4月15日')
    await context.close()
  })

  it('disputes only with words, marks the outcome and changes it not', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, SURVEY))
    await settled(page)
    const standing = page.getByRole('region', { name: /現在の取組状況/ })
    await page.getByRole('button', { name: '相違ありとする' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '相違ありとして送る' }).click()
    await dialog.getByRole('button', { name: 'どこが違うのかを書いてください。' }).waitFor()
    await dialog
      .getByRole('textbox', { name: /^違うところ/ })
      .fill('調査票を作るところまでは行った')
    await dialog.getByRole('button', { name: '相違ありとして送る' }).click()
    await dialog.waitFor({ state: 'detached' })
    await standing.getByText('相違あり（修正依頼）').first().waitFor()
    expect(await standing.textContent()).toContain('取り組めなかった（未着手）')
    expect(await standing.textContent()).toContain('調査票を作るところまでは行った')
    await page.getByRole('button', { name: '回答を取り下げる' }).click()
    await dialog.getByRole('button', { name: '取り下げる', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await standing.getByText('確認待ち').waitFor()
    await context.close()
  })

  it('is offered only to those who may give it', async () => {
    const visitor = await hub.visit({ person: 'executive' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, TALKS))
    await settled(page)
    const buttons = await page.locator('main button').allTextContents()
    expect(buttons).toEqual(['表示する', '印刷する'])
    await context.close()
  })
})

describe('what belongs to a proposal', () => {
  it('takes comments, also those of somebody else', async () => {
    const visitor = await hub.visit({ person: 'member', device: 'phone' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, TRAINING))
    await settled(page)
    await page.getByRole('button', { name: 'コメントを書く' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /^コメント/ }).fill('研修の計画に入れたい')
    await dialog.getByLabel(/^誰のコメントですか/).selectOption('role/executive')
    await dialog.getByRole('button', { name: '記録する' }).click()
    await dialog.waitFor({ state: 'detached' })
    const entry = page.getByRole('listitem').filter({ hasText: '研修の計画に入れたい' })
    await entry.waitFor()
    expect(await entry.textContent()).toContain('首長・経営層')
    await context.close()
  })

  it('is linked to another, shown at both ends, and unlinked', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, '求める職員像'))
    await settled(page)
    await page.getByRole('button', { name: 'つながりを追加' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^再挑戦/ }).check()
    await dialog.getByLabel('取組をさがす').fill('オフサイト')
    await dialog.getByRole('radio', { name: /^オフサイト/ }).check()
    await dialog.getByRole('button', { name: 'つなぐ' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('再挑戦の元になった取組').waitFor()
    await page.getByRole('link', { name: /^オフサイト/ }).click()
    await page.getByText('再挑戦した取組').waitFor()
    await page.getByRole('link', { name: /求める職員像/ }).click()
    await page.getByRole('button', { name: /^つながりを解除/ }).click()
    await dialog.getByRole('button', { name: 'つながりを解除' }).click()
    await page.getByText('ほかの取組とのつながりは記録されていません').waitFor()
    await context.close()
  })

  it('is carried on by a later cohort and then shown as theirs too', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, SURVEY))
    await settled(page)
    await page.getByRole('button', { name: '継続した年度を加える' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^どの年度の研究生ですか/).selectOption('2022')
    await dialog.getByRole('button', { name: '記録する' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('令和3年度～令和4年度研究生の取組').waitFor()
    await context.close()
  })
})
