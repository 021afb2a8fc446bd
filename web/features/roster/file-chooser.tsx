import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { inputClass } from '../../ui/field.tsx'
import type { TableFile } from './plan-rows.ts'

/** A request holds at most 1 MiB, and what is in it grows by a third on its way. */
const LARGEST_FILE = 750_000

/** Chooses a file; that something is wrong with it is said where it was chosen. */
export function FileChooser({
  label,
  hint,
  onChoose,
}: {
  label: string
  hint: ReactNode
  onChoose: (file: TableFile) => void
}) {
  const { t } = useTexts()
  const id = useId()
  const [error, setError] = useState<string>()
  const choose = async (file: File | undefined) => {
    setError(undefined)
    if (!file) return
    if (file.size > LARGEST_FILE) return setError(t.files.tooLarge)
    const contentBase64 = await readAsBase64(file).catch(() => undefined)
    if (!contentBase64) return setError(t.files.unreadable)
    onChoose({ fileName: file.name, contentBase64 })
  }
  return (
    <div>
      <label htmlFor={id} className="block font-700">
        {label}
      </label>
      <div id={`${id}-hint`} className="text-[0.875rem] text-solid-gray-700">
        {hint}
      </div>
      <input
        id={id}
        type="file"
        accept=".csv,.xlsx,text/csv"
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={error ? true : undefined}
        className={`${inputClass} mt-2 max-w-[40rem] file:mr-3 file:cursor-pointer file:rounded-8 file:border file:border-blue-900 file:px-3 file:py-0.5 file:font-700 file:text-blue-900`}
        onChange={({ target }) => {
          void choose(target.files?.[0])
          // The same file may be chosen again once it was mended.
          target.value = ''
        }}
      />
      <p id={`${id}-error`} role="alert" className="mt-1 text-[0.875rem] text-error-2">
        {error}
      </p>
    </div>
  )
}

/** @returns the content without the head of a data address; empty for an empty file */
function readAsBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
