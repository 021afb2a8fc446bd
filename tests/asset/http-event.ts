import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

export const ORIGIN_SECRET = 'what-cloudfront-and-the-api-know-and-nobody-else'

/**
 * A request as the HTTP API hands it to its function: payload 2.0 as documented ("Create AWS Lambda proxy
 * integrations for HTTP APIs"), having come through CloudFront.
 */
export async function eventOf(
  request: Request,
  more: Record<string, string> = {},
): Promise<APIGatewayProxyEventV2> {
  const { pathname, search } = new URL(request.url)
  const headers: Record<string, string> = {}
  request.headers.forEach((value, name) => {
    if (name !== 'cookie') headers[name] = value
  })
  const cookies = request.headers.get('cookie')?.split(/;\s*/)
  const body = Buffer.from(await request.arrayBuffer())
  // Texts come as they are, everything else in base64.
  const isText = /^(text\/|application\/(json|x-www-form-urlencoded))/.test(
    headers['content-type'] ?? '',
  )
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookies && { cookies }),
    headers: {
      ...headers,
      ...(body.length > 0 && { 'content-length': String(body.length) }),
      host: 'abcde12345.execute-api.ap-northeast-1.amazonaws.com',
      via: '2.0 1234567890abcdef.cloudfront.net (CloudFront)',
      'x-amz-cf-id': 'an-id-of-cloudfront',
      'x-amzn-trace-id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e',
      'x-forwarded-for': `${headers['x-forwarded-for'] ?? '192.0.2.10'}, 203.0.113.9`,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-origin-secret': ORIGIN_SECRET,
      ...more,
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcde12345',
      domainName: 'abcde12345.execute-api.ap-northeast-1.amazonaws.com',
      domainPrefix: 'abcde12345',
      http: {
        method: request.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.9',
        userAgent: 'Amazon CloudFront',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '25/Nov/2026:03:00:00 +0000',
      timeEpoch: 1795575600000,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

/** What a browser gets of the function's answer. */
export function responseOf(answer: unknown): Response {
  const { statusCode, headers, cookies, body, isBase64Encoded } =
    answer as APIGatewayProxyStructuredResultV2
  const sent = new Headers()
  for (const [name, value] of Object.entries(headers ?? {})) sent.set(name, String(value))
  for (const cookie of cookies ?? []) sent.append('set-cookie', cookie)
  const status = statusCode ?? 200
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8')
  const isEmpty = [204, 304].includes(status) || bytes.length === 0
  return new Response(isEmpty ? null : Uint8Array.from(bytes), { status, headers: sent })
}
