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

const ROSTER = `/m/${NUMAZU}/people`

describe('the roster', () => {
  it('is found in the navigation by HR, and refused to everybody else', async () => {
    const hr = await hub.visit({ person: 'hr' })
    await hr.page.goto(`/m/${NUMAZU}`)
    await hr.page.getByRole('link', { name: '名簿', exact: true }).click()
    await hr.page.getByRole('heading', { level: 1, name: '名簿' }).waitFor()
    await settled(hr.page)
    expect(await hr.page.locator('table').textContent()).toContain('alumnus2018@numazu.example')
    await hr.context.close()

    const executive = await hub.visit({ person: 'executive', language: 'en' })
    await executive.page.goto(`/m/${NUMAZU}`)
    await settled(executive.page)
    const ways = await executive.page.textContent('nav')
    expect(ways).toMatch(/^OverviewProposals/)
    expect(ways).not.toContain('Roster')
    for (const path of [ROSTER, `${ROSTER}/new`]) {
      await executive.page.goto(path)
      await settled(executive.page)
      await executive.page.getByText('You may not see this page').waitFor()
    }
    expect(await executive.page.textContent('main')).not.toContain('@')
    await executive.context.close()
  })

  it('says who of a past cohort is an alumnus by now: not whoever has left, nor whose year was broken off', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    const says = async (to: string | undefined, leftOn?: string) => {
      const role = { role: 'member', cohort: 2021, from: '2021-04-01', ...(to && { to }) }
      const { id } = await hub.tell(context, '/people', { name: '元研究生', roles: [role] })
      if (leftOn) await hub.tell(context, `/people/${id}/transfer`, { leaves: true, on: leftOn })
      await page.goto(`${ROSTER}/${id}`)
      await page.getByRole('heading', { level: 1, name: '元研究生' }).waitFor()
      await settled(page)
      return (await page.innerText('main')).includes('いまはマネ友')
    }
    expect(await says(undefined)).toBe(true)
    expect(await says('2022-03-31')).toBe(true)
    expect(await says('2021-09-30')).toBe(false)
    expect(await says('2023-03-31')).toBe(false)
    expect(await says(undefined, '2025-04-01')).toBe(false)
    await context.close()
  })

  it.each([
    ['desktop', 'ja'],
    ['phone', 'en'],
  ] as const)(
    'is accessible and fits on a %s in %s, and so are its forms',
    async (device, language) => {
      const visitor = await hub.visit({ person: 'hr', device, language })
      const { page, context } = visitor
      for (const path of [ROSTER, `${ROSTER}/new`]) {
        await page.setViewportSize(DEVICES[device].viewport)
        await page.goto(path)
        await settled(page)
        await expectAccessible(visitor)
        await page.setViewportSize({ width: 320, height: 640 })
        await expectToFit(page)
      }
      await context.close()
    },
  )

  // ASVS 14.2.1
  it('finds people by name, office and state, and keeps what is searched for out of the address', async () => {
    const { page, context } = await hub.visit({ person: 'hr', device: 'phone' })
    await page.goto(ROSTER)
    await settled(page)
    await page.getByRole('searchbox').fill('ＨＲ＠numazu')
    await page.getByText('1人', { exact: true }).waitFor()
    await page.getByRole('searchbox').fill('どこにもいない')
    await page.getByText('当てはまる人がいません').waitFor()
    await page.getByRole('searchbox').fill('')
    await page.getByLabel('表示する人').selectOption('suspended')
    await page.getByText('0人', { exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    await context.close()
  })
})

describe('a person of the roster', () => {
  it('is added with a role, mended, sent to another office, suspended, and let in again', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(ROSTER)
    await page.getByRole('link', { name: '1人追加する' }).click()
    await settled(page)
    await page.getByRole('button', { name: '追加する' }).click()
    await page.getByRole('alert').getByText('氏名を書いてください。').waitFor()
    await page.getByLabel(/^氏名/).fill('試験 一号')
    await page.getByLabel(/^所属/).fill('財政課')
    await page.getByLabel(/^職員番号/).fill('T-001')
    const role = page.getByRole('group', { name: '役割1' })
    await role.getByLabel('役割', { exact: true }).selectOption('member')
    await page.getByRole('button', { name: '追加する' }).click()
    await page.getByRole('alert').getByText('研究生の年度を選んでください。').waitFor()
    await role.getByLabel('研究生の年度').selectOption('2021')
    expect(await role.getByLabel(/^いつから/).inputValue()).toBe('2021-04-01')
    await page.getByRole('button', { name: '追加する' }).click()
    await page.getByText('名簿に追加しました').waitFor()
    await page.getByRole('heading', { level: 1, name: '試験 一号' }).waitFor()
    await expectAccessible(visitor)

    await page.getByRole('link', { name: '内容を直す' }).click()
    await settled(page)
    await page.getByLabel(/^メールアドレス/).fill('zaisei@numazu.example')
    await page.getByLabel('育休・休職・出向').selectOption('secondment')
    await expectAccessible(visitor)
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('変更を保存しました').waitFor()
    await page.getByText('出向', { exact: true }).waitFor()
    expect(await page.textContent('main')).toContain('zaisei@numazu.example')

    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: '異動・退職を記録' }).click()
    await dialog.getByRole('button', { name: '記録する' }).click()
    await dialog.getByRole('button', { name: '異動か退職かを選んでください。' }).waitFor()
    await dialog.getByRole('radio', { name: /^異動/ }).check()
    await dialog.getByLabel(/^異動先/).fill('税務課')
    await dialog.getByLabel(/^いつから/).fill('2026-10-01')
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '記録する' }).click()
    await page.getByText('異動・退職を記録しました').waitFor()
    await page.getByText('2026年10月1日から 税務課').waitFor()

    await page.getByRole('button', { name: '利用を停止する' }).click()
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '利用を停止する' }).click()
    await page.getByText('停止中', { exact: true }).waitFor()
    await page.getByRole('button', { name: '利用の停止を解除する' }).click()
    await dialog.getByRole('button', { name: '利用の停止を解除する' }).click()
    await page.getByText('利用の停止を解除しました').waitFor()
    await page.getByText('停止中', { exact: true }).waitFor({ state: 'detached' })
    await context.close()
  })

  it('whom somebody else changed meanwhile is not overwritten, and nothing typed is lost', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const { id } = await hub.tell(context, '/people', { name: '試験 二号', roles: [] })
    await page.goto(`${ROSTER}/${id}/edit`)
    await settled(page)
    await hub.tell(context, `/people/${id}/transfer`, { office: '秘書課', on: '2026-05-01' })
    await page.getByLabel(/^氏名/).fill('試験 二号（改）')
    await page.waitForFunction(() => Object.keys(localStorage).length > 0)
    // Also where the page has read of it.
    await page.reload()
    await page.getByText('前に書きかけた内容を表示しています').waitFor()
    expect(await page.getByLabel(/^氏名/).inputValue()).toBe('試験 二号（改）')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('ほかの人が先に編集しました').waitFor()
    await page.getByText('2026年5月1日から 秘書課').first().waitFor()
    await expectAccessible(visitor)
    await page.getByRole('button', { name: 'この内容で編集を続ける' }).click()
    await page.getByText('新しい版に合わせました').waitFor()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('変更を保存しました').waitFor()
    await page.getByRole('heading', { level: 1, name: '試験 二号（改）' }).waitFor()
    expect(await page.textContent('main')).toContain('2026年5月1日から 秘書課')
    await context.close()
  })

  it('whose address is corrected is to be invited again, and the page says so', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    const person = { name: '試験 三号', email: 'wrong@numazu.example', roles: [] }
    const { id } = await hub.tell(context, '/people', person)
    await hub.tell(context, `/people/${id}/invitation`, undefined)
    await page.goto(`${ROSTER}/${id}/edit`)
    await settled(page)
    await page.getByLabel(/^メールアドレス/).fill('right@numazu.example')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('前のアドレスへ送った招待は使えません').waitFor()
    await page.getByText('未招待', { exact: true }).waitFor()
    await page.getByRole('button', { name: '招待する' }).waitFor()
    await context.close()
  })

  it('cannot take access from themselves', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(ROSTER)
    await page.getByRole('link', { name: '人事課 担当' }).click()
    await page.getByRole('heading', { level: 1, name: '人事課 担当' }).waitFor()
    expect(await page.getByRole('button', { name: '利用を停止する' }).count()).toBe(0)
    await context.close()
  })

  it('who does not exist is said to be unknown', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(`${ROSTER}/0186d844-4c00-7188-a1a8-000000000000`)
    await page.getByText('この人は名簿にありません').waitFor()
    await context.close()
  })

  // ASVS 7.4.5
  it('is signed out on every device, and so is everybody', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone' })
    const { page, context } = visitor
    const member = await hub.visit({ person: 'member' })
    await member.page.goto(`/m/${NUMAZU}`)
    await settled(member.page)
    const dialog = page.getByRole('dialog')

    await page.goto(ROSTER)
    await page.getByRole('link', { name: '研究生（見本）' }).click()
    await page.getByRole('heading', { name: '研究生（見本）' }).waitFor()
    await page.getByRole('button', { name: 'サインアウトさせる', exact: true }).click()
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: 'サインアウトさせる' }).click()
    await page.getByText('サインアウトさせました').waitFor()
    await member.page.reload()
    await member.page.getByRole('link', { name: 'サインインする' }).waitFor()
    await hub.signIn(member.context, 'member')

    await page.goto(ROSTER)
    await page.getByRole('button', { name: '全員をサインアウトさせる' }).click()
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '全員をサインアウトさせる' }).click()
    await page.getByRole('link', { name: 'サインインする' }).waitFor()
    await member.page.goto(`/m/${NUMAZU}`)
    await member.page.getByRole('link', { name: 'サインインする' }).waitFor()
    await context.close()
    await member.context.close()
  })
})
