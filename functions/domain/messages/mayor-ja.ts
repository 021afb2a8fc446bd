import type { MayorAsk } from '../words.ts'

/** 首長報告, on the page and in the document. */
export const mayorJa = {
  title: 'マネ友の取組 継続状況報告',
  addressed: '首長報告',
  line: (...parts: string[]) => parts.join('　'),
  asOf: (day: string, known?: string) =>
    known ? `${day}時点（${known}までの記録による）` : `${day}時点`,
  footer: (place: string, asOf: string, maker: string) => `${place}　${asOf}　作成：${maker}`,
  summary: '現在の状況',
  sum: (total: number, alive: number, share: string) =>
    `研究生が提案した取組${total}件のうち、継続または完了しているものは${alive}件（${share}）です。`,
  confirmed: (count: number, share: string) =>
    `状況を派遣元と研究生・マネ友側の双方が確認済みのものは${count}件（${share}）です。`,
  chart: '提案した年度ごとの取組の数（取組状況別）',
  olderLeftOut: (n: number) => `（取組のある直近${n}年度。計には、それ以前も含む）`,
  year: '提案した年度',
  total: '計',
  changes: (day: string, known?: string) =>
    `${day}からの変化（同日の状況も${known ?? '今'}までの記録による）`,
  noChange: '取組状況の変化は記録されていません。',
  neverLookedAt: (n: number) => `この間、誰も状況を報告・確認していない取組が${n}件あります。`,
  foundered: '妨げとなったもの（上位）',
  carrying: '支えとなったもの（上位）',
  none: '記録なし',
  asks: '経営層へのお願い',
  noAsks: '現時点でお願いする事項はありません。',
  count: (n: number) => `${n}件`,
  example: (titles: string[], more: boolean) => `${titles.join('、')}${more ? ' ほか' : ''}`,
  ask: {
    name_owners: '所管課・担当者の決定（人事異動や所管の不在で止まっている取組）',
    find_stewards: '後任の決定（担当者・所管課が不在の取組）',
    secure_budget: '予算確保の検討（予算がなく止まっている取組）',
    secure_time: '業務時間・人員の手当ての検討',
    give_backing: '目的の共有と、経営層・上司の後押し',
    coordinate: '関係課との調整、既存の制度との整理',
    unblock: '進めるかどうかの判断（前提の取組が止まっている・未着手の取組）',
    settle_disputes: '状況の認識が食い違っている取組の把握（派遣元で確認中）',
    look_again: '所管課への状況確認の指示（前年度以降、記録・確認のない取組）',
  } satisfies Record<MayorAsk, string>,
}
export type MayorWords = typeof mayorJa
