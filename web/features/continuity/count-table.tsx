import type { ReactNode } from 'react'
import { STANDING_ORDER } from '../../../functions/charts/hatches.ts'
import type { StandingCode } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { LOOK } from '../outcomes/look.tsx'
import { Figure } from '../register/figure.tsx'
import type { ProposalFilters, ViewpointSearch } from '../register/search-params.ts'

export type CountRow = {
  key: string
  label: string
  counts: Record<StandingCode, number>
  total: number
  filters?: ProposalFilters
}

/** Rows by outcomes, every figure opening its list; on a phone a list without the zeros. */
export function CountTable({
  code: municipality,
  caption,
  head,
  rows,
  viewpoint,
  outcomes = STANDING_ORDER,
}: {
  /** Of the municipality whose list the figures open; none where several are compared. */
  code?: string
  caption: string
  /** What the rows are. */
  head: string
  rows: readonly CountRow[]
  viewpoint?: ViewpointSearch
  outcomes?: readonly StandingCode[]
}) {
  const { t, words } = useTexts()
  const figure = (row: CountRow, outcome?: StandingCode): ReactNode => {
    const count = outcome ? row.counts[outcome] : row.total
    if (municipality === undefined) return count
    return (
      <Figure
        code={municipality}
        count={count}
        what={[row.label, outcome ? words.standings[outcome] : t.overview.total].join(' ')}
        filters={{ ...viewpoint, ...row.filters, ...(outcome && { outcome }) }}
      />
    )
  }
  const th =
    'border-b-2 border-solid-gray-700 px-1 py-2 text-right align-bottom text-[0.875rem] leading-130 wrap-normal'
  return (
    <>
      <table className="hidden w-full border-collapse tabular-nums desktop:table print:table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${th} text-left!`}>
              {head}
            </th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col" className={th}>
                {words.standingsShort[outcome]}
              </th>
            ))}
            <th scope="col" className={th}>
              {t.overview.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b border-solid-gray-300">
              <th scope="row" className="px-1 py-1 text-left text-[0.875rem] font-400 wrap-normal">
                {row.label}
              </th>
              {outcomes.map((outcome) => (
                <td key={outcome} className="px-1 py-1 text-right">
                  {figure(row, outcome)}
                </td>
              ))}
              <td className="px-1 py-1 text-right">{figure(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300 desktop:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.key} className="py-2">
            <p className="flex items-center justify-between gap-3">
              <span>{row.label}</span>
              {figure(row)}
            </p>
            <ul className="flex flex-wrap gap-x-4 text-[0.875rem]">
              {outcomes
                .filter((outcome) => row.counts[outcome] > 0)
                .map((outcome) => {
                  const { icon: Icon } = LOOK[outcome]
                  return (
                    <li key={outcome} className="flex items-center gap-1">
                      <Icon size={14} /> {words.standingsShort[outcome]} {figure(row, outcome)}
                    </li>
                  )
                })}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Rows with one figure each, and its share where there is one. */
export function SimpleTable({
  code,
  caption,
  head,
  rows,
  viewpoint,
  total,
}: {
  code: string
  caption: string
  head: { row: string; count: string; share?: string }
  rows: readonly {
    key: string
    label: ReactNode
    what: string
    count: number
    filters: ProposalFilters
  }[]
  viewpoint: ViewpointSearch
  /** Of how many the share is. */
  total?: number
}) {
  const share = useShare()
  const th = 'border-b-2 border-solid-gray-700 px-1 py-2 text-right align-bottom'
  return (
    <table className="w-full border-collapse tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${th} text-left!`}>
            {head.row}
          </th>
          <th scope="col" className={`${th} w-28 whitespace-nowrap`}>
            {head.count}
          </th>
          {head.share && (
            <th scope="col" className={`${th} w-20 whitespace-nowrap`}>
              {head.share}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, what, count, filters }) => (
          <tr key={key} className="border-b border-solid-gray-300">
            <th scope="row" className="px-1 py-1 text-left font-400">
              {label}
            </th>
            <td className="px-1 py-1 text-right">
              <Figure
                code={code}
                count={count}
                what={what}
                filters={{ ...viewpoint, ...filters }}
              />
            </td>
            {head.share && <td className="px-1 py-1 text-right">{share(count, total ?? 0)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A share in per cent; a dash where there is nothing to have a share of. */
export function useShare(): (count: number, total: number) => string {
  const { t } = useTexts()
  return (count, total) =>
    total === 0 ? t.continuity.notFollowed : `${Math.round((100 * count) / total)}%`
}
