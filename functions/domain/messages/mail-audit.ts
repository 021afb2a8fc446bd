import type { MailKind } from '../mail.ts'
import { senderOf } from './mail-sender.ts'
import type { MailContext, MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** Why it came, and that it can't be turned off; the language can be chosen. */
function always(kind: MailKind, { register, member, language, links }: MailContext): string[] {
  const { code } = register.municipality
  const choice = links.preferences({ code, memberId: member.id, kind })
  return language === 'en'
    ? [
        '--',
        'It goes to everybody of HR, for audits, and can’t be turned off. To change the language:',
        choice,
      ]
    : [
        '――――',
        '監査のためのお知らせなので、派遣元（人事課）の全員に届き、止められません。言語を変える：',
        choice,
      ]
}

/** 履歴の証明: to keep, so that the hub can be held to it. */
export const anchorReportMail: MailWriter<'anchor_report'> = (
  { at, events, chains, fingerprint, publicKey },
  context,
) => {
  const { register, member, language, links } = context
  const { municipality } = register
  const page = links.page(`/m/${municipality.code}/history`)
  const until = messagesOf(language).instant(at)
  return language === 'en'
    ? {
        subject: `Proof of the history of ${municipality.nameEn}, ${until}`,
        text: [
          `Dear ${member.name},`,
          '',
          `The history of ${municipality.nameEn} was checked and is intact: ${events} events in ${chains} chains, up to ${until}.`,
          'Please keep this mail. With the two lines below an auditor can tell whether anything recorded until then was changed later.',
          '',
          'Fingerprint of the anchor (SHA-256):',
          fingerprint,
          'Public key (Ed25519):',
          publicKey,
          '',
          'Check it again at any time:',
          page,
          '',
          ...always('anchor_report', context),
          '',
          senderOf(register),
        ].join('\n'),
      }
    : {
        subject: `【${municipality.name}】マネ友ハブ 履歴の証明（${until}）`,
        text: [
          `${member.name} 様`,
          '',
          `${until}までの履歴を検証しました。記録${events}件、履歴${chains}本に異常はありません。`,
          'このメールを保管してください。下の2行があれば、この時点までの記録があとから書き換えられていないかを、いつでも確かめられます。',
          '',
          '証明の指紋（SHA-256）',
          fingerprint,
          '公開鍵（Ed25519）',
          publicKey,
          '',
          '次のページで、いつでも検証し直せます。',
          page,
          '',
          ...always('anchor_report', context),
          '',
          senderOf(register),
        ].join('\n'),
      }
}

/** 履歴の異常: what is wrong, and what not to do now. */
export const historyBrokenMail: MailWriter<'history_broken'> = (
  { stream, sequence, chains },
  context,
) => {
  const { register, member, language, links } = context
  const { municipality } = register
  const page = links.page(`/m/${municipality.code}/history`)
  return language === 'en'
    ? {
        subject: `Important: a check of the history of ${municipality.nameEn} has failed`,
        text: [
          `Dear ${member.name},`,
          '',
          `Something in the stored history was changed past the hub, or is damaged. Chains concerned: ${chains}. The first is ${stream}, event ${sequence}.`,
          'Please tell whoever runs the hub, and have nothing deleted or restored until the cause is known.',
          '',
          'What is wrong:',
          page,
          '',
          ...always('history_broken', context),
          '',
          senderOf(register),
        ].join('\n'),
      }
    : {
        subject: `【重要】【${municipality.name}】マネ友ハブの履歴に異常が見つかりました`,
        text: [
          `${member.name} 様`,
          '',
          `保管している履歴が、ハブを通さずに書き換えられたか、壊れています。異常のある履歴は${chains}本で、最初のものは ${stream} の ${sequence} 番です。`,
          'ハブを運用している部署に知らせ、原因が分かるまで、データの削除や復元をしないよう伝えてください。',
          '',
          '異常の内容は、次のページで確かめられます。',
          page,
          '',
          ...always('history_broken', context),
          '',
          senderOf(register),
        ].join('\n'),
      }
}
