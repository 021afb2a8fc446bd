import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Day, tokyoDayOf } from '../../../functions/domain/calendar.ts'
import {
  askForExport,
  type ExportTask,
  exportFileAddress,
  exportTasksQuery,
  LONG_EXPORTS,
  type LongExport,
} from '../../exports-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Refusal } from '../forms/failure.ts'
import { usePlace } from '../session/place.tsx'

/** Exports that are made while nobody waits: asked for, watched, fetched. */
export function LongExports({
  asOf,
  mayReadHistory,
}: {
  /** The day of the register that is asked for; today without one. */
  asOf: Day | undefined
  mayReadHistory: boolean
}) {
  const { code } = usePlace()
  const { t, dates, language } = useTexts()
  const queries = useQueryClient()
  const tasks = useQuery(exportTasksQuery(code))
  const ask = useMutation({
    mutationFn: (wanted: LongExport) =>
      askForExport(code, crypto.randomUUID(), wanted, { asOf, language }),
    onSettled: () => queries.invalidateQueries({ queryKey: exportTasksQuery(code).queryKey }),
  })
  if (!tasks.data) return null
  const { error } = ask
  return (
    <Section id="long" title={t.exports.long}>
      <p className="text-solid-gray-700">{t.exports.longLead}</p>
      {asOf && <p className="mt-2">{t.exports.longAsOf(dates.day(asOf))}</p>}
      <div className="mt-3 flex flex-wrap gap-2">
        {LONG_EXPORTS.filter(({ what }) => what !== 'history' || mayReadHistory).map((wanted) => (
          <Button
            key={wanted.name}
            variant="outline"
            size="small"
            className="min-h-11"
            aria-label={t.exports.ask(t.exports.longFormats[wanted.name])}
            busy={ask.isPending}
            onClick={() => ask.mutate(wanted)}
          >
            {t.exports.longFormats[wanted.name]}
          </Button>
        ))}
      </div>
      {error && (
        <div className="mt-3">
          <Notice
            kind="error"
            title={error instanceof Refusal ? error.message : t.states.offlineTitle}
          >
            {error instanceof Refusal ? error.detail : t.states.offline}
          </Notice>
        </div>
      )}
      <h3 className="mt-6 mb-2 font-700">{t.exports.asked}</h3>
      {tasks.data.tasks.length === 0 ? (
        <p>{t.exports.noneAsked}</p>
      ) : (
        <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
          {tasks.data.tasks.map((task) => (
            <Task key={task.id} task={task} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Task({ task }: { task: ExportTask }) {
  const { code, nameOf } = usePlace()
  const { t, words, dates } = useTexts()
  const { id, what, format, asOf, by, askedAt, expiresAt, state, attempt, done, of, mayFetch } =
    task
  const known = LONG_EXPORTS.find((each) => each.what === what && each.format === format)
  const name = known ? t.exports.longFormats[known.name] : `${what} ${format}`
  const title = asOf ? name + t.common.aside(t.exports.at(dates.day(asOf))) : name
  const isOpen = state === 'waiting' || state === 'running'
  // One that waits has failed as often as it was begun; one that runs, once less.
  const isAgain = attempt > (state === 'running' ? 1 : 0)
  const hint =
    (isOpen && isAgain && t.exports.again) ||
    (state === 'done' && !mayFetch && t.exports.notYours) ||
    (state === 'failed' && t.exports.failedHint) ||
    (state === 'expired' && t.exports.expiredHint(dates.day(lastDay(expiresAt))))
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-700">{title}</p>
        <p className="text-[0.875rem] text-solid-gray-700">
          {t.exports.askedBy(nameOf(by) ?? t.common.unknownPerson, words.instant(askedAt))}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-[0.875rem]">
          <span className="font-700">{t.exports.states[state]}</span>
          {isOpen && (
            <progress
              value={done}
              max={Math.max(1, of)}
              aria-label={title}
              className="accent-blue-900"
            >
              {t.exports.rowsDone(done, of)}
            </progress>
          )}
          <span>
            {isOpen ? t.exports.rowsDone(done, of) : state === 'done' && t.exports.rows(done)}
          </span>
          {state === 'done' && mayFetch && (
            <span>{t.exports.until(dates.day(lastDay(expiresAt)))}</span>
          )}
        </p>
        {hint && <p className="text-[0.875rem] text-solid-gray-700">{hint}</p>}
      </div>
      {mayFetch && (
        <a
          href={exportFileAddress(code, id)}
          download
          aria-label={`${title} ${t.exports.fetch}`}
          className={`${buttonClass('solid', 'small')} min-h-11`}
        >
          {t.exports.fetch}
        </a>
      )}
    </li>
  )
}

/** It expires with the end of a day. */
function lastDay(expiresAt: string): string {
  return tokyoDayOf(new Date(Date.parse(expiresAt) - 1).toISOString())
}
