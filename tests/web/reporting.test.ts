import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type OpenHub, openHub, proposalPath, settled } from './hub.ts'
import { fill, group, MEETING, SURVEY, send, TALKS, told } from './report-form.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

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

  it('records a person’s words in the role that fits the proposal, and a correction keeps it', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, 'オフサイトミーティング')
    const ofProposal = path.slice(path.indexOf('/proposals'))
    const ungranted = (name: string, office: string) =>
      hub.tell(context, '/people', { name, office, roles: [] })
    const steward = await ungranted('窓口 担当', '人事課')
    const other = await ungranted('市民課 担当', '市民課')
    await hub.tell(context, `${ofProposal}/stewardship`, {
      to: { office: '人事課', memberId: steward.id },
    })
    const speaker = page.getByLabel(/^誰の話ですか/)
    const capacity = page.getByLabel(/^どの立場での話ですか/)
    await page.goto(`${path}/report?kind=hearing`)
    await settled(page)
    await speaker.selectOption(`person/${other.id}`)
    await group(page, /^いつ聞きましたか/)
      .getByRole('button', { name: '今日' })
      .click()
    await fill(page, '担当から聞いた')
    await send(page).click()
    await page.getByRole('button', { name: 'どの立場での話かを選んでください。' }).waitFor()
    await expectAccessible(visitor)
    await speaker.selectOption(`person/${steward.id}`)
    expect(await capacity.locator('option:checked').textContent()).toBe('担当者')
    await send(page).click()
    await page.getByText('聞き取りを記録しました').waitFor()
    await page.getByText('窓口 担当・担当者').first().waitFor()
    const last = async () => (await told(visitor, path)).proposal.reports.at(-1)
    const words = { speaker: { role: 'steward', memberId: steward.id } }
    expect(await last()).toMatchObject({ side: 'dispatcher', hearing: words })

    await hub.tell(context, `${ofProposal}/stewardship`, { to: null })
    const entry = page.getByRole('listitem').filter({ hasText: '担当から聞いた' })
    await entry.getByRole('link', { name: '訂正する' }).click()
    await settled(page)
    expect(await capacity.locator('option:checked').textContent()).toBe('担当者')
    await page.getByRole('textbox', { name: /^なぜそうなったのか/ }).fill('書き直した')
    await page.getByRole('button', { name: '訂正を送る' }).click()
    await page.getByText('訂正を記録しました').waitFor()
    expect(await last()).toMatchObject({ reason: '書き直した', hearing: words })
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
