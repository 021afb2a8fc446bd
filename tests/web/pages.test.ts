import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DEVICES,
  expectAccessible,
  expectToFit,
  NUMAZU,
  type OpenHub,
  openHub,
  type Person,
  proposalPath,
  settled,
  type Visitor,
} from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const HOME = `/m/${NUMAZU}`
const TITLE = 'コミュニケーションタイム'
const PAGES: { name: string; person?: Person; path: string; onProposal?: boolean }[] = [
  { name: 'the landing page', path: '/' },
  { name: 'the overview of HR', person: 'hr', path: HOME },
  { name: 'the overview of a new cohort', person: 'member', path: HOME },
  { name: 'the overview on an earlier day', person: 'hr', path: `${HOME}?asOf=2022-06-30` },
  { name: 'the list', person: 'alumnus', path: `${HOME}/proposals` },
  {
    name: 'an empty list',
    person: 'hr',
    path: `${HOME}/proposals?q=存在しない言葉&factor=no_budget`,
  },
  { name: 'one proposal as HR', person: 'hr', path: '', onProposal: true },
  { name: 'one proposal as an executive', person: 'executive', path: '', onProposal: true },
  { name: 'reporting', person: 'alumnus', path: '/report?kind=report', onProposal: true },
  { name: 'recording a hearing', person: 'member', path: '/report?kind=hearing', onProposal: true },
  { name: 'editing', person: 'hr', path: '/edit', onProposal: true },
  { name: 'a new proposal', person: 'member', path: `${HOME}/proposals/new` },
  { name: 'a new proposal, not allowed', person: 'executive', path: `${HOME}/proposals/new` },
  { name: 'a municipality without proposals', person: 'otherMunicipality', path: '/m/062049' },
  { name: "another municipality's page", person: 'otherMunicipality', path: HOME },
  { name: 'a page that does not exist', person: 'hr', path: `${HOME}/nothing/here` },
  {
    name: 'a proposal that does not exist',
    person: 'hr',
    path: `${HOME}/proposals/0186d844-4c00-7188-a1a8-000000000000`,
  },
]

/** The same visitors go from page to page, as people do. */
const visitors = new Map<string, Promise<Visitor>>()
function visitorOf(visit: Parameters<OpenHub['visit']>[0]): Promise<Visitor> {
  const key = JSON.stringify(visit)
  const visitor = visitors.get(key) ?? hub.visit(visit)
  visitors.set(key, visitor)
  return visitor
}

describe.each([
  ['desktop', 'ja'],
  ['phone', 'en'],
] as const)('on a %s in %s', (device, language) => {
  it.each(PAGES)('$name is accessible and fits', async ({ person, path, onProposal }) => {
    const visitor = await visitorOf({ ...(person && { person }), language, device })
    const { page } = visitor
    await page.setViewportSize(DEVICES[device].viewport)
    await page.goto(onProposal ? (await proposalPath(visitor, TITLE)) + path : path)
    await settled(page)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    expect(await page.title()).not.toBe('')
    // What is folded away must be accessible too.
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('main details'))
        details.setAttribute('open', '')
    })
    await expectAccessible(visitor)
    await page.setViewportSize({ width: 320, height: 640 })
    await expectToFit(page)
  })
})

describe('everywhere', () => {
  it('shows every page without texts of the other language', async () => {
    const { page, context } = await hub.visit({ person: 'hr', language: 'en' })
    await page.goto(`/m/${NUMAZU}`)
    await settled(page)
    const ways = await page.textContent('nav')
    expect(ways).toMatch(/^OverviewProposals.*Roster/)
    expect(ways).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u)
    await page.getByRole('button', { name: '日本語' }).click()
    await page.getByRole('link', { name: '取組一覧' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('ja')
    await page.reload()
    await page.getByRole('link', { name: '取組一覧' }).waitFor()
    await context.close()
  })

  it('can be used with the keyboard alone', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`/m/${NUMAZU}`)
    await settled(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('本文へ進む')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    const inMain = await page.evaluate(() => !!document.activeElement?.closest('main'))
    expect(inMain).toBe(true)
    await context.close()
  })

  it('moves the focus to the heading of the page one has gone to', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`/m/${NUMAZU}`)
    await settled(page)
    await page.getByRole('link', { name: '取組一覧' }).click()
    await page.getByRole('heading', { level: 1, name: '取組一覧' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await context.close()
  })

  it('shows what needs one before anything else, and no empty list to who has nothing to do', async () => {
    const hr = await hub.visit({ person: 'hr', device: 'phone' })
    await hr.page.goto(`/m/${NUMAZU}`)
    await settled(hr.page)
    const headings = hr.page.getByRole('heading', { level: 2 })
    expect(await headings.first().textContent()).toBe('対応が必要なこと')
    const tasks = hr.page.getByRole('region', { name: '対応が必要なこと' })
    await tasks.getByRole('link', { name: '派遣元の確認を待っている報告' }).click()
    await hr.page.getByRole('heading', { level: 1, name: '派遣元の確認' }).waitFor()
    await hr.context.close()
    const executive = await hub.visit({ person: 'executive' })
    await executive.page.goto(`/m/${NUMAZU}`)
    await settled(executive.page)
    await executive.page.getByRole('table').first().waitFor()
    expect(await executive.page.getByText('対応が必要なこと').count()).toBe(0)
    await executive.context.close()
  })

  it('prints tables and no buttons, whatever the width', async () => {
    const { page, context } = await hub.visit({ person: 'hr', device: 'phone' })
    await page.goto(`/m/${NUMAZU}/proposals`)
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main table').isVisible()).toBe(true)
    expect(await page.locator('button:visible').count()).toBe(0)
    await context.close()
  })
})
