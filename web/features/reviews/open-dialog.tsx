import { useTexts } from '../../i18n/language.tsx'
import { openReview, type ReviewList } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { DatesFields } from './dates-fields.tsx'

/** Opens the round of a fiscal year, with the usual dates to begin with. */
export function OpenDialog({
  openable,
  onDone,
  onClose,
}: {
  openable: ReviewList['openable']
  onDone: (reviewId: string) => void
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t, dates } = useTexts()
  const recorded = useRecorded(code)
  const [first] = openable
  const draft = useDraft(owner, 'review/open', {
    fiscalYear: String(first?.fiscalYear ?? ''),
    asOf: first?.asOf ?? '',
    dueOn: first?.dueOn ?? '',
  })
  const { values, set } = draft
  return (
    <Dialog title={t.reviews.openRound} onClose={onClose}>
      <p>{t.reviews.openLead}</p>
      <WriteForm
        draft={draft}
        publicRecord={false}
        send={({ fiscalYear, ...days }, key) =>
          openReview(code, key, { fiscalYear: Number(fiscalYear), ...days })
        }
        onDone={({ id }) => {
          void recorded()
          onDone(id)
        }}
        submitLabel={t.reviews.openSubmit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <Field name="fiscalYear" label={t.reviews.year} error={errorOf('fiscalYear')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={values.fiscalYear}
                  onChange={(event) => {
                    const chosen = openable.find(
                      ({ fiscalYear }) => String(fiscalYear) === event.target.value,
                    )
                    if (chosen) set({ ...chosen, fiscalYear: event.target.value })
                  }}
                >
                  {openable.map(({ fiscalYear }) => (
                    <option key={fiscalYear} value={fiscalYear}>
                      {dates.fiscalYearLong(fiscalYear)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <DatesFields values={values} set={set} errorOf={errorOf} />
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}
