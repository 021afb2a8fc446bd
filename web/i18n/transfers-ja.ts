/** What the page says where transfers are typed in. */
export const transfersJa = {
  title: '人事異動の入力',
  lead: '異動する人と退職する人を、まとめて記録します。書き込む前に、行ごとに確かめられます。',
  paste:
    'Excelの表は、行を選んでコピーし、氏名の欄に貼り付けられます。列は、氏名または職員番号、異動先または「退職」、異動日の順です。見出しの行から貼り付けると、列の順は問いません。退職する人の異動日には、在籍しなくなる最初の日を入れます（3月31日退職なら4月1日）。',
  fromFile: 'ファイルから取り込む',
  row: (n: number) => `${n}行目`,
  person: '氏名または職員番号',
  office: '異動先',
  leaves: '退職',
  on: '異動日',
  remove: (n: number) => `${n}行目を消す`,
  more: '行を追加',
  check: '確かめる',
  edit: '入力に戻る',
  nothing: '異動する人を、1行以上入力してください。',
  twice: (n: number) => `${n}行目と同じ人です。`,
  typed: (n: number) => `入力した${n}行`,
  pasted: (n: number) => `${n}行を貼り付けました。`,
}
export type TransferTexts = typeof transfersJa
