import { createHmac, timingSafeEqual } from 'node:crypto'

const CODE_BYTES = 3
const ID_BYTES = 16
/** 128 bits: nobody guesses that. */
const MAC_BYTES = 16
const ABOUT_BYTES = CODE_BYTES + ID_BYTES

/** What a link is about, as a token carries it. */
type Named = { code: string; id: string }
/** The same as it was read, and whether it was mailed to an address. */
type Read = Named & { wentTo(address: string | undefined): boolean }

/**
 * The tokens of links that mails hold: what they are about, an HMAC over it, and one over the address they were
 * mailed to as well. Nothing is stored, so that nothing that is stored lets anybody in; what isn't genuine is refused
 * without asking the database; and with the receiver's address the links at the former one end.
 * @param purpose a token for one purpose is none for another
 */
export function linkTokens(secret: Uint8Array, purpose: string) {
  const mac = (about: Buffer, address?: string) =>
    createHmac('sha256', secret)
      .update(address === undefined ? `${purpose}\n` : `${purpose} to ${address}\n`)
      .update(about)
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    make({ code, id }: Named, address: string): string {
      const about = Buffer.alloc(ABOUT_BYTES)
      about.writeUIntBE(Number(code), 0, CODE_BYTES)
      about.write(id.replaceAll('-', ''), CODE_BYTES, 'hex')
      return Buffer.concat([about, mac(about), mac(about, address)]).toString('base64url')
    },

    /** What a token is about; undefined where it is none of ours. */
    read(token: string): Read | undefined {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length !== ABOUT_BYTES + 2 * MAC_BYTES) return undefined
      const about = bytes.subarray(0, ABOUT_BYTES)
      const [ours, theirs] = [ABOUT_BYTES, ABOUT_BYTES + MAC_BYTES].map((at) =>
        bytes.subarray(at, at + MAC_BYTES),
      ) as [Buffer, Buffer]
      if (!timingSafeEqual(ours, mac(about))) return undefined
      const hex = about.toString('hex', CODE_BYTES)
      return {
        code: String(about.readUIntBE(0, CODE_BYTES)).padStart(6, '0'),
        id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
        wentTo: (address) => address !== undefined && timingSafeEqual(theirs, mac(about, address)),
      }
    },
  }
}

/** The links of a question, one for each of those who were asked, by their number. */
export const questionTokens = (secret: Uint8Array, asked: number) =>
  linkTokens(secret, `question ${asked}`)

/** The links of 回答依頼. */
export const requestTokens = (secret: Uint8Array) => linkTokens(secret, 'request')
