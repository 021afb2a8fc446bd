import { Link } from '@tanstack/react-router'
import type { Overview } from '../../../functions/domain/proposals/overview.ts'
import type { StandingCode } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Tag } from '../../ui/tag.tsx'
import { LOOK, STANDING_ORDER } from '../outcomes/look.tsx'
import { Figure } from '../register/figure.tsx'
import type { ProposalFilters, ViewpointSearch } from '../register/search-params.ts'

type Year = Overview['years'][number]

const yearFilter = (year: number): ProposalFilters => ({ cohort: String(year) })

/** Cohort years by outcomes. Every figure leads to the proposals it counts. */
export function Matrix({
  code: municipality,
  overview,
  viewpoint,
}: {
  code: string
  overview: Overview
  viewpoint: ViewpointSearch
}) {
  const { t, words, dates } = useTexts()
  const { years, totals } = overview
  const emptyYear = (year: Year) =>
    year.record === 'cohort' ? t.overview.noProposals : words.cohortRecords[year.record]
  const head =
    'border-b-2 border-solid-gray-700 px-1 py-2 text-right align-bottom whitespace-nowrap'
  const cell = 'px-2 py-1 text-right'
  const figure = (year: Year | undefined, outcome: StandingCode | undefined) => (
    <Figure
      code={municipality}
      count={
        year
          ? outcome
            ? year.counts[outcome]
            : year.total
          : outcome
            ? totals[outcome]
            : totals.total
      }
      what={[
        year ? dates.fiscalYear(year.fiscalYear) : t.overview.allYears,
        outcome ? words.standings[outcome] : t.overview.total,
      ].join(' ')}
      filters={{
        ...viewpoint,
        ...(year && yearFilter(year.fiscalYear)),
        ...(outcome && { outcome }),
      }}
    />
  )
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse tabular-nums desktop:table print:table">
        <caption className="sr-only">{t.overview.matrix}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} w-1/4 text-left!`}>
              {t.overview.cohortYear}
            </th>
            {STANDING_ORDER.map((outcome) => {
              const { icon: Icon } = LOOK[outcome]
              return (
                <th key={outcome} scope="col" className={head}>
                  <Icon size={16} /> {words.standingsShort[outcome]}
                </th>
              )
            })}
            <th scope="col" className={head}>
              {t.overview.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr
              key={year.fiscalYear}
              className="border-b border-solid-gray-300 hover:bg-solid-gray-50"
            >
              <th scope="row" className="px-2 py-1 text-left">
                {dates.fiscalYearLong(year.fiscalYear)}
                <YearMarks year={year} code={municipality} viewpoint={viewpoint} />
              </th>
              {year.total === 0 ? (
                <td colSpan={6} className="px-2 py-2 text-center text-solid-gray-700">
                  {emptyYear(year)}
                </td>
              ) : (
                <>
                  {STANDING_ORDER.map((outcome) => (
                    <td key={outcome} className={cell}>
                      {figure(year, outcome)}
                    </td>
                  ))}
                  <td className={cell}>{figure(year, undefined)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-2 border-solid-gray-700">
            <th scope="row" className="px-2 py-2 text-left">
              {t.overview.allYears}
            </th>
            {STANDING_ORDER.map((outcome) => (
              <td key={outcome} className={cell}>
                {figure(undefined, outcome)}
              </td>
            ))}
            <td className={cell}>{figure(undefined, undefined)}</td>
          </tr>
        </tfoot>
      </table>
      <ul className="space-y-3 desktop:hidden print:hidden">
        {[undefined, ...years].map((year) => (
          <li
            key={year?.fiscalYear ?? 'all'}
            className="rounded-8 border border-solid-gray-300 p-3"
          >
            <p className="flex flex-wrap items-center justify-between gap-2 font-700">
              <span>{year ? dates.fiscalYearLong(year.fiscalYear) : t.overview.allYears}</span>
              {(year?.total ?? totals.total) > 0 ? (
                figure(year, undefined)
              ) : (
                <span className="font-400 text-solid-gray-700">{year && emptyYear(year)}</span>
              )}
            </p>
            {year && <YearMarks year={year} code={municipality} viewpoint={viewpoint} />}
            {(year?.total ?? totals.total) > 0 && (
              <ul>
                {STANDING_ORDER.filter(
                  (outcome) => (year ? year.counts[outcome] : totals[outcome]) > 0,
                ).map((outcome) => {
                  const { icon: Icon } = LOOK[outcome]
                  return (
                    <li key={outcome} className="flex items-center justify-between gap-2">
                      <span>
                        <Icon size={16} /> {words.standings[outcome]}
                      </span>
                      {figure(year, outcome)}
                    </li>
                  )
                })}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function YearMarks({
  year,
  code,
  viewpoint,
}: {
  year: Year
  code: string
  viewpoint: ViewpointSearch
}) {
  const { t, words } = useTexts()
  if (year.stale === 0 && year.disputed === 0) return null
  const link = (filters: ProposalFilters, text: string) => (
    <Link
      to="/m/$municipality/proposals"
      params={{ municipality: code }}
      search={{ ...viewpoint, ...yearFilter(year.fiscalYear), ...filters }}
      className="text-[0.8125rem] font-400 text-blue-900 underline"
    >
      <Tag kind="warning">{text}</Tag>
    </Link>
  )
  return (
    <span className="ml-2 inline-flex flex-wrap gap-2">
      {year.stale > 0 && link({ stale: 'true' }, `${words.stale} ${t.common.count(year.stale)}`)}
      {year.disputed > 0 &&
        link(
          { confirmation: 'disputed' },
          `${words.confirmations.disputed} ${t.common.count(year.disputed)}`,
        )}
    </span>
  )
}
