import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, NUMAZU, type OpenHub, openHub, proposalPath, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const SAKATA = '062049'
const TITLE = 'コミュニケーションタイム'
const ASKED = '昼休み以外に集まったことはありますか'
const RELEASED = '夕方に集まった年もありました'

it('HR of one city asks another about what it shares; its HR asks inside, releases an answer, and it comes back', async () => {
  const asked = await hub.visit({ person: 'hr' })
  const path = await proposalPath(asked, TITLE)
  const detail = await asked.page.request.get(`/api${path}`)
  const shared = await asked.page.request.patch(`/api${path}`, {
    headers: {
      origin: hub.origin,
      'idempotency-key': 'shares-the-proposal',
      'if-match': detail.headers().etag ?? '',
    },
    data: { visibility: 'program' },
  })
  expect(shared.status()).toBe(200)

  const asker = await hub.visit({ person: 'otherMunicipality', device: 'phone' })
  await asker.page.goto(`/m/${SAKATA}/others?q=${encodeURIComponent(TITLE)}`)
  await asker.page.getByRole('button', { name: /^この自治体に質問する/ }).click()
  const asking = asker.page.getByRole('dialog')
  await asking.getByRole('button', { name: '質問を送る' }).click()
  await asking.getByRole('button', { name: '聞きたいことを書いてください。' }).waitFor()
  await asking.getByText('あなたの氏名やメールアドレスは伝わりません').waitFor()
  await expectAccessible(asker)
  await asking.getByLabel(/^聞きたいこと/).fill(ASKED)
  await asking.getByRole('button', { name: '質問を送る' }).click()
  await asker.page.getByRole('heading', { name: '沼津市への質問' }).waitFor()
  await asker.page.getByText(ASKED).waitFor()
  await expectAccessible(asker)
  const thread = asker.page.url()

  const { page } = asked
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/api/m/${NUMAZU}/inquiries`)
      return (await answer.json()).asked.length
    })
    .toBe(1)
  await page.goto(`/m/${NUMAZU}/questions`)
  const received = page.getByRole('region', { name: '他の自治体からの質問' })
  await received.getByText('酒田市').first().waitFor()
  await expectAccessible(asked)
  await received.getByRole('link', { name: new RegExp(TITLE) }).click()
  await page.getByRole('heading', { name: '酒田市からの質問' }).waitFor()
  await page.getByText(ASKED).waitFor()
  await page.getByRole('button', { name: '庁内の人に聞く' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^当時の研究生・マネ友/).check()
  await expectAccessible(asked)
  await dialog.getByRole('button', { name: '庁内に送る' }).click()
  await page.getByRole('link', { name: '庁内の質問を開く' }).waitFor()
  await page.getByRole('button', { name: '回答しない' }).click()
  await dialog.getByLabel(/^理由/).waitFor()
  await expectAccessible(asked)
  await dialog.getByRole('button', { name: '閉じる' }).click()
  await page.getByLabel(/^相手に送る回答/).fill(RELEASED)
  await expectAccessible(asked)
  await page.getByRole('button', { name: '回答を送る' }).click()
  await page.getByText('に終わりました（回答あり）').waitFor()
  await expectAccessible(asked)

  await expect
    .poll(async () => {
      await asker.page.goto(thread)
      await settled(asker.page)
      return asker.page.getByText(RELEASED).count()
    })
    .toBe(1)
  await asker.page.getByText('沼津市 派遣元').first().waitFor()
  await expectAccessible(asker)
  await asked.context.close()
  await asker.context.close()
}, 120_000)

it('in English, too, the list, the thread and the form are there', async () => {
  const visitor = await hub.visit({ person: 'otherMunicipality', language: 'en' })
  const { page } = visitor
  await page.goto(`/m/${SAKATA}/questions`)
  await page.getByRole('heading', { name: 'Questions to other municipalities' }).waitFor()
  await expectAccessible(visitor)
  await page.getByRole('link', { name: new RegExp(TITLE) }).click()
  await page.getByRole('heading', { name: 'Question to Numazu' }).waitFor()
  await page.getByText(RELEASED).waitFor()
  await expectAccessible(visitor)
  await page.goto(`/m/${SAKATA}/others`)
  await page
    .getByRole('button', { name: /^Ask this municipality/ })
    .first()
    .click()
  await page.getByRole('dialog').getByText('not your name or address').waitFor()
  await expectAccessible(visitor)
  await visitor.context.close()
}, 60_000)

it('a question whose asker is erased with their texts is 削除済み where it went, within moments', async () => {
  const there = await hub.visit({ person: 'otherMunicipality', device: 'phone' })
  const write = async (method: string, path: string, data: object, more: object = {}) => {
    const answer = await there.context.request.fetch(`${hub.origin}/api/m/${SAKATA}${path}`, {
      method,
      headers: { origin: hub.origin, 'idempotency-key': randomUUID(), ...more },
      data,
    })
    expect(answer.ok()).toBe(true)
    return (await answer.json()) as { id: string }
  }
  const sakata = await there.context.request.get(`${hub.origin}/api/m/${SAKATA}`)
  const cohorts = [{ fiscalYear: 2021, record: 'cohort' }]
  const { etag = '' } = sakata.headers()
  await write('PATCH', '/settings', { cohorts }, { 'if-match': etag })
  const offered = { cohort: 2021, title: '窓口の対話の時間', visibility: 'program' }
  const { id: proposal } = await write('POST', '/proposals', offered)
  const member = await hub.visit({ person: 'member' })
  const { id } = await hub.tell(member.context, '/inquiries', {
    proposal: { municipality: SAKATA, cohort: 2021, id: proposal },
    text: 'もうすぐ消える質問',
  })
  const arrived = `${hub.origin}/api/m/${SAKATA}/inquiries/${id}`
  await expect
    .poll(async () => (await there.context.request.get(arrived)).ok(), { timeout: 15_000 })
    .toBe(true)
  await there.page.goto(`/m/${SAKATA}/inquiries/${id}`)
  await there.page.getByText('もうすぐ消える質問').waitFor()

  const hr = await hub.visit({ person: 'hr' })
  const { people } = (await hub.ask(hr.context, '/people/roster')) as {
    people: { id: string; name: string }[]
  }
  const asker = people.find(({ name }) => name === '研究生（見本）')
  await hub.tell(hr.context, `/people/${asker?.id}/erasure`, {
    ...{ texts: true, why: 'request', confirmed: true },
  })
  // A page on a busy machine takes longer than the second that is usual.
  await expect
    .poll(
      async () => {
        await there.page.goto(`/m/${SAKATA}/inquiries/${id}`)
        await settled(there.page)
        return there.page.getByText('（削除済み）').count()
      },
      { timeout: 15_000 },
    )
    .toBe(1)
  await there.page.getByText('書いた人の個人情報の削除により').waitFor()
  await expectAccessible(there)
  await Promise.all([there, member, hr].map(({ context }) => context.close()))
})
