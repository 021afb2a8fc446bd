import { Link } from '@tanstack/react-router'
import type { Continuity } from '../../../functions/domain/continuity/continuity.ts'
import { useTexts } from '../../i18n/language.tsx'
import type { ProposalFilters, ViewpointSearch } from '../register/search-params.ts'
import { useShare } from './count-table.tsx'

type Tile = { key: string; label: string; count: number; hint?: string; filters: ProposalFilters }

/** The figures one comes for, each a link to its list. */
export function Glance({
  code,
  continuity,
  viewpoint,
}: {
  code: string
  continuity: Continuity
  viewpoint: ViewpointSearch
}) {
  const { t } = useTexts()
  const share = useShare()
  const { overview, confirmed, brokenPrerequisite, overdueQuestion, orphaned } = continuity
  const { totals } = overview
  const alive = totals.continued + totals.completed
  const ofAll = (count: number) => t.continuity.ofAll(share(count, totals.total))
  const tiles: Tile[] = [
    { key: 'total', label: t.continuity.total, count: totals.total, filters: {} },
    {
      key: 'alive',
      label: t.continuity.alive,
      count: alive,
      hint: ofAll(alive),
      filters: { outcome: 'continued,completed' },
    },
    {
      key: 'confirmed',
      label: t.continuity.confirmed,
      count: confirmed.count,
      hint: `${ofAll(confirmed.count)}${t.common.dot}${t.continuity.confirmedHint(confirmed.interval)}`,
      filters: { confirmedWithin: 'true' },
    },
    {
      key: 'notConfirmed',
      label: t.continuity.notConfirmed,
      count: confirmed.total - confirmed.count,
      hint: t.continuity.notConfirmedHint,
      filters: { confirmedWithin: 'false' },
    },
    { key: 'stale', label: t.continuity.stale, count: totals.stale, filters: { stale: 'true' } },
    {
      key: 'disputed',
      label: t.continuity.disputed,
      count: totals.disputed,
      filters: { confirmation: 'disputed' },
    },
    ...(orphaned === undefined
      ? []
      : [
          {
            key: 'orphaned',
            label: t.continuity.orphaned,
            count: orphaned,
            filters: { orphaned: 'true' as const },
          },
        ]),
    {
      key: 'broken',
      label: t.continuity.broken,
      count: brokenPrerequisite,
      filters: { brokenPrerequisite: 'true' },
    },
    {
      key: 'overdueQuestion',
      label: t.continuity.overdueQuestion,
      count: overdueQuestion,
      filters: { overdueQuestion: 'true' },
    },
  ]
  return (
    <ul className="grid grid-cols-2 gap-3 desktop:grid-cols-4">
      {tiles.map(({ key, label, count, hint, filters }) => (
        <li key={key} className="flex flex-col rounded-8 border border-solid-gray-300 p-3">
          <span className="text-[0.875rem] leading-150">{label}</span>
          <span className="mt-auto pt-1">
            {count === 0 ? (
              <span className="text-[1.75rem] leading-130 font-700 text-solid-gray-700">0</span>
            ) : (
              <Link
                to="/m/$municipality/proposals"
                params={{ municipality: code }}
                search={{ ...viewpoint, ...filters }}
                aria-label={`${label} ${count}`}
                className="text-[1.75rem] leading-130 font-700 text-blue-900 underline"
              >
                {count}
              </Link>
            )}
          </span>
          {hint && <span className="text-[0.8125rem] leading-150 text-solid-gray-700">{hint}</span>}
        </li>
      ))}
    </ul>
  )
}
