/** The texts one meets before and around every page; they are in the first download. */
export const frameJa = {
  app: {
    name: 'マネ友ハブ',
    synthetic: '試験用に作られた架空のデータです。',
  },
  common: {
    close: '閉じる',
    cancel: 'やめる',
    loading: '読み込んでいます',
    retry: 'もう一度読み込む',
    more: 'もっと見る',
    count: (n: number) => `${n}件`,
    print: '印刷する',
    list: (items: string[]) => items.join('、'),
    colon: '：',
    dot: '・',
    aside: (text: string) => `（${text}）`,
    newTab: '（新しいタブで開きます）',
    unknownPerson: '（名簿にない人）',
  },
  frame: {
    skip: '本文へ進む',
    home: '概況',
    proposals: '取組一覧',
    reviews: '検証',
    continuity: '継続状況',
    roster: '名簿',
    navigation: 'おもなページ',
    signedInAs: 'サインイン中',
    signOut: 'サインアウト',
    language: 'English',
    switchMunicipality: '自治体を切り替える',
    permissions: '誰が何をできるか',
    questions: '質問',
    sessions: 'サインイン中の画面',
    signOutDrafts: (n: number) => `書きかけが${n}件、この端末に残っています`,
    signOutDraftsDetail:
      'ほかの人もこの端末を使うときは、消してからサインアウトしてください。あとで続きを書くときは、残してください。',
    signOutKeep: '残してサインアウト',
    signOutDelete: '消してサインアウト',
  },
  landing: {
    title: '過年度の取組は、いまどうなっていますか',
    lead: '人材マネジメント部会で歴代の研究生が提案した取組について、続いているのか、続けられなかったのか、取り組めなかったのか、そしてそれはなぜかを、年度を越えて残す場所です。',
    points: [
      ['ひと目で分かる', '年度ごとに、取組のいまの状況と理由を見られます。'],
      ['1分で報告できる', 'マネ友（修了生）は、スマートフォンから状況と理由を選んで送れます。'],
      [
        '確かめられる',
        '派遣元（人事課）が内容を確認し、いつ・誰が・何を記録したかがすべて残ります。',
      ],
    ] as [string, string][],
    signIn: 'サインインする',
    how: 'メールアドレスを入力し、届いた6桁の番号でサインインします。パスワードはありません。',
  },
  picker: {
    title: '自治体を選んでください',
    none: 'まだどの自治体にも登録されていません',
    noneDetail: (who: string) =>
      `${who} としてサインインしていますが、名簿に登録がありません。派遣元（人事課）の担当に、このアドレスの登録を依頼してください。`,
    other: '別のアドレスでサインインする',
    office: '部会事務局',
  },
  states: {
    expired: 'サインインの期限が切れました',
    signInAgain: 'サインインし直す',
    sending: '送っています…',
    offlineTitle: '送れませんでした',
    notFound: 'このページはありません',
    notFoundDetail: 'アドレスが間違っているか、見ることのできないものです。',
    notAllowed: 'このページを見る権限がありません',
    notAllowedDetail:
      'あなたの役割では見られません。必要なときは派遣元（人事課）の担当に相談してください。',
    failed: '読み込めませんでした',
    offline: '通信できません。つながってから、もう一度読み込んでください。',
    crashed: '画面を表示できませんでした',
    crashedDetail: '書きかけはこの端末に残っています。読み込み直してください。',
    reload: '読み込み直す',
    backToOverview: '概況へ',
  },
}

export type FrameTexts = typeof frameJa
