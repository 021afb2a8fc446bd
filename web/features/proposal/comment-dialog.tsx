import type { SpokenOf } from '../../../functions/domain/people/capacities.ts'
import { useTexts } from '../../i18n/language.tsx'
import { comment } from '../../proposal-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { type AsOfDraft, AsOfInput, asOfValue, EMPTY_AS_OF } from '../dates/as-of-input.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { type SpeakerChoice, speakerOf } from '../reporting/speaker.ts'
import { SpeakerSelect } from '../reporting/speaker-select.tsx'
import { usePlace } from '../session/place.tsx'
import { useRecorded } from './use-recorded.ts'

type CommentDraft = { text: string; speaker: SpeakerChoice; speakerNote: string; asOf: AsOfDraft }
const EMPTY: CommentDraft = { text: '', speaker: '', speakerNote: '', asOf: EMPTY_AS_OF }

/** A comment, one's own or recorded for somebody else. */
export function CommentDialog({
  proposal,
  onClose,
}: {
  proposal: SpokenOf & { id: string }
  onClose: () => void
}) {
  const { code, owner, roster, today } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `comment/${proposal.id}`, EMPTY)
  const { values, set } = draft
  const heard = ({ speaker, speakerNote }: CommentDraft) =>
    speakerOf(speaker, speakerNote, (id) => roster.capacitiesOf(id, proposal))
  return (
    <Dialog title={t.comment.title} onClose={onClose}>
      <WriteForm
        draft={draft}
        check={(values) => [
          ...(values.text.trim() === ''
            ? [{ pointer: '/text', code: 'required', detail: t.comment.textMissing }]
            : []),
          ...(values.speaker !== '' && !heard(values)
            ? [{ pointer: '/speaker/role', code: 'required', detail: t.speaker.capacityMissing }]
            : []),
        ]}
        send={(values, key) => {
          const { text, asOf } = values
          const date = asOfValue(asOf)
          const speaker = heard(values)
          return comment(
            { municipality: code, proposalId: proposal.id, key },
            {
              text,
              ...(speaker && { speaker }),
              ...(date && { asOf: date }),
            },
          )
        }}
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.comment.submit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <TextField
              name="text"
              label={t.comment.text}
              required
              error={errorOf('text')}
              value={values.text}
              onChange={(text) => set({ text })}
            />
            <SpeakerSelect
              name="speaker"
              label={t.comment.speaker}
              required={false}
              value={values.speaker}
              note={values.speakerNote}
              onChange={(speaker) => set({ speaker })}
              onNote={(speakerNote) => set({ speakerNote })}
              roster={roster}
              proposal={proposal}
              error={errorOf('speaker')}
            />
            <FieldGroup
              name="asOf"
              legend={t.comment.asOf}
              required={false}
              error={errorOf('asOf')}
            >
              <AsOfInput
                name="asOf"
                value={values.asOf}
                onChange={(asOf) => set({ asOf })}
                today={today}
                firstFiscalYear={proposal.cohort}
                invalid={errorOf('asOf') !== undefined}
              />
            </FieldGroup>
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}
