import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../i18n/language.tsx'
import { forwardInquiry, getForwardable, type InquiryAnswered } from '../../inquiry-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { RadioGroup } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'
import { useOtherSide } from './inquiry-state.tsx'

type Forwardable = Awaited<ReturnType<typeof getForwardable>>

/** 庁内に転送する: an ordinary question inside, in HR's words. */
export function ForwardDialog({
  inquiry,
  onClose,
}: {
  inquiry: InquiryAnswered
  onClose: () => void
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const query = useQuery({
    queryKey: [code, 'forwardable', inquiry.id],
    queryFn: () => getForwardable(code, inquiry.id),
  })
  const choices = query.data?.choices.filter(({ memberIds }) => memberIds.length > 0)
  return (
    <Dialog title={t.inquiries.forwardTitle} onClose={onClose}>
      {choices ? (
        choices.length > 0 ? (
          <ForwardForm inquiry={inquiry} choices={choices} onClose={onClose} />
        ) : (
          <Notice kind="warning" title={t.questions.noneReachable} quiet>
            {t.inquiries.forwardNobody}
          </Notice>
        )
      ) : (
        <Unloaded query={query} />
      )}
    </Dialog>
  )
}

function ForwardForm({
  inquiry,
  choices,
  onClose,
}: {
  inquiry: InquiryAnswered
  choices: Forwardable['choices']
  onClose: () => void
}) {
  const { code, owner, nameOf: personOf } = usePlace()
  const { t, words } = useTexts()
  const { nameOf, roleOf } = useOtherSide()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `forward/${inquiry.id}`, {
    via: '' as 'steward' | 'cohort' | '',
    text: `${t.questions.by(`${nameOf(inquiry)} ${roleOf(inquiry)}`)}\n${inquiry.text ?? ''}`,
  })
  const { values, set } = draft
  return (
    <>
      <p className="mb-4">{t.inquiries.forwardLead}</p>
      <WriteForm
        draft={draft}
        check={({ via, text }) => [
          ...(via === ''
            ? [{ pointer: '/via', code: 'required', detail: t.inquiries.forwardToMissing }]
            : []),
          ...(text.trim() === ''
            ? [{ pointer: '/text', code: 'required', detail: t.inquiries.textMissing }]
            : []),
        ]}
        send={({ via, text }, key) =>
          forwardInquiry(
            { municipality: code, inquiryId: inquiry.id, key },
            // What is still missing was told before anything is sent.
            { via: via || 'cohort', text },
          )
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.inquiries.forwardSend}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <FieldGroup name="via" legend={t.inquiries.forwardTo} required error={errorOf('via')}>
              <RadioGroup
                name="via"
                value={values.via}
                invalid={errorOf('via') !== undefined}
                options={choices.map(({ via, memberIds }) => ({
                  value: via as 'steward' | 'cohort',
                  label: words.askedVia[via],
                  hint: t.questions.reachable(
                    t.common.list(memberIds.flatMap((id) => personOf(id) ?? [])),
                  ),
                }))}
                onChange={(via) => set({ via })}
              />
            </FieldGroup>
            <TextField
              name="text"
              label={t.inquiries.forwardText}
              required
              error={errorOf('text')}
              value={values.text}
              onChange={(text) => set({ text })}
            />
          </>
        )}
      </WriteForm>
    </>
  )
}
