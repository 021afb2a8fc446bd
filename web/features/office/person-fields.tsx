import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import type { WrongField } from '../forms/failure.ts'
import { LINE_LIMIT } from '../forms/limits.ts'
import type { ErrorOf } from '../forms/write-form.tsx'

export type NamedPerson = { name: string; email: string }
export const NOBODY: NamedPerson = { name: '', email: '' }

/** One line of text that is required. */
export function LineField({
  name,
  label,
  hint,
  type = 'text',
  value,
  onChange,
  errorOf,
}: {
  name: string
  label: string
  hint?: ReactNode
  type?: 'text' | 'email'
  value: string
  onChange: (value: string) => void
  errorOf: ErrorOf
}) {
  return (
    <Field name={name} label={label} hint={hint} required error={errorOf(name)}>
      {(ids) => (
        <TextInput
          {...ids}
          type={type}
          autoComplete="off"
          maxLength={type === 'email' ? 254 : LINE_LIMIT}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** Whom the office invites: a name and an address. */
export function PersonFields({
  prefix = '',
  values,
  set,
  errorOf,
}: {
  /** Where the two stand in what is sent. */
  prefix?: string
  values: NamedPerson
  set: (values: NamedPerson) => void
  errorOf: ErrorOf
}) {
  const { t } = useTexts()
  return (
    <>
      <LineField
        name={`${prefix}name`}
        label={t.office.hrName}
        hint={t.office.hrNameHint}
        value={values.name}
        onChange={(name) => set({ ...values, name })}
        errorOf={errorOf}
      />
      <LineField
        name={`${prefix}email`}
        label={t.office.hrEmail}
        type="email"
        value={values.email}
        onChange={(email) => set({ ...values, email })}
        errorOf={errorOf}
      />
    </>
  )
}

/** What is still empty. */
export function emptyIn(values: object, detail: string, at = ''): WrongField[] {
  return Object.entries(values).flatMap(([name, value]): WrongField[] => {
    const pointer = `${at}/${name}`
    if (typeof value === 'object' && value !== null) return emptyIn(value, detail, pointer)
    return String(value).trim() === '' ? [{ pointer, code: 'required', detail }] : []
  })
}
