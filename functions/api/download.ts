import * as z from 'zod'
import { CONTENT_TYPES, FORMATS, type Format } from '../documents/render.ts'

/** In which format a document is asked for. */
export const inFormat = z.object({
  format: z.enum(FORMATS),
})

/** A document as a route documents it. */
export function fileAnswer(description: string) {
  const schema = { type: 'string', format: 'binary' } as const
  return {
    description,
    content: Object.fromEntries(FORMATS.map((format) => [CONTENT_TYPES[format], { schema }])),
    headers: {
      'Content-Disposition': {
        description: 'The name of the file, as RFC 8187 writes one',
        schema: { type: 'string' as const },
      },
    },
  }
}

/** What no file system takes in a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}]/gu

/**
 * A file to keep, under a name that may be Japanese.
 * @param name without its extension
 */
export function download(bytes: Uint8Array, { name, format }: { name: string; format: Format }) {
  const file = `${name}.${format}`
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': attachment(file),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** A file that is sent while it is made: whoever stops taking it stops the making. */
export function sentInPieces(
  pieces: AsyncIterable<string | Uint8Array>,
  { type, file }: { type: string; file: string },
) {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    // Nothing is made ahead: the body of an answer to HEAD is never taken.
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': attachment(file),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Under which name a browser keeps a file; what no file system takes in one is left out of it. */
export function attachment(file: string): string {
  return disposition(file.replace(NOT_IN_NAMES, '_'))
}

/** RFC 6266: a plain name for old programs, and the real one as RFC 8187 writes it. */
export function disposition(file: string): string {
  const plain = file.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  if (plain === file) return `attachment; filename="${file}"`
  const encoded = encodeURIComponent(file).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
