import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { RUNGS, type StandingCode } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { FilterSelect, Options } from '../../ui/filter-select.tsx'
import { Checkbox, Chips, TextInput } from '../../ui/inputs.tsx'
import { FactorOptions } from '../outcomes/factor-options.tsx'
import { STANDING_ORDER } from '../outcomes/look.tsx'
import type { ProposalFilters } from './search-params.ts'

/** Filters and search; every change goes straight into the address. */
export function FilterForm({
  filters,
  years,
  themes,
  onChange,
}: {
  filters: ProposalFilters
  /** Fiscal years to choose from, newest first. */
  years: number[]
  /** Themes to suggest. */
  themes: string[]
  onChange: (patch: { [K in keyof ProposalFilters]?: string | undefined }) => void
}) {
  const { t, words, dates } = useTexts()
  const more = [
    filters.cohort,
    filters.from,
    filters.to,
    filters.factor,
    filters.formality,
    filters.theme,
    filters.stale,
    filters.confirmation,
    filters.brokenPrerequisite,
    filters.orphaned,
  ].filter(Boolean).length
  const select = (
    key: 'cohort' | 'from' | 'to' | 'factor' | 'formality' | 'theme' | 'confirmation',
    label: string,
    options: ReactNode,
  ) => (
    <FilterSelect
      label={label}
      all={t.proposals.any}
      value={filters[key]}
      onChange={(value) => onChange({ [key]: value })}
    >
      {options}
    </FilterSelect>
  )
  // A link may narrow the list to several of a kind, which the select then names as a choice of its own.
  const several = <Word extends string>(asked: string | undefined, labels: Record<Word, string>) =>
    asked?.includes(',') && (
      <option value={asked}>
        {t.common.list(asked.split(',').map((word) => labels[word as Word]))}
      </option>
    )
  const fiscalYears = <Options values={years} wordsOf={dates.fiscalYearLong} />
  // A theme that the address asks for is among the choices, whether or not any proposal has it.
  const shownThemes = [...new Set([...themes, ...(filters.theme ? [filters.theme] : [])])]
  return (
    <search className="block space-y-4 print:hidden">
      <SearchBox value={filters.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      {/* biome-ignore lint/a11y/useSemanticElements: chips without a visible legend */}
      <div role="group" aria-label={t.proposals.outcome}>
        <Chips
          name="outcome"
          values={(filters.outcome?.split(',') ?? []) as StandingCode[]}
          options={STANDING_ORDER.map((code) => ({
            value: code,
            label: words.standingsShort[code],
          }))}
          onChange={(codes) => onChange({ outcome: codes.join(',') || undefined })}
        />
      </div>
      <details open={more > 0 || undefined}>
        <summary className="min-h-11 py-2 text-blue-900 underline">
          {t.proposals.moreFilters}
          {more > 0 && t.common.aside(String(more))}
        </summary>
        <div className="mt-2 grid gap-4 rounded-8 bg-solid-gray-50 p-4 desktop:grid-cols-3">
          {select('cohort', words.proposalFields.cohort, fiscalYears)}
          {select('from', t.proposals.from, fiscalYears)}
          {select('to', t.proposals.to, fiscalYears)}
          {select(
            'factor',
            t.proposals.factor,
            <>
              {several(filters.factor, words.factors)}
              <FactorOptions either />
            </>,
          )}
          {select(
            'formality',
            words.proposalFields.formality,
            <>
              {several(filters.formality, words.rungs)}
              <Options values={RUNGS} wordsOf={(rung) => words.rungs[rung]} />
            </>,
          )}
          {shownThemes.length > 0 &&
            select(
              'theme',
              words.proposalFields.themes,
              <Options values={shownThemes} wordsOf={(theme) => theme} />,
            )}
          {select(
            'confirmation',
            t.proposals.confirmation,
            <>
              {several(filters.confirmation, words.confirmations)}
              <Options
                values={['awaiting', 'confirmed', 'disputed', 'one_sided'] as const}
                wordsOf={(state) => words.confirmations[state]}
              />
            </>,
          )}
          <div className="desktop:col-span-3">
            <Checkbox
              label={t.proposals.staleOnly}
              checked={filters.stale === 'true'}
              onChange={(on) => onChange({ stale: on ? 'true' : undefined })}
            />
            <Checkbox
              label={words.brokenPrerequisite}
              checked={filters.brokenPrerequisite === 'true'}
              onChange={(on) => onChange({ brokenPrerequisite: on ? 'true' : undefined })}
            />
            <Checkbox
              label={t.stewardship.orphanedOnly}
              checked={filters.orphaned === 'true'}
              onChange={(on) => onChange({ orphaned: on ? 'true' : undefined })}
            />
          </div>
        </div>
      </details>
    </search>
  )
}

/** Searches while one types, a moment after the last key; Enter searches at once. */
function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTexts()
  const id = useId()
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The address may change from elsewhere: the back button, or "clear all".
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setTyped(value)
    }
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (text: string) => {
    clearTimeout(timer.current)
    sent.current = text.trim()
    onChange(text.trim())
  }
  return (
    <form
      className="max-w-[40rem]"
      onSubmit={(event) => {
        event.preventDefault()
        search(typed)
      }}
    >
      <label htmlFor={id} className="block font-700">
        {t.proposals.search}
      </label>
      <div className="mt-1 flex gap-2">
        <TextInput
          id={id}
          type="search"
          enterKeyHint="search"
          maxLength={200}
          className={inputClass}
          value={typed}
          onChange={(event) => {
            const text = event.target.value
            setTyped(text)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => search(text), 400)
          }}
        />
        <Button type="submit" variant="outline" className="shrink-0">
          {t.proposals.searchButton}
        </Button>
      </div>
    </form>
  )
}
