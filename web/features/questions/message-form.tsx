import { useTexts } from '../../i18n/language.tsx'
import { writeMessage } from '../../question-client.ts'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

/** An answer, or a further question of who asked. */
export function MessageForm({
  proposalId,
  questionId,
  isAsker,
  onSent,
}: {
  proposalId: string
  questionId: string
  isAsker: boolean
  onSent: () => void
}) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `answer/${questionId}`, { text: '' })
  const says = isAsker ? 'further' : 'answer'
  return (
    <WriteForm
      draft={draft}
      check={({ text }) =>
        text.trim() === ''
          ? [{ pointer: '/text', code: 'required', detail: t.questions[`${says}Missing`] }]
          : []
      }
      send={({ text }, key) =>
        writeMessage({ municipality: code, proposalId, questionId, key }, text)
      }
      onDone={() => {
        void recorded()
        onSent()
      }}
      submitLabel={t.questions[`${says}Send`]}
    >
      {(errorOf) => (
        <TextField
          name="text"
          label={t.questions[`${says}Field`]}
          hint={isAsker ? undefined : t.questions.answerHint}
          required
          error={errorOf('text')}
          value={draft.values.text}
          onChange={(text) => draft.set({ text })}
        />
      )}
    </WriteForm>
  )
}
