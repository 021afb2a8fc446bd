import {
  type AsOf,
  type Day,
  fiscalYearOf,
  fiscalYearSpan,
  tokyoDayOf,
} from '../../functions/domain/calendar.ts'
import { cohortRecord } from '../../functions/domain/municipalities/municipality.ts'
import type { Report, ReportInput } from '../../functions/domain/outcomes/report.ts'
import {
  confirmReport,
  correctReport,
  recordReport,
  withdrawReport,
} from '../../functions/domain/outcomes/report-changes.ts'
import type { Member } from '../../functions/domain/people/people.ts'
import type { Link, Proposal, ProposalInput } from '../../functions/domain/proposals/proposal.ts'
import {
  carryOnProposal,
  createProposal,
  linkProposal,
  recordComment,
} from '../../functions/domain/proposals/proposal-changes.ts'
import {
  CARRYING,
  type Factor,
  FORMALITIES,
  HOLDING_BACK,
  isFinal,
  MANNERS,
  type OutcomeCode,
} from '../../functions/domain/words.ts'
import { type Grower, SYNTHETIC_TODAY } from './grower.ts'
import * as phrases from './phrases.ts'
import type { Random } from './random.ts'

const DAY_MS = 24 * 3600 * 1000
const END = Date.parse(SYNTHETIC_TODAY)

/**
 * Grows one proposal: entered at the end of its cohort's year, often linked and carried on, then 1 to
 * 6 reports over the years, most of them answered, some corrected or withdrawn, and comments.
 */
export function growProposal(
  grower: Grower,
  { year, number }: { year: number; number: number },
): void {
  const { random } = grower
  const author = grower.holder('member', year)
  const created = Date.UTC(year + 1, 1, random.integer(1, 25), random.integer(0, 8), number)
  let now = created
  const pass = (days: number) => {
    now += random.integer(1, Math.max(1, days)) * DAY_MS + random.integer(0, 3600_000)
    return new Date(now).toISOString()
  }
  const deed = grower.deed(author, new Date(now).toISOString())
  let proposal = grower.take(
    createProposal(grower.register, inputOf(random, { year, number }), deed),
    deed,
  )
  now += 60_000
  proposal = link(grower, proposal, author, new Date(now).toISOString())

  const reports = random.integer(1, 6)
  // Every report has its share of the time that is left; the answer and a correction come within it.
  for (let left = reports; left > 0; left -= 1) {
    const share = Math.max(2, Math.floor((END - now) / DAY_MS / left / 2))
    const at = pass(share)
    if (now >= END) break
    proposal = report(grower, proposal, { at, isLast: left === 1 })
    const said = proposal.reports.at(-1)
    if (said && random.chance(0.7)) {
      const answered = pass(Math.min(60, share))
      if (now < END) proposal = answer(grower, proposal, said, answered)
    }
    if (said && random.chance(0.08)) {
      const mended = pass(Math.min(60, share))
      if (now < END) proposal = mend(grower, proposal, said, mended)
    }
    if (random.chance(0.3)) {
      const noted = pass(Math.min(30, share))
      if (now < END) proposal = comment(grower, proposal, noted)
    }
    if (left === reports) proposal = carryOn(grower, proposal, pass(Math.min(30, share)))
  }
}

function inputOf(
  random: Random,
  { year, number }: { year: number; number: number },
): ProposalInput {
  const { SECTIONS, THEMES } = phrases
  return {
    cohort: year,
    number,
    title: phrases.titleText(random),
    desiredState: phrases.desiredStateText(random),
    method: phrases.methodText(random),
    rationale: phrases.rationaleText(random),
    ...(random.chance(0.3) && { aim: phrases.aimText(random) }),
    ...(random.chance(0.5) && { phaseGoal: phrases.phaseGoalText(random) }),
    ...(random.chance(0.2) && {
      parts: ['ア', 'イ'].map((part) => ({ part, title: phrases.titleText(random) })),
    }),
    themes: [...new Set([random.pick(THEMES), random.pick(THEMES)])],
    formality: random.pick(FORMALITIES),
    ...(random.chance(0.7) && { steward: { office: random.pick(SECTIONS) } }),
  }
}

/** A quarter of the proposals come of an older one or need one. */
function link(grower: Grower, before: Proposal, author: Member, at: string): Proposal {
  const { random, register } = grower
  if (!random.chance(0.25)) return before
  const older = [...register.proposals.values()].filter(({ cohort }) => cohort < before.cohort)
  if (older.length === 0) return before
  const kind = random.pick(['succeeds', 'retries', 'requires', 'requires', 'merges'] as const)
  const to: Link = { kind, to: random.pick(older.slice(-60)).id }
  const deed = grower.deed(author, at)
  return grower.take(linkProposal(register, before, to, deed), deed)
}

function carryOn(grower: Grower, before: Proposal, at: string): Proposal {
  const { random, register } = grower
  const fiscalYear = before.cohort + 1
  const isKnown = cohortRecord(register.municipality, fiscalYear) === 'cohort'
  if (
    !random.chance(0.15) ||
    !isKnown ||
    fiscalYearSpan(fiscalYear).first > tokyoDayOf(at) ||
    Date.parse(at) >= END
  )
    return before
  const deed = grower.deed(grower.holder('hr'), at)
  return grower.take(carryOnProposal(register, before, { fiscalYear }, deed), deed)
}

/** Half are the alumni's own reports; a third are hearings that a later cohort held; the rest is HR's. */
function report(
  grower: Grower,
  before: Proposal,
  { at, isLast }: { at: string; isLast: boolean },
): Proposal {
  const { random, register } = grower
  const year = fiscalYearOf(tokyoDayOf(at))
  const isSent = year > before.cohort && cohortRecord(register.municipality, year) === 'cohort'
  const way = random.next()
  const hears = isSent && way < 0.35
  const who = hears
    ? grower.holder('member', year)
    : way < 0.85
      ? grower.holder('member', before.cohort)
      : grower.holder('hr')
  const input = statement(random, { at, cohort: before.cohort, isLast, hears })
  const deed = grower.deed(who, at, random.chance(0.2) ? 'mail_link' : 'web')
  return grower.take(recordReport(register, before, input, deed), deed)
}

const OUTCOMES_BY_WEIGHT: readonly OutcomeCode[] = [
  ...Array<OutcomeCode>(9).fill('continued'),
  ...Array<OutcomeCode>(5).fill('stalled'),
  ...Array<OutcomeCode>(4).fill('never_started'),
  ...Array<OutcomeCode>(2).fill('completed'),
]

function statement(
  random: Random,
  { at, cohort, isLast, hears }: { at: string; cohort: number; isLast: boolean; hears: boolean },
): ReportInput {
  let outcome: OutcomeCode
  let manner: ReportInput['manner']
  do {
    outcome = random.pick(OUTCOMES_BY_WEIGHT)
    const manners: readonly NonNullable<ReportInput['manner']>[] = MANNERS[outcome]
    manner = manners.length > 0 ? random.pick(manners) : undefined
    // A final outcome has nothing after it.
  } while (!isLast && isFinal(outcome, manner))
  const factors = factorsFor(random, outcome)
  return {
    kind: hears ? 'hearing' : 'report',
    outcome,
    ...(manner && { manner }),
    asOf: asOfBefore(random, tokyoDayOf(at), cohort),
    factors,
    ...(random.chance(0.95) && { reason: phrases.reasonText(random, factors) }),
    ...(random.chance(0.15) && {
      evidence: [{ url: `https://www.sample.example/docs/${random.integer(1000, 9999)}.pdf` }],
    }),
    ...(hears && {
      hearing: {
        speaker: { role: 'alumnus' as const, cohort },
        heardOn: { precision: 'day' as const, date: tokyoDayOf(at) },
        means: random.pick(['in_person', 'phone', 'mail'] as const),
      },
    }),
  }
}

function factorsFor(random: Random, outcome: OutcomeCode): Factor[] {
  if (random.chance(0.03)) return ['unknown']
  const among = outcome === 'continued' || outcome === 'completed' ? CARRYING : HOLDING_BACK
  const first = random.pick<Factor>(among)
  const second = random.pick<Factor>(among)
  return first === second || random.chance(0.5) ? [first] : [first, second]
}

/** A date up to two months before a day, as exactly as people say it. */
function asOfBefore(random: Random, day: Day, cohort: number): AsOf {
  const told = new Date(Date.parse(day) - random.integer(0, 60) * DAY_MS).toISOString().slice(0, 10)
  const { first } = fiscalYearSpan(cohort)
  const date = told < first ? first : told
  const exactness = random.next()
  if (exactness < 0.4) return { precision: 'day', date }
  if (exactness < 0.8) return { precision: 'month', date: date.slice(0, 7) }
  return { precision: 'fiscal_year', date: String(fiscalYearOf(date)) }
}

/** HR answers a cohort's word; a cohort attests HR's. */
function answer(grower: Grower, before: Proposal, { id, side }: Report, at: string): Proposal {
  const { random } = grower
  const deed =
    side === 'cohort'
      ? grower.deed(grower.holder('hr'), at)
      : grower.deed(grower.holder('member', before.cohort), at)
  const disputes = side === 'cohort' && random.chance(0.08)
  const input = disputes
    ? { answer: 'disputed' as const, comment: phrases.commentText(random) }
    : { answer: 'confirmed' as const }
  return grower.take(confirmReport(before, { reportId: id, input }, deed), deed)
}

/** A correction by the one who reported, or a withdrawal. */
function mend(grower: Grower, before: Proposal, said: Report, at: string): Proposal {
  const { random, register } = grower
  const deed = grower.deed(grower.holder('hr'), at)
  if (random.chance(0.2)) {
    const reason = phrases.commentText(random)
    return grower.take(withdrawReport(before, { reportId: said.id, reason }, deed), deed)
  }
  const input: ReportInput = {
    kind: said.kind,
    outcome: said.outcome,
    ...(said.manner && { manner: said.manner }),
    ...(said.hearing && { hearing: said.hearing }),
    asOf: said.asOf,
    factors: said.factors,
    reason: phrases.reasonText(random, said.factors),
  }
  return grower.take(correctReport(register, before, { reportId: said.id, input }, deed), deed)
}

function comment(grower: Grower, before: Proposal, at: string): Proposal {
  const { random, register } = grower
  const deed = grower.deed(grower.holder('hr'), at)
  const input = {
    text: phrases.commentText(random),
    ...(random.chance(0.6) && { speaker: { role: 'executive' as const } }),
  }
  return grower.take(recordComment(register, before, input, deed), deed)
}
