import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * As much of S3 as anchors need: a bucket that takes a file once, lists names and gives files back.
 * @param files by key below `anchors/`, which tests may look into and change
 */
export async function startS3(files = new Map<string, string>()) {
  const taken: string[] = []
  const state = { fails: false }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bucket')
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/')).replace('anchors/', '')
    const answer = (status: number, body = '') =>
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
    if (state.fails) return answer(503, '<Error><Code>SlowDown</Code></Error>')
    if (request.method === 'PUT') {
      if (files.has(key)) return answer(412, '<Error><Code>PreconditionFailed</Code></Error>')
      files.set(key, bodyIn(Buffer.concat(parts), request.headers).toString('utf8'))
      taken.push(request.url ?? '')
      return answer(200)
    }
    if (searchParams.has('list-type')) {
      const prefix = (searchParams.get('prefix') ?? '').replace('anchors/', '')
      const keys = [...files.keys()].filter((one) => one.startsWith(prefix)).toSorted()
      const contents = keys.map((one) => `<Contents><Key>anchors/${one}</Key></Contents>`).join('')
      const list = `<IsTruncated>false</IsTruncated>${contents}`
      return answer(200, `<?xml version="1.0"?><ListBucketResult>${list}</ListBucketResult>`)
    }
    const file = files.get(key)
    return file === undefined
      ? answer(404, '<Error><Code>NoSuchKey</Code></Error>')
      : answer(200, file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    taken,
    state,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The SDK sends a file in chunks, each behind its length, with a checksum at the end. */
export function bodyIn(body: Buffer, headers: Record<string, unknown>): Buffer {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.toString('latin1', at, end), 16)
    if (!length) return Buffer.concat(chunks)
    chunks.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
}
