import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, proposalPath, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const HOME = `/m/${NUMAZU}`
const LIST = `${HOME}/proposals`

describe('arriving', () => {
  it('explains the hub to whoever is not signed in, and leads back to where one wanted to go', async () => {
    const { page, context } = await hub.visit()
    await page.goto(`${LIST}?outcome=never_started`)
    await page.getByRole('heading', { level: 1, name: /過年度の取組/ }).waitFor()
    await page.getByRole('link', { name: 'サインインする' }).click()
    await page.click('button[value="hr@numazu.example"]')
    await page.waitForURL(`**${LIST}?outcome=never_started`)
    await page.getByText('3件', { exact: true }).waitFor()
    await context.close()
  })

  it('leads somebody of one municipality straight to it', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: '沼津市 過年度取組の概況' }).waitFor()
    expect(page.url()).toBe(hub.origin + HOME)
    await context.close()
  })

  it('tells somebody who is on no roster whom to ask', async () => {
    const { page, context } = await hub.visit()
    await page.goto('/auth/sign-in?return_to=/')
    await page.locator('input[type=email]').fill('stranger@example.org')
    await page.locator('form:has(input[type=email]) button').first().click()
    await page.waitForURL(/\/oidc\//)
    const mailbox = await context.newPage()
    await mailbox.goto('/mailbox')
    const code = /\b\d{6}\b/.exec((await mailbox.textContent('main')) ?? '')?.[0] ?? ''
    await page.locator('input[inputmode=numeric]').fill(code)
    await page.locator('form:has(input[inputmode=numeric]) button').first().click()
    await page.getByRole('heading', { name: 'まだどの自治体にも登録されていません' }).waitFor()
    expect(await page.textContent('main')).toContain('stranger@example.org')
    await context.close()
  })
})

describe('somebody of several municipalities', () => {
  it('chooses one, and can change it later', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    // Nobody of the sample is in two municipalities, so the second one is added to the answer.
    await page.route('**/api/session', async (route) => {
      const response = await route.fetch()
      const session = (await response.json()) as { memberships: object[] }
      const other = { ...session.memberships[0], municipality: '062049', name: '酒田市' }
      await route.fulfill({
        response,
        json: { ...session, memberships: [...session.memberships, other] },
      })
    })
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: '自治体を選んでください' }).waitFor()
    await expectAccessible(visitor)
    expect(await page.getByRole('main').getByRole('link').allTextContents()).toEqual([
      '沼津市',
      '酒田市',
    ])
    await page.getByRole('link', { name: '沼津市' }).click()
    await page.getByRole('heading', { level: 1, name: '沼津市 過年度取組の概況' }).waitFor()
    await page.locator('header summary').click()
    await page.getByRole('link', { name: '自治体を切り替える' }).click()
    await page.getByRole('heading', { level: 1, name: '自治体を選んでください' }).waitFor()
    await context.close()
  })
})

describe('the overview', () => {
  it('shows years without a cohort as such, and never counts silence as inaction', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(HOME)
    const row = (year: string) => page.getByRole('row').filter({ hasText: year })
    await row('令和2年度').waitFor()
    expect(await row('令和2年度').textContent()).toContain('記録なし')
    const cells = await row('令和4年度').getByRole('cell').allTextContents()
    expect(cells).toEqual(['0', '0', '0', '0', '3', '3'])
    await context.close()
  })

  it('leads from each figure to the proposals it counts', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(HOME)
    await settled(page)
    const figures = page.locator('table a[aria-label]')
    const count = await figures.count()
    expect(count).toBeGreaterThan(5)
    for (let at = 0; at < count; at++) {
      const figure = figures.nth(at)
      const shown = await figure.textContent()
      const href = (await figure.getAttribute('href')) ?? ''
      const search = new URL(href, hub.origin).search
      const answer = await page.request.get(`/api${LIST}${search}`)
      const { total } = (await answer.json()) as { total: number }
      expect(`${href} ${total}`).toBe(`${href} ${shown}`)
    }
    await figures.first().click()
    await page.getByRole('heading', { level: 1, name: '取組一覧' }).waitFor()
    await context.close()
  })

  it('shows a new cohort what past proposals foundered on before it drafts its own', async () => {
    const { page, context } = await hub.visit({ person: 'member' })
    await page.goto(`${LIST}/new`)
    await page.getByRole('link', { name: /^書く前に/ }).click()
    await page
      .getByRole('heading', { level: 2, name: '続かなかった・始められなかった理由' })
      .waitFor()
    const reason = page.locator('details', { hasText: '前提となる取組・下地が整わなかった' })
    await reason.locator('summary').click()
    await reason.getByRole('link', { name: /優先度設定/ }).click()
    await page.getByRole('heading', { level: 1, name: /優先度設定/ }).waitFor()
    await context.close()
  })

  it('answers for an earlier day as it was known then', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(HOME)
    await settled(page)
    await page.getByText('過去の日の状況を見る').click()
    await page.getByLabel('いつの状況を見るか').fill('2022-06-30')
    await page.getByRole('button', { name: '表示する' }).click()
    await page.waitForURL('**asOf=2022-06-30**')
    await page.getByText('2022年6月30日の状況を表示しています').waitFor()
    await page.getByRole('button', { name: '今日に戻す' }).click()
    await page.waitForURL(hub.origin + HOME)
    await context.close()
  })

  it('names the day of the records where no other is asked for', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    for (const path of ['', '/continuity', '/exports']) {
      await page.goto(`${HOME}${path}?knownAt=2022-06-30`)
      await settled(page)
      await page.getByText('2022年6月30日の状況（2022年6月30日までの記録による）').waitFor()
      expect(await page.innerText('main')).toMatch(/2022年6月30日(現在|時点)/)
      // Nothing was recorded by then, which is no reason to begin setting the hub up.
      if (path === '/continuity')
        await page.getByText('2022年6月30日の時点で登録されていた取組はありません').waitFor()
      expect(await page.innerText('main')).not.toContain('まだ取組が登録されていません')
    }
    await context.close()
  })

  it('keeps the day on the way from a reason to a proposal and on to the list', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`${HOME}?asOf=2023-03-31`)
    await settled(page)
    const reason = page.locator('details', { hasText: '前提となる取組・下地が整わなかった' })
    await reason.locator('summary').click()
    await reason.getByRole('link', { name: /優先度設定/ }).click()
    await page.getByRole('heading', { level: 1, name: /優先度設定/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?asOf=2023-03-31')
    await page.getByRole('link', { name: '取組一覧へ' }).click()
    await page.getByRole('heading', { level: 1, name: '取組一覧' }).waitFor()
    expect(new URL(page.url()).search).toBe('?asOf=2023-03-31')
    await context.close()
  })
})

describe('the list', () => {
  it('keeps search and filters in the address, and the back button returns to them', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(LIST)
    await settled(page)
    await page.getByLabel('取組をさがす').fill('ｺﾐｭﾆｹｰｼｮﾝ')
    await page.getByRole('button', { name: '検索' }).click()
    await page.waitForURL(/q=/)
    await page
      .getByRole('link', { name: /コミュニケーションタイムの実施/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /コミュニケーションタイム/ }).waitFor()
    await page.goBack()
    await page.waitForURL(/q=/)
    expect(await page.getByLabel('取組をさがす').inputValue()).toBe('ｺﾐｭﾆｹｰｼｮﾝ')
    await context.close()
  })

  it('names several reasons that a link asks for, and takes them off like one', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`${LIST}?factor=no_owner,prerequisite_missing`)
    await settled(page)
    const reason = page.getByLabel('理由', { exact: true })
    expect(await reason.locator('option:checked').innerText()).toBe(
      '所管・担当が決まらなかった、前提となる取組・下地が整わなかった',
    )
    await reason.selectOption('')
    await page.getByText('7件', { exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    await context.close()
  })

  it('narrows by outcome, and says how to widen when nothing is left', async () => {
    const { page, context } = await hub.visit({ person: 'hr', device: 'phone' })
    await page.goto(LIST)
    await page.getByText('7件', { exact: true }).waitFor()
    await page.getByRole('checkbox', { name: '継続', exact: true }).check()
    await page.getByText('1件', { exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('continued')
    await page.getByText('そのほかの条件').click()
    await page.getByLabel('理由', { exact: true }).selectOption('no_budget')
    await page.getByText('当てはまる取組がありません').waitFor()
    await page.getByText(/年度の幅を広げる/).waitFor()
    await page.getByRole('button', { name: '条件をすべて外す' }).last().click()
    await page.getByText('7件', { exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    await context.close()
  })

  it('ignores what an address says wrongly', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`${LIST}?outcome=invented&from=abcd&asOf=2023-02-31`)
    await page.getByText('7件', { exact: true }).waitFor()
    await context.close()
  })

  it('shows more than a page on demand', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(LIST)
    await settled(page)
    const made = await page.evaluate(async (path) => {
      for (let number = 1; number <= 18; number++) {
        const response = await fetch(`/api${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': `more-than-a-page-${number}`,
          },
          body: JSON.stringify({ cohort: 2018, title: `続きを見るための取組 ${number}` }),
        })
        if (!response.ok) return `${response.status} ${await response.text()}`
      }
      return 'all'
    }, LIST)
    expect(made).toBe('all')
    await page.reload()
    await page.getByText('25件', { exact: true }).waitFor()
    const rows = page.locator('tbody tr')
    expect(await rows.count()).toBe(20)
    await page.getByRole('button', { name: /^もっと見る/ }).click()
    await rows.nth(24).waitFor()
    expect(await page.getByRole('button', { name: /^もっと見る/ }).count()).toBe(0)
    await context.close()
  })
})

describe('when the hub does not answer', () => {
  it('says so, and shows the page once it does', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    const path = await proposalPath({ page, context, strangers: [], faults: [] }, '優先度設定')
    await page.goto(HOME)
    await settled(page)
    await page.route('**/api/**/proposals/*', (route) => route.abort())
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: '読み込めませんでした' }).waitFor()
    await page.unroute('**/api/**/proposals/*')
    await page.getByRole('button', { name: 'もう一度読み込む' }).click()
    await page.getByRole('heading', { level: 1, name: /優先度設定/ }).waitFor()
    await context.close()
  })
})
