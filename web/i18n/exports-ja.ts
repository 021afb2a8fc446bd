/** What the page of exports says. */
export const exportsJa = {
  exports: {
    title: '書き出し',
    lead: '監査や庁内の資料に使うファイルを書き出します。いつ誰が何を書き出したかは、操作の履歴に残ります。',
    internal:
      'ファイルは庁内限りの内容を含みます。公文書として扱い、庁外に渡すときは中身を確かめてください。',
    asOf: (day: string) => `${day}時点の内容です。`,
    formats: {
      xlsx: 'Excel',
      csv: 'CSV',
      json: 'JSON',
      pdf: 'PDF',
      docx: 'Word',
    },
    register: '取組一覧と報告・聞き取り',
    registerLead:
      '取組1件を1行に、取組状況・理由・出典・派遣元確認（決裁日・文書番号）・つながり・所管課を並べます。Excelには、報告・聞き取りのすべてを並べた2枚目のシートが付きます。',
    proposalsOnly: '取組',
    reportsOnly: '報告・聞き取り',
    continuity: '継続状況',
    continuityLead: '継続状況のページの集計を、表ごとに書き出します。',
    tables: {
      outcomes: '取組状況',
      confirmations: '派遣元確認',
      factors: '理由',
      ladder: '位置づけ',
      silences: '最後の記録',
    },
    mayor: '市長報告（A4判1枚）',
    mayorLead: '件数、前年度からの変化、妨げとなったもの、経営層へのお願いを1枚にまとめます。',
    reviews: '過年度取組検証',
    reviewsLead: '検証と、その版ごとの件数・確定日時・提出日時の一覧です。',
    reviewsOwn: '検証の表そのもの（部会の様式・詳細）は、それぞれの検証のページから書き出せます。',
    toReviews: '検証のページへ',
    history: '操作の履歴',
    historyLead: '誰がいつ何を記録・変更・閲覧したかを、変更前・変更後とともに並べます。',
    historyNarrow: '期間や人を絞って書き出すには、履歴のページを使ってください。',
    toHistory: '履歴のページへ',
    chain: '検証用の原本',
    roster: '名簿',
    rosterLead:
      '氏名・所属・メールアドレス・役割の一覧です。個人情報を含むため、派遣元（人事課）だけが書き出せます。',
    csvHint: 'CSVはExcelでそのまま開けます（UTF-8）。JSONには用語のコードも入ります。',
    download: (what: string, format: string) => `${what}を${format}で書き出す`,
    notAllowed: '書き出しは、派遣元（人事課）、首長・経営層、今年度の研究生が使えます。',
  },
}
