import { type Language, messagesOf } from '../domain/messages/messages.ts'
import type { ReviewSpeaking } from '../domain/messages/review.ts'
import { reviewEn } from '../domain/messages/review-en.ts'
import { reviewJa } from '../domain/messages/review-ja.ts'

/** What documents of a review say it with. */
export function reviewSpeaking(language: Language): ReviewSpeaking {
  return { words: messagesOf(language), texts: language === 'ja' ? reviewJa : reviewEn }
}
