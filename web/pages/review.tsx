import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { progressInWords, whoInWords } from '../../functions/domain/messages/review.ts'
import { Awaited } from '../features/reviews/awaited.tsx'
import { Comparison } from '../features/reviews/comparison.tsx'
import { Downloads } from '../features/reviews/downloads.tsx'
import { Findings } from '../features/reviews/findings.tsx'
import { FormTable } from '../features/reviews/form-table.tsx'
import { Proof } from '../features/reviews/proof.tsx'
import { ReviewState } from '../features/reviews/review-state.tsx'
import { Rows } from '../features/reviews/rows.tsx'
import { useSpeaking } from '../features/reviews/use-speaking.ts'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { type ReviewDetail, reviewQuery } from '../review-client.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'

const FindingDialog = lazy(() =>
  import('../features/reviews/finding-dialog.tsx').then((m) => ({ default: m.FindingDialog })),
)
const ReflectionDialog = lazy(() =>
  import('../features/reviews/reflection-dialog.tsx').then((m) => ({
    default: m.ReflectionDialog,
  })),
)
const RescheduleDialog = lazy(() =>
  import('../features/reviews/reschedule-dialog.tsx').then((m) => ({
    default: m.RescheduleDialog,
  })),
)
const CloseDialog = lazy(() =>
  import('../features/reviews/close-dialog.tsx').then((m) => ({ default: m.CloseDialog })),
)
const AmendDialog = lazy(() =>
  import('../features/reviews/after-closing.tsx').then((m) => ({ default: m.AmendDialog })),
)
const SubmitDialog = lazy(() =>
  import('../features/reviews/after-closing.tsx').then((m) => ({ default: m.SubmitDialog })),
)

type Dialogue = 'finding' | 'reflection' | 'dates' | 'close' | 'amend' | 'submit'

/** One review: what is left to do while it is open, and the report once it is closed. */
export function ReviewPage() {
  const { reviewId } = useParams({ from: '/m/$municipality/reviews/$reviewId' })
  // What is open or typed about one round is never about the next one.
  return <OneReview key={reviewId} reviewId={reviewId} />
}

function OneReview({ reviewId }: { reviewId: string }) {
  const { version } = useSearch({ from: '/m/$municipality/reviews/$reviewId' })
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const [dialogue, setDialogue] = useState<Dialogue>()
  const query = useQuery(reviewQuery(code, reviewId, version))
  if (!query.data) return <UnloadedPage query={query} />
  const detail = query.data
  const { review, content } = detail
  const isOpen = content.version === undefined
  const close = () => setDialogue(undefined)
  return (
    <>
      <p className="mb-2 print:hidden">
        <Link
          to="/m/$municipality/reviews"
          params={{ municipality: code }}
          className="text-blue-900 underline"
        >
          {t.reviews.back}
        </Link>
      </p>
      <PageTitle
        title={t.review.title(dates.fiscalYear(review.fiscalYear))}
        lead={<Lead detail={detail} />}
      >
        {t.review.title(dates.fiscalYear(review.fiscalYear))}
      </PageTitle>
      {isOpen ? (
        <Working detail={detail} open={setDialogue} />
      ) : (
        <Report detail={detail} open={setDialogue} />
      )}
      <Suspense>
        {dialogue === 'finding' && <FindingDialog detail={detail} onClose={close} />}
        {dialogue === 'reflection' && <ReflectionDialog detail={detail} onClose={close} />}
        {dialogue === 'dates' && <RescheduleDialog review={review} onClose={close} />}
        {dialogue === 'close' && <CloseDialog detail={detail} onClose={close} />}
        {dialogue === 'amend' && <AmendDialog detail={detail} onClose={close} />}
        {dialogue === 'submit' && <SubmitDialog detail={detail} onClose={close} />}
      </Suspense>
    </>
  )
}

type Part = { detail: ReviewDetail; open: (dialogue: Dialogue) => void }

function Lead({ detail: { review, content, proof } }: Pick<Part, 'detail'>) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const speaking = useSpeaking()
  const version = review.versions.find(({ number }) => number === content.version)
  const newest = review.versions.at(-1)
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ReviewState review={review} />
        <span className="text-[1.125rem] font-700 text-solid-gray-800">
          {progressInWords(content.counts, speaking)}
        </span>
      </p>
      <p className="mt-1">
        {t.review.asOf(dates.day(version ? content.day : review.asOf))}
        {version ? (
          <>
            {t.common.dot}
            {t.reviews.closedOn(dates.instant(version.knownAt))}
            {t.common.dot}
            {whoInWords(version.by, speaking)}
          </>
        ) : (
          <>
            {t.common.dot}
            {t.reviews.dueOn}
            {t.common.colon}
            {dates.day(review.dueOn)}
          </>
        )}
      </p>
      {proof && <Proof proof={proof} />}
      {version?.amends !== undefined && (
        <p className="mt-1">{t.review.amends(version.amends, version.reason || t.review.erased)}</p>
      )}
      {review.isOpen && review.amending && (
        <p className="mt-1">{t.reviews.amendingWhy(review.amending.reason || t.review.erased)}</p>
      )}
      {version && newest && version.number < newest.number && (
        <div className="mt-3">
          <Notice kind="warning" quiet title={t.reviews.versionOld(version.number)}>
            <Link
              to="/m/$municipality/reviews/$reviewId"
              params={{ municipality: code, reviewId: review.id }}
              className="text-blue-900 underline"
            >
              {t.reviews.showNewest}
            </Link>
          </Notice>
        </div>
      )}
    </>
  )
}

/** While it is open: what is left, whom one waits for, what was learned, and closing. */
function Working({ detail, open }: Part) {
  const { t, dates } = useTexts()
  const { content, milestones, permitted, review } = detail
  const works = permitted.includes('review.work')
  return (
    <>
      <div className="flex flex-wrap gap-3 print:hidden">
        {permitted.includes('review.close') && (
          <Button onClick={() => open('close')}>{t.reviews.close}</Button>
        )}
        {works && (
          <Button variant="outline" onClick={() => open('dates')}>
            {t.reviews.reschedule}
          </Button>
        )}
      </div>
      <Section id="milestones" title={t.reviews.milestones}>
        <ol className="flex flex-wrap gap-x-8 gap-y-2">
          {milestones.map(({ milestone, month }) => (
            <li key={milestone}>
              <span className="font-700">{dates.asOf({ precision: 'month', date: month })}</span>{' '}
              {t.reviews.milestone[milestone]}
            </li>
          ))}
        </ol>
      </Section>
      <Awaited detail={detail} />
      <Rows detail={detail} />
      <Section id="findings" title={t.review.findings}>
        <p className="mb-3">{t.reviews.findingsLead}</p>
        {content.findings.length === 0 && <p className="mb-3">{t.reviews.findingsNone}</p>}
        <Findings detail={detail} findings={content.findings} />
        {works && (
          <Button variant="outline" className="mt-3" onClick={() => open('finding')}>
            {t.reviews.finding}
          </Button>
        )}
      </Section>
      <Reflection detail={detail} open={open} />
      <Comparison detail={detail} />
      <Section id="form" title={t.reviews.form}>
        <FormTable content={content} />
      </Section>
      <Downloads reviewId={review.id} version={undefined} />
    </>
  )
}

function Reflection({ detail: { content, permitted, review }, open }: Part) {
  const { t } = useTexts()
  const { reflection } = content
  return (
    <Section id="reflection" title={t.review.reflection}>
      <p className="whitespace-pre-line">
        {reflection ? (reflection.text ?? t.review.erased) : t.reviews.reflectionNone}
      </p>
      {review.isOpen && content.version === undefined && permitted.includes('review.work') && (
        <Button variant="outline" className="mt-3" onClick={() => open('reflection')}>
          {reflection ? t.reviews.editReflection : t.reviews.writeReflection}
        </Button>
      )}
    </Section>
  )
}

/** Once it is closed: the program's form first, then everything it stands on. */
function Report({ detail, open }: Part) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const { content, permitted, review } = detail
  const isNewest = content.version === review.versions.at(-1)?.number
  const acts = isNewest && !review.isOpen && permitted.includes('review.close')
  return (
    <>
      {acts && (
        <div className="flex flex-wrap gap-3 print:hidden">
          <Button onClick={() => open('submit')}>{t.reviews.submit}</Button>
          <Button variant="outline" onClick={() => open('amend')}>
            {t.reviews.amend}
          </Button>
        </div>
      )}
      <Section id="form" title={t.reviews.form}>
        <FormTable content={content} />
      </Section>
      <Downloads reviewId={review.id} version={content.version} />
      <Comparison detail={detail} />
      <Reflection detail={detail} open={open} />
      <Section id="findings" title={t.review.findings}>
        {content.findings.length === 0 && <p>{t.review.none}</p>}
        <Findings detail={detail} findings={content.findings} />
      </Section>
      <Rows detail={detail} />
      {review.versions.length > 1 && (
        <div className="print:hidden">
          <Section id="versions" title={t.reviews.versions}>
            <ul className="space-y-1">
              {review.versions.toReversed().map((version) => (
                <li key={version.number}>
                  <Link
                    to="/m/$municipality/reviews/$reviewId"
                    params={{ municipality: code, reviewId: review.id }}
                    search={{ version: String(version.number) }}
                    className="text-blue-900 underline"
                  >
                    {t.review.version(version.number)}
                  </Link>
                  {t.common.aside(t.reviews.closedOn(dates.instant(version.knownAt)))}
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </>
  )
}
