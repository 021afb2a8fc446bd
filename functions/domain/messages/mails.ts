import type { Instant } from '../calendar.ts'
import { type Language, messagesOf } from './messages.ts'

/** A mail in words; plain text, each address on a line of its own. */
export type MailText = { subject: string; text: string }

type InvitationFacts = {
  name: string
  municipality: { name: string; nameEn: string }
  sender: string
  url: string
  expiresAt: Instant
}

/** 招待 */
export function invitationMail(
  language: Language,
  { name, municipality, sender, url, expiresAt }: InvitationFacts,
): MailText {
  const until = messagesOf(language).instant(expiresAt)
  return language === 'en'
    ? {
        subject: `Invitation to the Mane-tomo Hub (${municipality.nameEn})`,
        text: [
          `Dear ${name},`,
          '',
          `${sender} invites you to the Mane-tomo Hub, the place where ${municipality.nameEn} keeps what became of its cohorts’ proposals.`,
          '',
          'To begin, open this address and sign in:',
          url,
          '',
          `The invitation can be used once, until ${until}.`,
          'If you did not expect it, please ignore this mail.',
          '',
          sender,
        ].join('\n'),
      }
    : {
        subject: `【${municipality.name}】マネ友ハブへの招待`,
        text: [
          `${name} 様`,
          '',
          `${sender}より、マネ友ハブへの招待です。`,
          `マネ友ハブは、${municipality.name}の研究生が提案した取組がその後どうなったかを、年度を越えて残す場所です。`,
          '',
          '次のアドレスを開き、サインインすると使い始められます。',
          url,
          '',
          `この招待は${until}まで、1回だけ使えます。`,
          '心当たりがないときは、このメールを破棄してください。',
          '',
          sender,
        ].join('\n'),
      }
}
