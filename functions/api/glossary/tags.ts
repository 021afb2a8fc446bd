import type { Words } from './words.ts'

/** What each group of operations is about, in the order in which a reader meets them. */
export const TAGS: Words = {
  municipality: 'The municipality and its register at a glance',
  people: 'The roster, which HR keeps, and what people may say about their own data',
  proposals: 'What the cohorts have proposed',
  reports: 'What became of it, and the other side’s answer',
  reviews: 'The yearly review of past proposals (過年度取組検証)',
  continuity: 'How the proposals live on (継続状況): figures, what changed, and for how long',
  questions: 'Asking and answering about a proposal',
  inquiries: 'Asking and answering across municipalities, through HR',
  requests: 'Asking those who can say how it stands (回答依頼)',
  shared: 'What municipalities share with each other, and what the office counts',
  history: 'The history, and what proves it',
  exports: 'Exports (書き出し)',
  'open-data': 'What a municipality made public, for everybody (オープンデータ)',
  session: 'Who is signed in and where, accepting an invitation, and what is held about oneself',
  office: 'The program’s office (部会事務局): setting municipalities up, and its own people',
  health: 'Whether the hub answers',
}
