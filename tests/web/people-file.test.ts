import type { Locator, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  expectAccessible,
  expectToFit,
  NUMAZU,
  type OpenHub,
  openHub,
  settled,
  type Visitor,
} from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const ROSTER = `/m/${NUMAZU}/people`
const HEADINGS = '氏名,所属,役割,研究生年度,メールアドレス,職員番号,備考'

async function choose(page: Page, name: string, lines: string[]): Promise<void> {
  await page.getByLabel(/^(?:ファイルを選ぶ|Choose a file)/).setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
  })
}

/** As a spreadsheet's rows come from the clipboard. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((input, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

async function open(visitor: Visitor, path: string): Promise<void> {
  await visitor.page.goto(path)
  await settled(visitor.page)
}

describe('a file of people', () => {
  it('shows what each row does before anything is written, goes on after a lost connection, and does nothing twice', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await open(visitor, ROSTER)
    await page.getByRole('link', { name: 'ファイルから取り込む' }).click()
    await page.getByRole('heading', { level: 1, name: '名簿の取込み' }).waitFor()
    await expectAccessible(visitor)
    const lines = [
      HEADINGS,
      '取込 一号,財政課,研究生,令和3年度,import1@numazu.example,I-1,',
      '取込 二号,税務課,マネ友,2018,,I-2,',
      '取込 三号,税務課,研究生,2100,,I-3,',
      '取込 四号,市民課,,,,I-4,',
    ]
    await choose(page, '名簿.csv', lines)
    await page.getByRole('heading', { name: '確かめる：名簿.csv' }).waitFor()
    const table = page.locator('main table')
    for (const said of ['追加 3行', '要修正 1行', '使わない列：備考', 'まだ何も書き込んでいません'])
      await page.getByText(said).waitFor()
    const wrong = table.getByRole('row').filter({ hasText: '取込 三号' })
    expect(await wrong.textContent()).toContain('「研究生年度」の列')
    expect((await wrong.textContent())?.startsWith('4')).toBe(true)
    await expectAccessible(visitor)
    const before = (await hub.ask(context, '/people/roster')) as { people: object[] }

    // The second row's answer never arrives: it may or may not be written.
    let writes = 0
    await page.route(`**/api/m/${NUMAZU}/people`, async (route) => {
      writes += 1
      if (writes !== 2) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '3行を書き込む' }).click()
    await page.getByText('3行のうち1行').waitFor()
    await page.getByText('ここまで書き込んだ行は残っています').waitFor()
    await expectAccessible(visitor)
    await page.getByRole('button', { name: '続きから書き込む' }).click()
    await page.getByText('3行を書き込みました').waitFor()
    await expectAccessible(visitor)
    const after = (await hub.ask(context, '/people/roster')) as { people: object[] }
    expect(after.people.length).toBe(before.people.length + 3)

    await choose(page, '名簿.csv', lines.toSpliced(3, 1))
    await page.getByText('書き込むことはありません。').waitFor()
    await page.getByText('変わりなし 3行').waitFor()
    await context.close()
  })

  it('says what is wrong with a file that cannot be used, and fits on a phone', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone', language: 'en' })
    const { page, context } = visitor
    await open(visitor, `${ROSTER}/import`)
    await choose(page, 'empty.csv', ['something,else', 'a,b'])
    await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor()
    await choose(page, 'people.csv', ['name,role,cohort year', 'Import five,member,2100'])
    await page.getByText('To correct: 1').waitFor()
    await page.getByText('There is nothing to write.').waitFor()
    await expectAccessible(visitor)
    await page.setViewportSize({ width: 320, height: 640 })
    await expectToFit(page)
    await context.close()
  })

  it('is for those who keep the roster', async () => {
    const { page, context } = await hub.visit({ person: 'alumnus' })
    for (const path of ['import', 'transfers', 'transfers/entry']) {
      await page.goto(`${ROSTER}/${path}`)
      await page.getByText('このページを見る権限がありません').waitFor()
    }
    await context.close()
  })
})

describe('a list of transfers', () => {
  it('records moves and departures in one go', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone' })
    const { page, context } = visitor
    for (const [name, staffNumber, roles] of [
      ['異動 一号', 'M-1', [{ role: 'hr', from: '2025-04-01' }]],
      ['異動 二号', 'M-2', []],
    ])
      await hub.tell(context, '/people', { name, staffNumber, office: '人事課', roles })
    await open(visitor, ROSTER)
    await page.getByRole('link', { name: '人事異動を入力' }).click()
    // The roster, which is shown until then, has a link of the same name.
    await page.getByRole('heading', { level: 1, name: '人事異動の入力' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'ファイルから取り込む' }).click()
    await page.getByRole('heading', { level: 1, name: '異動一覧の取込み' }).waitFor()
    await choose(page, '異動.csv', [
      '職員番号,氏名,異動先,異動日,退職',
      'M-1,異動 一号,財政課,2026-04-01,',
      'M-2,異動 二号,,令和8年4月1日,○',
    ])
    await page.getByText('2026年4月1日から 財政課').last().waitFor()
    await page.getByText('退職（2026年4月1日から不在）').last().waitFor()
    const ends = page.getByRole('link', { name: '役割の終わりを入力する' })
    expect(await ends.last().getAttribute('href')).toMatch(/\/edit$/)
    await expectAccessible(visitor)
    await page.getByRole('button', { name: '2行を書き込む' }).click()
    await page.getByText('2行を書き込みました').waitFor()
    await page.getByRole('main').getByRole('link', { name: '名簿に戻る' }).last().click()
    await page.getByRole('searchbox').fill('M-1')
    await page.getByText('財政課').last().waitFor()
    await page.getByText('派遣元の課の外で派遣元の役割').last().waitFor()
    await context.close()
  })

  it('is typed or pasted from a spreadsheet as well: many at once, checked row by row, kept until it is written', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    for (const [name, staffNumber] of [
      ['入力 一号', 'T-1'],
      ['入力 二号', 'T-2'],
      ['入力 三号', 'T-3'],
    ])
      await hub.tell(context, '/people', { name, staffNumber, office: '市民課', roles: [] })
    await open(visitor, ROSTER)
    await page.getByRole('link', { name: '人事異動を入力' }).click()
    await page.getByRole('heading', { level: 1, name: '人事異動の入力' }).waitFor()
    await expectAccessible(visitor)
    const row = (n: number) => page.getByRole('group', { name: `${n}行目`, exact: true })
    expect(await row(1).getByLabel('異動日').inputValue()).toMatch(/^20\d\d-04-01$/)
    await row(1).getByLabel('氏名または職員番号').fill('入力 一号')
    await row(1).getByLabel('異動先').fill('財政課')
    await paste(
      row(2).getByLabel('氏名または職員番号'),
      'T-2\t入力 二号\t税務課\t令和8年4月1日\r\n入力三号\t退職\t2026/3/31\r\n誰でもない人\t税務課\r\n',
    )
    await page.getByText('3行を貼り付けました。').waitFor()
    expect(await row(2).getByLabel('異動先').inputValue()).toBe('税務課')
    expect(await row(3).getByLabel('退職').isChecked()).toBe(true)
    expect(await row(3).getByLabel('異動日').inputValue()).toBe('2026-03-31')

    await page.reload()
    await settled(page)
    await row(5).getByLabel('氏名または職員番号').fill('T-1')
    await page.getByRole('button', { name: '確かめる' }).click()
    await row(5).getByText('1行目と同じ人です。').waitFor()
    await page.getByRole('button', { name: '5行目を消す' }).click()
    await page.getByRole('button', { name: '確かめる' }).click()
    await page.getByText('要修正 1行').waitFor()
    const wrong = page.locator('main table').getByRole('row').filter({ hasText: '誰でもない人' })
    expect((await wrong.textContent())?.startsWith('4')).toBe(true)
    await expectAccessible(visitor)
    await page.getByRole('button', { name: '3行を書き込む' }).click()
    await page.getByText('3行を書き込みました').waitFor()
    const { people } = (await hub.ask(context, '/people/roster')) as {
      people: { name: string; moves?: object[]; leftOn?: string; officeToday?: string }[]
    }
    const of = (name: string) => people.find((person) => person.name === name)
    expect(of('入力 二号')?.moves).toEqual([{ on: '2026-04-01', office: '税務課' }])
    expect(of('入力 三号')?.leftOn).toBe('2026-03-31')
    await page.getByRole('button', { name: '入力に戻る' }).click()
    expect(await row(1).getByLabel('氏名または職員番号').inputValue()).toBe('')
    await page.setViewportSize({ width: 375, height: 740 })
    await expectAccessible(visitor)
    await expectToFit(page)
    await context.close()
  })
})
