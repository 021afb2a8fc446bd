import type { MailLinks } from '../domain/messages/mails.ts'
import { invitationTokens } from './invitation-tokens.ts'
import { linkTokens, questionTokens, requestTokens } from './link-tokens.ts'

/** The links with which a receiver turns one kind of mail off. */
export const preferenceTokens = (secret: Uint8Array, kind: string) =>
  linkTokens(secret, `preferences ${kind}`)

/** The links that a mail to an address holds, derived again whenever one is written. */
export function mailLinks({
  secret,
  publicOrigin,
}: {
  secret: Uint8Array
  publicOrigin: string
}): (address: string) => MailLinks {
  const invitations = invitationTokens(secret)
  const requests = requestTokens(secret)
  return (address) => ({
    page: (path) => `${publicOrigin}${path}`,
    invitation: (named) =>
      `${publicOrigin}/invitation/${named.code}/${named.memberId}/${invitations.make(named)}`,
    answer: ({ code, requestId }) =>
      `${publicOrigin}/r/${requests.make({ code, id: requestId }, address)}`,
    question: ({ code, questionId, asked }) =>
      `${publicOrigin}/r/question/${asked}/${questionTokens(secret, asked).make({ code, id: questionId }, address)}`,
    preferences: ({ code, memberId, kind }) =>
      `${publicOrigin}/r/mail/${kind}/${preferenceTokens(secret, kind).make({ code, id: memberId }, address)}`,
  })
}
