import { OFFICE } from '../municipalities/municipality-code.ts'
import { senderOf } from './mail-sender.ts'
import type { MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** 招待; it lapses with the invitation that it carries. */
export const invitationMail: MailWriter<'invitation'> = (
  { invitationId },
  { register, member, language, links, now },
) => {
  const { municipality } = register
  const { id: memberId, name, invitation } = member
  if (invitation?.id !== invitationId || invitation.acceptedAt !== undefined) return undefined
  if (invitation.expiresAt <= now) return undefined
  const sender = senderOf(register)
  const url = links.invitation({ code: municipality.code, memberId, invitationId })
  const until = messagesOf(language).instant(invitation.expiresAt)
  if (municipality.code === OFFICE)
    return language === 'en'
      ? {
          subject: 'Invitation to the Mane-tomo Hub (the program’s office)',
          text: [
            `Dear ${name},`,
            '',
            'The program’s office invites you to the Mane-tomo Hub, to set municipalities up.',
            '',
            'To begin, open this link and sign in:',
            url,
            '',
            `The invitation can be used once, until ${until}.`,
            'If you did not expect it, please ignore this e-mail.',
          ].join('\n'),
        }
      : {
          subject: '【部会事務局】マネ友ハブへの招待',
          text: [
            `${name} 様`,
            '',
            '部会事務局の担当者として、マネ友ハブにご招待します。自治体の登録などを行えます。',
            '',
            '次のリンクを開き、サインインすると使い始められます。',
            url,
            '',
            `この招待は${until}まで、1回だけ使えます。`,
            '心当たりがないときは、このメールを破棄してください。',
          ].join('\n'),
        }
  return language === 'en'
    ? {
        subject: `Invitation to the Mane-tomo Hub (${municipality.nameEn})`,
        text: [
          `Dear ${name},`,
          '',
          `${sender} invites you to the Mane-tomo Hub, where ${municipality.nameEn} keeps track of what became of its cohorts’ proposals.`,
          '',
          'To begin, open this link and sign in:',
          url,
          '',
          `The invitation can be used once, until ${until}.`,
          'If you did not expect it, please ignore this e-mail.',
          '',
          sender,
        ].join('\n'),
      }
    : {
        subject: `【${municipality.name}】マネ友ハブへの招待`,
        text: [
          `${name} 様`,
          '',
          `${sender}より、マネ友ハブへのご招待です。`,
          `マネ友ハブは、${municipality.name}の研究生が提案した取組がその後どうなったかを、年度を越えて残す場所です。`,
          '',
          '次のリンクを開き、サインインすると使い始められます。',
          url,
          '',
          `この招待は${until}まで、1回だけ使えます。`,
          '心当たりがないときは、このメールを破棄してください。',
          '',
          sender,
        ].join('\n'),
      }
}
