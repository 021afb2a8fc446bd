import * as z from 'zod'
import { type Instant, periodOf } from '../calendar.ts'
import { lifeOf } from '../continuity/continuation.ts'
import { rungOf } from '../continuity/continuity.ts'
import { FactorsSchema, Id, Line, MunicipalityCode } from '../fields.ts'
import { fold } from '../fold.ts'
import type { Municipality } from '../municipalities/municipality.ts'
import { Report } from '../outcomes/report.ts'
import { reportHolding, viewpointAt } from '../outcomes/standing.ts'
import {
  ALL_MANNERS,
  FACTORS,
  FORMALITIES,
  STANDINGS,
  VISIBILITIES,
  type Visibility,
} from '../words.ts'
import type { Proposal } from './proposal.ts'
import { searchTerms } from './search.ts'

/**
 * What other municipalities and the office see of a proposal that is shared: title, outcome, formality,
 * themes and factors, and the reason's text where its own visibility allows. Never names, comments,
 * disputes, or what an office says of itself.
 */
export const SharedProposal = z
  .object({
    municipality: MunicipalityCode,
    municipalityName: z.string(),
    municipalityNameEn: z.string(),
    prefecture: z.string(),
    id: Id,
    cohort: z.int(),
    carriedBy: z.array(z.int()),
    title: z.string(),
    themes: z.array(z.string()).optional(),
    formality: z.enum(FORMALITIES).optional(),
    visibility: z.enum(VISIBILITIES).exclude(['own']),
    code: z.enum(STANDINGS),
    manner: z.enum(ALL_MANNERS).optional(),
    asOf: Report.shape.asOf.optional(),
    factors: FactorsSchema.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'SharedProposal' })
export type SharedProposal = z.infer<typeof SharedProposal>

/** A shared proposal as it is kept: with what the pooled continuation curves follow. */
export type SharedRecord = SharedProposal & {
  life?: { years: number; ended: boolean; period: number; rung: string }
}

export const SharedFilter = z.object({
  outcome: z.array(z.enum(STANDINGS)).optional(),
  factor: z.array(z.enum(FACTORS)).optional(),
  formality: z.array(z.enum(FORMALITIES)).optional(),
  theme: Line.optional(),
  q: z.string().max(200).optional(),
})
export type SharedFilter = z.infer<typeof SharedFilter>

export const SharedPage = z
  .object({
    rows: z.array(SharedProposal),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'SharedPage' })

const isWithin = (width: Visibility, limit: Visibility) =>
  VISIBILITIES.indexOf(width) >= VISIBILITIES.indexOf(limit)

/**
 * What is shared of a proposal as of an instant; nothing of one that stays in its municipality. Written with
 * every change of the proposal, so that narrowing it acts at once.
 */
export function sharedOf(
  municipality: Pick<Municipality, 'code' | 'name' | 'nameEn' | 'prefecture'>,
  proposal: Proposal,
  now: Instant,
): SharedRecord | undefined {
  const { visibility } = proposal
  if (visibility === 'own') return undefined
  const viewpoint = viewpointAt(now)
  const report = reportHolding(proposal, viewpoint)
  const life = lifeOf(proposal, viewpoint)
  const { id, cohort, carriedBy, title, themes, formality } = proposal
  const tellsReason = report && isWithin(report.reasonVisibility ?? 'own', 'program')
  return {
    municipality: municipality.code,
    municipalityName: municipality.name,
    municipalityNameEn: municipality.nameEn,
    prefecture: municipality.prefecture,
    id,
    cohort,
    carriedBy,
    title,
    ...(themes && { themes }),
    ...(formality && { formality }),
    visibility,
    code: report?.outcome ?? 'unconfirmed',
    ...(report && { manner: report.manner, asOf: report.asOf, factors: report.factors }),
    ...(tellsReason && report.reason !== undefined && { reason: report.reason }),
    ...(life && {
      life: {
        years: life.years,
        ended: life.ended,
        period: periodOf(cohort),
        rung: rungOf(proposal),
      },
    }),
  }
}

/** What readers get of what is kept. */
export function shownOf({ life: _, ...shown }: SharedRecord): SharedProposal {
  return shown
}

/** Whether a shared proposal is among those that are asked for. */
export function isAsked(shared: SharedProposal, filter: SharedFilter): boolean {
  const { outcome, factor, formality, theme, q } = filter
  const { themes = [], title, reason = '', municipalityName, municipalityNameEn } = shared
  if (outcome && !outcome.includes(shared.code)) return false
  if (factor && !factor.some((each) => shared.factors?.includes(each))) return false
  if (formality && (!shared.formality || !formality.includes(shared.formality))) return false
  if (theme !== undefined && !themes.some((each) => fold(each) === fold(theme))) return false
  const terms = searchTerms(q ?? '')
  if (terms.length === 0) return true
  const text = fold([title, reason, municipalityName, municipalityNameEn, ...themes].join('\n'))
  return terms.every((term) => text.includes(term))
}
