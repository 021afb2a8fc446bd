import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fiscalYearOf,
  spanOf,
  tokyoDayOf,
  yearsOfPeriod,
} from '../../../functions/domain/calendar.ts'
import { curvesOf, lifeOf } from '../../../functions/domain/continuity/continuation.ts'
import { continuityOf } from '../../../functions/domain/continuity/continuity.ts'
import {
  comparisonOf,
  earlierViewpoint,
} from '../../../functions/domain/continuity/continuity-comparison.ts'
import type { Viewpoint } from '../../../functions/domain/outcomes/standing.ts'
import { type ListFilter, listProposals } from '../../../functions/domain/proposals/list.ts'
import type { Proposal } from '../../../functions/domain/proposals/proposal.ts'
import type { Register } from '../../../functions/domain/register.ts'
import { BASES, CURVES_BY, STANDINGS } from '../../../functions/domain/words.ts'
import { TIMES } from '../../times.ts'
import { histories, live } from '../histories.ts'

const days = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** The recount has rules of its own for which outcome holds; slow, and nothing is remembered. */
const dayOf = (said: { asOf: never; recordedAt: string }) => {
  const [{ last }, recorded] = [spanOf(said.asOf), tokyoDayOf(said.recordedAt)]
  return last < recorded ? last : recorded
}
type Said = Proposal['reports'][number]

function valid({ reports }: Proposal, { day, knownAt }: Viewpoint): Said[] {
  return reports
    .filter(({ recordedAt }) => recordedAt <= knownAt)
    .filter(({ corrected, withdrawn }) =>
      [corrected, withdrawn].every((ended) => !ended || ended.at > knownAt),
    )
    .filter((report) => dayOf(report as never) <= day)
    .toSorted((a, b) => {
      const [one, other] = [dayOf(a as never), dayOf(b as never)]
      return one === other ? a.sequence - b.sequence : one < other ? -1 : 1
    })
}
const seenBy = (register: Register, { day, knownAt }: Viewpoint) =>
  [...register.proposals.values()].filter(
    ({ cohort, revisions }) =>
      cohort <= fiscalYearOf(day) && (revisions[0]?.recordedAt ?? '9') <= knownAt,
  )
const codeAt = (proposal: Proposal, viewpoint: Viewpoint) =>
  valid(proposal, viewpoint).at(-1)?.outcome ?? 'unconfirmed'
const othersAnswers = (report: Said, { day, knownAt }: Viewpoint) => {
  const answers = report.confirmations.filter(
    ({ side, recordedAt }) => side !== report.side && recordedAt <= knownAt,
  )
  const lastNo = answers.map(({ answer }) => answer !== 'confirmed').lastIndexOf(true)
  const ever = answers.slice(lastNo + 1).map((one) => dayOf(one as never))
  return { last: answers.at(-1)?.answer, ever, days: ever.filter((each) => each <= day) }
}

function at(history: Parameters<typeof live>[0], day: string, n: number) {
  const { moments, t } = live(history)
  const knownAt = moments[n % Math.max(1, moments.length)]?.now
  return knownAt === undefined ? undefined : { register: t.register, viewpoint: { day, knownAt } }
}

describe('over random histories', () => {
  it('every figure of the dashboard is the recount, and what its list finds', () => {
    fc.assert(
      fc.property(histories, days, fc.nat(), (history, day, n) => {
        const found = at(history, day, n)
        if (!found) return
        const { register, viewpoint } = found
        const seen = seenBy(register, viewpoint)
        const figures = continuityOf(register, viewpoint)
        const listed = (filter: ListFilter) =>
          listProposals(register, filter, { viewpoint, limit: 1 }).total
        const year = fiscalYearOf(day)
        const agreed = seen.filter((proposal) => {
          const report = valid(proposal, viewpoint).at(-1)
          if (!report) return false
          const { last, ever } = othersAnswers(report, viewpoint)
          if (last !== 'confirmed') return false
          const isOver =
            report.outcome === 'completed' || ['ended', 'dropped'].includes(report.manner ?? '')
          return isOver || ever.some((each) => year - fiscalYearOf(each) <= 1)
        })
        expect(figures.confirmed).toEqual({
          count: agreed.length,
          total: seen.length,
          interval: 1,
        })
        expect(listed({ confirmedWithin: true })).toBe(agreed.length)
        expect(listed({ confirmedWithin: false })).toBe(seen.length - agreed.length)
        for (const { silence, count } of figures.silences) {
          const silent = seen.filter((proposal) => {
            const report = valid(proposal, viewpoint).at(-1)
            if (!report) return silence === 'never'
            const { days: confirmed } = othersAnswers(report, viewpoint)
            const word = [dayOf(report as never), ...confirmed].toSorted().at(-1) ?? ''
            const years = year - fiscalYearOf(word)
            return silence === (['this_year', 'last_year', 'two_years'][years] ?? 'longer')
          })
          expect([silence, count]).toEqual([silence, silent.length])
          expect(listed({ silence: [silence] })).toBe(count)
        }
        for (const { factor, counts, total } of figures.factors) {
          const named = seen.filter((proposal) =>
            valid(proposal, viewpoint).at(-1)?.factors.includes(factor),
          )
          expect([factor, total]).toEqual([factor, named.length])
          for (const code of STANDINGS) {
            expect(counts[code]).toBe(named.filter((one) => codeAt(one, viewpoint) === code).length)
            if (code !== 'unconfirmed')
              expect(listed({ factor: [factor], outcome: [code] })).toBe(counts[code])
          }
        }
        for (const { formality, counts, total } of figures.ladder) {
          const there = seen.filter((one) => (one.formality ?? 'unset') === formality)
          expect(total).toBe(there.length)
          expect(listed({ formality: [formality] })).toBe(total)
          expect(listed({ formality: [formality], outcome: ['stalled'] })).toBe(counts.stalled)
        }
        for (const { state, count } of figures.confirmations)
          expect(listed({ confirmation: [state] })).toBe(count)
        expect(listed({ brokenPrerequisite: true })).toBe(figures.brokenPrerequisite)
        const late = seen.filter(({ questions = [] }) =>
          questions.some(({ dueOn, ended, messages }) => {
            const by = (at: string) => at <= viewpoint.knownAt && tokyoDayOf(at) <= day
            const said = messages.filter(({ recordedAt }) => by(recordedAt))
            const last = said.at(-1)?.by.memberId
            const isOver = ended !== undefined && by(ended.at)
            return last !== undefined && last === said[0]?.by.memberId && !isOver && dueOn < day
          }),
        )
        expect(figures.overdueQuestion).toBe(late.length)
        expect(listed({ overdueQuestion: true })).toBe(late.length)
        expect(listed({ overdueQuestion: false })).toBe(seen.length - late.length)
        if (figures.orphaned !== undefined)
          expect(listed({ orphaned: true })).toBe(figures.orphaned)
      }),
      { numRuns: 60 * TIMES },
    )
  })

  it('each proposal has one change between two days, the recount’s, and stands in its list', () => {
    fc.assert(
      fc.property(
        histories,
        days,
        days,
        fc.nat(),
        fc.constantFrom(...BASES),
        (history, one, other, n, basis) => {
          const [since = '', day = ''] = [one, other].toSorted()
          const found = since < day && at(history, day, n)
          if (!found) return
          const { register, viewpoint } = found
          const from = earlierViewpoint({ since, basis }, viewpoint)
          const end = new Date(Date.parse(`${since}T15:00:00.000Z`) - 1).toISOString()
          expect(from.knownAt).toBe(
            basis === 'known_now' || end > viewpoint.knownAt ? viewpoint.knownAt : end,
          )
          const seen = seenBy(register, viewpoint)
          const before = new Set(seenBy(register, from))
          const kinds = seen.map((proposal) => {
            if (!before.has(proposal)) return 'newly_entered'
            const [then, now] = [codeAt(proposal, from), codeAt(proposal, viewpoint)]
            if (then === now) {
              const reports = valid(proposal, viewpoint)
              const last = reports.at(-1)
              if (last?.outcome === 'completed' || /^(ended|dropped)$/.test(last?.manner ?? ''))
                return 'unchanged'
              const words = reports.flatMap((report) => [report, ...report.confirmations])
              const looked = words.some(
                (said) =>
                  said.recordedAt <= viewpoint.knownAt &&
                  dayOf(said as never) <= day &&
                  [tokyoDayOf(said.recordedAt), dayOf(said as never)].some(
                    (each) => each > since && each <= day,
                  ),
              )
              return looked ? 'unchanged' : 'never_looked_at'
            }
            return then === 'stalled' && now === 'continued' ? 'resumed' : `newly_${now}`
          })
          const { changes, moves, totals } = comparisonOf(register, { since, basis }, viewpoint)
          for (const { change, count } of changes) {
            expect([change, count]).toEqual([
              change,
              kinds.filter((kind) => kind === change).length,
            ])
            const filter = { change: [change], since, basis }
            expect(listProposals(register, filter, { viewpoint, limit: 1 }).total).toBe(count)
          }
          const sum = (counts: { count: number }[]) =>
            counts.reduce((total, { count }) => total + count, 0)
          expect(sum(changes)).toBe(seen.length)
          expect(sum(moves)).toBe(totals.from)
        },
      ),
      { numRuns: 60 * TIMES },
    )
  })

  it('the curves follow each begun proposal, and their groups are what the list finds', () => {
    fc.assert(
      fc.property(histories, days, fc.nat(), (history, day, n) => {
        const found = at(history, day, n)
        if (!found) return
        const { register, viewpoint } = found
        const begun = seenBy(register, viewpoint).filter((proposal) =>
          valid(proposal, viewpoint).some(({ outcome }) => outcome !== 'never_started'),
        )
        const listed = (filter: ListFilter) =>
          listProposals(register, { begun: true, ...filter }, { viewpoint, limit: 1 }).total
        expect(listed({})).toBe(begun.length)
        for (const proposal of begun) {
          const life = lifeOf(proposal, viewpoint)
          const all = valid(proposal, viewpoint)
          const [end] = all.filter(({ outcome }) => /stalled|completed/.test(outcome))
          expect(life?.ended).toBe(end?.outcome === 'stalled')
          expect(life?.origin).toBe(`${proposal.cohort + 1}-04-01`)
          if (end) expect(life?.last).toBe(dayOf(end as never))
          const going = all.findLast(({ outcome }) => outcome !== 'never_started')
          if (!end && going)
            expect(life?.last).toBe(
              [dayOf(going as never), ...othersAnswers(going, viewpoint).days].toSorted().at(-1),
            )
        }
        for (const by of CURVES_BY)
          for (const { group, begun: number, steps, figures } of curvesOf(register, by, viewpoint)
            .curves) {
            const filter: ListFilter =
              by === 'all' ? {} : by === 'period' ? { period: Number(group) } : { [by]: [group] }
            expect(listed(filter)).toBe(number)
            expect(steps !== undefined).toBe(number >= 5)
            if (number < 5) expect(figures).toEqual([])
            if (by === 'period') {
              const { from, to } = yearsOfPeriod(Number(group))
              expect(begun.filter(({ cohort }) => cohort >= from && cohort <= to)).toHaveLength(
                number,
              )
            }
          }
      }),
      { numRuns: 60 * TIMES },
    )
  })
})
