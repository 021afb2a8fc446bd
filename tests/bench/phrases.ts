import type { Factor } from '../../functions/domain/words.ts'
import type { Random } from './random.ts'

/**
 * Made-up Japanese text as such papers have it. The vocabulary is wide, so that the texts of one
 * proposal seldom repeat each other: else they would deflate better than real ones.
 */

const WHO =
  words(`若手職員 中堅職員 管理職 係長級職員 新規採用職員 会計年度任用職員 採用三年目の職員 窓口担当者
  各課の庶務担当 技術職員 保育士と保健師 支所の職員 マネ友と研究生 部長級職員 異動したばかりの職員 育児中の職員
  再任用職員 税務担当職員 福祉部門の職員 土木職と建築職`)
const THEME =
  words(`窓口改善 業務の棚卸し 部署横断の対話 地域の将来像 市民協働 育児と仕事の両立 災害時の応援体制
  文書事務の簡素化 会議時間の短縮 職場の心理的安全性 人事評価の納得感 人材育成基本方針 公共施設の再編 空き家の活用
  総合計画の進捗 予算編成過程の共有 職員提案制度 採用活動の見直し 地域課題の掘り起こし 子どもの居場所 観光資源の磨き上げ
  デジタル化の推進 ペーパーレス化 定型業務の自動化 時間外勤務の縮減 技術の継承 メンタルヘルス 女性職員の登用
  自治会との連携 高校生との意見交換 先進地への視察 キャリア形成の支援 上司との面談 職場環境の整備 市の歴史と魅力
  ふるさと納税の活用 農業の担い手確保 商店街のにぎわい 移住と定住 防災教育`)
const FORM =
  words(`対話会 勉強会 ワークショップ オフサイトミーティング 庁内アンケート ミニ講座 庁内報 事例発表会 公開討論
  職場訪問 朝の短時間ミーティング 若手会議 手引書 庁内掲示板 相談窓口 交流ランチ 研修プログラム 提案箱
  プロジェクトチーム ロールプレイ研修 意見交換会 庁内インターン メンター制度 目標共有シート 情報共有アプリ`)
const ACT = words(
  'の実施 の定期開催 の試行 の創設 の拡充 による見える化 の制度化 の作成と配布 を通じた仕組みづくり の全庁展開 の導入 の再構築',
)
const SECTION =
  words(`人事課 総務課 企画政策課 財政課 市民課 税務課 福祉総務課 障がい福祉課 子育て支援課 高齢介護課
  健康づくり課 環境政策課 商工振興課 観光交流課 農林水産課 都市計画課 建設課 下水道課 危機管理課 教育総務課
  生涯学習課 地域自治課 情報政策課 契約検査課 議会事務局`)
export const SECTIONS: readonly string[] = SECTION
export const THEMES = words('対話 人材育成 業務改善 協働 組織風土 働き方 情報共有 地域 若手 評価')

const WHEN =
  words(`年度当初に 毎月第三水曜日に 四半期ごとに 階層別研修の最後に 昼休みの三十分を使って 異動後一か月以内に
  予算編成の前に 閑散期の九月に 月に一度 年二回 業務終了後の一時間で 新年度の事務分担を決める時期に 試行として半年間`)
const HOW =
  words(`少人数の班に分かれて付箋で意見を出し合い 所属の異なる四人一組で話し 進行役を持ち回りで務め 課題を一枚の紙に書き出し
  過去の参加者を講師に招いて経験を聞き 市民にも参加を呼びかけ 他市の事例を二つ以上持ち寄り 良かった点と困った点を分けて整理し
  庁内の掲示板に要旨を載せ オンラインでも参加できるようにし 事前に短い問いを配って各自が考えてから集まり
  部長が冒頭に趣旨を伝え 発言を否定しない約束を最初に確かめ 職場に戻って話す内容をその場で決め 結果を翌月の課内会議で報告し`)
const GOAL =
  words(`横のつながりを広げる 自分の仕事の目的を語れるようにする 縦割りを越えて相談できる関係をつくる 前例によらず考える習慣を身につける
  市民の声を早く政策に生かす 異動があっても取組が途切れないようにする 若手が安心して意見を言える職場にする 業務の重複を減らして時間を生み出す
  管理職が部下の強みを知る 経営層の考えを全職員が知る 地域に出て学ぶ職員を増やす 次の世代に経験を引き継ぐ 失敗を責めずに学びに変える
  限られた人員で質の高い窓口を保つ 将来の人口減少に備えて優先順位を決める`)
const STATE =
  words(`職員一人ひとりが五年後の姿を自分の言葉で語り、日々の業務がそこにつながっていると実感している
  課の枠を越えた相談が当たり前になり、困りごとが早い段階で共有されている 会議では役職にかかわらず意見が出て、決まったことの理由が全員に伝わっている
  市民から「話しやすい市役所」と言われ、窓口で受けた声が翌月には改善につながっている 新しい挑戦を上司が後押しし、うまくいかなかったことも次に生かされている
  年度が替わっても取組の経緯と目的が残り、後任がすぐに続きを始められる 事業の優先順位がはっきりし、やめる業務を選ぶことができている
  研修で学んだことを職場で試し、その結果を語り合う場が定着している 部長から新人まで同じ目標を見て、互いの役割を尊重している
  地域の団体と日ごろから顔の見える関係があり、災害のときにも力を合わせられる`)
const BACKGROUND =
  words(`職員アンケートでは七割が「他課の仕事をよく知らない」と答え、連携の遅れが市民サービスに影響していた
  採用から数年で離職する職員が続き、職場で悩みを話せる相手がいないという声が多かった 総合計画の改定を控え、目指す姿が現場まで届いていないことが分かった
  業務量が増える一方で人員は減り、仕事の進め方を見直す時間さえ取れない状況にある 過年度の研究生の提案が共有されておらず、同じ議論が繰り返されていた
  人事評価の面談が形だけになり、成長を支える対話になっていないという指摘があった 現状を聞き取ると、目的より手段が先に決まっている事業が少なくなかった
  感染症の影響で交流の機会が失われ、入庁以来ほかの課の同期と話したことがない職員もいた 合併前の旧町村ごとの慣行が残り、手続きの違いが職員にも市民にも負担となっていた
  管理職になりたい職員が二割に満たず、将来の担い手に不安がある 課題を出し合う場はあっても、誰がいつまでに行うかを決めずに終わっていた`)
const PHASES =
  words(`対話の土台ができている 目的を共有して動き出せる 組織を越えて学び合える 挑戦が評価される
  市民とともに考える 自律した職員が育つ`)
const TAILS =
  words(`今後は対象を広げることを検討している 参加者からは続けてほしいという声があった 担当だけでは判断できず、部内で話し合っている
  記録は共有フォルダに残している 次の研究生にも引き継ぐ予定である 実施の回数は当初の予定より少なかった 具体的な時期はまだ決まっていない
  所属長の理解があったことも大きい 効果を数字で示すことが課題として残った 開催の案内は毎回庁内報で行った`)

/** What was said where a factor was the reason. */
const REASONS: Record<Factor, readonly string[]> = {
  prerequisite_missing: words(
    `前提としていた対話の場が根付かず、次の段階に進めなかった 先に行うはずの規程の整理が終わらず、着手できる状態にならなかった`,
  ),
  external_shock: words(
    `感染症の拡大で集合研修が中止となり、予定していた回を開けなかった 豪雨災害の対応を優先したため、年度の後半は一度も集まれなかった`,
  ),
  easier_work_first: words(
    `始めやすい勉強会の開催に力を注ぎ、制度の見直しには手が回らなかった 着手しやすい部分だけを行い、肝心の仕組みづくりが残った`,
  ),
  personnel_transfer: words(
    `中心となっていた職員が四月に異動し、後任への引き継ぎが口頭だけに終わった 三人とも別の部署に移り、日程を合わせることが難しくなった`,
  ),
  no_owner: words(
    `どの課が担うかを決めないまま年度が替わり、声をかける人がいなくなった 人事部門と企画部門の間で所管が定まらず、検討が止まっている`,
  ),
  lack_of_time_or_staff: words(
    `選挙と給付金の事務が重なり、通常業務のほかに時間を割けなかった 欠員が続き、参加を呼びかけても職場を離れられる職員が少なかった`,
  ),
  no_budget: words(
    `講師への謝礼を予算要求したが認められず、規模を縮めざるを得なかった 会場と印刷の費用の見込みが立たず、実施を見送った`,
  ),
  no_leadership_support: words(
    `部長会で趣旨を説明したが、優先度が低いとして了承を得られなかった 所属長から業務時間内の参加を控えるよう求められた`,
  ),
  overlaps_existing: words(
    `既存の職員提案制度と内容が重なり、そちらに一本化する方がよいと判断した 県の研修に同じ趣旨の講座が加わり、市で行う必要が薄れた`,
  ),
  coordination_failed: words(
    `関係する四つの課の意見がまとまらず、実施要領を決められなかった 組合との協議に時間がかかり、年度内に結論が出なかった`,
  ),
  purpose_not_shared: words(
    `何のために行うかが参加者に伝わらず、回を重ねるごとに人数が減った 手段だけが先に立ち、目的を尋ねられても答えられない場面があった`,
  ),
  no_longer_needed: words(
    `庁内システムの更新で同じことが標準の機能でできるようになった 組織改編で課が統合され、当初の課題そのものがなくなった`,
  ),
  built_into_existing: words(
    `階層別研修の日程に時間枠を設け、毎年の計画に載せて続けている 課内会議の冒頭十分を充てることとし、特別な準備なしに回っている`,
  ),
  made_official: words(
    `実施要綱を定めて予算も計上し、正式な事業として位置づけた 人材育成基本方針に明記され、担当課の事務分掌にも加わった`,
  ),
  owner_in_place: words(
    `人事担当が事務局となり、日程の調整から記録まで行っている 課ごとに推進役を一人置き、四半期ごとに様子を確かめている`,
  ),
  taken_over: words(
    `翌年度の研究生が引き継ぎ、呼びかけの方法を改めながら実施した 後の期の参加者が続きを担い、対象を支所にも広げた`,
  ),
  leadership_support: words(
    `副市長が毎回参加して助言し、各部に参加を促してくれた 市長が年頭の訓示で触れたことで、職場の理解が進んだ`,
  ),
  dispatcher_support: words(
    `派遣元が会場と案内を引き受け、参加者の負担が軽くなった 人事課が研修扱いとしたため、勤務時間内に参加できるようになった`,
  ),
  visible_benefit: words(
    `問い合わせの取り次ぎが減るなど効果が目に見え、自然に広がった 参加した職員の満足度が九割を超え、次の回を待つ声が上がっている`,
  ),
  other: words(
    `庁舎の移転に伴う準備と重なり、時期を改めることにした 近隣の市と合同で行う案が出て、進め方を協議している`,
  ),
  unknown: words(
    `当時の参加者に尋ねたが、経緯を覚えている人がいなかった 文書が残っておらず、理由は分からないという回答だった`,
  ),
}

const REMARKS =
  words(`現場の実感に合った提案であり、まず一つの課で試してほしい 既存の会議との違いを整理してから進めるとよい
  続けることに意味があるので、無理のない回数にしてはどうか 市民への説明の仕方も合わせて考えてほしい 派遣元としても協力したいが、早めの相談をお願いしたい
  数年前にも似た取組があったので、当時の記録を確かめるとよい 成果を急がず、人が育つ過程を大切にしてほしい`)

/** 15 to 40 characters. */
export function titleText(random: Random): string {
  const theme = random.pick(THEME)
  const form = random.pick(FORM)
  const act = random.pick(ACT)
  const long = `${random.pick(WHO)}による${theme}に向けた${form}${act}`
  const title = random.chance(0.6) ? long : `${theme}に関する${form}${act}`
  return title.length < 15 ? `全庁で取り組む${title}` : title.slice(0, 40)
}

/** 40 to 150 characters. */
export function methodText(random: Random): string {
  return within(random, 40, 150, () => [
    `${random.pick(WHEN)}${random.pick(WHO)}が集まり、${random.pick(HOW)}、${random.pick(THEME)}について${random.pick(FORM)}を行う`,
    `${random.pick(SECTION)}が事務局となり、${random.pick(HOW)}、${random.pick(SECTION)}と結果を共有する`,
    `${random.pick(HOW)}、${random.pick(GOAL)}`,
  ])
}

/** 40 to 150 characters. */
export function desiredStateText(random: Random): string {
  return within(random, 40, 150, () => [
    random.pick(STATE),
    `${random.pick(WHO)}も${random.pick(THEME)}に関わり、${random.pick(GOAL)}ことができている`,
  ])
}

/** 40 to 150 characters. */
export function rationaleText(random: Random): string {
  return within(random, 40, 150, () => [
    random.pick(BACKGROUND),
    `${random.pick(THEME)}を進め、${random.pick(GOAL)}ため`,
    `${random.pick(SECTION)}への聞き取りで、${random.pick(BACKGROUND)}`,
  ])
}

export function aimText(random: Random): string {
  return `${random.pick(GOAL)}とともに、${random.pick(GOAL)}`
}

export function phaseGoalText(random: Random): string {
  return random.pick(PHASES)
}

/** 30 to 120 characters, fitting the factors. */
export function reasonText(random: Random, factors: readonly Factor[]): string {
  const [first = 'unknown', ...others] = factors
  let text = random.pick(REASONS[first])
  for (const factor of others) text += `。また、${random.pick(REASONS[factor])}`
  return within(
    random,
    30,
    120,
    () => [
      `${random.pick(SECTION)}と話し合い、${random.pick(GOAL)}ことを改めて確かめた`,
      random.pick(TAILS),
    ],
    text,
  )
}

export function commentText(random: Random): string {
  return within(random, 30, 120, () => [random.pick(REMARKS), random.pick(TAILS)])
}

/** Text of exactly so many characters, as a long statement has. */
export function textOf(random: Random, length: number): string {
  let text = ''
  while (text.length < length)
    text += `${random.pick([...BACKGROUND, ...STATE, ...TAILS, ...Object.values(REASONS).flat()])}。`
  return text.slice(0, length)
}

/** Sentences until the text has a length drawn from the range; the last one may fall short of it. */
function within(
  random: Random,
  shortest: number,
  longest: number,
  sentences: () => readonly string[],
  begin = '',
): string {
  const wanted = random.integer(shortest, longest)
  let text = begin
  for (let attempt = 0; attempt < 12 && text.length < wanted; attempt += 1) {
    const more = random.pick(sentences())
    const joined = text === '' ? more : `${text}。${more}`
    if (joined.length <= longest) text = joined
    else if (text.length >= shortest) break
  }
  return text.slice(0, longest)
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
