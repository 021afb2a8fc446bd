import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { type Day, isDay } from '../../../functions/domain/calendar.ts'
import { BASES, type Basis } from '../../../functions/domain/words.ts'
import { changesQuery, type Since } from '../../continuity-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ViewpointSearch } from '../register/search-params.ts'
import { Unloaded } from '../session/query-states.tsx'
import { SimpleTable } from './count-table.tsx'

/** 前回の監査から: what changed between an earlier day and the one looked at, each with its list. */
export function Changes({
  code,
  viewpoint,
  day,
  since,
  onSince,
}: {
  code: string
  viewpoint: ViewpointSearch
  /** The day looked at. */
  day: Day
  since: Since
  onSince: (since: Since) => void
}) {
  const { t, words, dates } = useTexts()
  const changes = useQuery(changesQuery(code, { ...viewpoint, ...since }))
  const rows = changes.data?.changes.map(({ change, count }) => ({
    key: change,
    label: words.changes[change],
    what: words.changes[change],
    count,
    filters: { change, ...since },
  }))
  const nothingThen = changes.data?.totals.from === 0 && since.basis === 'known_then'
  return (
    <>
      <SinceForm key={`${since.since} ${since.basis}`} since={since} day={day} onSince={onSince} />
      {rows ? (
        <div className={`max-w-[45rem] ${changes.isPlaceholderData ? 'opacity-60' : ''}`}>
          <p className="mt-4 mb-1 font-700">
            {t.continuity.compared(dates.day(since.since), dates.day(day))}
            {t.common.aside(words.bases[since.basis])}
          </p>
          {nothingThen && (
            <Notice quiet title={t.continuity.nothingThen(dates.day(since.since))}>
              <Button
                variant="outline"
                size="small"
                onClick={() => onSince({ ...since, basis: 'known_now' })}
              >
                {words.bases.known_now}
              </Button>
            </Notice>
          )}
          <SimpleTable
            code={code}
            caption={t.continuity.changes}
            head={{
              row: t.continuity.change,
              count: t.continuity.proposals,
              share: t.continuity.share,
            }}
            rows={rows}
            viewpoint={viewpoint}
            total={changes.data?.totals.to ?? 0}
          />
        </div>
      ) : (
        <Unloaded query={changes} lines={6} />
      )}
    </>
  )
}

function SinceForm({
  since,
  day,
  onSince,
}: {
  since: Since
  day: Day
  onSince: (since: Since) => void
}) {
  const { t, words } = useTexts()
  const id = useId()
  const [chosen, setChosen] = useState<string>(since.since)
  const [basis, setBasis] = useState(since.basis)
  return (
    <form
      className="flex flex-wrap items-end gap-4 rounded-8 bg-solid-gray-50 p-4 print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        if (isDay(chosen) && chosen < day) onSince({ since: chosen, basis })
      }}
    >
      <div className="max-w-full">
        <label htmlFor={`${id}-since`} className="block font-700">
          {t.continuity.since}
        </label>
        <input
          id={`${id}-since`}
          type="date"
          required
          max={dayBefore(day)}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          className={inputClass}
        />
      </div>
      <div className="max-w-full">
        <label htmlFor={`${id}-basis`} className="block font-700">
          {t.continuity.basis}
        </label>
        <Select
          id={`${id}-basis`}
          value={basis}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setBasis(event.target.value as Basis)}
        >
          {BASES.map((each) => (
            <option key={each} value={each}>
              {words.bases[each]}
            </option>
          ))}
        </Select>
      </div>
      <Button type="submit" variant="outline">
        {t.continuity.compare}
      </Button>
      <p id={`${id}-hint`} className="w-full text-[0.875rem] text-solid-gray-700">
        {t.continuity.basisHint}
      </p>
    </form>
  )
}

function dayBefore(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - 24 * 60 * 60 * 1000)
    .toISOString()
    .slice(0, 10)
}
