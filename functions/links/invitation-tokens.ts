import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whom an invitation is for, and which one it is. */
type Named = { code: string; memberId: string; invitationId: string }

/**
 * The codes of invitations' links. They are computed from the hub's secret and the invitation's id, so that
 * nothing that is stored lets anybody in.
 */
export function invitationTokens(secret: Uint8Array) {
  const make = ({ code, memberId, invitationId }: Named) =>
    createHmac('sha256', secret)
      .update(`invitation\n${code}\n${memberId}\n${invitationId}`)
      .digest('base64url')
  return {
    make,
    isGenuine(token: string, named: Named): boolean {
      const [given, made] = [Buffer.from(token), Buffer.from(make(named))]
      return given.length === made.length && timingSafeEqual(given, made)
    },
  }
}
