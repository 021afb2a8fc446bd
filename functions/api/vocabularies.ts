import { messagesOf } from '../domain/messages/messages.ts'

const NAMES = [
  'standings',
  'outcomes',
  'manners',
  'factors',
  'formalities',
  'visibilities',
  'lineageKinds',
  'reportKinds',
  'hearingMeans',
  'precisions',
  'sides',
  'confirmations',
  'answers',
  'roles',
  'speakers',
  'actions',
  'tasks',
  'channels',
  'actorKinds',
  'cohortRecords',
  'events',
  'silences',
  'changes',
  'bases',
  'rungs',
  'curveGroups',
] as const

type Vocabulary = {
  name: string
  codes: string[]
  ja: Record<string, string>
  en: Record<string, string>
}

/** The closed vocabularies with their labels in both languages. */
export const vocabularies: Vocabulary[] = NAMES.map((name) => {
  const ja: Record<string, string> = messagesOf('ja')[name]
  const en: Record<string, string> = messagesOf('en')[name]
  return { name, codes: Object.keys(ja), ja, en }
})

/** The vocabulary that is made of exactly these values. */
export function vocabularyOf(values: readonly unknown[]): string | undefined {
  return vocabularies.find(
    ({ codes }) => codes.length === values.length && codes.every((code) => values.includes(code)),
  )?.name
}
