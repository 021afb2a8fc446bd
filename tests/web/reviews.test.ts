import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reviewEn } from '../../functions/domain/messages/review-en.ts'
import numazu from '../../functions/local/sample/numazu.json' with { type: 'json' }
import { textOfPdf } from '../documents/opened.ts'
import { expectAccessible, NUMAZU, type OpenHub, openHub, settled } from './hub.ts'

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub()
})
afterAll(() => hub?.close())

const REVIEWS = `/m/${NUMAZU}/reviews`
const past = numazu.proposals.filter(({ cohort }) => cohort < 2022)
let address = ''

describe('the yearly review of the sample', () => {
  it('is opened by HR, and knows what was said in its year', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(`/m/${NUMAZU}`)
    await page.getByRole('link', { name: '検証', exact: true }).click()
    await page.getByText('検証はまだありません').waitFor()
    await expectAccessible(visitor)
    await page.getByRole('button', { name: '検証を始める' }).click()
    await page.getByLabel('検証を行う年度').selectOption('2022')
    expect(await page.getByLabel('基準日').inputValue()).toBe('2023-03-31')
    await page.getByRole('button', { name: 'この内容で始める' }).click()
    await page.waitForURL(/reviews\/[0-9a-f-]{36}$/)
    await page.getByText('4件中4件回答').waitFor()
    address = new URL(page.url()).pathname
    await expectAccessible(visitor)
    await context.close()
  })

  it('keeps a half-written finding, and shows it once it is recorded', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone' })
    const { page, context } = visitor
    await page.goto(address)
    await settled(page)
    await expectAccessible(visitor)
    const form = page.getByRole('dialog')
    await page.getByRole('button', { name: '気づきを書く' }).first().click()
    await form.getByLabel(/^分かったこと/).fill('続いている理由は研修に組み込まれたこと')
    await page.reload()
    await settled(page)
    await page.getByRole('button', { name: '気づきを書く' }).first().click()
    expect(await form.getByLabel(/^分かったこと/).inputValue()).toContain('組み込まれた')
    await form.getByRole('button', { name: '記録する' }).click()
    await form.getByRole('button', { name: '聞いた相手を選んでください。' }).waitFor()
    await form.getByLabel(/^聞いた相手/).selectOption('role/alumnus/2018')
    await form.getByRole('radio', { name: '年度' }).check()
    await form.getByLabel('年度', { exact: true }).last().selectOption('2022')
    await form.getByRole('button', { name: '記録する' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('続いている理由は研修に組み込まれたこと').waitFor()
    await context.close()
  })

  it('undoes nothing of somebody else’s with a draft of an earlier edition, as often as they were first', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    const ofReview = `/api${address}`
    type Finding = { id: string; sequence: number; text: string; heardOn: object }
    const finding = async () => {
      const { content } = (await (await page.request.get(ofReview)).json()) as {
        content: { findings: Finding[]; rows: { findings: Finding[] }[] }
      }
      const [first] = [...content.findings, ...content.rows.flatMap((row) => row.findings)]
      if (!first) throw new Error('no finding')
      return first
    }
    // A colleague, past this page.
    const colleague = async (text: string) => {
      const { id, sequence, heardOn } = await finding()
      const heardFrom = { role: 'alumnus', cohort: 2018 }
      const answer = await page.request.patch(`${ofReview}/findings/${id}`, {
        headers: {
          origin: hub.origin,
          'idempotency-key': randomUUID(),
          'if-match': `"${sequence}"`,
        },
        data: { heardOn, heardFrom, text },
      })
      expect(answer.status()).toBe(200)
    }
    const form = page.getByRole('dialog')
    const text = form.getByLabel(/^分かったこと/)
    const edit = page.getByRole('button', { name: '直す', exact: true })
    const record = form.getByRole('button', { name: '記録する' })
    await page.goto(address)
    await edit.click()
    await text.fill('書きかけた続き')
    await colleague('同僚が直した言葉')
    await page.reload()
    await edit.click()
    expect(await text.inputValue()).toBe('書きかけた続き')
    for (const theirs of ['同僚が直した言葉', '同僚がまた直した言葉']) {
      if (theirs.includes('また')) await colleague(theirs)
      await record.click()
      await form.getByText('ほかの人が先に編集しました').waitFor()
      await form.getByText(theirs, { exact: true }).waitFor()
      await expectAccessible(visitor)
      await form.getByRole('button', { name: 'この内容で編集を続ける' }).click()
      await form.getByText('新しい版に合わせました').waitFor()
    }
    await record.click()
    await form.waitFor({ state: 'detached' })
    expect((await finding()).text).toBe('書きかけた続き')
    await context.close()
  })

  it('moves one date without the other, which a colleague has moved meanwhile', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    const dates = async () => {
      const { review } = (await (await page.request.get(`/api${address}`)).json()) as {
        review: { asOf: string; dueOn: string }
      }
      return { asOf: review.asOf, dueOn: review.dueOn }
    }
    const before = await dates()
    const move = (data: object) =>
      hub.tell(context, `${address.replace(/^.m.\d+/, '')}/dates`, data)
    await page.goto(address)
    await page.getByRole('button', { name: '日程を変える' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('基準日').fill('2023-03-30')
    await move({ dueOn: '2099-01-12' })
    await form.getByRole('button', { name: '変更する' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await dates()).toEqual({ asOf: '2023-03-30', dueOn: '2099-01-12' })
    await move(before)
    await context.close()
  })

  it('is closed after a preview, and its table holds exactly the sample’s facts', async () => {
    const visitor = await hub.visit({ person: 'hr' })
    const { page, context } = visitor
    await page.goto(address)
    await page.getByRole('button', { name: '検証を確定する' }).click()
    const preview = page.getByRole('dialog')
    await preview.getByText('総括が書かれていません。').waitFor()
    const previewed = await preview.getByRole('row').allInnerTexts()
    await preview.getByRole('button', { name: '確定する', exact: true }).click()
    await preview.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '修正版を作る' }).waitFor()
    await settled(page)
    const cells = await page
      .getByRole('table', { name: '部会の様式' })
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent)),
      )
    const reason = (key: string) => {
      const last = past.find((one) => one.key === key)?.reports.at(-1)?.statement.reason ?? ''
      return expect.stringContaining(last)
    }
    const titled = (key: string) => past.find((one) => one.key === key)?.title
    expect(cells).toEqual([
      [
        '平成30年度～令和元年度、令和3年度',
        titled('communication-time'),
        '',
        reason('communication-time'),
      ],
      ['令和元年度', '', titled('offsite-meeting'), reason('offsite-meeting')],
      ['令和2年度', '記録なし'],
      ['令和3年度', '', titled('numazu-in-ten-years-survey'), reason('numazu-in-ten-years-survey')],
      ['令和3年度', '', titled('priority-meeting'), reason('priority-meeting')],
    ])
    expect(previewed).toHaveLength(cells.length + 1)
    await page.getByText('確定したときの記録と一致しています').waitFor()
    await expectAccessible(visitor)
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: '部会の様式 PDF' }).click()
    const download = await waiting
    expect(download.suggestedFilename()).toBe('沼津市 令和4年度 過年度取組検証（部会の様式）.pdf')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    expect(textOfPdf(Buffer.concat(chunks)).text).toContain('継続しているもの')
    await context.close()
  })

  it('says where it is no longer what was closed, and what was erased of it', async () => {
    const visitor = await hub.visit({ person: 'hr', device: 'phone' })
    const { page, context } = visitor
    // The API's tests change one past the hub, and erase a text of one.
    const shown = async (proof: { asClosed: boolean; erasedTexts: number }) => {
      await page.unroute('**/api/m/*/reviews/*')
      await page.route('**/api/m/*/reviews/*', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, json: { ...(await response.json()), proof } })
      })
      await page.goto(address)
    }
    await shown({ asClosed: true, erasedTexts: 2 })
    await page.getByText('個人情報の削除で2件の文章が消えました').waitFor()
    await shown({ asClosed: false, erasedTexts: 0 })
    await page.getByText('確定したときの記録と一致しません').waitFor()
    await expectAccessible(visitor)
    await page.getByRole('link', { name: '履歴を検証する' }).click()
    await page.getByRole('heading', { level: 1, name: '履歴' }).waitFor()
    await context.close()
  })

  it('is handed in with the reasons one chooses, and reads in English on a phone', async () => {
    const { page, context } = await hub.visit({ person: 'hr' })
    await page.goto(address)
    await page.getByRole('button', { name: '部会へ提出する' }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().check()
    await page.getByRole('button', { name: '提出する', exact: true }).click()
    await page.getByText('部会へ提出済み').waitFor()
    await context.close()
    const visitor = await hub.visit({ person: 'executive', device: 'phone', language: 'en' })
    await visitor.page.goto(address)
    await visitor.page.getByText('4 of 4 answered').waitFor()
    expect(await visitor.page.getByRole('button', { name: 'Amend' }).count()).toBe(0)
    // The form’s columns don’t fit on a phone: each row is a card that says in which it stands.
    expect(await visitor.page.getByRole('table').count()).toBe(0)
    const form = visitor.page.getByRole('list', { name: reviewEn.forms.program })
    await form.getByText(reviewEn.blocks.continuing).first().waitFor()
    await expectAccessible(visitor)
    await visitor.page.goto(REVIEWS)
    await visitor.page.getByText('Handed in to the program').waitFor()
    await expectAccessible(visitor)
    await visitor.context.close()
  })

  it('leads from an old proposal to a new one that says where it comes from', async () => {
    const { page, context } = await hub.visit({ person: 'member' })
    await page.goto(address)
    await page
      .getByRole('link', { name: past[1]?.title ?? '' })
      .first()
      .click()
    await page.getByRole('link', { name: 'これをもとに新しい取組を登録' }).click()
    await page.getByText(/をもとに登録します/).waitFor()
    await page.getByRole('radio', { name: /^再挑戦/ }).check()
    await page.getByLabel(/^提案した年度/).selectOption({ index: 1 })
    await page.getByRole('button', { name: '登録する' }).click()
    await page.getByText('再挑戦の元になった取組').waitFor()
    await context.close()
  })

  it('several old ones are merged into a new one, which is linked to each', async () => {
    const visitor = await hub.visit({ person: 'member', device: 'phone' })
    const { page, context } = visitor
    const [, first, second] = past.map(({ title }) => title)
    await page.goto(address)
    await page.getByRole('link', { name: first }).first().click()
    await page.getByRole('link', { name: 'これをもとに新しい取組を登録' }).click()
    await page.getByRole('radio', { name: /^統合/ }).check()
    await page.getByRole('checkbox', { name: second ?? '' }).check()
    await page.getByText('ほかに1件を選択').waitFor()
    await expectAccessible(visitor)
    await page.getByLabel(/^提案した年度/).selectOption({ index: 1 })
    await page.getByLabel(/^取組名/).fill('ふたつをまとめた取組')
    await page.getByRole('button', { name: '登録する' }).click()
    await page.getByRole('heading', { name: 'ふたつをまとめた取組' }).waitFor()
    for (const title of [first, second])
      await page
        .getByRole('listitem')
        .filter({ hasText: '統合した元の取組' })
        .filter({ hasText: title ?? '' })
        .waitFor()
    await context.close()
  })
})
