import {
  CONFIRMATION_NEEDS,
  type ConfirmationNeed,
  OUTCOMES,
} from '../../../functions/domain/words.ts'
import type { ConfirmationRow } from '../../confirmation-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { FilterSelect, Options } from '../../ui/filter-select.tsx'
import { Checkbox } from '../../ui/inputs.tsx'

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
  const years = [
    ...new Set(rows.flatMap(({ proposal }) => [proposal.cohort, ...proposal.carriedBy])),
  ].sort((a, b) => b - a)
  const count = (need: ConfirmationNeed) => rows.filter((row) => row.need === need).length
  const narrow = (key: keyof ConfirmationSearch) => ({
    value: search[key],
    onChange: (value: string | undefined) => onChange({ [key]: value }),
  })
  return (
    <search aria-label={t.confirmations.filters} className="block print:hidden">
      <div className="grid grid-cols-2 gap-3 desktop:grid-cols-4">
        <FilterSelect
          label={t.confirmations.need}
          all={t.confirmations.anyNeed(rows.length)}
          {...narrow('need')}
        >
          <Options
            values={CONFIRMATION_NEEDS}
            wordsOf={(need) => t.confirmations.needCount(t.confirmations.needs[need], count(need))}
          />
        </FilterSelect>
        <FilterSelect
          label={t.confirmations.cohort}
          all={t.confirmations.any}
          {...narrow('cohort')}
        >
          <Options values={years} wordsOf={dates.fiscalYearLong} />
        </FilterSelect>
        <FilterSelect
          label={t.confirmations.outcome}
          all={t.confirmations.any}
          {...narrow('outcome')}
        >
          <Options values={OUTCOMES} wordsOf={(outcome) => words.outcomes[outcome]} />
        </FilterSelect>
        <FilterSelect
          label={t.confirmations.order}
          all={t.confirmations.newest}
          {...narrow('order')}
        >
          <option value="oldest">{t.confirmations.oldest}</option>
        </FilterSelect>
      </div>
      <Checkbox
        label={t.confirmations.earlier}
        checked={search.earlier === 'true'}
        onChange={(on) => onChange({ earlier: on ? 'true' : undefined })}
      />
    </search>
  )
}
