import { fiscalYearInJapanese } from '../calendar.ts'
import type { Problems } from './problems.ts'

/** The fiscal year that a refusal is about, where it names one. */
export const year = ({ fiscalYear }: { fiscalYear?: number }, otherwise: string) =>
  fiscalYear === undefined ? otherwise : fiscalYearInJapanese(fiscalYear)

/** What is wrong with one field, in Japanese. */
export const fieldProblemsJa = {
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
    title: '受け付けていない項目です',
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
  staff_number_taken: {
    title: '職員番号が重複しています',
    detail:
      'この職員番号は、名簿のほかの人が使っています。番号を確かめるか、名簿でその番号をさがして、先にその人を直してください。',
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
  outside_fiscal_year: {
    title: '年度の外の日付です',
    detail: ({ fiscalYear }) =>
      fiscalYear
        ? `検証する年度（${fiscalYearInJapanese(fiscalYear)}）の4月1日から3月31日までの日付にしてください。`
        : '検証する年度の4月1日から3月31日までの日付にしてください。',
  },
  in_past: { title: '過ぎた日付です', detail: '今日かそれより後の日付にしてください。' },
} satisfies Partial<Problems>
