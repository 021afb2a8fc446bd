import * as z from 'zod'
import { fiscalYearOf } from './calendar.ts'
import { DaySchema, FactorsSchema, Id } from './fields.ts'
import { Report } from './outcomes/report.ts'
import {
  brokenPrerequisites,
  carriedByAt,
  linksAt,
  type Standing,
  standingAt,
  type Viewpoint,
} from './outcomes/standing.ts'
import { Attribution, type Speaker } from './people/people.ts'
import {
  cohortsOf,
  type Proposal,
  Proposal as ProposalSchema,
  Steward,
} from './proposals/proposal.ts'
import { orphanedAt, stewardAt } from './proposals/stewardship.ts'
import { newestFirst, type Register } from './register.ts'
import {
  ALL_MANNERS,
  ASKED_VIA,
  CONFIRMATION_STATES,
  FORMALITIES,
  LINEAGE_KINDS,
  ORPHANED,
  STANDINGS,
  VISIBILITIES,
} from './words.ts'

/** How a proposal stands, as a list shows it. */
export const StandingView = z
  .object({
    code: z.enum(STANDINGS),
    manner: z.enum(ALL_MANNERS).optional(),
    reportId: Id.optional(),
    kind: z.enum(['report', 'hearing']).optional(),
    factors: FactorsSchema.optional(),
    reason: z.string().optional(),
    asOf: Report.shape.asOf.optional(),
    recordedAt: z.string().optional(),
    /** Who said it: the speaker of a hearing, else the reporter. */
    by: z
      .object({
        role: z.string().optional(),
        cohort: z.int().optional(),
        name: z.string().optional(),
      })
      .optional(),
    channel: Attribution.shape.channel.optional(),
    confirmation: z.enum(CONFIRMATION_STATES).optional(),
    stale: z.boolean(),
    lastWord: DaySchema.optional(),
  })
  .meta({ id: 'Standing' })
export type StandingView = z.infer<typeof StandingView>

/** One line of the register. */
export const ProposalRow = z
  .object({
    id: Id,
    cohort: z.int(),
    carriedBy: z.array(z.int()),
    number: z.int().optional(),
    title: z.string(),
    themes: z.array(z.string()).optional(),
    formality: z.enum(FORMALITIES).optional(),
    steward: Steward.optional(),
    /** The steward is gone, and nobody has taken the proposal over. */
    orphaned: z.enum(ORPHANED).optional(),
    visibility: z.enum(VISIBILITIES),
    standing: StandingView,
    /** The prerequisites that stall or were never started. */
    brokenPrerequisites: z.array(z.object({ id: Id, title: z.string() })),
  })
  .meta({ id: 'ProposalRow' })
export type ProposalRow = z.infer<typeof ProposalRow>

/** A proposal at the other end of a link; `direction` says whether this proposal points there. */
export const LineageView = z
  .object({
    kind: z.enum(LINEAGE_KINDS),
    direction: z.enum(['outgoing', 'incoming']),
    part: z.string().optional(),
    proposal: ProposalRow.pick({ id: true, title: true, cohort: true, carriedBy: true }).extend({
      standing: StandingView,
    }),
  })
  .meta({ id: 'LineageView' })
export type LineageView = z.infer<typeof LineageView>

/** One proposal with everything that was said of it, and how it stands at the asked viewpoint. */
export const ProposalDetail = z
  .object({
    proposal: ProposalSchema.omit({ v: true, head: true }),
    standing: StandingView,
    lineage: z.array(LineageView),
    brokenPrerequisites: ProposalRow.shape.brokenPrerequisites,
    /** The steward is gone today, and nobody has taken the proposal over. */
    orphaned: z.enum(ORPHANED).optional(),
    /** Whom to ask today. */
    asked: z.object({ via: z.enum(ASKED_VIA), memberIds: z.array(Id) }),
    /** Nobody of its cohorts can be reached today. */
    cohortUnreachable: z.boolean(),
    /** What the reader may do here, from the one permission table. */
    permitted: z.array(z.string()),
    /** Per report: where it stands with the other side, and what the reader may do with it. */
    reports: z.record(
      z.string(),
      z.object({
        confirmation: z.enum(CONFIRMATION_STATES),
        /** A dispute ends when the report is corrected, withdrawn or superseded. */
        disputeOpen: z.boolean(),
        /** It tells the outcome at the asked viewpoint. */
        holding: z.boolean(),
        /** It was in the hub then, and neither corrected nor withdrawn. */
        valid: z.boolean(),
        permitted: z.array(z.string()),
      }),
    ),
    /** Per question that was there then: whose turn it was, whether the answer was late, what the reader may do now. */
    questions: z.record(
      z.string(),
      z.object({
        waitsFor: z.enum(['asked', 'asker']).optional(),
        overdue: z.boolean(),
        permitted: z.array(z.string()),
      }),
    ),
    viewpoint: z.object({ day: DaySchema, knownAt: z.string() }),
  })
  .meta({ id: 'ProposalDetail' })
export type ProposalDetail = z.infer<typeof ProposalDetail>

/** How every proposal of a register stands at one viewpoint, computed once per question. */
export type Standings = (proposal: Proposal) => Standing

const remembered = new WeakMap<Proposal, { of: string; standing: Standing }>()

/**
 * The standings at a viewpoint. Today's are remembered with the proposal's state: every answer about
 * the same day after the last event is the same. One day only: yesterday's are not worth their memory.
 */
export function standingsAt(register: Register, viewpoint: Viewpoint): Standings {
  const staleAfter = register.municipality.settings.staleAfterFiscalYears
  const of = `${viewpoint.day} ${staleAfter}`
  return (proposal) => {
    if (viewpoint.knownAt < proposal.head.recordedAt)
      return standingAt(proposal, viewpoint, staleAfter)
    const known = remembered.get(proposal)
    if (known?.of === of) return known.standing
    const standing = standingAt(proposal, viewpoint, staleAfter)
    remembered.set(proposal, { of, standing })
    return standing
  }
}

const visible = new WeakMap<Register, { year: number; proposals: readonly Proposal[] }>()

/**
 * Whether a viewpoint can see a proposal at all: its fiscal year had begun on the day, and it was in the
 * hub by the instant. Else it is in no list and no count, so that entering one changes no earlier answer.
 */
export function isInView(
  { cohort, revisions: [created] }: Proposal,
  { day, knownAt }: Viewpoint,
): boolean {
  return created !== undefined && created.recordedAt <= knownAt && cohort <= fiscalYearOf(day)
}

/** The proposals that a viewpoint can see, newest first. Today's are remembered with the register. */
export function inView(register: Register, viewpoint: Viewpoint): readonly Proposal[] {
  const year = fiscalYearOf(viewpoint.day)
  const isLatest = viewpoint.knownAt >= register.recordedAt
  const known = isLatest ? visible.get(register) : undefined
  if (known?.year === year) return known.proposals
  const proposals = newestFirst(register).filter((proposal) => isInView(proposal, viewpoint))
  if (isLatest) visible.set(register, { year, proposals })
  return proposals
}

/** A standing as pages show it. Names are looked up here, and never leave the municipality. */
export function viewOfStanding(register: Register, standing: Standing): StandingView {
  const { code, report, confirmation, stale, lastWord } = standing
  if (!report) return { code, stale }
  return {
    code,
    manner: report.manner,
    reportId: report.id,
    kind: report.kind,
    factors: report.factors,
    reason: report.reason,
    asOf: report.asOf,
    recordedAt: report.recordedAt,
    by: nameOf(register, report.hearing?.speaker ?? report.by),
    channel: report.by.channel,
    confirmation,
    stale,
    lastWord,
  }
}

function nameOf(
  register: Register,
  who: Pick<Speaker, 'cohort' | 'memberId'> & { role?: string | undefined },
) {
  const name = who.memberId === undefined ? undefined : register.members.get(who.memberId)?.name
  return { role: who.role, cohort: who.cohort, name }
}

/** One line of the register for a proposal. */
export function rowOf(
  register: Register,
  proposal: Proposal,
  standings: Standings,
  viewpoint: Viewpoint,
): ProposalRow {
  return {
    id: proposal.id,
    cohort: proposal.cohort,
    carriedBy: carriedByAt(proposal, viewpoint),
    number: proposal.number,
    title: proposal.title,
    themes: proposal.themes,
    formality: proposal.formality,
    steward: stewardAt(proposal, viewpoint),
    orphaned: orphanedAt(register, proposal, viewpoint),
    visibility: proposal.visibility,
    standing: viewOfStanding(register, standings(proposal)),
    brokenPrerequisites: brokenOf(register, proposal, standings, viewpoint),
  }
}

/** The prerequisites that flag a proposal, with their titles. */
export function brokenOf(
  register: Register,
  proposal: Proposal,
  standings: Standings,
  { knownAt }: Viewpoint,
): ProposalRow['brokenPrerequisites'] {
  const broken = brokenPrerequisites(linksAt(proposal, knownAt), (id) => {
    const target = register.proposals.get(id)
    return target && standings(target)
  })
  return broken.flatMap((id) => {
    const title = register.proposals.get(id)?.title
    return title === undefined ? [] : [{ id, title }]
  })
}

/** Whether a proposal is of one of these cohorts, its own or one that carried it on. */
export function isOfCohorts(proposal: Proposal, cohorts: readonly number[]): boolean {
  return cohortsOf(proposal).some((year) => cohorts.includes(year))
}
