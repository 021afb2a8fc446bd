import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { openEngine } from '../store/open.ts'
import { silence } from '../store/silence.ts'
import { API_ENVIRONMENT } from './api-environment.ts'
import { eventOf, ORIGIN_SECRET, responseOf } from './http-event.ts'
import { startProvider } from './provider.ts'
import { type RunningFunction, startFunction } from './runtime.ts'
import { startSecretsManager } from './secrets-manager.ts'

// What only the Lambda has: the event's form, the origin's secret, compressed answers, its log.

const ORIGIN = 'https://hub.example'
const TOKEN = 'Zm9yLXlvdXItZXllcy1vbmx5'
const secrets: Parameters<typeof startSecretsManager>[0] = {
  hub: { AWSCURRENT: 'a'.repeat(64) },
  origin: { AWSCURRENT: ORIGIN_SECRET },
}
let engine: Awaited<ReturnType<typeof openEngine>>
let manager: Awaited<ReturnType<typeof startSecretsManager>>
const functions: RunningFunction[] = []

function start(more: Record<string, string> = {}): RunningFunction {
  const one = startFunction({
    directory: inject('apiAsset'),
    environment: {
      ...API_ENVIRONMENT,
      PUBLIC_ORIGIN: ORIGIN,
      AWS_ENDPOINT_URL_DYNAMODB: engine.engine.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
      ...more,
    },
  })
  functions.push(one)
  return one
}
let hub: RunningFunction

afterEach(() => {
  Object.assign(manager.state, { fails: false, silent: false })
})
beforeAll(async () => {
  engine = await openEngine()
  manager = await startSecretsManager(secrets)
  hub = start()
})
afterAll(async () => {
  await Promise.all(functions.map((one) => one.stop()))
  await manager.stop()
  await engine.stop()
})

async function answer(
  path: string,
  {
    init,
    headers,
    by = hub,
  }: {
    init?: RequestInit
    /** Beside those of the HTTP API. */
    headers?: Record<string, string>
    by?: RunningFunction
  } = {},
): Promise<APIGatewayProxyStructuredResultV2> {
  const event = await eventOf(new Request(`${ORIGIN}${path}`, init), headers)
  return (await by.invoke(event)) as APIGatewayProxyStructuredResultV2
}

/** What the function has logged so far. */
const lines = () =>
  hub
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

test('only who knows the origin’s secret is answered; everybody else finds nothing', async () => {
  expect(await answer('/api/health')).toMatchObject({ statusCode: 200, isBase64Encoded: false })
  for (const wrong of ['', 'a guess', `${ORIGIN_SECRET} `])
    expect(await answer('/api/health', { headers: { 'x-origin-secret': wrong } })).toMatchObject({
      statusCode: 404,
      body: '',
    })
})

test('a rotation of the origin’s secret leaves no gap: the new one is taken at once, the one before it still', async () => {
  const rotated = start()
  const health = (secret: string) =>
    answer('/api/health', { by: rotated, headers: { 'x-origin-secret': secret } })
  expect((await health(ORIGIN_SECRET)).statusCode).toBe(200)
  const before = secrets.origin
  secrets.origin = { AWSCURRENT: 'the new one', AWSPREVIOUS: ORIGIN_SECRET }
  const later = async (secret: string) => {
    const event = await eventOf(new Request(`${ORIGIN}/api/health`), { 'x-origin-secret': secret })
    return responseOf(await rotated.invoke(event, Date.now() + 31_000)).status
  }
  expect(await later('the new one')).toBe(200)
  expect(await later(ORIGIN_SECRET)).toBe(200)
  expect(await later('an older one')).toBe(404)
  if (before) secrets.origin = before
})

test('who guesses at the origin’s secret does not make the function ask for it each time', async () => {
  await answer('/api/health', { headers: { 'x-origin-secret': 'guess 0' } })
  const before = manager.reads()
  for (let guess = 1; guess <= 20; guess += 1)
    await answer('/api/health', { headers: { 'x-origin-secret': `guess ${guess}` } })
  expect(manager.reads() - before).toBeLessThanOrEqual(2)
})

test('a rotation leaves no gap either where somebody has just guessed', async () => {
  const rotated = start()
  const started = Date.now()
  const health = async (secret: string, seconds: number) => {
    const event = await eventOf(new Request(`${ORIGIN}/api/health`), { 'x-origin-secret': secret })
    return responseOf(await rotated.invoke(event, started + seconds * 1_000)).status
  }
  expect(await health(ORIGIN_SECRET, 0)).toBe(200)
  expect(await health('a guess', 10)).toBe(404)
  const before = secrets.origin
  secrets.origin = { AWSCURRENT: 'the new one', AWSPREVIOUS: ORIGIN_SECRET }
  expect(await health('the new one', 35)).toBe(200)
  expect(await health(ORIGIN_SECRET, 36)).toBe(200)
  if (before) secrets.origin = before
})

test('values that can’t be read anew go on for a while, without being asked for at each request', async () => {
  const poor = start()
  const started = Date.now()
  const health = async (seconds: number) => {
    const event = await eventOf(new Request(`${ORIGIN}/api/health`))
    return responseOf(await poor.invoke(event, started + seconds * 1_000)).status
  }
  expect(await health(0)).toBe(200)
  manager.state.fails = true
  expect(await health(301)).toBe(200)
  const asked = manager.reads()
  expect(await health(302)).toBe(200)
  expect(await health(303)).toBe(200)
  expect(manager.reads()).toBe(asked)
})

test('who keeps the secrets and says nothing is not waited for: “come back soon” within seconds', async () => {
  manager.state.silent = true
  const waiting = start()
  const started = performance.now()
  const { statusCode } = await answer('/api/health', { by: waiting }).finally(() => {
    manager.state.silent = false
  })
  expect(statusCode).toBe(503)
  expect(performance.now() - started).toBeLessThan(10_000)
  const again = async () => (await answer('/api/health', { by: waiting })).statusCode
  await expect.poll(again).toBe(200)
})

test('the table and the secrets are those of the region that the function runs in', async () => {
  const regions = new Set<string>()
  const server = createServer((request, response) => {
    const [, region = ''] =
      /Credential=[^/]+\/\d+\/([\w-]+)\//.exec(request.headers.authorization ?? '') ?? []
    regions.add(region)
    response.writeHead(400).end('{}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await answer('/api/health', {
    by: start({
      AWS_REGION: 'ap-northeast-3',
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
    }),
  })
  server.closeAllConnections()
  server.close()
  expect([...regions]).toEqual(['ap-northeast-3'])
})

test('long answers are compressed for browsers that want it, and keep their ETag', async () => {
  const plain = await answer('/api/openapi.json')
  const packed = await answer('/api/openapi.json', {
    init: { headers: { 'accept-encoding': 'gzip, deflate, br' } },
  })
  const unwanted = await answer('/api/openapi.json', {
    init: { headers: { 'accept-encoding': 'gzip;q=0' } },
  })
  expect(packed).toMatchObject({
    isBase64Encoded: true,
    headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' },
  })
  expect(packed.headers?.etag).toBe(plain.headers?.etag)
  expect((packed.body?.length ?? 0) * 3).toBeLessThan(plain.body?.length ?? 0)
  const bytes = await new Response(
    new Blob([Uint8Array.from(Buffer.from(packed.body ?? '', 'base64'))])
      .stream()
      .pipeThrough(new DecompressionStream('gzip')),
  ).text()
  expect(bytes).toBe(plain.body)
  expect(unwanted.headers?.['content-encoding']).toBeUndefined()
})

test('cookies leave in the field that the HTTP API has for them', async () => {
  const { cookies, headers } = await answer('/api/sign-out', {
    init: { method: 'POST', headers: { origin: ORIGIN } },
  })
  expect(cookies).toEqual([expect.stringMatching(/^__Host-session=;.*Secure/)])
  expect(headers?.['set-cookie']).toBeUndefined()
})

test('a hub at rest tells so to pages, programs and whoever opens a mail’s link, and touches nothing', async () => {
  const by = start({ PAUSED: 'true', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' })
  for (const method of ['GET', 'POST'])
    for (const path of ['/api/session', '/api/m/222038/proposals', '/api/health']) {
      const init = { method, headers: { origin: ORIGIN, 'accept-language': 'en' } }
      const { statusCode, headers, body } = await answer(path, { by, init })
      expect({ statusCode, code: JSON.parse(body ?? '').code }).toEqual({
        statusCode: 503,
        code: 'paused',
      })
      expect(headers?.['retry-after']).toBe('600')
      expect(JSON.parse(body ?? '').title).toContain('maintenance')
    }
  for (const path of [`/r/${TOKEN}`, '/auth/sign-in'])
    for (const [language, words] of [
      ['ja', '休止しています'],
      ['en', 'maintenance'],
    ] as const) {
      const init = { headers: { 'accept-language': language } }
      const { statusCode, headers, body } = await answer(path, { by, init })
      expect({ statusCode, retry: headers?.['retry-after'] }).toEqual({
        statusCode: 503,
        retry: '600',
      })
      expect(headers?.['content-type']).toContain('text/html')
      expect(body).toContain(words)
    }
  const stranger = await answer('/api/health', { by, headers: { 'x-origin-secret': 'a guess' } })
  expect(stranger.statusCode).toBe(404)
})

test('a mail link that means nothing opens a page that says so', async () => {
  const { statusCode, headers, body, isBase64Encoded } = await answer(`/r/${TOKEN}`, {
    init: { headers: { 'accept-language': 'ja' } },
  })
  expect(statusCode).toBe(410)
  expect(headers?.['content-type']).toContain('text/html')
  expect(Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').length).toBeGreaterThan(500)
})

test('a provider that does not answer ends in a page that says to begin again', async () => {
  secrets.oidc = { AWSCURRENT: 'the client’s secret' }
  const answered = await answer('/auth/sign-in', {
    by: start({ OIDC_ISSUER: 'http://127.0.0.1:9/pool' }),
    init: { headers: { 'accept-language': 'en' } },
  })
  expect(answered).toMatchObject({ statusCode: 503 })
  expect(answered.body).toContain('Signing in failed')
})

test('another client secret of the provider is presented five minutes later, by processes that have signed in before', async () => {
  const provider = await startProvider()
  const signing = start({ OIDC_ISSUER: provider.issuer })
  const started = Date.now()
  const invoke = async (path: string, seconds: number, cookie?: string) => {
    const init = cookie === undefined ? {} : { headers: { cookie } }
    const event = await eventOf(new Request(`${ORIGIN}${path}`, init))
    return responseOf(await signing.invoke(event, started + seconds * 1_000))
  }
  const signIn = async (seconds: number) => {
    const begun = await invoke('/auth/sign-in', seconds)
    const { searchParams } = new URL(begun.headers.get('location') ?? '')
    const [cookie = ''] = begun.headers.getSetCookie()
    const state = searchParams.get('state')
    await invoke(`/auth/callback?code=one&state=${state}`, seconds + 1, cookie.split(';')[0])
  }
  secrets.oidc = { AWSCURRENT: 'the-first' }
  await signIn(0)
  secrets.oidc = { AWSCURRENT: 'the-second', AWSPREVIOUS: 'the-first' }
  await signIn(302)
  await provider.stop()
  expect(provider.presented).toEqual(['the-first', 'the-second'])
})

test('where the provider has a page for passkeys, whoever has signed in is told its address, and comes back here', async () => {
  const store = engine.open(() => new Date())
  const [accountId, secret] = [randomUUID(), randomBytes(32).toString('base64url')]
  await store.accounts.beginSession(accountId, secret)
  const init = { headers: { cookie: `__Host-session=${accountId}.${secret}` } }
  const told = async (by?: RunningFunction) =>
    JSON.parse((await answer('/api/sessions', { init, ...(by && { by }) })).body ?? '').passkeyPage
  expect(await told()).toBeUndefined()
  const page = 'https://login.example/passkeys/add'
  expect(await told(start({ PASSKEY_PAGE: page }))).toBe(
    `${page}?client_id=hub&redirect_uri=https%3A%2F%2Fhub.example%2F`,
  )
})

test('secrets that can’t be read are told as “come back soon”, and the next request tries again', async () => {
  const before = secrets.hub
  delete secrets.hub
  const poor = start()
  const refused = await answer('/api/health', { by: poor })
  expect(refused).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } })
  expect(JSON.parse(refused.body ?? '')).toMatchObject({ code: 'unavailable' })
  if (before) secrets.hub = before
  expect((await answer('/api/health', { by: poor })).statusCode).toBe(200)
})

test('the log tells each request by its id, without the keys of links, queries, cookies or addresses', async () => {
  await answer(`/r/${TOKEN}`)
  await answer(`/api/m/222038/proposals?search=${TOKEN}`, {
    init: { headers: { cookie: `session=${TOKEN}`, 'x-forwarded-for': '192.0.2.77' } },
  })
  await answer('/api/invitations/222038/0197c7e0-0000-7000-8000-000000000000', {
    init: { headers: { 'x-invitation': TOKEN } },
  })
  expect(lines()).toContainEqual(
    expect.objectContaining({
      message: 'request',
      method: 'GET',
      path: '/api/m/222038/proposals',
      status: 401,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      lambdaRequestId: expect.any(String),
    }),
  )
  expect(lines()).toContainEqual(expect.objectContaining({ path: '/r/:id' }))
  expect(lines()).toContainEqual(expect.objectContaining({ path: '/api/invitations/222038/:id' }))
  expect(hub.log()).not.toMatch(new RegExp(`${TOKEN}|192\\.0\\.2\\.77|203\\.0\\.113`))
})

// ASVS 16.2.4
test('what is refused is told in the words of one machine, by the id that the answer carries', async () => {
  const told = async (path: string, init?: RequestInit) => {
    const { headers } = await answer(path, { init })
    return lines().filter(
      ({ message, requestId }) =>
        message !== 'request' && requestId === String(headers?.['x-request-id']),
    )
  }
  expect(await told('/api/m/222038/tasks')).toMatchObject([
    { level: 'INFO', message: 'refused', code: 'not_signed_in', service: 'api' },
  ])
  expect(await told('/api/sign-out', { method: 'POST' })).toMatchObject([
    { level: 'WARN', message: 'refused', code: 'origin_mismatch' },
  ])
  expect(await told(`/r/${TOKEN}`)).toMatchObject([
    { level: 'WARN', message: 'link_refused', path: '/r/:id' },
  ])
})

test('a silent database ends in a clear answer within five seconds', async () => {
  silence(engine.engine.pid)
  const started = performance.now()
  const { statusCode, body, headers } = await answer('/api/health').finally(() =>
    process.kill(engine.engine.pid, 'SIGCONT'),
  )
  expect(performance.now() - started).toBeLessThan(5_000)
  expect({ statusCode, code: JSON.parse(body ?? '').code }).toEqual({
    statusCode: 503,
    code: 'unavailable',
  })
  expect(headers?.['retry-after']).toBe('5')
  // The log's line of it can be found by the id that the user was given.
  const faults = lines().filter(({ message }) => message === 'fault')
  expect(faults).toContainEqual(
    expect.objectContaining({
      level: 'ERROR',
      requestId: headers?.['x-request-id'],
      error: expect.objectContaining({ message: 'unavailable' }),
    }),
  )
})
