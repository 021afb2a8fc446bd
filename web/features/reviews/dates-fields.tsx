import { useTexts } from '../../i18n/language.tsx'
import { DayField } from '../forms/day-field.tsx'
import type { ErrorOf } from '../forms/write-form.tsx'

type Days = { asOf: string; dueOn: string }

/** The day a round is about, and until when answers are asked for. */
export function DatesFields({
  values,
  set,
  errorOf,
}: {
  values: Days
  set: (patch: Partial<Days>) => void
  errorOf: ErrorOf
}) {
  const { t } = useTexts()
  return (['asOf', 'dueOn'] as const).map((name) => (
    <DayField
      key={name}
      name={name}
      label={t.reviews[name]}
      hint={t.reviews[`${name}Hint`]}
      error={errorOf(name)}
      value={values[name]}
      onChange={(day) => set({ [name]: day })}
    />
  ))
}
