import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  expectAccessible,
  expectToFit,
  NUMAZU,
  type OpenHub,
  openHub,
  proposalPath,
  settled,
} from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
  // One request, whatever the first test does.
  const { context } = await hub.visit({ person: 'hr' })
  const { needed } = (await hub.ask(context, '/requests/needed')) as {
    needed: { proposal: { id: string } }[]
  }
  const proposalIds = needed.map(({ proposal }) => proposal.id)
  const dueOn = new Date(Date.now() + 10 * 24 * 60 * 60_000).toISOString().slice(0, 10)
  await hub.tell(context, '/requests', { proposalIds, dueOn })
  await context.close()
})
afterAll(() => hub?.close())

/** The path of the link in the request that was mailed last. */
async function lastLink(): Promise<string> {
  const text = await (await fetch(`${hub.origin}/mailbox`)).text()
  const [path] = /\/r\/[\w-]{68}/.exec(text) ?? []
  if (!path) throw new Error('no request was mailed')
  return path
}

describe('asking for answers', () => {
  it('is done from a proposal’s page and in bulk, and says who was asked', async () => {
    const hr = await hub.visit({ person: 'hr' })
    const { page } = hr
    await page.goto(`/m/${NUMAZU}/requests`)
    await page.getByRole('heading', { level: 1, name: '回答をまとめて依頼' }).waitFor()
    await settled(page)
    await expectAccessible(hr)
    await page.getByRole('button', { name: '依頼する', exact: true }).click()
    await page.getByText('依頼する取組を選んでください。').first().waitFor()
    await page.getByRole('button', { name: 'すべて選ぶ' }).click()
    await page.getByRole('button', { name: '依頼する', exact: true }).click()
    await page.getByText(/人に(メールで)?依頼しました/).waitFor()
    await expectAccessible(hr)

    // The same ones once more, until another day: that is another request.
    const { needed } = (await hub.ask(hr.context, '/requests/needed')) as {
      needed: { proposal: { id: string }; people: unknown[] }[]
    }
    const id = needed.find(({ people }) => people.length > 0)?.proposal.id
    const asked = async () => {
      const { asked } = (await hub.ask(hr.context, `/proposals/${id}/requests`)) as {
        asked: { dueOn: string }[]
      }
      return asked.map(({ dueOn }) => dueOn)
    }
    const before = await asked()
    const later = new Date(Date.now() + 20 * 24 * 60 * 60_000).toISOString().slice(0, 10)
    await page.getByRole('button', { name: 'すべて選ぶ' }).click()
    await page.getByLabel('回答の期限').fill(later)
    const answered = page.waitForResponse((one) => one.request().method() === 'POST')
    await page.getByRole('button', { name: '依頼する', exact: true }).click()
    expect((await answered).status()).toBe(201)
    const after = await asked()
    expect(after.length).toBeGreaterThan(before.length)
    expect(after[0]).toBe(later)

    await page.goto(await proposalPath(hr, 'コミュニケーション'))
    await page.getByRole('heading', { name: '回答の依頼' }).waitFor()
    await page.getByRole('button', { name: '回答を依頼する' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('依頼する相手').waitFor()
    await expectAccessible(hr)
    await hr.context.close()
  })

  it('the link is answered on a small phone without script, in Japanese and English', async () => {
    const path = await lastLink()
    const phone = await hub.visit({ device: 'phone', script: false, width: 320 })
    const { page } = phone
    await page.goto(path)
    await expectToFit(page)
    // A thumb hits every choice.
    for (const box of await page.locator('label.c:visible').all())
      expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await page.getByRole('button', { name: '回答を送る' }).click()
    await page.getByText('まだ何も選ばれていません').waitFor()
    await page.getByLabel('取り組めなかった（未着手）・検討中').first().check()
    await page.getByLabel('所管・担当が決まらなかった').first().check()
    await expectToFit(page)
    await page.getByRole('button', { name: '回答を送る' }).click()
    await page.getByText('ご回答ありがとうございました').waitFor()
    await page.getByText('回答済み：取り組めなかった（未着手）・検討中').waitFor()
    // What is sent doesn't look as if it still were to be sent.
    await page.getByText('送信済み・訂正する', { exact: true }).waitFor()
    expect(await page.getByRole('button').allTextContents()).toEqual([
      expect.stringMatching(/^(残り\d+件の回答を送る|訂正を送る)$/),
    ])
    await expectToFit(page)
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'How it stands' }).waitFor()
    await expectToFit(page)
    await phone.context.close()
  })

  it.each(['ja', 'en'] as const)(
    'no violation is found on the page behind the link (%s)',
    async (language) => {
      const path = `${await lastLink()}?l=${language}`
      for (const device of ['phone', 'desktop'] as const) {
        const visitor = await hub.visit({ device })
        await visitor.page.goto(path)
        await expectAccessible(visitor)
        for (const summary of await visitor.page.locator('summary').all()) await summary.click()
        await visitor.page.locator('input[value="stalled.ended"]:visible').first().check()
        await expectAccessible(visitor)
        await visitor.context.close()
      }
    },
  )

  it('a mail scanner with a browser of its own opens and clicks everything, and nothing changes', async () => {
    const path = await lastLink()
    const left = async () => {
      const page = await (await fetch(`${hub.origin}${path}`)).text()
      return [/あと\d回送れます/.exec(page)?.[0], page.match(/回答済み/g)?.length]
    }
    const mailsNow = async () => (await fetch(`${hub.origin}/mailbox`)).text()
    const hr = await hub.visit({ person: 'hr' })
    const history = async () => JSON.stringify(await hub.ask(hr.context, '/events'))
    const before = [await left(), await mailsNow(), await history()]
    // Everything that stands in the mail, with script on, and whatever the pages lead to.
    const mail = /<div class="letter">(.*?)<\/div>/s.exec(before[1] as string)?.[1] ?? ''
    const addresses = [...mail.matchAll(/href="([^"]+)"/g)].map(([, address = '']) => address)
    expect(addresses.length).toBeGreaterThanOrEqual(2)
    const robot = await hub.visit()
    const { page } = robot
    for (const address of addresses) {
      await page.goto(address, { waitUntil: 'networkidle' })
      expect(await page.locator('script, iframe, img, object, link').count()).toBe(0)
      const led = await page
        .locator('a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
      for (const target of new Set(led)) await page.goto(target, { waitUntil: 'networkidle' })
    }
    await page.goto(path)
    for (const summary of await page.locator('summary').all()) await summary.click()
    await page.locator('form button').click()
    await page.getByText('まだ何も選ばれていません').waitFor()
    await page.locator('form').evaluate((form) => (form as HTMLFormElement).submit())
    await page.getByText('まだ何も選ばれていません').waitFor()
    await page.request.head(path)
    await page.request.get(path, { headers: { 'sec-purpose': 'prefetch;prerender' } })
    expect([await left(), await mailsNow(), await history()]).toEqual(before)
    expect(robot.faults).toEqual([])
    await robot.context.close()
    await hr.context.close()
  })

  it('a sheet is typed in: what is wrong is told beside it, the rest is recorded, nothing is lost', async () => {
    const hr = await hub.visit({ person: 'hr' })
    const { page } = hr
    await page.goto(await proposalPath(hr, '研修後に対話時間'))
    const typing = page.getByRole('link', { name: '回答票を入力する' }).first()
    await typing.click()
    await page.getByRole('heading', { level: 1, name: '回答票の入力' }).waitFor()
    await settled(page)
    const cards = page.locator('section:has(select)')
    expect(await cards.count()).toBeGreaterThanOrEqual(2)
    await cards
      .nth(0)
      .getByLabel('いま、どうなっていますか')
      .selectOption({ label: '5 継続できなかった・休止中' })
    await cards.nth(0).getByLabel('ひとこと').fill('担い手が異動した')
    await cards.nth(1).getByLabel('いま、どうなっていますか').selectOption('10')
    await cards.nth(1).getByLabel('詳しい人').fill('地域自治課')
    await page.getByRole('button', { name: '記録する' }).click()
    await page.getByRole('button', { name: /理由を一つ以上選んで/ }).waitFor()
    await expectAccessible(hr)

    // The tab is closed meanwhile; and what only the hub can tell comes back beside its proposal.
    await page.reload()
    await settled(page)
    expect(await cards.nth(0).getByLabel('ひとこと').inputValue()).toBe('担い手が異動した')
    await cards.nth(0).getByText('4 人事異動で担い手がいなくなった').click()
    await page.route('**/answers', (route) => {
      const { heardOn: _, ...body } = route.request().postDataJSON()
      return route.continue({ postData: JSON.stringify({ ...body, heardOn: '2020-04-01' }) })
    })
    await page.getByRole('button', { name: '記録する' }).click()
    await page.getByRole('alert').waitFor()
    expect(await cards.nth(0).getByLabel('ひとこと').inputValue()).toBe('担い手が異動した')
    await page.getByText(/に回答済み。直すときは/).waitFor()
    await page.unroute('**/answers')
    await page.getByRole('button', { name: '記録する' }).click()
    await page.getByText('2件を記録しました').waitFor()
    await hr.context.close()

    const phone = await hub.visit({ person: 'hr', device: 'phone', language: 'en' })
    await phone.page.goto(new URL(page.url()).pathname)
    await phone.page.getByRole('heading', { level: 1, name: 'Typing an answer sheet in' }).waitFor()
    await settled(phone.page)
    await expectAccessible(phone)
    await phone.context.close()
  })

  it('a sheet is read in, and shown line by line before anything is recorded', async () => {
    const hr = await hub.visit({ person: 'hr' })
    const { page } = hr
    const { needed } = (await hub.ask(hr.context, '/requests/needed')) as {
      needed: { proposal: { id: string } }[]
    }
    const id = needed[0]?.proposal.id
    const { asked } = (await hub.ask(hr.context, `/proposals/${id}/requests`)) as {
      asked: { requestId: string }[]
    }
    const address = `/api/m/${NUMAZU}/requests/${asked[0]?.requestId}/sheet?format=xlsx`
    const sheet = await (await page.request.get(address)).body()
    await page.goto(`/m/${NUMAZU}/requests/sheets`)
    await page.getByLabel('記入された回答票').setInputFiles({
      name: '回答票.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: sheet,
    })
    await page.getByRole('heading', { name: /の回答票$/ }).waitFor()
    await page.getByText('記入なし').first().waitFor()
    expect(await page.getByRole('button', { name: '0件を記録する' }).isDisabled()).toBe(true)
    await expectAccessible(hr)
    await hr.context.close()
  })
})
