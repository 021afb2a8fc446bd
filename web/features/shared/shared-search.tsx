import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { STANDING_ORDER } from '../../../functions/charts/hatches.ts'
import { FACTORS } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { type SharedFilters, type SharedRow, sharedQuery } from '../../shared-client.ts'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { FilterSelect, Options } from '../../ui/filter-select.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { FactorOptions } from '../outcomes/factor-options.tsx'
import { LoadFailure, Unloaded } from '../session/query-states.tsx'
import { SharedList } from './shared-list.tsx'

/**
 * What is shared, found by outcome, reason, theme and words.
 * @param municipality whose reader it is, who sees the others'; without it the office, which sees all
 */
export function SharedSearch({
  municipality,
  search,
  onSearch,
  onAsk,
}: {
  municipality?: string
  /** What the address says. */
  search: Record<string, unknown>
  onSearch: (filters: SharedFilters) => void
  onAsk?: ((row: SharedRow) => void) | undefined
}) {
  const { t } = useTexts()
  const filters = filtersIn(search)
  const list = useInfiniteQuery({
    ...sharedQuery(municipality, filters),
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const isNothing = Object.keys(filters).length === 0 && !list.hasNextPage
  return (
    <>
      <SharedForm
        key={JSON.stringify(filters)}
        filters={filters}
        onChange={(patch) => onSearch(filtersIn({ ...filters, ...patch }))}
      />
      <div className="mt-6">
        {!list.data ? (
          <Unloaded query={list} lines={8} />
        ) : (
          <div className={list.isPlaceholderData ? 'opacity-60' : undefined}>
            {rows.length > 0 ? (
              <SharedList rows={rows} onAsk={onAsk} />
            ) : (
              <EmptyState
                title={
                  isNothing ? t.shared.none : list.hasNextPage ? t.shared.notYet : t.shared.nothing
                }
              >
                {!list.hasNextPage && <p>{isNothing ? t.shared.noneHint : t.shared.nothingHint}</p>}
              </EmptyState>
            )}
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
                  {t.shared.searchOn}
                </Button>
              )}
            </div>
          </div>
        )}
      </div>
    </>
  )
}

function SharedForm({
  filters,
  onChange,
}: {
  filters: SharedFilters
  onChange: (patch: SharedFilters) => void
}) {
  const { t, words } = useTexts()
  const id = useId()
  const [q, setQ] = useState(filters.q ?? '')
  const [theme, setTheme] = useState(filters.theme ?? '')
  const label = (name: string, text: string) => (
    <label htmlFor={`${id}-${name}`} className="block text-[0.875rem] font-700">
      {text}
    </label>
  )
  return (
    <search className="print:hidden">
      <form
        className="grid items-end gap-4 rounded-8 bg-solid-gray-50 p-4 *:min-w-0 desktop:grid-cols-[1fr_1fr_1fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          onChange({ q, theme })
        }}
      >
        <div>
          {label('q', t.shared.words)}
          <TextInput
            id={`${id}-q`}
            type="search"
            maxLength={200}
            className={inputClass}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
        <div>
          {label('theme', words.proposalFields.themes)}
          <TextInput
            id={`${id}-theme`}
            maxLength={200}
            className={inputClass}
            value={theme}
            onChange={(event) => setTheme(event.target.value)}
          />
        </div>
        <FilterSelect
          label={t.proposals.outcome}
          all={t.proposals.any}
          value={filters.outcome}
          onChange={(outcome = '') => onChange({ q, theme, outcome })}
        >
          <Options values={STANDING_ORDER} wordsOf={(code) => words.standings[code]} />
        </FilterSelect>
        <FilterSelect
          label={t.proposals.factor}
          all={t.proposals.any}
          value={filters.factor}
          onChange={(factor = '') => onChange({ q, theme, factor })}
        >
          <FactorOptions />
        </FilterSelect>
        <Button type="submit" variant="outline">
          {t.proposals.searchButton}
        </Button>
      </form>
    </search>
  )
}

/** What an address says of the filters; anything malformed is left out. */
function filtersIn(search: Record<string, unknown>): SharedFilters {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 200) : '')
  const among = (value: unknown, words: readonly string[]) =>
    words.includes(text(value)) ? text(value) : ''
  const found = {
    q: text(search.q),
    theme: text(search.theme),
    outcome: among(search.outcome, STANDING_ORDER),
    factor: among(search.factor, FACTORS),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''))
}
