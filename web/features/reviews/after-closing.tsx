import { useTexts } from '../../i18n/language.tsx'
import { amendReview, type ReviewDetail, submitReview } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { Checkbox } from '../../ui/inputs.tsx'
import { useDraft } from '../drafts/draft.ts'
import { ReasonDialog } from '../forms/reason-dialog.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

type About = { detail: ReviewDetail; onClose: () => void }

/** 修正版: why the closed version is not the last word. */
export function AmendDialog({ detail: { review }, onClose }: About) {
  const { code } = usePlace()
  const { t } = useTexts()
  return (
    <ReasonDialog
      draft={`review/${review.id}/amend`}
      texts={{
        title: t.reviews.amendTitle,
        lead: t.reviews.amendLead,
        reason: t.reviews.amendReason,
        missing: t.reviews.amendReasonMissing,
        submit: t.reviews.amendSubmit,
      }}
      send={(reason, key) => amendReview({ municipality: code, reviewId: review.id, key }, reason)}
      onClose={onClose}
    />
  )
}

/** 部会へ提出: which reasons' texts go along is chosen row by row; none is chosen beforehand. */
export function SubmitDialog({ detail: { review, content }, onClose }: About) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const version = review.versions.at(-1)
  const draft = useDraft(owner, `review/${review.id}/submit/${version?.number}`, {
    texts: version?.submitted?.texts ?? [],
  })
  const { texts } = draft.values
  const withReason = content.rows.filter(({ reason }) => reason !== undefined)
  return (
    <Dialog title={t.reviews.submit} onClose={onClose}>
      <p>{t.reviews.submitLead}</p>
      <WriteForm
        draft={draft}
        publicRecord={false}
        send={({ texts }, key) =>
          submitReview(
            { municipality: code, reviewId: review.id, key },
            version?.number ?? 0,
            texts,
          )
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.reviews.submitSubmit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <FieldGroup name="texts" legend={t.reviews.submitTexts} error={errorOf('texts')}>
            {withReason.length === 0 && <p>{t.reviews.submitNoTexts}</p>}
            {withReason.map(({ proposalId, title, reason }) => (
              <Checkbox
                key={proposalId}
                checked={texts.includes(proposalId)}
                onChange={(checked) =>
                  draft.set({
                    texts: checked
                      ? [...texts, proposalId]
                      : texts.filter((one) => one !== proposalId),
                  })
                }
                label={
                  <>
                    <span className="font-700">{title}</span>
                    <span className="block text-[0.875rem] text-solid-gray-700">{reason}</span>
                  </>
                }
              />
            ))}
          </FieldGroup>
        )}
      </WriteForm>
    </Dialog>
  )
}
