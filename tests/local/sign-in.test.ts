import { randomBytes } from 'node:crypto'
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Identity } from '../../functions/api/openid-provider.ts'
import { sessionOpener } from '../../functions/api/session.ts'
import { signInRoutes } from '../../functions/api/sign-in.ts'
import { DomainError } from '../../functions/domain/errors.ts'
import { createCodes } from '../../functions/local/codes.ts'
import { createIdentityProvider } from '../../functions/local/identity-provider.ts'
import { type HubServer, listen } from '../../functions/local/server.ts'
import type { Mail } from '../../functions/mail/mail.ts'
import type { SignInCodes } from '../../functions/store/sign-in-codes.ts'
import { KeptLog } from '../log.ts'
import { openEngine } from '../store/open.ts'
import { Browser } from './browser.ts'
import { freePort } from './hub-process.ts'

const people = [
  { email: 'hr@sample.invalid', label: { ja: '人事課 担当', en: 'HR section' } },
  { email: 'member@sample.invalid', label: { ja: '令和4年度研究生', en: 'Member 2022' } },
]
const mails: Mail[] = []
const opened: Identity[] = []
const log = new KeptLog()
let now = new Date('2026-06-01T03:00:00Z')
const clock = () => now
const secret = randomBytes(32)
let origin = ''
let server: HubServer
let engine: Awaited<ReturnType<typeof openEngine>>
let signInCodes: SignInCodes
/** Codes as another process has them, over the same table. */
let elsewhere: ReturnType<typeof createCodes>

beforeAll(async () => {
  engine = await openEngine()
  const port = await freePort()
  origin = `http://localhost:${port}`
  const client = { id: 'hub', secret: 'a secret of the client' }
  signInCodes = engine.open(clock).signInCodes
  elsewhere = createCodes({ secret, clock, kept: engine.open(clock).signInCodes })
  const provider = createIdentityProvider({
    publicOrigin: origin,
    client,
    secret,
    people,
    clock,
    signInCodes,
    mailer: { send: async (mail) => void mails.push(mail) },
    log,
  })
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.route('/oidc', provider.routes)
  app.route(
    '/auth',
    signInRoutes({
      publicOrigin: origin,
      secret,
      provider: { issuer: provider.issuer, clientId: client.id, clientSecret: client.secret },
      openSession: async (identity, earlier) => {
        opened.push(identity)
        return sessionOpener({ accounts: accounts(), newId: uuidv7 })(identity, earlier)
      },
      log,
    }),
  )
  app.get('*', (c) => c.text(`page ${c.req.path}`))
  server = await listen({ host: '127.0.0.1', port, publicOrigin: origin })
  server.serve((request, env) => app.fetch(request, env))
})
afterAll(async () => {
  await server.close(0)
  await engine.stop()
})
beforeEach(() => {
  mails.length = 0
  opened.length = 0
  log.lines.length = 0
  now = new Date(now.getTime() + 24 * 60 * 60_000)
})

const accounts = () => engine.open(clock).accounts

/** Whether this value of the cookie opens the hub. */
async function isSignedIn(cookie = ''): Promise<boolean> {
  const [accountId = '', secret = ''] = cookie.split('.')
  return (await accounts().session(accountId, secret)) !== undefined
}

const codeIn = (mail: Mail | undefined) => /\d{6}/.exec(mail?.text ?? '')?.[0] ?? ''
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

async function askForCode(email = 'someone@city.example.jp', returnTo = '/m/222038') {
  const browser = new Browser(origin)
  await browser.open(`/auth/sign-in?return_to=${encodeURIComponent(returnTo)}`)
  await browser.submit('/address', { email })
  return browser
}

// ASVS 6.5.4
test('an address, the code from the mail, and one is back where one wanted to go', async () => {
  const browser = await askForCode('Someone@City.example.jp', '/m/222038?outcome=stalled')
  expect(mails).toHaveLength(1)
  expect(mails[0]?.to).toBe('someone@city.example.jp')
  expect(browser.body).toContain('/mailbox')
  await browser.submit('/code', { code: codeIn(mails[0]) })
  expect(browser.path).toBe('/m/222038?outcome=stalled')
  expect(await isSignedIn(browser.cookie('session'))).toBe(true)
  expect(opened).toEqual([
    {
      issuer: `${origin}/oidc`,
      subject: expect.stringMatching(/^[\w-]{43}$/),
      email: 'someone@city.example.jp',
    },
  ])
})

test('the same address is the same subject, however it is written; another one is not', async () => {
  for (const email of ['a@city.example.jp', ' A@City.Example.JP ', 'b@city.example.jp']) {
    const browser = await askForCode(email)
    await browser.submit('/code', { code: codeIn(mails.at(-1)) })
  }
  const [first, second, third] = opened.map(({ subject }) => subject)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('full-width digits and spaces are taken as the code they mean', async () => {
  const browser = await askForCode()
  const wide = codeIn(mails[0]).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))
  await browser.submit('/code', { code: `${wide.slice(0, 3)}　${wide.slice(3)}` })
  expect(opened).toHaveLength(1)
})

test('a wrong code says how many tries are left and opens nothing', async () => {
  const browser = await askForCode()
  await browser.submit('/code', { code: another(codeIn(mails[0])) })
  expect(browser.status).toBe(422)
  expect(browser.body).toContain('あと4回')
  await browser.submit('/code', { code: codeIn(mails[0]) })
  expect(opened).toHaveLength(1)
})

// ASVS 6.3.1, 6.6.3
test('after five wrong tries even the right code is refused', async () => {
  const browser = await askForCode()
  const path = browser.path
  const code = codeIn(mails[0])
  for (let attempt = 0; attempt < 5; attempt += 1)
    await browser.submit('/code', { code: another(code) })
  expect(browser.body).toContain('送り直してください')
  const body = new URLSearchParams({ code }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await browser.open(path, { method: 'POST', headers, body })
  expect(browser.status).toBe(422)
  expect(opened).toHaveLength(0)
})

// ASVS 6.5.1
test('a code is good for one use', async () => {
  const browser = await askForCode()
  const form = browser.path
  const code = codeIn(mails[0])
  await browser.submit('/code', { code })
  expect(opened).toHaveLength(1)
  const body = new URLSearchParams({ code }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await browser.open(form, { method: 'POST', headers, body })
  expect(browser.status).toBeGreaterThanOrEqual(400)
  expect(opened).toHaveLength(1)
})

// ASVS 6.5.5
test('a code is void after ten minutes', async () => {
  const browser = await askForCode()
  now = new Date(now.getTime() + 10 * 60_000 + 1)
  await browser.submit('/code', { code: codeIn(mails[0]) })
  expect(browser.status).toBe(422)
  expect(opened).toHaveLength(0)
})

// ASVS 6.6.2
test("a code does not work in another browser's sign-in", async () => {
  const victim = await askForCode('victim@city.example.jp')
  const code = codeIn(mails[0])
  const thief = await askForCode('thief@city.example.jp')
  await thief.submit('/code', { code })
  expect(thief.status).toBe(422)
  const stranger = new Browser(origin)
  await stranger.open(victim.path)
  expect(stranger.status).toBe(400)
  expect(opened).toHaveLength(0)
})

test('asking for ever new codes is no way to guess on: an address gets five an hour', async () => {
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const browser = await askForCode('target@city.example.jp')
    expect(browser.status).toBe(200)
    expect(browser.path).toMatch(/\/code$/)
  }
  expect(mails).toHaveLength(5)
  now = new Date(now.getTime() + 59 * 60_000)
  await askForCode('target@city.example.jp')
  expect(mails).toHaveLength(5)
  await askForCode('somebody-else@city.example.jp')
  expect(mails).toHaveLength(6)
  now = new Date(now.getTime() + 2 * 60_000)
  await askForCode('target@city.example.jp')
  expect(mails).toHaveLength(7)
})

test('the limits hold over all processes: of ten that ask at once for an address, five get a code', async () => {
  const own = createCodes({ secret, clock, kept: engine.open(clock).signInCodes })
  const issued = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      (at % 2 ? own : elsewhere).issue(`asked-${at}`, 'many@city.example.jp'),
    ),
  )
  expect(issued.filter((code) => code !== undefined)).toHaveLength(5)
  expect(new Set(await Promise.all(issued.map((_, at) => own.addressOf(`asked-${at}`))))).toEqual(
    new Set(['many@city.example.jp']),
  )
})

// ASVS 6.3.1
test('of guesses that come at once, at every process, five are looked at, and a right code works once', async () => {
  const own = createCodes({ secret, clock, kept: engine.open(clock).signInCodes })
  const code = String(await own.issue('guessed', 'guessed@city.example.jp'))
  const guesses = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      (at % 2 ? own : elsewhere).check('guessed', another(code)),
    ),
  )
  expect(guesses.map(({ right }) => right)).not.toContain(true)
  expect(guesses.map((guess) => (guess as { left: number }).left).toSorted()).toEqual([
    0, 0, 0, 0, 1, 2, 3, 4,
  ])
  expect(await elsewhere.check('guessed', code)).toEqual({ right: false, left: 0 })

  const next = String(await elsewhere.issue('guessed', 'guessed@city.example.jp'))
  const uses = await Promise.all([own, elsewhere, own].map((one) => one.check('guessed', next)))
  expect(uses.filter(({ right }) => right)).toEqual([
    { right: true, email: 'guessed@city.example.jp' },
  ])
})

test('neither an address nor a code stands in the table', async () => {
  const codes = createCodes({ secret, clock, kept: engine.open(clock).signInCodes })
  const code = String(await codes.issue('secret', 'plain@city.example.jp'))
  const { Items } = await engine.client.send(new ScanCommand({ TableName: 'hub' }))
  const kept = JSON.stringify(Items)
  expect(kept).toContain('SENT_CODES#')
  expect(kept).not.toContain('plain@')
  expect(kept).not.toContain(`"${code}"`)
})

test('while the table doesn’t answer, the page says to come back, and the code still holds then', async () => {
  const browser = await askForCode()
  const { path } = browser
  const code = { code: codeIn(mails[0]) }
  const away = new DomainError('unavailable')
  const silent = vi.spyOn(signInCodes, 'replace').mockRejectedValueOnce(away)
  await browser.submit('/code', code)
  expect(browser.status).toBe(503)
  expect(browser.body).toContain('いま応答できません')
  expect(log.told('fault')).toHaveLength(1)
  silent.mockRestore()
  await browser.open(path)
  await browser.submit('/code', code)
  expect(opened).toHaveLength(1)
})

test('what is no address is said so, and nothing is sent', async () => {
  const browser = await askForCode('nobody')
  expect(browser.status).toBe(422)
  expect(browser.body).toContain('メールアドレスの形式ではありません')
  expect(browser.body).toContain('value="nobody"')
  expect(mails).toHaveLength(0)
})

test('what was typed comes back as text, never as markup', async () => {
  const browser = await askForCode('"><script>alert(1)</script>')
  expect(browser.body).not.toContain('<script')
})

test("one click signs in as one of the sample's people, and only as one of them", async () => {
  const browser = new Browser(origin)
  await browser.open('/auth/sign-in')
  expect(browser.body).toContain('人事課 担当')
  await browser.submit('/person', { email: 'nobody@sample.invalid' })
  expect(browser.status).toBe(422)
  await browser.submit('/person', { email: 'hr@sample.invalid' })
  expect(opened.map(({ email }) => email)).toEqual(['hr@sample.invalid'])
  expect(mails).toHaveLength(0)
})

// ASVS 7.6.2
test('signing in again asks again, also in the same browser', async () => {
  const browser = new Browser(origin)
  for (const email of ['hr@sample.invalid', 'member@sample.invalid']) {
    await browser.open('/auth/sign-in')
    await browser.submit('/person', { email })
  }
  expect(opened.map(({ email }) => email)).toEqual(['hr@sample.invalid', 'member@sample.invalid'])
})

// ASVS 16.3.1
test('codes that are sent, wrong or withheld and sign-ins are told, without the address, the code and the secret', async () => {
  const browser = await askForCode('watched@city.example.jp')
  const code = codeIn(mails[0])
  await browser.submit('/code', { code: another(code) })
  await browser.submit('/code', { code })
  const told = log.lines.map((line) => JSON.parse(line))
  expect(told.map(({ level, message }) => [level, message])).toEqual([
    ['INFO', 'code_sent'],
    ['WARN', 'code_refused'],
    ['INFO', 'sign_in'],
  ])
  const [accountId = '', secret = ''] = (browser.cookie('session') ?? '').split('.')
  expect(told[1]).toMatchObject({ path: '/oidc/sign-in/:id/code', left: 4 })
  expect(told[2]).toMatchObject({ path: '/auth/callback', accountId })
  for (const hidden of ['watched', code, another(code), secret])
    expect(log.lines.join()).not.toContain(hidden)
  for (let at = 0; at < 5; at += 1) await askForCode('watched@city.example.jp')
  expect(log.told('code_withheld')).toMatchObject([{ level: 'WARN' }])
})

// ASVS 7.2.4
test("signing in again ends the browser's earlier session, whoever's it was, and no other browser's", async () => {
  const [browser, phone] = [new Browser(origin), new Browser(origin)]
  const as = async (one: Browser, email: string) => {
    await one.open('/auth/sign-in')
    await one.submit('/person', { email })
    return one.cookie('session')
  }
  const elsewhere = await as(phone, 'hr@sample.invalid')
  const first = await as(browser, 'hr@sample.invalid')
  const second = await as(browser, 'hr@sample.invalid')
  expect(second).not.toBe(first)
  expect(await isSignedIn(first)).toBe(false)
  expect(await isSignedIn(second)).toBe(true)
  const third = await as(browser, 'member@sample.invalid')
  expect(await isSignedIn(second)).toBe(false)
  expect(await isSignedIn(third)).toBe(true)
  expect(await isSignedIn(elsewhere)).toBe(true)
})

// ASVS 3.7.2
test('a return address that leads elsewhere leads home', async () => {
  for (const elsewhere of [
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/auth/sign-in',
  ]) {
    const browser = new Browser(origin)
    await browser.open(`/auth/sign-in?return_to=${encodeURIComponent(elsewhere)}`)
    await browser.submit('/person', { email: 'hr@sample.invalid' })
    expect([elsewhere, browser.path]).toEqual([elsewhere, '/'])
  }
})

// ASVS 2.3.1, 10.2.1
test('an answer of the provider without a sign-in under way opens nothing', async () => {
  const browser = new Browser(origin)
  await browser.open('/auth/callback?code=stolen&state=made-up')
  expect(browser.status).toBe(400)
  expect(browser.body).toContain('はじめからやり直してください')
  browser.setCookie('sign-in', 'forged')
  await browser.open('/auth/callback?code=stolen&state=made-up')
  expect(browser.status).toBe(400)
  await browser.open('/auth/sign-in')
  await browser.open('/auth/callback?code=stolen&state=made-up')
  expect(browser.status).toBe(400)
  expect(opened).toHaveLength(0)
  expect(log.told('sign_in_failed')).toMatchObject([
    { level: 'WARN', path: '/auth/callback', why: 'SignInFailed' },
    { why: 'SignInFailed' },
    { why: 'OAUTH_INVALID_RESPONSE' },
  ])
})

test('a provider that does not answer is asked again at the next sign-in', async () => {
  const routes = signInRoutes({
    publicOrigin: origin,
    secret: randomBytes(32),
    provider: { issuer: `http://127.0.0.1:${await freePort()}`, clientId: 'hub', clientSecret: '' },
    openSession: () => Promise.reject(new Error('never')),
    log,
  })
  for (const round of [1, 2]) {
    const answer = await routes.request('/sign-in')
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('やり直して'),
    ])
    expect(log.told('fault')).toHaveLength(round)
  }
})

test('the pages speak English to an English browser, and keep the language that was chosen', async () => {
  const browser = new Browser(origin, 'en-GB,en;q=0.9')
  await browser.open('/auth/sign-in')
  expect(browser.body).toContain('<html lang="en">')
  const toJapanese = /href="([^"]*language\/ja)"/.exec(browser.body)?.[1] ?? ''
  await browser.open(toJapanese)
  expect(browser.body).toContain('<html lang="ja">')
  expect(browser.cookie('hub-language')).toBe('ja')
})

test('the pages carry a policy that allows no inline script or style, and have none', async () => {
  const browser = await askForCode()
  expect(browser.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(browser.body).not.toMatch(/<script|<style| style=| on[a-z]+=/)
})

// ASVS 10.4.1, 10.4.4, 10.4.6, 10.4.10, 10.4.11
test('the provider insists on PKCE and on its one client', async () => {
  const wanted = {
    response_type: 'code',
    scope: 'openid',
    state: 's',
    redirect_uri: `${origin}/auth/callback`,
  }
  const browser = new Browser(origin)
  await browser.open(`/oidc/auth?${new URLSearchParams({ ...wanted, client_id: 'other' })}`)
  expect(browser.status).toBe(400)
  await browser.open(`/oidc/auth?${new URLSearchParams({ ...wanted, client_id: 'hub' })}`)
  expect(browser.path).toContain('error=invalid_request')
  expect(opened).toHaveLength(0)
})
