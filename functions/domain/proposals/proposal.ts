import * as z from 'zod'
import {
  AsOfSchema,
  FiscalYearSchema,
  Id,
  issue,
  LIMITS,
  Line,
  MunicipalityCode,
  Text,
  VisibilitySchema,
} from '../fields.ts'
import { Head } from '../municipalities/municipality.ts'
import { Report } from '../outcomes/report.ts'
import { Attribution, Speaker } from '../people/people.ts'
import { Question } from '../questions/question.ts'
import { FORMALITIES, LINEAGE_KINDS, REQUEST_ANSWERS } from '../words.ts'

/** 所管課・担当者: the office that carries a proposal now, and the person there. */
export const Steward = z
  .strictObject({ office: Line, memberId: Id.optional() })
  .meta({ id: 'Steward' })
export type Steward = z.infer<typeof Steward>

/** One of the parts ア・イ … of a proposal. */
export const Part = z.strictObject({ part: Line, title: Line, method: Text.optional() })

/** What a cohort proposed, as it is written in its paper. */
const description = {
  /** ①②③ of the paper. */
  number: z.int().min(1).max(99).optional(),
  title: Line,
  parts: z.array(Part).max(LIMITS.list).optional(),
  /** 目指したい状態 */
  desiredState: Text.optional(),
  /** 実施方法 */
  method: Text.optional(),
  /** 提案理由 */
  rationale: Text.optional(),
  /** 狙い */
  aim: Text.optional(),
  /** 得たい成果 */
  expectedResults: Text.optional(),
  phaseGoal: Text.optional(),
  themes: z.array(Line).max(LIMITS.list).optional(),
  formality: z.enum(FORMALITIES).optional(),
  steward: Steward.optional(),
}
export type DescriptionField = keyof typeof description
export const DESCRIPTION_FIELDS = Object.keys(description) as DescriptionField[]

/** `public` shows the proposal to everybody: it is taken only with an explicit act. */
function publicIsExplicit(
  input: { visibility?: string | undefined; confirmPublic?: boolean | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (input.visibility === 'public' && input.confirmPublic !== true)
    context.addIssue(issue('public_not_confirmed', ['visibility']))
}

/** 取組のつながり, kept on the newer proposal and read from both ends. */
export const Link = z
  .strictObject({
    kind: z.enum(LINEAGE_KINDS),
    to: Id,
    /** Where only one part (ア・イ) has the link. */
    part: Line.optional(),
  })
  .meta({ id: 'Link' })
export type Link = z.infer<typeof Link>

export const ProposalInput = z
  .strictObject({
    cohort: FiscalYearSchema,
    ...description,
    visibility: VisibilitySchema.optional(),
    confirmPublic: z.boolean().optional(),
    /** What it succeeds, retries, merges or splits: linked in the same act. */
    links: z.array(Link).max(LIMITS.links).optional(),
  })
  .superRefine(publicIsExplicit)
  .meta({ id: 'ProposalInput' })
export type ProposalInput = z.infer<typeof ProposalInput>

/** An edit names only what changes; `null` empties a field. */
export const ProposalEdit = z
  .strictObject({
    title: Line.optional(),
    number: description.number.nullable(),
    parts: description.parts.nullable(),
    desiredState: Text.nullish(),
    method: Text.nullish(),
    rationale: Text.nullish(),
    aim: Text.nullish(),
    expectedResults: Text.nullish(),
    phaseGoal: Text.nullish(),
    themes: description.themes.nullable(),
    formality: description.formality.nullable(),
    steward: Steward.nullish(),
    visibility: VisibilitySchema.optional(),
    confirmPublic: z.boolean().optional(),
  })
  .superRefine(publicIsExplicit)
  .meta({ id: 'ProposalEdit' })
export type ProposalEdit = z.infer<typeof ProposalEdit>

export const CarryOnInput = z
  .strictObject({ fiscalYear: FiscalYearSchema })
  .meta({ id: 'CarryOnInput' })

/** A comment, usually recorded for somebody else; it never leaves the municipality. */
export const Comment = z
  .strictObject({
    id: Id,
    sequence: z.int(),
    recordedAt: z.string(),
    /** 記録者 */
    by: Attribution,
    /** 発言者; without one the recorder speaks. */
    speaker: Speaker.optional(),
    asOf: AsOfSchema.optional(),
    text: Text,
  })
  .meta({ id: 'Comment' })
export type Comment = z.infer<typeof Comment>

export const CommentInput = Comment.pick({ speaker: true, asOf: true, text: true }).meta({
  id: 'CommentInput',
})
export type CommentInput = z.infer<typeof CommentInput>

/** 引継ぎ of the stewardship, with the note for whoever comes next. */
export const Handover = z
  .strictObject({
    sequence: z.int(),
    recordedAt: z.string(),
    by: Attribution,
    from: Steward.optional(),
    to: Steward.optional(),
    note: Text.optional(),
  })
  .meta({ id: 'Handover' })

/** 分からない・担当ではない: somebody who was asked points to whoever knows. */
export const Referral = z
  .strictObject({
    sequence: z.int(),
    recordedAt: z.string(),
    by: Attribution,
    /** Whose answer it is, where somebody else has written it down from their sheet. */
    memberId: Id.optional(),
    answer: z.enum(REQUEST_ANSWERS).exclude(['reported']),
    whoKnows: Text.optional(),
  })
  .meta({ id: 'Referral' })
export type Referral = z.infer<typeof Referral>

/** Who changed what, when: creation, edits, links, carrying on. Reports and comments tell it themselves. */
export const Revision = z
  .strictObject({
    sequence: z.int(),
    recordedAt: z.string(),
    by: Attribution,
    type: z.enum(['created', 'edited', 'carried_on', 'linked', 'unlinked']),
    /** The fields that an edit changed, or what was linked. */
    fields: z.array(z.string()).optional(),
    link: Link.optional(),
    fiscalYear: FiscalYearSchema.optional(),
  })
  .meta({ id: 'Revision' })

/** 取組・提案 with everything that was ever said of it: the unit that is read and written at once. */
export const Proposal = z
  .strictObject({
    v: z.literal(1),
    id: Id,
    municipality: MunicipalityCode,
    /** The fiscal year of the cohort that first made it; it belongs to that cohort. */
    cohort: FiscalYearSchema,
    ...description,
    formerTitles: z.array(z.strictObject({ title: Line, until: z.string() })),
    /** Later cohorts that carried it on unchanged. */
    carriedBy: z.array(FiscalYearSchema),
    visibility: VisibilitySchema,
    links: z.array(Link),
    reports: z.array(Report),
    comments: z.array(Comment),
    revisions: z.array(Revision),
    handovers: z.array(Handover).optional(),
    questions: z.array(Question).optional(),
    referrals: z.array(Referral).optional(),
    /** The event number of the last edit. */
    edition: z.int(),
    head: Head,
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof Proposal>

/**
 * What `If-Match` compares: the event number of the last edit or handing over. Who changes the steward in a form has
 * seen whom they change.
 */
export function editionOf({ edition, handovers = [] }: Proposal): number {
  return Math.max(edition, handovers.at(-1)?.sequence ?? 0)
}

/** The cohorts that made or carried on a proposal: 2018 carried by 2019 is 「平成30年度～令和元年度」. */
export function cohortsOf({ cohort, carriedBy }: Pick<Proposal, 'cohort' | 'carriedBy'>): number[] {
  return [cohort, ...carriedBy]
}
