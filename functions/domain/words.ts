/** The closed vocabularies of the hub. Their labels are in `messages/`; no zod, so that pages stay small. */

/** What became of a proposal. 記録なし is not among them: it is the absence of a report. */
export const OUTCOMES = ['continued', 'stalled', 'never_started', 'completed'] as const
export type OutcomeCode = (typeof OUTCOMES)[number]

/** What a list or a count can show: the outcomes and 記録なし. */
export const STANDINGS = [...OUTCOMES, 'unconfirmed'] as const
export type StandingCode = (typeof STANDINGS)[number]
/** What goes on or has reached its aim: beside it one asks what carries. */
export const ALIVE: readonly StandingCode[] = ['continued', 'completed']
/** What could not be continued or begun: beside it one asks what held back. */
export const FOUNDERED: readonly StandingCode[] = ['stalled', 'never_started']

/** How it goes on, stalled, or was never begun; `completed` has no manner. */
export const MANNERS = {
  continued: ['as_proposed', 'changed', 'reduced'],
  stalled: ['one_off', 'paused', 'ended'],
  never_started: ['proposed_only', 'under_consideration', 'dropped'],
  completed: [],
} as const satisfies Record<OutcomeCode, readonly string[]>
export type Manner = (typeof MANNERS)[OutcomeCode][number]
export const ALL_MANNERS = Object.values(MANNERS).flat() as [Manner, ...Manner[]]

/** Nothing more is expected after these: they never go stale. */
export function isFinal(outcome: OutcomeCode, manner?: Manner): boolean {
  return outcome === 'completed' || manner === 'ended' || manner === 'dropped'
}

/** What holds a proposal back. */
export const HOLDING_BACK = [
  'prerequisite_missing',
  'external_shock',
  'easier_work_first',
  'personnel_transfer',
  'no_owner',
  'lack_of_time_or_staff',
  'no_budget',
  'no_leadership_support',
  'overlaps_existing',
  'coordination_failed',
  'purpose_not_shared',
  'no_longer_needed',
] as const
/** What carries a proposal. */
export const CARRYING = [
  'built_into_existing',
  'made_official',
  'owner_in_place',
  'taken_over',
  'leadership_support',
  'dispatcher_support',
  'visible_benefit',
] as const
export const FACTORS = [...HOLDING_BACK, ...CARRYING, 'other', 'unknown'] as const
export type Factor = (typeof FACTORS)[number]

/** 取組の位置づけ, from loosest to firmest. */
export const FORMALITIES = [
  'volunteers',
  'own_work',
  'existing_scheme',
  'organization_wide',
  'institutionalised',
] as const
export type Formality = (typeof FORMALITIES)[number]

export const ROLES = ['member', 'alumnus', 'steward', 'hr', 'executive', 'office'] as const
export type Role = (typeof ROLES)[number]
/** Roles that are granted; `steward` is derived, and `alumnus` follows from `member` by the calendar. */
export const GRANTED_ROLES = ['member', 'alumnus', 'hr', 'executive', 'office'] as const
export type GrantedRole = (typeof GRANTED_ROLES)[number]

/** Why nobody carries a proposal although somebody did. */
export const ORPHANED = ['person_left', 'person_moved', 'office_ended'] as const
export type Orphaned = (typeof ORPHANED)[number]

/** As what somebody is asked about a proposal. */
export const ASKED_VIA = ['steward', 'cohort', 'dispatcher'] as const
export type AskedVia = (typeof ASKED_VIA)[number]

/** How a question ended: 回答あり・回答なし・取り下げ. */
export const QUESTION_ENDS = ['answered', 'no_answer', 'withdrawn'] as const
export type QuestionEnding = (typeof QUESTION_ENDS)[number]
/**
 * How a question to another municipality ended: answered, declined, lapsed or withdrawn; or it did not get there,
 * as the proposal was no longer shared, or too many questions waited there.
 */
export const INQUIRY_ENDS = [
  'answered',
  'declined',
  'lapsed',
  'withdrawn',
  'not_shared',
  'too_many',
] as const
export type InquiryEnding = (typeof INQUIRY_ENDS)[number]

/** What a 回答依頼 is for. */
export const REQUEST_PURPOSES = ['status', 'review'] as const
export type RequestPurpose = (typeof REQUEST_PURPOSES)[number]

/** What somebody who was asked can say: how it stands, that they don't know, or that it isn't theirs. */
export const REQUEST_ANSWERS = ['reported', 'unknown', 'not_mine'] as const
export type RequestAnswerCode = (typeof REQUEST_ANSWERS)[number]

/** Why somebody is away for a time: 育休・休職・出向. */
export const ABSENCES = ['parental_leave', 'leave', 'secondment'] as const
export type Absence = (typeof ABSENCES)[number]

/** 訂正・利用停止の請求: what somebody may ask about the data held of them. */
export const CLAIM_KINDS = ['correct', 'stop_use'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** How HR ends one. */
export const CLAIM_RESULTS = ['done', 'refused'] as const
export type ClaimResult = (typeof CLAIM_RESULTS)[number]

/** Why a person is erased: they asked for it, or their data is past its period. */
export const ERASURE_REASONS = ['request', 'retention'] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]

/** Whether somebody of the roster can be asked. */
export const PRESENCES = ['here', 'away', 'left'] as const
export type Presence = (typeof PRESENCES)[number]

/** Where an invitation stands; `not_sent` where its mail was given up. */
export const INVITATION_STATES = ['sending', 'not_sent', 'sent', 'expired', 'accepted'] as const
export type InvitationState = (typeof INVITATION_STATES)[number]

/** Read from the newer proposal to the older one: the newer one succeeds, retries, … the older. */
export const LINEAGE_KINDS = ['succeeds', 'retries', 'merges', 'splits', 'requires'] as const
export type LineageKind = (typeof LINEAGE_KINDS)[number]

/** From narrow to wide. */
export const VISIBILITIES = ['own', 'program', 'public'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export const REPORT_KINDS = ['report', 'hearing'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** How a hearing was held: 面談・電話・メール. */
export const HEARING_MEANS = ['in_person', 'phone', 'mail'] as const
export type HearingMeans = (typeof HEARING_MEANS)[number]

/** Who said it and who answers it: nobody answers their own side. */
export const SIDES = ['cohort', 'dispatcher'] as const
export type Side = (typeof SIDES)[number]

/** An answer to one report; `withdrawn` takes the last answer of that side back. */
export const ANSWERS = ['confirmed', 'disputed', 'withdrawn'] as const
export type Answer = (typeof ANSWERS)[number]

/** Where a report stands with the other side. 片側のみ: HR's own word that no cohort has attested. */
export const CONFIRMATION_STATES = ['awaiting', 'confirmed', 'disputed', 'one_sided'] as const
export type ConfirmationState = (typeof CONFIRMATION_STATES)[number]

/** Why a report is on HR's work list: never answered, confirmed too long ago, or its discrepancy still stands. */
export const CONFIRMATION_NEEDS = ['awaiting', 'again', 'disputed'] as const
export type ConfirmationNeed = (typeof CONFIRMATION_NEEDS)[number]

/** How a statement reached the hub. */
export const CHANNELS = ['web', 'mail_link', 'paper', 'import', 'system'] as const
export type Channel = (typeof CHANNELS)[number]

/** Whether a year had a cohort: a known one, none sent (派遣なし), or nothing known (記録なし). */
export const COHORT_RECORDS = ['cohort', 'not_dispatched', 'no_record'] as const
export type CohortRecord = (typeof COHORT_RECORDS)[number]

/** How long a proposal has been silent, in fiscal years between its last word and the day looked at. */
export const SILENCES = ['this_year', 'last_year', 'two_years', 'longer', 'never'] as const
export type Silence = (typeof SILENCES)[number]

/** What became of a proposal between two dates; each proposal has exactly one. */
export const CHANGES = [
  'newly_entered',
  'newly_continued',
  'resumed',
  'newly_completed',
  'newly_stalled',
  'newly_never_started',
  'newly_unconfirmed',
  'unchanged',
  'never_looked_at',
] as const
export type Change = (typeof CHANGES)[number]

/** What the earlier of two dates is taken as: as it was known then, or as it is known now. */
export const BASES = ['known_then', 'known_now'] as const
export type Basis = (typeof BASES)[number]
/** A proposal in a yearly review: over for good, spoken of in this fiscal year, or waited for. */
export const ROW_STATES = ['final', 'answered', 'waiting'] as const
export type RowState = (typeof ROW_STATES)[number]

/** What a reader of a review's row must know beside its outcome. */
export const REVIEW_MARKS = [
  'disputed',
  'one_sided',
  'awaiting',
  'source_unclear',
  'inferred',
  'prerequisite_broken',
  'unreachable',
] as const
export type ReviewMark = (typeof REVIEW_MARKS)[number]

/** What became of a proposal from one review to the next. */
export const REVIEW_MOVES = [
  'first_looked_at',
  'looked_at_again',
  'newly_continued',
  'resumed',
  'stalled',
  'completed',
  'changed',
  'no_longer_known',
  'unchanged',
  'still_unknown',
] as const
export type ReviewMove = (typeof REVIEW_MOVES)[number]

/** Under which terms a municipality publishes what it made public. */
export const LICENCES = ['cc_by_4', 'cc0_1', 'pdl_1'] as const
export type Licence = (typeof LICENCES)[number]

/** The rungs of the ladder, and the proposals of which nobody has said where they stand. */
export const RUNGS = [...FORMALITIES, 'unset'] as const
export type Rung = (typeof RUNGS)[number]

/** By what begun proposals are compared in the continuation curves. */
export const CURVES_BY = ['all', 'period', 'formality', 'factor'] as const
export type CurvesBy = (typeof CURVES_BY)[number]

/** What 首長報告 asks of the management; each is a list of proposals. */
export const MAYOR_ASKS = [
  'name_owners',
  'find_stewards',
  'secure_budget',
  'secure_time',
  'give_backing',
  'coordinate',
  'unblock',
  'settle_disputes',
  'look_again',
] as const
export type MayorAsk = (typeof MAYOR_ASKS)[number]

/** What can be wrong with a history: within a chain, and beyond it. */
export const CHAIN_FAULTS = [
  'stream',
  'sequence',
  'previous',
  'time',
  'content',
  'commitment',
  'head',
] as const
/**
 * Beyond a chain: it is not as it was anchored, a chain that was anchored is gone, the trail lacks an event or
 * has one too many, a text is gone though nobody was erased, what pages show doesn't follow from the events.
 */
export const HISTORY_FAULTS = [
  ...CHAIN_FAULTS,
  'anchor',
  'missing',
  'trail',
  'erasure',
  'state',
] as const
export type HistoryFault = (typeof HISTORY_FAULTS)[number]
