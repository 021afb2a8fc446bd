import * as z from 'zod'
import { type Day, fiscalYearOf, fiscalYearSpan } from '../calendar.ts'
import { DaySchema, Id } from '../fields.ts'
import type { Viewpoint } from '../outcomes/standing.ts'
import { type ListFilter, listProposals } from '../proposals/list.ts'
import { Overview } from '../proposals/overview.ts'
import type { Register } from '../register.ts'
import {
  ALIVE,
  CARRYING,
  CHANGES,
  FACTORS,
  type Factor,
  FOUNDERED,
  HOLDING_BACK,
  MAYOR_ASKS,
  type MayorAsk,
  type StandingCode,
} from '../words.ts'
import { Continuity, continuityOf } from './continuity.ts'
import { comparisonOf } from './continuity-comparison.ts'
import { sumOf } from './counts.ts'

/** As many reasons, and as many titles to a line, as fit on the page. */
const MOST = { factors: 3, titles: 1 } as const

const Titles = z.array(z.object({ id: Id, title: z.string(), cohort: z.int() })).max(MOST.titles)
const FactorCount = z.object({ factor: z.enum(FACTORS), count: z.int() })

/** 首長報告: what fits on one A4 page. Titles and codes only: no names, no texts of reasons. */
export const MayorReport = z
  .object({
    viewpoint: z.object({ day: DaySchema, knownAt: z.string() }),
    since: DaySchema,
    years: Overview.shape.years,
    totals: Overview.shape.totals,
    confirmed: Continuity.shape.confirmed,
    changes: z.array(z.object({ change: z.enum(CHANGES), count: z.int(), newest: Titles })),
    neverLookedAt: z.int(),
    foundered: z.array(FactorCount),
    carrying: z.array(FactorCount),
    asks: z.array(z.object({ ask: z.enum(MAYOR_ASKS), count: z.int(), newest: Titles })),
  })
  .meta({ id: 'MayorReport' })
export type MayorReport = z.infer<typeof MayorReport>

const foundered = (...factor: Factor[]): ListFilter => ({
  factor,
  outcome: [...FOUNDERED],
  final: false,
})

/** Each ask is a filter of the list: what the management reads can be opened, and adds up. */
export const ASK_FILTERS: Record<MayorAsk, ListFilter> = {
  name_owners: foundered('no_owner', 'personnel_transfer'),
  find_stewards: { orphaned: true },
  secure_budget: foundered('no_budget'),
  secure_time: foundered('lack_of_time_or_staff'),
  give_backing: foundered('no_leadership_support', 'purpose_not_shared'),
  coordinate: foundered('coordination_failed', 'overlaps_existing'),
  unblock: { brokenPrerequisite: true },
  settle_disputes: { confirmation: ['disputed'] },
  look_again: { silence: ['two_years', 'longer', 'never'], final: false },
}

/** The last day of the fiscal year before: what "since last year" begins from. */
export function lastYearsEnd(day: Day): Day {
  return fiscalYearSpan(fiscalYearOf(day) - 1).last
}

/** The report at a viewpoint; changes are told as they are known now. */
export function mayorReportOf(register: Register, viewpoint: Viewpoint): MayorReport {
  const since = lastYearsEnd(viewpoint.day)
  const compared = { since, basis: 'known_now' as const }
  const { overview, confirmed, factors } = continuityOf(register, viewpoint)
  const { changes } = comparisonOf(register, compared, viewpoint)
  const found = (filter: ListFilter) => {
    const { total, rows } = listProposals(register, filter, { viewpoint, limit: MOST.titles })
    return { count: total, newest: rows.map(({ id, title, cohort }) => ({ id, title, cohort })) }
  }
  const most = (wanted: readonly Factor[], outcomes: readonly StandingCode[]) =>
    factors
      .filter(({ factor }) => wanted.includes(factor))
      .map(({ factor, counts }) => ({ factor, count: sumOf(counts, outcomes) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST.factors)
  return {
    viewpoint,
    since,
    years: overview.years,
    totals: overview.totals,
    confirmed,
    changes: changes
      .filter(({ change, count }) => count > 0 && !/unchanged|looked/.test(change))
      .map(({ change }) => ({ change, ...found({ change: [change], ...compared }) })),
    neverLookedAt: changes.find(({ change }) => change === 'never_looked_at')?.count ?? 0,
    foundered: most(HOLDING_BACK, FOUNDERED),
    carrying: most(CARRYING, ALIVE),
    asks: MAYOR_ASKS.map((ask) => ({ ask, ...found(ASK_FILTERS[ask]) })).filter(
      ({ count }) => count > 0,
    ),
  }
}
