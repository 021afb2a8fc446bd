import * as z from 'zod'
import { type Day, fiscalYearOf, type Instant, tokyoDayOf } from './calendar.ts'
import { resourceOf } from './change.ts'
import { Id } from './fields.ts'
import type { Report } from './outcomes/report.ts'
import { type Standing, viewpointAt } from './outcomes/standing.ts'
import type { Actor } from './people/people.ts'
import { rolesOn } from './people/roles.ts'
import { can } from './permissions.ts'
import type { Proposal } from './proposals/proposal.ts'
import { orphaned } from './proposals/stewardship.ts'
import { askerOf, isOverdue, waitsFor } from './questions/thread.ts'
import { newestFirst, type Register } from './register.ts'
import type { Resource } from './rules.ts'
import { isOfCohorts, ProposalRow, rowOf, standingsAt } from './views.ts'

/** What somebody is waited for, most urgent first. */
export const TASK_KINDS = [
  'answer_late',
  'inquiry_late',
  'answer_question',
  'answer_inquiry',
  'settle_dispute',
  'read_answer',
  'confirm',
  'attest',
  'follow_referral',
  'find_steward',
  'report_first',
  'report_again',
  'ask_first',
  'ask_again',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

export const Task = z
  .object({
    kind: z.enum(TASK_KINDS),
    proposal: ProposalRow,
    reportId: Id.optional(),
    questionId: Id.optional(),
    /** The question of another municipality. */
    inquiryId: Id.optional(),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof Task>

/**
 * What needs this person: disputes of their own reports to settle, reports to answer, proposals they
 * may speak of that have no word or a stale one, and for a new cohort those it should ask about.
 */
export function tasksOf(register: Register, actor: Actor, now: Instant): Task[] {
  const viewpoint = viewpointAt(now)
  const standings = standingsAt(register, viewpoint)
  const isHr = rolesOn(actor.grants, viewpoint.day).some(({ role }) => role === 'hr')
  const tasks = newestFirst(register).flatMap((proposal): Task[] => {
    const standing = standings(proposal)
    const kind = taskOf(proposal, standing, actor, now)
    const isOrphan =
      findsSteward(proposal, actor, now) && orphaned(register, proposal, viewpoint.day)
    const questions = openQuestionsOf(proposal, actor, now)
    const isReferred = isHr && referralOpen(proposal)
    const inquiries = isHr ? waitingInquiries(register, proposal.id, viewpoint.day) : []
    const isNothing = !kind && !isOrphan && !isReferred
    if (isNothing && questions.length === 0 && inquiries.length === 0) return []
    const row = rowOf(register, proposal, standings, viewpoint)
    const report = standing.report && { reportId: standing.report.id }
    return [
      ...(kind ? [{ kind, proposal: row, ...report }] : []),
      ...questions.map((question) => ({ ...question, proposal: row })),
      ...inquiries.map((inquiry) => ({ ...inquiry, proposal: row })),
      ...(isReferred ? [{ kind: 'follow_referral' as const, proposal: row }] : []),
      ...(isOrphan ? [{ kind: 'find_steward' as const, proposal: row }] : []),
    ]
  })
  return tasks.sort((a, b) => TASK_KINDS.indexOf(a.kind) - TASK_KINDS.indexOf(b.kind))
}

function taskOf(
  proposal: Proposal,
  { code, report, confirmation, stale }: Standing,
  actor: Actor,
  now: Instant,
): TaskKind | undefined {
  const resource = resourceOf(proposal, report)
  if (report && confirmation === 'disputed' && settles(report, actor, resource, now))
    return 'settle_dispute'
  if (report && can(actor, 'report.confirm', resource, now)) {
    if (confirmation === 'awaiting') return 'confirm'
    if (confirmation === 'one_sided') return 'attest'
  }
  const silent = code === 'unconfirmed'
  if (!silent && !stale) return undefined
  const held = rolesOn(actor.grants, tokyoDayOf(now))
  const carries = actor.memberId !== undefined && resource.stewardMemberId === actor.memberId
  const own = held.flatMap(({ role, cohort }) =>
    role === 'alumnus' && cohort !== undefined ? [cohort] : [],
  )
  if (carries || isOfCohorts(proposal, own)) return silent ? 'report_first' : 'report_again'
  // The running year's proposals are still being made: nobody has to be asked about them yet.
  const isPast = proposal.cohort < fiscalYearOf(tokyoDayOf(now))
  const asks = isPast && held.some(({ role }) => role === 'hr' || role === 'member')
  if (!asks) return undefined
  return silent ? 'ask_first' : 'ask_again'
}

/** Questions that wait for this person: to be answered by whom they were put to, to be read by who asked. */
function openQuestionsOf({ questions = [] }: Proposal, { memberId }: Actor, now: Instant) {
  if (memberId === undefined) return []
  const today = tokyoDayOf(now)
  return questions.flatMap((question): { kind: TaskKind; questionId: string }[] => {
    const side = waitsFor(question)
    if (side === 'asker' && askerOf(question) === memberId)
      return [{ kind: 'read_answer', questionId: question.id }]
    if (side !== 'asked' || !question.to.includes(memberId)) return []
    const kind = isOverdue(question, today) ? 'answer_late' : 'answer_question'
    return [{ kind, questionId: question.id }]
  })
}

/** Questions of other municipalities about a proposal, which wait for HR. */
function waitingInquiries({ inquiries }: Register, proposalId: string, today: Day) {
  return inquiries
    .filter(({ side, proposal, ended }) => side === 'asked' && proposal.id === proposalId && !ended)
    .map(({ id, dueOn }) => ({
      kind: dueOn < today ? ('inquiry_late' as const) : ('answer_inquiry' as const),
      inquiryId: id,
    }))
}

/** Somebody who was asked pointed elsewhere, and since then nobody reported or took over. */
function referralOpen({ referrals, reports, handovers = [] }: Proposal): boolean {
  const last = referrals?.at(-1)
  if (!last) return false
  return ![...reports, ...handovers].some(({ sequence }) => sequence > last.sequence)
}

/** HR places stewards, and the cohort's people know who could be one. */
function findsSteward(proposal: Proposal, actor: Actor, now: Instant): boolean {
  return rolesOn(actor.grants, tokyoDayOf(now)).some(
    ({ role, cohort }) =>
      role === 'hr' || (cohort !== undefined && isOfCohorts(proposal, [cohort])),
  )
}

/**
 * A dispute waits for who recorded the report. HR, who may correct all, is waited for where no person
 * did, and where the disputed word is HR's.
 */
function settles(report: Report, actor: Actor, resource: Resource, now: Instant): boolean {
  const recorder = report.by.memberId
  const isWaitedFor =
    recorder === undefined || recorder === actor.memberId || report.side === 'dispatcher'
  return isWaitedFor && can(actor, 'report.correct', resource, now)
}
