import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JAPANESE, inBothLanguages as refusedInBothLanguages } from './both-languages.ts'
import { type Answer, type Hub, made, proposed, serve } from './serve.ts'

let hub: Hub
let id: string
beforeAll(async () => {
  hub = await serve()
  id = await proposed(hub)
})
afterAll(() => hub.stop())

const inBothLanguages = (request: (headers: Record<string, string>) => Promise<Answer>) =>
  refusedInBothLanguages(hub, request)

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
  // ASVS 15.3.7
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

  // ASVS 3.5.2
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

  // ASVS 15.2.2
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

  test('it is wrong in very many places: the first hundred are named', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [`k${at}`, 1]))
    const body = { text: '一言', ...unknown }
    const answer = await inBothLanguages((headers) => hub.people.hr.post(path(), body, headers))
    expect(answer).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(answer.errors).toHaveLength(100)
  })

  // ASVS 1.5.2, 15.3.6
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

// ASVS 1.1.1
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
