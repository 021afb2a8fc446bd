import * as z from 'zod'
import { tokyoDayOf } from '../calendar.ts'
import { isConfirmedWithin, silenceOf, type Viewpoint } from '../outcomes/standing.ts'
import { Overview, overviewOf } from '../proposals/overview.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { orphanedAt } from '../proposals/stewardship.ts'
import { hasOverdueQuestion } from '../questions/thread.ts'
import type { Register } from '../register.ts'
import { brokenOf, inView, standingsAt } from '../views.ts'
import {
  CONFIRMATION_STATES,
  FACTORS,
  RUNGS,
  type Rung,
  SILENCES,
  type StandingCode,
} from '../words.ts'
import { Counts, noCounts, sumOf } from './counts.ts'

/** 継続状況: the figures HR shows to the mayor and to auditors. Each is a filter of the list. */
export const Continuity = z
  .object({
    overview: Overview,
    /** 確認済み within the interval: the share of all proposals, and the interval in fiscal years. */
    confirmed: z.object({ count: z.int(), total: z.int(), interval: z.int() }),
    /** The holding reports by where they stand with the other side; 記録なし has none. */
    confirmations: z.array(z.object({ state: z.enum(CONFIRMATION_STATES), count: z.int() })),
    /** How many holding reports name a factor, by outcome. */
    factors: z.array(z.object({ factor: z.enum(FACTORS), counts: Counts, total: z.int() })),
    ladder: z.array(z.object({ formality: z.enum(RUNGS), counts: Counts, total: z.int() })),
    silences: z.array(z.object({ silence: z.enum(SILENCES), count: z.int() })),
    brokenPrerequisite: z.int(),
    /** How many proposals have a question whose answer is late. */
    overdueQuestion: z.int(),
    /** Told of today alone: the register keeps who is the steward now. */
    orphaned: z.int().optional(),
  })
  .meta({ id: 'Continuity' })
export type Continuity = z.infer<typeof Continuity>

/** The rung a proposal stands on, as it is entered today. */
export function rungOf({ formality }: Pick<Proposal, 'formality'>): Rung {
  return formality ?? 'unset'
}

/** How the municipality's proposals live on. Reads nothing but the register it is given. */
export function continuityOf(register: Register, viewpoint: Viewpoint): Continuity {
  const standings = standingsAt(register, viewpoint)
  const proposals = inView(register, viewpoint)
  const interval = register.municipality.settings.staleAfterFiscalYears
  const confirmations = tally(CONFIRMATION_STATES)
  const silences = tally(SILENCES)
  const factors = new Map(FACTORS.map((factor) => [factor, noCounts()]))
  const ladder = new Map(RUNGS.map((rung) => [rung, noCounts()]))
  let [confirmed, brokenPrerequisite, overdueQuestion, orphans] = [0, 0, 0, 0]
  for (const proposal of proposals) {
    const standing = standings(proposal)
    if (isConfirmedWithin(standing, viewpoint, interval)) confirmed += 1
    if (standing.confirmation) add(confirmations, standing.confirmation)
    add(silences, silenceOf(standing, viewpoint))
    for (const factor of standing.report?.factors ?? []) count(factors.get(factor), standing.code)
    count(ladder.get(rungOf(proposal)), standing.code)
    if (brokenOf(register, proposal, standings, viewpoint).length > 0) brokenPrerequisite += 1
    if (hasOverdueQuestion(proposal, viewpoint)) overdueQuestion += 1
    if (orphanedAt(register, proposal, viewpoint) !== undefined) orphans += 1
  }
  return {
    overview: overviewOf(register, viewpoint),
    confirmed: { count: confirmed, total: proposals.length, interval },
    confirmations: [...confirmations].map(([state, number]) => ({ state, count: number })),
    factors: [...factors].map(([factor, counts]) => ({ factor, counts, total: sumOf(counts) })),
    ladder: [...ladder].map(([formality, counts]) => ({ formality, counts, total: sumOf(counts) })),
    silences: [...silences].map(([silence, number]) => ({ silence, count: number })),
    brokenPrerequisite,
    overdueQuestion,
    ...(viewpoint.day === tokyoDayOf(viewpoint.knownAt) &&
      viewpoint.knownAt >= register.recordedAt && { orphaned: orphans }),
  }
}

function count(counts: Counts | undefined, code: StandingCode): void {
  if (counts) counts[code] += 1
}

function tally<Word extends string>(words: readonly Word[]): Map<Word, number> {
  return new Map(words.map((word) => [word, 0]))
}

function add<Word extends string>(counts: Map<Word, number>, word: Word): void {
  counts.set(word, (counts.get(word) ?? 0) + 1)
}
