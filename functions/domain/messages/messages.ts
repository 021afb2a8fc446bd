import { en } from './en.ts'
import { ja, type Messages } from './ja.ts'

/** The hub's languages; Japanese is the default. */
export const LANGUAGES = ['ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Every label of a language. A page that shows one language imports `ja.ts` or `en.ts` alone. */
export function messagesOf(language: Language): Messages {
  return language === 'en' ? en : ja
}
