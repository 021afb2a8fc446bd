import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyStream } from '../store/looking.ts'
import { type Client, type Hub, made, NUMAZU, proposed, SAKATA, serve } from './serve.ts'

const QUESTION = '研修の回数はどう決めましたか（質問の目印）'
const ANSWER = '四半期に一度と決めました（回答の目印）'
const INSIDE = '当時は月一回だった（庁内の目印）'

let hub: Hub
/** Sakata's cohort asks; Numazu's HR is asked. */
let asker: Client & { memberId: string }
let colleague: Client
let shared: string

beforeAll(async () => {
  hub = await serve()
  asker = await hub.person(
    '酒田市 研究生の氏名',
    [{ role: 'member', cohort: 2026, from: '2026-04-01' }],
    SAKATA,
    { email: 'asker@sakata.example' },
  )
  colleague = await hub.person(
    '酒田市 別の研究生',
    [{ role: 'member', cohort: 2026, from: '2026-04-01' }],
    SAKATA,
  )
  await hub.person('人事課の氏名', [{ role: 'hr', from: '2018-04-01' }], NUMAZU, {
    email: 'hr@numazu.example',
  })
  shared = await proposed(hub, { visibility: 'program', title: '共有した取組' })
})
afterAll(() => hub?.stop())

const place = (id = shared) => ({ municipality: NUMAZU, cohort: 2021, id })
const asks = async (by: Client = asker, more: object = {}) =>
  made(await by.post('/inquiries', { proposal: place(), text: QUESTION, ...more }))
const seen = (by: Client, id: string) => by.get(`/inquiries/${id}`)
const mailsAbout = (subject: string) => hub.mails.filter((mail) => mail.subject.includes(subject))

describe('a question to another municipality', () => {
  it('reaches its HR, is answered by HR, and the answer comes back', async () => {
    const id = await asks()
    const there = await seen(hub.people.hr, id)
    expect(there.body).toMatchObject({
      side: 'asked',
      other: { code: SAKATA, name: '酒田市' },
      from: { role: 'member', cohort: 2026 },
      proposal: { id: shared },
      text: QUESTION,
      permitted: ['answer'],
    })
    expect(mailsAbout('酒田市から取組').map(({ to }) => to)).toEqual(['hr@numazu.example'])
    made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER }))
    const back = await seen(asker, id)
    expect(back.body).toMatchObject({
      side: 'asking',
      other: { code: NUMAZU, name: '沼津市' },
      text: QUESTION,
      how: 'answered',
      answer: ANSWER,
      permitted: [],
    })
    expect(mailsAbout('に回答がありました').map(({ to }) => to)).toEqual(['asker@sakata.example'])
    const again = await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER })
    expect([again.status, again.body.code]).toEqual([409, 'question_ended'])
  })

  it('is forwarded inside as an ordinary question, of which only what HR releases goes back', async () => {
    const id = await asks()
    const { body } = await hub.people.hr.get(`/inquiries/${id}/forwardable`)
    expect(body.choices.map(({ via }: { via: string }) => via)).toEqual(['steward', 'cohort'])
    made(await hub.people.hr.post(`/inquiries/${id}/forward`, { via: 'cohort', text: QUESTION }))
    const { body: before } = await seen(hub.people.hr, id)
    const question = before.questions[0].id
    const path = `/proposals/${shared}/questions/${question}`
    made(await hub.people.alumnus2021.post(`${path}/messages`, { text: INSIDE }))
    const { body: after } = await seen(hub.people.hr, id)
    expect(after).toMatchObject({ forwarded: 1, replied: 1 })
    expect(after.questions[0].replies).toMatchObject([{ text: INSIDE, cohort: 2021 }])
    made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER }))
    const back = JSON.stringify((await seen(asker, id)).body)
    expect(back).toContain(ANSWER)
    expect(back).not.toContain(INSIDE)
    expect(back).not.toContain(question)
  })

  it('stands in the trail in the words that a reader of its page has, and in no more', async () => {
    const elsewhere = await hub.person(
      '酒田市 副市長',
      [{ role: 'executive', from: '2024-04-01' }],
      SAKATA,
    )
    const id = await asks(colleague)
    made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER }))
    const told = async (by: Client) => {
      const { body } = await by.get('/history?group=others')
      return body.rows.filter(({ data }: { data: { inquiryId?: string } }) => data.inquiryId === id)
    }
    const shown = await told(hub.people.executive)
    expect(shown.map(({ type }: { type: string }) => type)).toEqual([
      'inquiry_ended',
      'inquiry_received',
    ])
    expect(JSON.stringify(shown)).not.toMatch(/目印/)
    // Whoever reads the register of the asking side reads its questions, and what came back.
    for (const by of [hub.people.hr, elsewhere]) {
      const whole = JSON.stringify(await told(by))
      for (const text of [QUESTION, ANSWER]) expect(whole).toContain(text)
    }
  })

  it('is declined with a reason, or withdrawn; the other side is told', async () => {
    const declined = await asks()
    const empty = await hub.people.hr.post(`/inquiries/${declined}/decline`, {})
    expect(empty.status).toBe(400)
    made(await hub.people.hr.post(`/inquiries/${declined}/decline`, { reason: '文書がない' }))
    expect((await seen(asker, declined)).body).toMatchObject({
      how: 'declined',
      answer: '文書がない',
    })
    const withdrawn = await asks()
    made(await asker.post(`/inquiries/${withdrawn}/withdraw`, undefined))
    expect((await seen(hub.people.hr, withdrawn)).body).toMatchObject({ how: 'withdrawn' })
    expect(mailsAbout('取り下げられました').map(({ to }) => to)).toEqual(['hr@numazu.example'])
  })

  it('is HR’s to answer there, and the asker’s or HR’s to withdraw here', async () => {
    const id = await asks()
    for (const who of [hub.people.member, hub.people.alumnus2021, hub.people.executive]) {
      expect((await seen(who, id)).status).toBe(404)
      expect((await who.get('/inquiries')).body.asked).toEqual([])
      expect((await who.post(`/inquiries/${id}/answer`, { text: ANSWER })).status).toBe(403)
    }
    expect((await colleague.post(`/inquiries/${id}/withdraw`, undefined)).status).toBe(403)
    // The asking side has no answer to give, the asked one nothing to withdraw.
    expect((await hub.people.stranger.post(`/inquiries/${id}/answer`, { text: 'x' })).status).toBe(
      404,
    )
    expect((await hub.people.hr.post(`/inquiries/${id}/withdraw`, undefined)).status).toBe(404)
    made(await hub.people.stranger.post(`/inquiries/${id}/withdraw`, undefined))
    const alumnus = await hub.people.alumnus2021.post('/inquiries', {
      proposal: { municipality: SAKATA, cohort: 2021, id: shared },
      text: QUESTION,
    })
    expect([alumnus.status, alumnus.body.code]).toEqual([403, 'not_allowed'])
  })

  it('is refused about what is not shared, exactly as about what is not there', async () => {
    const own = await proposed(hub)
    const send = (id: string) => asker.post('/inquiries', { proposal: place(id), text: QUESTION })
    const [hidden, missing] = [await send(own), await send('01900000-0000-7000-8000-000000000000')]
    expect(hidden.status).toBe(404)
    expect(hidden.body).toEqual(missing.body)
    const inside = await hub.people.hr.post('/inquiries', { proposal: place(), text: QUESTION })
    expect(inside.status).toBe(404)
  })

  it('goes back where the sharing was withdrawn on its way; open ones are answered all the same', async () => {
    const id = await proposed(hub, { visibility: 'program', title: '共有をやめる取組' })
    const open = made(await asker.post('/inquiries', { proposal: place(id), text: QUESTION }))
    hub.post.held = true
    const late = made(await asker.post('/inquiries', { proposal: place(id), text: QUESTION }))
    const { headers } = await hub.people.hr.get(`/proposals/${id}`)
    const ifMatch = { 'if-match': headers.get('etag') ?? '' }
    made(await hub.people.hr.patch(`/proposals/${id}`, { visibility: 'own' }, ifMatch))
    hub.post.held = false
    await hub.outbox.run()
    expect((await seen(hub.people.hr, late)).status).toBe(404)
    expect((await seen(asker, late)).body).toMatchObject({ how: 'not_shared' })
    made(await hub.people.hr.post(`/inquiries/${open}/answer`, { text: ANSWER }))
    expect((await seen(asker, open)).body).toMatchObject({ how: 'answered', answer: ANSWER })
    const more = await asker.post('/inquiries', { proposal: place(id), text: QUESTION })
    expect(more.status).toBe(404)
  })

  it('carries no name, address or id of a person, and no private text, either way', async () => {
    const id = await asks()
    made(await hub.people.hr.post(`/inquiries/${id}/forward`, { via: 'cohort', text: INSIDE }))
    const there = JSON.stringify([
      (await hub.people.hr.get('/inquiries')).body,
      (await seen(hub.people.hr, id)).body,
      await hub.store.database.query(`M#${NUMAZU}`),
      await hub.store.streams.events(NUMAZU, `municipality/${NUMAZU}`, { limit: 500 }),
      mailsAbout('酒田市から取組'),
    ])
    for (const secret of ['酒田市 研究生の氏名', 'asker@sakata.example', asker.memberId])
      expect(there).not.toContain(secret)
    made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER }))
    const here = JSON.stringify([
      (await asker.get('/inquiries')).body,
      (await seen(asker, id)).body,
      await hub.store.streams.events(SAKATA, `municipality/${SAKATA}`, { limit: 500 }),
      mailsAbout('に回答がありました'),
    ])
    const { hr, alumnus2021 } = hub.people
    const names = ['人事課 担当', '人事課の氏名', '令和3年度 マネ友', 'hr@numazu.example']
    for (const secret of [...names, hr.memberId, alumnus2021.memberId, INSIDE])
      expect(here).not.toContain(secret)
  })

  it('is told by the histories of both, which stay whole and hold no texts', async () => {
    const id = await asks()
    made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER }))
    const told = async (code: string) => {
      const all = await hub.store.streams.events(code, `municipality/${code}`, { limit: 900 })
      return all.filter((event) => event.includes(id)).map((event) => JSON.parse(event))
    }
    const [there, here] = [await told(NUMAZU), await told(SAKATA)]
    expect(here.map(({ type }) => type)).toEqual(['inquiry_asked', 'inquiry_ended'])
    expect(there.map(({ type }) => type)).toEqual(['inquiry_received', 'inquiry_ended'])
    expect(JSON.stringify([there, here])).not.toMatch(/目印/)
    expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
    const head = (await hub.store.registers.read(SAKATA))?.municipality.head
    const check = await verifyStream(hub.store, SAKATA, `municipality/${SAKATA}`, head as never)
    expect(check).toMatchObject({ intact: true })
  })

  it('is a task of HR there, and of nobody else', async () => {
    const id = await asks()
    const taskOf = async (by: Client) => {
      const { body } = await by.get('/tasks')
      const tasks: { inquiryId?: string; kind: string }[] = body.tasks ?? body
      return tasks.find(({ inquiryId }) => inquiryId === id)?.kind
    }
    expect(await taskOf(hub.people.hr)).toBe('answer_inquiry')
    expect(await taskOf(hub.people.member)).toBeUndefined()
    expect(await taskOf(asker)).toBeUndefined()
  })

  it('is asked, answered and withdrawn once, however often it is sent', async () => {
    const key = { 'idempotency-key': 'one-and-the-same' }
    const body = { proposal: place(), text: QUESTION }
    const first = await hub.people.stranger.post('/inquiries', body, key)
    const again = await hub.people.stranger.post('/inquiries', body, key)
    expect(again.body).toEqual(first.body)
    const other = await hub.people.stranger.post('/inquiries', { ...body, text: '別' }, key)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    const path = `/inquiries/${first.body.id}/answer`
    const answered = await hub.people.hr.post(path, { text: ANSWER }, key)
    expect((await hub.people.hr.post(path, { text: ANSWER }, key)).body).toEqual(answered.body)
    const { body: list } = await hub.people.stranger.get('/inquiries')
    expect(list.asking.filter(({ id }: { id: string }) => id === first.body.id)).toHaveLength(1)
  })

  it('waits where too many are out: one person asks ten a day', async () => {
    const busy = await hub.person(
      '質問の多い人',
      [{ role: 'member', cohort: 2026, from: '2026-04-01' }],
      SAKATA,
    )
    for (let n = 0; n < 10; n += 1) await asks(busy)
    const more = await busy.post('/inquiries', { proposal: place(), text: QUESTION })
    expect([more.status, more.body.code]).toEqual([409, 'inquiries_full'])
    await asks(colleague)
  })

  it('is nobody’s of the office to read', async () => {
    const id = await asks(colleague)
    const office = await hub.account()
    for (const path of ['/api/m/000000/inquiries', `/api/m/000000/inquiries/${id}`])
      expect([400, 404]).toContain((await office.get(path)).status)
  })
})

describe('letters between municipalities', () => {
  it('arrive once, however many bring them at once and however often', async () => {
    hub.post.held = true
    const ids = [await asks(colleague), await asks(hub.people.stranger)]
    hub.post.held = false
    const before = hub.mails.length
    await Promise.all([hub.outbox.run(), hub.outbox.run(), hub.outbox.run()])
    await hub.outbox.run()
    const events = await hub.store.streams.events(NUMAZU, `municipality/${NUMAZU}`, {
      limit: 900,
    })
    for (const id of ids) expect(events.filter((event) => event.includes(id))).toHaveLength(1)
    expect(await hub.store.inquiries.onTheirWay(undefined, 10)).toEqual([])
    expect(hub.mails.slice(before)).toHaveLength(ids.length)
  })

  it('cross on their way, and both sides end alike: the asked municipality’s end counts', async () => {
    const id = await asks(hub.people.stranger)
    hub.post.held = true
    made(await hub.people.stranger.post(`/inquiries/${id}/withdraw`, undefined))
    made(await hub.people.hr.post(`/inquiries/${id}/answer`, { text: ANSWER }))
    hub.post.held = false
    await hub.outbox.run()
    for (const side of [hub.people.stranger, hub.people.hr])
      expect((await seen(side, id)).body).toMatchObject({ how: 'answered', answer: ANSWER })
    expect(await hub.store.inquiries.onTheirWay(undefined, 10)).toEqual([])
  })
})
