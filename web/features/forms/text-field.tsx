import type { ComponentProps } from 'react'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { TEXT_LIMIT } from './limits.ts'

/** A text of several lines, with its label and as long as the hub takes one. */
export function TextField({
  value,
  onChange,
  rows,
  ...field
}: Omit<ComponentProps<typeof Field>, 'children'> & {
  value: string
  onChange: (text: string) => void
  rows?: number
}) {
  return (
    <Field {...field}>
      {(ids) => (
        <TextArea
          {...ids}
          {...(rows !== undefined && { rows })}
          limit={TEXT_LIMIT}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
