import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { continuationCurves, MOST_CURVES } from '../../../functions/charts/curves.ts'
import { yearsOfPeriod } from '../../../functions/domain/calendar.ts'
import type { Curve } from '../../../functions/domain/continuity/continuation.ts'
import {
  CURVES_BY,
  type CurvesBy,
  type Factor,
  type Rung,
} from '../../../functions/domain/words.ts'
import { curvesDocumentAddress, curvesQuery } from '../../continuity-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Select } from '../../ui/inputs.tsx'
import { Remark } from '../../ui/notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Chart } from '../charts/chart.tsx'
import { Figure } from '../register/figure.tsx'
import type { ProposalFilters, ViewpointSearch } from '../register/search-params.ts'
import { Unloaded } from '../session/query-states.tsx'

/** 継続曲線 of the municipality, by the chosen kind of group. */
export function Curves({
  code,
  viewpoint,
  by,
  onBy,
}: {
  code: string
  viewpoint: ViewpointSearch
  by: CurvesBy
  onBy: (by: CurvesBy) => void
}) {
  const { language } = useTexts()
  const curves = useQuery(curvesQuery(code, { ...viewpoint, by }))
  const address = (format: 'pdf' | 'docx') =>
    curvesDocumentAddress(code, { ...viewpoint, format, lang: language })
  return (
    <>
      <CurvesBySelect by={by} onBy={onBy} />
      {curves.data ? (
        <CurveSet
          by={curves.data.by}
          curves={curves.data.curves}
          code={code}
          viewpoint={viewpoint}
        />
      ) : (
        <Unloaded query={curves} lines={6} />
      )}
      <CurveFiles address={address} />
    </>
  )
}

/** Into which groups the curves are parted. */
export function CurvesBySelect({ by, onBy }: { by: CurvesBy; onBy: (by: CurvesBy) => void }) {
  const { t, words } = useTexts()
  const id = useId()
  return (
    <div className="mb-4 max-w-64 print:hidden">
      <label htmlFor={id} className="block text-[0.875rem] font-700">
        {t.continuity.curvesBy}
      </label>
      <Select id={id} value={by} onChange={(event) => onBy(event.target.value as CurvesBy)}>
        {CURVES_BY.map((each) => (
          <option key={each} value={each}>
            {words.curveGroups[each]}
          </option>
        ))}
      </Select>
    </div>
  )
}

/** All curves with their tables, to take along. */
export function CurveFiles({ address }: { address: (format: 'pdf' | 'docx') => string }) {
  const { t } = useTexts()
  return (
    <p className="mt-3 flex flex-wrap gap-3 print:hidden">
      {(['pdf', 'docx'] as const).map((format) => (
        <a
          key={format}
          href={address(format)}
          download
          aria-label={`${t.continuity.curves}${t.common.colon}${t.continuity.download[format]}`}
          className={buttonClass('outline', 'small')}
        >
          {t.continuity.download[format]}
        </a>
      ))}
    </p>
  )
}

/** What a group is called. */
export function useGroupName(): (by: CurvesBy, group: string) => string {
  const { t, words, dates } = useTexts()
  return (by, group) => {
    if (by === 'period') {
      const { from, to } = yearsOfPeriod(Number(group))
      return t.continuity.period(dates.fiscalYear(from), dates.fiscalYear(to))
    }
    if (by === 'formality') return words.rungs[group as Rung]
    return by === 'factor' ? words.factors[group as Factor] : words.curveGroups.all
  }
}

function filtersOf(by: CurvesBy, group: string): ProposalFilters {
  if (by === 'period') return { period: group }
  if (by === 'formality') return { formality: group }
  return by === 'factor' ? { factor: group } : {}
}

/**
 * The chart and the table of some curves.
 * @param code of the municipality whose list the figures open; none where several are pooled
 */
export function CurveSet({
  by,
  curves,
  code,
  viewpoint = {},
}: {
  by: CurvesBy
  curves: readonly Curve[]
  code?: string
  viewpoint?: ViewpointSearch
}) {
  const { t, words } = useTexts()
  const nameOf = useGroupName()
  const named = curves.map((curve) => ({ name: nameOf(by, curve.group), curve }))
  const drawable = named.filter(({ curve }) => curve.steps)
  const title = t.continuity.curvesTitle(words.curveGroups[by])
  const most = Math.max(0, ...curves.map(({ begun }) => begun))
  return (
    <>
      {drawable.length === 0 ? (
        <EmptyState title={t.continuity.tooFew(most)} />
      ) : (
        <>
          <Chart
            draw={(width) =>
              continuationCurves({
                title,
                curves: drawable,
                width: Math.min(width, 760),
                texts: { years: t.continuity.curvesAxis, atRisk: t.continuity.curvesAtRisk },
              })
            }
          />
          {drawable.length > MOST_CURVES && (
            <p className="text-[0.875rem]">{t.continuity.onlyFirst(MOST_CURVES)}</p>
          )}
        </>
      )}
      {curves.length > 0 && (
        <div className="mt-4">
          <CurveTable by={by} named={named} title={title} code={code} viewpoint={viewpoint} />
        </div>
      )}
      <details className="mt-3">
        <summary className="text-[0.875rem] text-blue-900 underline">
          {t.continuity.definition}
        </summary>
        <Remark>{t.continuity.definitionText}</Remark>
      </details>
    </>
  )
}

const YEARS = [1, 3, 5] as const

function CurveTable({
  by,
  named,
  title,
  code,
  viewpoint,
}: {
  by: CurvesBy
  named: readonly { name: string; curve: Curve }[]
  title: string
  code: string | undefined
  viewpoint: ViewpointSearch
}) {
  const { t } = useTexts()
  const begun = (name: string, { group, begun: count }: Curve) =>
    code === undefined ? (
      count
    ) : (
      <Figure
        code={code}
        count={count}
        what={`${name} ${t.continuity.begun}`}
        filters={{ ...viewpoint, begun: 'true', ...filtersOf(by, group) }}
      />
    )
  const th = 'border-b-2 border-solid-gray-700 px-1 py-2 text-right align-bottom'
  return (
    <>
      <table className="hidden w-full border-collapse tabular-nums desktop:table print:table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${th} text-left!`}>
              {t.continuity.group}
            </th>
            <th scope="col" className={th}>
              {t.continuity.begun}
            </th>
            <th scope="col" className={th}>
              {t.continuity.ended}
            </th>
            {YEARS.map((years) => (
              <th key={years} scope="col" className={th}>
                {t.continuity.after(years)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map(({ name, curve }) => (
            <tr key={curve.group} className="border-b border-solid-gray-300">
              <th scope="row" className="px-1 py-1 text-left font-400">
                {name}
              </th>
              <td className="px-1 py-1 text-right">{begun(name, curve)}</td>
              <td className="px-1 py-1 text-right">{curve.ended}</td>
              {YEARS.map((years) => (
                <td key={years} className="px-1 py-1 text-right">
                  <After curve={curve} years={years} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300 desktop:hidden print:hidden">
        {named.map(({ name, curve }) => (
          <li key={curve.group} className="py-2">
            <p className="flex items-center justify-between gap-3 font-700">
              <span>{name}</span>
              {begun(name, curve)}
            </p>
            <dl className="grid grid-cols-[1fr_auto] gap-x-4 text-[0.875rem]">
              <dt>{t.continuity.ended}</dt>
              <dd className="text-right">{curve.ended}</dd>
              {YEARS.map((years) => (
                <div key={years} className="contents">
                  <dt>{t.continuity.after(years)}</dt>
                  <dd className="text-right">
                    <After curve={curve} years={years} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  )
}

function After({ curve, years }: { curve: Curve; years: number }) {
  const { t } = useTexts()
  const percent = (share: number) => `${Math.round(share * 100)}%`
  if (!curve.steps) return t.continuity.notDrawn
  const figure = curve.figures.find((one) => one.years === years)
  if (!figure) return t.continuity.notFollowed
  const { share, low, high, atRisk } = figure
  return (
    <>
      {t.continuity.figure(percent(share), atRisk)}
      {low !== undefined && high !== undefined && (
        <span className="block text-[0.8125rem] text-solid-gray-700">
          {t.continuity.interval(percent(low), percent(high))}
        </span>
      )}
    </>
  )
}
