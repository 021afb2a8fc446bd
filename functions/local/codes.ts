import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const TRIES = 5
const VALID_FOR = 10 * 60_000
const CODES_PER_ADDRESS = 5
const PER = 15 * 60_000

export type CodeAnswer =
  | { right: true; email: string }
  | { right: false; left: number }
  /** Used, expired, guessed at too often, or never sent. */
  | { right: false; left: 0 }

/**
 * Six-digit codes for sign-ins under way: each bound to one sign-in, valid for ten minutes, for
 * five tries and one use. An address gets at most five codes in a quarter of an hour, so that
 * asking for new ones is no way to guess on.
 */
export function createCodes({ secret, clock }: { secret: Uint8Array; clock: () => Date }) {
  type Sent = { email: string; proof: Buffer; left: number; until: number }
  const sent = new LRUCache<string, Sent>({ max: 2_000 })
  const asked = new LRUCache<string, number[]>({ max: 2_000 })
  const proofOf = (signIn: string, code: string) =>
    createHmac('sha256', secret).update(`code:${signIn}:${code}`).digest()

  return {
    /** A new code for this sign-in, the older one is void; undefined where an address had enough. */
    issue(signIn: string, email: string): string | undefined {
      const now = clock().getTime()
      const recent = (asked.get(email) ?? []).filter((at) => at > now - PER)
      asked.set(email, [...recent, now].slice(-CODES_PER_ADDRESS - 1))
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const enough = recent.length >= CODES_PER_ADDRESS
      // The page must look the same, so there is something to fail against.
      const proof = enough ? Buffer.alloc(32) : proofOf(signIn, code)
      sent.set(signIn, { email, proof, left: TRIES, until: now + VALID_FOR })
      return enough ? undefined : code
    },
    /** Which address the code of this sign-in went to. */
    addressOf(signIn: string): string | undefined {
      return sent.get(signIn)?.email
    },
    check(signIn: string, code: string): CodeAnswer {
      const entry = sent.get(signIn)
      if (!entry || entry.left === 0 || clock().getTime() > entry.until)
        return { right: false, left: 0 }
      if (timingSafeEqual(entry.proof, proofOf(signIn, code))) {
        sent.delete(signIn)
        return { right: true, email: entry.email }
      }
      entry.left -= 1
      return { right: false, left: entry.left }
    },
  }
}
