import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { fiscalYearOf } from '../../functions/domain/calendar.ts'
import { ViewpointBar } from '../features/dates/viewpoint-bar.tsx'
import { FilterForm } from '../features/register/filter-form.tsx'
import { FilterNotes } from '../features/register/filter-notes.tsx'
import { ProposalList } from '../features/register/proposal-list.tsx'
import { proposalFilters, type ViewpointSearch } from '../features/register/search-params.ts'
import { usePlace } from '../features/session/place.tsx'
import { LoadFailure, Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { proposalsQuery } from '../queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState } from '../ui/states.tsx'

/** 取組一覧: every proposal with how it stands, filtered by what the address says. */
export function ProposalsPage() {
  const { code, me, municipality, today } = usePlace()
  const { t } = useTexts()
  const search = proposalFilters(useSearch({ from: '/m/$municipality/proposals' }))
  const navigate = useNavigate({ from: '/m/$municipality/proposals' })
  const list = useInfiniteQuery({
    ...proposalsQuery(code, search),
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  const known = municipality.cohorts.map(({ fiscalYear }) => fiscalYear)
  const thisYear = fiscalYearOf(today)
  const first = Math.min(thisYear, ...known)
  const years = Array.from({ length: thisYear - first + 1 }, (_, back) => thisYear - back)
  const change = (patch: Record<string, string | undefined>) =>
    void navigate({
      search: (before) => proposalFilters({ ...before, ...patch }),
      replace: true,
      resetScroll: false,
    })
  const viewpoint: ViewpointSearch = {
    ...(search.asOf && { asOf: search.asOf }),
    ...(search.knownAt && { knownAt: search.knownAt }),
  }
  const filtered = Object.keys(search).some((key) => key !== 'asOf' && key !== 'knownAt')
  return (
    <>
      <PageTitle>{t.frame.proposals}</PageTitle>
      <FilterForm
        filters={search}
        years={years}
        themes={list.data?.pages[0]?.themes ?? []}
        onChange={change}
      />
      <FilterNotes filters={search} onChange={change} />
      <ViewpointBar
        search={search}
        today={today}
        onChange={({ asOf, knownAt }) => change({ asOf, knownAt })}
      />
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="font-700">
          {list.data && t.proposals.found(total)}
        </p>
        <span className="flex flex-wrap gap-2">
          {filtered && (
            <Button
              variant="text"
              size="small"
              onClick={() => void navigate({ search: viewpoint, replace: true })}
            >
              {t.proposals.clear}
            </Button>
          )}
          {me.permitted.includes('proposal.create') && (
            <Link
              to="/m/$municipality/proposals/new"
              params={{ municipality: code }}
              className={buttonClass('outline', 'small')}
            >
              {t.edit.newTitle}
            </Link>
          )}
        </span>
      </div>
      {!list.data ? (
        <Unloaded query={list} lines={8} />
      ) : rows.length === 0 ? (
        filtered ? (
          <EmptyState title={t.proposals.nothingFound}>
            <p>{t.proposals.widen}</p>
            <Button
              variant="outline"
              size="small"
              className="mt-3"
              onClick={() => void navigate({ search: viewpoint, replace: true })}
            >
              {t.proposals.clear}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState title={t.overview.empty}>{t.overview.emptyHint}</EmptyState>
        )
      ) : (
        <div className={list.isPlaceholderData ? 'opacity-60' : undefined}>
          <ProposalList code={code} rows={rows} viewpoint={viewpoint} />
          <div className="mt-6 text-center">
            {list.isFetchNextPageError && (
              <LoadFailure error={list.error} onRetry={() => void list.fetchNextPage()} />
            )}
            {list.hasNextPage && (
              <Button
                variant="outline"
                busy={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t.common.more}
                {t.common.aside(`${rows.length} / ${total}`)}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  )
}
