import { useId } from 'react'
import type { TransferTexts } from '../../i18n/transfers-ja.ts'
import type { RosterEntry } from '../../people-client.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import { OfficeInput } from '../stewardship/office-input.tsx'
import { choicesOf, pastedRows, type TransferRow } from './typed-transfers.ts'

const grid =
  'grid gap-2 desktop:grid-cols-[3.5rem_minmax(0,1fr)_minmax(0,1fr)_5rem_11rem_4rem] desktop:items-center'
const label = 'block font-700 desktop:sr-only'

/** Rows to type transfers into: a table, or one box under the other on a phone. */
export function TransferRows({
  rows,
  people,
  errors,
  t,
  onChange,
  onPaste,
  onRemove,
}: {
  rows: TransferRow[]
  people: RosterEntry[]
  /** Row → what is wrong with its person. */
  errors: ReadonlyMap<string, string>
  t: TransferTexts
  onChange: (id: string, patch: Partial<TransferRow>) => void
  /** Rows from a spreadsheet, in the place of this one. */
  onPaste: (id: string, rows: TransferRow[]) => void
  onRemove: (id: string) => void
}) {
  const list = useId()
  return (
    <>
      <datalist id={list}>
        {choicesOf(people).map(({ value, person }) => (
          <option key={person.id} value={value} label={person.officeToday} />
        ))}
      </datalist>
      <div aria-hidden="true" className={`${grid} hidden font-700 desktop:grid`}>
        <span />
        <span>{t.person}</span>
        <span>{t.office}</span>
        <span>{t.leaves}</span>
        <span>{t.on}</span>
        <span />
      </div>
      {rows.map((row, at) => {
        const id = `${list}-${row.id}`
        const error = errors.get(row.id)
        const set = (patch: Partial<TransferRow>) => onChange(row.id, patch)
        return (
          <fieldset
            key={row.id}
            className="mt-2 min-w-0 border-b border-solid-gray-300 pb-3 desktop:pb-2"
          >
            <legend className="sr-only">{t.row(at + 1)}</legend>
            <div className={grid}>
              <span aria-hidden="true" className="text-[0.875rem] text-solid-gray-700">
                {t.row(at + 1)}
              </span>
              <div>
                <label htmlFor={`${id}-person`} className={label}>
                  {t.person}
                </label>
                <TextInput
                  id={`${id}-person`}
                  list={list}
                  autoComplete="off"
                  maxLength={LINE_LIMIT}
                  value={row.person}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${id}-error` : undefined}
                  onChange={(event) => set({ person: event.target.value })}
                  onPaste={(event) => {
                    const pasted = pastedRows(
                      event.clipboardData.getData('text/plain'),
                      people,
                      row.on,
                    )
                    if (!pasted) return
                    event.preventDefault()
                    onPaste(row.id, pasted)
                  }}
                />
              </div>
              <div>
                <label htmlFor={`${id}-office`} className={label}>
                  {t.office}
                </label>
                {row.leaves ? (
                  <TextInput id={`${id}-office`} value="" disabled />
                ) : (
                  <OfficeInput
                    ids={{
                      id: `${id}-office`,
                      'aria-describedby': undefined,
                      'aria-invalid': undefined,
                    }}
                    value={row.office}
                    onChange={(office) => set({ office })}
                  />
                )}
              </div>
              <label className="flex min-h-11 items-center gap-2">
                <input
                  type="checkbox"
                  className="size-6 accent-blue-900"
                  checked={row.leaves}
                  onChange={(event) =>
                    set({
                      leaves: event.target.checked,
                      ...(event.target.checked && { office: '' }),
                    })
                  }
                />
                <span className="desktop:sr-only">{t.leaves}</span>
              </label>
              <div>
                <label htmlFor={`${id}-on`} className={label}>
                  {t.on}
                </label>
                <TextInput
                  id={`${id}-on`}
                  type="date"
                  value={row.on}
                  onChange={(event) => set({ on: event.target.value })}
                />
              </div>
              <Button
                variant="text"
                size="small"
                aria-label={t.remove(at + 1)}
                onClick={() => onRemove(row.id)}
              >
                ×
              </Button>
            </div>
            {error && (
              <p id={`${id}-error`} className="mt-1 text-[0.875rem] text-error-2">
                {error}
              </p>
            )}
          </fieldset>
        )
      })}
    </>
  )
}
