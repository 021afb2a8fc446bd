import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Task } from '../../../functions/domain/tasks.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ConfirmationTag, Marks, useFreshness } from '../outcomes/marks.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'

const AT_FIRST = 5

/** What needs me: each line says what to do and leads to where it is done. */
export function TaskList({ code, tasks }: { code: string; tasks: Task[] }) {
  const { t, words, dates } = useTexts()
  const freshness = useFreshness()
  const [all, setAll] = useState(false)
  if (tasks.length === 0) return <EmptyState title={t.tasks.none} />
  return (
    <>
      <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
        {tasks.slice(0, all ? undefined : AT_FIRST).map((task) => {
          const { proposal } = task
          const { standing } = proposal
          return (
            <li key={`${task.kind} ${task.questionId ?? proposal.id}`} className="py-3">
              <p className="text-[0.875rem] font-700 text-solid-gray-700">
                {words.tasks[task.kind]}
              </p>
              <p>
                {task.questionId ? (
                  <Link
                    to="/m/$municipality/proposals/$proposalId/questions/$questionId"
                    params={{
                      municipality: code,
                      proposalId: proposal.id,
                      questionId: task.questionId,
                    }}
                    className="font-700 text-blue-900 underline"
                  >
                    {proposal.title}
                  </Link>
                ) : task.kind.startsWith('report') || task.kind.startsWith('ask') ? (
                  <Link
                    to="/m/$municipality/proposals/$proposalId/report"
                    params={{ municipality: code, proposalId: proposal.id }}
                    search={task.kind.startsWith('ask') ? { kind: 'hearing' } : { kind: 'report' }}
                    className="font-700 text-blue-900 underline"
                  >
                    {proposal.title}
                  </Link>
                ) : (
                  <Link
                    to="/m/$municipality/proposals/$proposalId"
                    params={{ municipality: code, proposalId: proposal.id }}
                    {...(task.kind === 'find_steward' && { hash: 'stewardship' })}
                    className="font-700 text-blue-900 underline"
                  >
                    {proposal.title}
                  </Link>
                )}
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem]">
                <span>{dates.fiscalYears([proposal.cohort, ...proposal.carriedBy])}</span>
                <OutcomeTag code={standing.code} manner={standing.manner} />
                {standing.confirmation && <ConfirmationTag state={standing.confirmation} />}
                <Marks standing={standing} orphaned={proposal.orphaned} />
                {standing.asOf && <span>{freshness(standing)}</span>}
              </p>
            </li>
          )
        })}
      </ul>
      {!all && tasks.length > AT_FIRST && (
        <Button variant="text" className="mt-2" onClick={() => setAll(true)}>
          {t.tasks.showAll(tasks.length)}
        </Button>
      )}
    </>
  )
}
