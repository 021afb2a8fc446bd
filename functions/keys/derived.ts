import { createHmac } from 'node:crypto'

/**
 * The key for one purpose, from a hub's one secret: the same on one machine and in the cloud, so that what was signed
 * there holds here.
 */
export function derivedFrom(secret: string | Uint8Array, label: string): Buffer {
  return createHmac('sha256', secret).update(label).digest()
}
