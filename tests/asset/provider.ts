import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An OpenID provider on the loopback that signs nobody in: it keeps what the hub presents as its client's secret. */
export async function startProvider() {
  const presented: string[] = []
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url?.startsWith('/.well-known/')) return response.end(JSON.stringify(metadata()))
    const [, basic = ''] = (request.headers.authorization ?? '').split(' ')
    const [, secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
    presented.push(decodeURIComponent(secret))
    response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant' }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  })
  return {
    issuer,
    presented,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
