import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { DomainError } from '../domain/errors.ts'

/**
 * Refuses bodies of more bytes. Where the length is announced, the server in front holds the client to it,
 * so that the body isn't touched here: asking whether there is one makes the server build a whole
 * request object, for every read as well.
 * @throws DomainError `body_too_large`
 */
export function bodiesUpTo(most: number): MiddlewareHandler {
  const refuse = (): never => {
    throw new DomainError('body_too_large')
  }
  const counted = bodyLimit({ maxSize: most, onError: refuse })
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const announced = c.req.header('content-length')
    if (announced === undefined || c.req.header('transfer-encoding') !== undefined)
      return counted(c, next)
    return Number(announced) > most ? refuse() : next()
  }
}
