import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyIn } from './s3.ts'

/**
 * As much of S3 as long exports need, by its documented paths: objects put at once or in parts, and given to whoever
 * has a signed address. A part alone is no object.
 */
export async function startExportBucket() {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  /** `silent`: it takes what is sent and never answers. */
  const state = { fails: false, silent: false, aborted: 0, parts: 0 }
  const server = createServer(async (request, response) => {
    const sent: Buffer[] = []
    for await (const part of request) sent.push(part)
    const body = bodyIn(Buffer.concat(sent), request.headers)
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bucket')
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'))
    const upload = searchParams.get('uploadId') ?? ''
    const answer = (status: number, inside = '', headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(inside)
    if (state.silent) return
    if (state.fails) return answer(503, '<Error><Code>SlowDown</Code></Error>')
    switch (`${request.method} ${upload ? 'part' : searchParams.has('uploads') ? 'new' : ''}`) {
      case 'PUT ':
        objects.set(key, body)
        return answer(200)
      case 'POST new': {
        const id = `upload-${uploads.size + 1}`
        uploads.set(id, new Map())
        const result = `<Bucket>exports</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`
        return answer(
          200,
          `<InitiateMultipartUploadResult>${result}</InitiateMultipartUploadResult>`,
        )
      }
      case 'PUT part': {
        const number = Number(searchParams.get('partNumber'))
        uploads.get(upload)?.set(number, body)
        state.parts += 1
        return answer(200, '', { etag: `"${number}"` })
      }
      case 'POST part': {
        const parts = [...(uploads.get(upload) ?? [])].toSorted(([a], [b]) => a - b)
        objects.set(key, Buffer.concat(parts.map(([, part]) => part)))
        const result = `<Bucket>exports</Bucket><Key>${key}</Key><ETag>"whole"</ETag>`
        return answer(
          200,
          `<CompleteMultipartUploadResult>${result}</CompleteMultipartUploadResult>`,
        )
      }
      case 'DELETE part':
        state.aborted += 1
        uploads.delete(upload)
        return answer(204)
    }
    const whole = objects.get(key)
    const isSigned = searchParams.has('X-Amz-Signature')
    if (!isSigned) return answer(403, '<Error><Code>AccessDenied</Code></Error>')
    if (!whole) return answer(404, '<Error><Code>NoSuchKey</Code></Error>')
    response.writeHead(200, {
      'content-type': searchParams.get('response-content-type') ?? '',
      'content-disposition': searchParams.get('response-content-disposition') ?? '',
      'cache-control': searchParams.get('response-cache-control') ?? '',
    })
    response.end(whole)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    state,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
