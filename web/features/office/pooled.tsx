import { useState } from 'react'
import { stackedBars } from '../../../functions/charts/bars.ts'
import { STANDING_ORDER } from '../../../functions/charts/hatches.ts'
import type { Rollup } from '../../../functions/domain/continuity/statistics.ts'
import {
  type CurvesBy,
  type Factor,
  FORMALITIES,
  type Rung,
  type StandingCode,
} from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Chart } from '../charts/chart.tsx'
import { useShare } from '../continuity/count-table.tsx'
import { CurveFiles, CurveSet, CurvesBySelect } from '../continuity/curves.tsx'

type Pooled = Rollup['pooled']

/** How all shared proposals stand; figures too small to be told are dashes. */
export function PooledOutcomes({
  outcomes,
  total,
}: {
  outcomes: Pooled['outcomes']
  total: number
}) {
  const { t, words } = useTexts()
  const share = useShare()
  const counts = Object.fromEntries(
    outcomes.flatMap(({ key, count }) => (count === undefined ? [] : [[key, count]])),
  ) as Partial<Record<StandingCode, number>>
  return (
    <div className="grid items-start gap-6 *:min-w-0 desktop:grid-cols-2">
      <Chart
        draw={(width, prefix) =>
          stackedBars({
            title: t.figures.pooled,
            width,
            prefix,
            labels: 'above',
            legend: words.standings,
            bars: STANDING_ORDER.flatMap((code) =>
              counts[code]
                ? [{ label: words.standings[code], counts: { [code]: counts[code] } }]
                : [],
            ),
          })
        }
      />
      <Figures
        caption={t.figures.pooled}
        head={[t.figures.outcome, t.continuity.proposals, t.continuity.share]}
        rows={STANDING_ORDER.map((code) => {
          const count = counts[code]
          return {
            key: code,
            label: words.standings[code],
            cells: [count, count === undefined ? undefined : share(count, total)],
          }
        })}
      />
    </div>
  )
}

/** The ladder: of each rung how many live on, firmest on top. */
export function PooledLadder({ ladder }: { ladder: Pooled['ladder'] }) {
  const { t, words } = useTexts()
  const share = useShare()
  const countOf = (key: string) => ladder.find((cell) => cell.key === key)?.count
  const rungs: Rung[] = [...[...FORMALITIES].reverse(), 'unset']
  return (
    <div className="max-w-[45rem]">
      <Figures
        caption={t.figures.ladder}
        head={[t.continuity.rung, t.figures.alive, t.figures.notAlive, t.figures.aliveShare]}
        rows={rungs.map((rung) => {
          const [alive, not] = [countOf(`${rung}/alive`), countOf(`${rung}/not`)]
          const known = alive !== undefined && not !== undefined
          return {
            key: rung,
            label: words.rungs[rung],
            cells: [alive, not, known ? share(alive, alive + not) : undefined],
          }
        })}
      />
    </div>
  )
}

/** What carries and what holds back, the most frequent first; what is too rare to be told is left out. */
export function PooledReasons({ carrying, holdingBack }: Pick<Pooled, 'carrying' | 'holdingBack'>) {
  const { t, words } = useTexts()
  const told = (cells: Pooled['carrying']) =>
    cells
      .flatMap(({ key, count }) => (count ? [{ key, count }] : []))
      .sort((a, b) => b.count - a.count)
  const groups = [
    { name: words.factorGroups.carrying, rows: told(carrying) },
    { name: words.factorGroups.holdingBack, rows: told(holdingBack) },
  ].filter(({ rows }) => rows.length > 0)
  if (groups.length === 0) return <EmptyState title={t.figures.reasonsNone} />
  return (
    <div className="grid items-start gap-6 *:min-w-0 desktop:grid-cols-2">
      {groups.map(({ name, rows }) => (
        <div key={name}>
          <h3 className="mb-2 text-[1.125rem] font-700">{name}</h3>
          <Figures
            caption={name}
            head={[t.continuity.reason, t.continuity.proposals]}
            rows={rows.map(({ key, count }) => ({
              key,
              label: words.factors[key as Factor],
              cells: [count],
            }))}
          />
        </div>
      ))}
    </div>
  )
}

/** The continuation curves over all, by the chosen kind of group. */
export function PooledCurves({ curves }: Pick<Pooled, 'curves'>) {
  const { t, language } = useTexts()
  const [by, setBy] = useState<CurvesBy>('all')
  const chosen = curves.find((one) => one.by === by)?.curves ?? []
  return (
    <>
      <CurvesBySelect by={by} onBy={setBy} />
      {chosen.length === 0 ? (
        <EmptyState title={t.figures.curvesNone}>{t.figures.curvesNoneHint}</EmptyState>
      ) : (
        <>
          <CurveSet by={by} curves={chosen} />
          <CurveFiles
            address={(format) => `/api/office/statistics/curves?format=${format}&lang=${language}`}
          />
        </>
      )}
    </>
  )
}

/** A plain table of figures; a dash stands where one may not be told. */
function Figures({
  caption,
  head: [first, ...others],
  rows,
}: {
  caption: string
  head: string[]
  rows: readonly { key: string; label: string; cells: readonly (number | string | undefined)[] }[]
}) {
  const th = 'border-b-2 border-solid-gray-700 px-1 py-2 align-bottom text-[0.875rem] leading-130'
  return (
    <table className="w-full border-collapse wrap-normal tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${th} text-left`}>
            {first}
          </th>
          {others.map((text) => (
            <th key={text} scope="col" className={`${th} text-right`}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, cells }) => (
          <tr key={key} className="border-b border-solid-gray-300">
            <th scope="row" className="px-1 py-1 text-left font-400">
              {label}
            </th>
            {others.map((text, at) => (
              <td key={text} className="px-1 py-1 text-right">
                {cells[at] ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
