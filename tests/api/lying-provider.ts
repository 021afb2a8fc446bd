import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a provider says when it tells the truth, for a lie to be put in its place. */
export type Said = {
  discovery: Record<string, unknown>
  /** The parameters that the browser brings back. */
  callback: Record<string, string | undefined>
  header: Record<string, unknown>
  claims: Record<string, unknown>
  userInfo: Record<string, unknown>
  key: KeyObject
}
export type Lie = (said: Said) => unknown

export const newKey = () =>
  createPrivateKey(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      format: 'pem',
      type: 'pkcs8',
    }),
  )

const json64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * An OpenID provider of a few lines that signs everybody in without asking, and can be told to lie in
 * exactly one place. It is what an attacker between or beside the parties could be.
 */
export async function lyingProvider({ clientId }: { clientId: string }) {
  let lie: Lie = () => {}
  const published = newKey()
  const begun = new Map<string, { nonce: string }>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const answer = (body: unknown) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    const said = truth(begun.get('code')?.nonce ?? '')
    lie(said)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return answer(said.discovery)
      case '/jwks':
        return answer({ keys: [{ ...publicJwk(published), kid: '1', use: 'sig', alg: 'ES256' }] })
      case '/auth': {
        begun.set('code', { nonce: url.searchParams.get('nonce') ?? '' })
        const { callback } = said
        const back = new URL(url.searchParams.get('redirect_uri') ?? '')
        const state = callback.state ?? url.searchParams.get('state') ?? ''
        for (const [name, value] of Object.entries({ ...callback, state }))
          if (value !== undefined) back.searchParams.set(name, value)
        response.writeHead(302, { location: back.href })
        return response.end()
      }
      case '/token':
        return answer({
          access_token: 'token',
          token_type: 'Bearer',
          expires_in: 60,
          id_token: signed(said),
        })
      case '/userinfo':
        return answer(said.userInfo)
      default:
        response.writeHead(404)
        return response.end()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function truth(nonce: string): Said {
    const now = Math.floor(Date.now() / 1000)
    return {
      discovery: {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        authorization_response_iss_parameter_supported: true,
        code_challenge_methods_supported: ['S256'],
      },
      callback: { code: 'code', iss: issuer },
      header: { alg: 'ES256', kid: '1' },
      claims: { iss: issuer, sub: 'somebody', aud: clientId, iat: now, exp: now + 60, nonce },
      userInfo: { sub: 'somebody', email: 'somebody@city.example.jp', email_verified: true },
      key: published,
    }
  }

  return {
    issuer,
    /** From now on it lies so; without an argument it tells the truth again. */
    tell: (how: Lie = () => {}) => {
      lie = how
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function publicJwk(key: KeyObject): object {
  const { d: _, ...open } = key.export({ format: 'jwk' })
  return open
}

function signed({ header, claims, key }: Said): string {
  const said = `${json64(header)}.${json64(claims)}`
  if (header.alg === 'none') return `${said}.`
  const signature = sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' })
  return `${said}.${signature.toString('base64url')}`
}
