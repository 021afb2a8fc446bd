import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ViewpointBar } from '../features/dates/viewpoint-bar.tsx'
import { BrokenHistory } from '../features/overview/broken-history.tsx'
import { ClaimTasks } from '../features/overview/claim-tasks.tsx'
import { Foundered } from '../features/overview/foundered.tsx'
import { LateReviewTask } from '../features/overview/late-review-task.tsx'
import { Matrix } from '../features/overview/matrix.tsx'
import { TaskList } from '../features/overview/tasks.tsx'
import { UnreachedTask } from '../features/overview/unreached-task.tsx'
import { YearsChart } from '../features/overview/years-chart.tsx'
import { dayOf, isNow, viewpointSearch } from '../features/register/search-params.ts'
import { usePlace } from '../features/session/place.tsx'
import { LoadFailure, Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { overviewQuery, tasksQuery } from '../queries.ts'
import { buttonClass } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'

/** 概況: how the municipality's past proposals stand, and what needs the reader. */
export function OverviewPage() {
  const { code, me, municipality, today } = usePlace()
  const { t, dates, language } = useTexts()
  const search = viewpointSearch(useSearch({ from: '/m/$municipality/' }))
  const navigate = useNavigate({ from: '/m/$municipality/' })
  const overview = useQuery(overviewQuery(code, search))
  const tasks = useQuery(tasksQuery(code))
  const name = language === 'ja' ? municipality.name : municipality.nameEn
  const member = me.roles.some(({ role }) => role === 'member')
  // Who comes to answer is told that nothing is asked of them; nobody else needs to be.
  const comesToAnswer = me.roles.every(({ role }) => role === 'alumnus' || role === 'steward')
  const asked =
    tasks.data &&
    (tasks.data.tasks.length > 0 ||
      tasks.data.claims.length > 0 ||
      tasks.data.unreached.length > 0 ||
      tasks.data.historyBroken ||
      tasks.data.lateReview ||
      (me.toConfirm ?? 0) > 0)
  const waiting = (asked || tasks.error || (tasks.data && comesToAnswer)) && (
    // What is printed is shown to others.
    <section
      aria-labelledby="tasks"
      className="rounded-8 border-2 border-blue-900 px-4 py-3 print:hidden desktop:px-6"
    >
      <h2 id="tasks" className="text-[1.125rem] font-700 leading-150 desktop:text-[1.25rem]">
        {t.tasks.title}
      </h2>
      {tasks.data?.historyBroken && <BrokenHistory since={tasks.data.historyBroken.since} />}
      {tasks.data && tasks.data.claims.length > 0 && (
        <div className="mt-2">
          <ClaimTasks claims={tasks.data.claims} />
        </div>
      )}
      {tasks.data?.lateReview && <LateReviewTask review={tasks.data.lateReview} />}
      {tasks.data && tasks.data.unreached.length > 0 && (
        <UnreachedTask count={tasks.data.unreached.length} />
      )}
      {asked && tasks.data ? (
        <TaskList tasks={tasks.data.tasks} />
      ) : tasks.error ? (
        <LoadFailure error={tasks.error} onRetry={() => void tasks.refetch()} />
      ) : (
        <p className="mt-1">{t.tasks.none}</p>
      )}
    </section>
  )
  const foundered = overview.data && overview.data.years.length > 0 && (
    <Section id="foundered" title={t.overview.foundered}>
      <p className="mb-3 text-solid-gray-700">
        {member ? t.overview.founderedMember : t.overview.founderedLead}
      </p>
      <Foundered code={code} overview={overview.data} viewpoint={search} />
    </Section>
  )
  return (
    <>
      <PageTitle
        title={t.overview.title(name)}
        lead={t.overview.lead(dates.day(dayOf(search, today)))}
      >
        {t.overview.title(name)}
      </PageTitle>
      {waiting}
      <Section
        id="matrix"
        title={t.overview.matrix}
        aside={
          me.permitted.includes('proposal.create') && (
            <Link
              to="/m/$municipality/proposals/new"
              params={{ municipality: code }}
              className={buttonClass('outline', 'small')}
            >
              {t.edit.newTitle}
            </Link>
          )
        }
      >
        <ViewpointBar
          search={search}
          today={today}
          onChange={(viewpoint) => void navigate({ search: viewpoint, replace: true })}
        />
        {!overview.data || tasks.isPending ? (
          <Unloaded query={overview} lines={6} />
        ) : overview.data.years.length === 0 && !isNow(search) ? (
          <EmptyState title={t.overview.emptyThen(dates.day(dayOf(search, today)))} />
        ) : overview.data.years.length === 0 ? (
          <EmptyState title={t.overview.empty}>
            {me.permitted.includes('settings.edit') ? <FirstSteps /> : t.overview.emptyHint}
          </EmptyState>
        ) : (
          <>
            <Matrix code={code} overview={overview.data} viewpoint={search} />
            <p className="mt-2 text-[0.875rem] text-solid-gray-700">{t.overview.matrixNote}</p>
            <div className="mt-8">
              <YearsChart years={overview.data.years} />
            </div>
          </>
        )}
      </Section>
      {foundered}
    </>
  )
}

/** What a municipality's HR does first in an empty hub, in this order. */
function FirstSteps() {
  const { code } = usePlace()
  const { t } = useTexts()
  const pages = ['settings', 'people/import', 'proposals/new'] as const
  return (
    <ol className="mx-auto max-w-fit list-decimal space-y-1 pl-6 text-left">
      {pages.map((page, step) => (
        <li key={page}>
          <Link
            to={`/m/$municipality/${page}`}
            params={{ municipality: code }}
            className="text-blue-900 underline"
          >
            {t.overview.firstSteps[step]}
          </Link>
        </li>
      ))}
    </ol>
  )
}
