import { timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { Hono, type Context as HonoContext } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { telling } from '../anchors/telling.ts'
import { cloudAuditor } from '../cloud/auditor.ts'
import { cloudExports } from '../cloud/exports.ts'
import { clientAddressOf, fits, requestOf, resultOf } from '../cloud/http-event.ts'
import { Secrets } from '../cloud/secrets.ts'
import { settings } from '../cloud/settings.ts'
import { DomainError } from '../domain/errors.ts'
import { derivedFrom } from '../keys/derived.ts'
import { once } from '../loading/once.ts'
import { logger } from '../log/logger.ts'
import { createClient } from '../store/database.ts'
import { openStore } from '../store/store.ts'
import { createApp } from './app.ts'
import { loggedPath } from './log.ts'
import { problemOf } from './problem.ts'
import { createRateLimits, limitedByAddress } from './rate-limits.ts'
import { requestIdOf, requestIds } from './request-id.ts'
import { sessionOpener } from './session.ts'

// The Lambda entry: the same handlers as on one machine, wired to the cloud. What the first request of a
// process is unlikely to need (signing in, documents) is loaded when it is asked for.

const { table, region, publicOrigin, hubSecret, originSecret, anchorBucket, exportBucket } =
  settings(
    'table',
    'region',
    'publicOrigin',
    'hubSecret',
    'originSecret',
    'anchorBucket',
    'exportBucket',
  )
const clock = () => new Date()
const secrets = new Secrets()
const store = openStore({ client: createClient({ region }), table, clock })

/** The hub is at rest while somebody works on its data: everybody is told so, and nothing is read or written. */
const isPaused = process.env.PAUSED === 'true'

type Bindings = { event: APIGatewayProxyEventV2 }
type Fetch = (request: Request, env: Bindings) => Response | Promise<Response>

/** Begun while the process starts, when it has the most of the processor; tried anew where it fails. */
const opened = once(open)
opened().catch(() => undefined)

async function open(): Promise<Fetch> {
  // The first call to the database makes its connection; the secret arrives meanwhile.
  const [secret] = await Promise.all([
    secrets.current(hubSecret),
    secrets.current(originSecret),
    store.ping().catch(() => undefined),
  ])
  const derived = (label: string) => derivedFrom(secret, label)
  const limits = createRateLimits({ addressOf: (c) => clientAddressOf(c.env.event) })
  const api = createApp({
    ...store,
    auditor: telling(
      cloudAuditor({ verifier: store.verifier, bucket: anchorBucket, seed: derived('anchors') }),
      { ...store, newId: uuidv7 },
    ),
    exportFiles: cloudExports(exportBucket),
    clock,
    newId: uuidv7,
    secret: derived('api'),
    publicOrigin,
    ...passkeyPage(),
    limits,
    log: logger,
  })

  const pages = new Hono<{ Bindings: Bindings }>()
  pages.onError((error, c) => problemOf(error, c, logger))
  pages.notFound((c) => problemOf(new DomainError('not_found'), c, logger))
  pages.use('*', requestIds())
  for (const open of ['/auth/*', '/r/*']) pages.use(open, limitedByAddress(limits))
  pages.all(
    '/auth/*',
    later(clientSecret, (secret) => signInPages(secret, derived('sign-in'))),
  )
  pages.all(
    '/r/*',
    later(
      async () => hubSecret,
      () => linkPages(derived('api')),
    ),
  )

  return (request, env) =>
    new URL(request.url).pathname.startsWith('/api/')
      ? api.fetch(request, env)
      : pages.fetch(request, env)
}

/** The provider's page for passkeys, where it has one: it leads back to the hub. */
function passkeyPage(): { passkeyPage?: string } {
  const { PASSKEY_PAGE: page } = process.env
  if (!page) return {}
  const url = new URL(page)
  url.searchParams.set('client_id', settings('oidcClientId').oidcClientId)
  url.searchParams.set('redirect_uri', `${publicOrigin}/`)
  return { passkeyPage: url.href }
}

type Apart = { Bindings: Bindings & { requestId?: string | undefined } }

/** An app within the pages, for the same request: what it can't answer is theirs to tell. */
function apart(): Hono<Apart> {
  const app = new Hono<Apart>()
  app.onError((error) => {
    throw error
  })
  app.use(
    '*',
    requestIds((c) => c.env.requestId),
  )
  return app
}

/**
 * Pages that are loaded when the first of them is asked for, again where that has failed, and anew once they are made
 * of something else.
 */
function later(material: () => Promise<string>, load: (of: string) => Promise<Hono<Apart>>) {
  let loaded: { of: string; app: Hono<Apart> } | undefined
  return async (c: HonoContext<{ Bindings: Bindings }>): Promise<Response> => {
    const of = await material()
    if (loaded?.of !== of) loaded = { of, app: await load(of) }
    return loaded.app.fetch(c.req.raw, { ...c.env, requestId: requestIdOf(c) })
  }
}

async function linkPages(secret: Uint8Array): Promise<Hono<Apart>> {
  const { linkRoutes } = await import('./link/routes.ts')
  return apart().route('/r', linkRoutes({ ...store, clock, newId: uuidv7, secret, log: logger }))
}

/** Rotated at the provider, it is seen here within minutes. */
function clientSecret(): Promise<string> {
  return secrets.current(settings('oidcSecret').oidcSecret)
}

async function signInPages(clientSecret: string, secret: Uint8Array): Promise<Hono<Apart>> {
  const oidc = settings('oidcIssuer', 'oidcClientId', 'oidcScope')
  const [{ signInRoutes }, { demandsIn }] = await Promise.all([
    import('./sign-in.ts'),
    import('./openid-provider.ts'),
  ])
  const provider = {
    ...demandsIn(process.env),
    issuer: oidc.oidcIssuer,
    clientId: oidc.oidcClientId,
    clientSecret,
    scope: oidc.oidcScope,
  }
  const openSession = sessionOpener({ accounts: store.accounts, newId: uuidv7 })
  const routes = signInRoutes({ publicOrigin, secret, provider, openSession, log: logger })
  return apart().route('/auth', routes)
}

/** Only CloudFront knows the origin's secret; everybody else finds nothing here. */
function fromFront(event: APIGatewayProxyEventV2): Promise<boolean> {
  return secrets.holds(originSecret, event.headers['x-origin-secret'] ?? '', same)
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** Answers one request of the HTTP API. */
export async function handler(
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2> {
  const started = performance.now()
  const request = requestOf(event, publicOrigin)
  const response = await answered(event, request)
  const accepts = event.headers['accept-encoding']
  const whole = await resultOf(response, accepts)
  const result = fits(whole)
    ? whole
    : await resultOf(await refused(request, new DomainError('answer_too_large')), accepts)
  logger.info('request', {
    requestId: response.headers.get('x-request-id') ?? undefined,
    lambdaRequestId: context.awsRequestId,
    method: request.method,
    path: loggedPath(event.rawPath),
    status: result.statusCode,
    milliseconds: Math.round(performance.now() - started),
  })
  return result
}

async function answered(event: APIGatewayProxyEventV2, request: Request): Promise<Response> {
  try {
    const fetch = await opened()
    if (!(await fromFront(event))) return new Response(null, { status: 404 })
    return await (isPaused ? resting(request) : fetch(request, { event }))
  } catch (error) {
    // Only what has to be there before any request can be answered ends here.
    return refused(request, new DomainError('unavailable', { cause: error }))
  }
}

/** What browsers and programs are told while the hub is at rest, each in its own way. */
async function resting(request: Request): Promise<Response> {
  if (new URL(request.url).pathname.startsWith('/api/'))
    return refused(request, new DomainError('paused'))
  const { restingPage } = await import('./link/resting.ts')
  return new Hono().all('*', restingPage).fetch(request)
}

/** A refusal that is none of the app's own. */
async function refused(request: Request, error: DomainError): Promise<Response> {
  return new Hono().all('*', (c) => problemOf(error, c, logger)).fetch(request)
}
