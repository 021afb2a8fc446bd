import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenHub, openHub, proposalPath, settled } from './hub.ts'
import { fill, group, MEETING, SURVEY, send, told } from './report-form.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

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

  it('about one proposal is never recorded under the one that one goes back to', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const [here, there] = [
      await proposalPath(visitor, MEETING),
      await proposalPath(visitor, SURVEY),
    ]
    const id = (path: string) => path.split('/').at(-1)
    await hub.tell(context, `/proposals/${id(there)}/links`, { kind: 'retries', to: id(here) })
    const heading = (name: RegExp) => page.getByRole('heading', { level: 1, name })
    await page.goto(here)
    await page.getByRole('link', { name: new RegExp(SURVEY) }).click()
    await heading(new RegExp(SURVEY)).waitFor()
    await settled(page)
    await page.getByRole('button', { name: 'コメントを書く' }).click()
    const dialog = page.getByRole('dialog')
    const text = dialog.getByRole('textbox', { name: /^コメント/ })
    await text.fill('調査についての言葉')
    await page.goBack()
    await heading(new RegExp(MEETING)).waitFor()
    expect(await dialog.count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.getByRole('button', { name: 'コメントを書く' }).click()
    expect(await text.inputValue()).toBe('')
    // There it is still being written.
    await page.goto(there)
    await page.getByRole('button', { name: 'コメントを書く' }).click()
    expect(await text.inputValue()).toBe('調査についての言葉')
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

  it('is kept while too many ask at once, and nobody is told that there is no connection', async () => {
    const visitor = await hub.visit({ person: 'alumnus' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, MEETING)
    await page.goto(`${path}/report?kind=report`)
    await fill(page, '混み合っても残る')
    // As API Gateway says it, before anything of the hub is asked.
    await page.route('**/reports', (route) =>
      route.fulfill({ status: 429, json: { message: 'Too Many Requests' } }),
    )
    await send(page).click()
    await page.getByRole('alert').getByText('ただいま混み合っています').waitFor()
    expect(await page.getByRole('alert').textContent()).not.toContain('通信できません')
    await page.unroute('**/reports')
    await send(page).click()
    await page.getByText('報告を記録しました').waitFor()
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

  it('is nobody else’s in a tab that stays open while somebody else signs in in another', async () => {
    const visitor = await hub.visit()
    const { page, context } = visitor
    await hub.signIn(context, 'alumnus')
    const path = `${await proposalPath(visitor, MEETING)}/report?kind=report`
    const reason = page.getByRole('textbox', { name: /^なぜそうなったのか/ })
    const keptDrafts = () =>
      page.evaluate(() => Object.keys(localStorage).map((name) => name.split('/')[2]))
    await page.goto(path)
    await fill(page, 'ほかの人の名では残らない')
    await expect.poll(keptDrafts).toHaveLength(1)
    const [writer] = await keptDrafts()

    const other = await context.newPage()
    // Their session has run out: nobody has signed out, which the first tab would have been told.
    await context.clearCookies()
    await other.goto('/')
    await other.getByRole('link', { name: 'サインインする' }).waitFor()
    await hub.signIn(context, 'hr')
    // The first tab is somebody else’s now, with a form of their own.
    await expect.poll(() => reason.inputValue()).toBe('')
    expect(await page.getByRole('radio', { name: '一度のみ実施' }).count()).toBe(0)
    await reason.fill('人事課の言葉')
    await expect.poll(keptDrafts).toHaveLength(2)
    await page.locator('header summary').click()
    await page.getByRole('button', { name: 'サインアウト' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '残してサインアウト' }).click()
    await page.getByRole('link', { name: 'サインインする' }).waitFor()

    await hub.signIn(context, 'alumnus')
    await page.goto(path)
    await page.getByText('前に書きかけた内容を表示しています').waitFor()
    expect(await reason.inputValue()).toBe('ほかの人の名では残らない')
    expect(await keptDrafts()).toContain(writer)
    await page.evaluate(() => localStorage.clear())
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
