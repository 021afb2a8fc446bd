import * as z from 'zod'
import { periodOf } from '../calendar.ts'
import { lifeOf } from '../continuity/continuation.ts'
import { rungOf } from '../continuity/continuity.ts'
import { changeOf, earlierViewpoint } from '../continuity/continuity-comparison.ts'
import { DaySchema, FiscalYearSchema, Line } from '../fields.ts'
import { fold } from '../fold.ts'
import {
  carriedByAt,
  isConfirmedWithin,
  type Standing,
  silenceOf,
  type Viewpoint,
} from '../outcomes/standing.ts'
import { hasOverdueQuestion } from '../questions/thread.ts'
import { type Register, sortKey } from '../register.ts'
import { brokenOf, inView, ProposalRow, rowOf, standingsAt } from '../views.ts'
import {
  BASES,
  CHANGES,
  CONFIRMATION_STATES,
  FACTORS,
  isFinal,
  RUNGS,
  SILENCES,
  STANDINGS,
} from '../words.ts'
import type { Proposal } from './proposal.ts'
import { matches, searchTerms } from './search.ts'
import { orphanedAt } from './stewardship.ts'

/** What a list of proposals is narrowed to; several values of one kind are alternatives. */
export const ListFilter = z.object({
  /** Only those that this cohort made itself: what the overview counts under its year. */
  cohort: FiscalYearSchema.optional(),
  /** Those of these years' cohorts, carried on ones included. */
  from: FiscalYearSchema.optional(),
  to: FiscalYearSchema.optional(),
  outcome: z.array(z.enum(STANDINGS)).optional(),
  factor: z.array(z.enum(FACTORS)).optional(),
  /** `unset` finds those of which nobody has said it. */
  formality: z.array(z.enum(RUNGS)).optional(),
  theme: Line.optional(),
  /** 要更新 only. */
  stale: z.boolean().optional(),
  confirmation: z.array(z.enum(CONFIRMATION_STATES)).optional(),
  /** Only those that are confirmed within the interval, or only the others. */
  confirmedWithin: z.boolean().optional(),
  /** How long nobody has said anything of them. */
  silence: z.array(z.enum(SILENCES)).optional(),
  /** What became of them since a day; both are needed. */
  change: z.array(z.enum(CHANGES)).optional(),
  since: DaySchema.optional(),
  /** Whether that day is taken as it was known then, or as it is known now. */
  basis: z.enum(BASES).optional(),
  /** Only those that were ever begun: what the continuation curves follow. */
  begun: z.boolean().optional(),
  /** Only those of which nothing more is expected, or only the others. */
  final: z.boolean().optional(),
  /** Made by the cohorts of the five years that begin with this one. */
  period: FiscalYearSchema.optional(),
  /** Only those whose prerequisite stalls or was never started. */
  brokenPrerequisite: z.boolean().optional(),
  /** Only those with a question whose answer is late, or only the others. */
  overdueQuestion: z.boolean().optional(),
  /** Only those whose steward is gone, or only the others. */
  orphaned: z.boolean().optional(),
  q: z.string().max(200).optional(),
})
export type ListFilter = z.infer<typeof ListFilter>

export const ProposalPage = z
  .object({
    rows: z.array(ProposalRow),
    /** How many proposals the filter finds in all. */
    total: z.int(),
    nextCursor: z.string().optional(),
    /** To choose from; on the first page alone. */
    themes: z.array(z.string()).optional(),
    viewpoint: z.object({ day: DaySchema, knownAt: z.string() }),
  })
  .meta({ id: 'ProposalPage' })

const remembered = new WeakMap<readonly Proposal[], string[]>()

/** The themes of all proposals that a viewpoint can see, whatever a list of them is narrowed to. */
export function themesAt(register: Register, viewpoint: Viewpoint): string[] {
  const proposals = inView(register, viewpoint)
  const known = remembered.get(proposals)
  if (known) return known
  // Two ways of writing one are one choice, as the filter takes them: the newest way.
  const ways = new Map<string, string>()
  for (const theme of proposals.flatMap(({ themes = [] }) => themes))
    if (!ways.has(fold(theme))) ways.set(fold(theme), theme)
  const themes = [...ways.values()].sort()
  remembered.set(proposals, themes)
  return themes
}

/** A page of the register's list. `after` is the sort key of the last row the reader has. */
export type Page = { rows: ProposalRow[]; total: number; next?: string }

/**
 * Lists proposals newest first. Reads nothing but the register it is given.
 * @param limit rows of the page
 */
export function listProposals(
  register: Register,
  filter: ListFilter,
  { viewpoint, after, limit }: { viewpoint: Viewpoint; after?: string | undefined; limit: number },
): Page {
  const standings = standingsAt(register, viewpoint)
  const wanted = conditions(register, filter, viewpoint)
  const all = inView(register, viewpoint)
  const found =
    wanted.length === 0 ? all : all.filter((proposal) => wanted.every((holds) => holds(proposal)))
  const start = after === undefined ? 0 : found.findIndex((proposal) => sortKey(proposal) > after)
  const page = start < 0 ? [] : found.slice(start, start + limit)
  const last = page.at(-1)
  const hasMore = last !== undefined && found.at(-1) !== last
  return {
    rows: page.map((proposal) => rowOf(register, proposal, standings, viewpoint)),
    total: found.length,
    ...(hasMore && { next: sortKey(last) }),
  }
}

/** What a filter asks of a proposal, the cheap questions first; nothing for what it leaves open. */
function conditions(
  register: Register,
  filter: ListFilter,
  viewpoint: Viewpoint,
): ((proposal: Proposal) => boolean)[] {
  const { cohort, from, to, formality, theme, q, orphaned, brokenPrerequisite } = filter
  const standings = standingsAt(register, viewpoint)
  const asked: ((proposal: Proposal) => boolean)[] = []
  if (cohort !== undefined) asked.push((proposal) => proposal.cohort === cohort)
  if (from !== undefined || to !== undefined)
    asked.push((proposal) => isOfSpan(proposal, filter, viewpoint))
  if (filter.period !== undefined)
    asked.push((proposal) => periodOf(proposal.cohort) === filter.period)
  if (formality) asked.push((proposal) => formality.includes(rungOf(proposal)))
  if (theme !== undefined) {
    const folded = fold(theme)
    asked.push(({ themes = [] }) => themes.some((other) => fold(other) === folded))
  }
  const { outcome, stale, factor, confirmation } = filter
  if (outcome || stale !== undefined || factor || confirmation)
    asked.push((proposal) => standsAs(standings(proposal), filter))
  asked.push(...ofContinuity(register, filter, viewpoint))
  if (orphaned !== undefined)
    asked.push((proposal) => orphaned === (orphanedAt(register, proposal, viewpoint) !== undefined))
  if (brokenPrerequisite)
    asked.push((proposal) => brokenOf(register, proposal, standings, viewpoint).length > 0)
  const terms = searchTerms(q ?? '')
  if (terms.length > 0) asked.push((proposal) => matches(proposal, terms, viewpoint.knownAt))
  return asked
}

/** What the figures of the dashboard ask. */
function ofContinuity(
  register: Register,
  { confirmedWithin, silence, change, since, basis, begun, final, overdueQuestion }: ListFilter,
  viewpoint: Viewpoint,
): ((proposal: Proposal) => boolean)[] {
  const standings = standingsAt(register, viewpoint)
  const { staleAfterFiscalYears } = register.municipality.settings
  const asked: ((proposal: Proposal) => boolean)[] = []
  if (confirmedWithin !== undefined)
    asked.push(
      (proposal) =>
        isConfirmedWithin(standings(proposal), viewpoint, staleAfterFiscalYears) ===
        confirmedWithin,
    )
  if (silence) asked.push((proposal) => silence.includes(silenceOf(standings(proposal), viewpoint)))
  if (change && since !== undefined) {
    const from = earlierViewpoint({ since, basis }, viewpoint)
    asked.push((proposal) => change.includes(changeOf(register, proposal, { from, to: viewpoint })))
  }
  if (final !== undefined)
    asked.push((proposal) => {
      const { report } = standings(proposal)
      return final === (report !== undefined && isFinal(report.outcome, report.manner))
    })
  if (overdueQuestion !== undefined)
    asked.push((proposal) => overdueQuestion === hasOverdueQuestion(proposal, viewpoint))
  if (begun !== undefined)
    asked.push((proposal) => begun === (lifeOf(proposal, viewpoint) !== undefined))
  return asked
}

/** A carried-on proposal is found under each year of its cohorts. */
function isOfSpan(proposal: Proposal, { from, to }: ListFilter, viewpoint: Viewpoint): boolean {
  const years = [proposal.cohort, ...carriedByAt(proposal, viewpoint)]
  return years.some((year) => year >= (from ?? 0) && year <= (to ?? 9999))
}

function standsAs(standing: Standing, filter: ListFilter): boolean {
  const { code, report, confirmation, stale } = standing
  return (
    (!filter.outcome || filter.outcome.includes(code)) &&
    (filter.stale === undefined || filter.stale === stale) &&
    (!filter.factor || filter.factor.some((factor) => report?.factors.includes(factor))) &&
    (!filter.confirmation ||
      (confirmation !== undefined && filter.confirmation.includes(confirmation)))
  )
}
