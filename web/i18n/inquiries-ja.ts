/** What the pages say about questions between municipalities. */
export const inquiriesJa = {
  inquiries: {
    ask: 'この自治体に質問する',
    askTitle: (name: string) => `${name}に質問する`,
    askLead: (name: string) =>
      `質問は、まず${name}の派遣元に届きます。回答するか、庁内の誰に聞くかは、${name}が決めます。`,
    askSees: (me: string) =>
      `相手に伝わるのは「${me}」と質問の文だけです。あなたの氏名やメールアドレスは伝わりません。`,
    text: '聞きたいこと',
    textHint:
      '庁内限りの内容や、個人の氏名は書かないでください。送ると、相手の自治体の記録に残ります。',
    textMissing: '聞きたいことを書いてください。',
    dueOn: '回答してほしい日',
    dueOnHint: 'この日を過ぎても、相手は回答できます。30日過ぎても回答がないと、質問は終わります。',
    dueOnMissing: '回答してほしい日を入れてください。',
    send: '質問を送る',
    asking: '他の自治体への質問',
    askingNone:
      '他の自治体には、まだ質問していません。「他自治体」のページの取組にある「この自治体に質問する」から聞けます。',
    asked: '他の自治体からの質問',
    askedLead: '派遣元だけに表示しています。',
    askedNone: '他の自治体からの質問は、まだありません。',
    askingTitle: (name: string) => `${name}への質問`,
    askedTitle: (name: string) => `${name}からの質問`,
    backToQuestions: '質問の一覧に戻る',
    who: '質問した人',
    asOther: '質問者',
    toWhom: '質問先',
    ofDispatcher: (name: string) => `${name} 派遣元`,
    proposal: '取組',
    askedAt: '質問した日',
    arrivedAt: '届いた日',
    due: '回答の期限',
    open: '回答待ち',
    openHere: '派遣元の回答待ち',
    overdue: '期限を過ぎています',
    question: '質問',
    answer: '回答',
    declined: '回答しない理由',
    questionErased:
      '質問の文は、書いた人の個人情報の削除により、もう読めません。内容が分からないときは、「回答しない」で終えられます。',
    ended: (how: string, day: string) => `この質問は${day}に終わりました（${how}）。`,
    onTheWay:
      '質問は相手の派遣元に届きます。回答が届くと、ここに表示されます。メールアドレスの登録がある方には、メールでもお知らせします。',
    withdraw: '質問を取り下げる',
    withdrawLead:
      '取り下げると、相手にも伝わります。相手がすでに回答していたときは、その回答が届きます。',
    respond: '回答する',
    respondLead: (name: string) =>
      `ここに書いた回答だけが、「派遣元の回答」として${name}に届きます。氏名は伝わりません。送ったあとは変えられません。`,
    respondField: '相手に送る回答',
    respondHint: '庁内限りの内容や、個人の氏名が入っていないか、確かめてください。',
    respondMissing: '回答を書いてください。',
    respondSend: '回答を送る',
    respondConfirm: (name: string) => `次の回答を${name}に送ります。`,
    forward: '庁内の人に聞く',
    forwardTitle: '庁内に転送する',
    forwardLead:
      'この取組への質問として、庁内の人にメールで聞きます。返事は庁内だけで見られ、そのままでは相手の自治体に伝わりません。',
    forwardTo: '聞く相手',
    forwardToMissing: '聞く相手を選んでください。',
    forwardText: '聞くこと',
    forwardSend: '庁内に送る',
    forwardNobody:
      'いま連絡できる当時の研究生・マネ友や担当者がいません。派遣元が回答してください。',
    forwarded: '庁内に聞いたこと',
    forwardedLead: '庁内だけで見られます。',
    forwardedRow: (via: string, day: string) => `${via}に聞いています（期限：${day}）`,
    openThread: '庁内の質問を開く',
    useReply: 'この返事を回答に写す',
    noReply: 'まだ返事はありません。',
    replies: (forwarded: number, replied: number) =>
      forwarded === 0
        ? '庁内にはまだ転送していません'
        : `庁内に${forwarded}件転送、返事${replied}件`,
    decline: '回答しない',
    declineTitle: '回答しないことを伝える',
    declineLead: (name: string) => `理由は、${name}に伝わります。伝えたあとは変えられません。`,
    declineField: '理由',
    declineMissing: '回答しない理由を書いてください。',
    declineSend: '回答しないと伝える',
  },
}
