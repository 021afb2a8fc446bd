import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import * as z from 'zod'

/** What an anchor says: where every chain of a municipality stood once a change was recorded. */
const Payload = z.strictObject({
  v: z.literal(1),
  code: z.string(),
  /** The instant of the municipality's last change: everything recorded later lies behind the anchor. */
  at: z.string(),
  events: z.int(),
  /** Stream → number and hash of its last event. */
  heads: z.record(z.string(), z.tuple([z.int(), z.string()])),
  /** The fingerprint of the anchor before; null in the first one. */
  previous: z.string().nullable(),
  /** The Ed25519 public key it is signed with (32 bytes, base64url). */
  key: z.string(),
})
export type Anchor = z.infer<typeof Payload> & {
  /** SHA-256 of what is signed (base64url): what HR gets by mail. */
  fingerprint: string
}
export type AnchorKey = { privateKey: KeyObject; publicKey: string }

/** DER around the 32 bytes of an Ed25519 seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The signing key made from 32 secret bytes. */
export function anchorKeyFrom(seed: Uint8Array): AnchorKey {
  const der = Buffer.concat([PKCS8, seed.subarray(0, 32)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: spki.subarray(SPKI.length).toString('base64url') }
}

/**
 * An anchor as it is kept: one line of JSON, and its signature on the next. The same heads make the same
 * bytes, so that writing one again changes nothing.
 */
export function anchorFile(
  said: Pick<Anchor, 'code' | 'at' | 'events' | 'heads' | 'previous'>,
  { privateKey, publicKey }: AnchorKey,
): string {
  const { code, at, events, previous } = said
  const heads = Object.fromEntries(Object.entries(said.heads).sort(([a], [b]) => (a < b ? -1 : 1)))
  const payload = JSON.stringify({ v: 1, code, at, events, heads, previous, key: publicKey })
  const signature = sign(null, Buffer.from(payload), privateKey).toString('base64url')
  return `${payload}\n${signature}\n`
}

/**
 * Reads an anchor.
 * @param publicKeys those that may have signed it
 * @returns undefined where it isn't one, or its signature isn't by one of these keys
 */
export function readAnchor(file: string, publicKeys: readonly string[]): Anchor | undefined {
  const [payload = '', signature = ''] = file.split('\n')
  try {
    const said = Payload.parse(JSON.parse(payload))
    if (!publicKeys.includes(said.key)) return undefined
    const der = Buffer.concat([SPKI, Buffer.from(said.key, 'base64url')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const isSigned = verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64url'))
    return isSigned ? { ...said, fingerprint: fingerprintOf(payload) } : undefined
  } catch {
    return undefined
  }
}

function fingerprintOf(payload: string): string {
  return createHash('sha256').update(payload, 'utf8').digest('base64url')
}
