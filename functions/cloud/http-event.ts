import { gzipSync } from 'node:zlib'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** Below this a compressed answer is hardly smaller. */
const WORTH_COMPRESSING = 1_024
const TEXT =
  /^(text\/|application\/((problem\+)?json|x-ndjson)\b|application\/javascript\b|image\/svg)/

/**
 * An event of the HTTP API (payload 2.0) as the request that a browser has sent.
 * @param publicOrigin where the browser sent it; the event names the API's own host
 */
export function requestOf(event: APIGatewayProxyEventV2, publicOrigin: string): Request {
  const url = new URL(publicOrigin)
  // Set part by part: a path that begins with two slashes is no host.
  url.pathname = event.rawPath
  url.search = event.rawQueryString
  const headers = new Headers()
  for (const [name, value] of Object.entries(event.headers))
    if (value !== undefined) headers.set(name, inBytes(value))
  if (event.cookies && event.cookies.length > 0) headers.set('cookie', event.cookies.join('; '))
  const { method } = event.requestContext.http
  const body = event.body && Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  return new Request(url, {
    method,
    headers,
    ...(body && method !== 'GET' && method !== 'HEAD' && { body: Uint8Array.from(body) }),
  })
}

/**
 * A response as the HTTP API takes it: cookies apart, what isn't text in base64, long texts compressed
 * where the browser wants that. The ETag stays as it is: it names a version of the thing, for `If-Match`.
 */
export async function resultOf(
  response: Response,
  acceptEncoding = '',
): Promise<APIGatewayProxyStructuredResultV2> {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') headers[name] = value
  })
  const cookies = response.headers.getSetCookie()
  const bytes = Buffer.from(await response.arrayBuffer())
  const isText = TEXT.test(headers['content-type'] ?? '') && !headers['content-encoding']
  const result = { statusCode: response.status, headers, cookies }
  if (isText && bytes.length >= WORTH_COMPRESSING) {
    headers.vary = [headers.vary, 'accept-encoding'].filter(Boolean).join(', ')
    if (GZIP_WANTED.test(acceptEncoding)) {
      headers['content-encoding'] = 'gzip'
      return { ...result, body: gzipSync(bytes).toString('base64'), isBase64Encoded: true }
    }
  }
  return isText || bytes.length === 0
    ? { ...result, body: bytes.toString('utf8'), isBase64Encoded: false }
    : { ...result, body: bytes.toString('base64'), isBase64Encoded: true }
}

/** What Lambda takes of a function's answer (bytes of its JSON); what is well below isn't measured. */
const MOST = 6 * 1024 * 1024
const WELL_BELOW = 1024 * 1024

/** Whether an answer can leave the function at all. */
export function fits(result: APIGatewayProxyStructuredResultV2): boolean {
  const { length } = result.body ?? ''
  return length < WELL_BELOW || Buffer.byteLength(JSON.stringify(result)) <= MOST
}

/** `q=0` means that a browser does not want it. */
const GZIP_WANTED = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/

/**
 * Where a request comes from. CloudFront appends the browser's address, the HTTP API CloudFront's own; what
 * stands before is the client's to invent.
 */
export function clientAddressOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const { sourceIp } = requestContext.http
  const told = (headers['x-forwarded-for'] ?? '').split(',').map((entry) => entry.trim())
  if (told.at(-1) === sourceIp) told.pop()
  return told.at(-1) || sourceIp
}

/** Header values are bytes to a `Headers` object; the event gives them as text. */
function inBytes(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not one byte is meant
  return /[^\x00-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value
}
