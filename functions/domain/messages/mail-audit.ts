import { tokyoDayOf } from '../calendar.ts'
import { OFFICE } from '../municipalities/municipality-code.ts'
import { proposalOf } from '../trail/trail.ts'
import { framed } from './mail-frame.ts'
import { MAIL_WORDS } from './mail-words.ts'
import type { MailContext, MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

type Kind = 'anchor_report' | 'history_broken' | 'history_restored'

/** Why it came, and what one misses without it. */
function whyOf(kind: Kind, { register, language }: MailContext): string {
  const { code } = register.municipality
  const why =
    language === 'en'
      ? `You get this for audits, because you are in ${code === OFFICE ? 'the program’s office' : 'HR'}.`
      : `${code === OFFICE ? '部会事務局' : '派遣元（人事課）'}の方に、監査のためにお送りしています。`
  // Nothing but the mail tells the office.
  if (code === OFFICE && kind === 'history_broken') return why
  const missed = MAIL_WORDS[language].missed[kind]
  return language === 'en' ? `${why} ${missed}` : `${why}${missed}`
}

/** Where one looks further: the office has no page of its history, whoever runs the hub has a command. */
function lookAt(said: string, { register, language, links }: MailContext): string[] {
  const { code } = register.municipality
  if (code !== OFFICE) return [said, links.page(`/m/${code}/history`)]
  return language === 'en'
    ? ['Whoever runs the hub can check it at any time: npm run verify-history']
    : ['ハブを運用している部署が、いつでも検証できます（npm run verify-history）。']
}

/** 履歴の証明: to keep, so that the hub can be held to it. */
export const anchorReportMail: MailWriter<'anchor_report'> = (
  { at, events, chains, fingerprint, publicKey },
  context,
) => {
  const { register, language } = context
  const { municipality } = register
  const until = messagesOf(language).instant(at)
  return language === 'en'
    ? framed('anchor_report', context, {
        subject: `Proof of the history, ${messagesOf('en').day(tokyoDayOf(at))}`,
        lines: [
          `The history of ${municipality.nameEn} was checked and is intact: ${events} events in ${chains} chains, up to ${until}.`,
          'Please keep this e-mail. With the two lines below an auditor can tell whether anything recorded until then was changed later.',
          '',
          'Fingerprint of the anchor (SHA-256):',
          fingerprint,
          'Public key (Ed25519):',
          publicKey,
          '',
          ...lookAt('Check it again at any time:', context),
        ],
        why: whyOf('anchor_report', context),
      })
    : framed('anchor_report', context, {
        subject: `マネ友ハブ 履歴の証明（${until}）`,
        lines: [
          `${until}までの履歴を検証しました。記録${events}件、履歴${chains}本に異常はありません。`,
          'このメールを保管してください。下の2行があれば、この時点までの記録があとから書き換えられていないかを、いつでも確かめられます。',
          '',
          '証明の指紋（SHA-256）',
          fingerprint,
          '公開鍵（Ed25519）',
          publicKey,
          '',
          ...lookAt('次のページで、いつでも検証し直せます。', context),
        ],
        why: whyOf('anchor_report', context),
      })
}

/** 履歴の異常: what is wrong, and what not to do now. */
export const historyBrokenMail: MailWriter<'history_broken'> = (
  { stream, sequence, chains },
  context,
) => {
  const first = brokenFirst(stream, context)
  return context.language === 'en'
    ? framed('history_broken', context, {
        subject: 'Important: a check of the history has failed',
        lines: [
          `Something in the stored history was changed past the hub, or is damaged. Histories concerned: ${chains}. The first: ${first}, from entry ${sequence} on.`,
          'Please tell whoever runs the hub, and have nothing deleted or restored until the cause is known.',
          '',
          ...lookAt('What is wrong:', context),
        ],
        why: whyOf('history_broken', context),
      })
    : framed('history_broken', context, {
        subject: '【重要】マネ友ハブの履歴に異常が見つかりました',
        lines: [
          `保管している履歴が、ハブを通さずに書き換えられたか、壊れています。異常のある履歴は${chains}本です。最初のものは${first}の${sequence}番目の記録からです。`,
          'ハブを運用している部署に知らせ、原因が分かるまで、データの削除や復元をしないよう伝えてください。',
          '',
          ...lookAt('異常の内容は、次のページで確かめられます。', context),
        ],
        why: whyOf('history_broken', context),
      })
}

/** 復元: what is to be entered again. */
export const historyRestoredMail: MailWriter<'history_restored'> = ({ asOf, anchors }, context) => {
  const { language } = context
  const until = messagesOf(language).instant(asOf)
  return language === 'en'
    ? framed('history_restored', context, {
        subject: `The data were restored, as of ${messagesOf('en').day(tokyoDayOf(asOf))}`,
        lines: [
          `The data were restored from a backup and are as they were at ${until}. What was recorded later is gone; anchors laid in between: ${anchors}.`,
          'Please enter again what you know was recorded since. If you were not told of a restore, ask whoever runs the hub.',
          '',
          ...lookAt('The restore stands in the history:', context),
        ],
        why: whyOf('history_restored', context),
      })
    : framed('history_restored', context, {
        subject: `マネ友ハブのデータを復元しました（${until}の状態）`,
        lines: [
          `バックアップからデータを復元し、${until}の状態に戻しました。それより後の記録は残っていません（その間に作られた証明は${anchors}件です）。`,
          '覚えのある記録は、もう一度入力してください。復元に心当たりがなければ、ハブを運用している部署に確かめてください。',
          '',
          ...lookAt('復元したことは、履歴に残っています。', context),
        ],
        why: whyOf('history_restored', context),
      })
}

/** Which of the histories it is, or the anchors that vouch for them. */
function brokenFirst(stream: string, { register, language }: MailContext): string {
  const title = register.proposals.get(proposalOf(stream) ?? '')?.title
  const { name, nameEn } = register.municipality
  const isAnchors = stream.startsWith('anchors/')
  if (language === 'en')
    return title ? `the proposal “${title}”` : isAnchors ? 'the anchors' : `${nameEn} itself`
  return title ? `取組「${title}」の履歴` : isAnchors ? '外に保管した証明' : `${name}自体の履歴`
}
