import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, made, ORIGIN, proposed, serve, withHubApart } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** With a hub whose clock may be moved: sessions lapse. */
const apart = (run: () => Promise<void>) =>
  withHubApart(hub, run, (own) => {
    hub = own
  })

/** A proposal of 2021, whose alumnus has an address. */
let people = 0
async function ready() {
  people += 1
  const [to, from] = [`answers${people}@numazu.example`, `asks${people}@numazu.example`]
  const answerer = await hub.person(
    '質問を受けるマネ友',
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    undefined,
    { email: to },
  )
  const asker = await hub.person(
    '質問する研究生',
    [{ role: 'member', cohort: 2026, from: '2026-04-01' }],
    undefined,
    { email: from },
  )
  const id = await proposed(hub)
  return { answerer, asker, to, from, id, path: `/proposals/${id}/questions` }
}

test('a question reaches the cohort by mail, its answer the asker; both see the thread, also once it has ended', async () => {
  const { answerer, asker, to: answers, from: asks, id, path } = await ready()
  const askable = await asker.get(`/proposals/${id}/askable`)
  expect(askable.body.choices.find(({ via }: { via: string }) => via === 'cohort')).toMatchObject({
    memberIds: expect.arrayContaining([answerer.memberId]),
  })

  hub.mails.length = 0
  const questionId = made(await asker.post(path, { via: 'cohort', text: 'なぜ止まりましたか' }))
  const [asked] = hub.mails.filter(({ to }) => to === answers)
  expect(asked?.subject).toBe('【沼津市】取組「対話の時間を設ける」についての質問')
  expect(asked?.text).toContain('令和8年度研究生 質問する研究生さんから質問が届いています')
  expect(asked?.text).toContain('なぜ止まりましたか')
  // The address stands on a line of its own.
  expect(asked?.text).toMatch(new RegExp(`^${ORIGIN}/r/question/\\d+/[\\w-]+$`, 'm'))

  const waiting = await answerer.get('/questions')
  expect(waiting.body.waiting).toMatchObject([{ id: questionId, overdue: false }])
  made(await answerer.post(`${path}/${questionId}/messages`, { text: '異動のためです' }))
  const [told] = hub.mails.filter(({ to }) => to === asks)
  expect(told?.text).toContain('異動のためです')

  made(await asker.post(`${path}/${questionId}/end`, { how: 'answered' }))
  const detail = await answerer.get(`/proposals/${id}`)
  expect(JSON.stringify(detail.body.proposal.questions)).not.toContain('異動のためです')
  const thread = await answerer.get(`${path}/${questionId}`)
  expect(thread.body.messages.map(({ text }: { text: string }) => text)).toEqual([
    'なぜ止まりましたか',
    '異動のためです',
  ])
  expect(await hub.verify(id)).toMatchObject({ intact: true })
})

test('another municipality learns nothing of a question, and an executive asks none', async () => {
  const { asker, id, path } = await ready()
  const questionId = made(await asker.post(path, { via: 'cohort', text: '質問です' }))
  const { stranger, executive } = hub.people
  const foreign = `/api/m/222038${path}`
  for (const answer of [
    await stranger.get(`${foreign}/${questionId}`),
    await stranger.post(foreign, { via: 'cohort', text: '質問です' }),
    await stranger.get(path),
    await stranger.get(`${path}/${questionId}`),
    await stranger.get(`/proposals/${id}/askable`),
  ])
    expect(answer.status).toBe(404)
  expect((await executive.post(path, { via: 'cohort', text: '質問です' })).body.code).toBe(
    'not_allowed',
  )
  expect((await executive.get(`${path}/${questionId}`)).status).toBe(200)
})

test('an answer is kept as a note with whose words it is', async () => {
  const { answerer, asker, id, path } = await ready()
  const questionId = made(await asker.post(path, { via: 'cohort', text: '質問です' }))
  const messages = `${path}/${questionId}/messages`
  const messageId = made(await answerer.post(messages, { text: '答えです' }))
  made(await asker.post(`${messages}/${messageId}/note`, undefined))
  const { body } = await asker.get(`/proposals/${id}`)
  expect(body.proposal.comments).toMatchObject([
    { text: '答えです', speaker: { memberId: answerer.memberId, role: 'alumnus', cohort: 2021 } },
  ])
})

test('a question whose mail waits when the thread ends is not sent any more', async () => {
  const { asker, path } = await ready()
  hub.mails.length = 0
  hub.post.silent = true
  const questionId = made(await asker.post(path, { via: 'cohort', text: '取り下げる質問' }))
  made(await asker.post(`${path}/${questionId}/end`, { how: 'withdrawn' }))
  hub.post.silent = false
  hub.time.pass(3 * 60_000)
  await hub.outbox.run()
  expect(hub.mails.filter(({ text }) => text.includes('取り下げる質問'))).toEqual([])
})

describe('answering by the link in the mail', () => {
  /** A question, and the address that the person asked has got. */
  async function mailed(text = '質問の言葉です') {
    const { answerer, asker, to: answers, from: asks, id, path } = await ready()
    hub.mails.length = 0
    const questionId = made(await asker.post(path, { via: 'cohort', text }))
    const mail = hub.mails.find(({ to }) => to === answers)
    const link = mail?.text.split('\n').find((line) => line.startsWith(`${ORIGIN}/r/question/`))
    const thread = async () => (await asker.get(`${path}/${questionId}`)).body
    const end = async () =>
      made(await asker.post(`${path}/${questionId}/end`, { how: 'withdrawn' }))
    return { answerer, asks, id, link: link ?? '', thread, end }
  }

  test('needs no sign-in: the answer stands in the thread with whose it is and its channel', async () => {
    const { answerer, asks, link, thread, id } = await mailed()
    const page = await hub.follow(link)
    expect(page.status).toBe(200)
    expect(page.text).toContain('質問の言葉です')
    expect(page.text).not.toContain('<script')
    expect((await hub.follow(`${link}?l=en`)).text).toContain('a proposal of Numazu.')
    const sent = await hub.follow(link, { use: '1', text: '答えの言葉です' })
    expect(sent.status).toBe(303)
    expect((await hub.follow(`${link}?done=1`)).text).toContain('回答を送りました')
    expect((await thread()).messages[1]).toMatchObject({
      text: '答えの言葉です',
      by: { kind: 'link', memberId: answerer.memberId, role: 'alumnus', channel: 'mail_link' },
    })
    expect(await hub.verify(id)).toMatchObject({ intact: true })
    // Whoever has asked is told.
    expect(hub.mails.some(({ to, text }) => to === asks && text.includes('答えの言葉です'))).toBe(
      true,
    )
  })

  test('however often a scanner opens it or sends it empty, nothing changes, and what was typed stays', async () => {
    const { link } = await mailed()
    const before = await hub.revision()
    for (let n = 0; n < 60; n += 1) expect((await hub.follow(link)).status).toBe(200)
    expect((await hub.follow(link, undefined, { method: 'HEAD' })).status).toBe(200)
    expect((await hub.follow(link, {})).status).toBe(422)
    expect((await hub.follow(link, { use: '1', text: '  ' })).status).toBe(422)
    const long = await hub.follow(link, { use: '1', text: 'あ'.repeat(2_001) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('あ'.repeat(2_001))
    expect(await hub.revision()).toBe(before)
    expect((await hub.follow(link, { use: '1', text: '答え' })).status).toBe(303)
  })

  test('sent twice it is one answer; another text under the same use is told, five uses are the end', async () => {
    const { link, thread } = await mailed()
    expect((await hub.follow(link, { use: '1', text: '一つ目' })).status).toBe(303)
    expect((await hub.follow(link, { use: '1', text: '一つ目' })).status).toBe(303)
    const other = await hub.follow(link, { use: '1', text: '別の答え' })
    expect(other.status).toBe(409)
    expect(other.text).toContain('別の答え')
    for (const use of ['2', '3', '4', '5'])
      expect((await hub.follow(link, { use, text: `${use}つ目` })).status).toBe(303)
    expect((await thread()).messages).toHaveLength(6)
    expect((await hub.follow(link, { use: '6', text: '六つ目' })).status).toBe(409)
    expect((await hub.follow(link)).text).toContain('使い切りました')
  })

  test('a use counts only after the one before it, and still is one answer when it is sent again days later', () =>
    apart(async () => {
      const { link, id } = await mailed()
      const thread = async () =>
        (await hub.store.registers.read('222038'))?.proposals.get(id)?.questions?.[0]
      for (const use of ['2', '5'])
        expect((await hub.follow(link, { use, text: '先回りの答え' })).status).toBe(409)
      expect((await thread())?.messages).toHaveLength(1)
      expect((await hub.follow(link, { use: '1', text: '一つ目' })).status).toBe(303)
      hub.time.pass(3 * 24 * 60 * 60_000)
      expect((await hub.follow(link, { use: '1', text: '一つ目' })).status).toBe(303)
      const other = await hub.follow(link, { use: '1', text: '別の答え' })
      expect(other.status).toBe(409)
      expect((await thread())?.messages).toHaveLength(2)
      expect((await hub.follow(link, { use: '2', text: '別の答え' })).status).toBe(303)
    }))

  test('opens nothing once the thread has ended, the person has left or has another address, and nobody else’s link is mine', async () => {
    const one = await mailed()
    const [, , , asked = '', token = ''] = new URL(one.link).pathname.split('/')
    for (const address of [
      `/r/question/${Number(asked) + 1}/${token}`,
      `/r/question/${asked}/${token.slice(0, -2)}AA`,
      `/r/question/x/${token}`,
      `/r/${token}`,
    ])
      expect((await hub.follow(address)).status).toBe(410)
    await one.end()
    expect((await hub.follow(one.link)).status).toBe(410)
    expect((await hub.follow(one.link, { use: '1', text: '遅い答え' })).status).toBe(410)
    const readdressed = await mailed()
    const { memberId } = readdressed.answerer
    const { people } = (await hub.people.hr.get('/people/roster')).body
    const { edition } = people.find((person: { id: string }) => person.id === memberId)
    const email = 'corrected@numazu.example'
    const at = { 'if-match': `"${edition}"` }
    made(await hub.people.hr.patch(`/people/${memberId}`, { email }, at))
    expect((await hub.follow(readdressed.link)).status).toBe(410)
    expect((await hub.follow(readdressed.link, { use: '1', text: '他人の答え' })).status).toBe(410)
    const two = await mailed()
    const leaving = { leaves: true, on: '2026-05-01' }
    made(await hub.people.hr.post(`/people/${two.answerer.memberId}/transfer`, leaving))
    expect((await hub.follow(two.link)).status).toBe(410)
  })
})
