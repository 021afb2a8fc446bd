import type { Language } from '../domain/messages/messages.ts'

type Texts = {
  title: string
  hub: string
  otherLanguage: string
  skip: string
  contents: string
  use: string
  using: string[]
  document: string
  schemas: string
  words: string
  problems: string
  aboutProblems: string
  code: string
  parameters: string
  body: string
  responses: string
  required: string
  withoutSession: string
  places: Record<string, string>
  tags: Record<string, string>
}

/** What stands around the document on its page. */
export const docsTexts: Record<Language, Texts> = {
  ja: {
    title: 'APIリファレンス',
    hub: 'マネ友ハブ',
    otherLanguage: 'English',
    skip: '本文へ移動',
    contents: '目次',
    use: '使い方',
    using: [
      'JSONだけを受け渡します。本文は1 MBまで、`Content-Type: application/json` を付けます。',
      '`/auth/sign-in` でサインインすると、セッションのCookieが発行されます。',
      '書込みはハブ自身の画面（`Origin` が一致するもの）からだけ受け付け、`Idempotency-Key` が要ります。同じキーで送り直しても一度だけ記録され、同じ答えが返ります。',
      '編集には、読み込んだときの `ETag` を `If-Match` に付けます。',
      '`asOf` はいつの時点の状況か、`knownAt` はいつまでに記録されたことに基づくかを表します。',
      '一覧の続きは `nextCursor` を `cursor` に渡して読みます。',
      'エラーはすべてProblem Details（RFC 9457）です。`code` は変わらず、文面は `Accept-Language` に従います。',
    ],
    document: 'OpenAPI 3.1の文書（JSON）',
    schemas: 'データの形',
    words: '用語とコード',
    problems: 'エラーコード',
    aboutProblems: '数字はHTTPステータスです。項目ごとのエラーは `errors` に入ります。',
    code: 'コード',
    parameters: 'パラメーター',
    body: '本文',
    responses: '応答',
    required: '必須',
    withoutSession: 'サインインしていなくても使えます。',
    places: { path: 'パス', query: 'クエリ', header: 'ヘッダー' },
    tags: {
      municipality: '自治体',
      people: '名簿・招待・異動',
      proposals: '取組',
      reports: '取組状況の報告と確認',
      continuity: '継続状況',
      reviews: '過年度取組検証',
      requests: '回答の依頼',
      shared: '自治体間の共有',
      history: '証明できる履歴',
      exports: '書き出し',
      'open-data': 'オープンデータ',
      session: 'セッション',
      office: '部会事務局',
      health: '稼働状況',
    },
  },
  en: {
    title: 'API reference',
    hub: 'Mane-tomo Hub',
    otherLanguage: '日本語',
    skip: 'To the content',
    contents: 'Contents',
    use: 'How to use it',
    using: [
      'JSON only. A body may have 1 MB and comes with `Content-Type: application/json`.',
      'Signing in at `/auth/sign-in` gives a session cookie.',
      'Writes are taken from the hub’s own pages only (`Origin` must match) and need an `Idempotency-Key`: sending the same request again under the same key does it once and is answered the same.',
      'An edit carries the `ETag` that was read in `If-Match`.',
      '`asOf` is the day asked about, `knownAt` until when what was recorded counts.',
      'A list goes on with its `nextCursor` as `cursor`.',
      'Every error is a Problem (RFC 9457): its `code` is stable, its wording follows `Accept-Language`.',
    ],
    document: 'The OpenAPI 3.1 document (JSON)',
    schemas: 'Schemas',
    words: 'Words and codes',
    problems: 'Problem codes',
    aboutProblems:
      'The number is the HTTP status. What is wrong with single fields is in `errors`.',
    code: 'Code',
    parameters: 'Parameters',
    body: 'Body',
    responses: 'Responses',
    required: 'required',
    withoutSession: 'Needs no session.',
    places: { path: 'path', query: 'query', header: 'header' },
    tags: {
      municipality: 'Municipality',
      people: 'Roster, invitations, transfers',
      proposals: 'Proposals',
      reports: 'Reports and answers',
      continuity: 'Continuity',
      reviews: 'Reviews of past proposals',
      requests: 'Requests for answers',
      shared: 'Shared between municipalities',
      history: 'Provable history',
      exports: 'Exports',
      'open-data': 'Open data',
      session: 'Session',
      office: 'The program’s office',
      health: 'Health',
    },
  },
}
