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
    mayor: '首長報告（A4判1枚）',
    mayorLead: '件数、前年度からの変化、妨げとなったもの、経営層へのお願いを1枚にまとめます。',
    reviews: '過年度取組検証',
    reviewsLead: '検証と、その版ごとの件数・確定日時・提出日時の一覧です。',
    reviewsOwn: '検証の表そのもの（部会の様式・詳細）は、それぞれの検証のページから書き出せます。',
    toReviews: '検証のページへ',
    history: '操作の履歴',
    historyLead: '誰がいつ何を記録・変更・閲覧したかを、変更前・変更後とともに並べます。',
    historyNarrow:
      'すべてを書き出すと、取組ごとに古い順に並びます。期間や人を絞って書き出すには、履歴のページを使ってください。',
    toHistory: '履歴のページへ',
    chain: '検証用の原本',
    roster: '名簿',
    rosterLead:
      '氏名・所属・メールアドレス・役割の一覧です。個人情報を含むため、派遣元（人事課）だけが書き出せます。',
    municipality: '自治体のすべてのデータ',
    municipalityLead:
      '取組・名簿・検証・回答依頼・操作の履歴のすべてを、1つのファイルに書き出します。ほかのハブへ移すとき、または利用を終えて手元に残すときに使います。氏名・メールアドレスなどの個人情報を含むため、派遣元（人事課）だけが書き出せます。',
    lines: '移行用',
    csvHint: 'CSVはExcelでそのまま開けます（UTF-8）。JSONには用語のコードも入ります。',
    download: (what: string, format: string) => `${what}を${format}で書き出す`,
    long: '時間のかかる書き出し',
    longLead:
      '件数が多いときは、作成を依頼しておくと、できあがってから受け取れます。ファイルは7日間だけ保管し、そのあと消去します。',
    longAsOf: (day: string) =>
      `取組と報告・聞き取りは、${day}時点のものを、今日までの記録で作ります。操作の履歴は、日を選んでもすべてです。`,
    at: (day: string) => `${day}時点`,
    longFormats: {
      history_csv: '操作の履歴すべて（CSV）',
      history_json: '操作の履歴すべて（JSON）',
      register_xlsx: '取組と報告・聞き取り（Excel）',
      register_json: '取組と報告・聞き取り（JSON）',
    },
    ask: (what: string) => `${what}の作成を依頼する`,
    asked: '依頼した書き出し',
    noneAsked: '依頼した書き出しはありません。',
    askedBy: (who: string, when: string) => `${who}　${when}`,
    states: {
      waiting: '順番待ち',
      running: '作成中',
      done: 'できました',
      failed: '作成できませんでした',
      expired: '期限切れ',
    },
    again: '途中で止まったため、初めから作り直しています。',
    failedHint:
      '3回試しましたが、作成できませんでした。もう一度依頼しても同じなら、ハブを運用している部署に知らせてください。',
    expiredHint: (day: string) =>
      `ファイルは${day}まで保管し、消去しました。必要なときは、もう一度依頼してください。`,
    rowsDone: (done: number, of: number) =>
      `${of.toLocaleString('ja')}件のうち${done.toLocaleString('ja')}件`,
    rows: (n: number) => `${n.toLocaleString('ja')}件`,
    until: (day: string) => `${day}まで受け取れます`,
    fetch: '受け取る',
    notYours: 'このファイルを受け取る権限がないか、個人情報の削除により受け取れなくなりました。',
    openData: 'オープンデータ',
    openDataLead:
      '「公開」とした取組を、サインインなしで誰でも使えるデータとして公開します。初めは公開されていません。',
    toOpenData: 'オープンデータの設定と確認へ',
    notAllowed:
      '書き出しは、派遣元（人事課）、首長・経営層、今年度の研究生が使えます。首長報告・継続曲線・検証の表は、それぞれのページから書き出せます。',
  },
  openData: {
    title: 'オープンデータ',
    lead: '公開範囲を「公開」とした取組の、取組名・提案と継続の年度・テーマ・取組の位置づけ・取組状況と時点・理由を、誰でも使えるデータとして公開します。',
    on: (day: string) => `公開しています（${day}から）`,
    off: '公開していません',
    offLead:
      '公開を始めるまで、下のアドレスには何も置かれません（存在しないページと同じ応答になります）。',
    never:
      '氏名、所管課、コメント、確認や相違の内容、出典、理由の説明（公開としたものを除く）が含まれることはありません。',
    licence: '利用条件',
    licenceHint: '迷うときは、多くの自治体が使うCC BY 4.0を選んでください。',
    turnOn: '公開を始める',
    turnOff: '公開をやめる',
    change: '利用条件を変える',
    turnOnTitle: 'オープンデータの公開を始めますか',
    turnOnLead: (n: number) =>
      `公開とした取組${n}件を、誰でもサインインなしで見て使えるようになります。あとで公開をやめても、すでに取得されたデータは取り戻せません。`,
    turnOffTitle: 'オープンデータの公開をやめますか',
    turnOffLead: 'アドレスはすぐに開けなくなります。取組の公開範囲は変わりません。',
    addresses: '公開のアドレス',
    addressesLead:
      'アドレスは変わりません。自治体のホームページやオープンデータカタログに載せられます。',
    files: { csv: 'CSV（Excelで開けます）', json: 'JSON', dataset: 'データの説明（JSON）' },
    preview: '公開される内容',
    previewOff: '公開を始めたときに公開される内容',
    counts: (shown: number, inside: number) => `公開 ${shown}件、公開しない取組 ${inside}件`,
    none: '公開とした取組はありません',
    noneHint: '取組の編集で公開範囲を「公開」にすると、ここに並びます。',
    reasonInside: '（理由の説明は公開しません）',
    back: '書き出しに戻る',
  },
}
