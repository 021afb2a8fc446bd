import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, made, ORIGIN, proposed, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** A proposal of 2021, whose alumnus has an address. */
async function ready() {
  const answerer = await hub.person(
    '質問を受けるマネ友',
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    undefined,
    { email: 'answers@numazu.example' },
  )
  const asker = await hub.person(
    '質問する研究生',
    [{ role: 'member', cohort: 2026, from: '2026-04-01' }],
    undefined,
    { email: 'asks@numazu.example' },
  )
  const id = await proposed(hub)
  return { answerer, asker, id, path: `/proposals/${id}/questions` }
}

test('a question reaches the cohort by mail, its answer the asker; both see the thread, also once it has ended', async () => {
  const { answerer, asker, id, path } = await ready()
  const askable = await asker.get(`/proposals/${id}/askable`)
  expect(askable.body.choices.find(({ via }: { via: string }) => via === 'cohort')).toMatchObject({
    memberIds: expect.arrayContaining([answerer.memberId]),
  })

  hub.mails.length = 0
  const questionId = made(await asker.post(path, { via: 'cohort', text: 'なぜ止まりましたか' }))
  const [asked] = hub.mails.filter(({ to }) => to === 'answers@numazu.example')
  expect(asked?.subject).toBe('【沼津市】取組「対話の時間を設ける」についての質問')
  expect(asked?.text).toContain('令和8年度研究生 質問する研究生さんから質問が届いています')
  expect(asked?.text).toContain('なぜ止まりましたか')
  // The address stands on a line of its own.
  expect(asked?.text.split('\n')).toContain(`${ORIGIN}/m/222038${path}/${questionId}`)

  const waiting = await answerer.get('/questions')
  expect(waiting.body.waiting).toMatchObject([{ id: questionId, overdue: false }])
  made(await answerer.post(`${path}/${questionId}/messages`, { text: '異動のためです' }))
  const [told] = hub.mails.filter(({ to }) => to === 'asks@numazu.example')
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
