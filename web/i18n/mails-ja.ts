import type { MailFailure } from '../../functions/domain/mails/mail.ts'
import type { OptionalMail } from '../../functions/domain/mails/mail-preferences.ts'

/** What the pages say about mails: whom they don't reach, and which ones one wants. */
export const mailsJa = {
  unreached: {
    title: 'メールが届かない人',
    lead: '次の人には、最後に送ったメールが届いていません。対応するまで、お知らせや回答のお願いも届かないおそれがあります。',
    waiting: (n: number) => `${n}人にメールが届いていません`,
    look: '一覧と対応を見る',
    none: 'メールが届いていない人はいません',
    mail: '届かなかったメール',
    when: '日付',
    why: '理由',
    toDo: '対応',
    whatToDo: {
      no_address:
        '本人にアドレスを聞いて名簿に登録してください。アドレスのない人には、回答票（紙）で聞けます。',
      bounced:
        'アドレスの書き間違いや、異動・退職で使われなくなっていないかを本人か所属に確かめ、名簿のアドレスを直してください。',
      complained:
        '迷惑メールとして扱われています。本人に直接連絡して、今後も送ってよいか、どのアドレスがよいかを聞いてください。',
      refused:
        'アドレスが正しいかを本人に確かめてください。正しいときは、情報システムの担当に、このハブからのメールを受け取れるように依頼してください。',
      tried_often:
        '相手のメールサーバーが2日ほど受け付けませんでした。アドレスが正しいかを確かめてください。正しければ、次のメールからまた送ります。',
      unknown_result:
        '届いているかもしれません。本人に直接、届いたかどうかを聞いてください。次のメールからはまた送ります。',
    } satisfies Record<MailFailure, string>,
    open: (name: string) => `${name} のページを開く`,
    settle: '対応済みにする',
    settleTitle: (name: string) => `${name} への対応を済みにしますか`,
    settleLead:
      'アドレスが正しいことを確かめたとき、またはメールを使わずに聞くことにしたときに使います。届かなかったメールは送り直されません。アドレスのある人には、次のメールからまた送ります。',
    settleSubmit: '対応済みにする',
    settled: '対応済みとして記録しました。',
  },
  mailWishes: {
    title: '受け取るメール',
    lead: (municipality: string) =>
      `${municipality}のマネ友ハブから届くメールを、種類ごとに選べます。止めても、画面ではいつでも確かめられます。`,
    open: '受け取るメールと言語を選ぶ',
    kinds: 'メールの種類',
    kindsHint: '受け取らないものは、印を外してください。',
    what: {
      question_asked: '取組について、あなたに質問があったとき。',
      question_answered: 'あなたの質問に、回答があったとき。',
      inquiry_received: '他の自治体から、共有している取組について質問が届いたとき（派遣元）。',
      inquiry_ended: '他の自治体への質問に回答があったとき、または質問が終わったとき。',
      request: '取組がその後どうなったかの回答を依頼されたとき。サインインせずに答えられます。',
      answer_recorded:
        'あなたがメールのリンクから答えた内容の控え。控えのリンクから訂正もできます。',
      passed_on: 'あなたが依頼した相手から「分からない」「担当ではない」と返ってきたとき。',
      reminder:
        'しばらく状況の記録がない取組や、回答期限の近い質問のお知らせ。多くても月に1回ほど。',
      transfer_list: '毎年4月に1回、異動・退職を名簿に記録するお願い。',
      idea_lives_on: 'あなたの年度の取組を、後の年度の研究生が引き継いだとき。',
      claim_made: '個人情報の訂正・利用停止の請求があったとき。',
      anchor_report: '毎月1回、履歴を検証した結果とその証明（派遣元）。',
      history_broken: '履歴の検証で異常が見つかったとき（派遣元）。',
      history_restored: 'データが復元され、失われた記録があるとき（派遣元）。',
      claim_answered: 'あなたの個人情報の請求に、派遣元から回答があったとき。',
    } satisfies Record<OptionalMail, string>,
    invitations: '招待のメールは派遣元（人事課）の担当者が送るもので、ここでは選べません。',
    language: 'メールの言語',
    languages: { usual: '自治体の設定と同じ', ja: '日本語', en: 'English' },
    submit: '保存する',
    saved: '保存しました。次のメールからこのとおりになります。',
  },
}
