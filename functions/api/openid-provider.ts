import * as oidc from 'openid-client'

/** How clients prove themselves at the provider's token endpoint. */
export const CLIENT_AUTHENTICATIONS = ['client_secret_basic', 'client_secret_post'] as const
export type ClientAuthentication = (typeof CLIENT_AUTHENTICATIONS)[number]

/** An OpenID provider: everything in which one differs from another. */
export type OpenIdProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** `client_secret_basic` where nothing else is said. */
  clientAuthentication?: ClientAuthentication
  /** Scopes separated by spaces; `openid email` where nothing else is said. */
  scope?: string
  /** The claim that holds the e-mail address, and the one that vouches for it. */
  emailClaim?: string
  emailVerifiedClaim?: string
  /** How strongly one has to have signed in: one of these `acr`, in the provider's own words. */
  acr?: readonly string[]
  /** How many seconds ago one may have signed in there at most; the provider asks again after that. */
  maxAge?: number
  /** What people are asked there whatever they have been asked before: `login` signs them in anew each time. */
  prompt?: string
}

/** What is demanded of a sign-in, by the settings of a start or of a stage. */
export function demandsIn({
  OIDC_ACR: acr,
  OIDC_MAX_AGE: maxAge,
  OIDC_PROMPT: prompt,
}: Record<string, string | undefined>): Pick<OpenIdProvider, 'acr' | 'maxAge' | 'prompt'> {
  return {
    ...(acr && { acr: acr.split(' ') }),
    ...(maxAge && { maxAge: Number(maxAge) }),
    ...(prompt && { prompt }),
  }
}

/** Who the identity provider says has signed in. */
export type Identity = {
  issuer: string
  subject: string
  /** Only where the provider vouches for it. */
  email?: string
}

export const DEFAULT_SCOPE = 'openid email'

/** A sign-in that can't be completed; the browser is told to begin again. */
export class SignInFailed extends Error {
  override name = 'SignInFailed'
}

/** The provider has signed somebody in, and not as strongly as is demanded. */
export class SignedInTooWeakly extends SignInFailed {
  override name = 'SignedInTooWeakly'
}

/** The provider does not answer, or not as the one that was configured. */
export class ProviderUnreachable extends SignInFailed {
  override name = 'ProviderUnreachable'
}

/** The provider does not take the hub for its client: a matter of the settings, whoever signs in. */
export class ClientRefused extends SignInFailed {
  override name = 'ClientRefused'
}

/** Looks a provider up by its issuer, and holds every ID token against the keys it publishes. */
export async function discover(provider: OpenIdProvider): Promise<oidc.Configuration> {
  const { clientId, clientSecret, clientAuthentication } = provider
  const issuer = new URL(provider.issuer)
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(issuer.hostname)
  return oidc.discovery(
    issuer,
    clientId,
    clientSecret,
    clientAuthentication === 'client_secret_post'
      ? oidc.ClientSecretPost(clientSecret)
      : oidc.ClientSecretBasic(clientSecret),
    {
      execute: [
        oidc.enableNonRepudiationChecks,
        ...(local && issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
      ],
      timeout: 10,
    },
  )
}

/**
 * Who has signed in. Providers may tell the address in the ID token or, as the standard has it, at
 * their UserInfo endpoint; it is for showing only, and the subject alone says who somebody is.
 * @throws SignInFailed where the provider names nobody; SignedInTooWeakly where it doesn't vouch for a demanded `acr`
 */
export async function identityOf(
  config: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
  { emailClaim = 'email', emailVerifiedClaim = 'email_verified', acr }: OpenIdProvider,
): Promise<Identity> {
  const claims = tokens.claims()
  if (!claims) throw new SignInFailed('the provider sent no identity')
  // A provider may sign in by less than it was asked for, and says so.
  if (acr && !acr.some((one) => one === claims.acr))
    throw new SignedInTooWeakly('the sign-in has no acr that is demanded')
  const { iss: issuer, sub: subject } = claims
  const elsewhere =
    claims[emailClaim] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
  const told = elsewhere ? await oidc.fetchUserInfo(config, tokens.access_token, subject) : claims
  const email = told[emailClaim]
  const vouched = VOUCHED.has(told[emailVerifiedClaim]) && typeof email === 'string'
  return { issuer, subject, ...(vouched && { email }) }
}

/** Some providers say yes as text or as a number. */
const VOUCHED: ReadonlySet<unknown> = new Set([true, 'true', 1, '1'])

/** What the token endpoint says where the client's id, secret or way of proving itself isn't right. */
const OF_CLIENT: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client'])

/**
 * Tells a provider that refuses the hub from one that refuses this sign-in.
 * @throws ClientRefused, or the error as it is
 */
export function refusedAt({ issuer }: OpenIdProvider): (error: unknown) => never {
  return (error) => {
    const isOfClient =
      error instanceof oidc.WWWAuthenticateChallengeError ||
      (error instanceof oidc.ResponseBodyError && OF_CLIENT.has(error.error))
    if (!isOfClient) throw error
    const said = error instanceof oidc.ResponseBodyError ? error.error : `status ${error.status}`
    throw new ClientRefused(`${issuer} refuses this hub as its client (${said})`, { cause: error })
  }
}

/** What a stale link, a refusal or a forged answer brings about, as against a fault of ours. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof SignInFailed || error instanceof oidc.AuthorizationResponseError) return true
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant'
  return error instanceof oidc.ClientError && REFUSED.has(error.code ?? '')
}

/** Why a sign-in was refused, in words of the libraries' and ours: what came with the answer is anybody's. */
export function whyRefused(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** How somebody has signed in, where the provider tells: `acr` and `amr` of the ID token. */
export function strengthIn(claims: oidc.IDToken | undefined): Pick<oidc.IDToken, 'acr' | 'amr'> {
  return { acr: claims?.acr, amr: claims?.amr }
}

/** An answer that isn't the provider's to this sign-in: wrong state, issuer, nonce, key, time … */
const REFUSED: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
])
