import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of S3 as anchors need: a bucket that takes files and lists none. */
export async function startS3() {
  const taken: string[] = []
  const server = createServer((request, response) => {
    request.resume()
    if (request.method === 'PUT') taken.push(request.url ?? '')
    const isList = request.method === 'GET'
    response.writeHead(200, { 'content-type': 'application/xml' })
    response.end(
      isList
        ? '<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'
        : '',
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    taken,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
