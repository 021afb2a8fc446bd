import { useTexts } from '../../i18n/language.tsx'
import type { ReviewDetail } from '../../review-client.ts'
import { Tag } from '../../ui/tag.tsx'

/** Whether a review is worked on, closed, or handed in. */
export function ReviewState({ review }: { review: ReviewDetail['review'] }) {
  const { t } = useTexts()
  const last = review.versions.at(-1)
  return (
    <>
      {review.isOpen ? (
        <Tag kind="info">
          {review.amending ? t.reviews.amending(review.amending.of) : t.reviews.open}
        </Tag>
      ) : (
        last && <Tag kind="good">{t.reviews.closed(last.number)}</Tag>
      )}
      {!review.isOpen && last?.submitted && <Tag kind="good">{t.reviews.handedIn}</Tag>}
    </>
  )
}
