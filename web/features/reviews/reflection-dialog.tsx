import { useTexts } from '../../i18n/language.tsx'
import { type ReviewDetail, reviewQuery, writeReflection } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { StaleEdit } from '../editing/stale-edit.tsx'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

/** 総括, written by several people one after the other: whoever comes second sees the other's text first. */
export function ReflectionDialog({
  detail: { review, content },
  onClose,
}: {
  detail: ReviewDetail
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const { text = '', sequence = 0 } = content.reflection ?? {}
  const draft = useDraft(owner, `reflection/${review.id}`, { text, sequence, base: { text } })
  const { values, set } = draft
  return (
    <Dialog
      title={sequence === 0 ? t.reviews.writeReflection : t.reviews.editReflection}
      onClose={onClose}
    >
      <p>{t.reviews.reflectionLead}</p>
      <WriteForm
        draft={draft}
        check={({ text }) =>
          text.trim() === ''
            ? [{ pointer: '/text', code: 'required', detail: t.reviews.reflectionMissing }]
            : []
        }
        send={({ text, sequence }, key) =>
          writeReflection({ municipality: code, reviewId: review.id, key, sequence }, text)
        }
        onRefused={(refusal) =>
          refusal.code === 'stale_edit' && (
            <StaleEdit
              query={reviewQuery(code, review.id)}
              recordedIn={({ content: { reflection } }) => ({
                values: { text: reflection?.text ?? '' },
                edition: reflection?.sequence ?? 0,
              })}
              draft={{ fields: { text: values.text }, base: values.base, edition: values.sequence }}
              labels={{ text: t.reviews.reflection }}
              shown={({ text }) => text}
              onChange={({ fields, base, edition }) => set({ ...fields, base, sequence: edition })}
            />
          )
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.reviews.save}
        onCancel={onClose}
      >
        {(errorOf) => (
          <TextField
            name="text"
            label={t.reviews.reflection}
            required
            error={errorOf('text')}
            rows={10}
            value={values.text}
            onChange={(text) => set({ text })}
          />
        )}
      </WriteForm>
    </Dialog>
  )
}
