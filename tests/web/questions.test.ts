import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, proposalPath, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const TALKS = 'コミュニケーションタイム'
const ASKED = 'どのくらいの頻度で開いていましたか'
const ANSWERED = '月に一度、昼休みに集まっていました'

it('a new cohort asks, the alumnus answers on a phone, and the answer becomes a hearing with whose words it is', async () => {
  const asker = await hub.visit({ person: 'member' })
  const { page } = asker
  await page.goto(await proposalPath(asker, TALKS))
  await settled(page)
  await page.getByRole('button', { name: '質問する' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '質問を送る' }).click()
  // Nothing is preselected: what is missing is said.
  await dialog.getByRole('button', { name: '質問する相手を選んでください。' }).waitFor()
  await expectAccessible(asker)
  await dialog.getByLabel('当時の研究生・マネ友').check()
  await dialog.getByLabel(/^聞きたいこと/).fill(ASKED)
  // Closed by mistake, the draft is there again.
  await dialog.getByRole('button', { name: '閉じる' }).click()
  await page.getByRole('button', { name: '質問する' }).click()
  expect(await dialog.getByLabel(/^聞きたいこと/).inputValue()).toBe(ASKED)
  await dialog.getByRole('button', { name: '質問を送る' }).click()
  await page.getByRole('heading', { name: '質問と回答' }).waitFor()
  await page.getByText(ASKED).waitFor()
  await expectAccessible(asker)

  const answerer = await hub.visit({ person: 'alumnus', device: 'phone' })
  await answerer.page.goto(`/m/${NUMAZU}`)
  await settled(answerer.page)
  const task = answerer.page.getByRole('listitem').filter({ hasText: '質問に回答する' })
  await task.locator('summary').click()
  await task.getByRole('link').click()
  await answerer.page.getByText(ASKED).waitFor()
  await answerer.page.getByLabel(/^回答/).fill(ANSWERED)
  await expectAccessible(answerer)
  await answerer.page.getByRole('button', { name: '回答を送る' }).click()
  await answerer.page.getByText('送りました。').waitFor()
  await answerer.page.goto(`/m/${NUMAZU}/questions`)
  await answerer.page.getByText('あなたの回答を待っている質問はありません。').waitFor()
  await expectAccessible(answerer)
  await answerer.context.close()

  await page.goto(`/m/${NUMAZU}/questions`)
  await settled(page)
  await page.getByText('回答あり（未終了）').waitFor()
  await expectAccessible(asker)
  await page.getByRole('link', { name: new RegExp(TALKS) }).click()
  await page.getByText(ANSWERED).waitFor()
  await page.getByRole('link', { name: '聞き取りとして状況を記録' }).click()
  await page.getByRole('heading', { name: /聞き取り/ }).waitFor()
  expect(await page.getByLabel(/^なぜそうなったのか/).inputValue()).toBe(ANSWERED)
  // In the role in which it was answered, not in one held today.
  expect(await page.getByLabel(/^どの立場での話ですか/).inputValue()).toMatch(/\/alumnus\/2021$/)
  await page.goBack()
  await page.getByRole('button', { name: 'コメントとして残す' }).click()
  await dialog.getByRole('button', { name: 'コメントとして残す' }).click()
  await page.getByText('コメントとして残しました。').waitFor()
  await page.getByRole('button', { name: '回答を得られたので終える' }).click()
  await dialog.getByRole('button', { name: '回答を得られたので終える' }).click()
  await page.getByText('に終わりました（回答あり）').waitFor()
  // Ended, the words are still read: from the history.
  await page.getByText(ANSWERED).waitFor()
  await page.getByRole('link', { name: '取組に戻る' }).click()
  const comment = page.getByRole('listitem').filter({ hasText: ANSWERED })
  expect(await comment.first().textContent()).toContain('マネ友')
  await asker.context.close()
}, 120_000)

it('in English, too, the question, its thread and the list are there', async () => {
  const visitor = await hub.visit({ person: 'hr', language: 'en', device: 'phone' })
  const { page } = visitor
  await page.goto(await proposalPath(visitor, TALKS))
  await settled(page)
  await page.getByRole('button', { name: 'Ask a question' }).click()
  await page.getByRole('dialog').getByText('What you would like to know').waitFor()
  await expectAccessible(visitor)
  await page.goto(`/m/${NUMAZU}/questions`)
  await page.getByText('No question waits for your answer.').waitFor()
  await expectAccessible(visitor)
  await visitor.context.close()
}, 60_000)
