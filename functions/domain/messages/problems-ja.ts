import { fiscalYearInJapanese } from '../calendar.ts'
import type { ErrorParams } from '../errors.ts'
import type { Problems } from './problems.ts'

const year = ({ fiscalYear }: ErrorParams, otherwise: string) =>
  fiscalYear === undefined ? otherwise : fiscalYearInJapanese(Number(fiscalYear))

/** Every refusal in Japanese. */
export const problemsJa: Problems = {
  required: { title: '入力が必要です', detail: '必須の項目です。入力してください。' },
  invalid: {
    title: '形式が正しくありません',
    detail: 'この値は受け付けられません。形式を確かめて入力し直してください。',
  },
  blank: {
    title: '空白だけです',
    detail: '空白だけでは記録できません。文字を入力するか、任意の項目なら空のままにしてください。',
  },
  too_long: {
    title: '文字数が多すぎます',
    detail: ({ max }) =>
      max === undefined
        ? '文字数が上限を超えています。短くしてください。'
        : `${max}字以内で入力してください。`,
  },
  too_many: {
    title: '数が多すぎます',
    detail: ({ max }) =>
      max === undefined
        ? '数が上限を超えています。減らしてください。'
        : `${max}件以内にしてください。`,
  },
  control_characters: {
    title: '使えない文字が含まれています',
    detail:
      '画面に表示されない制御文字や、1行の欄での改行は使えません。その部分を打ち直してください。',
  },
  unknown_value: {
    title: '選択肢にない値です',
    detail: 'この項目の選択肢にない値です。選択肢から選び直してください。',
  },
  unknown_field: {
    title: '知らない項目です',
    detail: 'ここで受け付けていない項目が含まれています。取り除いて送り直してください。',
  },
  no_such_date: {
    title: '存在しない日付です',
    detail: '暦にない日付か、書き方が違います。例：2023-01-12（日）、2023-01（月）、2022（年度）。',
  },
  in_future: {
    title: '先の日付です',
    detail: 'これから先のことは記録できません。今日までの日付にしてください。',
  },
  not_before_the_other_day: {
    title: '比べる日の順序が違います',
    detail: '比べる元の日は、見ている日より前の日にしてください。',
  },
  not_ahead: {
    title: '今日より後の日付ではありません',
    detail: '期限には、明日以降の日付を指定してください。',
  },
  too_far_ahead: {
    title: '先すぎる日付です',
    detail: '期限は1年以内の日付にしてください。',
  },
  no_such_municipality_code: {
    title: '自治体コードが正しくありません',
    detail:
      '6桁の全国地方公共団体コードではないか、検査数字が合いません。番号を確かめてください。例：222038',
  },
  not_a_web_address: {
    title: 'ウェブアドレスではありません',
    detail: 'http:// または https:// で始まるアドレスを入力してください。',
  },
  manner_required: {
    title: '取組状況の内訳が必要です',
    detail: 'どのような形だったのか（一度のみ実施、休止中など）を選んでください。',
  },
  manner_not_of_outcome: {
    title: '取組状況と内訳が合いません',
    detail: 'この内訳は、選んだ取組状況のものではありません。どちらかを選び直してください。',
  },
  reason_required: {
    title: '説明が必要です',
    detail:
      'どういうことなのかを文章で入力してください。「その他」と「相違あり」には説明が要ります。',
  },
  factor_required: {
    title: '理由が選ばれていません',
    detail: '理由を一つ以上選んでください。分からないときは「不明」を選べます。',
  },
  hearing_required: {
    title: '聞き取りの内容が必要です',
    detail: '誰の話を、いつ聞いたのかを入力してください。',
  },
  hearing_not_expected: {
    title: '報告に聞き取りの欄は要りません',
    detail:
      '自分で知っていることの報告に、発言者は付けられません。人から聞いた話なら「聞き取り」として記録してください。',
  },
  before_proposal: {
    title: '提案より前の日付です',
    detail: (params) =>
      `この取組は${year(params, 'その年度')}の提案です。4月1日以降の日付にしてください。`,
  },
  reason_wider_than_proposal: {
    title: '理由の公開範囲が広すぎます',
    detail:
      '理由の説明は、取組そのものより広く公開できません。理由の公開範囲を狭めるか、先に取組の公開範囲を広げてください。',
  },
  public_not_confirmed: {
    title: '公開の確認が必要です',
    detail: '公開すると誰でも見られます。公開してよいことを確かめ、確認の欄に印を付けてください。',
  },
  duplicate: {
    title: '重複しています',
    detail: '同じものが二つ以上あります。一つにしてください。',
  },
  ends_before_start: {
    title: '終わりの日が始まりより前です',
    detail: '終わりの日は、始まりの日と同じかそれより後にしてください。',
  },
  cohort_in_use: {
    title: 'この年度の研究生は外せません',
    detail: (params) =>
      `${year(params, 'その年度')}の研究生には取組か人が登録されています。年度の記録は「研究生あり」のままにしてください。`,
  },
  successor_cycle: {
    title: '後継の組織が輪になります',
    detail: '後継をたどると元の組織に戻ります。どちらが新しい組織かを確かめてください。',
  },
  file_unreadable: {
    title: 'ファイルを読めません',
    detail:
      'CSV（UTF-8かShift_JIS）またはExcel（.xlsx）のファイルとして読めません。別の形式で保存し直してください。',
  },
  file_too_large: {
    title: 'ファイルが大きすぎます',
    detail: '表が大きすぎて読めません。必要な列と行だけを残して、もう一度選んでください。',
  },
  column_missing: {
    title: '必要な列がありません',
    detail:
      '「氏名」の列（異動の一覧では「氏名」か「職員番号」の列）が見つかりません。1行目に列の名前を入れてください。',
  },
  ambiguous_row: {
    title: '当てはまる人が複数います',
    detail:
      '名簿に当てはまる人が2人以上います。職員番号の列を加えるか、名簿の画面で一人ずつ直してください。',
  },
  duplicate_row: {
    title: '同じ人の行が重なっています',
    detail: ({ row }) =>
      row === undefined
        ? '同じ人の行がほかにもあります。一つにまとめてください。'
        : `${row}行目と同じ人の行です。一つにまとめてください。`,
  },
  person_left: {
    title: 'すでに退職した人です',
    detail: '退職した人を担当者にはできません。ほかの人か、所管課を選んでください。',
  },
  validation_failed: {
    title: '入力内容を直してください',
    detail: '受け付けられない項目があります。各項目の説明を見て直し、もう一度送ってください。',
  },
  invalid_json: {
    title: 'JSONとして読めません',
    detail: '送られた本文が正しいJSONではありません。形式を確かめて送り直してください。',
  },
  unsupported_media_type: {
    title: '対応していない形式です',
    detail: '本文はJSONで、Content-Type: application/json を付けて送ってください。',
  },
  body_too_large: {
    title: '送られた内容が大きすぎます',
    detail: '一度に送れるのは1 MBまでです。内容を減らして送り直してください。',
  },
  cursor_invalid: {
    title: '一覧の続きを表示できません',
    detail:
      '続きの位置を示す値が正しくないか、別の条件のものです。一覧を最初から開き直してください。',
  },
  idempotency_key_required: {
    title: 'Idempotency-Keyが必要です',
    detail:
      '二重に記録しないため、書込みの要求には Idempotency-Key ヘッダー（UUIDなど）を付けてください。',
  },
  idempotency_key_reused: {
    title: '同じ受付番号で違う内容が送られました',
    detail:
      'このIdempotency-Keyでは、すでに別の内容を受け付けています。記録済みの内容を確かめ、新しく送るときは新しいキーを使ってください。',
  },
  if_match_required: {
    title: 'If-Matchが必要です',
    detail: '編集の要求には、読み込んだ版の ETag を If-Match ヘッダーに付けてください。',
  },
  stale_edit: {
    title: 'ほかの人が先に編集しました',
    detail:
      '編集している間に内容が変わったため、保存していません。いまの内容を読み込み、見比べて保存し直してください。',
  },
  origin_mismatch: {
    title: 'このハブの画面からの要求ではありません',
    detail:
      '安全のため、ほかのサイトからの書込みは受け付けません。ハブの画面から操作してください。',
  },
  not_signed_in: {
    title: 'サインインしていません',
    detail:
      'サインインしていないか、期限が切れました。サインインしてから、もう一度試してください。',
  },
  not_allowed: {
    title: '権限がありません',
    detail:
      'あなたの役割では、この操作はできません。必要なときは派遣元（人事課）の担当に相談してください。',
  },
  not_found: {
    title: '見つかりません',
    detail: '存在しないか、見ることのできないものです。指定を確かめてください。',
  },
  own_claim: {
    title: '自分の請求には回答できません',
    detail: '派遣元（人事課）のほかの担当に、回答を依頼してください。',
  },
  own_side: {
    title: '自分の側の記録には回答できません',
    detail:
      '確認や相違ありの回答は、もう一方の側が行います。派遣元の記録は研究生かマネ友に、研究生・マネ友の記録は派遣元に依頼してください。',
  },
  report_replaced: {
    title: 'すでに訂正された記録です',
    detail: 'この記録は新しい記録に置き換えられています。訂正後の記録に対して操作してください。',
  },
  report_withdrawn: {
    title: 'すでに取り下げられた記録です',
    detail: '取り下げた記録には操作できません。必要なら新しく記録してください。',
  },
  already_confirmed: {
    title: 'すでに確認済みです',
    detail: '一覧を開いたあとに、ほかの担当が確認しました。この報告には何も記録していません。',
  },
  confirmation_disputed: {
    title: '相違ありと回答した報告です',
    detail:
      'まとめて確認済みにはできません。取組のページで内容を確かめ、1件ずつ確認してください。この報告には何も記録していません。',
  },
  nothing_to_withdraw: {
    title: '取り下げる回答がありません',
    detail: 'この記録には、取り下げられる確認や相違ありの回答がありません。',
  },
  unchanged_differs: {
    title: '前回の記録と一致しません',
    detail:
      '「前回から変わりなし」の元になった記録が、いまの記録と違います。取組の画面を読み込み直し、内容を確かめて記録してください。',
  },
  nothing_changed: {
    title: '変更がありません',
    detail: '内容がいまの記録と同じため、保存するものがありません。',
  },
  already_linked: {
    title: 'すでにつながっています',
    detail: '同じ種類のつながりが、この取組との間にすでにあります。',
  },
  not_linked: {
    title: 'そのつながりはありません',
    detail: '解除しようとしたつながりが見つかりません。すでに解除された可能性があります。',
  },
  link_to_itself: {
    title: '自分自身にはつなげません',
    detail: 'つながりの相手には、別の取組を選んでください。',
  },
  link_cycle: {
    title: 'つながりが輪になります',
    detail:
      '相手の取組から、つながりをたどるとこの取組に戻ります。向きを確かめるか、ほかのつながりを先に解除してください。',
  },
  link_not_older: {
    title: '相手の取組のほうが新しい年度です',
    detail:
      '引継ぎ・再挑戦・統合・分割は、新しい取組から古い取組へつなぎます。相手の取組の画面で、つながりを追加してください。',
  },
  already_carried_on: {
    title: 'すでに記録されています',
    detail: 'その年度の研究生による継続は、すでに記録されています。',
  },
  cohort_unknown: {
    title: 'その年度の研究生の記録がありません',
    detail: (params) =>
      `${year(params, 'その年度')}の研究生が登録されていません。年度を確かめるか、派遣元（人事課）の担当に登録を依頼してください。`,
  },
  carried_on_too_early: {
    title: '提案した年度より後ではありません',
    detail: '継続した年度には、提案した年度より後の年度を選んでください。',
  },
  proposal_full: {
    title: 'この取組にはこれ以上記録できません',
    detail:
      '一つの取組に記録できる量の上限に達しました。続きは新しい取組として登録し、引継ぎでつないでください。',
  },
  own_access: {
    title: '自分の利用は止められません',
    detail:
      '自分自身の利用を止めること、人事の役割を外すこと、退職にすることはできません。ほかの人事担当に頼んでください。',
  },
  office_unknown: {
    title: '所属が分かりません',
    detail:
      '名簿に所属が記録されていないため、担当を引き受けられません。派遣元に所属の登録を頼んでください。',
  },
  nobody_reachable: {
    title: '質問できる相手がいません',
    detail:
      '選んだ相手には、ハブから連絡できる人がいません。ほかの相手を選ぶか、面談や電話で聞いて「聞き取り」として記録してください。',
  },
  question_ended: {
    title: 'この質問は終わっています',
    detail: '終わった質問には書き込めません。続けて聞きたいときは、新しい質問をしてください。',
  },
  question_unanswered: {
    title: 'まだ回答がありません',
    detail:
      '回答がないため「回答あり」として終えることはできません。「回答なし」か「取り下げ」を選んでください。',
  },
  inquiries_full: {
    title: 'いまは、これ以上質問できません',
    detail:
      '他の自治体への質問は、自治体全体で一度に30件まで、1人1日10件までです。回答が届くか、取り下げると、また質問できます。',
  },
  invitation_invalid: {
    title: 'この招待は使えません',
    detail: '招待が取り消されたか、すでに使われています。派遣元に新しい招待を頼んでください。',
  },
  invitation_expired: {
    title: '招待の期限が切れています',
    detail: '招待は14日間有効です。派遣元に新しい招待を頼んでください。',
  },
  already_bound: {
    title: 'すでに結びついています',
    detail:
      'この人、またはこのサインインには、すでに別の結びつきがあります。派遣元に確かめてください。',
  },
  not_invitable: {
    title: 'この人は招待できません',
    detail: '利用を停止しているか、退職した人です。名簿の記録を確かめてください。',
  },
  person_erased: {
    title: '個人情報が削除された人です',
    detail: 'この人について、名簿を変えたり新しく指定したりすることはできません。',
  },
  set_up_code_invalid: {
    title: 'この初期設定のリンクは使えません',
    detail:
      '期限が切れているか、すでに使われたか、ハブの再起動で新しいものに替わりました。起動した画面に表示される、いちばん新しいリンクを開いてください。',
  },
  municipality_exists: {
    title: 'この自治体は登録済みです',
    detail: '同じ団体コードの自治体があります。一覧を確かめてください。',
  },
  hr_has_accepted: {
    title: 'この自治体の派遣元は、もう利用を始めています',
    detail: 'これより先の担当者の招待は、その自治体の派遣元（人事課）が名簿から行います。',
  },
  no_address: {
    title: 'メールアドレスがありません',
    detail: '名簿にメールアドレスがないため、招待を送れません。アドレスを登録してください。',
  },
  outside_fiscal_year: {
    title: '年度の外の日付です',
    detail: ({ fiscalYear }) =>
      fiscalYear
        ? `検証する年度（${fiscalYearInJapanese(Number(fiscalYear))}）の4月1日から3月31日までの日付にしてください。`
        : '検証する年度の4月1日から3月31日までの日付にしてください。',
  },
  in_past: { title: '過ぎた日付です', detail: '今日かそれより後の日付にしてください。' },
  review_open: {
    title: 'ほかの検証が進行中です',
    detail: '過年度取組検証は、一度に1つだけ行えます。進行中の検証を確定してから始めてください。',
  },
  review_exists: {
    title: 'この年度の検証はすでにあります',
    detail:
      '検証の一覧から開いてください。確定したものを直すときは「修正版を作る」を選んでください。',
  },
  review_closed: {
    title: 'この検証は確定しています',
    detail:
      '確定した検証は変わりません。直すときは「修正版を作る」を選んでください。書いた内容は画面に残っています。',
  },
  review_not_closed: {
    title: 'この版にはできません',
    detail:
      '確定した最新の版に対してだけ行えます。画面を読み込み直して、いまの状態を確かめてください。',
  },
  review_moved: {
    title: '確かめている間に内容が変わりました',
    detail: '新しい回答や気づきが記録されました。もう一度内容を確かめてから、確定してください。',
  },
  conflict: {
    title: 'ほかの記録と重なりました',
    detail:
      '同時にほかの記録が行われたため、保存していません。少し待って、もう一度送ってください。',
  },
  too_many_requests: {
    title: '操作が続きすぎています',
    detail: ({ seconds }) =>
      `短い時間に多くの操作があったため、いったん止めました。${seconds ? `${seconds}秒` : '少し'}待って、もう一度送ってください。入力した内容は画面に残っています。`,
  },
  unavailable: {
    title: 'いま応答できません',
    detail:
      'データベースが応答しません。少し待って、もう一度送ってください。同じ内容が二重に記録されることはありません。',
  },
  internal: {
    title: 'ハブの側で問題が起きました',
    detail:
      '入力に問題はありません。少し待って、もう一度試してください。続くときは、起きた時刻を添えて管理者に知らせてください。',
  },
}
