import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answersOf, askerOf } from '../../functions/domain/questions/thread.ts'
import type { QuestionEnding } from '../../functions/domain/words.ts'
import type { ProposalAnswer } from '../api-client.ts'
import { MessageForm } from '../features/questions/message-form.tsx'
import { QuestionState } from '../features/questions/question-state.tsx'
import { ThreadMessages } from '../features/questions/thread-messages.tsx'
import { ConfirmDialog } from '../features/roster/confirm-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { FailedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { proposalQuery } from '../queries.ts'
import { endQuestion, getThread, type Thread } from '../question-client.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts, Section } from '../ui/section.tsx'
import { Skeleton } from '../ui/states.tsx'

const ROUTE = '/m/$municipality/proposals/$proposalId/questions/$questionId'

/** One question with its answers: read, answered, asked on, ended. */
export function QuestionPage() {
  const { code } = usePlace()
  const { proposalId, questionId } = useParams({ from: ROUTE })
  const proposal = useQuery(proposalQuery(code, proposalId, {}))
  const thread = useQuery({
    queryKey: [code, 'question', proposalId, questionId],
    queryFn: () => getThread(code, proposalId, questionId),
  })
  const failed = [proposal, thread].find(({ data, error }) => !data && error)
  if (failed?.error)
    return <FailedPage error={failed.error} onRetry={() => void failed.refetch()} />
  if (!proposal.data || !thread.data) return <Skeleton lines={8} />
  // Another question begins afresh.
  return <QuestionThread key={questionId} detail={proposal.data} thread={thread.data} />
}

function QuestionThread({ detail, thread }: { detail: ProposalAnswer; thread: Thread }) {
  const { code, me, nameOf } = usePlace()
  const { t, words, dates } = useTexts()
  const [sent, setSent] = useState(0)
  const { proposal, permitted } = detail
  const state = detail.questions[thread.id]
  const asker = askerOf(thread)
  const isAsker = asker === me.memberId
  const asked = thread.to.flatMap((id) => nameOf(id) ?? [])
  const may = (action: string) => state?.permitted.includes(action) ?? false
  const { ended } = thread
  return (
    <div className="max-w-[45rem]">
      <p className="mb-2 print:hidden">
        <Link
          to="/m/$municipality/proposals/$proposalId"
          params={{ municipality: code, proposalId: proposal.id }}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.questions.backToProposal}
        </Link>
      </p>
      <PageTitle
        lead={
          <>
            <span className="font-700">{proposal.title}</span>
            <br />
            {t.proposal.by(dates.fiscalYears([proposal.cohort, ...proposal.carriedBy]))}
          </>
        }
      >
        {t.questions.threadTitle}
      </PageTitle>
      <p className="mb-2">
        <QuestionState
          how={ended?.how}
          waitsFor={state?.waitsFor}
          overdue={state?.overdue ?? false}
        />
      </p>
      <Facts
        items={[
          {
            term: t.questions.toWhom,
            text: `${words.askedVia[thread.via]}${t.common.aside(t.common.list(asked))}`,
          },
          { term: t.questions.due, text: dates.day(thread.dueOn) },
        ]}
      />
      <div className="mt-6">
        <ThreadMessages thread={thread} proposalId={proposal.id} permitted={permitted} />
      </div>
      {sent > 0 && (
        <div className="mt-6">
          <Notice kind="success" title={t.questions.sent} />
        </div>
      )}
      {ended && (
        <p className="mt-6 font-700">
          {t.questions.ended(words.questionEnds[ended.how], dates.instantDay(ended.at))}
        </p>
      )}
      {may('question.answer') && (
        <div className="mt-8 print:hidden">
          <MessageForm
            // Once sent, a new one with a key of its own.
            key={sent}
            proposalId={proposal.id}
            questionId={thread.id}
            isAsker={isAsker}
            onSent={() => setSent((before) => before + 1)}
          />
        </div>
      )}
      {may('question.end') && <Ending thread={thread} proposalId={proposal.id} />}
    </div>
  )
}

/** The ways to end it: with an answer only where there is one. */
function Ending({ thread, proposalId }: { thread: Thread; proposalId: string }) {
  const { code } = usePlace()
  const { t } = useTexts()
  const [how, setHow] = useState<QuestionEnding>()
  const ways: QuestionEnding[] =
    answersOf(thread).length > 0 ? ['answered'] : ['no_answer', 'withdrawn']
  return (
    <Section id="ending" title={t.questions.endTitle}>
      <p className="text-[0.875rem] text-solid-gray-700">{t.questions.endLead}</p>
      <p className="mt-3 flex flex-wrap gap-3">
        {ways.map((way) => (
          <Button key={way} variant="outline" onClick={() => setHow(way)}>
            {t.questions.end[way]}
          </Button>
        ))}
      </p>
      {how && (
        <ConfirmDialog
          title={t.questions.endTitle}
          lead={<p>{t.questions.endLead}</p>}
          action={t.questions.end[how]}
          send={(key) =>
            endQuestion({ municipality: code, proposalId, questionId: thread.id, key }, how)
          }
          onDone={() => setHow(undefined)}
          onClose={() => setHow(undefined)}
        />
      )}
    </Section>
  )
}
