import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import {
  leavesOlderOut,
  MOST_YEARS,
  reportChart,
  shownOutcomes,
  shownYears,
} from '../../functions/charts/years.ts'
import type { MayorReport } from '../../functions/domain/continuity/mayor.ts'
import type { MayorWords } from '../../functions/domain/messages/mayor-ja.ts'
import { recordsUntil } from '../../functions/domain/messages/records-until.ts'
import { mayorDocumentAddress, mayorQuery } from '../continuity-client.ts'
import { Chart } from '../features/charts/chart.tsx'
import { ASKED } from '../features/continuity/asked.ts'
import { CountTable, useShare } from '../features/continuity/count-table.tsx'
import { Figure } from '../features/register/figure.tsx'
import {
  isNow,
  type ProposalFilters,
  type ViewpointSearch,
  viewpointSearch,
} from '../features/register/search-params.ts'
import { usePlace } from '../features/session/place.tsx'
import { Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** 首長報告: one A4 page for the management, to print or to take along as a file. */
export function MayorPage() {
  const { code } = usePlace()
  const { t, language } = useTexts()
  const viewpoint = viewpointSearch(useSearch({ strict: false }))
  const report = useQuery(mayorQuery(code, viewpoint, language))
  return (
    <div className="max-w-[52rem] print:leading-130">
      <p className="mb-4 print:hidden">
        <Link
          to="/m/$municipality/continuity"
          params={{ municipality: code }}
          search={viewpoint as never}
          className="text-blue-900 underline"
        >
          {t.continuity.back}
        </Link>
      </p>
      {report.data ? (
        <>
          <div className="mb-6 flex flex-wrap gap-3 print:hidden">
            <Button variant="solid" size="small" onClick={() => window.print()}>
              {t.common.print}
            </Button>
            {(['pdf', 'docx'] as const).map((format) => (
              <a
                key={format}
                href={mayorDocumentAddress(code, { ...viewpoint, format, lang: language })}
                download
                className={buttonClass('outline', 'small')}
              >
                {t.continuity.download[format]}
              </a>
            ))}
          </div>
          <Report
            code={code}
            report={report.data.report}
            texts={report.data.texts}
            viewpoint={viewpoint}
          />
        </>
      ) : (
        <Unloaded query={report} lines={12} />
      )}
    </div>
  )
}

type Shown = { code: string; report: MayorReport; texts: MayorWords; viewpoint: ViewpointSearch }

function Report({ code, report, texts, viewpoint }: Shown) {
  const { municipality } = usePlace()
  const { dates, words, language } = useTexts()
  const share = useShare()
  const { totals, confirmed } = report
  const alive = totals.continued + totals.completed
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  const known = isNow(viewpoint) ? undefined : recordsUntil(report.viewpoint.knownAt, dates)
  const asOf = texts.asOf(dates.day(report.viewpoint.day), known)
  const compared: ProposalFilters = { since: report.since, basis: 'known_now' }
  return (
    <>
      <PageTitle lead={texts.line(place, texts.addressed, asOf)}>{texts.title}</PageTitle>
      <Part title={texts.summary}>
        <p>
          {texts.sum(totals.total, alive, share(alive, totals.total))}{' '}
          {texts.confirmed(confirmed.count, share(confirmed.count, confirmed.total))}
        </p>
        <Years code={code} report={report} texts={texts} viewpoint={viewpoint} />
      </Part>
      <Part title={texts.changes(dates.day(report.since), known)}>
        <ul className="list-disc pl-5">
          {report.changes.length === 0 && <li>{texts.noChange}</li>}
          {report.changes.map(({ change, ...found }) => (
            <Line
              key={change}
              code={code}
              said={words.changes[change]}
              {...found}
              texts={texts}
              filters={{ ...viewpoint, ...compared, change }}
            />
          ))}
          {report.neverLookedAt > 0 && (
            <li>
              {texts.neverLookedAt(report.neverLookedAt)}{' '}
              <span className="print:hidden">
                <Figure
                  code={code}
                  count={report.neverLookedAt}
                  what={words.changes.never_looked_at}
                  filters={{ ...viewpoint, ...compared, change: 'never_looked_at' }}
                />
              </span>
            </li>
          )}
        </ul>
      </Part>
      <div className="grid gap-x-8 desktop:grid-cols-2 print:grid-cols-2">
        {(
          [
            [texts.foundered, report.foundered, 'stalled,never_started'],
            [texts.carrying, report.carrying, 'continued,completed'],
          ] as const
        ).map(([title, factors, outcome]) => (
          <Part key={title} title={title}>
            {factors.length === 0 && <p>{texts.none}</p>}
            <ul className="list-disc pl-5">
              {factors.map(({ factor, count }) => (
                <li key={factor}>
                  {words.factors[factor]}{' '}
                  <Figure
                    code={code}
                    count={count}
                    what={words.factors[factor]}
                    filters={{ ...viewpoint, factor, outcome }}
                  />
                </li>
              ))}
            </ul>
          </Part>
        ))}
      </div>
      <Part title={texts.asks}>
        {report.asks.length === 0 && <p>{texts.noAsks}</p>}
        <ul className="list-disc pl-5">
          {report.asks.map(({ ask, ...found }) => (
            <Line
              key={ask}
              code={code}
              said={texts.ask[ask]}
              {...found}
              texts={texts}
              filters={{ ...viewpoint, ...ASKED[ask] }}
            />
          ))}
        </ul>
      </Part>
      <p className="mt-6 text-[0.8125rem] text-solid-gray-700">
        {texts.footer(place, asOf, municipality.dispatcher)}
      </p>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6 print:mt-3">
      <h2 className="mb-1 border-b border-solid-gray-420 text-[1.125rem] font-700">{title}</h2>
      {children}
    </section>
  )
}

function Line({
  code,
  said,
  count,
  newest,
  texts,
  filters,
}: {
  code: string
  said: string
  count: number
  newest: MayorReport['asks'][number]['newest']
  texts: MayorWords
  filters: ProposalFilters
}) {
  const { t } = useTexts()
  const titles = newest.map(({ title }) => title)
  return (
    <li>
      {said} <Figure code={code} count={count} what={said} filters={filters} />{' '}
      <span className="text-[0.875rem] text-solid-gray-700">
        {t.common.aside(texts.example(titles, count > titles.length))}
      </span>
    </li>
  )
}

function Years({ code, report, texts, viewpoint }: Shown) {
  const { words, dates } = useTexts()
  const shown = shownYears(report.years)
  const outcomes = shownOutcomes(report.years)
  if (shown.length === 0) return null
  return (
    <div className="mt-3 grid items-start gap-6 *:min-w-0 desktop:grid-cols-[2fr_3fr] print:grid-cols-[2fr_3fr]">
      <Chart
        draw={(width, prefix) =>
          reportChart(report.years, {
            title: texts.chart,
            width,
            prefix,
            legend: words.standings,
            nameOf: dates.fiscalYear,
          })
        }
        {...(leavesOlderOut(report.years) && {
          caption: `${texts.chart}${texts.olderLeftOut(MOST_YEARS)}`,
        })}
      />
      <CountTable
        code={code}
        caption={texts.chart}
        head={texts.year}
        viewpoint={viewpoint}
        outcomes={outcomes}
        rows={[
          ...shown.map(({ fiscalYear, counts, total }) => ({
            key: String(fiscalYear),
            label: dates.fiscalYear(fiscalYear),
            counts,
            total,
            filters: { cohort: String(fiscalYear) },
          })),
          {
            key: 'all',
            label: texts.total,
            counts: report.totals,
            total: report.totals.total,
          },
        ]}
      />
    </div>
  )
}
