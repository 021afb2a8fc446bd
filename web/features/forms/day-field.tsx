import type { ComponentProps } from 'react'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'

/** A day, chosen or typed, with its label. */
export function DayField({
  value,
  onChange,
  min,
  max,
  ...field
}: Omit<ComponentProps<typeof Field>, 'children'> & {
  /** `2026-06-01`, or empty */
  value: string
  onChange: (day: string) => void
  min?: string
  max?: string
}) {
  return (
    <Field {...field}>
      {(ids) => (
        <TextInput
          {...ids}
          type="date"
          min={min}
          max={max}
          className="max-w-56"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
