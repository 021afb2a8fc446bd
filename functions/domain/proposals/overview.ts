import * as z from 'zod'
import { type Day, fiscalYearOf } from '../calendar.ts'
import { Counts, noCounts } from '../continuity/counts.ts'
import { DaySchema, Id } from '../fields.ts'
import { cohortRecord } from '../municipalities/municipality.ts'
import type { Viewpoint } from '../outcomes/standing.ts'
import type { Register } from '../register.ts'
import { inView, standingsAt } from '../views.ts'
import { COHORT_RECORDS, FACTORS, STANDINGS } from '../words.ts'
import type { Proposal } from './proposal.ts'

/** How many proposals a factor names as examples. */
const NEWEST = 5

/** Counts by cohort year and outcome, with the years of which no cohort is known. */
export const Overview = z
  .object({
    viewpoint: z.object({ day: DaySchema, knownAt: z.string() }),
    /** Newest first, without gaps between the first year known and the last. */
    years: z.array(
      z.object({
        fiscalYear: z.int(),
        record: z.enum(COHORT_RECORDS),
        counts: Counts,
        total: z.int(),
        stale: z.int(),
        disputed: z.int(),
      }),
    ),
    totals: Counts.extend({ total: z.int(), stale: z.int(), disputed: z.int() }),
    /** What proposals foundered on or live by: those whose holding report names the factor. */
    factors: z.array(
      z.object({
        factor: z.enum(FACTORS),
        outcome: z.enum(STANDINGS),
        count: z.int(),
        /** The newest of them; the list filtered by factor and outcome has all. */
        newest: z.array(z.object({ id: Id, title: z.string(), cohort: z.int() })).max(NEWEST),
      }),
    ),
  })
  .meta({ id: 'Overview' })
export type Overview = z.infer<typeof Overview>

const remembered = new WeakMap<Register, { day: Day; overview: Omit<Overview, 'viewpoint'> }>()

/**
 * The register at a glance. A proposal is counted once, under the cohort that first made it;
 * nothing known is counted as 記録なし, never as 未着手.
 */
export function overviewOf(register: Register, viewpoint: Viewpoint): Overview {
  const { day, knownAt } = viewpoint
  const isLatest = knownAt >= register.recordedAt
  const known = isLatest ? remembered.get(register) : undefined
  if (known?.day === day) return { viewpoint, ...known.overview }
  const overview = counted(register, viewpoint)
  if (isLatest) remembered.set(register, { day, overview })
  return { viewpoint, ...overview }
}

function counted(register: Register, viewpoint: Viewpoint): Omit<Overview, 'viewpoint'> {
  const standings = standingsAt(register, viewpoint)
  const proposals = inView(register, viewpoint)
  const rows = new Map(
    yearsOf(register, proposals, viewpoint).map((fiscalYear) => [
      fiscalYear,
      {
        fiscalYear,
        record: cohortRecord(register.municipality, fiscalYear),
        counts: noCounts(),
        ...{ total: 0, stale: 0, disputed: 0 },
      },
    ]),
  )
  const totals = { ...noCounts(), total: 0, stale: 0, disputed: 0 }
  const factors = new Map<string, Overview['factors'][number]>()
  for (const proposal of proposals) {
    const { code, report, stale, confirmation } = standings(proposal)
    const row = rows.get(proposal.cohort)
    if (!row) continue
    for (const counts of [row.counts, totals]) counts[code] += 1
    for (const sums of [row, totals]) {
      sums.total += 1
      if (stale) sums.stale += 1
      if (confirmation === 'disputed') sums.disputed += 1
    }
    for (const factor of report?.factors ?? []) {
      const key = `${factor}/${code}`
      const entry = factors.get(key) ?? { factor, outcome: code, count: 0, newest: [] }
      entry.count += 1
      const { id, title, cohort } = proposal
      if (entry.newest.length < NEWEST) entry.newest.push({ id, title, cohort })
      factors.set(key, entry)
    }
  }
  return {
    years: [...rows.values()],
    totals,
    factors: [...factors.values()].sort((a, b) => b.count - a.count),
  }
}

/** Every year from the first known to the day's own, newest first: a gap is a fact to show. */
function yearsOf(
  register: Register,
  proposals: readonly Proposal[],
  viewpoint: Viewpoint,
): number[] {
  const last = fiscalYearOf(viewpoint.day)
  const known = [
    ...register.municipality.cohorts.map(({ fiscalYear }) => fiscalYear),
    ...proposals.map(({ cohort }) => cohort),
  ].filter((year) => year <= last)
  if (known.length === 0) return []
  const first = Math.min(...known)
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}
