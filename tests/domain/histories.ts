import fc from 'fast-check'
import { daysAfter } from '../../functions/domain/calendar.ts'
import { DomainError } from '../../functions/domain/errors.ts'
import type { Register } from '../../functions/domain/register.ts'
import { FACTORS, LINEAGE_KINDS, MANNERS, OUTCOMES } from '../../functions/domain/words.ts'
import { asOf, type Town, town } from './build.ts'

/** When a generated history begins; it goes on for one to six years. */
const START = Date.parse('2022-06-01T03:00:00.000Z')
const HOUR = 60 * 60 * 1000

const spans = fc
  .record({
    day: fc.date({
      min: new Date('2019-04-01'),
      max: new Date('2023-06-01'),
      noInvalidDate: true,
    }),
    length: fc.constantFrom(10, 7, 4),
  })
  .map(({ day, length }) => day.toISOString().slice(0, length))

const said = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    manner: fc.nat({ max: 2 }),
    asOf: spans,
    factors: fc.uniqueArray(fc.constantFrom(...FACTORS), { minLength: 1, maxLength: 3 }),
    reason: fc.constantFrom('予算がない', '続いている', '人事異動', 'データがない'),
  })
  .map(({ outcome, manner, ...rest }) => ({
    ...rest,
    outcome,
    ...(MANNERS[outcome].length > 0 && { manner: MANNERS[outcome][manner] }),
  }))

const nth = fc.nat({ max: 30 })
const propose = fc.record({
  do: fc.constant('propose'),
  cohort: fc.constantFrom(2018, 2018, 2019, 2021),
  number: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
})
const step = fc.oneof(
  { weight: 1, arbitrary: propose },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('tell'), proposal: nth, by: fc.nat({ max: 1 }), said }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct'), report: nth, said }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw'), report: nth }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('answer'),
      report: nth,

      answer: fc.constantFrom('confirmed' as const, 'disputed' as const, 'withdrawn' as const),
      about: spans,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('link'),
      proposal: nth,
      to: nth,
      kind: fc.constantFrom(...LINEAGE_KINDS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unlink'), proposal: nth }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('carryOn'),
      proposal: nth,
      year: fc.constantFrom(2019, 2021, 2022),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('comment'), proposal: nth }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('ask'),
      proposal: nth,
      days: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('write'), question: nth, by: nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end'), question: nth }) },
)
/** What somebody tries; what the domain refuses simply does not happen. */
export type Step = { hours: number } & (typeof step extends fc.Arbitrary<infer One> ? One : never)

/** A few years of a municipality as steps with the hours between them; a few proposals come first. */
export const histories = fc
  .tuple(
    fc.array(timed(propose), { minLength: 1, maxLength: 4 }),
    fc.array(timed(step), { minLength: 10, maxLength: 45 }),
  )
  .map(([first, rest]) => [...first, ...rest])

function timed<One>(one: fc.Arbitrary<One>) {
  return fc.record({ hours: fc.integer({ min: 0, max: 60 * 24 }), step: one })
}

/** One state of the register after each step that was accepted. */
export type Moment = { now: string; register: Register }

/** Lives through a history. */
export function live(history: { hours: number; step: unknown }[]): { t: Town; moments: Moment[] } {
  const t = town()
  const alumni = new Map([2018, 2019, 2021].map((cohort) => [cohort, t.researcher(cohort)]))
  const colleague = t.person({ role: 'hr', from: '2020-04-01' })
  for (const { memberId } of alumni.values())
    t.place(memberId, { email: `${memberId.slice(-4)}@numazu.example` })
  const moments: Moment[] = []
  let time = START
  for (const { hours, step: one } of history) {
    time += hours * HOUR + 1
    const now = new Date(time).toISOString()
    if (accepted(() => take(t, { alumni, colleague }, one as Step, now)))
      moments.push({ now, register: t.register })
  }
  return { t, moments }
}

function accepted(act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

type Person = Town['hr']
type People = { alumni: Map<number, Person>; colleague: Person }

function take(t: Town, { alumni, colleague }: People, one: Step, now: string): void {
  const proposals = [...t.register.proposals.values()]
  const pick = (n: number) => proposals[n % Math.max(1, proposals.length)]
  const report = (n: number) => {
    const all = proposals.flatMap((proposal) =>
      proposal.reports.map(({ id, side }) => ({
        id: proposal.id,
        reportId: id,
        cohort: proposal.cohort,
        side,
      })),
    )
    return all[n % Math.max(1, all.length)]
  }
  /** Somebody of HR, or of the alumni of a cohort. */
  const who = (isHr: boolean, cohort: number) => ({
    by: (isHr ? colleague : alumni.get(cohort)) ?? colleague,
    now,
  })
  if (one.do === 'propose') {
    const number = one.number === undefined ? {} : { number: one.number }
    t.propose({ cohort: one.cohort, ...number, title: `取組 ${proposals.length}` }, { now })
  }
  if ('proposal' in one) {
    const proposal = pick(one.proposal)
    if (!proposal) return
    const { id, links, cohort } = proposal
    if ('said' in one) t.tell(id, one.said, who(one.by === 0, cohort))
    else if ('kind' in one) t.link(id, { kind: one.kind, to: pick(one.to)?.id ?? id }, { now })
    else if ('days' in one)
      t.ask(
        id,
        { via: 'cohort', text: '続いていますか', dueOn: daysAfter(now.slice(0, 10), one.days) },
        { by: colleague, now },
      )
    else if ('year' in one) t.carryOn(id, one.year, { now })
    else if (one.do === 'comment') t.comment(id, { text: 'データの話' }, { now })
    else if (links[0]) t.unlink(id, links[0], { now })
  }
  if ('question' in one) {
    const all = proposals.flatMap(({ id, cohort, questions = [] }) =>
      questions.map((question) => ({ id, cohort, questionId: question.id })),
    )
    const found = all[one.question % Math.max(1, all.length)]
    if (!found) return
    if ('by' in one)
      t.write(found.id, found.questionId, '続いています', who(one.by % 2 === 0, found.cohort))
    else t.end(found.id, found.questionId, 'no_answer', { by: colleague, now })
  }
  if ('report' in one) {
    const found = report(one.report)
    if (!found) return
    const { id, reportId, side, cohort } = found
    if ('said' in one) t.correct(id, reportId, one.said, { now })
    else if ('answer' in one)
      t.answer(id, reportId, one.answer, {
        ...who(side === 'cohort', cohort),
        input: { asOf: asOf(one.about) },
      })
    else t.withdraw(id, reportId, { now })
  }
}
