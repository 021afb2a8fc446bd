import type { Language } from '../domain/messages/messages.ts'

const ja = {
  hub: 'マネ友ハブ',
  otherLanguage: 'English',
  signIn: 'サインイン',
  address: 'メールアドレス',
  addressHint: '6桁の確認コードをお送りします。',
  addressWrong: 'メールアドレスの形式ではありません。例：taro@city.example.jp',
  sendCode: '確認コードを送る',
  codeTitle: '確認コードの入力',
  codeSent: (to: string) => `${to} 宛てに確認コードを送りました。`,
  code: '確認コード',
  codeHint: '6桁の数字。10分間有効です。',
  enter: 'サインインする',
  inMailbox: 'このパソコンでの起動では、メールは次のページに届きます。',
  openMailbox: 'メールボックスを開く',
  otherAddress: '別のメールアドレスを使う',
  wrongCode: (left: number) => `確認コードが違います。あと${left}回入力できます。`,
  codeVoid:
    'この確認コードはもう使えません（10分を過ぎたか、5回間違えました）。コードを送り直してください。',
  expiredTitle: 'はじめからやり直してください',
  expired: 'サインインの手続きが終わったか、時間が経ちすぎました。',
  again: 'もう一度サインインする',
  refusedTitle: 'サインインできませんでした',
  people: 'お試し用の利用者',
  peopleHint:
    '見本のデータに登録された役割です。押すとその人としてサインインします。実在の人ではありません。',
  mailSubject: (code: string) => `確認コード ${code}`,
  mailText: (code: string) =>
    `マネ友ハブのサインインの確認コードです。\n\n${code}\n\n10分間有効です。心当たりがなければ、このメールは破棄してください。`,
  mailbox: 'メールボックス',
  mailboxAbout:
    'ハブが送ったメールです。このパソコンでの起動ではメールは外へ送られず、ここに届きます。',
  mailboxEmpty: 'まだメールはありません。',
  to: '宛先',
  sentAt: '送信',
  older: '以前のメール',
  newest: '新しいメールへ戻る',
  toHub: 'ハブを開く',
  starting: '準備しています。しばらくお待ちください。',
}

const en: typeof ja = {
  hub: 'Mane-tomo Hub',
  otherLanguage: '日本語',
  signIn: 'Sign in',
  address: 'E-mail address',
  addressHint: 'We will send you a six-digit code.',
  addressWrong: 'This is not an e-mail address. Example: taro@city.example.jp',
  sendCode: 'Send the code',
  codeTitle: 'Enter the code',
  codeSent: (to) => `A code was sent to ${to}.`,
  code: 'Code',
  codeHint: 'Six digits, valid for 10 minutes.',
  enter: 'Sign in',
  inMailbox: 'As the hub runs on this machine, its mail arrives on a page:',
  openMailbox: 'Open the mailbox',
  otherAddress: 'Use another address',
  wrongCode: (left) => `That is not the code. ${left} ${left === 1 ? 'try' : 'tries'} left.`,
  codeVoid:
    'This code can no longer be used (10 minutes have passed, or five tries were wrong). Please have a new one sent.',
  expiredTitle: 'Please start again',
  expired: 'This sign-in is over, or too much time has passed.',
  again: 'Sign in again',
  refusedTitle: 'Signing in failed',
  people: 'People to try it with',
  peopleHint:
    'The roles of the sample. One click signs you in as that person. None of them is real.',
  mailSubject: (code) => `Your code is ${code}`,
  mailText: (code) =>
    `Your code for signing in to Mane-tomo Hub:\n\n${code}\n\nIt is valid for 10 minutes. If you did not ask for it, please ignore this e-mail.`,
  mailbox: 'Mailbox',
  mailboxAbout:
    'Mail the hub has sent. Run on one machine, it sends nothing outside: it all arrives here.',
  mailboxEmpty: 'No mail yet.',
  to: 'To',
  sentAt: 'Sent',
  older: 'Older mail',
  newest: 'Back to the newest',
  toHub: 'Open the hub',
  starting: 'Getting ready. One moment, please.',
}

/** Wording of the pages and mails that exist in the local start only. */
export const localTexts: Record<Language, typeof ja> = { ja, en }
