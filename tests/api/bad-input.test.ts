import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../functions/domain/errors.ts'
import { type Answer, type Hub, made, proposed, reported, serve, stalled } from './serve.ts'

let hub: Hub
let id: string
let report: string
beforeAll(async () => {
  hub = await serve()
  id = await proposed(hub)
  report = await reported(hub, id)
})
afterAll(() => hub.stop())

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/

/** Sends it in both languages: each time the same code, worded for its reader, and nothing is written. */
async function inBothLanguages(request: (headers: Record<string, string>) => Promise<Answer>) {
  const before = await hub.revision()
  const ja = await request({ 'accept-language': 'ja' })
  const en = await request({ 'accept-language': 'en-GB, ja;q=0.5' })
  expect(await hub.revision()).toBe(before)
  for (const { body, status, headers } of [ja, en]) {
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body.status).toBe(status)
    expect(body.type).toBe(`urn:mane-tomo-hub:problem:${body.code}`)
  }
  expect(ja.headers.get('content-language')).toBe('ja')
  expect(en.headers.get('content-language')).toBe('en')
  const texts = ({ body }: Answer): string[] => [
    body.title,
    body.detail,
    ...(body.errors ?? []).map(({ detail }: { detail: string }) => detail),
  ]
  for (const text of texts(ja)) expect(text).toMatch(JAPANESE)
  for (const text of texts(en)) expect(text).not.toMatch(JAPANESE)
  for (const text of [...texts(ja), ...texts(en)]) expect(text).not.toMatch(/undefined|NaN|\{/)
  const codes = ({ body, status }: Answer) => ({
    status,
    code: body.code,
    errors: body.errors?.map(({ pointer, code }: { pointer: string; code: string }) => ({
      pointer,
      code,
    })),
  })
  expect(codes(en)).toEqual(codes(ja))
  return codes(ja)
}

/** The one field that is wrong, and how. */
type Wrong = [what: string, body: unknown, pointer: string, code: ErrorCode]

function wrongFields(path: () => string, by: () => keyof Hub['people'], cases: Wrong[]) {
  test.each(cases)('%s', async (_, body, pointer, code) => {
    const person = hub.people[by()]
    const answer = await inBothLanguages((headers) => person.post(path(), body, headers))
    expect(answer).toEqual({ status: 400, code: 'validation_failed', errors: [{ pointer, code }] })
  })
}

const day = (date: string) => ({ precision: 'day', date })
const hearing = { speaker: { role: 'alumnus', cohort: 2021 }, heardOn: day('2026-05-01') }

describe('a report is refused where', () => {
  wrongFields(
    () => `/proposals/${id}/reports`,
    () => 'hr',
    [
      [
        'its day does not exist',
        { ...stalled, asOf: day('2026-02-29') },
        '/asOf/date',
        'no_such_date',
      ],
      [
        'its month does not exist',
        { ...stalled, asOf: { precision: 'month', date: '2023-13' } },
        '/asOf/date',
        'no_such_date',
      ],
      ['its day lies ahead', { ...stalled, asOf: day('2026-06-02') }, '/asOf', 'in_future'],
      [
        'its fiscal year lies ahead',
        { ...stalled, asOf: { precision: 'fiscal_year', date: '2027' } },
        '/asOf',
        'in_future',
      ],
      [
        'its precision is none of ours',
        { ...stalled, asOf: { precision: 'decade', date: '2020' } },
        '/asOf/precision',
        'unknown_value',
      ],
      [
        'it is about a day before the proposal’s fiscal year',
        { ...stalled, asOf: day('2021-03-31') },
        '/asOf',
        'before_proposal',
      ],
      ['its reason is blank', { ...stalled, reason: ' 　\n' }, '/reason', 'blank'],
      ['its reason shows nothing', { ...stalled, reason: '\u200b\u3164' }, '/reason', 'blank'],
      ['its reason is too long', { ...stalled, reason: 'あ'.repeat(2001) }, '/reason', 'too_long'],
      [
        'its reason holds a control character',
        { ...stalled, reason: '一\u0007二' },
        '/reason',
        'control_characters',
      ],
      [
        'its reason turns the direction of reading',
        { ...stalled, reason: '一\u202e二' },
        '/reason',
        'control_characters',
      ],
      ['a factor is unknown', { ...stalled, factors: ['bad_luck'] }, '/factors/0', 'unknown_value'],
      ['no factor is given', { ...stalled, factors: [] }, '/factors', 'factor_required'],
      [
        'a factor is given twice',
        { ...stalled, factors: ['no_budget', 'no_budget'] },
        '/factors',
        'duplicate',
      ],
      [
        'the factor is 「その他」 and no reason says what',
        { ...stalled, factors: ['other'], reason: undefined },
        '/reason',
        'reason_required',
      ],
      [
        'it stalled, and how is not said',
        { ...stalled, manner: undefined },
        '/manner',
        'manner_required',
      ],
      [
        'its manner is another outcome’s',
        { ...stalled, manner: 'as_proposed' },
        '/manner',
        'manner_not_of_outcome',
      ],
      [
        'its outcome is none of ours',
        { ...stalled, outcome: 'unconfirmed' },
        '/outcome',
        'unknown_value',
      ],
      ['its outcome is missing', { ...stalled, outcome: undefined }, '/outcome', 'required'],
      ['a hearing has no speaker', { ...stalled, kind: 'hearing' }, '/hearing', 'hearing_required'],
      ['a report has a speaker', { ...stalled, hearing }, '/hearing', 'hearing_not_expected'],
      [
        'it was heard tomorrow',
        { ...stalled, kind: 'hearing', hearing: { ...hearing, heardOn: day('2026-06-02') } },
        '/hearing/heardOn',
        'in_future',
      ],
      [
        'evidence is a script',
        { ...stalled, evidence: [{ url: 'javascript:alert(1)' }] },
        '/evidence/0/url',
        'not_a_web_address',
      ],
      [
        'there is too much evidence',
        {
          ...stalled,
          evidence: Array.from({ length: 11 }, () => ({ url: 'https://example.jp/' })),
        },
        '/evidence',
        'too_many',
      ],
      [
        'its reason is wider than its proposal',
        { ...stalled, reasonVisibility: 'program' },
        '/reasonVisibility',
        'reason_wider_than_proposal',
      ],
      ['it says what nobody asked', { ...stalled, mood: 'good' }, '/mood', 'unknown_field'],
      ['a number stands for a text', { ...stalled, reason: 7 }, '/reason', 'invalid'],
      [
        'its source is dated ahead',
        { ...stalled, source: { title: '報告書', date: day('2027-01-01') } },
        '/source/date',
        'in_future',
      ],
      [
        'it began before the proposal',
        { ...stalled, since: day('2020-05-01') },
        '/since',
        'before_proposal',
      ],
    ],
  )

  test('it says 「前回から変わりなし」 of a report that does not hold', async () => {
    const { alumnus2021 } = hub.people
    const body = { ...stalled, unchangedFrom: '01900000-0000-7000-8000-000000000000' }
    const answer = await inBothLanguages((headers) =>
      alumnus2021.post(`/proposals/${id}/reports`, body, headers),
    )
    expect(answer).toMatchObject({ status: 409, code: 'unchanged_differs' })
  })

  test('several fields are wrong: each is named', async () => {
    const body = { ...stalled, manner: undefined, reason: '  ', factors: ['bad_luck'], mood: 1 }
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(`/proposals/${id}/reports`, body, headers),
    )
    expect(answer.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/reason', code: 'blank' },
        { pointer: '/factors/0', code: 'unknown_value' },
        { pointer: '/mood', code: 'unknown_field' },
      ]),
    )
  })
})

describe('a proposal is refused where', () => {
  const body = { cohort: 2021, title: '題' }
  wrongFields(
    () => '/proposals',
    () => 'hr',
    [
      ['its cohort is not known', { ...body, cohort: 2023 }, '/cohort', 'cohort_unknown'],
      ['none was sent that year', { ...body, cohort: 2020 }, '/cohort', 'cohort_unknown'],
      ['its year lies ahead', { ...body, cohort: 2027 }, '/cohort', 'in_future'],
      ['its year is no year', { ...body, cohort: 20210 }, '/cohort', 'invalid'],
      ['its title is missing', { cohort: 2021 }, '/title', 'required'],
      ['its title has two lines', { ...body, title: '一\n二' }, '/title', 'control_characters'],
      ['its title is too long', { ...body, title: 'あ'.repeat(201) }, '/title', 'too_long'],
      [
        'it would be public without a word',
        { ...body, visibility: 'public' },
        '/visibility',
        'public_not_confirmed',
      ],
      ['its formality is unknown', { ...body, formality: 'secret' }, '/formality', 'unknown_value'],
      ['it has too many themes', { ...body, themes: Array(21).fill('題') }, '/themes', 'too_many'],
      ['its number is too great', { ...body, number: 100 }, '/number', 'invalid'],
    ],
  )
})

describe('a comment or an answer is refused where', () => {
  wrongFields(
    () => `/proposals/${id}/comments`,
    () => 'hr',
    [
      ['the comment is blank', { text: '　' }, '/text', 'blank'],
      [
        'the comment is of tomorrow',
        { text: '一言', asOf: day('2026-06-02') },
        '/asOf',
        'in_future',
      ],
    ],
  )
  wrongFields(
    () => `/proposals/${id}/reports/${report}/confirmations`,
    () => 'hr',
    [
      ['a dispute says nothing', { answer: 'disputed' }, '/comment', 'reason_required'],
      ['the answer is none of ours', { answer: 'maybe' }, '/answer', 'unknown_value'],
      [
        'it was decided tomorrow',
        { answer: 'confirmed', decidedOn: '2026-06-02' },
        '/decidedOn',
        'in_future',
      ],
      [
        'its day does not exist',
        { answer: 'confirmed', decidedOn: '2026-04-31' },
        '/decidedOn',
        'no_such_date',
      ],
    ],
  )
})

describe('links and carrying on are refused where', () => {
  test.each([
    ['a proposal is linked to itself', 'succeeds', () => id, 'link_to_itself'],
    [
      'a newer one is to be succeeded',
      'succeeds',
      () => proposed(hub, { cohort: 2022 }),
      'link_not_older',
    ],
    ['they would go round', 'requires', () => requiring(id), 'link_cycle'],
  ] as const)('%s', async (_, kind, target, code) => {
    const to = await target()
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(`/proposals/${id}/links`, { kind, to }, headers),
    )
    expect(answer).toEqual({
      status: 400,
      code: 'validation_failed',
      errors: [{ pointer: '/to', code }],
    })
  })

  /** A proposal that requires the given one. */
  async function requiring(to: string): Promise<string> {
    const other = await proposed(hub)
    made(await hub.people.hr.post(`/proposals/${other}/links`, { kind: 'requires', to }))
    return other
  }

  test.each([
    ['not after the proposal’s year', 2021, 'carried_on_too_early'],
    ['in a year without cohort', 2025, 'cohort_unknown'],
    ['in a year ahead', 2027, 'in_future'],
  ] as const)('it was carried on %s', async (_, fiscalYear, code) => {
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(`/proposals/${id}/carried-by`, { fiscalYear }, headers),
    )
    expect(answer).toMatchObject({ status: 400, errors: [{ pointer: '/fiscalYear', code }] })
  })

  test('they are there already, or not there', async () => {
    const { hr } = hub.people
    const to = await proposed(hub, { cohort: 2018 })
    const link = { kind: 'retries', to }
    made(await hr.post(`/proposals/${id}/links`, link))
    made(await hr.post(`/proposals/${id}/carried-by`, { fiscalYear: 2022 }))
    const twice = await inBothLanguages((headers) =>
      hr.post(`/proposals/${id}/links`, link, headers),
    )
    expect(twice).toMatchObject({ status: 409, code: 'already_linked' })
    const again = await inBothLanguages((headers) =>
      hr.post(`/proposals/${id}/carried-by`, { fiscalYear: 2022 }, headers),
    )
    expect(again).toMatchObject({ status: 409, code: 'already_carried_on' })
    const gone = await inBothLanguages((headers) =>
      hr.delete(`/proposals/${id}/links/merges/${to}`, headers),
    )
    expect(gone).toMatchObject({ status: 409, code: 'not_linked' })
  })
})

test.each([
  ['a wrong check digit', '222031'],
  ['five digits', '22203'],
  ['letters', 'numazu'],
  ['a key of the table', '222038%23x'],
])('a municipality code of %s is told as such', async (_, code) => {
  const answer = await inBothLanguages((headers) =>
    hub.people.hr.get(`/api/m/${code}/proposals`, headers),
  )
  expect(answer).toMatchObject({ status: 400, code: 'no_such_municipality_code' })
})

test('a municipality that is not in the hub is not found', async () => {
  const answer = await inBothLanguages((headers) =>
    hub.people.hr.get('/api/m/131032/proposals', headers),
  )
  expect(answer).toMatchObject({ status: 404, code: 'not_found' })
})

describe('a query is refused where', () => {
  test.each([
    ['asOf=2026-02-30', '/asOf', 'no_such_date'],
    ['asOf=2026-06-02', '/asOf', 'in_future'],
    ['knownAt=2026-06-02', '/knownAt', 'in_future'],
    ['knownAt=2026-06-01T23:00:00Z', '/knownAt', 'in_future'],
    ['knownAt=yesterday', '/knownAt', 'no_such_date'],
    ['knownAt=2026-02-30T00:00:00Z', '/knownAt', 'no_such_date'],
    ['knownAt=2026-02-10T00:00:00%2B99:99', '/knownAt', 'no_such_date'],
    ['outcome=lost', '/outcome/0', 'unknown_value'],
    ['outcome=continued,lost', '/outcome/1', 'unknown_value'],
    ['factor=bad_luck', '/factor/0', 'unknown_value'],
    ['from=abc', '/from', 'invalid'],
    ['from=9999', '/from', 'invalid'],
    ['stale=yes', '/stale', 'unknown_value'],
    ['limit=0', '/limit', 'invalid'],
    ['limit=101', '/limit', 'invalid'],
    ['limit=ten', '/limit', 'invalid'],
    ['theme=%20', '/theme', 'blank'],
    [`q=${'a'.repeat(201)}`, '/q', 'too_long'],
    ['q=a&q=b', '/q', 'invalid'],
    ['sort=title', '/sort', 'unknown_field'],
  ] as const)('it says %s', async (query, pointer, code) => {
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.get(`/proposals?${query}`, headers),
    )
    expect(answer).toEqual({ status: 400, code: 'validation_failed', errors: [{ pointer, code }] })
  })

  test.each(['', '/tasks', '/overview', '/proposals/ID', '/proposals/ID/events'])(
    'it asks %s for what it does not have',
    async (path) => {
      const answer = await inBothLanguages((headers) =>
        hub.people.hr.get(`${path.replace('ID', id)}?colour=red`, headers),
      )
      expect(answer.errors).toEqual([{ pointer: '/colour', code: 'unknown_field' }])
    },
  )

  test('it comes with a write', async () => {
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post('/proposals?dry=1', { cohort: 2021, title: '題' }, headers),
    )
    expect(answer.errors).toEqual([{ pointer: '/dry', code: 'unknown_field' }])
  })
})

describe('a body is refused where', () => {
  const path = () => `/proposals/${id}/comments`

  test.each(['{"text":', '', 'text=1', '{"text":"一言"}}', '[', 'nul'])(
    'it is no JSON: %s',
    async (body) => {
      const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
      expect(answer).toEqual({ status: 400, code: 'invalid_json', errors: undefined })
    },
  )

  test.each(['[]', 'null', '"text"', '7'])('it is no object: %s', async (body) => {
    const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
    expect(answer).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    undefined,
  ])('it comes as %s', async (type) => {
    const answer = await inBothLanguages((headers) =>
      hub.people.hr.post(path(), { text: '一言' }, { ...headers, 'content-type': type }),
    )
    expect(answer).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })

  test('it is larger than a megabyte, said or not', async () => {
    const body = { text: 'a'.repeat(1024 * 1024) }
    const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
    expect(answer).toMatchObject({ status: 413, code: 'body_too_large' })
    const streamed = await hub.app.request(`https://hub.example/api/m/222038${path()}`, {
      method: 'POST',
      headers: {
        cookie: hub.people.hr.cookie,
        origin: 'https://hub.example',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: new Blob([JSON.stringify(body)]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(streamed.status).toBe(413)
  })

  test('it is taken just below a megabyte, and its text is too long', async () => {
    const body = { text: 'a'.repeat(1024 * 1024 - 100) }
    const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
    expect(answer.errors).toEqual([{ pointer: '/text', code: 'too_long' }])
  })

  test('it nests without end', async () => {
    const body = `{"text":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
    expect(answer.errors).toEqual([{ pointer: '/text', code: 'invalid' }])
  })

  test('it means to change what objects are', async () => {
    const body = '{"text":"一言","__proto__":{"admin":true},"constructor":{"prototype":{}}}'
    const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
    expect(answer.status).toBe(400)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

test.each([
  ['GET', '/api/nothing'],
  ['GET', '/api/m/222038/nothing'],
  ['GET', '/api/m/222038/proposals/not-an-id'],
  ['GET', '/api/m/222038/proposals/not-an-id/events'],
  ['POST', '/api/m/222038/overview'],
  ['PUT', '/api/m/222038/proposals'],
])('%s %s is not found', async (method, path) => {
  const answer = await inBothLanguages((headers) =>
    hub.people.hr.send(method, path, undefined, headers),
  )
  expect(answer).toMatchObject({ status: 404, code: 'not_found' })
})

test('texts are kept tidy: line ends, composition, surrounding blanks', async () => {
  const text = '  一行目\r\n二行目は か\u3099  '
  made(await hub.people.hr.post(`/proposals/${id}/comments`, { text }))
  const { body } = await hub.people.hr.get(`/proposals/${id}`)
  expect(body.proposal.comments.at(-1).text).toBe('一行目\n二行目は が')
})

test('texts of the greatest length are taken', async () => {
  const text = '字'.repeat(2000)
  const answer = await hub.people.hr.post(`/proposals/${id}/comments`, { text })
  expect(answer.status).toBe(201)
})

test('Japanese is spoken where no language is asked for, and the chosen one where one was chosen', async () => {
  const { nobody } = hub.people
  const silent = await nobody.get('/proposals')
  expect(silent.body.title).toMatch(JAPANESE)
  const cookie = 'hub-language=en'
  const chosen = await nobody.get('/proposals', { cookie, 'accept-language': 'ja' })
  expect(chosen.body.title).not.toMatch(JAPANESE)
})
