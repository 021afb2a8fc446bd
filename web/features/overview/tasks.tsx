import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Task, TaskKind } from '../../../functions/domain/tasks.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmationTag, Marks, useFreshness } from '../outcomes/marks.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { usePlace } from '../session/place.tsx'

const AT_FIRST = 5
/** As many as one takes in at a glance; more are folded under what is to be done. */
const UNFOLDED = 3

/** What needs me, one line for each kind of deed; behind it, each leads to where it is done. */
export function TaskList({ tasks }: { tasks: Task[] }) {
  const { code, me } = usePlace()
  const { t, words } = useTexts()
  const { toConfirm } = me
  // HR answers reports on a page of its own, which has those too that are due to be confirmed again.
  const shown = toConfirm === undefined ? tasks : tasks.filter(({ kind }) => kind !== 'confirm')
  const kinds = [...new Set(shown.map(({ kind }) => kind))]
  const more = (kind: TaskKind): ReactNode =>
    (kind === 'ask_first' || kind === 'ask_again') &&
    me.permitted.includes('request.issue') && (
      <Link
        to="/m/$municipality/requests"
        params={{ municipality: code }}
        className="inline-block py-2 text-[0.875rem] text-blue-900 underline"
      >
        {t.tasks.askTogether}
      </Link>
    )
  return (
    <ul className="divide-y divide-solid-gray-300">
      {toConfirm !== undefined && toConfirm > 0 && (
        <li className="py-1">
          <Link
            to="/m/$municipality/confirmations"
            params={{ municipality: code }}
            className="inline-flex min-h-11 items-center font-700 text-blue-900 underline"
          >
            {t.tasks.toConfirm}
          </Link>
          <span className="ml-3">{t.common.count(toConfirm)}</span>
        </li>
      )}
      {kinds.map((kind) => {
        const some = shown.filter((task) => task.kind === kind)
        return (
          <li key={kind} className="py-1">
            <details open={shown.length <= UNFOLDED}>
              <summary className="min-h-11 py-2 font-700">
                {words.tasks[kind]}{' '}
                <span className="ml-2 font-400">{t.common.count(some.length)}</span>
              </summary>
              <Tasks tasks={some} />
              {more(kind)}
            </details>
          </li>
        )
      })}
    </ul>
  )
}

function Tasks({ tasks }: { tasks: Task[] }) {
  const { t, dates } = useTexts()
  const freshness = useFreshness()
  const [all, setAll] = useState(false)
  return (
    <>
      <ul className="space-y-3 pb-2 pl-5">
        {tasks.slice(0, all ? undefined : AT_FIRST).map((task) => {
          const { proposal } = task
          const { standing } = proposal
          return (
            <li key={task.questionId ?? task.inquiryId ?? proposal.id}>
              <p>
                <TaskLink task={task} />
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
        <Button variant="text" size="small" className="min-h-11" onClick={() => setAll(true)}>
          {t.tasks.showAll(tasks.length)}
        </Button>
      )}
    </>
  )
}

/** Leads to where the task is done. */
function TaskLink({ task: { kind, proposal, questionId, inquiryId } }: { task: Task }) {
  const { code } = usePlace()
  const look = 'font-700 text-blue-900 underline'
  const params = { municipality: code, proposalId: proposal.id }
  if (inquiryId)
    return (
      <Link
        to="/m/$municipality/inquiries/$inquiryId"
        params={{ municipality: code, inquiryId }}
        className={look}
      >
        {proposal.title}
      </Link>
    )
  if (questionId)
    return (
      <Link
        to="/m/$municipality/proposals/$proposalId/questions/$questionId"
        params={{ ...params, questionId }}
        className={look}
      >
        {proposal.title}
      </Link>
    )
  if (kind.startsWith('report') || kind.startsWith('ask'))
    return (
      <Link
        to="/m/$municipality/proposals/$proposalId/report"
        params={params}
        search={kind.startsWith('ask') ? { kind: 'hearing' } : { kind: 'report' }}
        className={look}
      >
        {proposal.title}
      </Link>
    )
  return (
    <Link
      to="/m/$municipality/proposals/$proposalId"
      params={params}
      {...(kind === 'find_steward' && { hash: 'stewardship' })}
      className={look}
    >
      {proposal.title}
    </Link>
  )
}
