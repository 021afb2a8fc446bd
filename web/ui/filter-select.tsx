import { type ReactNode, useId } from 'react'
import { Select } from './inputs.tsx'

/** One filter over a list: a small label over its choices, the first of which narrows nothing. */
export function FilterSelect({
  label,
  all,
  value,
  onChange,
  children,
}: {
  label: string
  /** The words of the choice that narrows nothing. */
  all: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  /** The `Options`, or groups of them. */
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-[0.875rem] font-700">
        {label}
      </label>
      <Select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{all}</option>
        {children}
      </Select>
    </div>
  )
}

/** The choices of a select, each with its words. */
export function Options<Value extends string | number>({
  values,
  wordsOf,
}: {
  values: readonly Value[]
  wordsOf: (value: Value) => string
}) {
  return values.map((value) => (
    <option key={value} value={value}>
      {wordsOf(value)}
    </option>
  ))
}
