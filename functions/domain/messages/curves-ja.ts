/** 継続曲線: its chart, its table and how it is counted, on pages and in documents. */
export const curvesJa = {
  curves: '継続曲線',
  curvesAxis: '始めてからの年数',
  curvesAtRisk: '観察中の取組の数',
  curvesTitle: (by: string) => `継続曲線（${by}）`,
  tooFew: (n: number) =>
    `始まった取組が5件に満たないため、曲線と割合は表示しません（現在${n}件）。`,
  group: '区分',
  begun: '始まった取組',
  ended: '一度は続かなくなった',
  after: (years: number) => `${years}年後`,
  figure: (share: string, n: number) => `${share}（n=${n}）`,
  interval: (low: string, high: string) => `95%信頼区間 ${low}～${high}`,
  notDrawn: '5件未満',
  notFollowed: '—',
  onlyFirst: (n: number) => `曲線は、始まった取組の多い${n}区分を描いています。`,
  period: (from: string, to: string) => `${from}～${to}`,
  definition: '数え方',
  definitionText:
    '起点は「取組を始めた時期」、記録がなければ提案した年度の翌年度4月1日。最初に「継続できなかった」とされた報告の「この状況になった時期」、なければその報告の時点で終わったものとし、その後の再開は数えません。信頼区間はGreenwoodの式によります（Kaplan・Meier, 1958）。',
  report: '継続曲線の報告',
  asOf: (day: string, known?: string) =>
    known ? `${day}時点（${known}までの記録による）` : `${day}時点`,
  counted: (day: string) => `${day}集計。部会内または公開とされた取組だけの数`,
  pooled: (proposals: number, municipalities: number) =>
    `${municipalities}自治体の取組${proposals}件の合計。`,
  handedIn: (year: string, all: number, done: number) =>
    `${year}の過年度取組検証を提出した自治体：${all}自治体中${done}自治体`,
  office: '部会事務局',
  footer: (place: string, asOf: string) => `${place}　${asOf}`,
}
export type CurvesTexts = typeof curvesJa
