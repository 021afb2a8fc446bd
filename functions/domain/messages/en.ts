import { type AsOf, type Day, type FiscalYear, type Instant, yearRanges } from '../calendar.ts'
import { continuityEn } from './continuity-en.ts'
import { ERASED_PERSON } from './erased-person.ts'
import { eventsEn } from './events-en.ts'
import type { Messages } from './ja.ts'
import { tokyoTime } from './tokyo-time.ts'

const outcomes = {
  continued: 'Continuing',
  stalled: 'Could not be continued',
  never_started: 'Never started',
  completed: 'Completed (purpose achieved)',
}

const formalities = {
  volunteers: 'Volunteers',
  own_work: "Part of one's own work",
  existing_scheme: 'Within existing training or schemes',
  organization_wide: 'Organization-wide',
  institutionalised: 'In rules or the budget',
}

const roles = {
  member: 'Cohort member',
  alumnus: 'Alumnus (mane-tomo)',
  steward: 'Steward',
  hr: 'Dispatcher (HR section)',
  executive: 'Mayor or executive',
  office: 'Program office',
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const fiscalYear = (year: FiscalYear) => `FY${year}`
const month = (text: string) => {
  const [year, number = 1] = text.split('-').map(Number)
  return `${MONTHS[number - 1]} ${year}`
}
const day = (text: Day) => `${Number(text.slice(8))} ${month(text.slice(0, 7))}`

/** Every word of the domain in English; exactly the keys of the Japanese ones. */
export const en: Messages = {
  outcomes,
  standings: { ...outcomes, unconfirmed: 'No record' },
  standingsShort: {
    continued: 'Continuing',
    stalled: 'Stalled',
    never_started: 'Never started',
    completed: 'Completed',
    unconfirmed: 'No record',
  },
  manners: {
    as_proposed: 'as proposed',
    changed: 'in another form or under another name',
    reduced: 'on a smaller scale',
    one_off: 'done only once',
    paused: 'paused',
    ended: 'ended',
    proposed_only: 'only proposed',
    under_consideration: 'under consideration',
    dropped: 'dropped',
  },
  factors: {
    prerequisite_missing: 'A prerequisite or the groundwork was missing',
    external_shock: 'Epidemic, disaster or another outside event',
    easier_work_first: 'Only what was easy to begin was done',
    personnel_transfer: 'Those who carried it were transferred',
    no_owner: 'No office or person was put in charge',
    lack_of_time_or_staff: 'Not enough time or staff',
    no_budget: 'No budget was secured',
    no_leadership_support: 'Leadership or superiors were not convinced',
    overlaps_existing: 'It overlapped with an existing scheme',
    coordination_failed: 'No agreement with the sections concerned',
    purpose_not_shared: 'Its purpose was not shared',
    no_longer_needed: 'It was no longer needed',
    built_into_existing: 'It was built into an existing scheme',
    made_official: 'It was given a place in rules or the budget',
    owner_in_place: 'An office or person is in charge',
    taken_over: "The next year's cohort took it over",
    leadership_support: 'Leadership backed it',
    dispatcher_support: 'The dispatcher helped',
    visible_benefit: 'Its benefit was felt',
    other: 'Other',
    unknown: 'Unknown',
  },
  factorGroups: { holdingBack: 'What held it back', carrying: 'What carries it', either: 'Other' },
  formalities,
  /** The ladder: the formalities, and the proposals of which nobody has said it. */
  rungs: { ...formalities, unset: 'Not stated' },
  roles,
  speakers: { ...roles, unattributed: 'Not named by the source' },
  erasedPerson: ERASED_PERSON.en,
  actorKinds: {
    person: 'A person',
    link: 'Through a mail link',
    system: 'System',
    import: 'Imported from a source',
  },
  lineageKinds: {
    succeeds: 'Succession',
    retries: 'New attempt',
    merges: 'Merger',
    splits: 'Split',
    requires: 'Prerequisite',
  },
  lineage: {
    succeeds: { outgoing: 'Takes over from', incoming: 'Taken over by' },
    retries: { outgoing: 'New attempt at', incoming: 'Attempted again as' },
    merges: { outgoing: 'Merged from', incoming: 'Merged into' },
    splits: { outgoing: 'Split off from', incoming: 'Split into' },
    requires: { outgoing: 'Requires', incoming: 'Required by' },
  },
  visibilities: {
    own: 'This municipality only',
    program: 'Within the program',
    public: 'Public',
  },
  licences: {
    cc_by_4: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
    cc0_1: 'CC0 1.0 Universal (no rights reserved)',
    pdl_1: 'Public Data License (Version 1.0)',
  },
  reportKinds: { report: 'Report', hearing: 'Hearing' },
  hearingMeans: { in_person: 'In person', phone: 'By phone', mail: 'By e-mail' },
  sides: { cohort: 'Cohort and alumni', dispatcher: 'Dispatcher' },
  confirmations: {
    awaiting: 'Awaiting confirmation',
    confirmed: 'Confirmed',
    disputed: 'Discrepancy (correction requested)',
    one_sided: 'One side only',
  },
  answers: {
    confirmed: 'Confirmed',
    disputed: 'Discrepancy (correction requested)',
    withdrawn: 'Answer withdrawn',
  },
  channels: {
    web: 'Web page',
    mail_link: 'Mail link',
    paper: 'Answer sheet (paper)',
    import: 'Imported from a source',
    system: 'System',
  },
  cohortRecords: {
    cohort: 'Cohort sent',
    not_dispatched: 'No cohort sent',
    no_record: 'No record',
  },
  precisions: { day: 'Day', month: 'Month', fiscal_year: 'Fiscal year' },
  stale: 'Needs an update',
  brokenPrerequisite: 'A prerequisite stalled or was never started',
  tasks: {
    answer_late: 'Answer a question (it is overdue)',
    answer_question: 'Answer a question',
    settle_dispute: 'Correct or withdraw the report marked as a discrepancy',
    confirm: 'Confirm the report',
    attest: "Check the dispatcher's report",
    find_steward: 'Find a steward (the last one is gone)',
    report_first: 'Report how it stands (no record yet)',
    report_again: 'Report how it stands (needs an update)',
    follow_referral: 'Ask who knows (whoever was asked doesn’t, or isn’t in charge)',
    ask_first: 'Ask its cohort or steward (no record yet)',
    ask_again: 'Ask its cohort or steward (needs an update)',
    read_answer: 'Read the answer to your question',
    answer_inquiry: 'Answer another municipality’s question',
    inquiry_late: 'Answer another municipality’s question (it is overdue)',
  },
  absences: {
    parental_leave: 'Parental leave',
    leave: 'Leave of absence',
    secondment: 'Seconded elsewhere',
  },
  claimKinds: { correct: 'Correction', stop_use: 'Stop of use' },
  claimResults: { done: 'Done', refused: 'Refused' },
  erasureReasons: {
    request: 'On request',
    retention: 'Retention period over',
  },
  presences: { here: 'Here', away: 'Away', left: 'Has left' },
  requestAnswers: {
    reported: 'Answered',
    unknown: 'I don’t know how it stands now',
    not_mine: 'I am not in charge of it',
  },
  invitationStates: {
    sending: 'Being mailed',
    not_sent: 'E-mail not sent',
    sent: 'Invited',
    expired: 'Expired',
    accepted: 'Accepted',
  },
  orphaned: {
    person_left: 'The steward has left',
    person_moved: 'The steward has moved to another office',
    office_ended: 'The office was reorganized',
  },
  askedVia: {
    steward: 'Steward or office in charge',
    cohort: 'Cohort and alumni',
    dispatcher: 'Dispatcher (HR)',
  },
  questionEnds: { answered: 'Answered', no_answer: 'No answer', withdrawn: 'Withdrawn' },
  inquiryEnds: {
    answered: 'Answered',
    declined: 'Declined',
    lapsed: 'No answer (lapsed)',
    withdrawn: 'Withdrawn',
    not_shared: 'Not delivered (no longer shared)',
    too_many: 'Not delivered (too many wait there)',
  },
  events: eventsEn,
  actions: {
    'register.read': 'Read',
    'register.export': 'Export proposals, reviews and figures as files',
    'shared.read': 'Read what other municipalities share',
    'proposal.create': 'Enter a proposal',
    'proposal.edit': 'Edit the proposal',
    'proposal.link': 'Add a link',
    'proposal.carry_on': 'Carry it on',
    'report.record': 'Report how it stands',
    'hearing.record': 'Record a hearing',
    'report.correct': 'Correct',
    'report.withdraw': 'Withdraw',
    'report.confirm': 'Confirm',
    'steward.hand_over': 'Hand over, or name the office in charge',
    'steward.take_over': 'Take charge',
    'question.ask': 'Ask a question',
    'question.answer': 'Answer a question',
    'question.end': 'End a question',
    'inquiry.ask': 'Ask another municipality',
    'inquiry.withdraw': 'Withdraw a question to another municipality',
    'inquiry.answer': 'Answer, forward or decline questions of other municipalities',
    'roster.read': 'See the roster',
    'review.open': 'Open the review of past proposals',
    'review.work': 'Write findings and reflection of a review, ask for answers',
    'review.close': 'Close, amend and hand in a review',
    'roster.edit': 'Edit the roster, invite, suspend, record transfers',
    'sessions.end': 'Sign people out',
    'roster.export': 'Export the roster as a file',
    'municipality.export': 'Export everything of the municipality as one file',
    'request.issue': 'Ask for an answer',
    'person.erase': 'Erase or dispose of personal data',
    'settings.edit': 'Change the municipality’s settings',
    'municipalities.read': 'Read the list of municipalities',
    'municipality.set_up': 'Set a municipality up and invite the first of its HR',
    'history.read': 'Read, verify and export the audit trail',
    'comment.record': 'Add a comment',
  },
  ...continuityEn,
  proposalFields: {
    cohort: 'Proposed in',
    carriedBy: 'Carried on in',
    formerTitles: 'Former titles',
    number: 'Number',
    title: 'Title',
    parts: 'Parts (ア, イ …)',
    desiredState: 'Desired state',
    method: 'Method',
    rationale: 'Rationale',
    aim: 'Aim',
    expectedResults: 'Expected results',
    phaseGoal: 'Goal of the phase',
    themes: 'Themes',
    formality: 'Standing in the organization',
    steward: 'Office and person in charge',
    visibility: 'Visible to',
    links: 'Links to other proposals',
  },
  reportFields: {
    kind: 'Kind',
    outcome: 'Outcome',
    manner: 'In what manner',
    asOf: 'As of',
    factors: 'Reasons',
    reason: 'Reason in words',
    reasonVisibility: 'Reason visible to',
    evidence: 'Evidence',
    speaker: 'Whose words',
    heardOn: 'Heard on',
    means: 'How it was heard',
    since: 'Standing like this since',
    startedOn: 'Begun on',
    source: 'Source',
    decidedOn: 'Date of decision',
    documentNumber: 'Document number',
    comment: 'Comment',
    recordedAt: 'Recorded at',
    recordedBy: 'Recorded by',
  },
  fiscalYear,
  fiscalYears: (years) =>
    yearRanges(years)
      .map(([first, last]) => (first === last ? fiscalYear(first) : `FY${first}–${last}`))
      .join(', '),
  cohort: (year) => `${fiscalYear(year)} cohort`,
  day,
  month,
  asOf: ({ precision, date }: AsOf) =>
    precision === 'day'
      ? day(date)
      : precision === 'month'
        ? month(date)
        : fiscalYear(Number(date)),
  instant: (instant: Instant) => {
    const tokyo = tokyoTime(instant)
    return `${day(tokyo.day)}, ${tokyo.time} (Japan time)`
  },
}
