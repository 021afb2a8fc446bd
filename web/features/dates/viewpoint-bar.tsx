import { useId, useState } from 'react'
import { type Day, isDay } from '../../../functions/domain/calendar.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { dayOf, isNow, type ViewpointSearch } from '../register/search-params.ts'

/** Which day one looks at, and optionally what was known by then. */
export function ViewpointBar({
  search,
  today,
  onChange,
}: {
  search: ViewpointSearch
  today: Day
  onChange: (viewpoint: ViewpointSearch) => void
}) {
  const { t, dates } = useTexts()
  const past = !isNow(search)
  return (
    <div className="my-4 space-y-3">
      {past && (
        <Notice
          kind="warning"
          quiet
          title={t.viewpoint.past(
            dates.day(dayOf(search, today)),
            search.knownAt && dates.day(search.knownAt),
          )}
        >
          <Button
            variant="outline"
            size="small"
            onClick={() => onChange({ asOf: undefined, knownAt: undefined } as ViewpointSearch)}
          >
            {t.viewpoint.now}
          </Button>
        </Notice>
      )}
      <details className="print:hidden">
        <summary className="py-2 text-[0.875rem] text-blue-900 underline">
          {t.viewpoint.open}
        </summary>
        <ViewpointForm
          key={`${search.asOf} ${search.knownAt}`}
          search={search}
          today={today}
          onChange={onChange}
        />
      </details>
    </div>
  )
}

function ViewpointForm({
  search,
  today,
  onChange,
}: {
  search: ViewpointSearch
  today: Day
  onChange: (viewpoint: ViewpointSearch) => void
}) {
  const { t } = useTexts()
  const id = useId()
  const [asOf, setAsOf] = useState(search.asOf ?? '')
  const [knownAt, setKnownAt] = useState(search.knownAt ?? '')
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-4 rounded-8 bg-solid-gray-50 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        onChange({
          ...(isDay(asOf) ? { asOf } : {}),
          ...(isDay(knownAt) ? { knownAt } : {}),
        })
      }}
    >
      <div className="max-w-full">
        <label htmlFor={`${id}-as-of`} className="block font-700">
          {t.viewpoint.asOf}
        </label>
        <input
          id={`${id}-as-of`}
          type="date"
          max={today}
          value={asOf}
          onChange={(event) => setAsOf(event.target.value)}
          className={inputClass}
        />
      </div>
      <div className="max-w-full">
        <label htmlFor={`${id}-known-at`} className="block font-700">
          {t.viewpoint.knownAt}
        </label>
        <input
          id={`${id}-known-at`}
          type="date"
          max={today}
          value={knownAt}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setKnownAt(event.target.value)}
          className={inputClass}
        />
      </div>
      <Button type="submit" variant="outline">
        {t.viewpoint.show}
      </Button>
      <p id={`${id}-hint`} className="w-full text-[0.875rem] text-solid-gray-700">
        {t.viewpoint.hint}
      </p>
    </form>
  )
}
