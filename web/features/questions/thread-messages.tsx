import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { askerOf } from '../../../functions/domain/questions/thread.ts'
import { useTexts } from '../../i18n/language.tsx'
import { noteAnswer, type Thread } from '../../question-client.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ConfirmDialog } from '../roster/confirm-dialog.tsx'
import { usePlace } from '../session/place.tsx'
import { useWho } from '../timeline/who.ts'

/** What was asked and answered, oldest first; an answer can be kept on the proposal. */
export function ThreadMessages({
  thread,
  proposalId,
  permitted,
}: {
  thread: Thread
  proposalId: string
  /** What the reader may do with the proposal. */
  permitted: readonly string[]
}) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const { speaker } = useWho()
  const [noting, setNoting] = useState<string>()
  const [noted, setNoted] = useState<string>()
  const asker = askerOf(thread)
  return (
    <ol className="space-y-4">
      {thread.messages.map((message, at) => {
        const isAnswer = at > 0 && message.by.memberId !== asker
        const label = at === 0 ? 'question' : isAnswer ? 'answer' : 'further'
        return (
          <li
            key={message.id}
            className={
              isAnswer
                ? 'rounded-8 border border-l-8 border-solid-gray-300 border-l-blue-900 p-4'
                : 'rounded-8 border border-l-8 border-solid-gray-300 border-l-solid-gray-420 p-4'
            }
          >
            <p className="flex flex-wrap items-baseline gap-x-3 text-[0.875rem]">
              <span className="font-700">{t.questions[label]}</span>
              <span>{speaker({ ...message.by, role: message.by.role ?? 'unattributed' })}</span>
              <span className="text-solid-gray-700">{dates.instant(message.recordedAt)}</span>
            </p>
            <p className="mt-2 break-words whitespace-pre-line">
              {message.text ?? t.questions.erased}
            </p>
            {isAnswer && message.text !== undefined && (
              <p className="mt-3 flex flex-wrap gap-2 print:hidden">
                {permitted.includes('hearing.record') && (
                  <Link
                    to="/m/$municipality/proposals/$proposalId/report"
                    params={{ municipality: code, proposalId }}
                    search={{ kind: 'hearing', question: thread.id, answer: message.id }}
                    className={buttonClass('outline', 'small')}
                  >
                    {t.questions.keepAsHearing}
                  </Link>
                )}
                {permitted.includes('comment.record') && !thread.ended && (
                  <Button variant="text" size="small" onClick={() => setNoting(message.id)}>
                    {t.questions.keepAsNote}
                  </Button>
                )}
              </p>
            )}
            {noted === message.id && (
              <div className="mt-3">
                <Notice kind="success" title={t.questions.noted} />
              </div>
            )}
          </li>
        )
      })}
      {noting !== undefined && (
        <ConfirmDialog
          title={t.questions.keepAsNote}
          lead={<p>{t.questions.noteConfirm}</p>}
          action={t.questions.keepAsNote}
          send={(key) =>
            noteAnswer({
              municipality: code,
              proposalId,
              key,
              questionId: thread.id,
              messageId: noting,
            })
          }
          onDone={() => {
            setNoted(noting)
            setNoting(undefined)
          }}
          onClose={() => setNoting(undefined)}
        />
      )}
    </ol>
  )
}
