import * as z from 'zod'
import { type Day, type Instant, tokyoDayOf } from '../calendar.ts'
import { FactorsSchema, Id, MunicipalityCode } from '../fields.ts'
import type { Municipality } from '../municipalities/municipality.ts'
import { Report } from '../outcomes/report.ts'
import { reportHolding, viewpointAt } from '../outcomes/standing.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { inView } from '../views.ts'
import { ALL_MANNERS, FORMALITIES, STANDINGS } from '../words.ts'

/**
 * A proposal as everybody may read it: what its municipality made `public` by an explicit act, and the reason's
 * text only where that was made public too. Never a name, an office, a comment, an answer, or a source.
 */
export const OpenProposal = z
  .object({
    municipality: MunicipalityCode,
    id: Id,
    municipalityName: z.string(),
    municipalityNameEn: z.string(),
    prefecture: z.string(),
    cohort: z.int(),
    carriedBy: z.array(z.int()),
    title: z.string(),
    themes: z.array(z.string()),
    formality: z.enum(FORMALITIES).optional(),
    outcome: z.enum(STANDINGS),
    manner: z.enum(ALL_MANNERS).optional(),
    asOf: Report.shape.asOf.optional(),
    factors: FactorsSchema,
    reason: z.string().optional(),
  })
  .meta({ id: 'OpenProposal' })
export type OpenProposal = z.infer<typeof OpenProposal>

/** What a municipality publishes, and since when it has stood like this. */
export type OpenData = { proposals: readonly OpenProposal[]; updatedAt: Instant }

const remembered = new WeakMap<Register, { day: Day; data: OpenData }>()

/** What a municipality publishes, or would publish, today. */
export function openDataOf(register: Register, now: Instant): OpenData {
  const day = tokyoDayOf(now)
  const known = remembered.get(register)
  if (known?.day === day) return known.data
  const data = {
    proposals: inView(register, viewpointAt(now))
      .filter(({ visibility }) => visibility === 'public')
      .map((proposal) => openProposal(register.municipality, proposal, now)),
    updatedAt: updatedAt(register),
  }
  remembered.set(register, { day, data })
  return data
}

function openProposal(
  { code, name, nameEn, prefecture }: Municipality,
  proposal: Proposal,
  now: Instant,
): OpenProposal {
  const report = reportHolding(proposal, viewpointAt(now))
  const { id, cohort, carriedBy, title, themes = [], formality } = proposal
  const tellsReason = report?.reasonVisibility === 'public' && report.reason !== undefined
  return {
    municipality: code,
    id,
    municipalityName: name,
    municipalityNameEn: nameEn,
    prefecture,
    cohort,
    carriedBy,
    title,
    themes,
    ...(formality && { formality }),
    outcome: report?.outcome ?? 'unconfirmed',
    ...(report?.manner && { manner: report.manner }),
    ...(report && { asOf: report.asOf }),
    factors: report?.factors ?? [],
    ...(tellsReason && { reason: report.reason }),
  }
}

/**
 * When what is published may last have changed. Only what is public tells its instants, or was public once:
 * when something internal was recorded is nobody's business.
 */
function updatedAt({ municipality, proposals, members }: Register): Instant {
  let last = municipality.settings.openData?.publishedAt ?? ''
  const see = (instant: Instant | undefined) => {
    if (instant !== undefined && instant > last) last = instant
  }
  for (const { visibility, revisions, reports } of proposals.values()) {
    const wasMoved = revisions.some(({ fields }) => fields?.includes('visibility'))
    if (visibility !== 'public' && !wasMoved) continue
    for (const { recordedAt } of revisions) see(recordedAt)
    if (visibility !== 'public') continue
    for (const { recordedAt, corrected, withdrawn } of reports)
      for (const at of [recordedAt, corrected?.at, withdrawn?.at]) see(at)
  }
  // Their words went with them.
  for (const { erased } of members.values()) see(erased?.doneAt ?? erased?.at)
  return last
}
