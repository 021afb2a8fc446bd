import { useTexts } from '../../i18n/language.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { Checkbox } from '../../ui/inputs.tsx'
import { ProposalSearch } from '../register/proposal-search.tsx'

/** An older proposal that is merged, with its title: a search may have it out of sight. */
export type Merged = { id: string; title: string }

/** 統合: which further proposals the new one is made of. */
export function MergedWith({
  first,
  chosen,
  onChange,
}: {
  /** The one it was begun from. */
  first: string
  chosen: readonly Merged[]
  onChange: (chosen: Merged[]) => void
}) {
  const { t, dates } = useTexts()
  return (
    <FieldGroup name="merged" legend={t.link.mergedWith} hint={t.link.mergedHint}>
      <ProposalSearch except={first}>
        {(rows) =>
          rows.map(({ id, title, cohort, carriedBy }) => (
            <Checkbox
              key={id}
              label={`${title}${t.common.aside(dates.fiscalYears([cohort, ...carriedBy]))}`}
              checked={chosen.some((one) => one.id === id)}
              onChange={(checked) => {
                const others = chosen.filter((one) => one.id !== id)
                onChange(checked ? [...others, { id, title }] : others)
              }}
            />
          ))
        }
      </ProposalSearch>
      {chosen.length > 0 && (
        <p aria-live="polite" className="mt-2 text-[0.875rem]">
          {t.link.mergedChosen(chosen.length)}
          {t.common.colon}
          {t.common.list(chosen.map(({ title }) => title))}
        </p>
      )}
    </FieldGroup>
  )
}
