import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of Lambda as waking a function needs: it keeps the event and answers at once (`Invoke`, type `Event`). */
export async function startLambda() {
  const events: { functionName: string; event: unknown }[] = []
  const state = { fails: false }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const [, functionName] =
      /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? []
    const isLater = request.headers['x-amz-invocation-type'] === 'Event'
    if (state.fails || !functionName || !isLater)
      return response.writeHead(503, { 'content-type': 'application/json' }).end('{}')
    events.push({ functionName, event: JSON.parse(Buffer.concat(parts).toString('utf8')) })
    response.writeHead(202).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    events,
    state,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
