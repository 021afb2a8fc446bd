import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * Where a request comes from: the peer's address, or what the proxy in front appended to its header.
 * Only the last entry is the proxy's own word; those before it are the client's to invent.
 */
export function clientAddress(header?: string) {
  return (c: Context): string => {
    const told = header && c.req.header(header)?.split(',').at(-1)?.trim()
    const { incoming } = c.env as HttpBindings
    return told || (incoming.socket.remoteAddress ?? 'unknown')
  }
}
