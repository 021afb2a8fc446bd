import * as z from 'zod'
import { type Day, fiscalYearSpan, type Instant, tokyoDayOf } from '../calendar.ts'
import {
  AsOfSchema,
  DaySchema,
  FactorsSchema,
  FiscalYearSchema,
  Id,
  MunicipalityCode,
  Text,
} from '../fields.ts'
import { Head } from '../municipalities/municipality.ts'
import { Attribution, Speaker } from '../people/people.ts'
import {
  ALL_MANNERS,
  ASKED_VIA,
  COHORT_RECORDS,
  CONFIRMATION_STATES,
  REVIEW_MARKS,
  ROW_STATES,
  STANDINGS,
} from '../words.ts'

/** More conversations than any cohort writes down in a year. */
export const MOST_FINDINGS = 100

/** What a cohort learned in a conversation: on which day, from whom; of one proposal, or of the whole. */
export const FindingInput = z
  .strictObject({
    proposalId: Id.optional(),
    heardOn: AsOfSchema,
    heardFrom: Speaker,
    text: Text,
  })
  .meta({ id: 'FindingInput' })
export type FindingInput = z.infer<typeof FindingInput>

/** Who wrote something, when, and the number of the event that holds it: what `If-Match` compares. */
const written = { sequence: z.int(), recordedAt: z.string(), by: Attribution }

export const Finding = FindingInput.extend({ id: Id, ...written }).meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

/** 総括: what the cohort makes of it all. */
export const Reflection = z.strictObject({ text: Text, ...written }).meta({ id: 'Reflection' })
export type Reflection = z.infer<typeof Reflection>

/** Whom a round asked about a proposal, when, and as what. */
export const Ask = z
  .strictObject({ via: z.enum(ASKED_VIA), memberIds: z.array(Id), at: z.string() })
  .meta({ id: 'Ask' })
export type Ask = z.infer<typeof Ask>

export const ReviewCounts = z
  .strictObject({
    final: z.int(),
    answered: z.int(),
    waiting: z.int(),
  })
  .meta({ id: 'ReviewCounts' })
export type ReviewCounts = z.infer<typeof ReviewCounts>

/** One closing. Its rows lie apart, and never change. */
export const ReviewVersion = z
  .strictObject({
    number: z.int().min(1),
    /** The day D that its rows are about. */
    day: DaySchema,
    /** The instant K as of which they were known: its closing. */
    knownAt: z.string(),
    by: Attribution,
    /** The closing's event. */
    sequence: z.int(),
    counts: ReviewCounts,
    /** The version it takes the place of, and why. */
    amends: z.int().optional(),
    reason: Text.optional(),
    amendedBy: Id.optional(),
    /** 部会へ提出: status and factors of every row, and the reasons of the chosen ones. */
    submitted: z.strictObject({ at: z.string(), by: Attribution, texts: z.array(Id) }).optional(),
  })
  .meta({ id: 'ReviewVersion' })
export type ReviewVersion = z.infer<typeof ReviewVersion>

/**
 * 過年度取組検証: one municipality's yearly round over its past proposals. While it is open it holds what the
 * cohort has written and whom it has asked; closing moves that into the version, so that the register
 * stays small.
 */
export const Review = z
  .strictObject({
    v: z.literal(1),
    id: Id,
    municipality: MunicipalityCode,
    fiscalYear: FiscalYearSchema,
    /** 基準日 */
    asOf: DaySchema,
    /** 回答期限 */
    dueOn: DaySchema,
    openedAt: z.string(),
    by: Attribution,
    isOpen: z.boolean(),
    /** By proposal. */
    asks: z.record(z.string(), Ask),
    findings: z.array(Finding),
    reflection: Reflection.optional(),
    /** Open again: which version will be replaced, and why. */
    amending: z
      .strictObject({ of: z.int(), reason: Text, at: z.string(), by: Attribution })
      .optional(),
    versions: z.array(ReviewVersion),
  })
  .meta({ id: 'Review' })
export type Review = z.infer<typeof Review>

/** One proposal in a round: ids and codes alone. Titles, names and reasons are looked up when it is shown. */
export const ReviewRow = z
  .strictObject({
    proposalId: Id,
    cohort: z.int(),
    carriedBy: z.array(z.int()),
    state: z.enum(ROW_STATES),
    standing: z.enum(STANDINGS),
    manner: z.enum(ALL_MANNERS).optional(),
    factors: FactorsSchema.optional(),
    asOf: AsOfSchema.optional(),
    reportId: Id.optional(),
    /** The day of the last word: said, or confirmed. */
    saidOn: DaySchema.optional(),
    /** Whether a reason stood there: one that is gone when it is shown was erased. */
    hasReason: z.boolean(),
    confirmation: z.enum(CONFIRMATION_STATES).optional(),
    confirmationId: Id.optional(),
    marks: z.array(z.enum(REVIEW_MARKS)),
    /** Prerequisites that stall or were never started. */
    broken: z.array(Id),
    asked: Ask.optional(),
    /** Where the proposal's history stood: with its hash, every commitment up to there is fixed. */
    head: Head,
  })
  .meta({ id: 'ReviewRow' })
export type ReviewRow = z.infer<typeof ReviewRow>

/** A year whose cohort proposed nothing that could be reviewed, because there was none or nothing is known. */
export const YearWithout = z
  .strictObject({ fiscalYear: z.int(), record: z.enum(COHORT_RECORDS) })
  .meta({ id: 'YearWithout' })
export type YearWithout = z.infer<typeof YearWithout>

/** A finding without its words: they lie with the history's texts, where they can be erased. */
const FrozenFinding = Finding.omit({ text: true, heardFrom: true }).extend({
  heardFrom: Speaker.omit({ note: true }),
})

/** A closed version: the rows as they stood. Written once. */
export const FrozenReview = z.strictObject({
  v: z.literal(1),
  reviewId: Id,
  fiscalYear: z.int(),
  number: z.int(),
  asOf: DaySchema,
  dueOn: DaySchema,
  day: DaySchema,
  knownAt: z.string(),
  rows: z.array(ReviewRow),
  years: z.array(YearWithout),
  findings: z.array(FrozenFinding),
  reflection: Reflection.omit({ text: true }).optional(),
})
export type FrozenReview = z.infer<typeof FrozenReview>

/** The texts of a version by the number of the event that holds them; what was erased is missing. */
export type ReviewTexts = ReadonlyMap<number, Readonly<Record<string, string>>>

export const ReviewOpening = z
  .strictObject({ fiscalYear: FiscalYearSchema, asOf: DaySchema, dueOn: DaySchema })
  .meta({ id: 'ReviewOpening' })
export type ReviewOpening = z.infer<typeof ReviewOpening>

/** The dates to be moved: what isn't said stays, as somebody else may have moved it. */
export const ReviewDates = z
  .strictObject({ asOf: DaySchema.optional(), dueOn: DaySchema.optional() })
  .meta({ id: 'ReviewDates' })
export type ReviewDates = z.infer<typeof ReviewDates>

export const ReflectionInput = z.strictObject({ text: Text }).meta({ id: 'ReflectionInput' })

/** `editionOfRows`: what was looked at before closing must be what is closed. */
export const ReviewClosing = z.strictObject({ edition: z.int() }).meta({ id: 'ReviewClosing' })

export const ReviewReopening = z.strictObject({ reason: Text }).meta({ id: 'ReviewReopening' })

export const ReviewSubmission = z
  .strictObject({ version: z.int().min(1), texts: z.array(Id).max(500) })
  .meta({ id: 'ReviewSubmission' })
export type ReviewSubmission = z.infer<typeof ReviewSubmission>

/** The months of a round's milestones and the sessions of the program before which they lie. */
export const MILESTONES = ['conversations', 'draft', 'handed_in'] as const
export type Milestone = (typeof MILESTONES)[number]

/** May: talk to alumni; October: what is known so far; January: the review is handed in. */
export function milestonesOf(fiscalYear: number): { milestone: Milestone; month: string }[] {
  return [
    { milestone: 'conversations', month: `${fiscalYear}-05` },
    { milestone: 'draft', month: `${fiscalYear}-10` },
    { milestone: 'handed_in', month: `${fiscalYear + 1}-01` },
  ]
}

/** The dates a new round is offered: handed in before the sixth session, about the middle of January. */
export function usualDates(fiscalYear: number, today: Day): Required<ReviewDates> {
  const { last } = fiscalYearSpan(fiscalYear)
  const usual = `${fiscalYear + 1}-01-12`
  const asOf = today <= usual ? usual : last
  return { asOf, dueOn: today <= asOf ? asOf : today }
}

/** The day a round is about at an instant: its date, or today while that lies ahead. */
export function dayOf({ asOf }: Pick<Review, 'asOf'>, now: Instant): Day {
  const today = tokyoDayOf(now)
  return asOf < today ? asOf : today
}

/** The newest version of a review, if it was ever closed. */
export function lastVersion({ versions }: Pick<Review, 'versions'>): ReviewVersion | undefined {
  return versions.at(-1)
}

/** The open round that should be closed by now: its due day or its fiscal year is over. */
export function lateReviewOf(reviews: Iterable<Review>, today: Day): Review | undefined {
  const open = openReviewOf(reviews)
  if (!open) return undefined
  const isOver = fiscalYearSpan(open.fiscalYear).last < today
  return open.dueOn < today || isOver ? open : undefined
}

/** The one round that is open, if any. */
export function openReviewOf(reviews: Iterable<Review>): Review | undefined {
  return [...reviews].find(({ isOpen }) => isOpen)
}
