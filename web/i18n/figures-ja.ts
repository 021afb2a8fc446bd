/** What the office's figures say. */
export const figuresJa = {
  figures: {
    title: '統計',
    shared: '共有された取組',
    lead: '自治体が「部会内」または「公開」とした取組だけを数えています。個人の氏名や説明の文章、「庁内限り」の取組は含みません。',
    counted: (day: string) => `取組の数は${day}に集計したものです（1日1回、朝に集計）。`,
    notCounted: '取組の数は、まだ集計していません（1日1回、朝に集計）。',
    handedIn: (year: string) => `${year}の検証の提出`,
    handedInOf: (all: number, done: number) => `${all}自治体中${done}自治体`,
    handedInLead: '今年度の検証を確定し、部会事務局へ提出した自治体の数です。',
    waiting: (n: number) => `まだ提出していない自治体（${n}）`,
    done: (n: number) => `提出した自治体（${n}）`,
    on: (day: string) => `${day}提出`,
    submission: (name: string, year: string) => `${name} ${year}の過年度取組検証`,
    submissionLead:
      '自治体が部会へ提出した内容です。取組の名称・状況・理由の区分と、自治体が渡すことにした理由の文章だけを見られます。',
    submissionOf: (day: string, version: number, on: string) =>
      `${day}時点・第${version}版・${on}提出`,
    toStatistics: '統計へ戻る',
    side: '自治体ごとの状況',
    sideLead:
      '並べて示すことに「設定」で同意した自治体のうち、共有された取組が5件以上あるものです。同意が外されると、すぐに表示されなくなります。',
    sideChart: '自治体ごとの共有された取組の数（取組状況別）',
    sideNone: '並べて示せる自治体はまだありません',
    sideNoneHint:
      '自治体の派遣元が「設定」で同意し、「部会内」または「公開」の取組が5件以上になると、翌朝の集計から表示します。',
    pooled: '全体の状況',
    pooledLead: (proposals: number, municipalities: number) =>
      `${municipalities}自治体が共有した${proposals}件の取組。`,
    pooledNone: '全体の数は、まだ表示できません',
    pooledNoneHint:
      'どの自治体のことか分からないよう、3自治体以上が共有した取組が5件以上になってから、翌朝の集計で表示します。',
    hidden:
      '「—」は、5件未満または3自治体未満のため、あるいは他の数から逆算できてしまうために表示しない数です。',
    outcome: '取組状況',
    ladder: '位置づけごとの継続・完了',
    alive: '継続・完了',
    notAlive: 'それ以外',
    aliveShare: '継続・完了の割合',
    reasons: '何が取組を支え、何が妨げるか',
    reasonsLead:
      '支えとなったものは継続・完了の取組、妨げとなったものは継続できなかった取組と未着手の取組が挙げた理由です。一つの取組に複数の理由があります。',
    reasonsNone: '表示できる数の理由は、まだありません',
    curvesNone: '継続曲線は、まだ表示できません',
    curvesNoneHint: '3自治体以上の、始まった取組が5件以上ある区分だけを描きます。',
  },
}

export type FiguresTexts = typeof figuresJa
