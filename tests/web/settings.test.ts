import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DEVICES,
  expectAccessible,
  expectToFit,
  NUMAZU,
  type OpenHub,
  openHub,
  settled,
} from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

type Told = { municipality: { settings: object } }
const SETTINGS = `/m/${NUMAZU}/settings`

describe('the settings', () => {
  it('are changed by HR: a year without cohort, and an office with its successor', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(`/m/${NUMAZU}/people`)
    await page.getByRole('navigation').getByRole('link', { name: '設定', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '設定' }).waitFor()
    await page.getByLabel(/^要更新とするまでの期間/).selectOption('2')
    await page.getByLabel(/^メールの差出人名/).fill('沼津市 人事課')
    await page.getByLabel('並べて示すことに同意する').check()
    await page.getByRole('button', { name: '年度を追加' }).click()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByRole('button', { name: '年度を選んでください。' }).waitFor()
    const year = page.getByRole('group', { name: '新しい年度' })
    await year.getByLabel('派遣').selectOption('not_dispatched')
    await year.getByLabel('年度', { exact: true }).selectOption('2016')
    for (const name of ['政策推進部', '政策企画課']) {
      await page.getByRole('button', { name: '課を追加' }).click()
      await page.getByRole('group', { name: '新しい課' }).getByLabel('課の名前').fill(name)
    }
    const ended = page.getByRole('group', { name: '政策推進部' })
    await ended.getByLabel(/^廃止の日/).fill('2026-04-01')
    await ended.getByLabel(/^引き継いだ課/).fill('どこにもない課')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByRole('alert').waitFor()
    await expectAccessible(visitor)
    await ended.getByLabel(/^引き継いだ課/).fill('政策企画課')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('設定を保存しました').waitFor()
    await page.reload()
    await settled(page)
    expect(await page.getByLabel(/^要更新とするまでの期間/).inputValue()).toBe('2')
    expect(await ended.getByLabel(/^引き継いだ課/).inputValue()).toBe('政策企画課')
    expect(await page.getByLabel('並べて示すことに同意する').isChecked()).toBe(true)
    const place = (await hub.ask(context, '')) as {
      municipality: { cohorts: { fiscalYear: number; record: string }[] }
    }
    expect(place.municipality.cohorts.find(({ fiscalYear }) => fiscalYear === 2016)?.record).toBe(
      'not_dispatched',
    )
    await context.close()
  })

  it('that somebody else has changed meanwhile are not overwritten, and nothing typed is lost', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(SETTINGS)
    await settled(page)
    await page.getByLabel(/^メールの差出人名/).fill('打ちかけの差出人')
    await page.getByLabel(/^保存年限/).fill('12')
    const { municipality } = (await hub.ask(context, '')) as { municipality: { edition: number } }
    const saved = await context.request.patch(`${hub.origin}/api/m/${NUMAZU}/settings`, {
      headers: {
        origin: hub.origin,
        'idempotency-key': randomUUID(),
        'if-match': `"${municipality.edition}"`,
      },
      data: { retentionYears: 20, language: 'en' },
    })
    expect(saved.status()).toBe(200)
    await page.reload()
    await page.getByText('前に書きかけた内容を表示しています').waitFor()
    expect(await page.getByLabel(/^メールの差出人名/).inputValue()).toBe('打ちかけの差出人')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('ほかの人が先に編集しました').waitFor()
    await expectAccessible(visitor)
    await page.getByRole('button', { name: 'この内容で編集を続ける' }).click()
    await page.getByText('新しい版に合わせました').waitFor()
    expect(await page.getByLabel(/^保存年限/).inputValue()).toBe('12')
    expect(await page.getByLabel('メールの言語').inputValue()).toBe('en')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('設定を保存しました').waitFor()
    // What is saved can be changed at once, from where it stands.
    expect(await page.getByLabel(/^メールの差出人名/).inputValue()).toBe('打ちかけの差出人')
    await page.getByLabel(/^保存年限/).fill('13')
    await page.getByRole('button', { name: '保存する' }).click()
    await expect
      .poll(async () => ((await hub.ask(context, '')) as Told).municipality.settings)
      .toMatchObject({ mailSender: '打ちかけの差出人', retentionYears: 13, language: 'en' })
    await context.close()
  })

  it('keep years that have proposals', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(SETTINGS)
    await settled(page)
    await page.getByRole('button', { name: '取り除く（令和3年度）' }).click()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.textContent('main')).not.toContain('設定を保存しました')
    await context.close()
  })

  it('are accessible and fit on a phone in English, and are not for everybody', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone', language: 'en' })
    await visitor.page.setViewportSize(DEVICES.phone.viewport)
    await visitor.page.goto(SETTINGS)
    await settled(visitor.page)
    await expectAccessible(visitor)
    await visitor.page.setViewportSize({ width: 320, height: 640 })
    await expectToFit(visitor.page)
    await visitor.context.close()
    const { page, context } = await hub.visit({ person: 'executive' })
    await page.goto(SETTINGS)
    await page.getByText('このページを見る権限がありません').waitFor()
    await context.close()
  })
})
