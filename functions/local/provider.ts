import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'
import { languageOf } from '../api/language.ts'
import { boundedAdapter } from './bounded-adapter.ts'
import { refusedPage } from './sign-in-pages.ts'

/**
 * The OpenID provider itself: it knows one client, the hub, and keeps nothing beyond this process.
 * @param emailOf the address that somebody has just shown to be theirs
 */
export function createProvider({
  publicOrigin,
  client,
  cookieKey,
  emailOf,
}: {
  publicOrigin: string
  client: { id: string; secret: string }
  cookieKey: string
  emailOf: (subject: string) => string | undefined
}): Provider {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const created = new Provider(`${publicOrigin}/oidc`, {
    adapter: boundedAdapter(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${publicOrigin}/auth/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: [cookieKey] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: { url: (_, interaction) => `/oidc/sign-in/${interaction.uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 300,
      Interaction: 3600,
      Session: 3600,
    },
    findAccount: (_, subject) => {
      const email = emailOf(subject)
      if (email === undefined) return undefined
      return { accountId: subject, claims: () => ({ sub: subject, email, email_verified: true }) }
    },
    loadExistingGrant: async (ctx) => {
      const { client: asking, session } = ctx.oidc
      if (!asking || !session?.accountId) return undefined
      const grant = new ctx.oidc.provider.Grant({
        clientId: asking.clientId,
        accountId: session.accountId,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
    renderError: (ctx, out) => {
      const language = languageOf(new Headers({ cookie: ctx.get('cookie') }))
      ctx.type = 'html'
      ctx.body = String(refusedPage(language, out.error_description ?? out.error))
    },
  })
  created.proxy = true
  return created
}
