import { useEffect, useId, useRef, useState } from 'react'
import {
  CARRYING,
  type Factor,
  HOLDING_BACK,
  RUNGS,
  type StandingCode,
} from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { Checkbox, Chips, Select, TextInput } from '../../ui/inputs.tsx'
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
  const id = useId()
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
  const factorOption = (factor: Factor) => (
    <option key={factor} value={factor}>
      {words.factors[factor]}
    </option>
  )
  const yearSelect = (key: 'cohort' | 'from' | 'to', label: string) => (
    <div className="min-w-0">
      <label htmlFor={`${id}-${key}`} className="block text-[0.875rem] font-700">
        {label}
      </label>
      <Select
        id={`${id}-${key}`}
        value={filters[key] ?? ''}
        onChange={(event) => onChange({ [key]: event.target.value || undefined })}
      >
        <option value="">{t.proposals.any}</option>
        {years.map((year) => (
          <option key={year} value={year}>
            {dates.fiscalYearLong(year)}
          </option>
        ))}
      </Select>
    </div>
  )
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
          {yearSelect('cohort', words.proposalFields.cohort)}
          {yearSelect('from', t.proposals.from)}
          {yearSelect('to', t.proposals.to)}
          <div className="min-w-0">
            <label htmlFor={`${id}-factor`} className="block text-[0.875rem] font-700">
              {t.proposals.factor}
            </label>
            <Select
              id={`${id}-factor`}
              value={filters.factor ?? ''}
              onChange={(event) => onChange({ factor: event.target.value || undefined })}
            >
              <option value="">{t.proposals.any}</option>
              <optgroup label={words.factorGroups.holdingBack}>
                {HOLDING_BACK.map(factorOption)}
              </optgroup>
              <optgroup label={words.factorGroups.carrying}>{CARRYING.map(factorOption)}</optgroup>
              <optgroup label={words.factorGroups.either}>
                {(['other', 'unknown'] as const).map(factorOption)}
              </optgroup>
            </Select>
          </div>
          <div className="min-w-0">
            <label htmlFor={`${id}-formality`} className="block text-[0.875rem] font-700">
              {words.proposalFields.formality}
            </label>
            <Select
              id={`${id}-formality`}
              value={filters.formality ?? ''}
              onChange={(event) => onChange({ formality: event.target.value || undefined })}
            >
              <option value="">{t.proposals.any}</option>
              {RUNGS.map((formality) => (
                <option key={formality} value={formality}>
                  {words.rungs[formality]}
                </option>
              ))}
            </Select>
          </div>
          {(themes.length > 0 || filters.theme) && (
            <div className="min-w-0">
              <label htmlFor={`${id}-theme`} className="block text-[0.875rem] font-700">
                {words.proposalFields.themes}
              </label>
              <Select
                id={`${id}-theme`}
                value={filters.theme ?? ''}
                onChange={(event) => onChange({ theme: event.target.value || undefined })}
              >
                <option value="">{t.proposals.any}</option>
                {[...new Set([...themes, ...(filters.theme ? [filters.theme] : [])])].map(
                  (theme) => (
                    <option key={theme} value={theme}>
                      {theme}
                    </option>
                  ),
                )}
              </Select>
            </div>
          )}
          <div className="min-w-0">
            <label htmlFor={`${id}-confirmation`} className="block text-[0.875rem] font-700">
              {t.proposals.confirmation}
            </label>
            <Select
              id={`${id}-confirmation`}
              value={filters.confirmation ?? ''}
              onChange={(event) => onChange({ confirmation: event.target.value || undefined })}
            >
              <option value="">{t.proposals.any}</option>
              {(['awaiting', 'confirmed', 'disputed', 'one_sided'] as const).map((state) => (
                <option key={state} value={state}>
                  {words.confirmations[state]}
                </option>
              ))}
            </Select>
          </div>
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
