import type { MailFailure, MailKind } from '../mails/mail.ts'
import type { Language } from './messages.ts'

type MailWords = {
  /** Why a mail was given up. */
  failures: Record<MailFailure, string>
  kinds: Record<MailKind, string>
  /** What whoever does without one misses, where it is more than a copy of what pages show. */
  missed: Partial<Record<MailKind, string>>
}

/** The labels of mails, apart from the rest: few pages show them. */
export const MAIL_WORDS: Record<Language, MailWords> = {
  ja: {
    failures: {
      no_address: 'メールアドレスが登録されていません',
      bounced: '宛先不明で戻ってきました',
      complained: '迷惑メールとして申告されました',
      refused: '相手のメールサーバーに拒否されました',
      tried_often: '繰り返し送りましたが、受け付けられませんでした',
      unknown_result: '届いたかどうか確認できませんでした',
    },
    kinds: {
      invitation: '招待',
      question_asked: '取組についての質問',
      question_answered: '質問への回答',
      inquiry_received: '他の自治体からの質問',
      inquiry_ended: '他の自治体との質問の結果',
      request: '回答のお願い',
      answer_recorded: '回答の控え',
      passed_on: '「分からない・担当ではない」との回答',
      reminder: '状況の確認・質問への回答のお願い',
      transfer_list: '人事異動の記録のお願い',
      invitation_lapsing: '招待の期限のお知らせ',
      idea_lives_on: '取組が引き継がれたお知らせ',
      claim_made: '個人情報の請求のお知らせ',
      claim_answered: '個人情報の請求への回答',
      anchor_report: '履歴の証明（毎月）',
      history_broken: '履歴の検証の異常',
      history_restored: 'データの復元',
    },
    missed: {
      anchor_report:
        '止めると、履歴が書き換えられていないことを後から示す控えが、あなたの手元に残りません。',
      history_broken: '止めると、履歴に異常が見つかっても、概況のページを開くまで気づけません。',
      history_restored: '止めると、失われた記録があっても、履歴を検証するまで気づけません。',
    },
  },
  en: {
    failures: {
      no_address: 'no address is known',
      bounced: 'it came back, there is no such address',
      complained: 'it was reported as unwanted',
      refused: 'the mail server of the address refused it',
      tried_often: 'it was tried several times and never accepted',
      unknown_result: 'nobody knows whether it arrived',
    },
    kinds: {
      invitation: 'Invitation',
      question_asked: 'Question about a proposal',
      question_answered: 'Answer to a question',
      inquiry_received: 'Questions from other municipalities',
      inquiry_ended: 'How questions between municipalities ended',
      request: 'Requests for an answer',
      answer_recorded: 'What you have answered',
      passed_on: 'Answers that somebody else may know',
      reminder: 'What waits for you',
      transfer_list: 'Recording who has moved',
      invitation_lapsing: 'An invitation is about to lapse',
      idea_lives_on: 'Your cohort’s idea lives on',
      claim_made: 'Requests about personal data',
      claim_answered: 'Answers to your requests about personal data',
      anchor_report: 'Proof of the history (monthly)',
      history_broken: 'A check of the history has failed',
      history_restored: 'The data were restored',
    },
    missed: {
      anchor_report:
        'Without it, you keep no copy of your own that shows later that the history was not changed.',
      history_broken:
        'Without it, you learn of a broken history only when you next open the overview.',
      history_restored:
        'Without it, you learn of lost records only when you next verify the history.',
    },
  },
}
