import type { Language } from '../../domain/messages/messages.ts'

/** What the pages behind a mail's link say. */
const ja = {
  title: '取組の状況の回答',
  lead: (municipality: string, due: string) =>
    `${municipality}の取組が、その後どうなったかを教えてください。期限は${due}です。`,
  several: (count: number) => `${count}件あります。分かるものだけ選んで、最後に送ってください。`,
  last: '前回：',
  nothingYet: 'まだ記録がありません',
  asOf: (date: string) => `（${date}時点）`,
  yours: 'あなたの前回の記録：',
  answered: '回答済み：',
  correct: '送信済み・訂正する',
  how: '今の状況',
  howOn: (day: string) => `${day}時点の状況`,
  asks: (day: string) =>
    `${day}時点の状況をお答えください。その後に変わったことは、「ひとこと」にお書きください。`,
  unchanged: '前回から変わりなし',
  unknown: '今の状況は分からない',
  notMine: '担当ではない',
  whoKnows: '詳しい人が分かれば（課名・役割など）',
  why: '理由（1つ以上）',
  holding: '妨げとなったもの',
  carrying: '支えとなったもの',
  either: 'その他',
  reason: 'ひとこと（「その他」のときは必ず）',
  record: 'お書きになった内容は、派遣元（人事課）など庁内で閲覧され、公文書として扱われます。',
  send: '回答を送る',
  sendRest: (count: number) => `残り${count}件の回答を送る`,
  sendCorrection: '訂正を送る',
  allSent:
    'すべて送信済みです。直すところがあるときだけ、「送信済み・訂正する」を開いて送ってください。',
  thanks: 'ご回答ありがとうございました',
  recorded: '記録しました。控えをメールでお送りします。誤りがあれば、この画面から直せます。',
  recordedLast:
    '記録しました。控えをメールでお送りします。直すときは派遣元（人事課）へお知らせください。',
  left: (uses: number, until: string) => `このリンクは${until}まで、あと${uses}回送れます。`,
  nothingChosen: 'まだ何も選ばれていません。分かるものを1つ以上選んでから送ってください。',
  mend: '送れませんでした。印のついた取組を確かめてください。入力した内容は残っています。',
  stale:
    '別の画面で先に回答が送られました。下の内容を確かめて、もう一度送ってください。入力した内容は残っています。',
  failed:
    'ただいま記録できませんでした。少し待って、もう一度送ってください。入力した内容は残っています。',
  awayTitle: 'ただいま接続できません',
  away: '少し待ってから、もう一度お試しください。送信の途中だったときは、前の画面に戻ってもう一度送ってください（二重に記録されることはありません）。',
  chooseOutcome: '今の状況を選んでください。',
  endedTitle: 'このリンクは使えません',
  revoked:
    'リンクが正しくないか、取り消されています。お心当たりがあるときは、派遣元（人事課）へお問い合わせください。',
  expired: 'リンクの期限（14日間）が過ぎました。',
  usedUp: 'このリンクで送れる回数（5回）を使い切りました。',
  renewLead: '名簿に登録されている、同じ方のメールアドレスへ、新しいリンクをお送りできます。',
  renew: '新しいリンクを送ってもらう',
  renewed: '新しいリンクを、登録されているメールアドレスへお送りします（1日1回まで）。',
  notTheirs:
    '異動などにより、この取組の今の状況は、あなたからは回答できなくなりました。「担当ではない」を選び、詳しい人が分かればお書きください。',
  mendByHr: '直すときは派遣元（人事課）へお知らせください。',
  other: 'English',
  otherLanguage: 'en',
  preferences: 'メールの設定',
  about: (kind: string) => `「${kind}」のメール`,
  on: '今は届く設定です。',
  off: '今は止めています。',
  turnOff: 'このメールを止める',
  turnOn: 'また受け取る',
  mailLanguage: 'メールの言語',
  save: '保存する',
  saved: '保存しました。',
} as const

export type LinkTexts = {
  readonly [Key in keyof typeof ja]: (typeof ja)[Key] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : string
}

const en: LinkTexts = {
  title: 'How it stands',
  lead: (municipality, due) =>
    `Please tell ${municipality} what became of its proposals, by ${due}.`,
  several: (count) => `There are ${count}. Choose for those you know about, and send at the end.`,
  last: 'Last known: ',
  nothingYet: 'nothing recorded yet',
  asOf: (date) => ` (as of ${date})`,
  yours: 'What you wrote last: ',
  answered: 'Answered: ',
  correct: 'Sent: correct it',
  how: 'How does it stand now?',
  howOn: (day) => `How did it stand on ${day}?`,
  asks: (day) =>
    `Please tell how things stood on ${day}. What has changed since goes into your words.`,
  unchanged: 'No change since then',
  unknown: 'I don’t know how it stands',
  notMine: 'I am not in charge of it',
  whoKnows: 'Who might know (office or role)',
  why: 'Reasons (at least one)',
  holding: 'What held it back',
  carrying: 'What carried it',
  either: 'Else',
  reason: 'In your words (required for “Other”)',
  record:
    'What you write is read inside the municipality, by its HR section and others, and is a public record.',
  send: 'Send the answer',
  sendRest: (count) => `Send the remaining ${count}`,
  sendCorrection: 'Send a correction',
  allSent:
    'Everything is sent. Only if something is wrong, open “Sent: correct it” and send again.',
  thanks: 'Thank you for your answer',
  recorded: 'It is recorded, and mailed to you. If something is wrong, correct it on this page.',
  recordedLast: 'It is recorded, and mailed to you. To correct it, please tell the HR section.',
  left: (uses, until) =>
    `You can send ${uses} more ${uses === 1 ? 'time' : 'times'} with this link, until ${until}.`,
  nothingChosen: 'Nothing is chosen yet. Choose for at least one proposal, and send again.',
  mend: 'It could not be sent. Please look at the marked proposals; what you typed is still there.',
  stale:
    'An answer was sent from another window first. Check what stands below and send again; what you typed is still there.',
  failed:
    'It could not be recorded just now. Wait a little and send again; what you typed is still there.',
  awayTitle: 'Not available right now',
  away: 'Please try again in a moment. If you were sending something, go back and send it again; nothing is recorded twice.',
  chooseOutcome: 'Please choose how it stands.',
  endedTitle: 'This link does not work',
  revoked:
    'The link is wrong or was revoked. If you expected it to work, please ask the HR section.',
  expired: 'This link was valid for 14 days and has expired.',
  usedUp: 'The link was used five times, which is all it allows.',
  renewLead: 'A new link can be mailed to the same person, at the address on the roster.',
  renew: 'Mail me a new link',
  renewed: 'A new link is being mailed to the address on the roster (once a day at most).',
  notTheirs:
    'After a transfer, or for another reason, it is no longer yours to say how this one stands. Choose “I am not in charge of it”, and who might know.',
  mendByHr: 'To correct it, please tell the HR section.',
  other: '日本語',
  otherLanguage: 'ja',
  preferences: 'E-mails you get',
  about: (kind) => `E-mails of the kind “${kind}”`,
  on: 'You get them.',
  off: 'You have turned them off.',
  turnOff: 'Send me no more of these',
  turnOn: 'Send me these again',
  mailLanguage: 'Language of e-mails',
  save: 'Save',
  saved: 'Saved.',
}

export const linkTexts: Record<Language, LinkTexts> = { ja, en }
