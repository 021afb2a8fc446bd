import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export type Answer = { status: number; body: Buffer; milliseconds: number }
export type Request = { method: 'GET' | 'POST'; path: string; input?: unknown }

/** One browser with a session, on one kept connection: as little work of its own as can be. */
export class Client {
  readonly #origin: URL
  readonly #cookie: string
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor({ origin, cookie }: { origin: string; cookie: string }) {
    this.#origin = new URL(origin)
    this.#cookie = cookie
  }

  /** @throws where the hub refuses */
  send({ method, path, input }: Request): Promise<Answer> {
    const sent = input === undefined ? undefined : Buffer.from(JSON.stringify(input))
    const started = performance.now()
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.#origin.port,
          method,
          path,
          headers: {
            host: this.#origin.host,
            cookie: this.#cookie,
            ...(sent && {
              origin: this.#origin.origin,
              'idempotency-key': randomUUID(),
              'content-type': 'application/json',
              'content-length': sent.length,
            }),
          },
        },
        (incoming) => {
          const parts: Buffer[] = []
          incoming.on('data', (part: Buffer) => parts.push(part))
          incoming.once('error', reject)
          incoming.once('end', () => {
            const milliseconds = performance.now() - started
            const body = Buffer.concat(parts)
            const status = incoming.statusCode ?? 0
            if (status < 300) resolve({ status, body, milliseconds })
            else reject(new Error(`${method} ${path}: ${status} ${body}`))
          })
        },
      )
      outgoing.once('error', reject)
      outgoing.end(sent)
    })
  }

  async json<T>(path: string): Promise<T> {
    const { body } = await this.send({ method: 'GET', path })
    return JSON.parse(body.toString('utf8')) as T
  }

  close(): void {
    this.#agent.destroy()
  }
}
