import { request as requestOver } from 'node:http'
import { createServer } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../functions/api/app.ts'
import type { Dependencies } from '../../functions/api/dependencies.ts'
import { type HubServer, listen } from '../../functions/local/server.ts'
import { staticFiles } from '../../functions/local/static-files.ts'
import { KeptLog } from '../log.ts'

const PUBLIC = 'https://hub.example'
let server: HubServer
let port: number

beforeAll(async () => {
  port = await freePort()
  server = await listen({ host: '127.0.0.1', port, publicOrigin: PUBLIC })
  const nothing = {
    publicOrigin: PUBLIC,
    clock: () => new Date(),
    secret: new Uint8Array(32),
    log: new KeptLog(),
  }
  const api = createApp(nothing as unknown as Dependencies)
  const pages = new Hono().route('/', await staticFiles(import.meta.dirname))
  server.serve((request) =>
    new URL(request.url).pathname.startsWith('/api/') ? api.fetch(request) : pages.fetch(request),
  )
})
afterAll(() => server.close(0))

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined> }

/** As a browser behind a reverse proxy asks: under the public name. */
function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { host: 'hub.example', ...headers },
    }
    const asked = requestOver(options, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    asked.once('error', reject)
    asked.end()
  })
}

const PATHS = ['/api/session', '/api/docs', '/api/nothing', '/nothing.js', '/api/m/222038/tasks']

// ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6
test.each(PATHS)('%s is answered with every header that restrains a browser', async (path) => {
  const { headers } = await ask('GET', path)
  const policy = String(headers['content-security-policy'])
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy.split('; ')).toContain(part)
  expect(policy).toMatch(/(^|; )default-src '(self|none)'(;|$)/)
  expect(policy).toMatch(/(^|; )form-action '(self|none)'(;|$)/)
  expect(policy).not.toMatch(/unsafe|data:|\*/)
  expect(headers).toMatchObject({
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
})

// ASVS 3.4.2
test('no other origin is ever let read an answer', async () => {
  for (const method of ['GET', 'OPTIONS', 'POST'])
    for (const path of PATHS) {
      const { headers } = await ask(method, path, {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
})

// ASVS 13.4.2, 13.4.4
test('TRACE is not answered, and no answer tells what the server is made of', async () => {
  for (const path of PATHS) {
    const traced = await ask('TRACE', path, { cookie: 'secret=1' })
    expect(traced.status).toBeGreaterThanOrEqual(400)
    const { headers } = await ask('GET', path)
    expect(headers).not.toHaveProperty('server')
    expect(headers).not.toHaveProperty('x-powered-by')
  }
})

// ASVS 3.2.1, 4.1.1
test('every answer says what it is, and in which encoding its text is', async () => {
  for (const path of PATHS) {
    const type = String((await ask('GET', path)).headers['content-type'])
    if (!/^application\/json/.test(type))
      expect([path, type]).toEqual([path, expect.stringMatching(/charset=utf-8/i)])
  }
})
