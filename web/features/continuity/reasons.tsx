import { stackedBars } from '../../../functions/charts/bars.ts'
import type { Continuity } from '../../../functions/domain/continuity/continuity.ts'
import { CARRYING, FORMALITIES, HOLDING_BACK, SILENCES } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Chart } from '../charts/chart.tsx'
import type { ViewpointSearch } from '../register/search-params.ts'
import { CountTable, SimpleTable } from './count-table.tsx'

type Part = { code: string; continuity: Continuity; viewpoint: ViewpointSearch }

/** What holds proposals back and what carries them, by how many name it. */
export function Reasons({ code, continuity, viewpoint }: Part) {
  const { t, words } = useTexts()
  const groups = [
    { name: words.factorGroups.holdingBack, factors: HOLDING_BACK as readonly string[] },
    { name: words.factorGroups.carrying, factors: CARRYING as readonly string[] },
    { name: words.factorGroups.either, factors: ['other', 'unknown'] },
  ]
  if (continuity.factors.every(({ total }) => total === 0))
    return <EmptyState title={t.continuity.noReasons} />
  return groups.map(({ name, factors }) => {
    const rows = continuity.factors
      .filter(({ factor, total }) => factors.includes(factor) && total > 0)
      .sort((a, b) => b.total - a.total)
      .map(({ factor, counts, total }) => ({
        key: factor,
        label: words.factors[factor],
        counts,
        total,
        filters: { factor },
      }))
    if (rows.length === 0) return null
    return (
      <div key={name} className="mt-6 first:mt-0">
        <h3 className="mb-2 text-[1.125rem] font-700">{name}</h3>
        <div className="grid gap-6 *:min-w-0 desktop:grid-cols-2">
          <Chart
            draw={(width, prefix) =>
              stackedBars({
                title: t.continuity.reasonsChart(name),
                width,
                prefix,
                labels: 'above',
                legend: words.standings,
                bars: rows,
              })
            }
          />
          <CountTable
            code={code}
            caption={t.continuity.reasonsChart(name)}
            head={t.continuity.reason}
            rows={rows}
            viewpoint={viewpoint}
            outcomes={['continued', 'completed', 'stalled', 'never_started']}
          />
        </div>
      </div>
    )
  })
}

/** The formality ladder, firmest on top. */
export function Ladder({ code, continuity, viewpoint }: Part) {
  const { t, words } = useTexts()
  const order = [...FORMALITIES].reverse() as string[]
  const rows = continuity.ladder
    .map(({ formality, counts, total }) => ({
      key: formality,
      label: words.rungs[formality],
      counts,
      total,
      filters: { formality },
    }))
    .sort((a, b) => placeIn(order, a.key) - placeIn(order, b.key))
  return (
    <div className="grid gap-6 *:min-w-0 desktop:grid-cols-2">
      <Chart
        draw={(width, prefix) =>
          stackedBars({
            title: t.continuity.ladderChart,
            width,
            prefix,
            labels: 'above',
            legend: words.standings,
            bars: rows,
          })
        }
      />
      <CountTable
        code={code}
        caption={t.continuity.ladderChart}
        head={t.continuity.rung}
        rows={rows}
        viewpoint={viewpoint}
      />
    </div>
  )
}

function placeIn(order: readonly string[], key: string): number {
  const at = order.indexOf(key)
  return at < 0 ? order.length : at
}

/** How long proposals have been silent. */
export function Silence({ code, continuity, viewpoint }: Part) {
  const { t, words } = useTexts()
  const rows = SILENCES.map((silence) => ({
    key: silence,
    label: words.silences[silence],
    what: words.silences[silence],
    count: continuity.silences.find((one) => one.silence === silence)?.count ?? 0,
    filters: { silence },
  }))
  return (
    <div className="max-w-[45rem]">
      <SimpleTable
        code={code}
        caption={t.continuity.silenceChart}
        head={{
          row: t.continuity.lastWord,
          count: t.continuity.proposals,
          share: t.continuity.share,
        }}
        rows={rows}
        viewpoint={viewpoint}
        total={continuity.confirmed.total}
      />
    </div>
  )
}

/** 派遣元確認 by state. */
export function Confirmations({ code, continuity, viewpoint }: Part) {
  const { t, words } = useTexts()
  const order = ['confirmed', 'awaiting', 'one_sided', 'disputed'] as const
  const rows = order.map((state) => ({
    key: state as string,
    label: words.confirmations[state],
    what: words.confirmations[state],
    count: continuity.confirmations.find((one) => one.state === state)?.count ?? 0,
    filters: { confirmation: state as string },
  }))
  const silent = continuity.overview.totals.unconfirmed
  return (
    <div className="max-w-[45rem]">
      <SimpleTable
        code={code}
        caption={t.continuity.confirmations}
        head={{ row: t.continuity.state, count: t.continuity.proposals, share: t.continuity.share }}
        rows={[
          ...rows,
          {
            key: 'unconfirmed',
            label: words.standings.unconfirmed,
            what: words.standings.unconfirmed,
            count: silent,
            filters: { outcome: 'unconfirmed' },
          } as never,
        ]}
        viewpoint={viewpoint}
        total={continuity.confirmed.total}
      />
    </div>
  )
}
