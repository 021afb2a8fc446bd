import { stackedBars } from '../../../functions/charts/bars.ts'
import type { Overview } from '../../../functions/domain/proposals/overview.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Chart } from '../charts/chart.tsx'

/** One stacked bar per cohort year. The matrix beside it is its table alternative. */
export function YearsChart({ years }: { years: Overview['years'] }) {
  const { t, words, dates } = useTexts()
  const noteOf = ({ record, total }: Overview['years'][number]) => {
    if (total > 0) return {}
    return { note: record === 'cohort' ? t.overview.noProposals : words.cohortRecords[record] }
  }
  return (
    <Chart
      caption={t.overview.chartCaption}
      draw={(width, prefix) =>
        stackedBars({
          title: t.overview.chartTitle,
          width,
          prefix,
          legend: words.standings,
          bars: years.map((year) => ({
            label: dates.fiscalYear(year.fiscalYear),
            counts: year.counts,
            ...noteOf(year),
          })),
        })
      }
    />
  )
}
