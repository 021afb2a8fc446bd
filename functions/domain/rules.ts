import { OFFICE } from './municipalities/municipality-code.ts'
import type { Actor } from './people/people.ts'
import type { RoleHeld } from './people/roles.ts'
import type { AskedVia, Role, Side } from './words.ts'

export const ACTIONS = [
  'register.read',
  'register.export',
  'shared.read',
  'proposal.create',
  'proposal.edit',
  'proposal.link',
  'proposal.carry_on',
  'report.record',
  'hearing.record',
  'report.correct',
  'report.withdraw',
  'report.confirm',
  'comment.record',
  'steward.hand_over',
  'steward.take_over',
  'question.ask',
  'question.answer',
  'question.end',
  'inquiry.ask',
  'inquiry.withdraw',
  'inquiry.answer',
  'roster.read',
  'roster.edit',
  'sessions.end',
  'roster.export',
  'municipality.export',
  'person.erase',
  'settings.edit',
  'history.read',
  'review.open',
  'review.work',
  'review.close',
  'request.issue',
  'municipalities.read',
  'municipality.set_up',
] as const
export type Action = (typeof ACTIONS)[number]

/** What an action touches, as far as a rule asks. */
export type Resource = {
  municipality: string
  /** The cohorts that made or carried on the proposal. */
  cohorts?: readonly number[]
  /** The person who carries the proposal now. */
  stewardMemberId?: string | undefined
  /** The cohort that would carry the proposal on. */
  carriesOn?: number
  /** The report that is corrected, withdrawn or answered. */
  report?: {
    side: Side
    byMemberId?: string | undefined
    /** The person whose words it holds. */
    saidByMemberId?: string | undefined
  }
  /** The question that is answered or ended. */
  question?: {
    byMemberId?: string | undefined
    askedMemberIds: readonly string[]
    via: AskedVia
  }
  /** The question to another municipality that is withdrawn. */
  inquiry?: { byMemberId?: string | undefined }
}

type Situation = { actor: Actor; held: RoleHeld; resource: Resource }
type RuleShape = {
  id: string
  role: Role
  actions: readonly Action[]
  /** Beyond the role: which resources. Without one the rule holds for all of the own municipality. */
  when?: (situation: Situation) => boolean
}

const ofOwnCohort = ({ held, resource }: Situation) =>
  held.cohort !== undefined && (resource.cohorts?.includes(held.cohort) ?? false)
const ownReport = ({ actor, resource }: Situation) =>
  actor.memberId !== undefined && resource.report?.byMemberId === actor.memberId
const asked = ({ actor, resource: { question } }: Situation) =>
  actor.memberId !== undefined && (question?.askedMemberIds.includes(actor.memberId) ?? false)
const ownQuestion = ({ actor, resource: { question } }: Situation) =>
  actor.memberId !== undefined && question?.byMemberId === actor.memberId
/** In a thread write who asked, who was asked, and whoever of the cohort knows. */
const inThread = (situation: Situation) =>
  situation.resource.question !== undefined &&
  (asked(situation) || ownQuestion(situation) || ofOwnCohort(situation))
/** The other side's word; nobody answers what they said themselves, in whichever role. */
const wordOf =
  (side: Side) =>
  ({ actor, resource: { report } }: Situation) =>
    report?.side === side &&
    (actor.memberId === undefined || report.saidByMemberId !== actor.memberId)

/** In the office's own scope: no municipality's roster makes anybody of the office. */
const inTheOffice = ({ resource }: Situation) => resource.municipality === OFFICE

const TABLE = [
  { id: 'member-reads', role: 'member', actions: ['register.read'] },
  { id: 'alumnus-reads', role: 'alumnus', actions: ['register.read'] },
  { id: 'steward-reads', role: 'steward', actions: ['register.read'] },
  { id: 'hr-reads', role: 'hr', actions: ['register.read'] },
  { id: 'executive-reads', role: 'executive', actions: ['register.read'] },
  { id: 'member-reads-shared', role: 'member', actions: ['shared.read'] },
  { id: 'alumnus-reads-shared', role: 'alumnus', actions: ['shared.read'] },
  { id: 'hr-reads-shared', role: 'hr', actions: ['shared.read'] },
  { id: 'executive-reads-shared', role: 'executive', actions: ['shared.read'] },
  {
    id: 'member-writes-own-cohort',
    role: 'member',
    actions: ['proposal.create', 'proposal.edit', 'proposal.link', 'report.record'],
    when: ofOwnCohort,
  },
  {
    id: 'member-carries-on',
    role: 'member',
    actions: ['proposal.carry_on'],
    // Which cohort is asked for is known only when it is done; until then the button is theirs to see.
    when: ({ held, resource: { carriesOn, cohorts = [] } }) =>
      held.cohort !== undefined &&
      (carriesOn === undefined ? !cohorts.includes(held.cohort) : held.cohort === carriesOn),
  },
  { id: 'member-hears-and-notes', role: 'member', actions: ['hearing.record', 'comment.record'] },
  {
    id: 'member-mends-own',
    role: 'member',
    actions: ['report.correct', 'report.withdraw'],
    when: ownReport,
  },
  {
    id: 'alumnus-reports-own-cohort',
    role: 'alumnus',
    actions: ['report.record', 'comment.record'],
    when: ofOwnCohort,
  },
  {
    id: 'alumnus-mends-own',
    role: 'alumnus',
    actions: ['report.correct', 'report.withdraw'],
    when: ownReport,
  },
  {
    id: 'cohort-attests-dispatcher',
    role: 'member',
    actions: ['report.confirm'],
    when: (situation) => ofOwnCohort(situation) && wordOf('dispatcher')(situation),
  },
  {
    id: 'alumnus-attests-dispatcher',
    role: 'alumnus',
    actions: ['report.confirm'],
    when: (situation) => ofOwnCohort(situation) && wordOf('dispatcher')(situation),
  },
  {
    id: 'hr-keeps-the-register',
    role: 'hr',
    actions: [
      'proposal.create',
      'proposal.edit',
      'proposal.link',
      'proposal.carry_on',
      'report.record',
      'hearing.record',
      'report.correct',
      'report.withdraw',
      'comment.record',
    ],
  },
  {
    id: 'hr-keeps-the-roster',
    role: 'hr',
    actions: ['roster.read', 'roster.edit', 'sessions.end', 'settings.edit'],
  },
  { id: 'hr-takes-files', role: 'hr', actions: ['register.export', 'roster.export'] },
  { id: 'hr-moves-out', role: 'hr', actions: ['municipality.export'] },
  { id: 'executive-takes-files', role: 'executive', actions: ['register.export'] },
  { id: 'member-takes-files', role: 'member', actions: ['register.export'] },
  { id: 'hr-audits', role: 'hr', actions: ['history.read'] },
  { id: 'executive-audits', role: 'executive', actions: ['history.read'] },
  {
    id: 'member-keeps-own-review',
    role: 'member',
    actions: ['review.open', 'review.work', 'review.close'],
    when: ofOwnCohort,
  },
  {
    id: 'hr-keeps-reviews',
    role: 'hr',
    actions: ['review.open', 'review.work', 'review.close'],
  },
  { id: 'hr-requests', role: 'hr', actions: ['request.issue'] },
  { id: 'member-requests', role: 'member', actions: ['request.issue'] },
  { id: 'hr-erases-persons', role: 'hr', actions: ['person.erase'] },
  { id: 'hr-places-stewards', role: 'hr', actions: ['steward.hand_over', 'steward.take_over'] },
  { id: 'member-takes-over', role: 'member', actions: ['steward.take_over'] },
  {
    id: 'alumnus-takes-over-own-cohort',
    role: 'alumnus',
    actions: ['steward.take_over'],
    when: ofOwnCohort,
  },
  { id: 'member-asks', role: 'member', actions: ['question.ask'] },
  { id: 'alumnus-asks', role: 'alumnus', actions: ['question.ask'] },
  { id: 'member-answers', role: 'member', actions: ['question.answer'], when: inThread },
  { id: 'alumnus-answers', role: 'alumnus', actions: ['question.answer'], when: inThread },
  {
    id: 'member-ends-own-question',
    role: 'member',
    actions: ['question.end'],
    when: ownQuestion,
  },
  {
    id: 'alumnus-ends-own-question',
    role: 'alumnus',
    actions: ['question.end'],
    when: ownQuestion,
  },
  {
    id: 'hr-asks-and-answers',
    role: 'hr',
    actions: ['question.ask', 'question.answer', 'question.end'],
  },
  { id: 'member-asks-elsewhere', role: 'member', actions: ['inquiry.ask'] },
  {
    id: 'member-withdraws-elsewhere',
    role: 'member',
    actions: ['inquiry.withdraw'],
    when: ({ actor, resource: { inquiry } }) =>
      actor.memberId !== undefined && inquiry?.byMemberId === actor.memberId,
  },
  {
    id: 'hr-speaks-with-others',
    role: 'hr',
    actions: ['inquiry.ask', 'inquiry.withdraw', 'inquiry.answer'],
  },
  { id: 'hr-confirms', role: 'hr', actions: ['report.confirm'], when: wordOf('cohort') },
  // Behind HR's: where HR is the steward, HR's word stays HR's.
  {
    id: 'steward-reports-what-they-carry',
    role: 'steward',
    actions: ['report.record', 'comment.record'],
    when: ({ actor, resource }) =>
      actor.memberId !== undefined && resource.stewardMemberId === actor.memberId,
  },
  {
    id: 'steward-answers',
    role: 'steward',
    actions: ['question.answer'],
    when: ({ resource: { question } }) => question !== undefined,
  },
  {
    id: 'steward-hands-over',
    role: 'steward',
    actions: ['steward.hand_over'],
    when: ({ actor, resource }) =>
      actor.memberId !== undefined && resource.stewardMemberId === actor.memberId,
  },
  {
    id: 'steward-mends-own',
    role: 'steward',
    actions: ['report.correct', 'report.withdraw'],
    when: ownReport,
  },
  {
    id: 'office-sets-up-municipalities',
    role: 'office',
    actions: ['municipalities.read', 'municipality.set_up'],
    when: inTheOffice,
  },
  { id: 'office-reads-shared', role: 'office', actions: ['shared.read'], when: inTheOffice },
  {
    id: 'office-keeps-its-own-roster',
    role: 'office',
    actions: ['roster.read', 'roster.edit', 'sessions.end', 'person.erase'],
    when: inTheOffice,
  },
] as const satisfies readonly RuleShape[]

/** Every rule has a sentence under its id in `messages/`, so none can go without. */
export type RuleId = (typeof TABLE)[number]['id']
export type Rule = RuleShape & { id: RuleId }

/**
 * Who may do what, as data: the first rule that grants tells in which role somebody acts, so the rules
 * of the cohorts stand before HR's, and those before the steward's. What no rule grants is refused.
 * The same policy is stated a second time, apart from this table, in `tests/domain/permissions.cedar`.
 */
export const RULES: readonly Rule[] = TABLE
