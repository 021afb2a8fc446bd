import * as z from 'zod'
import { type Instant, tokyoDayOf } from '../calendar.ts'
import { AsOfSchema, DaySchema, Id } from '../fields.ts'
import { isMailed } from '../mails/mail-changes.ts'
import { effectiveDay } from '../outcomes/report.ts'
import { officeOn } from '../people/people.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import type { Request } from '../requests/request.ts'
import { ASKED_VIA, REQUEST_ANSWERS, ROLES, SIDES } from '../words.ts'
import {
  type Ask,
  type Finding,
  Finding as FindingSchema,
  type FrozenReview,
  type Review,
  ReviewCounts,
  ReviewRow,
  type ReviewTexts,
  YearWithout,
} from './review.ts'
import { awaitedBy, countsOf, referralsSince, saidBy } from './review-rows.ts'

/** Somebody as a report names them: by role and cohort, and by name inside the municipality. */
const Who = z
  .object({
    role: z.enum([...ROLES, 'unattributed']).optional(),
    cohort: z.int().optional(),
    memberId: Id.optional(),
    name: z.string().optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'ReviewPerson' })
export type Who = z.infer<typeof Who>

/** A finding as it is shown; without its text where that was erased. */
export const FindingView = FindingSchema.omit({ text: true, heardFrom: true })
  .extend({ text: z.string().optional(), heardFrom: Who })
  .meta({ id: 'FindingView' })
export type FindingView = z.infer<typeof FindingView>

/** A row with everything that is looked up when it is shown. */
export const ReviewRowView = ReviewRow.omit({ head: true, asked: true, broken: true })
  .extend({
    title: z.string(),
    number: z.int().optional(),
    reason: z.string().optional(),
    /** Who said it. */
    by: Who.optional(),
    heardOn: AsOfSchema.optional(),
    /** When it was said or recorded. */
    reportedOn: DaySchema.optional(),
    /** The other side's answer to it: HR's, or the cohort's where it is HR's word. */
    answeredBy: z.enum(SIDES).optional(),
    answeredOn: AsOfSchema.optional(),
    /** 決裁日 and 文書番号 of the answer. */
    decidedOn: DaySchema.optional(),
    documentNumber: z.string().optional(),
    comment: z.string().optional(),
    source: z
      .object({
        title: z.string(),
        wording: z.string().optional(),
        inferred: z.string().optional(),
      })
      .optional(),
    /** The words that were there and were erased since. */
    isErased: z.boolean(),
    asked: z
      .object({
        via: z.enum(ASKED_VIA),
        at: z.string(),
        people: z.array(Who),
        /** Who of them has pointed elsewhere since. */
        referrals: z.array(
          z.object({ answer: z.enum(REQUEST_ANSWERS).exclude(['reported']), at: z.string() }),
        ),
      })
      .optional(),
    /** The prerequisites that stall or were never started, by title. */
    broken: z.array(z.object({ id: Id, title: z.string() })),
    findings: z.array(FindingView),
  })
  .meta({ id: 'ReviewRowView' })
export type ReviewRowView = z.infer<typeof ReviewRowView>

export const AwaitedView = z
  .object({
    memberId: Id,
    name: z.string(),
    office: z.string().optional(),
    via: z.enum(ASKED_VIA),
    /** Whether a mail asks them; else they are asked by paper. */
    byMail: z.boolean(),
    proposalIds: z.array(Id),
    /** The last request of this review to them: its 回答票 is printed, and typed in. */
    requestId: Id.optional(),
  })
  .meta({ id: 'AwaitedView' })
export type AwaitedView = z.infer<typeof AwaitedView>

/** What a review says, open or closed: the same for pages and documents. */
export const ReviewContent = z
  .object({
    reviewId: Id,
    fiscalYear: z.int(),
    asOf: DaySchema,
    dueOn: DaySchema,
    /** The day the rows are about, and the instant as of which they were known. */
    day: DaySchema,
    knownAt: z.string(),
    /** Without one it is open, and as it stands now. */
    version: z.int().optional(),
    counts: ReviewCounts,
    rows: z.array(ReviewRowView),
    years: z.array(YearWithout),
    /** Findings of no single proposal. */
    findings: z.array(FindingView),
    reflection: z
      .object({ text: z.string().optional(), sequence: z.int(), recordedAt: z.string(), by: Who })
      .optional(),
  })
  .meta({ id: 'ReviewContent' })
export type ReviewContent = z.infer<typeof ReviewContent>

/** An open review as a version that isn't written yet, with its words beside it. */
export function asIfFrozen(
  review: Review,
  stands: Pick<FrozenReview, 'rows' | 'years' | 'day' | 'knownAt'>,
): { content: Omit<FrozenReview, 'number'>; texts: ReviewTexts } {
  const { id, fiscalYear, asOf, dueOn, findings, reflection } = review
  const texts = new Map(
    findings.map(({ sequence, text, heardFrom }): [number, Record<string, string>] => [
      sequence,
      {
        // What was erased while it is open is empty.
        ...(text !== '' && { '/text': text }),
        ...(heardFrom.note !== undefined && { '/heardFrom/note': heardFrom.note }),
      },
    ]),
  )
  if (reflection) texts.set(reflection.sequence, { '/text': reflection.text })
  return {
    content: {
      v: 1,
      reviewId: id,
      fiscalYear,
      asOf,
      dueOn,
      ...stands,
      findings,
      ...(reflection && { reflection }),
    },
    texts,
  }
}

/**
 * A version as it is shown now: the codes as they were frozen, the words looked up. What was erased since is
 * missing, and said to be.
 */
export function contentOf(
  register: Register,
  frozen: Omit<FrozenReview, 'number'> & { number?: number },
  texts: ReviewTexts,
): ReviewContent {
  const { reviewId, fiscalYear, asOf, dueOn, day, knownAt, years, rows, number } = frozen
  const findings = frozen.findings.map((finding) => viewOfFinding(register, finding, texts))
  return {
    reviewId,
    fiscalYear,
    asOf,
    dueOn,
    day,
    knownAt,
    ...(number !== undefined && { version: number }),
    counts: countsOf(rows),
    rows: rows.map((row) => viewOfRow(register, row, { findings, knownAt })),
    years,
    findings: findings.filter(({ proposalId }) => proposalId === undefined),
    ...(frozen.reflection && {
      reflection: {
        text: texts.get(frozen.reflection.sequence)?.['/text'],
        sequence: frozen.reflection.sequence,
        recordedAt: frozen.reflection.recordedAt,
        by: whoIs(register, frozen.reflection.by),
      },
    }),
  }
}

/** How many of its texts were erased since. */
export function erasedTextsIn({ rows, findings, reflection }: ReviewContent): number {
  const all = [
    ...findings,
    ...rows.flatMap((row) => row.findings),
    ...(reflection ? [reflection] : []),
  ]
  return (
    rows.filter(({ isErased }) => isErased).length +
    all.filter(({ text }) => text === undefined).length
  )
}

function viewOfFinding(
  register: Register,
  { text: _, heardFrom, ...finding }: Omit<Finding, 'text'> & { text?: string },
  texts: ReviewTexts,
): FindingView {
  const said = texts.get(finding.sequence)
  const note = said?.['/heardFrom/note']
  return {
    ...finding,
    ...(said?.['/text'] !== undefined && { text: said['/text'] }),
    heardFrom: { ...whoIs(register, heardFrom), ...(note !== undefined && { note }) },
  }
}

function viewOfRow(
  register: Register,
  { head: _, broken, asked, ...row }: ReviewRow,
  { findings, knownAt }: { findings: readonly FindingView[]; knownAt: Instant },
): ReviewRowView {
  const proposal = register.proposals.get(row.proposalId)
  const report = proposal?.reports.find(({ id }) => id === row.reportId)
  const answer = report?.confirmations.find(({ id }) => id === row.confirmationId)
  const titleOf = (id: string) => titleAt(register.proposals.get(id), knownAt)
  return {
    ...row,
    title: titleOf(row.proposalId),
    ...(proposal?.number !== undefined && { number: proposal.number }),
    ...(report && {
      ...(report.reason !== undefined && { reason: report.reason }),
      by: whoIs(register, report.hearing?.speaker ?? report.by),
      ...(report.hearing && { heardOn: report.hearing.heardOn }),
      reportedOn: effectiveDay({
        asOf: { precision: 'day', date: tokyoDayOf(report.recordedAt) },
        recordedAt: report.recordedAt,
      }),
      ...(report.source && {
        source: {
          title: report.source.title,
          wording: report.source.wording,
          inferred: report.source.inferred,
        },
      }),
    }),
    ...(answer && {
      answeredBy: answer.side,
      answeredOn: answer.asOf,
      decidedOn: answer.decidedOn,
      documentNumber: answer.documentNumber,
      comment: answer.comment,
    }),
    isErased: row.hasReason && report?.reason === undefined,
    ...(asked && {
      asked: {
        via: asked.via,
        at: asked.at,
        people: asked.memberIds.map((memberId) => whoIs(register, { memberId })),
        referrals: proposal ? referralsOf(proposal, asked, knownAt) : [],
      },
    }),
    broken: broken.map((id) => ({ id, title: titleOf(id) })),
    findings: findings.filter(({ proposalId }) => proposalId === row.proposalId),
  }
}

function referralsOf(proposal: Proposal, { memberIds, at }: Ask, knownAt: Instant) {
  return referralsSince(proposal, at)
    .filter((one) => one.recordedAt <= knownAt && memberIds.includes(saidBy(one) ?? ''))
    .map(({ answer, recordedAt }) => ({ answer, at: recordedAt }))
}

/** The title a proposal had at an instant. */
function titleAt(proposal: Proposal | undefined, knownAt: Instant): string {
  if (!proposal) return ''
  return proposal.formerTitles.find(({ until }) => until > knownAt)?.title ?? proposal.title
}

function whoIs(
  register: Register,
  {
    role,
    cohort,
    memberId,
    note,
  }: {
    role?: Who['role']
    cohort?: number | undefined
    memberId?: string | undefined
    note?: string | undefined
  },
): Who {
  const name = memberId === undefined ? undefined : register.members.get(memberId)?.name
  return {
    ...(role !== undefined && { role }),
    ...(cohort !== undefined && { cohort }),
    ...(memberId !== undefined && { memberId }),
    ...(name !== undefined && { name }),
    ...(note !== undefined && { note }),
  }
}

/** Who is waited for, by name, whoever has the most to answer first. */
export function awaitedView(
  register: Register,
  rows: readonly ReviewRow[],
  {
    review,
    now,
    requests,
  }: { review: Review; now: Instant; requests: readonly Pick<Request, 'id' | 'memberId'>[] },
): AwaitedView[] {
  const today = tokyoDayOf(now)
  return awaitedBy(register, rows, { review, now })
    .flatMap(({ memberId, ...awaited }): AwaitedView[] => {
      const member = register.members.get(memberId)
      if (!member) return []
      const office = officeOn(member, today)
      const request = requests.find((one) => one.memberId === memberId)
      return [
        {
          memberId,
          name: member.name,
          ...(office !== undefined && { office }),
          byMail: isMailed(member, 'request'),
          ...awaited,
          ...(request && { requestId: request.id }),
        },
      ]
    })
    .toSorted((a, b) => b.proposalIds.length - a.proposalIds.length)
}
