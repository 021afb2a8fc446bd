import {
  type AsOf,
  type Day,
  type FiscalYear,
  fiscalYearInJapanese,
  type Instant,
  yearRanges,
} from '../calendar.ts'
import type { DescriptionField } from '../proposals/proposal.ts'
import type { Action } from '../rules.ts'
import type { TaskKind } from '../tasks.ts'
import type {
  Absence,
  Answer,
  AskedVia,
  Channel,
  ClaimKind,
  ClaimResult,
  CohortRecord,
  ConfirmationState,
  ErasureReason,
  Factor,
  Formality,
  HearingMeans,
  InquiryEnding,
  InvitationState,
  Licence,
  LineageKind,
  Manner,
  Orphaned,
  OutcomeCode,
  Presence,
  QuestionEnding,
  ReportKind,
  RequestAnswerCode,
  Role,
  Side,
  StandingCode,
  Visibility,
} from '../words.ts'
import { continuityJa } from './continuity-ja.ts'
import { ERASED_PERSON } from './erased-person.ts'
import { eventsJa } from './events-ja.ts'
import { tokyoTime } from './tokyo-time.ts'

const outcomes = {
  continued: '継続',
  stalled: '継続できなかった',
  never_started: '取り組めなかった（未着手）',
  completed: '完了（目的達成により終了）',
} satisfies Record<OutcomeCode, string>

const formalities = {
  volunteers: '有志',
  own_work: '所属の業務',
  existing_scheme: '既存の研修・仕組み',
  organization_wide: '全庁',
  institutionalised: '例規・予算',
} satisfies Record<Formality, string>

const roles = {
  member: '研究生',
  alumnus: 'マネ友',
  steward: '担当者',
  hr: '派遣元（人事課）',
  executive: '首長・経営層',
  office: '部会事務局・幹事',
} satisfies Record<Role, string>

const fiscalYear = (year: FiscalYear) => fiscalYearInJapanese(year)
const fiscalYears = (years: Iterable<FiscalYear>) =>
  yearRanges(years)
    .map(([first, last]) =>
      first === last ? fiscalYear(first) : `${fiscalYear(first)}～${fiscalYear(last)}`,
    )
    .join('、')
const month = (text: string) => {
  const [year, number] = text.split('-').map(Number)
  return `${year}年${number}月`
}
const day = (text: Day) => `${month(text.slice(0, 7))}${Number(text.slice(8))}日`

/** Every word of the domain as users in Japanese local government read it. */
export const ja = {
  outcomes,
  /** What a list or a count shows: the outcomes and 記録なし. */
  standings: { ...outcomes, unconfirmed: '記録なし' } satisfies Record<StandingCode, string>,
  /** For heads of narrow columns. */
  standingsShort: {
    continued: '継続',
    stalled: '継続できず',
    never_started: '未着手',
    completed: '完了',
    unconfirmed: '記録なし',
  } satisfies Record<StandingCode, string>,
  manners: {
    as_proposed: '当初の形で',
    changed: '形や名称を変えて',
    reduced: '縮小して',
    one_off: '一度のみ実施',
    paused: '休止中',
    ended: '取りやめ',
    proposed_only: '提案のみ',
    under_consideration: '検討中',
    dropped: '見送り',
  } satisfies Record<Manner, string>,
  factors: {
    prerequisite_missing: '前提となる取組・下地が整わなかった',
    external_shock: '感染症・災害などの外的要因',
    easier_work_first: '着手しやすい取組に終始した',
    personnel_transfer: '人事異動で担い手がいなくなった',
    no_owner: '所管・担当が決まらなかった',
    lack_of_time_or_staff: '時間・人員が不足した',
    no_budget: '予算を確保できなかった',
    no_leadership_support: '経営層・上司の理解が得られなかった',
    overlaps_existing: '既存の制度と重なった',
    coordination_failed: '関係課との調整がつかなかった',
    purpose_not_shared: '目的が共有されなかった',
    no_longer_needed: '必要がなくなった',
    built_into_existing: '既存の仕組みに組み込んだ',
    made_official: '例規・予算で位置づけた',
    owner_in_place: '所管・担当が定まっている',
    taken_over: '次の年度の研究生が引き継いだ',
    leadership_support: '経営層の後押しがあった',
    dispatcher_support: '派遣元の協力があった',
    visible_benefit: '効果が実感された',
    other: 'その他',
    unknown: '不明',
  } satisfies Record<Factor, string>,
  factorGroups: { holdingBack: '妨げとなったもの', carrying: '支えとなったもの', either: 'その他' },
  formalities,
  /** The ladder: the formalities, and the proposals of which nobody has said it. */
  rungs: { ...formalities, unset: '位置づけの記入なし' },
  roles,
  /** Whose words were recorded; a source does not always tell. */
  speakers: { ...roles, unattributed: '発言者不明（資料に記載なし）' },
  erasedPerson: ERASED_PERSON.ja as string,
  actorKinds: {
    person: '利用者',
    link: 'メールのリンクから',
    system: 'システム',
    import: '資料からの取込み',
  },
  lineageKinds: {
    succeeds: '引継ぎ',
    retries: '再挑戦',
    merges: '統合',
    splits: '分割',
    requires: '前提',
  } satisfies Record<LineageKind, string>,
  /** What stands at the other end: `outgoing` on the newer proposal, `incoming` on the older one. */
  lineage: {
    succeeds: { outgoing: '引継ぎ元の取組', incoming: '引継ぎ先の取組' },
    retries: { outgoing: '再挑戦の元になった取組', incoming: '再挑戦した取組' },
    merges: { outgoing: '統合した元の取組', incoming: '統合先の取組' },
    splits: { outgoing: '分割元の取組', incoming: '分割してできた取組' },
    requires: { outgoing: '前提となる取組', incoming: 'これを前提とする取組' },
  } satisfies Record<LineageKind, { outgoing: string; incoming: string }>,
  visibilities: {
    own: '庁内限り',
    program: '部会内',
    public: '公開',
  } satisfies Record<Visibility, string>,
  /** Terms of open data. */
  licences: {
    cc_by_4: 'クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）',
    cc0_1: 'CC0 1.0 全世界（権利を主張しない）',
    pdl_1: '公共データ利用規約（第1.0版）',
  } satisfies Record<Licence, string>,
  reportKinds: { report: '報告', hearing: '聞き取り' } satisfies Record<ReportKind, string>,
  hearingMeans: {
    in_person: '面談',
    phone: '電話',
    mail: 'メール',
  } satisfies Record<HearingMeans, string>,
  sides: { cohort: '研究生・マネ友', dispatcher: '派遣元' } satisfies Record<Side, string>,
  confirmations: {
    awaiting: '確認待ち',
    confirmed: '確認済み',
    disputed: '相違あり（修正依頼）',
    one_sided: '片側のみ',
  } satisfies Record<ConfirmationState, string>,
  answers: {
    confirmed: '確認済み',
    disputed: '相違あり（修正依頼）',
    withdrawn: '回答の取り下げ',
  } satisfies Record<Answer, string>,
  channels: {
    web: '画面',
    mail_link: 'メールのリンク',
    paper: '回答票（紙）',
    import: '資料からの取込み',
    system: 'システム',
  } satisfies Record<Channel, string>,
  cohortRecords: {
    cohort: '研究生あり',
    not_dispatched: '派遣なし',
    no_record: '記録なし',
  } satisfies Record<CohortRecord, string>,
  precisions: { day: '日', month: '月', fiscal_year: '年度' } satisfies Record<
    AsOf['precision'],
    string
  >,
  /** Marks beside an outcome, never instead of it. */
  stale: '要更新',
  brokenPrerequisite: '前提の取組が止まっている、または未着手',
  tasks: {
    answer_question: '質問に回答する',
    answer_late: '質問に回答する（期限を過ぎています）',
    settle_dispute: '相違ありとされた記録を訂正する、または取り下げる',
    confirm: '内容を確認する',
    attest: '派遣元の記録を確かめる',
    find_steward: '担当者・所管課を見つける（前の担当がいなくなりました）',
    report_first: '取組状況を報告する（まだ記録がありません）',
    report_again: '取組状況を報告する（要更新）',
    follow_referral: '詳しい人に聞く（聞いた相手は「分からない」「担当ではない」との回答）',
    ask_first: '当時の研究生や担当者に聞く（まだ記録がありません）',
    ask_again: '当時の研究生や担当者に聞く（要更新）',
    read_answer: '質問への回答を読む',
    answer_inquiry: '他の自治体からの質問に回答する',
    inquiry_late: '他の自治体からの質問に回答する（期限を過ぎています）',
  } satisfies Record<TaskKind, string>,
  absences: {
    parental_leave: '育児休業',
    leave: '休職',
    secondment: '出向',
  } satisfies Record<Absence, string>,
  claimKinds: { correct: '訂正', stop_use: '利用停止' } satisfies Record<ClaimKind, string>,
  claimResults: {
    done: '対応しました',
    refused: '応じられません',
  } satisfies Record<ClaimResult, string>,
  erasureReasons: {
    request: '本人などからの求め',
    retention: '保存年限の経過',
  } satisfies Record<ErasureReason, string>,
  presences: { here: '在籍', away: '不在', left: '退職' } satisfies Record<Presence, string>,
  requestAnswers: {
    reported: '回答済み',
    unknown: '今の状況は分からない',
    not_mine: '担当ではない',
  } satisfies Record<RequestAnswerCode, string>,
  invitationStates: {
    sending: '招待メール送信中',
    not_sent: 'メール未送付',
    sent: '招待中',
    expired: '期限切れ',
    accepted: '承諾済み',
  } satisfies Record<InvitationState, string>,
  /** Why a proposal has no steward any more. */
  orphaned: {
    person_left: '担当者が退職',
    person_moved: '担当者が異動',
    office_ended: '所管課が廃止・再編',
  } satisfies Record<Orphaned, string>,
  /** As what somebody is asked. */
  askedVia: {
    steward: '担当者・所管課',
    cohort: '当時の研究生・マネ友',
    dispatcher: '派遣元（人事課）',
  } satisfies Record<AskedVia, string>,
  questionEnds: {
    answered: '回答あり',
    no_answer: '回答なし',
    withdrawn: '取り下げ',
  } satisfies Record<QuestionEnding, string>,
  /** How a question to another municipality ended, or why it did not get there. */
  inquiryEnds: {
    answered: '回答あり',
    declined: '回答しない',
    lapsed: '回答なし（期限切れ）',
    withdrawn: '取り下げ',
    not_shared: '届かず（共有の取りやめ）',
    too_many: '届かず（相手の回答待ちが多数）',
  } satisfies Record<InquiryEnding, string>,
  events: eventsJa,
  actions: {
    'register.read': '閲覧する',
    'register.export': '取組・検証・継続状況をファイルに書き出す',
    'shared.read': '他の自治体が共有する取組を見る',
    'proposal.create': '取組を登録する',
    'proposal.edit': '取組を編集する',
    'proposal.link': 'つながりを追加する',
    'proposal.carry_on': '継続した年度を加える',
    'report.record': '取組状況を報告する',
    'hearing.record': '聞き取りを記録する',
    'report.correct': '訂正する',
    'report.withdraw': '取り下げる',
    'report.confirm': '確認する',
    'comment.record': 'コメントを記録する',
    'steward.hand_over': '担当を引き継ぐ・所管課を決める',
    'steward.take_over': '担当を引き受ける',
    'question.ask': '質問する',
    'question.answer': '質問に回答する',
    'question.end': '質問を終える',
    'inquiry.ask': '他の自治体に質問する',
    'inquiry.withdraw': '他の自治体への質問を取り下げる',
    'inquiry.answer': '他の自治体からの質問に回答する・転送する・回答しない',
    'roster.read': '名簿を見る',
    'review.open': '過年度取組検証を始める',
    'review.work': '検証の気づき・総括を書き、回答を依頼する',
    'review.close': '検証を確定し、修正版を作り、部会へ提出する',
    'roster.edit': '名簿を編集し、招待・利用停止・異動の記録を行う',
    'sessions.end': '名簿の人をサインアウトさせる',
    'roster.export': '名簿をファイルに書き出す',
    'municipality.export': '自治体のすべてのデータを1つのファイルに書き出す',
    'person.erase': '個人情報を削除する・廃棄する',
    'settings.edit': '自治体の設定を変える',
    'municipalities.read': '登録した自治体の一覧を見る',
    'municipality.set_up': '自治体を登録し、最初の担当者を招待する',
    'history.read': '操作の履歴を見る・検証する・書き出す',
    'request.issue': '回答を依頼する',
  } satisfies Record<Action, string>,
  ...continuityJa,
  proposalFields: {
    cohort: '提案した年度',
    carriedBy: '継続した年度',
    formerTitles: '以前の名称',
    number: '番号',
    title: '取組名',
    parts: '内訳（ア・イ…）',
    desiredState: '目指したい状態',
    method: '実施方法',
    rationale: '提案理由',
    aim: '狙い',
    expectedResults: '得たい成果',
    phaseGoal: '段階ごとの目標',
    themes: 'テーマ',
    formality: '取組の位置づけ',
    steward: '所管課・担当者',
    visibility: '公開範囲',
    links: '取組のつながり',
  } satisfies Record<DescriptionField, string> & Record<string, string>,
  reportFields: {
    kind: '記録の種類',
    outcome: '取組状況',
    manner: '取組状況の内訳',
    asOf: '時点',
    factors: '理由',
    reason: '理由の説明',
    reasonVisibility: '理由の公開範囲',
    evidence: '根拠となる資料',
    speaker: '発言者',
    heardOn: '聞き取りの時期',
    means: '聞き取りの方法',
    since: 'この状況になった時期',
    startedOn: '取組を始めた時期',
    source: '出典',
    decidedOn: '決裁日',
    documentNumber: '文書番号',
    comment: 'コメント',
    recordedAt: '記録日時',
    recordedBy: '記録者',
  },
  /** 「令和4年度」 */
  fiscalYear,
  /** 「平成30年度～令和元年度、令和3年度」 */
  fiscalYears,
  /** 「令和4年度研究生」 */
  cohort: (year: FiscalYear) => `${fiscalYear(year)}研究生`,
  /** 「2023年1月12日」 */
  day,
  /** 「2023年1月」 */
  month,
  /** As exactly as it is known: 「2023年1月12日」「2023年1月」「令和3年度」 */
  asOf: ({ precision, date }: AsOf) =>
    precision === 'day'
      ? day(date)
      : precision === 'month'
        ? month(date)
        : fiscalYear(Number(date)),
  /** Asia/Tokyo: 「2023年1月26日 14:05」 */
  instant: (instant: Instant) => {
    const tokyo = tokyoTime(instant)
    return `${day(tokyo.day)} ${tokyo.time}`
  },
}

export type Messages = typeof ja
