import { Link } from '@tanstack/react-router'
import type { TrailRow } from '../../history-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { usePlace } from '../session/place.tsx'
import { useTrailWords } from './use-trail-words.ts'

/** What happened: one entry for each operation, with what it changed behind it. */
export function TrailList({ rows }: { rows: TrailRow[] }) {
  return (
    <ol className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {rows.map((row) => (
        <li key={`${row.stream} ${row.sequence}`} className="py-3">
          <Entry row={row} />
        </li>
      ))}
    </ol>
  )
}

function Entry({ row }: { row: TrailRow }) {
  const { code } = usePlace()
  const { t, words } = useTexts()
  const { actor, role, lines } = useTrailWords()
  const told = lines(row)
  return (
    <>
      <p className="text-[0.875rem] text-solid-gray-700">
        <time dateTime={row.recordedAt}>{words.instant(row.recordedAt)}</time>
        {t.common.dot}
        {/* What did it and how it came are often one word: 「システム」. */}
        {[...new Set([actor(row), role(row), words.channels[row.by.channel]])]
          .filter(Boolean)
          .join(t.common.dot)}
      </p>
      <p>
        <span className="mr-2 font-700">{words.events[row.type]}</span>
        {row.proposal ? (
          <Link
            to="/m/$municipality/proposals/$proposalId"
            params={{ municipality: code, proposalId: row.proposal.id }}
            className="text-blue-900 underline"
          >
            {row.proposal.title}
          </Link>
        ) : (
          t.history.municipality
        )}
      </p>
      {told.length > 0 && (
        <details className="mt-1 text-[0.875rem]">
          <summary className="py-1 text-blue-900 underline">{t.history.details}</summary>
          <dl className="mt-1 space-y-2">
            {told.map(({ field, label, before, after }) => (
              <div key={field}>
                <dt className="font-700">{label}</dt>
                {before !== undefined && (
                  <dd className="whitespace-pre-wrap break-words">
                    {t.history.before + t.common.colon}
                    <del className="no-underline">{before}</del>
                  </dd>
                )}
                <dd className="whitespace-pre-wrap break-words">
                  {before !== undefined && t.history.after + t.common.colon}
                  {after}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}
