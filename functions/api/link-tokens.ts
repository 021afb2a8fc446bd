import { createHmac, timingSafeEqual } from 'node:crypto'

const CODE_BYTES = 3
const ID_BYTES = 16
/** 128 bits: nobody guesses that. */
const MAC_BYTES = 16

/** What a link is about, as a token carries it. */
type Named = { code: string; id: string }

/**
 * The tokens of links that mails hold: what they are about, and an HMAC over it. Nothing is stored, so that
 * nothing that is stored lets anybody in; and what isn't genuine is refused without asking the database.
 * @param purpose a token for one purpose is none for another
 */
export function linkTokens(secret: Uint8Array, purpose: string) {
  const mac = (about: Buffer) =>
    createHmac('sha256', secret)
      .update(`${purpose}\n`)
      .update(about)
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    make({ code, id }: Named): string {
      const about = Buffer.alloc(CODE_BYTES + ID_BYTES)
      about.writeUIntBE(Number(code), 0, CODE_BYTES)
      about.write(id.replaceAll('-', ''), CODE_BYTES, 'hex')
      return Buffer.concat([about, mac(about)]).toString('base64url')
    },

    /** What a token is about; undefined where it is none of ours. */
    read(token: string): Named | undefined {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length !== CODE_BYTES + ID_BYTES + MAC_BYTES) return undefined
      const about = bytes.subarray(0, CODE_BYTES + ID_BYTES)
      if (!timingSafeEqual(bytes.subarray(CODE_BYTES + ID_BYTES), mac(about))) return undefined
      const hex = about.toString('hex', CODE_BYTES)
      return {
        code: String(about.readUIntBE(0, CODE_BYTES)).padStart(6, '0'),
        id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      }
    },
  }
}

/** The links of a question, one for each of those who were asked, by their number. */
export const questionTokens = (secret: Uint8Array, asked: number) =>
  linkTokens(secret, `question ${asked}`)

/** The links of 回答依頼. */
export const requestTokens = (secret: Uint8Array) => linkTokens(secret, 'request')
