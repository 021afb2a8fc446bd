import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hono } from 'hono'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Identity, OpenIdProvider } from '../../functions/api/openid-provider.ts'
import { signInRoutes } from '../../functions/api/sign-in.ts'
import { boundedAdapter } from '../../functions/local/bounded-adapter.ts'
import { readOptions } from '../../functions/local/options.ts'
import { KeptLog } from '../log.ts'
import { type Lie, lyingProvider, newKey } from './lying-provider.ts'

const HUB = 'https://hub.city.example.jp'
const opened: Identity[] = []
const log = new KeptLog()
beforeEach(() => {
  opened.length = 0
  log.lines.length = 0
})

/** The hub's sign-in with a provider that is named by the settings of a start, and by nothing else. */
function signInWith(settings: Record<string, string>): Hono {
  const { provider } = readOptions(['--empty'], { ...settings, PUBLIC_ORIGIN: HUB })
  return signInRoutes({
    publicOrigin: HUB,
    provider: provider as OpenIdProvider,
    secret: randomBytes(32),
    openSession: async (identity) => ({ accountId: 'account', secret: `${opened.push(identity)}` }),
    log,
  })
}

/** A browser that goes wherever it is led, between the hub and the provider, with each one's cookies. */
async function signIn(hub: Hono, { path = '/sign-in?return_to=/m/222038' } = {}) {
  const jars = new Map<string, Map<string, string>>()
  let url = new URL(`/auth${path}`, HUB)
  for (let hop = 0; hop < 12; hop += 1) {
    const jar = jars.get(url.origin) ?? new Map<string, string>()
    jars.set(url.origin, jar)
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
    const response: Response =
      url.origin === HUB
        ? await hub.request(url.href.replace(`${HUB}/auth`, HUB), { headers })
        : await fetch(url, { headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) return { status: response.status, body: await response.text(), url, jars }
    url = new URL(location, url)
    if (url.origin === HUB && !url.pathname.startsWith('/auth/'))
      return { status: 200, body: '', url, jars }
  }
  throw new Error('led in circles')
}

describe('a provider that differs from the embedded one in everything it may', () => {
  const REALM = '/realms/city'
  let server: Server
  let settings: Record<string, string>
  const asked: { path: string; authorization: string | undefined }[] = []

  beforeAll(async () => {
    let serve: ReturnType<Provider['callback']> | undefined
    let provider: Provider | undefined
    server = createServer(async (request, response) => {
      const path = request.url ?? '/'
      if (path.startsWith('/somebody/') && provider) {
        await provider.interactionDetails(request, response)
        const login = { accountId: '7f3c' }
        const back = await provider.interactionResult(request, response, { login })
        response.writeHead(303, { location: back }).end()
        return
      }
      Object.assign(request, { originalUrl: path, url: path.replace(REALM, '') })
      asked.push({ path, authorization: request.headers.authorization })
      serve?.(request, response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    provider = new Provider(`${origin}${REALM}`, {
      clients: [
        {
          client_id: 'mane-tomo',
          client_secret: 'kept by the city',
          redirect_uris: [`${HUB}/auth/callback`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
          token_endpoint_auth_method: 'client_secret_post',
          id_token_signed_response_alg: 'PS256',
        },
      ],
      // As the standard has it: claims are told at the UserInfo endpoint and not in the ID token.
      conformIdTokenClaims: true,
      claims: { openid: ['sub'], staff: ['mail', 'mail_checked'] },
      scopes: ['openid', 'staff'],
      cookies: { keys: ['a key of the provider'] },
      features: { devInteractions: { enabled: false }, userinfo: { enabled: true } },
      interactions: { url: (_, { uid }) => `/somebody/${uid}` },
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'PS256', use: 'sig' }] },
      pkce: { required: () => true },
      adapter: boundedAdapter(),
      ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, mail: 'staff@city.example.jp', mail_checked: '1' }),
      }),
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({
          clientId: ctx.oidc.client?.clientId ?? '',
          accountId: ctx.oidc.session?.accountId ?? '',
        })
        grant.addOIDCScope('openid staff')
        await grant.save()
        return grant
      },
    })
    serve = provider.callback()
    settings = {
      OIDC_ISSUER: `${origin}${REALM}`,
      OIDC_CLIENT_ID: 'mane-tomo',
      OIDC_CLIENT_SECRET: 'kept by the city',
      OIDC_CLIENT_AUTH: 'client_secret_post',
      OIDC_SCOPE: 'openid staff',
      OIDC_EMAIL_CLAIM: 'mail',
      OIDC_EMAIL_VERIFIED_CLAIM: 'mail_checked',
    }
  })
  afterAll(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })

  test('one signs in by configuration alone', async () => {
    const { status, url, jars } = await signIn(signInWith(settings))
    expect([status, url.href]).toEqual([200, `${HUB}/m/222038`])
    expect(opened).toEqual([
      { issuer: settings.OIDC_ISSUER, subject: '7f3c', email: 'staff@city.example.jp' },
    ])
    expect(jars.get(HUB)?.get('__Host-session')).toBe('account.1')
    // The secret went into the body, as this provider wants it.
    const token = asked.find(({ path }) => path.endsWith('/token'))
    expect(token).toMatchObject({ authorization: undefined })
  })

  // ASVS 3.3.1, 3.3.3
  test('the cookie of a sign-in under way is bound to the host, and gone when it has ended', async () => {
    const hub = signInWith(settings)
    const [begun] = (await hub.request('/sign-in')).headers.getSetCookie()
    expect(begun).toMatch(
      /^__Host-sign-in=[\w-]+; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const { jars } = await signIn(hub)
    expect(jars.get(HUB)?.get('__Host-sign-in')).toBe('')
  })

  // ASVS 10.1.1
  test('nothing of the provider’s tokens reaches the browser', async () => {
    const { jars } = await signIn(signInWith(settings))
    const kept = [...(jars.get(HUB) ?? [])].map(([name]) => name)
    expect(kept.toSorted()).toEqual(['__Host-session', '__Host-sign-in'])
    expect(jars.get(HUB)?.get('__Host-sign-in')).toBe('')
  })

  test('an address that the provider does not vouch for is not taken', async () => {
    const { status } = await signIn(
      signInWith({ ...settings, OIDC_EMAIL_VERIFIED_CLAIM: 'somewhere_else' }),
    )
    expect(status).toBe(200)
    expect(opened).toEqual([{ issuer: settings.OIDC_ISSUER, subject: '7f3c' }])
  })

  test.each([
    ['another secret', { OIDC_CLIENT_SECRET: 'guessed' }],
    [
      'another secret, in a header',
      { OIDC_CLIENT_SECRET: 'guessed', OIDC_CLIENT_AUTH: 'client_secret_basic' },
    ],
  ])(
    'a hub that is set up with %s says that it can’t sign anybody in, and one line tells why',
    async (_, wrong) => {
      const { status, body, jars } = await signIn(signInWith({ ...settings, ...wrong }))
      expect([status, body]).toEqual([503, expect.stringContaining('サインインできませんでした')])
      const message = expect.stringMatching(/^http:.* refuses this hub as its client \(.+\)$/)
      expect(log.told('fault')).toMatchObject([{ error: { message } }])
      expect(log.lines).toHaveLength(1)
      expect(log.lines.join()).not.toMatch(/guessed|kept by the city/)
      expect(opened).toEqual([])
      expect(jars.get(HUB)?.has('__Host-session')).toBe(false)
    },
  )
})

describe('an answer that is not the provider’s own to this sign-in', () => {
  let liar: Awaited<ReturnType<typeof lyingProvider>>
  let settings: Record<string, string>
  beforeAll(async () => {
    liar = await lyingProvider({ clientId: 'hub' })
    settings = {
      OIDC_ISSUER: liar.issuer,
      OIDC_CLIENT_ID: 'hub',
      OIDC_CLIENT_SECRET: 'secret',
    }
  })
  afterAll(() => liar.stop())

  test('the truth signs in', async () => {
    liar.tell()
    expect((await signIn(signInWith(settings))).status).toBe(200)
    expect(opened).toEqual([
      { issuer: liar.issuer, subject: 'somebody', email: 'somebody@city.example.jp' },
    ])
  })

  const LIES: [string, Lie][] = [
    ['another state', ({ callback }) => Object.assign(callback, { state: 'of another sign-in' })],
    [
      'another issuer in the answer',
      ({ callback }) => Object.assign(callback, { iss: 'https://x.example' }),
    ],
    ['no issuer in the answer', ({ callback }) => Object.assign(callback, { iss: undefined })],
    [
      'another issuer in the ID token',
      ({ claims }) => Object.assign(claims, { iss: 'https://x.example' }),
    ],
    ['another nonce', ({ claims }) => Object.assign(claims, { nonce: 'of another sign-in' })],
    ['no nonce', ({ claims }) => Object.assign(claims, { nonce: undefined })],
    ['another audience', ({ claims }) => Object.assign(claims, { aud: 'another client' })],
    ['nobody as subject', ({ claims }) => Object.assign(claims, { sub: undefined })],
    [
      'an ID token that has expired',
      ({ claims }) => Object.assign(claims, { exp: Number(claims.iat) - 3600 }),
    ],
    ['a signature by another key', (said) => Object.assign(said, { key: newKey() })],
    ['no signature at all', ({ header }) => Object.assign(header, { alg: 'none' })],
    ['a key that is not published', ({ header }) => Object.assign(header, { kid: '2' })],
    [
      'an algorithm that was not announced',
      ({ header }) => Object.assign(header, { alg: 'HS256' }),
    ],
    [
      'somebody else’s address',
      ({ userInfo }) => Object.assign(userInfo, { sub: 'somebody else' }),
    ],
    [
      'a refusal',
      (said) => Object.assign(said, { callback: { error: 'access_denied', iss: liar.issuer } }),
    ],
  ]
  // ASVS 6.8.2, 16.3.1, 9.1.1, 9.1.2, 9.1.3, 9.2.1, 9.2.2, 9.2.3, 10.1.2, 10.5.1, 10.5.4
  test.each(LIES)('%s opens nothing and says to begin again', async (_, lie) => {
    liar.tell(lie)
    const { status, body, jars } = await signIn(signInWith(settings))
    expect(status).toBe(400)
    expect(body).toContain('はじめからやり直してください')
    expect(log.told('sign_in_failed')).toMatchObject([{ why: expect.stringMatching(/^\w+$/) }])
    expect(log.lines).toHaveLength(1)
    expect(opened).toEqual([])
    expect(jars.get(HUB)?.has('__Host-session')).toBe(false)
  })

  // ASVS 10.5.3
  test('a provider that calls itself otherwise than it was configured is not taken for it', async () => {
    liar.tell(({ discovery }) => Object.assign(discovery, { issuer: 'https://x.example' }))
    expect((await signIn(signInWith(settings))).status).toBe(503)
    expect(log.told('fault')).toMatchObject([{ error: { name: 'ProviderUnreachable' } }])
    expect(opened).toEqual([])
  })

  test.each([
    ['hub-language=en', 'en'],
    ['', 'ja'],
  ])('the provider’s pages are in the language of the hub’s: %s', async (cookie, language) => {
    liar.tell()
    const begun = await signInWith(settings).request('/sign-in', {
      headers: { cookie: `__Host-${cookie}` },
    })
    const { searchParams } = new URL(begun.headers.get('location') ?? '')
    // By the standard's name, and by the one that Cognito has for it.
    for (const name of ['ui_locales', 'lang']) expect(searchParams.get(name)).toBe(language)
    expect(searchParams.has('prompt')).toBe(false)
  })

  describe('where more is demanded of a sign-in', () => {
    const demanded = () => ({
      ...settings,
      OIDC_ACR: 'mfa phishing-resistant',
      OIDC_MAX_AGE: '600',
      OIDC_PROMPT: 'login',
    })
    const seconds = () => Math.floor(Date.now() / 1000)

    test('the provider is asked for it, and who comes with it is let in, told with how they signed in', async () => {
      liar.tell()
      const begun = await signInWith(demanded()).request('/sign-in')
      const { searchParams } = new URL(begun.headers.get('location') ?? '')
      expect(Object.fromEntries(searchParams)).toMatchObject({
        acr_values: 'mfa phishing-resistant',
        max_age: '600',
        prompt: 'login',
      })
      const strong = { acr: 'mfa', amr: ['pwd', 'otp'], auth_time: seconds() - 300 }
      liar.tell(({ claims }) => Object.assign(claims, strong))
      expect((await signIn(signInWith(demanded()))).status).toBe(200)
      expect(opened).toHaveLength(1)
      expect(log.told('sign_in')).toMatchObject([{ acr: 'mfa', amr: ['pwd', 'otp'] }])
    })

    // ASVS 6.8.4, 7.6.1
    test.each([
      ['without a word on how', undefined, 60, 'SignedInTooWeakly'],
      ['by one factor', 'pwd', 60, 'SignedInTooWeakly'],
      ['by what only looks like it', 'mfa phishing-resistant', 60, 'SignedInTooWeakly'],
      ['long ago', 'mfa', 3_600, 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
      ['at nobody knows what time', 'mfa', undefined, 'OAUTH_INVALID_RESPONSE'],
    ])('whoever has signed in there %s is refused', async (_, acr, ago, why) => {
      const auth_time = ago && seconds() - ago
      liar.tell(({ claims }) => Object.assign(claims, { acr, auth_time }))
      const { status, body } = await signIn(signInWith(demanded()))
      expect(status).toBe(400)
      if (why === 'SignedInTooWeakly') expect(body).toContain('より強いサインインを求めています')
      expect(log.told('sign_in_failed')).toMatchObject([{ why }])
      expect(opened).toEqual([])
    })
  })
})
