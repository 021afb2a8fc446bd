import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { stackedBars } from '../../functions/charts/bars.ts'
import { Chart } from '../features/charts/chart.tsx'
import { CountTable } from '../features/continuity/count-table.tsx'
import {
  PooledCurves,
  PooledLadder,
  PooledOutcomes,
  PooledReasons,
} from '../features/office/pooled.tsx'
import { useMunicipalityName } from '../features/office/use-municipality-name.ts'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { type OfficeStatistics, statisticsQuery } from '../office-client.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'

/** 統計: who has handed in, those that agreed side by side, and what works over all. */
export function StatisticsPage() {
  const { t, dates } = useTexts()
  const statistics = useQuery(statisticsQuery)
  if (!statistics.data) return <UnloadedPage query={statistics} />
  const { countedOn, pooled, fiscalYear, municipalities } = statistics.data
  return (
    <>
      <PageTitle lead={t.figures.lead}>{t.figures.title}</PageTitle>
      <p>{countedOn ? t.figures.counted(dates.day(countedOn)) : t.figures.notCounted}</p>
      <Section id="handed-in" title={t.figures.handedIn(dates.fiscalYear(fiscalYear))}>
        <HandedIn fiscalYear={fiscalYear} municipalities={municipalities} />
      </Section>
      <Section id="side" title={t.figures.side}>
        <p className="mb-3 max-w-[45rem] text-solid-gray-700">{t.figures.sideLead}</p>
        <SideBySide municipalities={municipalities} />
      </Section>
      <Section id="pooled" title={t.figures.pooled}>
        {pooled?.total ? (
          <>
            <p className="mb-3">
              {t.figures.pooledLead(pooled.total.proposals, pooled.total.municipalities)}
            </p>
            <PooledOutcomes outcomes={pooled.outcomes} total={pooled.total.proposals} />
            <h3 className="mt-8 mb-2 text-[1.125rem] font-700">{t.figures.ladder}</h3>
            <PooledLadder ladder={pooled.ladder} />
            <p className="mt-3 text-[0.875rem] text-solid-gray-700">{t.figures.hidden}</p>
          </>
        ) : (
          <EmptyState title={t.figures.pooledNone}>{t.figures.pooledNoneHint}</EmptyState>
        )}
      </Section>
      {pooled?.total && (
        <>
          <Section id="reasons" title={t.figures.reasons}>
            <p className="mb-3 max-w-[45rem] text-solid-gray-700">{t.figures.reasonsLead}</p>
            <PooledReasons carrying={pooled.carrying} holdingBack={pooled.holdingBack} />
          </Section>
          <Section id="curves" title={t.continuity.curves}>
            <p className="mb-3 max-w-[45rem] text-solid-gray-700">{t.continuity.curvesLead}</p>
            <PooledCurves curves={pooled.curves} />
          </Section>
        </>
      )}
    </>
  )
}

type Part = Pick<OfficeStatistics, 'municipalities'>

/** 100自治体中63, and by name who has and who hasn't. */
function HandedIn({ fiscalYear, municipalities }: Pick<OfficeStatistics, 'fiscalYear'> & Part) {
  const { t, dates } = useTexts()
  const nameOf = useMunicipalityName()
  const done = municipalities.filter(({ handedInAt }) => handedInAt !== undefined)
  const waiting = municipalities.filter(({ handedInAt }) => handedInAt === undefined)
  if (municipalities.length === 0) return <EmptyState title={t.office.empty} />
  const lists = [
    { title: t.figures.waiting(waiting.length), rows: waiting },
    { title: t.figures.done(done.length), rows: done },
  ].filter(({ rows }) => rows.length > 0)
  return (
    <>
      <p className="text-[1.75rem] leading-130 font-700">
        {t.figures.handedInOf(municipalities.length, done.length)}
      </p>
      <p className="mb-3 text-solid-gray-700">{t.figures.handedInLead}</p>
      {lists.map(({ title, rows }) => (
        <details key={title} className="mt-2">
          <summary className="min-h-11 py-2 font-700 text-blue-900 underline">{title}</summary>
          <ul className="desktop:columns-3">
            {rows.map((row) => (
              <li key={row.code} className="py-0.5">
                {row.handedInAt ? (
                  <Link
                    to="/office/submissions/$fiscalYear/$code"
                    params={{ fiscalYear: String(fiscalYear), code: row.code }}
                    className="text-blue-900 underline"
                  >
                    {nameOf(row)}
                  </Link>
                ) : (
                  nameOf(row)
                )}
                {row.handedInAt && (
                  <span className="text-[0.875rem] text-solid-gray-700">
                    {t.common.aside(t.figures.on(dates.instantDay(row.handedInAt)))}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

/** Those that agreed and share enough, as a chart and as a table. */
function SideBySide({ municipalities }: Part) {
  const { t, words } = useTexts()
  const nameOf = useMunicipalityName()
  const rows = municipalities.flatMap(({ side, ...row }) =>
    side ? [{ key: row.code, label: nameOf(row), ...side }] : [],
  )
  if (rows.length === 0)
    return <EmptyState title={t.figures.sideNone}>{t.figures.sideNoneHint}</EmptyState>
  return (
    <div className="grid items-start gap-6 *:min-w-0 desktop:grid-cols-2">
      <Chart
        draw={(width, prefix) =>
          stackedBars({
            title: t.figures.sideChart,
            width,
            prefix,
            labels: 'above',
            legend: words.standings,
            bars: rows,
          })
        }
      />
      <CountTable caption={t.figures.sideChart} head={t.office.columns.name} rows={rows} />
    </div>
  )
}
