import { useTexts } from '../../i18n/language.tsx'
import { closeReview, type ReviewDetail } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { FormTable } from './form-table.tsx'

/** What will be frozen, before it is: the table itself, and what somebody may want to mend first. */
export function CloseDialog({
  detail: { review, content, edition },
  onClose,
}: {
  detail: ReviewDetail
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t, dates } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `review/${review.id}/close/${edition}`, {})
  const marked = (mark: string) =>
    content.rows.filter(({ marks }) => marks.some((one) => one === mark)).length
  const warnings = [
    ...(content.day < review.asOf ? [t.reviews.closeEarly(dates.day(review.asOf))] : []),
    ...(content.counts.waiting > 0 ? [t.reviews.closeWaiting(content.counts.waiting)] : []),
    ...(marked('disputed') > 0 ? [t.reviews.closeDisputed(marked('disputed'))] : []),
    ...(marked('awaiting') > 0 ? [t.reviews.closeAwaiting(marked('awaiting'))] : []),
    ...(content.reflection ? [] : [t.reviews.closeNoReflection]),
  ]
  return (
    <Dialog title={t.reviews.close} onClose={onClose}>
      <p>{t.reviews.closeLead}</p>
      {warnings.length > 0 && (
        <div className="mt-4">
          <Notice kind="warning" quiet title={t.reviews.closeDay(dates.day(content.day))}>
            <ul className="list-disc pl-5">
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      <h3 className="mt-6 mb-2 font-700">{t.reviews.closeFrozen}</h3>
      <FormTable content={content} />
      <WriteForm
        draft={draft}
        publicRecord={false}
        send={(_, key) => closeReview({ municipality: code, reviewId: review.id, key }, edition)}
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.reviews.closeSubmit}
        onCancel={onClose}
      >
        {() => null}
      </WriteForm>
    </Dialog>
  )
}
