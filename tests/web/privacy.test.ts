import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const PEOPLE = `/m/${NUMAZU}/people`

describe('erasing personal data', () => {
  it('shows what goes, asks twice, and names nobody afterwards', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const { id } = await hub.tell(context, '/people', { name: '消去される人', roles: [] })
    await page.goto(`${PEOPLE}/${id}`)
    await page.getByRole('button', { name: '個人情報を削除する' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('残るもの').waitFor()
    await expectAccessible(visitor)
    await dialog.getByRole('button', { name: '個人情報を削除する' }).click()
    await dialog.getByRole('alert').getByText('理由を選んでください。').waitFor()
    await dialog.getByLabel('本人などからの求め').check()
    await dialog.getByLabel('元に戻せないことを確かめました').check()
    await dialog.getByRole('button', { name: '個人情報を削除する' }).click()
    await page.getByRole('heading', { level: 1, name: '削除済み' }).waitFor()
    await page.getByText('この人の個人情報は削除済みです').waitFor()
    expect(await page.getByRole('link', { name: '内容を直す' }).count()).toBe(0)
    await page.goto(PEOPLE)
    await page.getByLabel('表示する人').selectOption('erased')
    await page.getByRole('link', { name: '削除済み' }).first().waitFor()
    expect(await page.textContent('main')).not.toContain('消去される人')
    await context.close()
  })
})

describe('the retention period', () => {
  it('lists who is past it, and disposes of those chosen on one confirmation', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone', language: 'en' })
    const { page, context } = visitor
    for (const name of ['Left Early', 'Left Earlier']) {
      const { id } = await hub.tell(context, '/people', { name, roles: [] })
      await hub.tell(context, `/people/${id}/transfer`, { leaves: true, on: '2010-03-31' })
    }
    await page.goto(`/m/${NUMAZU}/settings`)
    await page.getByLabel('Retention period').fill('5')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The settings are saved.').waitFor()
    await page.goto(`${PEOPLE}/retention`)
    await page.getByLabel('Choose all').check()
    await page.getByText('2 chosen').waitFor()
    await expectAccessible(visitor)
    await page.getByRole('button', { name: 'Erase the personal data of those chosen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Erase 2 people' }).click()
    await page.getByText('Erased the personal data of 2 people.').waitFor()
    await settled(page)
    await page.getByText('Retention period over').first().waitFor()
    const shown = await page.textContent('main')
    expect(shown).not.toContain('Left Ear')
    expect(visitor.faults).toEqual([])
    await context.close()
  })
})

describe('mails', () => {
  it('are chosen kind by kind, with what each is for, and their language', async () => {
    const visitor = await hub.visit({ person: 'alumnus', device: 'phone' })
    const { page, context } = visitor
    await page.goto(`/m/${NUMAZU}/me`)
    await page.getByRole('link', { name: '受け取るメールと言語を選ぶ' }).click()
    await page.getByRole('heading', { level: 1, name: '受け取るメール' }).waitFor()
    await page.getByLabel('状況の確認・質問への回答のお願い').uncheck()
    // HR's own are not theirs to choose.
    expect(await page.getByLabel('人事異動の記録のお願い').count()).toBe(0)
    await expectAccessible(visitor)
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('保存しました。').waitFor()
    await page.getByLabel('メールの言語').selectOption('en')
    await page.getByRole('button', { name: '保存する' }).click()
    await expect
      .poll(async () => {
        const mine = await (await context.request.get('/api/me')).json()
        return mine.memberships[0].entry
      })
      .toMatchObject({ mailsOff: ['reminder'], language: 'en' })
    await context.close()

    const hr = await hub.visit({ person: 'hr', language: 'en' })
    await hr.page.goto(`/m/${NUMAZU}/me/mails`)
    await hr.page.getByRole('checkbox', { name: /^Requests about personal data/ }).waitFor()
    await hr.page.getByRole('checkbox', { name: /^Questions from other municipalities/ }).waitFor()
    await hr.page.getByRole('checkbox', { name: /^A check of the history .* Without it/ }).uncheck()
    await expectAccessible(hr)
    await hr.context.close()
  })

  it('of a broken history may be off: the overview says so all the same, in red', async () => {
    const hr = await hub.visit({ person: 'hr', device: 'phone' })
    // The API's tests break one.
    await hr.page.route('**/tasks', async (route) => {
      const response = await route.fetch()
      const historyBroken = { since: '2026-08-01T21:00:00.000Z', chains: 1 }
      await route.fulfill({ response, json: { ...(await response.json()), historyBroken } })
    })
    await hr.page.goto(`/m/${NUMAZU}`)
    await hr.page.getByText('履歴に異常が見つかっています（2026年8月2日から）').waitFor()
    await expectAccessible(hr)
    await hr.page.getByRole('link', { name: '異常の内容を確かめる' }).click()
    await hr.page.getByRole('heading', { level: 1, name: '履歴' }).waitFor()
    await hr.context.close()
  })

  it('that don’t reach somebody are a task of HR, with whom, which one, why and what to do', async () => {
    const hr = await hub.visit({ person: 'hr', device: 'phone' })
    const { id: memberId } = await hub.tell(hr.context, '/people', {
      name: '届かない人',
      email: 'gone@numazu.example',
      roles: [],
    })
    // Every mail reaches the mailbox of this machine: what the API tells of those that don't is tested there.
    await hr.page.route('**/tasks', async (route) => {
      const response = await route.fetch()
      const at = '2026-06-01T03:00:00.000Z'
      const unreached = [{ memberId, failure: 'bounced', kind: 'question_answered', at }]
      await route.fulfill({ response, json: { ...(await response.json()), unreached } })
    })
    const { page } = hr
    await page.goto(`/m/${NUMAZU}`)
    await page.getByText('1人にメールが届いていません').waitFor()
    await page.getByRole('link', { name: '一覧と対応を見る' }).click()
    await page.getByText('質問への回答', { exact: true }).waitFor()
    await page.getByText('宛先不明で戻ってきました').waitFor()
    await page.getByText('2026年6月1日').waitFor()
    await page.getByText('名簿のアドレスを直してください').waitFor()
    await expectAccessible(hr)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('correct it on the roster').waitFor()
    await page.getByRole('button', { name: 'Mark as seen to' }).click()
    await page.getByRole('dialog').getByText('For when the address is right').waitFor()
    await expectAccessible(hr)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('link', { name: '届かない人' }).click()
    await page.getByRole('heading', { level: 1, name: '届かない人' }).waitFor()
    await hr.context.close()
  })
})

describe('what is held about me', () => {
  it('is shown to everybody, and what they ask of HR is answered where they see it', async () => {
    const alumnus = await hub.visit({ person: 'alumnus', device: 'phone' })
    await alumnus.page.goto(`/m/${NUMAZU}/me`)
    await alumnus.page.getByText('alumnus2021@numazu.example').first().waitFor()
    await alumnus.page.getByLabel('訂正（誤りを直してほしい）').check()
    await alumnus.page.getByLabel('どの情報を、どうしてほしいか').fill('所属を直してください')
    await alumnus.page.getByRole('button', { name: '請求する' }).click()
    await alumnus.page.getByText('回答待ち').waitFor()
    expect(await alumnus.page.getByRole('textbox').inputValue()).toBe('')
    await expectAccessible(alumnus)

    const hr = await hub.visit({ person: 'hr', language: 'en' })
    await hr.page.goto(`/m/${NUMAZU}`)
    await hr.page.getByRole('link', { name: /Correction/ }).click()
    await hr.page.getByRole('button', { name: 'Answer', exact: true }).click()
    const dialog = hr.page.getByRole('dialog')
    await dialog.getByLabel('Done').check()
    await dialog.getByRole('button', { name: 'Answer', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await expectAccessible(hr)
    await hr.context.close()

    await alumnus.page.reload()
    await alumnus.page.getByText('対応しました').waitFor()
    const file = await alumnus.context.request.get('/api/me')
    expect((await file.json()).memberships[0].claims).toHaveLength(1)
    await alumnus.context.close()
  })
})
