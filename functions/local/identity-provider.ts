import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { LRUCache } from 'lru-cache'
import { errors } from 'oidc-provider'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod'
import { languageOf, rememberLanguage } from '../api/language.ts'
import { askedBy, type Log, tellFault } from '../api/log.ts'
import { DomainError } from '../domain/errors.ts'
import type { Language } from '../domain/messages/messages.ts'
import { derivedFrom } from '../keys/derived.ts'
import type { Mailer } from '../mail/mail.ts'
import type { SignInCodes } from '../store/sign-in-codes.ts'
import { createCodes } from './codes.ts'
import { pageIcon, pageStyles } from './page.ts'
import { createProvider } from './provider.ts'
import { addressPage, awayPage, codePage, expiredPage } from './sign-in-pages.ts'
import { localTexts } from './texts.ts'

/** Somebody of the sample who can be signed in with one click. */
export type SamplePerson = { email: string; label: Record<Language, string> }

export type IdentityProviderOptions = {
  /** Where browsers reach the hub, without a trailing slash. */
  publicOrigin: string
  client: { id: string; secret: string }
  /** The installation's secret: subjects and cookie keys derive from it. */
  secret: Uint8Array
  mailer: Pick<Mailer, 'send'>
  /** Where the codes are kept. */
  signInCodes: SignInCodes
  clock: () => Date
  /** Offered on the sign-in page; to be given only while nobody but this machine can see it. */
  people?: SamplePerson[]
  log: Log
}

/**
 * Under which issuer the accounts of the embedded provider are kept: its address names the port,
 * and a hub on another port must know its people again.
 */
export const EMBEDDED_ISSUER = 'embedded'

type Env = { Bindings: HttpBindings }

const Address = z
  .string()
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email().max(254))

/**
 * The embedded OpenID provider at `/oidc`: an address, a six-digit code by mail, nothing to
 * remember. It knows no accounts: every address gets a code, and what a person may do is the
 * hub's matter. The subject of an address stays the same as long as the installation's secret.
 */
export function createIdentityProvider({
  publicOrigin,
  client,
  secret,
  mailer,
  signInCodes,
  clock,
  people = [],
  log,
}: IdentityProviderOptions) {
  const origin = new URL(publicOrigin)
  const derived = (label: string) => derivedFrom(secret, label).toString('base64url')
  const codes = createCodes({ secret, clock, kept: signInCodes })
  const addresses = new LRUCache<string, string>({ max: 5_000 })
  const provider = createProvider({
    publicOrigin,
    client,
    cookieKey: derived('cookies'),
    emailOf: (subject) => addresses.get(subject),
  })
  const serve = provider.callback()

  function subjectOf(email: string): string {
    return derived(`subject:${email}`)
  }

  /** The sign-in that this browser began; another one's address in the path is refused. */
  async function signInOf(c: Context<Env>): Promise<{ uid: string; language: Language }> {
    const details = await provider.interactionDetails(c.env.incoming, c.env.outgoing)
    if (details.uid !== c.req.param('uid')) throw new errors.SessionNotFound('another sign-in')
    return { uid: details.uid, language: languageOf(c.req.raw.headers) }
  }

  async function finish(c: Context<Env>, email: string): Promise<Response> {
    const accountId = subjectOf(email)
    addresses.set(accountId, email)
    const login = { accountId, remember: false }
    return c.redirect(
      await provider.interactionResult(c.env.incoming, c.env.outgoing, { login }),
      303,
    )
  }

  async function field(c: Context<Env>, name: string): Promise<string> {
    const value = (await c.req.parseBody())[name]
    return typeof value === 'string' ? value : ''
  }

  const routes = new Hono<Env>()

  routes.get('/pages.css', (c) =>
    c.body(pageStyles, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-cache',
    }),
  )

  routes.get('/icon.svg', (c) => c.body(pageIcon, 200, { 'content-type': 'image/svg+xml' }))

  routes.get('/sign-in/:uid', async (c) => {
    const { uid, language } = await signInOf(c)
    return c.html(addressPage({ language, uid, people }))
  })

  routes.post('/sign-in/:uid/address', async (c) => {
    const { uid, language } = await signInOf(c)
    const typed = await field(c, 'email')
    const address = Address.safeParse(typed)
    if (!address.success) return c.html(addressPage({ language, uid, people, typed }), 422)
    const code = await codes.issue(uid, address.data)
    if (code === undefined) log.warn('code_withheld', askedBy(c))
    else {
      log.info('code_sent', askedBy(c))
      const t = localTexts[language]
      await mailer.send({
        id: uuidv7(),
        to: address.data,
        subject: t.mailSubject(code),
        text: t.mailText(code),
        sentAt: clock().toISOString(),
      })
    }
    return c.redirect(`/oidc/sign-in/${uid}/code`, 303)
  })

  routes.get('/sign-in/:uid/code', async (c) => {
    const { uid, language } = await signInOf(c)
    const to = await codes.addressOf(uid)
    if (to === undefined) return c.redirect(`/oidc/sign-in/${uid}`, 303)
    return c.html(codePage({ language, uid, to }))
  })

  routes.post('/sign-in/:uid/code', async (c) => {
    const { uid, language } = await signInOf(c)
    const to = (await codes.addressOf(uid)) ?? ''
    const code = (await field(c, 'code')).normalize('NFKC').replace(/\D/g, '')
    const answer = await codes.check(uid, code)
    if (answer.right) return finish(c, answer.email)
    log.warn('code_refused', { ...askedBy(c), left: answer.left })
    return c.html(codePage({ language, uid, to, left: answer.left }), 422)
  })

  routes.post('/sign-in/:uid/person', async (c) => {
    const { uid, language } = await signInOf(c)
    const email = await field(c, 'email')
    const person = people.find((one) => one.email === email)
    if (!person) return c.html(addressPage({ language, uid, people }), 422)
    return finish(c, person.email.toLowerCase())
  })

  routes.get('/sign-in/:uid/language/:language', async (c) => {
    const { uid } = await signInOf(c)
    const language = c.req.param('language') === 'en' ? 'en' : 'ja'
    rememberLanguage(c, language, publicOrigin)
    return c.redirect(`/oidc/sign-in/${uid}${(await codes.addressOf(uid)) ? '/code' : ''}`, 303)
  })

  routes.all('*', async (c) => {
    const { incoming, outgoing } = c.env
    // Shared machines are common in town halls: nobody is signed in again without a code.
    incoming.headers.cookie = withoutSession(incoming.headers.cookie)
    // Whatever stands before the hub: browsers see the provider at the public origin, only there.
    incoming.headers.host = origin.host
    incoming.headers['x-forwarded-host'] = origin.host
    incoming.headers['x-forwarded-proto'] = origin.protocol.slice(0, -1)
    Object.assign(incoming, {
      originalUrl: incoming.url,
      url: incoming.url?.replace(/^\/oidc/, ''),
    })
    await serve(incoming, outgoing)
    return RESPONSE_ALREADY_SENT
  })

  routes.onError((error, c) => {
    if (error instanceof errors.SessionNotFound)
      return c.html(expiredPage(languageOf(c.req.raw.headers)), 400)
    if (error instanceof DomainError && error.code === 'unavailable') {
      tellFault(log, c, error)
      c.header('retry-after', '5')
      return c.html(awayPage(languageOf(c.req.raw.headers)), 503)
    }
    throw error
  })

  return {
    issuer: provider.issuer,
    /** Whom an address stands for, in the form that accounts are kept under. */
    identityOf: (email: string) => ({
      issuer: EMBEDDED_ISSUER,
      subject: subjectOf(email.toLowerCase()),
    }),
    routes,
  }
}

/** The provider's own session would answer the next sign-in without asking. */
function withoutSession(cookies = ''): string {
  return cookies
    .split(/;\s*/)
    .filter((cookie) => !cookie.startsWith('_session'))
    .join('; ')
}
