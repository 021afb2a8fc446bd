import type { AsOf, Day, Instant } from '../calendar.ts'
import { type Confirmation, effectiveDay, type Report } from '../outcomes/report.ts'
import { confirmationState, holds, lastAnswer, type Viewpoint } from '../outcomes/standing.ts'
import { lineageOf } from '../proposals/detail.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { inView, type LineageView, type ProposalRow, rowOf, standingsAt } from '../views.ts'
import type { ConfirmationState, Manner, OutcomeCode, Role } from '../words.ts'

/** Somebody in a file: as in the pages, by name where the roster has one. */
export type ExportedPerson = {
  role?: Role | 'unattributed'
  cohort?: number
  name?: string
  note?: string
}

/** The other side's last answer to a report. */
export type ExportedAnswer = {
  state: ConfirmationState
  by?: ExportedPerson
  asOf?: AsOf
  recordedAt?: Instant
  decidedOn?: Day
  documentNumber?: string
  comment?: string
}

/** One line of the register as a file has it: codes and texts, nothing in words yet. */
export type ExportedProposal = Omit<ProposalRow, 'standing' | 'brokenPrerequisites'> & {
  standing: {
    code: ProposalRow['standing']['code']
    manner?: Manner
    stale: boolean
    lastWord?: Day
  }
  report?: ExportedReport
  lineage: (Pick<LineageView, 'kind' | 'direction' | 'part'> & {
    id: string
    title: string
    cohort: number
  })[]
  brokenPrerequisites: string[]
  reports: number
}

/** 報告・聞き取り, also those that were corrected or withdrawn. */
export type ExportedReport = Pick<
  Report,
  | 'id'
  | 'sequence'
  | 'kind'
  | 'asOf'
  | 'factors'
  | 'recordedAt'
  | 'side'
  | 'reason'
  | 'since'
  | 'startedOn'
  | 'source'
  | 'evidence'
  | 'corrects'
> & {
  proposalId: string
  proposalTitle: string
  cohort: number
  outcome: OutcomeCode
  manner?: Manner
  /** The day from which it counts. */
  effectiveDay: Day
  state: 'valid' | 'corrected' | 'withdrawn'
  /** It tells the outcome at the asked viewpoint. */
  holding: boolean
  channel: Report['by']['channel']
  by: ExportedPerson
  hearing?: {
    speaker: ExportedPerson
    heardOn: AsOf
    means?: NonNullable<Report['hearing']>['means']
  }
  answer: ExportedAnswer
}

/** The proposals that a viewpoint can see, newest first: the same that the list shows. */
export function* exportedProposals(
  register: Register,
  viewpoint: Viewpoint,
): Generator<ExportedProposal> {
  const standings = standingsAt(register, viewpoint)
  for (const proposal of inView(register, viewpoint)) {
    const {
      standing: _,
      brokenPrerequisites,
      ...row
    } = rowOf(register, proposal, standings, viewpoint)
    const { code, report, stale, lastWord } = standings(proposal)
    yield {
      ...row,
      standing: {
        code,
        ...(report?.manner !== undefined && { manner: report.manner }),
        stale,
        ...(lastWord !== undefined && { lastWord }),
      },
      ...(report && { report: exportedReport(register, proposal, report, viewpoint, true) }),
      lineage: lineageOf(register, proposal, standings, viewpoint).map(
        ({ kind, direction, part, proposal: { id, title, cohort } }) => ({
          kind,
          direction,
          part,
          id,
          title,
          cohort,
        }),
      ),
      brokenPrerequisites: brokenPrerequisites.map(({ title }) => title),
      reports: proposal.reports.filter(({ recordedAt }) => recordedAt <= viewpoint.knownAt).length,
    }
  }
}

/** Everything that had been said of these proposals by the viewpoint's instant, proposal by proposal. */
export function* exportedReports(
  register: Register,
  viewpoint: Viewpoint,
): Generator<ExportedReport> {
  const standings = standingsAt(register, viewpoint)
  for (const proposal of inView(register, viewpoint)) {
    const holding = standings(proposal).report?.id
    for (const report of proposal.reports)
      if (report.recordedAt <= viewpoint.knownAt)
        yield exportedReport(register, proposal, report, viewpoint, report.id === holding)
  }
}

/** How many lines each of the two tables has. */
export function registerSize(
  register: Register,
  viewpoint: Viewpoint,
): { proposals: number; reports: number } {
  const proposals = inView(register, viewpoint)
  return {
    proposals: proposals.length,
    reports: proposals.reduce(
      (sum, { reports }) =>
        sum + reports.filter(({ recordedAt }) => recordedAt <= viewpoint.knownAt).length,
      0,
    ),
  }
}

function exportedReport(
  register: Register,
  proposal: Proposal,
  report: Report,
  { knownAt }: Viewpoint,
  holding: boolean,
): ExportedReport {
  const { hearing, by } = report
  const isCorrected = report.corrected !== undefined && report.corrected.at <= knownAt
  return {
    proposalId: proposal.id,
    proposalTitle: proposal.title,
    cohort: proposal.cohort,
    id: report.id,
    sequence: report.sequence,
    kind: report.kind,
    outcome: report.outcome,
    ...optional(report, [
      'manner',
      'reason',
      'since',
      'startedOn',
      'source',
      'evidence',
      'corrects',
    ]),
    asOf: report.asOf,
    effectiveDay: effectiveDay(report),
    factors: report.factors,
    side: report.side,
    state: holds(report, knownAt) ? 'valid' : isCorrected ? 'corrected' : 'withdrawn',
    holding,
    recordedAt: report.recordedAt,
    channel: by.channel,
    by: personIn(register, by),
    ...(hearing && {
      hearing: {
        speaker: personIn(register, hearing.speaker),
        heardOn: hearing.heardOn,
        ...(hearing.means && { means: hearing.means }),
      },
    }),
    answer: exportedAnswer(register, report, knownAt),
  }
}

function exportedAnswer(register: Register, report: Report, knownAt: Instant): ExportedAnswer {
  const answer: Confirmation | undefined = lastAnswer(report, knownAt)
  const state = confirmationState(report, knownAt)
  if (!answer || answer.answer === 'withdrawn') return { state }
  return {
    state,
    by: personIn(register, answer.by),
    asOf: answer.asOf,
    recordedAt: answer.recordedAt,
    ...optional(answer, ['decidedOn', 'documentNumber', 'comment']),
  }
}

/** An erased person's name is empty: the words for that are the reader's. */
function personIn(
  { members }: Register,
  who: { role?: Role | 'unattributed' | undefined; cohort?: number | undefined } & {
    memberId?: string | undefined
    note?: string | undefined
  },
): ExportedPerson {
  const name = who.memberId === undefined ? undefined : members.get(who.memberId)?.name
  return {
    ...(who.role !== undefined && { role: who.role }),
    ...(who.cohort !== undefined && { cohort: who.cohort }),
    ...(name !== undefined && { name }),
    ...(who.note !== undefined && { note: who.note }),
  }
}

function optional<Value extends object, Key extends keyof Value>(
  value: Value,
  keys: readonly Key[],
): { [Each in Key]?: Exclude<Value[Each], undefined> } {
  return Object.fromEntries(
    keys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]])),
  ) as { [Each in Key]?: Exclude<Value[Each], undefined> }
}
