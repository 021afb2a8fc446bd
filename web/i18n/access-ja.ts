import { rulesJa } from '../../functions/domain/messages/rules-ja.ts'

/** 誰が何をできるか, and where one is signed in. */
export const accessJa = {
  permissions: {
    sentences: rulesJa,
    title: '誰が何をできるか',
    lead: '役割ごとに、許されていることの一覧です。ハブは、操作のたびにこの規則で判断しています。',
    contents: '目次',
    always: 'どの役割にも共通すること',
    principles: [
      '次の規則のどれにも当てはまらないことは、すべて断られます。',
      'ほかの自治体のものは、見ることも変えることもできません。ないものと同じ答えになります。',
      '利用を停止された人と退職した人は、役割にかかわらず、次の操作から何もできません。',
      '役割には始まりの日と終わりの日があります。研究生は、その年度が終わるとマネ友になります。担当者であるかどうかは、取組ごとに決まります。',
      '複数の役割を持つ人は、そのどれかで許されていることができます。',
    ],
    table: '役割ごとの規則',
    columns: { role: '役割', rule: '規則', actions: '許される操作' },
    nothing: 'この自治体の取組と名簿については、何も許されていません。',
    yours: 'あなたの役割',
  },
  sessions: {
    title: 'サインイン中の画面',
    lead: 'あなたのアドレスでサインインしたままの画面です。心当たりのないものや、共用の端末に残したものは、ここでサインアウトできます。',
    note: '端末の種類や場所は記録していません。「最後の操作」には10分ほどの幅があります。',
    this: 'いま見ている画面',
    other: 'ほかの画面',
    createdAt: 'サインインした時',
    lastSeenAt: '最後の操作',
    endsAt: '自動で終わる時',
    end: 'サインアウトさせる',
    endNamed: (when: string) => `サインアウトさせる（${when} にサインインした画面）`,
    endOthers: 'ほかの画面をすべてサインアウトさせる',
    endAll: 'この画面も含めて、すべてサインアウトする',
    endAllLead:
      'どの画面でも、次の操作からサインインし直すことになります。書きかけは、それぞれの端末に残ります。',
    endAllSubmit: 'すべてサインアウトする',
    ended: (n: number) => `${n}つの画面をサインアウトさせました`,
    alone: 'ほかにサインインしたままの画面はありません。',
  },
}

export type AccessTexts = typeof accessJa
