import type { MailLinks } from '../domain/messages/mails.ts'
import { invitationTokens } from './invitations.ts'

/** The addresses that mails hold, derived again whenever a mail is written. */
export function mailLinks({
  secret,
  publicOrigin,
}: {
  secret: Uint8Array
  publicOrigin: string
}): MailLinks {
  const invitations = invitationTokens(secret)
  return {
    page: (path) => `${publicOrigin}${path}`,
    invitation: (named) =>
      `${publicOrigin}/invitation/${named.code}/${named.memberId}/${invitations.make(named)}`,
  }
}
