import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

const HEADER = 'x-request-id'

/**
 * Gives each request an id of the server's own making, which the answer carries and a fault's log line
 * names: a user can read it out without telling anything else. A client's is never taken over.
 */
export function requestIds(): MiddlewareHandler {
  return async (c, next) => {
    const id = randomUUID()
    c.set('requestId', id)
    await next()
    c.res.headers.set(HEADER, id)
  }
}

/** The id of the request that is answered; undefined outside of `requestIds`. */
export function requestIdOf(c: Context): string | undefined {
  return c.get('requestId')
}
