import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { getReview, type ReviewDetail, writeReflection } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { StaleText } from './finding-dialog.tsx'

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
  const draft = useDraft(owner, `reflection/${review.id}`, { text, sequence })
  const [isStale, setStale] = useState(false)
  const now = useQuery({
    queryKey: [code, 'review', review.id, 'now'],
    queryFn: () => getReview(code, review.id),
    enabled: isStale,
  })
  const theirs = now.data?.content.reflection
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
          writeReflection({ municipality: code, reviewId: review.id, key, sequence }, text).catch(
            (error: unknown) => {
              setStale(true)
              throw error
            },
          )
        }
        onRefused={(refusal) =>
          refusal.code === 'stale_edit' && (
            <StaleText
              text={theirs?.text}
              onTake={() => draft.set({ sequence: theirs?.sequence ?? 0 })}
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
            value={draft.values.text}
            onChange={(text) => draft.set({ text })}
          />
        )}
      </WriteForm>
    </Dialog>
  )
}
