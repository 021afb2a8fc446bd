import type { MayorReport } from '../domain/continuity/mayor.ts'
import { stackedBars } from './bars.ts'
import type { Drawing } from './drawing.ts'
import { STANDING_ORDER } from './hatches.ts'

/** As many cohort years as leave room for the rest of the page. */
export const MOST_YEARS = 8

/** The newest years that have proposals: what the chart of a one-page report shows. */
export function shownYears<Year extends MayorReport['years'][number]>(
  years: readonly Year[],
): Year[] {
  return years.filter(({ total }) => total > 0).slice(0, MOST_YEARS)
}

/** Whether years with proposals are left out for want of room. */
export function leavesOlderOut(years: readonly MayorReport['years'][number][]): boolean {
  return years.filter(({ total }) => total > 0).length > MOST_YEARS
}

/** The outcomes that occur in some years, in their order. */
export function shownOutcomes(years: readonly MayorReport['years'][number][]) {
  return STANDING_ORDER.filter((code) => years.some(({ counts }) => counts[code] > 0))
}

/** One bar a cohort year, for a report of one page. */
export function reportChart(
  years: readonly MayorReport['years'][number][],
  {
    title,
    width,
    prefix,
    legend,
    nameOf,
  }: {
    title: string
    width: number
    prefix: string
    legend: Parameters<typeof stackedBars>[0]['legend'] & object
    nameOf: (fiscalYear: number) => string
  },
): Drawing {
  return stackedBars({
    title,
    width,
    prefix,
    legend,
    compact: true,
    bars: shownYears(years).map(({ fiscalYear, counts }) => ({
      label: nameOf(fiscalYear),
      counts,
    })),
  })
}
