import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { answerInquiry, declineInquiry, type InquiryAnswered } from '../../inquiry-client.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useDraft } from '../drafts/draft.ts'
import { ReasonDialog } from '../forms/reason-dialog.tsx'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { useWho } from '../timeline/who.ts'
import { ForwardDialog } from './forward-dialog.tsx'
import { useOtherSide } from './inquiry-state.tsx'

/** What HR does with another municipality's question: asks inside, releases an answer, or declines. */
export function Responding({ inquiry }: { inquiry: InquiryAnswered }) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const { nameOf } = useOtherSide()
  const recorded = useRecorded(code)
  const [open, setOpen] = useState<'forward' | 'decline'>()
  const draft = useDraft(owner, `inquiry-answer/${inquiry.id}`, { text: '' })
  const may = inquiry.permitted.includes('answer')
  const name = nameOf(inquiry)
  const close = () => setOpen(undefined)
  return (
    <>
      {(may || inquiry.questions.length > 0) && (
        <Section id="inside" title={t.inquiries.forwarded}>
          <p className="mb-3 text-[0.875rem] text-solid-gray-700">{t.inquiries.forwardedLead}</p>
          <Inside
            inquiry={inquiry}
            {...(may && {
              onUse: (text: string) =>
                draft.set({ text: [draft.values.text, text].filter(Boolean).join('\n') }),
            })}
          />
          {may && (
            <Button variant="outline" className="mt-4" onClick={() => setOpen('forward')}>
              {t.inquiries.forward}
            </Button>
          )}
        </Section>
      )}
      {may && (
        <Section id="respond" title={t.inquiries.respond}>
          {inquiry.text === undefined && (
            <div className="mb-4">
              <Notice kind="info" title={t.inquiries.questionErased} quiet />
            </div>
          )}
          <p className="mb-4">{t.inquiries.respondLead(name)}</p>
          <WriteForm
            draft={draft}
            check={({ text }) =>
              text.trim() === ''
                ? [{ pointer: '/text', code: 'required', detail: t.inquiries.respondMissing }]
                : []
            }
            send={({ text }, key) =>
              answerInquiry({ municipality: code, inquiryId: inquiry.id, key }, text)
            }
            onDone={() => void recorded()}
            submitLabel={t.inquiries.respondSend}
          >
            {(errorOf) => (
              <TextField
                name="text"
                label={t.inquiries.respondField}
                hint={t.inquiries.respondHint}
                required
                error={errorOf('text')}
                value={draft.values.text}
                onChange={(text) => draft.set({ text })}
              />
            )}
          </WriteForm>
          <Button variant="text" className="mt-4" onClick={() => setOpen('decline')}>
            {t.inquiries.decline}
          </Button>
        </Section>
      )}
      {open === 'forward' && <ForwardDialog inquiry={inquiry} onClose={close} />}
      {open === 'decline' && (
        <ReasonDialog
          draft={`inquiry-decline/${inquiry.id}`}
          texts={{
            title: t.inquiries.declineTitle,
            lead: t.inquiries.declineLead(name),
            reason: t.inquiries.declineField,
            missing: t.inquiries.declineMissing,
            submit: t.inquiries.declineSend,
          }}
          send={(reason, key) =>
            declineInquiry({ municipality: code, inquiryId: inquiry.id, key }, reason)
          }
          onClose={close}
        />
      )}
    </>
  )
}

/** What was asked inside, and what came back; it can be copied into the answer and edited there. */
function Inside({ inquiry, onUse }: { inquiry: InquiryAnswered; onUse?: (text: string) => void }) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const { speaker } = useWho()
  if (inquiry.questions.length === 0) return <p>{t.inquiries.replies(0, 0)}</p>
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {inquiry.questions.map((question) => (
        <li key={question.id} className="py-3">
          <p className="flex flex-wrap gap-x-4">
            <span>
              {t.inquiries.forwardedRow(words.askedVia[question.via], dates.day(question.dueOn))}
            </span>
            <Link
              to="/m/$municipality/proposals/$proposalId/questions/$questionId"
              params={{
                municipality: code,
                proposalId: inquiry.proposal.id,
                questionId: question.id,
              }}
              className="text-blue-900 underline"
            >
              {t.inquiries.openThread}
            </Link>
          </p>
          {question.replies.length === 0 && (
            <p className="mt-1 text-[0.875rem] text-solid-gray-700">{t.inquiries.noReply}</p>
          )}
          {question.replies.map(({ text, byMemberId, role, cohort }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: replies are only ever added behind the others
            <div key={at} className="mt-2 border-l-4 border-solid-gray-420 pl-3">
              <p className="text-[0.875rem]">
                {speaker({
                  role: role ?? 'unattributed',
                  ...(cohort !== undefined && { cohort }),
                  ...(byMemberId !== undefined && { memberId: byMemberId }),
                })}
              </p>
              <p className="break-words whitespace-pre-line">{text ?? t.questions.erased}</p>
              {onUse && text !== undefined && (
                <Button variant="outline" size="small" className="mt-2" onClick={() => onUse(text)}>
                  {t.inquiries.useReply}
                </Button>
              )}
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}
