import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as oidc from 'openid-client'
import { DomainError } from '../domain/errors.ts'
import { once } from '../loading/once.ts'
import { presentedSession } from './environment.ts'
import { languageOf } from './language.ts'
import { askedBy, type Log, tellFault } from './log.ts'
import {
  ClientRefused,
  DEFAULT_SCOPE,
  discover,
  type Identity,
  identityOf,
  isRefusal,
  type OpenIdProvider,
  ProviderUnreachable,
  refusedAt,
  SignedInTooWeakly,
  SignInFailed,
  strengthIn,
  whyRefused,
} from './openid-provider.ts'
import type { PresentedSession } from './session.ts'
import { setSessionCookie } from './session-cookie.ts'
import { signInFailedPage } from './sign-in-failed.ts'
import { signInSecrets } from './sign-in-secrets.ts'

export type SignInOptions = {
  /** Where browsers reach the hub, without a trailing slash. */
  publicOrigin: string
  provider: OpenIdProvider
  secret: Uint8Array
  /** Opens a session in the place of the browser's earlier one. */
  openSession(identity: Identity, earlier: PresentedSession | undefined): Promise<PresentedSession>
  log: Log
}

const PENDING_FOR = 60 * 60

/**
 * `/auth`: OpenID Connect, authorization code with PKCE, against any issuer. The provider is
 * looked up at the first sign-in, so that the hub starts without it.
 */
export function signInRoutes(options: SignInOptions) {
  const { publicOrigin, openSession, provider, log } = options
  const secrets = signInSecrets(options.secret)
  const secure = publicOrigin.startsWith('https:')
  const pendingCookie = secure ? '__Host-sign-in' : 'sign-in'
  const configuration = once(() =>
    discover(provider).catch((cause): never => {
      throw new ProviderUnreachable(`no answer from ${provider.issuer}`, { cause })
    }),
  )

  const app = new Hono()

  app.get('/sign-in', async (c) => {
    const config = await configuration()
    const language = languageOf(c.req.raw.headers)
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo: localPath(c.req.query('return_to'), publicOrigin),
    }
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${publicOrigin}/auth/callback`,
      scope: provider.scope ?? DEFAULT_SCOPE,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      ...(provider.acr && { acr_values: provider.acr.join(' ') }),
      ...(provider.maxAge !== undefined && { max_age: String(provider.maxAge) }),
      ...(provider.prompt && { prompt: provider.prompt }),
      // Cognito has a name of its own for it; others pass over what they don't know.
      ui_locales: language,
      lang: language,
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
    const config = await configuration()
    const tokens = await oidc
      .authorizationCodeGrant(config, new URL(`/auth/callback${search}`, publicOrigin), {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
        ...(provider.maxAge !== undefined && { maxAge: provider.maxAge }),
      })
      .catch(refusedAt(provider))
    const identity = await identityOf(config, tokens, provider)
    const session = await openSession(identity, presentedSession(c, publicOrigin))
    setSessionCookie(c, session, secure)
    const { accountId } = session
    log.info('sign_in', { ...askedBy(c), accountId, ...strengthIn(tokens.claims()) })
    c.header('cache-control', 'no-store')
    return c.redirect(pending.returnTo, 303)
  })

  app.onError((error, c) => {
    const isAway = error instanceof DomainError && error.code === 'unavailable'
    if (!isRefusal(error) && !isAway) throw error
    const isOurs = isAway || error instanceof ClientRefused || error instanceof ProviderUnreachable
    if (isOurs) tellFault(log, c, error)
    else log.warn('sign_in_failed', { ...askedBy(c), why: whyRefused(error) })
    const status = isOurs ? 503 : 400
    c.header('cache-control', 'no-store')
    const why = error instanceof SignedInTooWeakly ? 'tooWeakly' : 'brokenOff'
    return c.html(signInFailedPage(languageOf(c.req.raw.headers), why), status)
  })

  return app
}

/** A path of this hub and nothing else: `//other.example` and `/\other.example` lead elsewhere. */
export function localPath(asked: string | undefined, publicOrigin: string): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, publicOrigin)) return '/'
  const url = new URL(asked, publicOrigin)
  // `/.//other.example` is a path of ours that a browser, given it alone, takes for another host.
  if (url.origin !== publicOrigin || /^\/(\/|auth\/)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}
