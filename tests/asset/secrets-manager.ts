import { once } from 'node:events'
import { createServer } from 'node:http'

type Versions = { AWSCURRENT: string; AWSPREVIOUS?: string }

/**
 * Secrets Manager's one call that the hub makes, on the loopback; tests rotate by changing `secrets`. While it is
 * `silent` it takes calls and never answers.
 */
export async function startSecretsManager(secrets: Record<string, Versions>) {
  let reads = 0
  const state = { fails: false, silent: false }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { SecretId, VersionStage } = JSON.parse(Buffer.concat(parts).toString('utf8'))
    reads += 1
    if (state.silent) return
    if (state.fails) return response.writeHead(500).end('{}')
    const value = secrets[SecretId]?.[VersionStage as keyof Versions]
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue' || !value)
      return response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException' }))
    response.end(JSON.stringify({ Name: SecretId, SecretString: value }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    reads: () => reads,
    state,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
