import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
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
    <Field
      key={name}
      name={name}
      label={t.reviews[name]}
      hint={t.reviews[`${name}Hint`]}
      error={errorOf(name)}
    >
      {(ids) => (
        <TextInput
          {...ids}
          type="date"
          className="max-w-56"
          value={values[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  ))
}
