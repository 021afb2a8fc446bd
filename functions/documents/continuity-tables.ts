import type { Continuity } from '../domain/continuity/continuity.ts'
import type { ExportSpeaking } from '../domain/messages/export.ts'
import { STANDINGS, type StandingCode } from '../domain/words.ts'
import { type ExportColumn, type ExportTable, exportTable } from './export-table.ts'

type Counted = { counts: Record<StandingCode, number>; total: number }
type Line = { label: string; count: number }

/** 継続状況: the figures of the dashboard, a table for each of its parts. */
export function continuityTables(continuity: Continuity, speaking: ExportSpeaking): ExportTable[] {
  const { words, texts } = speaking
  const { overview, confirmed, confirmations, factors, ladder, silences } = continuity
  const { totals } = overview
  const byOutcome = <Row extends Counted>(
    label: string,
    of: (row: Row) => string,
  ): ExportColumn<Row>[] => [
    { label, width: 36, of },
    ...STANDINGS.map((code) => ({
      label: words.standings[code],
      of: ({ counts }: Row) => counts[code],
    })),
    { label: texts.total, width: 6, of: ({ total }) => total },
  ]
  const counted = (title: string, lines: Line[]) =>
    exportTable<Line>(
      title,
      [
        { label: texts.item, width: 44, of: ({ label }) => label },
        { label: texts.count, of: ({ count }) => count },
      ],
      lines,
    )
  const years = overview.years.map((year) => ({
    ...year,
    label: words.fiscalYear(year.fiscalYear),
  }))
  return [
    exportTable(
      texts.tables.outcomes,
      [
        ...byOutcome<(typeof years)[number]>(texts.cohort, ({ label }) => label),
        { label: words.stale, of: ({ stale }) => stale },
        { label: texts.disputed, of: ({ disputed }) => disputed },
        {
          label: texts.record,
          of: ({ record }) => (record === undefined ? undefined : words.cohortRecords[record]),
        },
      ],
      [
        ...years,
        {
          ...totals,
          counts: totals,
          label: texts.total,
        } as unknown as (typeof years)[number],
      ],
    ),
    counted(texts.tables.confirmations, [
      { label: texts.confirmedWithin, count: confirmed.count },
      ...confirmations.map(({ state, count }) => ({ label: words.confirmations[state], count })),
      { label: texts.brokenCount, count: continuity.brokenPrerequisite },
      { label: texts.overdueCount, count: continuity.overdueQuestion },
      ...(continuity.orphaned === undefined
        ? []
        : [{ label: texts.orphanedCount, count: continuity.orphaned }]),
    ]),
    exportTable(
      texts.tables.factors,
      byOutcome<(typeof factors)[number]>(texts.factors, ({ factor }) => words.factors[factor]),
      factors,
    ),
    exportTable(
      texts.tables.ladder,
      byOutcome<(typeof ladder)[number]>(
        texts.formality,
        ({ formality }) => words.rungs[formality],
      ),
      ladder,
    ),
    counted(
      texts.tables.silences,
      silences.map(({ silence, count }) => ({ label: words.silences[silence], count })),
    ),
  ]
}
