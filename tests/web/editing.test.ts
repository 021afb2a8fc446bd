import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, proposalPath, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const SURVEY = '10年後の沼津'

describe('a new proposal', () => {
  it('is written by a member for the own cohort, with parts and themes', async () => {
    const { page, context } = await hub.visit({ person: 'member', device: 'phone' })
    await page.goto(`/m/${NUMAZU}`)
    await page.getByRole('link', { name: '新しい取組を登録' }).click()
    await settled(page)
    await page.getByRole('button', { name: '登録する' }).click()
    await page.getByRole('alert').getByText('取組名を書いてください。').waitFor()
    const years = page.getByLabel(/^提案した年度/)
    expect(await years.locator('option').count()).toBe(2)
    await years.selectOption({ index: 1 })
    await page.getByLabel(/^取組名/).fill('朝の対話会')
    await page.getByRole('button', { name: '内訳を追加' }).click()
    await page.getByLabel('内容', { exact: true }).fill('課ごとに週1回')
    await page.getByLabel(/^目指したい状態/).fill('課を越えて話せる')
    await page.getByLabel(/^テーマ/).fill('対話\n研修')
    await page.getByRole('button', { name: '登録する' }).click()
    await page.getByText('取組を登録しました').waitFor()
    await page.getByRole('heading', { level: 1, name: '朝の対話会' }).waitFor()
    const text = (await page.textContent('main')) ?? ''
    for (const shown of ['ア 課ごとに週1回', '課を越えて話せる', '対話、研修', '記録なし'])
      expect(text).toContain(shown)
    await context.close()
  })
})

describe('the list', () => {
  it('offers the themes of all proposals, also where it finds none of them', async () => {
    const { page, context } = await hub.visit({ person: 'executive' })
    await page.goto(`/m/${NUMAZU}/proposals?q=どこにもない言葉`)
    await page.getByText('当てはまる取組がありません').waitFor()
    await page.getByText('そのほかの条件').click()
    const themes = page.getByLabel('テーマ', { exact: true })
    await themes.selectOption('研修')
    await page.waitForURL(/theme=/)
    await context.close()
  })

  it('says in a form that it shows the newest of more', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, 'オフサイトミーティング'))
    await settled(page)
    await page.route('**/proposals', async (route) => {
      const json = await (await route.fetch()).json()
      await route.fulfill({ json: { ...json, total: 47, nextCursor: 'more' } })
    })
    await page.getByRole('button', { name: 'つながりを追加' }).click()
    await page.getByText(/47件のうち、新しい\d+件です/).waitFor()
    await context.close()
  })
})

describe('an edit', () => {
  it('changes what it names, and keeps the old title in sight', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, 'オフサイトミーティング'))
    await page.getByRole('link', { name: '内容を編集' }).click()
    await settled(page)
    await page.getByLabel(/^取組名/).fill('沼津の魅力を語る会')
    await page.getByLabel(/^所管課/).fill('広報課')
    await page.getByRole('radio', { name: '有志' }).check()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('変更を保存しました').waitFor()
    await page.getByRole('heading', { level: 1, name: '沼津の魅力を語る会' }).waitFor()
    const text = (await page.textContent('main')) ?? ''
    expect(text).toContain('オフサイトミーティング等')
    expect(text).toContain('広報課')
    await context.close()
  })

  it('is public only by an explicit act', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(`${await proposalPath(visitor, '優先度設定')}/edit`)
    await settled(page)
    await page.getByRole('radio', { name: /^公開/ }).check()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('checkbox', { name: /誰でも見られることを確かめました/ }).check()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('変更を保存しました').waitFor()
    await context.close()
  })

  it('shows both versions when somebody else was faster, and loses nothing', async () => {
    const [mine, theirs] = await Promise.all([
      hub.visit({ person: 'hr' }),
      hub.visit({ person: 'hr' }),
    ])
    const path = `${await proposalPath(mine, SURVEY)}/edit`
    await mine.page.goto(path)
    await settled(mine.page)
    await theirs.page.goto(path)
    await settled(theirs.page)
    await theirs.page.getByLabel(/^狙い/).fill('先に保存された狙い')
    await theirs.page.getByLabel(/^実施方法/).fill('先に保存された方法')
    await theirs.page.getByRole('button', { name: '保存する' }).click()
    await theirs.page.getByText('変更を保存しました').waitFor()

    const { page } = mine
    await page.getByLabel(/^狙い/).fill('あとから書いた狙い')
    await page.getByLabel(/^提案理由/).fill('あとから書いた理由')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('ほかの人が先に編集しました').waitFor()
    const shown = (await page.textContent('form')) ?? ''
    for (const text of ['先に保存された狙い', 'あとから書いた狙い', '先に保存された方法'])
      expect(shown).toContain(text)
    await expectAccessible(mine)
    await page.getByRole('button', { name: 'この内容で編集を続ける' }).click()
    await page.getByText('新しい版に合わせました').waitFor()
    expect(await page.getByLabel(/^狙い/).inputValue()).toBe('あとから書いた狙い')
    expect(await page.getByLabel(/^実施方法/).inputValue()).toBe('先に保存された方法')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('変更を保存しました').waitFor()
    const saved = (await page.textContent('main')) ?? ''
    for (const text of ['あとから書いた狙い', 'あとから書いた理由', '先に保存された方法'])
      expect(saved).toContain(text)
    await Promise.all([mine.context.close(), theirs.context.close()])
  })
})
