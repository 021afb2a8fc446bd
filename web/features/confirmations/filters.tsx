import { type ReactNode, useId } from 'react'
import {
  CONFIRMATION_NEEDS,
  type ConfirmationNeed,
  OUTCOMES,
} from '../../../functions/domain/words.ts'
import type { ConfirmationRow } from '../../confirmation-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Checkbox, Select } from '../../ui/inputs.tsx'

/** What the address says of the list: plain text. */
export type ConfirmationSearch = {
  need?: string
  cohort?: string
  outcome?: string
  order?: 'oldest'
  earlier?: 'true'
}

/** What an address says; anything malformed is left out. */
export function confirmationSearch(search: Record<string, unknown>): ConfirmationSearch {
  const { need, cohort, outcome, order, earlier } = search
  const among = (value: unknown, known: readonly string[]) =>
    typeof value === 'string' && known.includes(value) ? value : undefined
  const asked = {
    need: among(need, CONFIRMATION_NEEDS),
    cohort: typeof cohort === 'string' && /^\d{4}$/.test(cohort) ? cohort : undefined,
    outcome: among(outcome, OUTCOMES),
    order: order === 'oldest' ? order : undefined,
    earlier: earlier === 'true' ? earlier : undefined,
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}

/** The rows that are asked for, in the order asked for; they come newest first. */
export function narrowed(
  rows: readonly ConfirmationRow[],
  { need, cohort, outcome, order }: ConfirmationSearch,
): ConfirmationRow[] {
  const found = rows.filter(
    (row) =>
      (need === undefined || row.need === need) &&
      (outcome === undefined || row.report.outcome === outcome) &&
      (cohort === undefined ||
        [row.proposal.cohort, ...row.proposal.carriedBy].includes(Number(cohort))),
  )
  return order === 'oldest' ? found.reverse() : found
}

export function ConfirmationFilters({
  rows,
  search,
  onChange,
}: {
  rows: readonly ConfirmationRow[]
  search: ConfirmationSearch
  onChange: (patch: Record<string, string | undefined>) => void
}) {
  const { t, words, dates } = useTexts()
  const id = useId()
  const years = [
    ...new Set(rows.flatMap(({ proposal }) => [proposal.cohort, ...proposal.carriedBy])),
  ].sort((a, b) => b - a)
  const count = (need: ConfirmationNeed) => rows.filter((row) => row.need === need).length
  const choice = (key: keyof ConfirmationSearch, label: string, options: ReactNode) => (
    <div className="min-w-0">
      <label htmlFor={`${id}-${key}`} className="block text-[0.875rem] font-700">
        {label}
      </label>
      <Select
        id={`${id}-${key}`}
        value={search[key] ?? ''}
        onChange={(event) => onChange({ [key]: event.target.value || undefined })}
      >
        {options}
      </Select>
    </div>
  )
  return (
    <search aria-label={t.confirmations.filters} className="block print:hidden">
      <div className="grid grid-cols-2 gap-3 desktop:grid-cols-4">
        {choice(
          'need',
          t.confirmations.need,
          <>
            <option value="">{t.confirmations.anyNeed(rows.length)}</option>
            {CONFIRMATION_NEEDS.map((need) => (
              <option key={need} value={need}>
                {t.confirmations.needCount(t.confirmations.needs[need], count(need))}
              </option>
            ))}
          </>,
        )}
        {choice(
          'cohort',
          t.confirmations.cohort,
          <>
            <option value="">{t.confirmations.any}</option>
            {years.map((year) => (
              <option key={year} value={year}>
                {dates.fiscalYearLong(year)}
              </option>
            ))}
          </>,
        )}
        {choice(
          'outcome',
          t.confirmations.outcome,
          <>
            <option value="">{t.confirmations.any}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {words.outcomes[outcome]}
              </option>
            ))}
          </>,
        )}
        {choice(
          'order',
          t.confirmations.order,
          <>
            <option value="">{t.confirmations.newest}</option>
            <option value="oldest">{t.confirmations.oldest}</option>
          </>,
        )}
      </div>
      <Checkbox
        label={t.confirmations.earlier}
        checked={search.earlier === 'true'}
        onChange={(on) => onChange({ earlier: on ? 'true' : undefined })}
      />
    </search>
  )
}
