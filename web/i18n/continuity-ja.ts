import { curvesJa } from '../../functions/domain/messages/curves-ja.ts'

/** 継続状況 and what belongs to it. */
export const continuityJa = {
  continuity: {
    ...curvesJa,
    title: '継続状況',
    lead: (day: string) => `${day}時点。どの数字からも、その内訳の取組一覧を開けます。`,
    mayor: '首長報告（A4判1枚）を作る',
    back: '継続状況に戻る',
    download: { pdf: 'PDFで保存', docx: 'Wordで保存' },
    glance: 'ひと目で',
    total: '登録されている取組',
    alive: '継続・完了',
    confirmed: '派遣元確認済み',
    confirmedHint: (years: number) =>
      years === 0
        ? '今年度に入って確認したもの（終了済みは時期を問わない）'
        : years === 1
          ? '前年度以降に確認したもの（終了済みは時期を問わない）'
          : `${years}年度前以降に確認したもの（終了済みは時期を問わない）`,
    notConfirmed: '確認の済んでいない取組',
    notConfirmedHint: '確認がそれより古いもの、記録のないものを含む',
    stale: '要更新',
    disputed: '相違あり',
    orphaned: '担当者・所管課が不在',
    broken: '前提の取組が止まっている・未着手',
    overdueQuestion: '期限を過ぎて回答のない質問がある取組',
    ofAll: (share: string) => `全体の${share}`,
    byYear: '提案した年度ごとの状況',
    confirmations: '派遣元確認の状況',
    confirmationsLead:
      '最新の記録について、派遣元と研究生・マネ友の双方の認識が合っているかどうか。',
    state: '確認の状況',
    proposals: '取組の数',
    share: '割合',
    reasons: '妨げとなったもの・支えとなったもの',
    reasonsLead:
      '最新の記録に挙げられた理由。一つの取組に複数の理由があるため、合計は取組の数と一致しません。',
    reason: '理由',
    noReasons: 'まだ理由の記録がありません',
    reasonsChart: (group: string) => `${group}ごとの取組の数（取組状況別）`,
    ladder: '取組の位置づけ',
    ladderLead:
      '有志の活動から例規・予算まで、どの段階にあるか。現在登録されている位置づけで数えます。',
    ladderChart: '位置づけの段階ごとの取組の数（取組状況別）',
    rung: '位置づけ',
    silence: '最後の記録・確認からの期間',
    silenceLead: '誰かが最後に状況を報告または確認した年度。',
    silenceChart: '最後の記録・確認からの期間ごとの取組の数',
    lastWord: '最後の記録・確認',
    changes: '前回の監査から',
    changesLead:
      '比べる日を選ぶと、その日から何が変わったかを示します。どの取組も、いずれか一つに数えます。',
    since: '比べる日（前回の監査・報告の日）',
    basis: '比べる日の状況として使うもの',
    basisHint:
      '「その日に分かっていた内容」は前回の資料と同じ数字になります。「今分かっている内容」は、後から分かったことも当時の状況に含めます。',
    compare: '比べる',
    change: '変化',
    compared: (from: string, to: string) => `${from}と${to}の比較`,
    noChange: '該当なし',
    nothingThen: (day: string) =>
      `${day}には、まだ何も登録されていませんでした。「今分かっている内容」で比べると、後から登録した当時の状況と比べられます。`,
    curvesLead:
      '始まった取組のうち、n年後も続いているものの割合（カプラン・マイヤー法）。続いている取組と完了した取組は、最後に確認できた時点までを数えます。',
    curvesBy: '分け方',
    filterNote: '継続状況の画面からの絞り込み',
    sinceChange: (change: string, day: string, basis: string) => `${day}から${change}（${basis}）`,
    removeFilter: (text: string) => `「${text}」の条件を外す`,
    openOnly: '終了・完了・見送りを除く',
    begunOnly: '始まった取組',
    confirmedOnly: '派遣元確認済み（期間内）',
    notConfirmedOnly: '派遣元確認が済んでいない',
  },
  shared: {
    title: '他の自治体の取組',
    lead: '部会に参加する自治体が「部会内」または「公開」とした取組です。氏名・コメント・相違の内容は共有されません。',
    words: 'キーワード（取組名・理由・自治体名）',
    reason: '理由',
    none: 'まだ共有された取組がありません',
    noneHint: '自治体が取組の公開範囲を「部会内」または「公開」にすると、すぐにここに表示します。',
    nothing: '該当する取組はありません',
    nothingHint: '条件を減らすか、別の言葉で探してください。',
    notYet: 'ここまでには見つかりませんでした',
    searchOn: '続きを探す',
  },
}

export type ContinuityTexts = typeof continuityJa
