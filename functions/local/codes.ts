import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto'
import { pause } from '../store/database.ts'
import type { SignInCodes } from '../store/sign-in-codes.ts'

const TRIES = 5
const VALID_FOR = 10 * 60_000
const CODES_PER_ADDRESS = 5
const PER = 60 * 60_000

export type CodeAnswer =
  | { right: true; email: string }
  | { right: false; left: number }
  /** Used, expired, guessed at too often, or never sent. */
  | { right: false; left: 0 }

/**
 * Six-digit codes for sign-ins under way: each bound to one sign-in, valid for ten minutes, for
 * five tries and one use. An address gets at most five codes an hour, so that asking for new ones is
 * no way to guess on. They are kept in the table, under keyed hashes and sealed, so that it doesn't
 * matter which process is asked.
 */
export function createCodes({
  secret,
  clock,
  kept,
}: {
  secret: Uint8Array
  clock: () => Date
  kept: SignInCodes
}) {
  const keyed = (text: string) => createHmac('sha256', secret).update(text).digest()
  const proofOf = (signIn: string, code: string) => keyed(`code:${signIn}:${code}`)
  const nameOf = (signIn: string) => keyed(`sign-in:${signIn}`).toString('base64url')
  const box = addressBox(keyed('seal:address'))

  /** Counts a code for an address, if it may have one; as much is read and written if not. */
  async function mayHave(email: string, now: number): Promise<boolean> {
    const address = keyed(`address:${email}`).toString('base64url')
    return untilWritten(async () => {
      const before = await kept.sends(address)
      const recent = before?.at.filter((at) => at > now - PER) ?? []
      const enough = recent.length >= CODES_PER_ADDRESS
      const after = { at: enough ? recent : [...recent, now] }
      return (await kept.replaceSends(address, before, after)) ? { value: !enough } : undefined
    })
  }

  return {
    /** A new code for this sign-in, the older one is void; undefined where an address had enough. */
    async issue(signIn: string, email: string): Promise<string | undefined> {
      const now = clock().getTime()
      const allowed = await mayHave(email, now)
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      // The page must look the same, so there is something to fail against.
      const proof = allowed ? proofOf(signIn, code) : randomBytes(32)
      await kept.put(nameOf(signIn), {
        to: box.seal(email),
        proof: proof.toString('base64url'),
        left: TRIES,
        until: now + VALID_FOR,
      })
      return allowed ? code : undefined
    },
    /** Which address the code of this sign-in went to. */
    async addressOf(signIn: string): Promise<string | undefined> {
      const entry = await kept.code(nameOf(signIn))
      return entry && box.open(entry.to)
    },
    check(signIn: string, code: string): Promise<CodeAnswer> {
      return untilWritten<CodeAnswer>(async () => {
        const before = await kept.code(nameOf(signIn))
        if (!before || before.left === 0 || clock().getTime() > before.until)
          return { value: { right: false, left: 0 } }
        const right = timingSafeEqual(Buffer.from(before.proof, 'base64url'), proofOf(signIn, code))
        const left = right ? 0 : before.left - 1
        if (!(await kept.replace(nameOf(signIn), before, { ...before, left }))) return undefined
        return { value: right ? { right, email: box.open(before.to) } : { right, left } }
      })
    },
  }
}

/** Decides anew as long as somebody else was first; each of them has come a step further. */
async function untilWritten<Value>(
  attempt: () => Promise<{ value: Value } | undefined>,
): Promise<Value> {
  for (let again = 0; again < 20; again += 1) {
    if (again > 0) await pause(Math.min(again, 3))
    const settled = await attempt()
    if (settled) return settled.value
  }
  throw new Error('a sign-in is asked about by too many at once')
}

/** AES-256-GCM for an address while its sign-in is under way. */
function addressBox(key: Uint8Array) {
  return {
    seal(email: string): string {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = [iv, cipher.update(email, 'utf8'), cipher.final()]
      return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(sealed: string): string {
      const bytes = Buffer.from(sealed, 'base64url')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      cipher.setAuthTag(bytes.subarray(-16))
      return cipher.update(bytes.subarray(12, -16), undefined, 'utf8') + cipher.final('utf8')
    },
  }
}
