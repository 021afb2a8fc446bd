import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { QuestionRow } from '../../functions/domain/questions/questions.ts'
import { InquirySections } from '../features/inquiries/inquiry-sections.tsx'
import { QuestionState } from '../features/questions/question-state.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { getOwnQuestions } from '../question-client.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'

/** The questions that wait for me, and those that I asked. */
export function QuestionsPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const query = useQuery({
    queryKey: [code, 'questions'],
    queryFn: () => getOwnQuestions(code),
  })
  if (!query.data) return <UnloadedPage query={query} lines={6} />
  const { asked, waiting } = query.data
  return (
    <>
      <PageTitle lead={t.questions.mineLead}>{t.questions.mine}</PageTitle>
      <Section id="waiting" title={t.questions.waiting}>
        <Rows rows={waiting} none={t.questions.waitingNone} />
      </Section>
      <Section id="asked" title={t.questions.askedByMe}>
        <Rows rows={asked} none={t.questions.askedByMeNone} />
      </Section>
      <InquirySections />
    </>
  )
}

function Rows({ rows, none }: { rows: readonly QuestionRow[]; none: string }) {
  const { code, nameOf } = usePlace()
  const { t, words, dates } = useTexts()
  if (rows.length === 0) return <EmptyState title={none} />
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {rows.map((row) => (
        <li key={row.id} className="py-3">
          <p>
            <Link
              to="/m/$municipality/proposals/$proposalId/questions/$questionId"
              params={{ municipality: code, proposalId: row.proposal.id, questionId: row.id }}
              className="font-700 text-blue-900 underline"
            >
              {row.proposal.title}
            </Link>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem]">
            <QuestionState how={row.how} waitsFor={row.waitsFor} overdue={row.overdue} />
            <span>{dates.fiscalYear(row.proposal.cohort)}</span>
            <span>{t.questions.by(nameOf(row.byMemberId) ?? t.common.unknownPerson)}</span>
            <span>
              {t.questions.toWhom}
              {t.common.colon}
              {words.askedVia[row.via]}
            </span>
            {row.how === undefined && (
              <span>
                {t.questions.due}
                {t.common.colon}
                {dates.day(row.dueOn)}
              </span>
            )}
            <span>{t.questions.replies(row.replies)}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
