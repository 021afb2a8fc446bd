import { Link } from '@tanstack/react-router'
import type { getTasks } from '../../api-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePlace } from '../session/place.tsx'

type Late = NonNullable<Awaited<ReturnType<typeof getTasks>>['lateReview']>

/** The open review that should be closed by now: until then it keeps the next cohort from its own. */
export function LateReviewTask({ review }: { review: Late }) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const title = t.tasks.lateReview(dates.fiscalYear(review.fiscalYear), dates.day(review.dueOn))
  return (
    <div className="my-2">
      <Notice quiet kind="warning" title={title}>
        <p>{t.tasks.lateReviewWhat}</p>
        <Link
          to="/m/$municipality/reviews/$reviewId"
          params={{ municipality: code, reviewId: review.id }}
          className="text-blue-900 underline"
        >
          {t.tasks.lateReviewLook}
        </Link>
      </Notice>
    </div>
  )
}
