import type { ReviewSpeaking } from '../../../functions/domain/messages/review.ts'
import { useTexts } from '../../i18n/language.tsx'

/** The words of a review in the page's language. */
export function useSpeaking(): ReviewSpeaking {
  const { t, words } = useTexts()
  return { words, texts: t.review }
}
