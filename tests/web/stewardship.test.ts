import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, proposalPath, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const TALKS = 'コミュニケーションタイム'
const SURVEY = '10年後の沼津'

describe('who carries a proposal', () => {
  it('is HR itself after one action, and an office alone after another', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, TALKS))
    await settled(page)
    const section = page.getByRole('region', { name: '所管課・担当者' })
    await section.getByRole('button', { name: '担当を引き受ける' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('所管課は「人事課」です').waitFor()
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '引き受ける', exact: true }).click()
    await section.getByText('担当を記録しました').waitFor()
    const takeOver = section.getByRole('button', { name: '担当を引き受ける' })
    await takeOver.waitFor({ state: 'detached' })
    expect(await section.textContent()).toContain('担当者人事課 担当')

    await section.getByRole('button', { name: '所管課だけにする' }).click()
    await dialog.getByLabel(/^所管課/).fill('')
    await dialog.getByRole('button', { name: '所管課だけにする' }).click()
    await dialog.getByRole('button', { name: '所管課を入力してください。' }).waitFor()
    await dialog.getByLabel(/^所管課/).fill('政策企画課')
    await dialog.getByLabel(/^引継ぎメモ/).fill('四半期ごとに人事課へ報告')
    await dialog.getByRole('button', { name: '所管課だけにする' }).click()
    await dialog.waitFor({ state: 'detached' })
    await section.getByText('担当者は決めず、課で受け持っています').waitFor()
    const entry = page.getByRole('listitem').filter({ hasText: '四半期ごとに人事課へ報告' })
    expect(await entry.textContent()).toContain('人事課・人事課 担当 → 政策企画課')
    await context.close()
  })

  it('is somebody of the roster, whose office is filled in, until they leave: then it is an orphan', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const path = await proposalPath(visitor, SURVEY)
    const successor = await hub.tell(context, '/people', {
      name: '政策企画課 担当',
      office: '政策企画課',
      roles: [],
    })
    await page.goto(path)
    await settled(page)
    const section = page.getByRole('region', { name: '所管課・担当者' })
    const dialog = page.getByRole('dialog')
    await section.getByRole('button', { name: '引き継ぐ', exact: true }).click()
    await dialog.getByRole('button', { name: '引き継ぐ', exact: true }).click()
    await dialog.getByRole('button', { name: '次の担当者を選んでください。' }).waitFor()
    await dialog.getByLabel(/^次の担当者/).selectOption(successor.id)
    expect(await dialog.getByLabel(/^所管課/).inputValue()).toBe('政策企画課')
    await dialog.getByLabel(/^引継ぎメモ/).fill('調査票の案は共有フォルダーにある')
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '引き継ぐ', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await section.getByText('担当者・所管課：政策企画課 担当（政策企画課）').waitFor()

    await hub.tell(context, `/people/${successor.id}/transfer`, { leaves: true, on: '2026-04-01' })
    await page.goto(`/m/${NUMAZU}`)
    await settled(page)
    const task = page.getByRole('listitem').filter({ hasText: '担当者・所管課を見つける' })
    await task.locator('summary').click()
    await task.getByText('担当者が退職').waitFor()
    await task.getByRole('link').click()
    await section.getByText('調査票の案は共有フォルダーにある').waitFor()
    expect(await section.textContent()).toContain('最後の引継ぎメモ')
    expect(await section.textContent()).toContain('当時の研究生・マネ友：令和3年度 マネ友')
    await expectAccessible(visitor)

    await page.goto(`/m/${NUMAZU}/proposals`)
    await settled(page)
    await page.getByText('そのほかの条件').click()
    await page.getByLabel('担当者がいなくなったものだけ').check()
    await page.getByText('1件', { exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('orphaned')).toBe('true')
    expect(await page.locator('table').textContent()).toContain('担当者が退職')
    await context.close()
  })

  it('is told of today, so that a look at the past neither judges nor acts', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(`${await proposalPath(visitor, TALKS)}?asOf=2023-03-31`)
    await settled(page)
    const section = page.getByRole('region', { name: '所管課・担当者' })
    expect(await section.getByRole('button').count()).toBe(0)
    expect(await section.textContent()).not.toContain('状況を聞く相手')
    await context.close()
  })

  it('can be taken over only by those whose office the roster knows', async () => {
    const visitor = await hub.visit({ person: 'member', language: 'en', device: 'phone' })
    const { page, context } = visitor
    await page.goto(await proposalPath(visitor, TALKS))
    await settled(page)
    const section = page.getByRole('region', { name: 'Who carries it' })
    expect(await section.getByRole('button').allTextContents()).toEqual(['Take it over'])
    await section.getByRole('button', { name: 'Take it over' }).click()
    await page.getByRole('dialog').getByText('The roster does not say which office').waitFor()
    await expectAccessible(visitor)
    await context.close()
  })
})
