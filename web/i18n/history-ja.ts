/** What the page of the audit trail and its verification says. */
export const historyJa = {
  history: {
    title: '操作の履歴',
    lead: 'いつ、誰が、何を記録・変更・閲覧したかを、新しい順に並べています。記録はあとから書き換えられません。',
    filter: '絞り込み',
    reversed: '「この日から」と同じ日か、それより後の日にしてください。',
    person: '行った人',
    anyone: '全員',
    group: '操作の種類',
    anything: 'すべて',
    from: 'この日から',
    to: 'この日まで',
    show: '絞り込む',
    clear: '条件を消す',
    onlyProposal: '1つの取組の履歴だけを表示しています。',
    csv: 'Excelで開けるファイル（CSV）をダウンロード',
    chain: '履歴の全記録（検証用）をダウンロード',
    exportNote: 'ダウンロードしたことも、履歴に残ります。',
    nothing: '当てはまる操作はありません',
    more: 'さらに前の操作を見る',
    details: '内容',
    before: '変更前',
    after: '変更後',
    municipality: '自治体・名簿',
    verify: {
      title: '履歴が書き換えられていないことの確認',
      lead: 'すべての記録を、記録どうしのつながり、本文の控え、画面に出ている内容、ハブの外に毎日保管する署名付きの証明（アンカー）と突き合わせます。',
      run: '今すぐ検証する',
      again: 'もう一度検証する',
      running: '検証しています…',
      intact: 'すべての記録に問題はありません',
      broken: (n: number) => `${n}か所で、記録が元のものと一致しません`,
      counts: (chains: number, events: number) =>
        `${chains.toLocaleString('ja')}本の履歴、${events.toLocaleString('ja')}件の記録を検証しました。`,
      erased: (n: number) => `個人情報の削除で消された本文が${n.toLocaleString('ja')}件あります。`,
      anchors: (n: number) =>
        n === 0
          ? 'まだ証明（アンカー）がありません。毎日の処理で作られます。'
          : `ハブの外にある${n.toLocaleString('ja')}件の証明（アンカー）と一致しました。`,
      restored: '復元で失われた記録があります',
      restore: (at: string, asOf: string, n: number) =>
        `${at}に、データが${asOf}の状態へ復元されました。その間に作られた証明（アンカー）${n.toLocaleString('ja')}件が示す記録は、残っていません。`,
      restoredWhat: '復元に心当たりがなければ、ハブを運用している部署に確かめてください。',
      last: (when: string) => `最後の証明：${when}`,
      fingerprint: '最後の証明の指紋',
      key: '署名を確かめる公開鍵',
      at: (where: string, sequence: number) => `${where}　${sequence}番目の記録`,
      what: 'この画面を保存し、ハブを運用している部署に連絡してください。記録を直そうとしないでください。',
      anchorFiles: '証明（アンカー）のファイル',
    },
  },
}
