import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { progressInWords } from '../../functions/domain/messages/review.ts'
import { OpenDialog } from '../features/reviews/open-dialog.tsx'
import { ReviewState } from '../features/reviews/review-state.tsx'
import { useSpeaking } from '../features/reviews/use-speaking.ts'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { getReviews } from '../review-client.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState } from '../ui/states.tsx'

/** The yearly reviews, and opening the next one. */
export function ReviewsPage() {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const speaking = useSpeaking()
  const navigate = useNavigate()
  const [opening, setOpening] = useState(false)
  const query = useQuery({ queryKey: [code, 'reviews'], queryFn: () => getReviews(code) })
  if (!query.data) return <UnloadedPage query={query} lines={6} />
  const { reviews, openable, blockedBy } = query.data
  return (
    <>
      <PageTitle lead={t.reviews.lead}>{t.reviews.title}</PageTitle>
      {blockedBy && (
        <div className="mb-6">
          <Notice
            quiet
            kind="warning"
            title={t.reviews.blocked(dates.fiscalYear(blockedBy.fiscalYear))}
          >
            <p>{t.reviews.blockedWhat}</p>
            <Link
              to="/m/$municipality/reviews/$reviewId"
              params={{ municipality: code, reviewId: blockedBy.id }}
              className="text-blue-900 underline"
            >
              {t.review.title(dates.fiscalYear(blockedBy.fiscalYear))}
            </Link>
          </Notice>
        </div>
      )}
      {openable.length > 0 && (
        <p className="mb-6">
          <Button onClick={() => setOpening(true)}>{t.reviews.openRound}</Button>
        </p>
      )}
      {reviews.length === 0 ? (
        <EmptyState title={t.reviews.none}>{t.reviews.noneDetail}</EmptyState>
      ) : (
        <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
          {reviews.map((review) => (
            <li key={review.id} className="py-4">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  to="/m/$municipality/reviews/$reviewId"
                  params={{ municipality: code, reviewId: review.id }}
                  className="text-[1.125rem] font-700 text-blue-900 underline"
                >
                  {t.review.title(dates.fiscalYear(review.fiscalYear))}
                </Link>
                <ReviewState review={review} />
              </p>
              <p className="mt-1">{progressInWords(review.counts, speaking)}</p>
              <p className="mt-1 text-[0.875rem] text-solid-gray-700">
                {t.review.asOf(dates.day(review.versions.at(-1)?.day ?? review.asOf))}
                {review.isOpen && (
                  <>
                    {t.common.dot}
                    {t.reviews.dueOn}
                    {t.common.colon}
                    {dates.day(review.dueOn)}
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {opening && (
        <OpenDialog
          openable={openable}
          onClose={() => setOpening(false)}
          onDone={(reviewId) =>
            void navigate({
              to: '/m/$municipality/reviews/$reviewId',
              params: { municipality: code, reviewId },
            })
          }
        />
      )}
    </>
  )
}
