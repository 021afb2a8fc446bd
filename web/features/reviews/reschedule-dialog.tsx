import { useTexts } from '../../i18n/language.tsx'
import { type ReviewDetail, reschedule } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { DatesFields } from './dates-fields.tsx'

export function RescheduleDialog({
  review: { id, asOf, dueOn },
  onClose,
}: {
  review: ReviewDetail['review']
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `review/${id}/dates`, { asOf, dueOn })
  return (
    <Dialog title={t.reviews.reschedule} onClose={onClose}>
      <WriteForm
        draft={draft}
        publicRecord={false}
        send={(values, key) => reschedule({ municipality: code, reviewId: id, key }, values)}
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.reviews.rescheduleSubmit}
        onCancel={onClose}
      >
        {(errorOf) => <DatesFields values={draft.values} set={draft.set} errorOf={errorOf} />}
      </WriteForm>
    </Dialog>
  )
}
