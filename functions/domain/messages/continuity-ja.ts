import type { Basis, Change, CurvesBy, Silence } from '../words.ts'

/** The words of 継続状況. */
export const continuityJa = {
  silences: {
    this_year: '今年度に記録・確認あり',
    last_year: '前年度が最後',
    two_years: '前々年度が最後',
    longer: '3年度以上前が最後',
    never: '記録なし',
  } satisfies Record<Silence, string>,
  changes: {
    newly_entered: '新たに登録',
    newly_continued: '新たに継続',
    resumed: '再開',
    newly_completed: '新たに完了',
    newly_stalled: '継続できなくなった',
    newly_never_started: '未着手と判明',
    newly_unconfirmed: '記録なしに戻った',
    unchanged: '変わりなし（記録・確認あり、または終了済み）',
    never_looked_at: '未確認のまま（その間に記録も確認もない）',
  } satisfies Record<Change, string>,
  bases: {
    known_then: 'その日に分かっていた内容',
    known_now: '今分かっている内容',
  } satisfies Record<Basis, string>,
  curveGroups: {
    all: '全体',
    period: '提案した年度',
    formality: '取組の位置づけ',
    factor: '理由',
  } satisfies Record<CurvesBy, string>,
}
