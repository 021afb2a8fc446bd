import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useId } from 'react'
import { TrailList } from '../features/history/trail-list.tsx'
import { useTrailWords } from '../features/history/use-trail-words.ts'
import { Verification } from '../features/history/verification.tsx'
import { usePlace } from '../features/session/place.tsx'
import { FailedPage } from '../features/session/query-states.tsx'
import { type HistoryFilters, trailFileAddress, trailQuery } from '../history-client.ts'
import { useTexts } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'

const FIELDS = ['person', 'group', 'from', 'to', 'proposal'] as const

/** 履歴: who did what when, and the proof that it was not rewritten. */
export function HistoryPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filters: HistoryFilters = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = search[field]
      return typeof value === 'string' && value !== '' ? [[field, value]] : []
    }),
  )
  const trail = useInfiniteQuery({
    ...trailQuery(code, filters),
    placeholderData: keepPreviousData,
  })
  const narrow = (asked: HistoryFilters) =>
    void navigate({
      to: '/m/$municipality/history',
      params: { municipality: code },
      search: asked as never,
      replace: true,
      resetScroll: false,
    })
  if (trail.error && !trail.data)
    return <FailedPage error={trail.error} onRetry={() => void trail.refetch()} />
  const rows = trail.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageTitle lead={t.history.lead}>{t.history.title}</PageTitle>
      <FilterForm key={JSON.stringify(filters)} filters={filters} onNarrow={narrow} />
      {filters.proposal !== undefined && <p>{t.history.onlyProposal}</p>}
      {!trail.data ? (
        <Skeleton lines={8} />
      ) : rows.length === 0 && !trail.hasNextPage ? (
        <EmptyState title={t.history.nothing} />
      ) : (
        <TrailList rows={rows} />
      )}
      {trail.hasNextPage && (
        <Button
          variant="outline"
          className="mt-4"
          disabled={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          {t.history.more}
        </Button>
      )}
      <p className="mt-6 space-x-6 print:hidden">
        <a href={trailFileAddress(code, filters)} download className="text-blue-900 underline">
          {t.history.csv}
        </a>
        <a href={`/api/m/${code}/history/chain`} download className="text-blue-900 underline">
          {t.history.chain}
        </a>
      </p>
      <p className="text-[0.875rem] text-solid-gray-700 print:hidden">{t.history.exportNote}</p>
      <Verification />
    </>
  )
}

function FilterForm({
  filters,
  onNarrow,
}: {
  filters: HistoryFilters
  onNarrow: (filters: HistoryFilters) => void
}) {
  const { people, nameOf } = usePlace()
  const { t } = useTexts()
  const { texts } = useTrailWords()
  const id = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const asked = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
    onNarrow({
      ...(Object.fromEntries(asked) as HistoryFilters),
      ...(filters.proposal !== undefined && { proposal: filters.proposal }),
    })
  }
  return (
    <form
      onSubmit={submit}
      aria-label={t.history.filter}
      className="mb-6 grid gap-4 print:hidden desktop:grid-cols-4"
    >
      <div>
        <label htmlFor={`${id}-person`} className="block font-700">
          {t.history.person}
        </label>
        <Select id={`${id}-person`} name="person" defaultValue={filters.person ?? ''}>
          <option value="">{t.history.anyone}</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {nameOf(person.id)}
            </option>
          ))}
        </Select>
      </div>
      <div>
        <label htmlFor={`${id}-group`} className="block font-700">
          {t.history.group}
        </label>
        <Select id={`${id}-group`} name="group" defaultValue={filters.group ?? ''}>
          <option value="">{t.history.anything}</option>
          {Object.entries(texts.groups).map(([group, label]) => (
            <option key={group} value={group}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      {(['from', 'to'] as const).map((edge) => (
        <div key={edge}>
          <label htmlFor={`${id}-${edge}`} className="block font-700">
            {t.history[edge]}
          </label>
          <TextInput
            id={`${id}-${edge}`}
            type="date"
            name={edge}
            defaultValue={filters[edge] ?? ''}
          />
        </div>
      ))}
      <div className="flex flex-wrap items-end gap-4 desktop:col-span-4">
        <Button type="submit" variant="outline">
          {t.history.show}
        </Button>
        {Object.keys(filters).length > 0 && (
          <Button variant="text" onClick={() => onNarrow({})}>
            {t.history.clear}
          </Button>
        )}
      </div>
    </form>
  )
}
