import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  expectAccessible,
  type OpenHub,
  openHub,
  proposalPath,
  settled,
  type Visitor,
} from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

type Detail = {
  standing: { code: string; manner?: string; kind?: string; reason?: string }
  proposal: {
    reports: {
      id: string
      outcome: string
      manner?: string
      factors: string[]
      reason?: string
      unchangedFrom?: string
      corrected?: object
      withdrawn?: { reason?: string }
      hearing?: { speaker: { role: string; cohort?: number }; means?: string }
      evidence?: { url: string; label?: string }[]
      asOf: { precision: string; date: string }
    }[]
  }
}

const SURVEY = '10年後の沼津'
const MEETING = '優先度設定'
const TALKS = 'コミュニケーションタイム'

/** The proposal as the API tells it to that visitor. */
async function told({ page }: Visitor, path: string): Promise<Detail> {
  const response = await page.request.get(path.replace('/m/', '/api/m/'))
  return (await response.json()) as Detail
}

const group = (page: Page, name: RegExp) => page.getByRole('group', { name })

/** Fills in what a report must have. */
async function fill(page: Page, reason: string): Promise<void> {
  await page.getByRole('radio', { name: /^継続できなかった/ }).check()
  await page.getByRole('radio', { name: '一度のみ実施' }).check()
  await group(page, /^いつの時点/)
    .getByRole('button', { name: '今日' })
    .click()
  await page.getByRole('checkbox', { name: '時間・人員が不足した' }).check()
  await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).fill(reason)
}

const send = (page: Page) => page.getByRole('button', { name: '送る', exact: true })

describe('reporting an outcome on a phone', () => {
  it('preselects nothing, and names everything that is missing beside its field', async () => {
    const visitor = await hub.visit({ person: 'alumnus', device: 'phone' })
    const { page, context } = visitor
    await page.goto(`${await proposalPath(visitor, SURVEY)}/report`)
    await settled(page)
    const chosen = await page
      .locator('main input:checked')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
    // An alumnus can only report, so there is nothing to choose.
    expect(chosen).toEqual([])
    await send(page).click()
    const summary = page.getByRole('alert')
    await summary.waitFor()
    expect(
      await page.evaluate(() => document.activeElement?.querySelector('[role=alert]')),
    ).not.toBe(null)
    expect(await summary.getByRole('button').allTextContents()).toEqual([
      '取組状況を選んでください。',
      'いつの時点の状況かを入力してください。',
      '理由を一つ以上選んでください。分からないときは「不明」を選べます。',
    ])
    await summary.getByRole('button', { name: /^理由を一つ以上/ }).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox')
    await expectAccessible(visitor)
    await context.close()
  })

  it('shows the recorded outcome with its reason', async () => {
    const visitor = await hub.visit({ person: 'alumnus', device: 'phone' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, SURVEY)
    await page.goto(path)
    await page.getByRole('link', { name: '状況を報告する' }).click()
    await settled(page)
    await fill(page, '一度だけ実施し、その後は人手が足りなかった')
    await page.getByRole('button', { name: 'リンクを追加' }).click()
    await page.getByLabel('リンク1のアドレス').fill('https://example.org/notice.pdf')
    await page.getByLabel(/^リンク1の名前/).fill('実施通知')
    await send(page).click()
    await page.getByText('報告を記録しました').waitFor()
    const standing = page.getByRole('region', { name: /現在の取組状況/ })
    await standing.getByText('一度のみ実施').waitFor()
    expect(await standing.textContent()).toContain('一度だけ実施し、その後は人手が足りなかった')
    expect(await page.getByRole('link', { name: /実施通知/ }).getAttribute('href')).toBe(
      'https://example.org/notice.pdf',
    )
    expect((await told(visitor, path)).standing).toMatchObject({
      code: 'stalled',
      manner: 'one_off',
      kind: 'report',
    })
    await context.close()
  })

  it('carries the last outcome and reasons over as 前回から変わりなし', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, TALKS)
    await page.goto(`${path}/report?kind=report`)
    await page.getByRole('button', { name: '前回から変わりなし' }).click()
    await group(page, /^いつの時点/)
      .getByRole('radio', { name: '年度まで' })
      .check()
    await page.getByLabel('年度', { exact: true }).selectOption('2024')
    await send(page).click()
    await page.getByText('報告を記録しました').waitFor()
    const { reports } = (await told(visitor, path)).proposal
    const before = reports.at(-2)
    expect(reports.at(-1)).toMatchObject({
      outcome: before?.outcome,
      manner: before?.manner,
      factors: before?.factors,
      reason: before?.reason,
      unchangedFrom: before?.id,
      asOf: { precision: 'fiscal_year', date: '2024' },
    })
    await context.close()
  })

  it('records a hearing: whose words, when and how', async () => {
    const visitor = await hub.visit({ person: 'member', device: 'phone' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, 'オフサイトミーティング')
    await page.goto(path)
    await page.getByRole('link', { name: '聞き取りを記録する' }).click()
    await settled(page)
    await page.getByLabel(/^誰の話ですか/).selectOption({ label: '令和元年度研究生（マネ友）' })
    const heard = group(page, /^いつ聞きましたか/)
    await heard.getByRole('radio', { name: '月まで' }).check()
    await heard.getByLabel('年', { exact: true }).selectOption('2022')
    await heard.getByLabel('月', { exact: true }).selectOption('05')
    await page.getByRole('radio', { name: '電話' }).check()
    await fill(page, '一度だけ集まったと聞いた')
    await send(page).click()
    await page.getByText('聞き取りを記録しました').waitFor()
    expect((await told(visitor, path)).proposal.reports.at(-1)).toMatchObject({
      hearing: {
        speaker: { role: 'alumnus', cohort: 2019 },
        heardOn: { precision: 'month', date: '2022-05' },
        means: 'phone',
      },
    })
    await context.close()
  })

  it('corrects and withdraws, and keeps both in sight', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, '求める職員像')
    await page.goto(`${path}/report?kind=report`)
    await fill(page, '最初の記録')
    await send(page).click()
    await page.getByText('報告を記録しました').waitFor()
    await page.getByRole('link', { name: '訂正する' }).click()
    await settled(page)
    const reason = page.getByRole('textbox', { name: /^なぜそうなったのか/ })
    expect(await reason.inputValue()).toBe('最初の記録')
    await reason.fill('訂正した記録')
    await page.getByRole('button', { name: '訂正を送る' }).click()
    await page.getByText('訂正を記録しました').waitFor()
    await page.getByText('訂正済み').waitFor()
    await page.getByRole('button', { name: '取り下げる' }).click()
    const dialog = page.getByRole('dialog')
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '取り下げる', exact: true }).click()
    await dialog.getByRole('button', { name: '取り下げる理由を書いてください。' }).waitFor()
    await dialog.getByRole('textbox').fill('別の取組の話だった')
    await dialog.getByRole('button', { name: '取り下げる', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('取り下げ済み').waitFor()
    const detail = await told(visitor, path)
    expect(detail.standing.code).toBe('unconfirmed')
    expect(detail.proposal.reports).toMatchObject([
      { reason: '最初の記録', corrected: {} },
      { reason: '訂正した記録', withdrawn: { reason: '別の取組の話だった' } },
    ])
    await context.close()
  })
})

describe('前回から変わりなし', () => {
  it('is not taken when somebody has recorded something newer meanwhile', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const other = await hub.visit({ person: 'alumnus' })
    const path = await proposalPath(visitor, MEETING)
    const { page } = visitor
    await page.goto(`${path}/report?kind=report`)
    await page.getByRole('button', { name: '前回から変わりなし' }).click()
    await group(page, /^いつの時点/)
      .getByRole('button', { name: '今日' })
      .click()

    await other.page.goto(`${path}/report?kind=report`)
    await fill(other.page, '先に送られた報告')
    await send(other.page).click()
    await other.page.getByText('報告を記録しました').waitFor()

    await send(page).click()
    await page.getByText('前回の記録が変わりました').waitFor()
    await page.getByRole('button', { name: 'いまの記録を表示する' }).click()
    await page.getByText('前回：').locator('..').getByText('一度のみ実施').waitFor()
    await Promise.all([visitor.context.close(), other.context.close()])
  })
})

describe('what was typed', () => {
  it('survives a closed tab, and can be deleted', async () => {
    const visitor = await hub.visit({ person: 'alumnus' })
    const { page, context } = visitor
    const path = `${await proposalPath(visitor, MEETING)}/report?kind=report`
    await page.goto(path)
    await fill(page, '閉じても残る')
    await page.close()
    const again = await context.newPage()
    await again.goto(path)
    await again.getByText('前に書きかけた内容を表示しています').waitFor()
    const reason = again.getByRole('textbox', { name: /^なぜそうなったのか/ })
    expect(await reason.inputValue()).toBe('閉じても残る')
    expect(await again.getByRole('radio', { name: '一度のみ実施' }).isChecked()).toBe(true)
    await again.getByRole('button', { name: '書きかけを消して' }).click()
    expect(await reason.inputValue()).toBe('')
    await again.reload()
    await settled(again)
    expect(await reason.inputValue()).toBe('')
    await context.close()
  })

  it('survives a failed request, and is recorded once although it was sent twice', async () => {
    const visitor = await hub.visit({ person: 'alumnus' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, MEETING)
    const before = (await told(visitor, path)).proposal.reports.length
    await page.goto(`${path}/report?kind=report`)
    await fill(page, '応答だけが届かない')
    // The hub records it, and its answer is lost on the way.
    await page.route('**/reports', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await send(page).click()
    await page.getByRole('alert').getByText('送れませんでした').waitFor()
    expect(await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).inputValue()).toBe(
      '応答だけが届かない',
    )
    await page.unroute('**/reports')
    await send(page).click()
    await page.getByText('報告を記録しました').waitFor()
    expect((await told(visitor, path)).proposal.reports.length).toBe(before + 1)
    await page.goto(`${path}/report?kind=report`)
    await settled(page)
    expect(await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).inputValue()).toBe('')
    await context.close()
  })

  it('is not silently replaced when it was changed after its first version was recorded', async () => {
    const visitor = await hub.visit({ person: 'alumnus' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, MEETING)
    const before = (await told(visitor, path)).proposal.reports.length
    await page.goto(`${path}/report?kind=report`)
    await fill(page, '一つ目の文')
    await page.route('**/reports', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await send(page).click()
    await page.getByRole('alert').getByText('送れませんでした').waitFor()
    await page.unroute('**/reports')
    await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).fill('書き直した文')
    await send(page).click()
    await page.getByText('この内容の前の版は、すでに記録されています').waitFor()
    expect((await told(visitor, path)).proposal.reports.length).toBe(before + 1)
    await context.close()
  })

  it('is recorded once when the button is pressed twice', async () => {
    const visitor = await hub.visit({ person: 'alumnus', device: 'phone' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, MEETING)
    const before = (await told(visitor, path)).proposal.reports.length
    await page.goto(`${path}/report?kind=report`)
    await fill(page, '二度押した')
    await send(page).dblclick()
    await page.getByText('報告を記録しました').waitFor()
    expect((await told(visitor, path)).proposal.reports.length).toBe(before + 1)
    await context.close()
  })

  it('survives an expired session: one signs in again, comes back and sends it', async () => {
    const visitor = await hub.visit()
    const { page, context } = visitor
    await hub.signIn(context, 'alumnus')
    const path = await proposalPath(visitor, MEETING)
    await page.goto(`${path}/report?kind=report`)
    await fill(page, '期限が切れても残る')
    await context.clearCookies({ name: 'session' })
    await send(page).click()
    await page.getByText('サインインの期限が切れました').waitFor()
    await page.getByRole('link', { name: 'サインインし直す' }).click()
    await page.click('button[value="alumnus2021@numazu.example"]')
    await page.waitForURL(`**${path}/report?kind=report`)
    await page.getByText('前に書きかけた内容を表示しています').waitFor()
    expect(await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).inputValue()).toBe(
      '期限が切れても残る',
    )
    await send(page).click()
    await page.getByText('報告を記録しました').waitFor()
    await context.close()
  })

  // ASVS 14.3.1
  it('is not shown to somebody else on the same device, and can be deleted on leaving', async () => {
    const visitor = await hub.visit()
    const { page, context } = visitor
    await hub.signIn(context, 'alumnus')
    const path = await proposalPath(visitor, MEETING)
    await page.goto(`${path}/report?kind=report`)
    await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).fill('ほかの人に見せない')
    await page.locator('header summary').click()
    await page.getByRole('button', { name: 'サインアウト' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '残してサインアウト' }).click()
    await page.getByRole('link', { name: 'サインインする' }).waitFor()
    await hub.signIn(context, 'hr')
    await page.goto(`${path}/report?kind=report`)
    await settled(page)
    expect(await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).inputValue()).toBe('')
    await page.locator('header summary').click()
    await page.getByRole('button', { name: 'サインアウト' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '消してサインアウト' }).click()
    await page.getByRole('link', { name: 'サインインする' }).waitFor()
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    expect(page.url()).toBe(`${hub.origin}/`)
    await context.close()
  })

  // ASVS 14.3.3
  it('lies on the device sealed, and opens to its writer and under its name alone', async () => {
    const visitor = await hub.visit({ person: 'alumnus' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, MEETING)
    const reason = page.getByRole('textbox', { name: /^なぜそうなったのか/ })
    const lying = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
    await page.goto(`${path}/report?kind=report`)
    await reason.fill('端末には読める形で残らない')
    await expect.poll(lying).toMatch(/"mane-tomo-draft\/222038\/[^"]+":.*sealed/)
    expect(await lying()).not.toContain('端末には読める形で残らない')
    await page.reload()
    await page.getByText('前に書きかけた内容を表示しています').waitFor()
    expect(await reason.inputValue()).toBe('端末には読める形で残らない')

    await page.evaluate(() => {
      for (const [name, draft] of Object.entries({ ...localStorage }))
        localStorage.setItem(name.replace(/\/report$/, ''), draft)
    })
    await page.goto(`${path}/report`)
    await settled(page)
    expect(await page.getByText('前に書きかけた内容を表示しています').count()).toBe(0)
    await page.evaluate(() => localStorage.clear())
    await context.close()
  })

  it('is taken away after thirty days, whoever left it', async () => {
    const { page, context } = await hub.visit({ person: 'alumnus' })
    await page.goto('/')
    await settled(page)
    await page.evaluate(() => {
      const day = 24 * 60 * 60_000
      for (const [name, days] of Object.entries({ old: 31, young: 29 })) {
        const savedAt = new Date(Date.now() - days * day).toISOString()
        const draft = JSON.stringify({ savedAt, sealed: 'somebody’s' })
        localStorage.setItem(`mane-tomo-draft/222038/somebody/${name}`, draft)
      }
    })
    await page.reload()
    await settled(page)
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([
      'mane-tomo-draft/222038/somebody/young',
    ])
    await page.evaluate(() => localStorage.clear())
    await context.close()
  })

  it('shows what the hub refuses beside its field, in the reader’s language', async () => {
    const visitor = await hub.visit({ person: 'hr', language: 'en' })
    const { page, context } = visitor
    await page.goto(`${await proposalPath(visitor, MEETING)}/report?kind=report`)
    await page.getByRole('radio', { name: /^Completed/ }).check()
    await group(page, /^As of when/)
      .getByRole('button', { name: 'Today' })
      .click()
    await page.getByRole('checkbox', { name: /^Unknown|^Not known|unknown/i }).check()
    await page.getByRole('button', { name: 'Add a link' }).click()
    await page.getByLabel('Address of link 1').fill('javascript:alert(1)')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Address of link 1').getAttribute('aria-invalid')).toBe('true')
    const described = await page.getByLabel('Address of link 1').getAttribute('aria-describedby')
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/http/)
    await context.close()
  })
})
