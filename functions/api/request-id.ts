import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

const HEADER = 'x-request-id'

/**
 * Gives each request an id of the server's own making, which the answer carries and a fault's log line
 * names: a user can read it out without telling anything else. A client's is never taken over.
 * @param given the id where the server has given the request one already
 */
export function requestIds(
  given: (c: Context) => string | undefined = () => undefined,
): MiddlewareHandler {
  return async (c, next) => {
    const id = given(c) ?? randomUUID()
    c.set('requestId', id)
    await next()
    c.res.headers.set(HEADER, id)
  }
}

/** The id of the request that is answered; undefined outside of `requestIds`. */
export function requestIdOf(c: Context): string | undefined {
  return c.get('requestId')
}
