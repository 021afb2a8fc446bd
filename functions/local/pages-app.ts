import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { linkRoutes } from '../api/link/routes.ts'
import type { OpenIdProvider } from '../api/openid-provider.ts'
import { problemOf } from '../api/problem.ts'
import { limitedByAddress, type RateLimits } from '../api/rate-limits.ts'
import { requestIds } from '../api/request-id.ts'
import { sessionOpener } from '../api/session.ts'
import { signInRoutes } from '../api/sign-in.ts'
import { logger } from '../log/logger.ts'
import type { Store } from '../store/store.ts'
import { type createIdentityProvider, EMBEDDED_ISSUER } from './identity-provider.ts'
import type { Mailbox } from './mailbox.ts'
import { mailboxPage } from './mailbox-page.ts'

/**
 * What answers a browser beside the API: the pages, signing in, the links of mails and, where the provider is the
 * embedded one, itself and the mailbox.
 */
export function createPages({
  store,
  clock,
  publicOrigin,
  derived,
  limits,
  provider,
  embedded,
  mailbox,
  web,
}: {
  store: Store
  clock: () => Date
  publicOrigin: string
  /** The key for one purpose. */
  derived: (label: string) => Uint8Array
  limits: RateLimits | undefined
  provider: OpenIdProvider
  embedded: ReturnType<typeof createIdentityProvider> | undefined
  mailbox: Mailbox
  /** The web UI's own files. */
  web: Hono | undefined
}) {
  const openSession = sessionOpener({ accounts: store.accounts, newId: uuidv7 })
  const pages = new Hono<{ Bindings: HttpBindings }>()
  pages.onError((error, c) => problemOf(error, c, logger))
  pages.use('*', requestIds())
  for (const open of ['/auth/*', '/oidc/*', '/r/*']) pages.use(open, limitedByAddress(limits))
  pages.route(
    '/auth',
    signInRoutes({
      publicOrigin,
      secret: derived('sign-in'),
      provider,
      openSession: (identity, earlier) =>
        openSession(embedded ? { ...identity, issuer: EMBEDDED_ISSUER } : identity, earlier),
      log: logger,
    }),
  )
  pages.route(
    '/r',
    linkRoutes({ ...store, clock, newId: uuidv7, secret: derived('api'), log: logger }),
  )
  if (embedded) {
    pages.route('/oidc', embedded.routes)
    pages.route('/mailbox', mailboxPage({ mailbox, publicOrigin }))
  }
  if (web) pages.route('/', web)
  return pages
}
