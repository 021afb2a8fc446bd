import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanOf, tokyoDayOf } from '../../functions/domain/calendar.ts'
import { effectiveDay } from '../../functions/domain/outcomes/report.ts'
import { type Viewpoint, viewpointAt } from '../../functions/domain/outcomes/standing.ts'
import { type ListFilter, listProposals } from '../../functions/domain/proposals/list.ts'
import { overviewOf } from '../../functions/domain/proposals/overview.ts'
import type { Register } from '../../functions/domain/register.ts'
import {
  CONFIRMATION_STATES,
  FACTORS,
  isFinal,
  OUTCOMES,
  STANDINGS,
} from '../../functions/domain/words.ts'
import { TIMES } from '../times.ts'
import { histories, live } from './histories.ts'

const days = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const some = <Word>(words: readonly Word[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }), {
    nil: undefined,
  })
const filters: fc.Arbitrary<ListFilter> = fc
  .record({
    from: fc.option(fc.integer({ min: 2017, max: 2022 }), { nil: undefined }),
    to: fc.option(fc.integer({ min: 2018, max: 2023 }), { nil: undefined }),
    outcome: some(STANDINGS),
    factor: some(FACTORS),
    confirmation: some(CONFIRMATION_STATES),
    stale: fc.option(fc.boolean(), { nil: undefined }),
    brokenPrerequisite: fc.option(fc.boolean(), { nil: undefined }),
    q: fc.option(fc.constantFrom('予算', 'でーた', '取組 1', '人事異動'), { nil: undefined }),
  })
  .map((filter) => filter as ListFilter)

/** Everything a reader can learn about outcomes from one viewpoint. */
function answers(register: Register, viewpoint: Viewpoint, filter: ListFilter) {
  const list = (each: ListFilter) =>
    listProposals(register, each, { viewpoint, limit: 1000 }).rows.map((row) => row)
  return { overview: overviewOf(register, viewpoint), all: list({}), some: list(filter) }
}

describe('whatever happens later', () => {
  it('never changes an answer about an earlier instant', () => {
    fc.assert(
      fc.property(histories, days, filters, fc.nat(), (history, day, filter, at) => {
        const { moments } = live(history)
        const then = moments[at % Math.max(1, moments.length)]
        const last = moments.at(-1)
        if (!then || !last) return
        const viewpoint = { day, knownAt: then.now }
        // What is remembered of today's answers must not leak into those about an earlier instant.
        const today = answers(last.register, { day, knownAt: last.now }, filter)
        expect(answers(last.register, viewpoint, filter)).toEqual(
          answers(then.register, viewpoint, filter),
        )
        expect(answers(last.register, { day, knownAt: last.now }, filter)).toEqual(today)
      }),
      { numRuns: 200 * TIMES },
    )
  })

  it('never deletes or rewrites what was said', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { moments } = live(history)
        moments.slice(1).reduce((before, after) => {
          for (const proposal of before?.register.proposals.values() ?? []) {
            const now = after.register.proposals.get(proposal.id)
            expect(now?.reports.map(said)).toEqual(
              expect.arrayContaining(proposal.reports.map(said)),
            )
            expect(now?.comments).toEqual(expect.arrayContaining(proposal.comments))
            expect(now?.revisions.slice(0, proposal.revisions.length)).toEqual(proposal.revisions)
          }
          return after
        }, moments[0])
      }),
      { numRuns: 100 * TIMES },
    )
  })
})

/** A report without what others did to it later. */
function said({ corrected: _, withdrawn: __, confirmations: ___, ...report }: ReportOf) {
  return report
}
type ReportOf =
  Register['proposals'] extends ReadonlyMap<string, { reports: (infer R)[] }> ? R : never

describe('at any viewpoint', () => {
  it('the outcome is what the rule says, found the slow way', () => {
    fc.assert(
      fc.property(histories, days, fc.nat(), (history, day, at) => {
        const { t, moments } = live(history)
        const knownAt = moments[at % Math.max(1, moments.length)]?.now
        if (knownAt === undefined) return
        for (const proposal of t.register.proposals.values()) {
          const [holding] = proposal.reports
            .filter((report) => report.recordedAt <= knownAt)
            .filter((report) => !report.corrected || report.corrected.at > knownAt)
            .filter((report) => !report.withdrawn || report.withdrawn.at > knownAt)
            .map((report) => ({ report, day: effectiveDay(report) }))
            .filter((each) => each.day <= day)
            .toSorted((a, b) =>
              a.day === b.day ? a.report.sequence - b.report.sequence : a.day < b.day ? -1 : 1,
            )
            .toReversed()
          const standing = t.standing(proposal.id, day, knownAt)
          expect(standing.report?.id).toBe(holding?.report.id)
          expect(standing.code).toBe(holding?.report.outcome ?? 'unconfirmed')
          if (standing.report && isFinal(standing.report.outcome, standing.report.manner))
            expect(standing.stale).toBe(false)
        }
      }),
      { numRuns: 200 * TIMES },
    )
  })

  it('a report counts from a day of its span on, or from when it was recorded within it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { reports } of live(history).t.register.proposals.values())
          for (const report of reports) {
            const day = effectiveDay(report)
            const { first, last } = spanOf(report.asOf)
            expect(first <= day && day <= last).toBe(true)
            expect(day <= tokyoDayOf(report.recordedAt)).toBe(true)
          }
      }),
      { numRuns: 100 * TIMES },
    )
  })

  it('the counts of the overview add up, and are what the list finds', () => {
    fc.assert(
      fc.property(histories, days, fc.nat(), (history, day, at) => {
        const { t, moments } = live(history)
        const knownAt = moments[at % Math.max(1, moments.length)]?.now
        if (knownAt === undefined) return
        const viewpoint = { day, knownAt }
        const { years, totals, factors } = overviewOf(t.register, viewpoint)
        const found = (filter: ListFilter) =>
          listProposals(t.register, filter, { viewpoint, limit: 1000 })
        const sum = (of: (year: (typeof years)[number]) => number) =>
          years.reduce((total, year) => total + of(year), 0)
        for (const code of STANDINGS) {
          const { rows, total } = found({ outcome: [code] })
          expect(total).toBe(totals[code])
          expect(sum(({ counts }) => counts[code])).toBe(total)
          for (const { fiscalYear, counts } of years)
            expect(rows.filter(({ cohort }) => cohort === fiscalYear)).toHaveLength(counts[code])
        }
        expect(sum(({ total }) => total)).toBe(found({}).total)
        expect(sum(({ stale }) => stale)).toBe(found({ stale: true }).total)
        expect(totals.stale).toBe(found({ stale: true }).total)
        expect(totals.disputed).toBe(found({ confirmation: ['disputed'] }).total)
        for (const { factor, outcome, count } of factors)
          expect(found({ factor: [factor], outcome: [outcome] }).total).toBe(count)
      }),
      { numRuns: 100 * TIMES },
    )
  })

  it('paging through any filter yields each proposal exactly once, in order', () => {
    const sizes = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(histories, filters, sizes, (history, filter, limit) => {
        const { t, moments } = live(history)
        const viewpoint = viewpointAt(moments.at(-1)?.now ?? '2023-01-12T03:00:00.000Z')
        const whole = listProposals(t.register, filter, { viewpoint, limit: 1000 })
        const paged: string[] = []
        let after: string | undefined
        do {
          const page = listProposals(t.register, filter, { viewpoint, limit, after })
          expect(page.total).toBe(whole.total)
          expect(page.rows.length).toBeLessThanOrEqual(limit)
          paged.push(...page.rows.map(({ id }) => id))
          after = page.next
        } while (after !== undefined)
        expect(paged).toEqual(whole.rows.map(({ id }) => id))
        expect(new Set(paged).size).toBe(whole.total)
        const years = whole.rows.map(({ cohort }) => cohort)
        expect(years).toEqual(years.toSorted((a, b) => b - a))
      }),
      { numRuns: 200 * TIMES },
    )
  })

  it('narrowing a filter never finds more', () => {
    fc.assert(
      fc.property(histories, filters, fc.constantFrom(...OUTCOMES), (history, filter, outcome) => {
        const { t, moments } = live(history)
        const viewpoint = viewpointAt(moments.at(-1)?.now ?? '2023-01-12T03:00:00.000Z')
        const ids = (each: ListFilter) =>
          listProposals(t.register, each, { viewpoint, limit: 1000 }).rows.map(({ id }) => id)
        const { outcome: _, ...wide } = filter
        expect(ids(wide)).toEqual(expect.arrayContaining(ids({ ...wide, outcome: [outcome] })))
      }),
      { numRuns: 100 * TIMES },
    )
  })

  it('links never form a circle', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { proposals } = live(history).t.register
        const depth = (id: string, path: string[]): number => {
          expect(path).not.toContain(id)
          const links = proposals.get(id)?.links ?? []
          return 1 + Math.max(0, ...links.map(({ to }) => depth(to, [...path, id])))
        }
        for (const id of proposals.keys()) expect(depth(id, [])).toBeGreaterThan(0)
      }),
      { numRuns: 100 * TIMES },
    )
  })
})
