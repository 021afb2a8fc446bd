import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FrozenReview } from '../../functions/domain/reviews/review.ts'
import { askInReview } from '../../functions/domain/reviews/review-changes.ts'
import { frozenItem } from '../../functions/store/frozen-reviews.ts'
import { sequenceSk, textPartition } from '../../functions/store/table.ts'
import { textOfPdf, textOfXml, unzipped } from '../documents/opened.ts'
import { deedOf, operation } from '../store/open.ts'
import { type Hub, made, NUMAZU, proposed, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const WORDS = 'ここだけの言葉'
const finding = {
  heardOn: { precision: 'month', date: '2026-05' },
  heardFrom: { role: 'alumnus', cohort: 2021, note: WORDS },
  text: WORDS,
}

/** A round of fiscal 2026, which is open until it is closed; one proposal is answered, one waited for. */
let review = ''
let answered = ''
let waiting = ''
let report = ''
beforeAll(async () => {
  const { hr, alumnus2021, member } = hub.people
  answered = await proposed(hub, { title: '答えのある取組' })
  waiting = await proposed(hub, { cohort: 2018, title: '答えのない取組' })
  const dates = { fiscalYear: 2026, asOf: '2027-01-12', dueOn: '2027-01-10' }
  review = made(await member.post('/reviews', dates))
  report = made(
    await alumnus2021.post(`/proposals/${answered}/reports`, {
      ...stalled,
      asOf: { precision: 'month', date: '2026-05' },
      reason: WORDS,
    }),
  )
  made(
    await hr.post(`/proposals/${answered}/reports/${report}/confirmations`, {
      answer: 'confirmed',
    }),
  )
})

const at = (path = '') => `/reviews/${review}${path}`
const read = async (path = '') => (await hub.people.executive.get(at(path))).body
const rowOf = async (proposal: string, path = '') =>
  (await read(path)).content.rows.find(
    ({ proposalId }: { proposalId: string }) => proposalId === proposal,
  )
const close = async (by = hub.people.member) =>
  by.post(at('/versions'), { edition: (await read()).edition })

describe('an open round', () => {
  test('tells who has answered, and who has not', async () => {
    const { content, awaited, milestones, review } = await read()
    expect(review).toMatchObject({ isOpen: true, counts: { answered: 1, waiting: 1, final: 0 } })
    expect(content.years).toEqual(
      [2020, 2023, 2024, 2025].map((fiscalYear) => ({
        fiscalYear,
        record: fiscalYear === 2020 ? 'not_dispatched' : 'no_record',
      })),
    )
    expect(awaited).toMatchObject([{ name: '平成30年度 マネ友', proposalIds: [waiting] }])
    expect(milestones).toHaveLength(3)
    expect(await rowOf(answered)).toMatchObject({
      state: 'answered',
      standing: 'stalled',
      reason: WORDS,
      confirmation: 'confirmed',
      by: { role: 'alumnus', cohort: 2021 },
    })
  })

  test('no second one is opened beside it', async () => {
    const dates = { fiscalYear: 2022, asOf: '2023-03-31', dueOn: '2026-12-01' }
    expect(await hub.people.hr.post('/reviews', dates)).toMatchObject({
      status: 409,
      body: { code: 'review_open' },
    })
    expect((await hub.people.hr.get('/reviews')).body).toMatchObject({
      reviews: [{ id: review }],
      openable: [],
    })
  })

  test('the cohort, HR and nobody else works on it; another municipality sees nothing of it', async () => {
    const { alumnus2021, executive, stranger, nobody, hr } = hub.people
    for (const by of [alumnus2021, executive])
      expect((await by.post(at('/findings'), finding)).status).toBe(403)
    expect((await nobody.get(at())).status).toBe(401)
    expect((await stranger.get(at())).status).toBe(404)
    expect((await stranger.get(`/api/m/${NUMAZU}/reviews`)).status).toBe(404)
    expect((await read()).permitted).toEqual([])
    expect((await hr.get(at())).body.permitted).toEqual(['review.work', 'review.close'])
  })

  test('two people edit a finding at once: the second is told, and nothing is lost', async () => {
    const { member, hr } = hub.people
    const id = made(await member.post(at('/findings'), { ...finding, proposalId: waiting }))
    const { sequence } = (await rowOf(waiting)).findings[0]
    const edits = await Promise.all(
      [member, hr].map((by, who) =>
        by.patch(
          at(`/findings/${id}`),
          { ...finding, proposalId: waiting, text: `案${who}` },
          {
            'if-match': `"${sequence}"`,
          },
        ),
      ),
    )
    expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const [kept] = (await rowOf(waiting)).findings
    expect(kept.text).toBe(`案${edits.findIndex(({ status }) => status === 200)}`)
    expect((await member.patch(at(`/findings/${id}`), finding)).status).toBe(428)
  })

  test('two findings recorded at once are both there', async () => {
    const { member, hr } = hub.people
    const [first, second] = await Promise.all(
      [member, hr].map(async (by) => made(await by.post(at('/findings'), finding))),
    )
    const ids = (await read()).content.findings.map(({ id }: { id: string }) => id)
    expect(ids).toEqual(expect.arrayContaining([first, second]))
    expect((await hr.delete(at(`/findings/${second}`))).status).toBe(200)
    expect((await hr.delete(at(`/findings/${second}`))).status).toBe(404)
  })

  test('the reflection is kept, and the history holds none of the words', async () => {
    const { member, executive } = hub.people
    const sent = await member.patch(at('/reflection'), { text: WORDS }, { 'if-match': '"0"' })
    expect(sent.status).toBe(200)
    expect((await read()).content.reflection).toMatchObject({ text: WORDS, by: { cohort: 2026 } })
    const { body } = await executive.get('/events')
    expect(JSON.stringify(body)).not.toContain(WORDS)
  })
})

describe('a closed round', () => {
  let frozen: unknown
  const kept = async () => {
    const { content } = await read('/versions/1')
    return content
  }

  test('two people close it at once: one does, the other is told', async () => {
    const { member, hr } = hub.people
    const answers = await Promise.all([close(member), close(hr)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toMatch(
      /^review_(closed|moved)$/,
    )
    frozen = await kept()
    expect(await read()).toMatchObject({ review: { isOpen: false }, content: frozen })
    expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
  })

  test('what was looked at must be what is closed', async () => {
    const stale = await hub.people.member.post(at('/versions'), { edition: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'review_closed' } })
  })

  test('stays as it is, whatever is reported, corrected, renamed or written afterwards', async () => {
    const { hr, alumnus2021, member } = hub.people
    const reports = `/proposals/${answered}/reports`
    made(
      await alumnus2021.post(`${reports}/${report}/corrections`, { ...stalled, manner: 'ended' }),
    )
    made(await hr.post(`/proposals/${waiting}/reports`, { ...stalled, manner: 'ended' }))
    const { headers } = await hr.get(`/proposals/${answered}`)
    const etag = { 'if-match': headers.get('etag') ?? '' }
    expect((await hr.patch(`/proposals/${answered}`, { title: '別の名' }, etag)).status).toBe(200)
    expect(await kept()).toEqual(frozen)
    expect((await member.post(at('/findings'), finding)).body.code).toBe('review_closed')
  })

  test('another process reads the same', async () => {
    const through = hub.people.hr.through(hub.another())
    expect((await through.get(at('/versions/1'))).body.content).toEqual(frozen)
  })

  test('the words of a closed round can be erased; the codes stay, and the history stays whole', async () => {
    const stream = `municipality/${NUMAZU}`
    const pk = textPartition(NUMAZU)
    const { findings } = await rowOf(waiting, '/versions/1')
    const proof = async () => (await read('/versions/1')).proof
    expect(await proof()).toEqual({ asClosed: true, erasedTexts: 0 })
    const sk = sequenceSk(stream, findings[0].sequence)
    const [texts] = await hub.store.database.get([{ pk, sk }])
    expect(texts).toBeDefined()
    await hub.store.database.transact([
      { Delete: { TableName: hub.store.database.table, Key: { pk, sk } } },
    ])
    const [erased] = (await rowOf(waiting, '/versions/1')).findings
    expect(erased).not.toHaveProperty('text')
    expect(erased).toMatchObject({ heardFrom: { role: 'alumnus', cohort: 2021 } })
    expect(await hub.verifyMunicipality()).toMatchObject({ intact: true, erasedTexts: 2 })
    expect(await proof()).toEqual({ asClosed: true, erasedTexts: 1 })
    await hub.store.database.put({ ...texts, pk, sk })
  })

  test('says so where it no longer is what was closed', async () => {
    const { table } = hub.store.database
    const written = await hub.store.frozenReviews.read(NUMAZU, review, 1)
    if (!written) throw new Error('not closed')
    const write = (frozen: FrozenReview) => {
      const { key, item } = frozenItem(NUMAZU, frozen)
      return hub.store.database.transact([{ Put: { TableName: table, Item: { ...key, ...item } } }])
    }
    const rows = written.rows.map((row) => ({ ...row, standing: 'continued' as const }))
    await write({ ...written, rows })
    expect((await read('/versions/1')).proof).toMatchObject({ asClosed: false })
    await write(written)
    expect((await read('/versions/1')).proof).toMatchObject({ asClosed: true })
    expect((await read()).proof).toMatchObject({ asClosed: true })
  })

  test('its rows can’t be written twice, and its closing names their digest', async () => {
    const { body } = await hub.people.hr.get('/events')
    const closing = body.events.find(({ type }: { type: string }) => type === 'review_closed')
    expect(closing.data).toMatchObject({ version: 1, digest: expect.stringMatching(/^[\w-]{43}$/) })
  })

  test('an amendment is a second version that names the first and its reason', async () => {
    const { hr } = hub.people
    made(await hr.post(at('/amendment'), { reason: WORDS }))
    expect((await read()).review).toMatchObject({
      isOpen: true,
      amending: { of: 1, reason: WORDS },
    })
    expect((await read()).content.reflection.text).toBe(WORDS)
    made(await close(hr))
    const { review, content } = await read()
    expect(review.versions).toMatchObject([{ number: 1 }, { number: 2, amends: 1, reason: WORDS }])
    expect(content.rows.map(({ state }: { state: string }) => state)).toEqual(['final', 'final'])
    expect(await kept()).toEqual(frozen)
  })

  test('is handed in with the reasons that were chosen', async () => {
    const { member, alumnus2021 } = hub.people
    const submission = { version: 2, texts: [answered] }
    expect((await alumnus2021.post(at('/submission'), submission)).status).toBe(403)
    made(await member.post(at('/submission'), submission))
    expect((await read()).review.versions[1]).toMatchObject({ submitted: { texts: [answered] } })
  })

  test('is read by the program’s office as it was handed in, and nothing else of it', async () => {
    const { member, hr, nobody } = hub.people
    const office = await hub.account()
    const code = (await hub.store.office.issueSetUpCode())?.code ?? ''
    await office.post('/api/office/first-account', { name: '事務局', code })
    const path = `/api/office/submissions/2026/${NUMAZU}`
    const { status, body } = await office.get(path)
    expect(status).toBe(200)
    expect(body).toEqual({
      fiscalYear: 2026,
      version: 2,
      handedInAt: (await read()).review.versions[1].submitted.at,
      day: expect.any(String),
      rows: [
        {
          ...{ proposalId: waiting, cohort: 2018, carriedBy: [], title: '答えのない取組' },
          ...{ state: 'final', standing: 'stalled', manner: 'ended' },
          factors: expect.any(Array),
          asOf: expect.any(Object),
        },
        {
          ...{ proposalId: answered, cohort: 2021, carriedBy: [], title: '別の名' },
          ...{ state: 'final', standing: 'stalled', manner: 'ended', reason: stalled.reason },
          factors: expect.any(Array),
          asOf: expect.any(Object),
        },
      ],
    })
    // Neither a finding nor the reflection, and no reason once it is handed in without any.
    expect(JSON.stringify(body)).not.toContain(WORDS)
    made(await member.post(at('/submission'), { version: 2, texts: [] }))
    expect(JSON.stringify((await office.get(path)).body)).not.toContain(stalled.reason)
    for (const missing of [`2025/${NUMAZU}`, '2026/011002', '2026/062049'])
      expect((await office.get(`/api/office/submissions/${missing}`)).status).toBe(404)
    // To others the office's pages are not there.
    for (const one of [path, `${path}/document?format=docx`]) {
      expect((await hr.get(one)).status).toBe(404)
      expect((await nobody.get(one)).status).toBe(401)
    }
    made(await member.post(at('/submission'), { version: 2, texts: [answered] }))

    const fileOf = (format: string) =>
      hub.app.request(`https://hub.example${path}/document?format=${format}&lang=ja`, {
        headers: { cookie: office.cookie },
      })
    const bytesOf = async (format: string) =>
      new Uint8Array(await (await fileOf(format)).arrayBuffer())
    const word = textOfXml(unzipped(await bytesOf('docx')).get('word/document.xml') ?? '')
    const excel = [...unzipped(await bytesOf('xlsx')).values()].map(textOfXml).join('')
    const pdf = new Set(textOfPdf(await bytesOf('pdf')).text)
    const said = [
      ...['答えのない取組', '別の名', stalled.reason, '継続できなかった（取りやめ）', '第2版'],
      ...['継続しているもの', '該当なし', '沼津市', '令和8年度 過年度取組検証'],
    ]
    for (const text of said) {
      expect(word).toContain(text)
      expect(excel).toContain(text)
      for (const letter of text) expect(pdf).toContain(letter)
    }
    expect(pdf).not.toContain('\ufffd')
    for (const text of [word, excel]) expect(text).not.toContain(WORDS)
    const name = (await fileOf('pdf')).headers.get('content-disposition') ?? ''
    expect(decodeURIComponent(name)).toContain('沼津市 令和8年度 過年度取組検証（提出分）.pdf')
    expect((await office.get(`${path.replace('2026', '2025')}/document?format=pdf`)).status).toBe(
      404,
    )
  })
})

describe('its documents', () => {
  const get = async (format: string, form: string, by = hub.people.executive) => {
    const url = `https://hub.example/api/m/${NUMAZU}${at(`/document?format=${format}&form=${form}&version=1&lang=ja`)}`
    return hub.app.request(url, { headers: { cookie: by.cookie } })
  }
  const bytesOf = async (format: string, form: string) =>
    new Uint8Array(await (await get(format, form)).arrayBuffer())

  test('are told in the history, whoever reads them: the year, the form and the version', async () => {
    const { alumnus2021, hr } = hub.people
    expect((await get('docx', 'program', alumnus2021)).status).toBe(200)
    const [taken] = (await hr.get('/history?group=reads')).body.rows
    expect(taken).toMatchObject({
      type: 'data_exported',
      by: { memberId: alumnus2021.memberId, role: 'alumnus' },
      data: {
        ...{ what: 'review', format: 'docx', rows: expect.any(Number) },
        filter: { fiscalYear: 2026, form: 'program', version: 1 },
      },
    })
  })

  test.each(['program', 'full'])(
    'in the form “%s” say the same as Word, Excel and PDF',
    async (form) => {
      const word = textOfXml(unzipped(await bytesOf('docx', form)).get('word/document.xml') ?? '')
      const sheets = unzipped(await bytesOf('xlsx', form))
      const excel = [...sheets.values()].map(textOfXml).join('')
      const pdf = new Set(textOfPdf(await bytesOf('pdf', form)).text)
      const said = [
        '答えのある取組',
        '継続できなかった・取り組めなかったもの',
        '確認できなかったもの',
        '答えのない取組',
        '派遣なし',
        WORDS,
      ]
      for (const text of said) {
        expect(word).toContain(text)
        expect(excel).toContain(text)
        for (const letter of text) expect(pdf).toContain(letter)
      }
      expect(pdf).not.toContain('\ufffd')
    },
  )

  test('have a Japanese name, and are for readers of the register alone', async () => {
    const answer = await get('pdf', 'program')
    const name = answer.headers.get('content-disposition') ?? ''
    expect(decodeURIComponent(name)).toContain('沼津市 令和8年度 過年度取組検証（部会の様式）.pdf')
    const { stranger } = hub.people
    expect((await get('pdf', 'program', stranger)).status).toBe(404)
  })
})

test('the next year’s round tells what changed', async () => {
  hub.time.set('2027-04-05T03:00:00.000Z')
  // Sessions don't last that long.
  const hr = await hub.person('人事課 後任', [{ role: 'hr', from: '2027-04-01' }])
  const alumnus2018 = await hub.person('平成30年度 マネ友', [
    { role: 'member', cohort: 2018, from: '2018-04-01', to: '2019-03-31' },
  ])
  const next = made(
    await hr.post('/reviews', { fiscalYear: 2027, asOf: '2028-01-12', dueOn: '2028-01-12' }),
  )
  made(
    await alumnus2018.post(`/proposals/${waiting}/reports`, {
      kind: 'report',
      outcome: 'continued',
      manner: 'changed',
      asOf: { precision: 'day', date: '2027-04-05' },
      factors: ['taken_over'],
    }),
  )
  const { body } = await hr.get(`/reviews/${next}`)
  expect(body.comparison.fiscalYear).toBe(2026)
  const moves = Object.fromEntries(
    body.comparison.changes.map((one: { proposalId: string; move: string }) => [
      one.proposalId,
      one.move,
    ]),
  )
  expect(moves).toEqual({ [waiting]: 'resumed', [answered]: 'unchanged' })
})

test('a round that stays open past its year keeps nobody from theirs without a word', async () => {
  const read = async (by: { get: (path: string) => Promise<{ body: unknown }> }) => [
    (await by.get('/reviews')).body,
    (await by.get('/tasks')).body,
  ]
  const hrBefore = await hub.person('人事課 期限内', [{ role: 'hr', from: '2027-04-01' }])
  const [ordinary, nothing] = await read(hrBefore)
  expect(ordinary).not.toHaveProperty('blockedBy')
  expect(nothing).not.toHaveProperty('lateReview')
  hub.time.set('2028-04-05T03:00:00.000Z')
  const hr = await hub.person('人事課 次の後任', [{ role: 'hr', from: '2028-04-01' }])
  const member = await hub.person('令和10年度 研究生', [
    { role: 'member', cohort: 2028, from: '2028-04-01' },
  ])
  const [reviews, tasks] = await read(hr)
  const { reviews: all } = reviews as { reviews: { id: string; isOpen: boolean }[] }
  const id = all.find(({ isOpen }) => isOpen)?.id
  expect(reviews).toMatchObject({ openable: [], blockedBy: { id, fiscalYear: 2027 } })
  expect(tasks).toMatchObject({ lateReview: { id, fiscalYear: 2027, dueOn: '2028-01-12' } })
  const [ofMember, notTheirs] = await read(member)
  expect(ofMember).toMatchObject({ openable: [], blockedBy: { id, fiscalYear: 2027 } })
  expect(notTheirs).not.toHaveProperty('lateReview')
})

test('the sheet of who is asked on paper is found, however many were asked after them', async () => {
  const place = await serve()
  const { hr, member, alumnus2018, alumnus2021 } = place.people
  await proposed(place, { cohort: 2018 })
  const other = await proposed(place)
  const dates = { fiscalYear: 2026, asOf: '2027-01-12', dueOn: '2027-01-10' }
  const reviewId = made(await member.post('/reviews', dates))
  const path = `/reviews/${reviewId}`
  await hr.post(`${path}/requests`, { memberIds: [alumnus2018.memberId] })
  const sheet = async () =>
    (await hr.get(path)).body.awaited.find(
      ({ memberId }: { memberId: string }) => memberId === alumnus2018.memberId,
    )
  const before = await sheet()
  expect(before).toMatchObject({ requestId: expect.any(String) })
  const { memberId } = alumnus2021
  const asking = { memberId, via: 'cohort' as const, proposalIds: [other] }
  for (let n = 0; n < 101; n += 1) {
    const one = operation()
    await place.store.registers.changeMunicipality(NUMAZU, one, (register, now) =>
      askInReview(register, reviewId, asking, { ...deedOf(one, NUMAZU), now }),
    )
  }
  expect(await sheet()).toEqual(before)
  await place.stop()
})
