import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { AskedVia } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { askQuestion, getAskable } from '../../question-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { RadioGroup } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDraft } from '../drafts/draft.ts'
import { DayField } from '../forms/day-field.tsx'
import type { WrongField } from '../forms/failure.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'

type Askable = Awaited<ReturnType<typeof getAskable>>
type AskDraft = { via: AskedVia | ''; text: string; dueOn: string }

/** 質問する: whom one can reach is said before one writes. */
export function AskDialog({
  proposalId,
  onClose,
  onAsked,
}: {
  proposalId: string
  onClose: () => void
  /** Stays where one is; without it, the question's own page is opened. */
  onAsked?: ((questionId: string) => void) | undefined
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const query = useQuery({
    queryKey: [code, 'askable', proposalId],
    queryFn: () => getAskable(code, proposalId),
  })
  return (
    <Dialog title={t.questions.askTitle} onClose={onClose}>
      {query.data ? (
        query.data.choices.some(({ memberIds }) => memberIds.length > 0) ? (
          <AskForm
            proposalId={proposalId}
            askable={query.data}
            onClose={onClose}
            onAsked={onAsked}
          />
        ) : (
          <Notice kind="warning" title={t.questions.noneReachable} quiet>
            {t.questions.nobody}
          </Notice>
        )
      ) : (
        <Unloaded query={query} />
      )}
    </Dialog>
  )
}

function AskForm({
  proposalId,
  askable,
  onClose,
  onAsked,
}: {
  proposalId: string
  askable: Askable
  onClose: () => void
  onAsked: ((questionId: string) => void) | undefined
}) {
  const { code, owner, today } = usePlace()
  const { t, words } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const initial: AskDraft = { via: '', text: '', dueOn: askable.dueOn }
  const draft = useDraft(owner, `question/${proposalId}`, initial)
  const { values, set } = draft
  const hint = useReach()
  const missing = ({ via, text, dueOn }: AskDraft): WrongField[] => [
    ...(via === '' ? [{ pointer: '/via', code: 'required', detail: t.questions.toMissing }] : []),
    ...(text.trim() === ''
      ? [{ pointer: '/text', code: 'required', detail: t.questions.textMissing }]
      : []),
    ...(dueOn === ''
      ? [{ pointer: '/dueOn', code: 'required', detail: t.questions.dueOnMissing }]
      : []),
  ]
  return (
    <>
      <p className="mb-4">{t.questions.askLead}</p>
      <WriteForm
        draft={draft}
        check={missing}
        send={({ via, text, dueOn }, key) =>
          askQuestion(
            { municipality: code, proposalId, key },
            // What is still missing was told before anything is sent.
            { via: via || 'cohort', text, dueOn },
          )
        }
        onDone={({ id }) => {
          void recorded()
          onClose()
          if (onAsked) return onAsked(id)
          void navigate({
            to: '/m/$municipality/proposals/$proposalId/questions/$questionId',
            params: { municipality: code, proposalId, questionId: id },
          })
        }}
        submitLabel={t.questions.send}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <FieldGroup name="via" legend={t.questions.to} required error={errorOf('via')}>
              <RadioGroup
                name="via"
                value={values.via}
                invalid={errorOf('via') !== undefined}
                options={askable.choices
                  .filter(({ memberIds }) => memberIds.length > 0)
                  .map((choice) => ({
                    value: choice.via,
                    label: words.askedVia[choice.via],
                    hint: hint(choice),
                  }))}
                onChange={(via) => set({ via })}
              />
              {askable.choices
                .filter(({ memberIds }) => memberIds.length === 0)
                .map((choice) => (
                  <p key={choice.via} className="text-[0.875rem] text-solid-gray-700">
                    {words.askedVia[choice.via]}
                    {t.common.colon}
                    {hint(choice)}
                  </p>
                ))}
            </FieldGroup>
            <TextField
              name="text"
              label={t.questions.text}
              hint={t.questions.textHint}
              required
              error={errorOf('text')}
              value={values.text}
              onChange={(text) => set({ text })}
            />
            <DayField
              name="dueOn"
              label={t.questions.dueOn}
              hint={t.questions.dueOnHint}
              required
              error={errorOf('dueOn')}
              min={today}
              value={values.dueOn}
              onChange={(day) => set({ dueOn: day })}
            />
          </>
        )}
      </WriteForm>
    </>
  )
}

/** Who gets it, and how many don't. */
function useReach() {
  const { nameOf } = usePlace()
  const { t } = useTexts()
  return ({ memberIds, unreachable }: Askable['choices'][number]) => {
    const names = memberIds.flatMap((id) => nameOf(id) ?? [])
    return (
      <>
        {names.length > 0 ? t.questions.reachable(t.common.list(names)) : t.questions.noneReachable}
        {unreachable > 0 && <span className="block">{t.questions.unreachable(unreachable)}</span>}
      </>
    )
  }
}
