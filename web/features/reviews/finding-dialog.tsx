import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FindingView } from '../../../functions/domain/reviews/review-view.ts'
import { useTexts } from '../../i18n/language.tsx'
import { proposalQuery } from '../../queries.ts'
import { editFinding, type ReviewDetail, recordFinding } from '../../review-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AsOfInput, asOfDraft, asOfValue, EMPTY_AS_OF } from '../dates/as-of-input.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { speakerChoice, speakerOf } from '../reporting/speaker.ts'
import { SpeakerSelect } from '../reporting/speaker-select.tsx'
import { usePlace } from '../session/place.tsx'

/** What was learned in a conversation; written anew, or put right. */
export function FindingDialog({
  detail: { review, content },
  proposalId,
  finding,
  onClose,
}: {
  detail: ReviewDetail
  /** The proposal it is about, where the dialog is opened beside one. */
  proposalId?: string | undefined
  finding?: FindingView | undefined
  onClose: () => void
}) {
  const { code, owner, roster, today } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const about = finding ? `finding/${finding.id}` : `finding/${review.id}/${proposalId ?? 'whole'}`
  const draft = useDraft(owner, about, {
    proposalId: finding?.proposalId ?? proposalId ?? '',
    heardOn: finding ? asOfDraft(finding.heardOn) : EMPTY_AS_OF,
    heardFrom: finding ? speakerChoice(finding.heardFrom) : '',
    note: finding?.heardFrom.note ?? '',
    text: finding?.text ?? '',
  })
  const { values, set } = draft
  // What it is about tells in which role a person speaks of it.
  const spokenOf = useQuery({
    ...proposalQuery(code, values.proposalId, {}),
    enabled: values.proposalId !== '',
  }).data?.proposal
  const heard = ({ heardFrom, note }: Pick<typeof values, 'heardFrom' | 'note'>) =>
    speakerOf(heardFrom, note, (id) => roster.capacitiesOf(id, spokenOf))
  // An edit is of what one had before one's eyes; after somebody else's, one must look first.
  const [sequence, setSequence] = useState(finding?.sequence)
  const current =
    finding &&
    [...content.rows.flatMap((row) => row.findings), ...content.findings].find(
      ({ id }) => id === finding.id,
    )
  return (
    <Dialog title={finding ? t.reviews.editFinding : t.reviews.finding} onClose={onClose}>
      <WriteForm
        draft={draft}
        check={({ text, heardFrom, note, heardOn }) => [
          ...(asOfValue(heardOn)
            ? []
            : [{ pointer: '/heardOn', code: 'required', detail: t.reviews.heardOnMissing }]),
          ...(heardFrom === ''
            ? [{ pointer: '/heardFrom', code: 'required', detail: t.reviews.heardFromMissing }]
            : heard({ heardFrom, note })
              ? []
              : [
                  {
                    pointer: '/heardFrom/role',
                    code: 'required',
                    detail: t.speaker.capacityMissing,
                  },
                ]),
          ...(text.trim() === ''
            ? [{ pointer: '/text', code: 'required', detail: t.reviews.learnedMissing }]
            : []),
        ]}
        send={({ proposalId, heardOn, heardFrom, note, text }, key) => {
          const input = {
            ...(proposalId !== '' && { proposalId }),
            heardOn: asOfValue(heardOn) ?? { precision: 'day' as const, date: '' },
            heardFrom: heard({ heardFrom, note }) ?? { role: 'unattributed' as const },
            text,
          }
          const at = { municipality: code, reviewId: review.id, key }
          return finding && sequence !== undefined
            ? editFinding({ ...at, findingId: finding.id, sequence }, input)
            : recordFinding(at, input)
        }}
        onRefused={(refusal) =>
          refusal.code === 'stale_edit' && (
            <StaleText
              text={current?.text}
              onTake={() => {
                void recorded().then(() => undefined)
                if (current) setSequence(current.sequence)
              }}
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
          <>
            <Field name="proposalId" label={t.reviews.about} error={errorOf('proposalId')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={values.proposalId}
                  onChange={(event) => set({ proposalId: event.target.value })}
                >
                  <option value="">{t.reviews.aboutWhole}</option>
                  {content.rows.map((row) => (
                    <option key={row.proposalId} value={row.proposalId}>
                      {row.title}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <FieldGroup
              name="heardOn"
              legend={t.reviews.heardOn}
              required
              error={errorOf('heardOn')}
            >
              <AsOfInput
                name="heardOn"
                value={values.heardOn}
                onChange={(heardOn) => set({ heardOn })}
                today={today}
                firstFiscalYear={review.fiscalYear}
                invalid={errorOf('heardOn') !== undefined}
              />
            </FieldGroup>
            <SpeakerSelect
              name="heardFrom"
              label={t.reviews.heardFrom}
              value={values.heardFrom}
              note={values.note}
              onChange={(heardFrom) => set({ heardFrom })}
              onNote={(note) => set({ note })}
              roster={roster}
              proposal={spokenOf}
              error={errorOf('heardFrom')}
            />
            <TextField
              name="text"
              label={t.reviews.learned}
              required
              error={errorOf('text')}
              value={values.text}
              onChange={(text) => set({ text })}
            />
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}

/** Somebody else was first: their text, beside one's own that stays in the form. */
export function StaleText({ text, onTake }: { text: string | undefined; onTake: () => void }) {
  const { t } = useTexts()
  return (
    <Notice kind="warning" title={t.reviews.stale}>
      <p>{t.reviews.staleDetail}</p>
      {text !== undefined && (
        <>
          <p className="mt-2 font-700">{t.reviews.staleNow}</p>
          <p className="whitespace-pre-line">{text}</p>
        </>
      )}
      <Button variant="outline" size="small" className="mt-2" onClick={onTake}>
        {t.reviews.staleTake}
      </Button>
    </Notice>
  )
}
