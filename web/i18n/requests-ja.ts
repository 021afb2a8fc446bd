/** What the pages say about 回答依頼. */
export const requestsJa = {
  requests: {
    section: '回答の依頼',
    sectionLead:
      '担当者や当時の研究生に、いまの状況をメールで尋ねます。相手はサインインせずに回答できます。',
    ask: '回答を依頼する',
    askTitle: '回答を依頼する',
    none: 'まだ誰にも依頼していません。',
    askedOn: (day: string, name: string) => `${day} ${name}さんに依頼`,
    someone: '名簿にない人',
    due: (day: string) => `期限 ${day}`,
    byMail: 'メール',
    onPaper: '回答票（紙）',
    nameOnPaper: (name: string) => `${name}（回答票）`,
    waiting: '回答待ち',
    overdue: '期限を過ぎています',
    whoKnows: (who: string) => `詳しい人：${who}`,
    referral: (day: string, name: string, answer: string) => `${day} ${name}さん：${answer}`,
    to: '依頼する相手',
    mailed: 'メールが届きます。',
    paper: 'メールアドレスがないため、回答票（紙・Excel）でお願いします。',
    nobody: (titles: string) =>
      `名簿に尋ねられる人がいないため、人事課で確かめてください：${titles}`,
    dueOn: '回答の期限',
    dueOnMissing: '回答の期限を入れてください。',
    submit: '依頼する',
    nobodyAtAll: 'いま尋ねられる人が名簿にいません。聞き取りを記録してください。',
    bulkTitle: '回答をまとめて依頼',
    bulkLead:
      '「記録なし」と「要更新」の過年度の取組です。選んだ取組について、尋ねる相手ごとに1通のメールにまとめて依頼します。',
    bulkNone:
      'いま依頼の要る取組はありません。「記録なし」や「要更新」の取組があると、ここに並びます。',
    choose: (title: string) => `「${title}」を依頼する`,
    chooseAll: 'すべて選ぶ',
    chooseNone: '選択をすべて外す',
    chosen: (count: number) => `${count}件を選んでいます`,
    chosenMissing: '依頼する取組を選んでください。',
    last: (day: string) => `前回の依頼 ${day}`,
    neverAsked: '依頼したことはありません',
    done: (mails: number, papers: number) =>
      papers === 0
        ? `${mails}人に依頼しました。`
        : `${mails}人にメールで依頼しました。ほかに${papers}人には、回答票でお願いしてください。`,
    doneNobody: '依頼できる相手がいませんでした。',
    link: '回答をまとめて依頼',
    open: '取組を開く',
    sheetXlsx: '回答票（Excel）',
    sheetPdf: '回答票（印刷用PDF）',
    sheetsTitle: '回答票の取込み',
    sheetsLead:
      '記入された回答票（Excel）を1枚ずつ読み込みます。内容を確かめてから、聞き取り（紙）として記録します。',
    sheetChoose: '記入された回答票',
    sheetHint: '回答票の整理番号と番号で取組を見分けます。消さずにお使いください。',
    sheetOf: (name: string) => `${name}さんの回答票`,
    fates: { record: '記録する', skip: '記録しない', wrong: '直してください' },
    line: (row: number) => `${row}行目`,
    heardOn: '回答のあった日',
    sheetRecord: (count: number) => `${count}件を記録する`,
    sheetDone: (count: number) => `${count}件を記録しました。`,
  },
}
