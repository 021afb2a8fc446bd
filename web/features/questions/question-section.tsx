import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { questionAt } from '../../../functions/domain/questions/thread.ts'
import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { usePlace } from '../session/place.tsx'
import { useWho } from '../timeline/who.ts'
import { AskDialog } from './ask-dialog.tsx'
import { QuestionState } from './question-state.tsx'

/** The questions about a proposal on the day one looks at, open ones first, and the way to ask. */
export function QuestionSection({
  detail,
  readOnly,
}: {
  detail: ProposalDetail
  readOnly: boolean
}) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const { recorder } = useWho()
  const [asking, setAsking] = useState(false)
  const { proposal, permitted, questions: states, viewpoint } = detail
  const questions = (proposal.questions ?? [])
    .flatMap((question) => questionAt(question, viewpoint) ?? [])
    .sort((a, b) => Number(a.ended !== undefined) - Number(b.ended !== undefined))
  const mayAsk = !readOnly && permitted.includes('question.ask')
  if (questions.length === 0 && !mayAsk) return null
  return (
    <Section id="questions" title={t.questions.section}>
      <p className="mb-3 text-[0.875rem] text-solid-gray-700">{t.questions.sectionLead}</p>
      {questions.length > 0 ? (
        <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
          {questions.map(({ id, messages, via, dueOn, ended }) => {
            const [first] = messages
            return (
              <li key={id} className="py-3">
                <p>
                  <Link
                    to="/m/$municipality/proposals/$proposalId/questions/$questionId"
                    params={{ municipality: code, proposalId: proposal.id, questionId: id }}
                    className="font-700 text-blue-900 underline"
                  >
                    {first ? t.questions.by(recorder(first.by)) : t.questions.question}
                  </Link>
                </p>
                {first?.text && <p className="mt-1 line-clamp-2 break-words">{first.text}</p>}
                <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem]">
                  <QuestionState
                    how={ended?.how}
                    waitsFor={states[id]?.waitsFor}
                    overdue={states[id]?.overdue ?? false}
                  />
                  <span>
                    {t.questions.toWhom}
                    {t.common.colon}
                    {words.askedVia[via]}
                  </span>
                  {!ended && (
                    <span>
                      {t.questions.due}
                      {t.common.colon}
                      {dates.day(dueOn)}
                    </span>
                  )}
                  <span>{t.questions.replies(messages.length - 1)}</span>
                </p>
              </li>
            )
          })}
        </ul>
      ) : (
        <p>{t.questions.none}</p>
      )}
      {mayAsk && (
        <Button variant="outline" className="mt-4" onClick={() => setAsking(true)}>
          {t.questions.ask}
        </Button>
      )}
      {asking && <AskDialog proposalId={proposal.id} onClose={() => setAsking(false)} />}
    </Section>
  )
}
