import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listProposals } from '../../api-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Checkbox, TextInput } from '../../ui/inputs.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { usePlace } from '../session/place.tsx'
import { LoadFailure } from '../session/query-states.tsx'

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
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: [code, 'proposals', 'to link', q],
    queryFn: () => listProposals(code, q.trim() === '' ? {} : { q: q.trim() }),
  })
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== first)
  return (
    <FieldGroup name="merged" legend={t.link.mergedWith} hint={t.link.mergedHint}>
      <Field name="q" label={t.proposals.search} required={false}>
        {(ids) => (
          <TextInput
            {...ids}
            type="search"
            value={q}
            onChange={(event) => setQ(event.target.value)}
            onKeyDown={(event) => {
              // Enter searches; it must not send the form.
              if (event.key === 'Enter') event.preventDefault()
            }}
          />
        )}
      </Field>
      {found.error ? (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data ? (
        <ul className="mt-2 max-h-64 overflow-y-auto rounded-8 border border-solid-gray-300 px-3">
          {rows.length === 0 && <li className="py-3">{t.proposals.nothingFound}</li>}
          {rows.map(({ id, title, cohort, carriedBy }) => (
            <li key={id}>
              <Checkbox
                label={`${title}${t.common.aside(dates.fiscalYears([cohort, ...carriedBy]))}`}
                checked={chosen.some((one) => one.id === id)}
                onChange={(checked) => {
                  const others = chosen.filter((one) => one.id !== id)
                  onChange(checked ? [...others, { id, title }] : others)
                }}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton lines={3} />
      )}
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
