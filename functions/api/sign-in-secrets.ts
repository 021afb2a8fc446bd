import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod'

/** What must be known when the identity provider sends the browser back. */
const PendingSignIn = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
})
export type PendingSignIn = z.infer<typeof PendingSignIn>

/**
 * Seals a sign-in under way into a cookie: nobody but this installation can read or make one, so
 * nothing needs to be stored for browsers that never come back.
 */
export function signInSecrets(secret: Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sign-in cookie', 32))
  return {
    seal(pending: PendingSignIn): string {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(JSON.stringify(pending), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    /** Undefined for anything this installation did not seal. */
    open(value: string): PendingSignIn | undefined {
      const bytes = Buffer.from(value, 'base64url')
      if (bytes.length < 29) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      try {
        const text = decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
        return PendingSignIn.parse(JSON.parse(text))
      } catch {
        return undefined
      }
    },
  }
}
