import { useQuery } from '@tanstack/react-query'
import type { FindingView } from '../../../functions/domain/reviews/review-view.ts'
import { useTexts } from '../../i18n/language.tsx'
import { proposalQuery } from '../../queries.ts'
import { editFinding, type ReviewDetail, recordFinding, reviewQuery } from '../../review-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import {
  type AsOfDraft,
  AsOfInput,
  asOfDraft,
  asOfValue,
  EMPTY_AS_OF,
} from '../dates/as-of-input.tsx'
import { useDraft } from '../drafts/draft.ts'
import { StaleEdit } from '../editing/stale-edit.tsx'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { type SpeakerChoice, speakerChoice, speakerOf } from '../reporting/speaker.ts'
import { SpeakerSelect } from '../reporting/speaker-select.tsx'
import { usePlace } from '../session/place.tsx'
import { useWho } from '../timeline/who.ts'

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
  const { t, dates } = useTexts()
  const who = useWho()
  const recorded = useRecorded(code)
  const about = finding ? `finding/${finding.id}` : `finding/${review.id}/${proposalId ?? 'whole'}`
  const begun = fieldsOf(finding, proposalId)
  // The edition that is edited goes with the draft: it may be hours old when it is sent.
  const draft = useDraft(owner, about, { ...begun, base: begun, sequence: finding?.sequence })
  const { values, set } = draft
  const { base, sequence, ...fields } = values
  // What it is about tells in which role a person speaks of it.
  const spokenOf = useQuery({
    ...proposalQuery(code, values.proposalId, {}),
    enabled: values.proposalId !== '',
  }).data?.proposal
  const heard = ({ heardFrom, note }: Pick<FindingFields, 'heardFrom' | 'note'>) =>
    speakerOf(heardFrom, note, (id) => roster.capacitiesOf(id, spokenOf))
  const shown = (fields: FindingFields, field: keyof FindingFields): string => {
    switch (field) {
      case 'proposalId':
        return (
          content.rows.find((row) => row.proposalId === fields.proposalId)?.title ??
          t.reviews.aboutWhole
        )
      case 'heardOn': {
        const day = asOfValue(fields.heardOn)
        return day ? dates.asOf(day) : ''
      }
      case 'heardFrom': {
        const speaker = heard({ ...fields, note: '' })
        return speaker ? who.speaker(speaker) : ''
      }
      default:
        return fields[field]
    }
  }
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
        send={({ proposalId, heardOn, heardFrom, note, text, sequence }, key) => {
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
            <StaleEdit
              query={reviewQuery(code, review.id)}
              recordedIn={({ content: { rows, findings } }) => {
                const latest = [...rows.flatMap((row) => row.findings), ...findings].find(
                  ({ id }) => id === finding?.id,
                )
                return latest && { values: fieldsOf(latest), edition: latest.sequence }
              }}
              draft={{ fields, base, edition: sequence }}
              labels={{
                proposalId: t.reviews.about,
                heardOn: t.reviews.heardOn,
                heardFrom: t.reviews.heardFrom,
                note: t.speaker.note,
                text: t.reviews.learned,
              }}
              shown={shown}
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

type FindingFields = {
  proposalId: string
  heardOn: AsOfDraft
  heardFrom: SpeakerChoice
  note: string
  text: string
}

function fieldsOf(finding: FindingView | undefined, proposalId = ''): FindingFields {
  return {
    proposalId: finding?.proposalId ?? proposalId,
    heardOn: finding ? asOfDraft(finding.heardOn) : EMPTY_AS_OF,
    heardFrom: finding ? speakerChoice(finding.heardFrom) : '',
    note: finding?.heardFrom.note ?? '',
    text: finding?.text ?? '',
  }
}
