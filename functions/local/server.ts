import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { CommandFailure } from './command-failure.ts'
import { isLoopback } from './options.ts'
import { localTexts } from './texts.ts'

type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>

export type HubServer = {
  /** From now on requests are answered; until then they are told to wait. */
  serve(fetch: Fetch): void
  /** Takes no new connections, lets running requests end (up to `patience` ms), then closes all. */
  close(patience?: number): Promise<void>
}

const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

/**
 * Takes the port at once, so that a taken one is known before anything else is begun.
 * @throws CommandFailure `port_taken` or `address_unavailable`
 */
export async function listen(options: {
  host: string
  port: number
  publicOrigin: string
  testClock?: string
}): Promise<HubServer> {
  const { host, port, publicOrigin, testClock } = options
  const known = new URL(publicOrigin)
  const headers = Object.entries(headersFor(known))
  let answer = answerStarting
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    // A browser measures by this until when a cookie holds; what Node would say is the machine's own clock.
    if (testClock !== undefined) response.setHeader('date', new Date().toUTCString())
    const asked = request.headers.host ?? ''
    if (asked !== known.host && !isOwnAddress(asked, port)) return refuse(response)
    if (asked !== known.host && isPage(request)) return redirect(response, known, request)
    answer(request, response)
  })
  server.listen(port, host)
  await once(server, 'listening').catch((cause) => {
    if (cause.code === 'EADDRINUSE')
      throw new CommandFailure({ code: 'port_taken', port }, { cause })
    const reason = { address: `${host}:${port}`, detail: String(cause.message) }
    throw new CommandFailure({ code: 'address_unavailable', ...reason }, { cause })
  })

  return {
    serve(fetch) {
      const listener = getRequestListener((request, env) => fetch(request, env as HttpBindings))
      answer = (request, response) => void listener(request, response)
    },
    async close(patience = 5_000) {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      await Promise.race([closed, wait(patience, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}

function headersFor({ protocol }: URL): Record<string, string> {
  return {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(protocol === 'https:'
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
  }
}

/**
 * A page elsewhere can point its own name at this machine (DNS rebinding) and would then be of
 * one origin with the hub: other names than the public one and loopback's get no answer.
 */
function isOwnAddress(asked: string, port: number): boolean {
  if (!URL.canParse(`http://${asked}`)) return false
  const url = new URL(`http://${asked}`)
  return isLoopback(url.hostname) && Number(url.port || 80) === port
}

function isPage({ method, headers, url = '/' }: IncomingMessage): boolean {
  const read = method === 'GET' && !url.startsWith('/api/')
  return read && (headers.accept ?? '').includes('text/html')
}

function refuse(response: ServerResponse): void {
  response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' })
  response.end('Misdirected request\n')
}

/** The session cookie and the sign-in belong to one name: 127.0.0.1 leads to localhost. */
function redirect(response: ServerResponse, known: URL, { url = '/' }: IncomingMessage): void {
  const target = new URL(known.origin)
  const [path = '/', query] = url.split('?', 2)
  target.pathname = path
  target.search = query ?? ''
  response.writeHead(302, { location: target.href })
  response.end()
}

function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  const type = isPage(request) ? 'html' : 'plain'
  response.writeHead(503, {
    'content-type': `text/${type}; charset=utf-8`,
    'retry-after': '1',
    'cache-control': 'no-store',
  })
  const text = `${localTexts.ja.starting} ${localTexts.en.starting}`
  response.end(
    type === 'plain'
      ? `${text}\n`
      : `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>${localTexts.ja.hub}</title></head><body><p>${text}</p></body></html>`,
  )
}
