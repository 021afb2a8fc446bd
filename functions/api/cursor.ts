import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'

/**
 * Cursors of one kind of page: the sort key behind which the next page begins, signed together with the
 * query it belongs to, so that neither a forged one nor one of another query is taken.
 */
export function cursors(secret: Uint8Array) {
  // A key object, because taking raw bytes apart each time costs more than the signature.
  const key = createSecretKey(secret)
  const sign = (after: string, query: string) =>
    createHmac('sha256', key).update(`cursor\n${query}\n${after}`).digest().subarray(0, 16)
  return {
    make(after: string, query: string): string {
      const position = Buffer.from(after, 'utf8').toString('base64url')
      return `${position}.${sign(after, query).toString('base64url')}`
    },
    /** @throws DomainError `cursor_invalid` */
    read(cursor: string, query: string): string {
      const [position = '', signature = ''] = cursor.split('.')
      const after = Buffer.from(position, 'base64url').toString('utf8')
      const given = Buffer.from(signature, 'base64url')
      const made = sign(after, query)
      if (given.length !== made.length || !timingSafeEqual(given, made))
        throw new DomainError('cursor_invalid')
      return after
    },
  }
}
