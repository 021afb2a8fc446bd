import * as z from 'zod'
import { type Day, fiscalYearSpan, periodOf, spanOf } from '../calendar.ts'
import { DaySchema } from '../fields.ts'
import { effectiveDay, type Report } from '../outcomes/report.ts'
import { holds, lastWordOf, type Viewpoint } from '../outcomes/standing.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { inView, standingsAt } from '../views.ts'
import { CURVES_BY, type CurvesBy, FACTORS } from '../words.ts'
import { rungOf } from './continuity.ts'
import { atRiskAt, type Followed, kaplanMeier, shareAt } from './survival.ts'

/** The years for which the share still going is told. */
const FIGURES = [1, 3, 5] as const
/** Nothing is drawn, and no share told, for fewer than this many begun proposals. */
const FEWEST_BEGUN = 5

const Interval = { low: z.number().optional(), high: z.number().optional() }

/** 継続曲線 of one group of begun proposals. */
export const Curve = z
  .object({
    /** The first fiscal year of a period, a rung, a factor, or `all`. */
    group: z.string(),
    /** Begun proposals; and those of them that are known to have stalled. */
    begun: z.int(),
    ended: z.int(),
    /** Left out for fewer than five. */
    steps: z
      .array(z.object({ years: z.number(), share: z.number(), ...Interval, atRisk: z.int() }))
      .optional(),
    /** Under the axis: how many were still followed after each whole year. */
    atRisk: z.array(z.int()).optional(),
    /** How long the longest was followed, in years: the curve ends there. */
    followed: z.number().optional(),
    /** After one, three and five years; left out where nobody was followed so long. */
    figures: z.array(
      z.object({
        years: z.union(FIGURES.map((years) => z.literal(years))),
        share: z.number(),
        ...Interval,
        atRisk: z.int(),
      }),
    ),
  })
  .meta({ id: 'Curve' })
export type Curve = z.infer<typeof Curve>

export const Curves = z
  .object({
    viewpoint: z.object({ day: DaySchema, knownAt: z.string() }),
    by: z.enum(CURVES_BY),
    curves: z.array(Curve),
  })
  .meta({ id: 'Curves' })
export type Curves = z.infer<typeof Curves>

/** How long a begun proposal was followed, and whether it stalled at the end. */
export type Life = Followed & { origin: Day; last: Day }

/**
 * The life of a proposal as a viewpoint knows it; undefined where it was never begun, as far as is known.
 *
 * Begun is what was ever reported as continued, stalled (a one-off ran once) or completed. Its origin is
 * `startedOn`, as the last report that tells it does, from the first day of that span; else April 1 after
 * the cohort's year. It ends with the first stalled report: at that report's `since` (the last day of that
 * span, but no later than the report's own effective day), else at its effective day. What goes on again
 * later does not come back. What was completed is censored at that report in the same way; what still goes
 * on is censored at the last word that said so, not today: of the time since nobody knows. What would have
 * ended before its origin was followed for no time.
 */
export function lifeOf(proposal: Proposal, viewpoint: Viewpoint): Life | undefined {
  const reports = proposal.reports
    .filter((report) => holds(report, viewpoint.knownAt) && effectiveDay(report) <= viewpoint.day)
    .sort(byEffect)
  const lived = reports.filter(({ outcome }) => outcome !== 'never_started')
  const last = lived.at(-1)
  if (!last) return undefined
  const started = reports.findLast(({ startedOn }) => startedOn !== undefined)?.startedOn
  const origin = started ? spanOf(started).first : fiscalYearSpan(proposal.cohort + 1).first
  const end = lived.find(({ outcome }) => outcome === 'stalled' || outcome === 'completed')
  const day = end ? endOf(end) : lastWordOf(last, viewpoint)
  return {
    origin,
    last: day,
    years: Math.max(0, yearsBetween(origin, day)),
    ended: end?.outcome === 'stalled',
  }
}

/** By effective day, then by sequence: the order in which one report takes over from another. */
function byEffect(a: Report, b: Report): number {
  const [dayA, dayB] = [effectiveDay(a), effectiveDay(b)]
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return a.sequence - b.sequence
}

function endOf(report: Report): Day {
  const effective = effectiveDay(report)
  if (!report.since) return effective
  const { last } = spanOf(report.since)
  return last < effective ? last : effective
}

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000

function yearsBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / YEAR_MS
}

/** The groups a begun proposal stands in: one of each kind, but as many factors as its word names. */
export type Begun = { life: Life; period: number; rung: string; factors: readonly string[] }

/** Every begun proposal of a register, with its groups. */
export function begunIn(register: Register, viewpoint: Viewpoint): Begun[] {
  const standings = standingsAt(register, viewpoint)
  return inView(register, viewpoint).flatMap((proposal) => {
    const life = lifeOf(proposal, viewpoint)
    if (!life) return []
    const factors = standings(proposal).report?.factors ?? []
    return [{ life, period: periodOf(proposal.cohort), rung: rungOf(proposal), factors }]
  })
}

/** The curves of one kind of group, those with the most begun proposals first; periods by time. */
export function curvesBy(begun: readonly Begun[], by: CurvesBy): Curve[] {
  const groups = new Map<string, Followed[]>()
  for (const one of begun)
    for (const group of groupsOf(one, by))
      groups.set(group, [...(groups.get(group) ?? []), one.life])
  const curves = [...groups].map(([group, followed]) => curveOf(group, followed))
  return by === 'period'
    ? curves.sort((a, b) => Number(a.group) - Number(b.group))
    : curves.sort((a, b) => b.begun - a.begun || a.group.localeCompare(b.group))
}

function groupsOf({ period, rung, factors }: Begun, by: CurvesBy): string[] {
  if (by === 'all') return ['all']
  if (by === 'period') return [String(period)]
  if (by === 'formality') return [rung]
  return FACTORS.filter((factor) => factors.includes(factor))
}

/** One group's curve; only its size where it is too small to draw. */
export function curveOf(group: string, followed: readonly Followed[]): Curve {
  const begun = followed.length
  const ended = followed.filter((one) => one.ended).length
  if (begun < FEWEST_BEGUN) return { group, begun, ended, figures: [] }
  const longest = Math.max(...followed.map(({ years }) => years))
  return {
    group,
    begun,
    ended,
    steps: kaplanMeier(followed).map(({ years, share, low, high, atRisk }) => ({
      years,
      share,
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      atRisk,
    })),
    atRisk: Array.from({ length: Math.floor(longest) + 1 }, (_, year) => atRiskAt(followed, year)),
    followed: longest,
    figures: FIGURES.flatMap((years) => {
      const told = shareAt(followed, years)
      return told ? [{ years, ...told }] : []
    }),
  }
}

/** The continuation curves of a municipality at a viewpoint. */
export function curvesOf(register: Register, by: CurvesBy, viewpoint: Viewpoint): Curves {
  return { viewpoint, by, curves: curvesBy(begunIn(register, viewpoint), by) }
}
