import { useId } from 'react'
import {
  type AsOf,
  type Day,
  fiscalYearOf,
  PRECISIONS,
  type Precision,
} from '../../../functions/domain/calendar.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { RadioGroup, Select } from '../../ui/inputs.tsx'

/** A date in the making: what is chosen so far. */
export type AsOfDraft = { precision: Precision | ''; date: string }
export const EMPTY_AS_OF: AsOfDraft = { precision: '', date: '' }

/** The date as the API takes it; undefined while nothing is entered. */
export function asOfValue({ precision, date }: AsOfDraft): AsOf | undefined {
  if (precision === '' && date === '') return undefined
  // A half-entered date is sent as it is: the hub says what is wrong with it.
  return { precision: precision || 'day', date }
}

export function asOfDraft(asOf: AsOf | undefined): AsOfDraft {
  return asOf ? { precision: asOf.precision, date: asOf.date } : EMPTY_AS_OF
}

/** 時点 as exactly as it is known: a day, a month or a fiscal year. Nothing is preselected. */
export function AsOfInput({
  name,
  value,
  onChange,
  today,
  firstFiscalYear,
  invalid,
}: {
  name: string
  value: AsOfDraft
  onChange: (value: AsOfDraft) => void
  today: Day
  /** The earliest fiscal year that makes sense here. */
  firstFiscalYear: number
  invalid: boolean
}) {
  const { t, dates } = useTexts()
  const id = useId()
  const thisYear = fiscalYearOf(today)
  const years = Array.from(
    { length: Math.max(1, thisYear - firstFiscalYear + 1) },
    (_, back) => thisYear - back,
  )
  const [year = '', month = ''] = value.precision === 'month' ? value.date.split('-') : []
  const calendarYears = [...new Set([Number(today.slice(0, 4)), ...years])]
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <RadioGroup
          inline
          name={`${id}-${name}`}
          value={value.precision}
          invalid={invalid}
          options={PRECISIONS.map((precision) => ({
            value: precision,
            label: t.dates.precision[precision],
          }))}
          onChange={(precision) => onChange({ precision, date: '' })}
        />
        <Button
          variant="outline"
          size="small"
          onClick={() => onChange({ precision: 'day', date: today })}
        >
          {t.dates.today}
        </Button>
        {value.precision !== '' && (
          <Button variant="text" size="small" onClick={() => onChange(EMPTY_AS_OF)}>
            {t.dates.clear}
          </Button>
        )}
      </div>
      {value.precision === 'day' && (
        <input
          type="date"
          aria-label={t.dates.date}
          aria-invalid={invalid || undefined}
          max={today}
          value={value.date}
          onChange={(event) => onChange({ precision: 'day', date: event.target.value })}
          className={`${inputClass} mt-2 max-w-56`}
        />
      )}
      {value.precision === 'month' && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Select
            aria-label={t.dates.year}
            aria-invalid={invalid || undefined}
            value={year}
            onChange={(event) =>
              onChange({ precision: 'month', date: `${event.target.value}-${month}` })
            }
            className="max-w-64"
          >
            <option value="">{t.dates.year}</option>
            {calendarYears.map((each) => (
              <option key={each} value={each}>
                {t.dates.yearName(each)}
              </option>
            ))}
          </Select>
          <Select
            aria-label={t.dates.month}
            aria-invalid={invalid || undefined}
            value={month}
            onChange={(event) =>
              onChange({ precision: 'month', date: `${year}-${event.target.value}` })
            }
            className="max-w-40"
          >
            <option value="">{t.dates.month}</option>
            {Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0')).map(
              (each) => (
                <option key={each} value={each}>
                  {t.dates.monthName(Number(each))}
                </option>
              ),
            )}
          </Select>
        </div>
      )}
      {value.precision === 'fiscal_year' && (
        <Select
          aria-label={t.dates.fiscalYear}
          aria-invalid={invalid || undefined}
          value={value.date}
          onChange={(event) => onChange({ precision: 'fiscal_year', date: event.target.value })}
          className="mt-2 max-w-64"
        >
          <option value="">{t.dates.fiscalYear}</option>
          {years.map((each) => (
            <option key={each} value={each}>
              {dates.fiscalYearLong(each)}
            </option>
          ))}
        </Select>
      )}
    </div>
  )
}
