import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as oidc from 'openid-client'
import { languageOf } from './language.ts'
import { setSessionCookie } from './session-cookie.ts'
import { signInFailedPage } from './sign-in-failed.ts'
import { signInSecrets } from './sign-in-secrets.ts'

/** Who the identity provider says has signed in. */
export type Identity = {
  issuer: string
  subject: string
  /** Only where the provider vouches for it. */
  email?: string
}

export type SignInOptions = {
  /** Where browsers reach the hub, without a trailing slash. */
  publicOrigin: string
  provider: { issuer: string; clientId: string; clientSecret: string }
  secret: Uint8Array
  /** Opens a session and gives the cookie's value, `accountId.secret`. */
  openSession(identity: Identity): Promise<string>
}

/** A sign-in that can't be completed; the browser is told to begin again. */
class SignInFailed extends Error {}

/** The provider does not answer, or not as one. */
class ProviderUnreachable extends SignInFailed {}

const PENDING_FOR = 60 * 60

/**
 * `/auth`: OpenID Connect, authorization code with PKCE, against any issuer. The provider is
 * looked up at the first sign-in, so that the hub starts without it.
 */
export function signInRoutes(options: SignInOptions) {
  const { publicOrigin, openSession } = options
  const secrets = signInSecrets(options.secret)
  const secure = publicOrigin.startsWith('https:')
  const pendingCookie = secure ? '__Host-sign-in' : 'sign-in'
  let discovered: Promise<oidc.Configuration> | undefined

  function configuration(): Promise<oidc.Configuration> {
    discovered ??= discover(options).catch((cause) => {
      discovered = undefined
      throw new ProviderUnreachable(`no answer from ${options.provider.issuer}`, { cause })
    })
    return discovered
  }

  const app = new Hono()

  app.get('/sign-in', async (c) => {
    const config = await configuration()
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo: localPath(c.req.query('return_to'), publicOrigin),
    }
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${publicOrigin}/auth/callback`,
      scope: 'openid email',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    })
    setCookie(c, pendingCookie, secrets.seal(pending), {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      maxAge: PENDING_FOR,
    })
    c.header('cache-control', 'no-store')
    return c.redirect(url.href, 302)
  })

  app.get('/callback', async (c) => {
    const pending = secrets.open(getCookie(c, pendingCookie) ?? '')
    if (!pending) throw new SignInFailed('no sign-in is under way in this browser')
    setCookie(c, pendingCookie, '', {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      maxAge: 0,
    })
    const { search } = new URL(c.req.url)
    const tokens = await oidc.authorizationCodeGrant(
      await configuration(),
      new URL(`/auth/callback${search}`, publicOrigin),
      {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      },
    )
    const claims = tokens.claims()
    if (!claims) throw new SignInFailed('the provider sent no identity')
    const vouched = claims.email_verified === true && typeof claims.email === 'string'
    const cookie = await openSession({
      issuer: claims.iss,
      subject: claims.sub,
      ...(vouched ? { email: String(claims.email) } : {}),
    })
    setSessionCookie(c, cookie, secure)
    c.header('cache-control', 'no-store')
    return c.redirect(pending.returnTo, 303)
  })

  app.onError((error, c) => {
    if (!isRefusal(error)) throw error
    const status = error instanceof ProviderUnreachable ? 503 : 400
    if (status === 503) console.error(error)
    c.header('cache-control', 'no-store')
    return c.html(signInFailedPage(languageOf(c.req.raw.headers)), status)
  })

  return app
}

async function discover({ provider }: SignInOptions): Promise<oidc.Configuration> {
  const issuer = new URL(provider.issuer)
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(issuer.hostname)
  return oidc.discovery(
    issuer,
    provider.clientId,
    provider.clientSecret,
    oidc.ClientSecretBasic(provider.clientSecret),
    {
      execute: local && issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      timeout: 10,
    },
  )
}

/** A path of this hub and nothing else: `//other.example` and `/\other.example` lead elsewhere. */
export function localPath(asked: string | undefined, publicOrigin: string): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, publicOrigin)) return '/'
  const url = new URL(asked, publicOrigin)
  // `/.//other.example` is a path of ours that a browser, given it alone, takes for another host.
  if (url.origin !== publicOrigin || /^\/(\/|auth\/)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}

/** What a stale link, a refusal or a forged answer brings about, as against a fault of ours. */
function isRefusal(error: unknown): boolean {
  if (error instanceof SignInFailed || error instanceof oidc.AuthorizationResponseError) return true
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant'
  if (!(error instanceof oidc.ClientError)) return false
  return (
    error.code === 'OAUTH_INVALID_RESPONSE' || error.code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'
  )
}
