import { createHmac, timingSafeEqual } from 'node:crypto'
import { invitationMail } from '../domain/messages/mails.ts'
import type { Member } from '../domain/people.ts'
import type { Register } from '../domain/register.ts'
import type { Dependencies, Mail } from './dependencies.ts'

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

/**
 * The mail that carries an invitation, under the invitation's own id: sent again after a lost answer it stays
 * one mail. Undefined where there is nobody to send it to.
 */
function mailOf(
  { municipality }: Register,
  { id: memberId, name, email, invitation }: Member,
  { secret, publicOrigin, clock }: Pick<Dependencies, 'secret' | 'publicOrigin' | 'clock'>,
): Mail | undefined {
  if (email === undefined || !invitation) return undefined
  const { code, dispatcher, settings } = municipality
  const token = invitationTokens(secret).make({ code, memberId, invitationId: invitation.id })
  const text = invitationMail(settings.language ?? 'ja', {
    name,
    municipality,
    sender: settings.mailSender ?? dispatcher,
    url: `${publicOrigin}/invitation/${code}/${memberId}/${token}`,
    expiresAt: invitation.expiresAt,
  })
  return { id: invitation.id, to: email, ...text, sentAt: clock().toISOString() }
}

/** @returns whether the mail was handed over; why not is told to the operator, without the address */
export async function sendInvitation(
  register: Register,
  member: Member,
  dependencies: Pick<Dependencies, 'secret' | 'publicOrigin' | 'clock' | 'mailer'>,
): Promise<boolean> {
  const mail = mailOf(register, member, dependencies)
  if (!mail) return false
  return dependencies.mailer.send(mail).then(
    () => true,
    (error: unknown) => {
      console.error('an invitation could not be mailed:', (error as Error).name)
      return false
    },
  )
}
