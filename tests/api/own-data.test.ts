import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { municipalityStream } from '../../functions/history/streams.ts'
import { eventPartition, streamPrefix } from '../../functions/store/table.ts'
import { type Hub, made, NUMAZU, proposed, SAKATA, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const alumnus = (sign: string) =>
  hub.person(
    `本人${sign}`,
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    { email: `${sign}@example.jp`, staffNumber: sign },
  )

test('everybody reads all that is held about them, and of nobody else', async () => {
  const sign = uuidv7()
  const person = await alumnus(sign)
  const at = `/proposals/${await proposed(hub)}`
  made(await person.post(`${at}/reports`, { ...stalled, reason: `私の理由${sign}` }))
  made(await person.post(`${at}/comments`, { text: `私のコメント${sign}` }))
  made(await hub.people.hr.post(`${at}/comments`, { text: `人事のコメント${sign}` }))
  const { status, body } = await person.get('/api/me')
  expect(status).toBe(200)
  expect(body.sessions).toMatchObject([{ current: true }])
  expect(body.memberships).toMatchObject([
    {
      municipality: NUMAZU,
      memberId: person.memberId,
      entry: {
        name: `本人${sign}`,
        email: `${sign}@example.jp`,
        staffNumber: sign,
        roles: [{ role: 'member', cohort: 2021 }],
      },
      records: [
        { kind: 'comment', text: `私のコメント${sign}` },
        { kind: 'report', outcome: 'stalled', text: `私の理由${sign}` },
      ],
      claims: [],
    },
  ])
  expect(JSON.stringify(body)).not.toContain('人事のコメント')
  expect(JSON.stringify((await hub.people.hr.get('/api/me')).body)).not.toContain(`本人${sign}`)
  expect((await hub.people.nobody.get('/api/me')).status).toBe(401)
})

test('the texts of what has ended, was reworded or went to another municipality are held, and told', async () => {
  const sign = uuidv7()
  // Of a cohort again, and so an alumnus who asks other municipalities, too.
  const person = await hub.person(`本人${sign}`, [
    { role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' },
    { role: 'member', cohort: 2026, from: '2026-04-01' },
  ])
  const { hr, stranger } = hub.people
  const at = `/proposals/${await proposed(hub)}`
  const words = (what: string) => `${what}${sign}`
  const first = made(await person.post(`${at}/reports`, { ...stalled, reason: words('前の理由') }))
  const corrected = { ...stalled, manner: 'ended', reason: words('後の理由') }
  made(await person.post(`${at}/reports/${first}/corrections`, corrected))
  const question = made(
    await person.post(`${at}/questions`, { via: 'cohort', text: words('質問') }),
  )
  made(await person.post(`${at}/questions/${question}/end`, { how: 'withdrawn' }))
  const offered = { cohort: 2021, title: '共有した取組', visibility: 'program' }
  const id = made(await stranger.post('/proposals', offered))
  const place = { municipality: SAKATA, cohort: 2021, id }
  made(await person.post('/inquiries', { proposal: place, text: words('他の自治体へ') }))
  made(await hr.post(`${at}/comments`, { text: words('人事のコメント') }))
  const [here] = (await person.get('/api/me')).body.memberships
  const told = here.texts.map(({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`)
  expect(told.sort()).toEqual(
    [
      `inquiry ${words('他の自治体へ')}`,
      `message ${words('質問')}`,
      `report ${words('前の理由')}`,
      `report ${words('後の理由')}`,
    ].sort(),
  )
  expect(here.inquiries).toMatchObject([{ municipalityName: '酒田市' }])
})

test('what somebody asks about their data waits for HR, ends with an answer, and they read it', async () => {
  const sign = uuidv7()
  const person = await alumnus(sign)
  const { hr, member, executive } = hub.people
  const words = `所属が違います${sign}`
  const key = { 'idempotency-key': uuidv7() }
  const claim = made(await person.post('/me/claims', { kind: 'correct', text: words }, key))
  expect(made(await person.post('/me/claims', { kind: 'correct', text: words }, key))).toBe(claim)
  const waiting = async () => (await hr.get('/tasks')).body.claims
  expect(await waiting()).toMatchObject([{ id: claim, kind: 'correct', memberId: person.memberId }])
  expect((await member.get('/tasks')).body.claims).toEqual([])

  const path = `/people/${person.memberId}/claims/${claim}/answer`
  const before = await hub.revision()
  for (const who of [person, member, executive])
    expect((await who.post(path, { result: 'done' })).status).toBe(403)
  expect(
    (await hub.people.stranger.post(`/api/m/${NUMAZU}${path}`, { result: 'done' })).status,
  ).toBe(404)
  expect((await hr.post(path, { result: 'refused' })).body.errors).toMatchObject([
    { pointer: '/reason', code: 'reason_required' },
  ])
  expect(await hub.revision()).toBe(before)

  const reason = `辞令のとおりです${sign}`
  made(await hr.post(path, { result: 'refused', reason }))
  expect((await hr.post(path, { result: 'done' })).body.code).toBe('nothing_changed')
  expect(await waiting()).toEqual([])
  expect((await person.get('/api/me')).body.memberships[0].claims).toMatchObject([
    { id: claim, text: words, answer: { result: 'refused', reason } },
  ])
  // The chain tells that it was asked and answered, and holds when the words are gone.
  const events = await hub.store.database.query(eventPartition(NUMAZU), {
    prefix: streamPrefix(municipalityStream(NUMAZU)),
  })
  expect(JSON.stringify(events)).toContain('claim_answered')
  expect(JSON.stringify(events)).not.toContain(sign)
  made(
    await hr.post(`/people/${person.memberId}/erasure`, {
      ...{ texts: false, why: 'request', confirmed: true },
    }),
  )
  expect(JSON.stringify((await hr.get('/people/roster')).body)).not.toContain(words)
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

/** HR with an account in a town of its own, and the mails that come to them. */
const ofHr = (name: string, email: string) =>
  hub.person(name, [{ role: 'hr', from: '2018-04-01' }], NUMAZU, { email })
const mailsTo = (email: string) => hub.mails.filter(({ to }) => to === email)

test('a claim is mailed to HR and its answer to whoever made it, without what they say', async () => {
  const sign = uuidv7()
  const [person, colleague] = [
    await alumnus(sign),
    await ofHr('人事課 二号', `hr${sign}@example.jp`),
  ]
  const text = `所属が違います${sign}`
  const claim = made(await person.post('/me/claims', { kind: 'correct', text }))
  const [asked] = mailsTo(`hr${sign}@example.jp`)
  expect(asked?.text).toContain(`本人${sign}さんから、個人情報の訂正の請求がありました。`)
  expect(asked?.text).toContain(`/m/${NUMAZU}/people/${person.memberId}`)
  const reason = `直しました${sign}`
  const path = `/people/${person.memberId}/claims/${claim}/answer`
  made(await colleague.post(path, { result: 'done', reason }))
  const [answered] = mailsTo(`${sign}@example.jp`)
  expect(answered?.text).toContain('あなたの訂正の請求に、派遣元（人事課）から回答がありました。')
  expect(answered?.text).toContain(`/m/${NUMAZU}/me`)
  for (const mail of [asked, answered]) {
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(text)
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(reason)
  }
  made(await hub.people.hr.post(`/people/${colleague.memberId}/suspension`, { suspended: true }))
})

test('the only person of HR ends their own claim, with a reason and on the record; where there is a colleague, they do', async () => {
  const sign = uuidv7()
  const { hr } = hub.people
  const colleague = await ofHr('人事課 三号', `hr${sign}@example.jp`)
  const claim = made(await hr.post('/me/claims', { kind: 'stop_use', text: `自分の分${sign}` }))
  expect(mailsTo(`hr${sign}@example.jp`)).toHaveLength(1)
  const path = `/people/${hr.memberId}/claims/${claim}/answer`
  const reason = `名簿を確かめた${sign}`
  expect((await hr.post(path, { result: 'done', reason })).body.code).toBe('own_claim')
  made(await hr.post(`/people/${colleague.memberId}/suspension`, { suspended: true }))
  expect((await hr.post(path, { result: 'done' })).body.errors).toMatchObject([
    { pointer: '/reason', code: 'reason_required' },
  ])
  made(await hr.post(path, { result: 'done', reason }))
  const mine = (await hr.get('/api/me')).body.memberships[0].claims.at(-1)
  expect(mine).toMatchObject({ answer: { result: 'done', reason, own: true } })
  const { rows } = (await hr.get('/history')).body
  expect(rows).toContainEqual(
    expect.objectContaining({
      type: 'claim_answered',
      by: expect.objectContaining({ memberId: hr.memberId }),
      data: expect.objectContaining({ memberId: hr.memberId, own: true, reason }),
    }),
  )
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

test('everybody says which mails they want, and in which language; the next mails follow it', async () => {
  const sign = uuidv7()
  const person = await alumnus(sign)
  const key = { 'idempotency-key': uuidv7() }
  const wish = { off: ['question_asked', 'reminder'], language: 'en' }
  expect(made(await person.post('/me/mails', wish, key))).toBe(person.memberId)
  made(await person.post('/me/mails', wish, key))
  expect((await person.post('/me/mails', wish)).body.code).toBe('nothing_changed')
  const entry = async () => (await person.get('/api/me')).body.memberships[0].entry
  expect(await entry()).toMatchObject({ mailsOff: wish.off, language: 'en' })
  const proposal = await proposed(hub)
  const question = { via: 'cohort', text: 'その後はどうですか' }
  made(await hub.people.member.post(`/proposals/${proposal}/questions`, question))
  expect(mailsTo(`${sign}@example.jp`)).toEqual([])
  made(await person.post('/me/mails', { off: [], language: 'en' }))
  made(await hub.people.member.post(`/proposals/${proposal}/questions`, question))
  expect(mailsTo(`${sign}@example.jp`).map(({ text }) => text.split('\n')[0])).toEqual([
    `Dear 本人${sign},`,
  ])
  made(await person.post('/me/mails', { off: [], language: null }))
  expect(await entry()).not.toHaveProperty('language')
  expect(await entry()).not.toHaveProperty('mailsOff')

  const before = await hub.revision()
  // What somebody sends them, and what is no mail at all, are not theirs to turn off.
  for (const off of [['invitation'], ['weather']])
    expect((await person.post('/me/mails', { off, language: null })).status).toBe(400)
  expect((await hub.people.nobody.post('/me/mails', wish)).status).toBe(401)
  expect((await hub.people.stranger.post(`/api/m/${NUMAZU}/me/mails`, wish)).status).toBe(404)
  expect(await hub.revision()).toBe(before)
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
})

test('nobody fills the register with what they ask', async () => {
  const person = await alumnus(uuidv7())
  for (let n = 0; n < 20; n += 1)
    made(await person.post('/me/claims', { kind: 'stop_use', text: '止めてください' }))
  const { status, body } = await person.post('/me/claims', { kind: 'stop_use', text: 'もう一度' })
  expect([status, body.errors[0].code]).toEqual([400, 'too_many'])
})
