import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { TrailList } from '../features/history/trail-list.tsx'
import { useTrailWords } from '../features/history/use-trail-words.ts'
import { Verification } from '../features/history/verification.tsx'
import { usePlace } from '../features/session/place.tsx'
import { FailedPage } from '../features/session/query-states.tsx'
import { type HistoryFilters, trailFileAddress, trailQuery } from '../history-client.ts'
import { useTexts } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Options } from '../ui/filter-select.tsx'
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
    enabled: !isReversed(filters),
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
      {isReversed(filters) ? null : !trail.data ? (
        <Skeleton lines={8} />
      ) : rows.length === 0 && !trail.hasNextPage ? (
        <EmptyState title={t.history.nothing} />
      ) : (
        <TrailList rows={rows} />
      )}
      {trail.hasNextPage && !isReversed(filters) && (
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
        {!isReversed(filters) && (
          <a href={trailFileAddress(code, filters)} download className="text-blue-900 underline">
            {t.history.csv}
          </a>
        )}
        <a href={`/api/m/${code}/history/chain`} download className="text-blue-900 underline">
          {t.history.chain}
        </a>
      </p>
      <p className="text-[0.875rem] text-solid-gray-700 print:hidden">{t.history.exportNote}</p>
      <Verification />
    </>
  )
}

/** The hub has nothing to answer to a span that ends before it begins. */
function isReversed({ from, to }: HistoryFilters): boolean {
  return from !== undefined && to !== undefined && to < from
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
      <Field name="person" label={t.history.person}>
        {(ids) => (
          <Select {...ids} name="person" defaultValue={filters.person ?? ''}>
            <option value="">{t.history.anyone}</option>
            <Options values={people.map(({ id }) => id)} wordsOf={(id) => nameOf(id) ?? ''} />
          </Select>
        )}
      </Field>
      <Field name="group" label={t.history.group}>
        {(ids) => (
          <Select {...ids} name="group" defaultValue={filters.group ?? ''}>
            <option value="">{t.history.anything}</option>
            <Options
              values={Object.keys(texts.groups) as (keyof typeof texts.groups)[]}
              wordsOf={(group) => texts.groups[group]}
            />
          </Select>
        )}
      </Field>
      {(['from', 'to'] as const).map((edge) => (
        <Field
          key={edge}
          name={edge}
          label={t.history[edge]}
          error={edge === 'to' && isReversed(filters) ? t.history.reversed : undefined}
        >
          {(ids) => (
            <TextInput {...ids} type="date" name={edge} defaultValue={filters[edge] ?? ''} />
          )}
        </Field>
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
