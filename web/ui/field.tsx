import { type ReactNode, useId } from 'react'
import { useTexts } from '../i18n/language.tsx'

/** What an input needs to be tied to its label, hint and error. */
export type FieldIds = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export const inputClass =
  'block w-full min-h-12 rounded-8 border border-solid-gray-600 bg-white px-3 py-2 text-[1rem] text-solid-gray-800 hover:border-black aria-[invalid=true]:border-2 aria-[invalid=true]:border-error-1'

function Mark({ required }: { required: boolean | undefined }) {
  const { t } = useTexts()
  if (required === undefined) return null
  return required ? (
    <span className="ml-2 text-[0.875rem] font-400 text-red-900">{t.form.required}</span>
  ) : (
    <span className="ml-2 text-[0.875rem] font-400 text-solid-gray-700">{t.form.optional}</span>
  )
}

function ErrorText({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p id={id} className="mt-1 text-[0.875rem] text-error-2">
      <span aria-hidden="true">＊</span>
      {error}
    </p>
  )
}

/** One labelled control. `name` is the anchor to which the error summary leads. */
export function Field({
  name,
  label,
  hint,
  error,
  required,
  children,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  children: (ids: FieldIds) => ReactNode
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div data-field={name}>
      <label htmlFor={id} className="block font-700">
        {label}
        <Mark required={required} />
      </label>
      {hint && (
        <div id={`${id}-hint`} className="text-[0.875rem] text-solid-gray-700">
          {hint}
        </div>
      )}
      <div className="mt-2">
        {children({
          id,
          'aria-describedby': described || undefined,
          'aria-invalid': error ? true : undefined,
        })}
      </div>
      <ErrorText id={`${id}-error`} error={error} />
    </div>
  )
}

/** Several controls under one question. */
export function FieldGroup({
  name,
  legend,
  hint,
  error,
  required,
  children,
}: {
  name: string
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  children: ReactNode
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset data-field={name} aria-describedby={described || undefined} className="min-w-0">
      <legend className="font-700">
        {legend}
        <Mark required={required} />
      </legend>
      {hint && (
        <div id={`${id}-hint`} className="text-[0.875rem] text-solid-gray-700">
          {hint}
        </div>
      )}
      <div className="mt-2">{children}</div>
      <ErrorText id={`${id}-error`} error={error} />
    </fieldset>
  )
}
