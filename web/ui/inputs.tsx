import type { ComponentProps, ReactNode } from 'react'
import { useTexts } from '../i18n/language.tsx'
import { classes } from './classes.ts'
import { inputClass } from './field.tsx'

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...rest} className={classes(inputClass, className)} />
}

/** Grows with its text and says how much room is left once it gets scarce. */
export function TextArea({
  limit,
  value,
  rows = 4,
  ...rest
}: Omit<ComponentProps<'textarea'>, 'value'> & { limit: number; value: string }) {
  const { t } = useTexts()
  const over = value.length - limit
  return (
    <>
      <textarea
        rows={rows}
        value={value}
        {...rest}
        className={classes(inputClass, 'field-sizing-content min-h-24 py-3 leading-170')}
      />
      <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-[0.875rem] text-solid-gray-700">
        <span>{t.form.publicRecordShort}</span>
        <span aria-live="polite" className={classes(over > 0 && 'text-error-2')}>
          {over > 0
            ? t.form.over(over)
            : value.length > limit * 0.8 && t.form.characters(value.length, limit)}
        </span>
      </p>
    </>
  )
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={classes(inputClass, 'pr-8', className)} />
}

/** One choice out of few. Nothing is chosen unless `value` says so. */
export function RadioGroup<Value extends string>({
  name,
  value,
  options,
  onChange,
  invalid,
  inline = false,
}: {
  name: string
  value: Value | ''
  options: { value: Value; label: ReactNode; hint?: ReactNode }[]
  onChange: (value: Value) => void
  invalid?: boolean
  inline?: boolean
}) {
  return (
    <div className={classes('flex gap-x-6 gap-y-1', inline ? 'flex-row flex-wrap' : 'flex-col')}>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-11 cursor-pointer items-start gap-3 rounded-8 py-2 hover:underline"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            aria-invalid={invalid || undefined}
            onChange={() => onChange(option.value)}
            className="mt-[0.2em] size-5 shrink-0 accent-blue-900"
          />
          <span>
            {option.label}
            {option.hint && (
              <span className="block text-[0.875rem] text-solid-gray-700">{option.hint}</span>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}

/** Any number out of many: checkboxes that look like chips. */
export function Chips<Value extends string>({
  name,
  values,
  options,
  onChange,
}: {
  name: string
  values: readonly Value[]
  options: { value: Value; label: string }[]
  onChange: (values: Value[]) => void
}) {
  return (
    <div className="flex flex-wrap gap-2">
      {options.map((option) => {
        const checked = values.includes(option.value)
        return (
          <label
            key={option.value}
            className={classes(
              'flex min-h-11 cursor-pointer items-center gap-2 rounded-8 border px-3 py-1.5 leading-150 has-focus-visible:outline-4 has-focus-visible:outline-offset-2 has-focus-visible:outline-black',
              checked
                ? 'border-blue-900 bg-blue-50 font-700 text-blue-1000'
                : 'border-solid-gray-600 bg-white hover:bg-solid-gray-50',
            )}
          >
            <input
              type="checkbox"
              name={name}
              value={option.value}
              checked={checked}
              onChange={() =>
                onChange(
                  checked
                    ? values.filter((value) => value !== option.value)
                    : [...values, option.value],
                )
              }
              className="size-5 shrink-0 accent-blue-900"
            />
            {option.label}
          </label>
        )
      })}
    </div>
  )
}

export function Checkbox({
  label,
  checked,
  onChange,
}: {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-[0.2em] size-5 shrink-0 accent-blue-900"
      />
      <span>{label}</span>
    </label>
  )
}
