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
  const draft = useDraft(owner, `review/${id}/dates`, {
    asOf,
    dueOn,
    base: { asOf, dueOn },
  })
  return (
    <Dialog title={t.reviews.reschedule} onClose={onClose}>
      <WriteForm
        draft={draft}
        publicRecord={false}
        send={({ base, ...values }, key) => {
          // What one hasn't changed is not sent: it may be somebody else's by now.
          const moved = (['asOf', 'dueOn'] as const).filter((name) => values[name] !== base[name])
          return reschedule(
            { municipality: code, reviewId: id, key },
            Object.fromEntries(moved.map((name) => [name, values[name]])),
          )
        }}
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
