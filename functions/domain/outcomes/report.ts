import * as z from 'zod'
import { type Day, fiscalYearSpan, type Instant, spanOf, tokyoDayOf } from '../calendar.ts'
import type { FieldError } from '../errors.ts'
import {
  AsOfSchema,
  DaySchema,
  FactorsSchema,
  Id,
  issue,
  LIMITS,
  Line,
  Text,
  VisibilitySchema,
  WebAddress,
} from '../fields.ts'
import { Attribution, Speaker } from '../people/people.ts'
import {
  ALL_MANNERS,
  ANSWERS,
  HEARING_MEANS,
  MANNERS,
  OUTCOMES,
  REPORT_KINDS,
  SIDES,
  type Side,
  VISIBILITIES,
} from '../words.ts'

export const EvidenceLink = z.strictObject({ url: WebAddress, label: Line.optional() })

/** 聞き取り: whose words, when they were said, and how. */
export const Hearing = z
  .strictObject({ speaker: Speaker, heardOn: AsOfSchema, means: z.enum(HEARING_MEANS).optional() })
  .meta({ id: 'Hearing' })

/** Where a statement was taken from. For display only: `recordedAt` is always the server's clock. */
export const Source = z
  .strictObject({
    title: Line,
    date: AsOfSchema.optional(),
    /** The source's own heading or wording, quoted. */
    wording: Line.optional(),
    /** What was concluded and isn't said there. */
    inferred: Text.optional(),
  })
  .meta({ id: 'Source' })

/** What is said of a proposal's outcome; the same for a report, a hearing and a correction. */
const statement = {
  kind: z.enum(REPORT_KINDS),
  outcome: z.enum(OUTCOMES),
  manner: z.enum(ALL_MANNERS).optional(),
  asOf: AsOfSchema,
  factors: FactorsSchema,
  reason: Text.optional(),
  /** Never wider than the proposal. Without one, the reason follows `own`. */
  reasonVisibility: VisibilitySchema.optional(),
  evidence: z.array(EvidenceLink).max(LIMITS.links).optional(),
  hearing: Hearing.optional(),
  /** When the outcome itself began, where it is known: for the continuation curves only. */
  since: AsOfSchema.optional(),
  /** When the proposal was begun, where it is known: for the continuation curves only. */
  startedOn: AsOfSchema.optional(),
  source: Source.optional(),
  /** 前回から変わりなし: the report whose outcome and reasons this one carries on. */
  unchangedFrom: Id.optional(),
}

/** A statement as it is sent to the hub. */
export const ReportInput = z
  .strictObject(statement)
  .superRefine((input, context) => {
    const manners: readonly string[] = MANNERS[input.outcome]
    if (manners.length > 0 && input.manner === undefined)
      context.addIssue(issue('manner_required', ['manner']))
    if (input.manner !== undefined && !manners.includes(input.manner))
      context.addIssue(issue('manner_not_of_outcome', ['manner']))
    if (input.factors.length === 0) context.addIssue(issue('factor_required', ['factors']))
    if (input.factors.includes('other') && input.reason === undefined)
      context.addIssue(issue('reason_required', ['reason']))
    if (input.kind === 'hearing' && !input.hearing)
      context.addIssue(issue('hearing_required', ['hearing']))
    if (input.kind === 'report' && input.hearing)
      context.addIssue(issue('hearing_not_expected', ['hearing']))
  })
  .meta({ id: 'ReportInput' })
export type ReportInput = z.infer<typeof ReportInput>

/** 派遣元確認: one side's answer to one report of the other side. */
export const Confirmation = z
  .strictObject({
    id: Id,
    sequence: z.int(),
    recordedAt: z.string(),
    by: Attribution,
    side: z.enum(SIDES),
    answer: z.enum(ANSWERS),
    /** The day the answer is about; the day it was recorded unless a source tells an earlier one. */
    asOf: AsOfSchema,
    /** 決裁日 */
    decidedOn: DaySchema.optional(),
    /** 文書番号 */
    documentNumber: Line.optional(),
    comment: Text.optional(),
  })
  .meta({ id: 'Confirmation' })
export type Confirmation = z.infer<typeof Confirmation>

export const ConfirmationInput = z
  .strictObject({
    answer: z.enum(ANSWERS),
    asOf: AsOfSchema.optional(),
    decidedOn: DaySchema.optional(),
    documentNumber: Line.optional(),
    comment: Text.optional(),
  })
  .superRefine((input, context) => {
    // A dispute asks for a correction, so it must say what is wrong.
    if (input.answer === 'disputed' && input.comment === undefined)
      context.addIssue(issue('reason_required', ['comment']))
  })
  .meta({ id: 'ConfirmationInput' })
export type ConfirmationInput = z.infer<typeof ConfirmationInput>

/** When and by whom a report was replaced or taken back; it stays in the history. */
const Ended = z.strictObject({ at: z.string(), by: Attribution })

/** 報告・聞き取り as the register keeps it. */
export const Report = z
  .strictObject({
    ...statement,
    id: Id,
    /** Its event's number in the proposal's history. */
    sequence: z.int(),
    recordedAt: z.string(),
    by: Attribution,
    /** Whose side the words are: nobody answers their own. */
    side: z.enum(SIDES),
    /** The report that this one corrects. */
    corrects: Id.optional(),
    corrected: Ended.extend({ byReport: Id }).optional(),
    withdrawn: Ended.extend({ reason: Text.optional() }).optional(),
    /** Its texts were erased with the person who wrote or said them. */
    textsErased: z.boolean().optional(),
    confirmations: z.array(Confirmation),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

/**
 * The day from which a report counts: the last day of the span it is about, or the Tokyo day it was
 * recorded, whichever is earlier (a report on a running fiscal year can't speak of its rest).
 */
export function effectiveDay({ asOf, recordedAt }: Pick<Report, 'asOf' | 'recordedAt'>): Day {
  const recorded = tokyoDayOf(recordedAt)
  const { last } = spanOf(asOf)
  return last < recorded ? last : recorded
}

/** The person whose words a report holds, where it is known. */
export function saidBy({ hearing, by }: Pick<Report, 'hearing' | 'by'>): string | undefined {
  return hearing ? hearing.speaker.memberId : by.memberId
}

/**
 * Whose side a statement is on: the dispatcher's where the words are HR's, or those of a steward
 * in the dispatching office; otherwise the cohort's.
 */
export function sideOf(
  speaker: { role?: string | undefined; memberId?: string | undefined },
  { stewardIsDispatcher }: { stewardIsDispatcher: boolean },
): Side {
  if (speaker.role === 'hr') return 'dispatcher'
  return speaker.role === 'steward' && stewardIsDispatcher ? 'dispatcher' : 'cohort'
}

/** What is wrong with a statement's dates and visibility, given its proposal and today. */
export function statementErrors(
  input: ReportInput,
  proposal: { cohort: number; visibility: (typeof VISIBILITIES)[number] },
  now: Instant,
): FieldError[] {
  const today = tokyoDayOf(now)
  const proposed = fiscalYearSpan(proposal.cohort).first
  const errors: FieldError[] = []
  if (spanOf(input.asOf).first > today) errors.push({ pointer: '/asOf', code: 'in_future' })
  if (spanOf(input.asOf).last < proposed)
    errors.push({
      pointer: '/asOf',
      code: 'before_proposal',
      params: { fiscalYear: proposal.cohort },
    })
  for (const field of ['since', 'startedOn'] as const) {
    const date = input[field]
    if (!date) continue
    if (spanOf(date).first > today) errors.push({ pointer: `/${field}`, code: 'in_future' })
    if (spanOf(date).last < proposed)
      errors.push({
        pointer: `/${field}`,
        code: 'before_proposal',
        params: { fiscalYear: proposal.cohort },
      })
  }
  if (input.hearing && spanOf(input.hearing.heardOn).first > today)
    errors.push({ pointer: '/hearing/heardOn', code: 'in_future' })
  if (input.source?.date && spanOf(input.source.date).first > today)
    errors.push({ pointer: '/source/date', code: 'in_future' })
  const width = VISIBILITIES.indexOf(input.reasonVisibility ?? 'own')
  if (width > VISIBILITIES.indexOf(proposal.visibility))
    errors.push({ pointer: '/reasonVisibility', code: 'reason_wider_than_proposal' })
  return errors
}
