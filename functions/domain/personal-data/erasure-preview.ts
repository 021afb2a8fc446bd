import * as z from 'zod'
import type { Instant } from '../calendar.ts'
import type { EventType } from '../change.ts'
import { DomainError } from '../errors.ts'
import { Id } from '../fields.ts'
import { fold } from '../fold.ts'
import type { Attribution } from '../people/people.ts'
import type { Proposal } from '../proposals/proposal.ts'
import { newestFirst, type Register } from '../register.ts'
import type { Review } from '../reviews/review.ts'
import { carriedReports, erasedPointers } from './erasure.ts'
import { type Found, OwnText, textsIn } from './own-texts.ts'

export const ErasurePreview = z
  .object({
    memberId: Id,
    /** Which of name, address, staff number and claims are held. */
    identity: z.array(z.enum(['name', 'email', 'staffNumber', 'office', 'claims'])),
    /** What goes where their texts go, too: in the state, in closed reviews and ended questions, and in the history. */
    texts: z.array(OwnText),
    /** Texts of others in which the name stands: a machine can't tell whether this person is meant. */
    mentions: z.array(OwnText),
  })
  .meta({ id: 'ErasurePreview' })
export type ErasurePreview = z.infer<typeof ErasurePreview>

/** As much of an event as a preview is made of. */
export type PreviewedEvent = {
  type: EventType
  by: Attribution
  sequence: number
  recordedAt: Instant
  data: Record<string, unknown>
  /** By the pointers of the texts it came with. */
  commitments: Record<string, unknown>
}

/**
 * The streams in which something of a person can stand: proposals whose state names them, as every event of
 * theirs leaves a trace there; undefined is the municipality's own.
 */
export function streamsNaming({ proposals }: Register, memberId: string): (Proposal | undefined)[] {
  const naming = [...proposals.values()].filter((one) => JSON.stringify(one).includes(memberId))
  return [undefined, ...naming]
}

/**
 * Which texts of an event an erasure with texts would take away, beyond those that tell who somebody is: told by
 * the very function that the erasure itself asks.
 */
export function wouldErase(
  { type, by, data, commitments }: PreviewedEvent,
  memberId: string,
  proposal: Proposal | undefined,
): string[] {
  const all = Object.keys(commitments)
  const carried = proposal && carriedReports(proposal, memberId)
  const whole = erasedPointers({ type, by, data }, all, { memberId, texts: true, carried })
  const anyway = erasedPointers({ type, by, data }, all, { memberId, texts: false, carried })
  return whole.filter((pointer) => !anyway.includes(pointer))
}

/** An event's texts, as the preview shows them. */
export function ownTextOf(
  { proposals }: Register,
  { type, data, recordedAt }: PreviewedEvent,
  proposal: Proposal | undefined,
  texts: readonly string[],
): OwnText {
  const about = proposal ?? proposals.get(String(data.proposalId))
  return {
    ...(about && { proposalId: about.id, proposalTitle: about.title }),
    kind: kindOf(type),
    recordedAt,
    text: texts.join('\n'),
  }
}

function kindOf(type: EventType): OwnText['kind'] {
  if (/^report_(recorded|corrected|withdrawn)$/.test(type)) return 'report'
  if (/^(report_|confirmation_)/.test(type)) return 'answer'
  if (type === 'comment_recorded') return 'comment'
  if (type === 'steward_changed') return 'handover'
  if (type === 'passed_on') return 'referral'
  if (type.startsWith('question_')) return 'message'
  if (type.startsWith('inquiry_')) return 'inquiry'
  return type.startsWith('review_') ? 'review' : 'other'
}

/**
 * What an erasure would take away, and where the name stands in texts of others.
 * @param texts what the histories hold of theirs (`wouldErase`)
 * @throws DomainError `not_found`, `nothing_changed` where they are erased
 */
export function erasurePreview(
  register: Register,
  memberId: string,
  texts: readonly OwnText[],
): ErasurePreview {
  const member = register.members.get(memberId)
  if (!member) throw new DomainError('not_found')
  if (member.erased) throw new DomainError('nothing_changed')
  const all = [...newestFirst(register).flatMap(textsIn), ...reviewTexts(register)]
  const name = fold(member.name).replaceAll(/\s/g, '')
  const names = (text: string) => fold(text).replaceAll(/\s/g, '').includes(name)
  const bare = ({ people: _, ...text }: Found): OwnText => text
  const going = new Set(texts.map(({ kind, text }) => `${kind} ${text}`))
  return {
    memberId,
    identity: (['name', 'email', 'staffNumber', 'office', 'claims'] as const).filter(
      (field) => member[field] !== undefined,
    ),
    texts: [...texts].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)),
    mentions: all
      .filter(({ people, text }) => !people.includes(memberId) && names(text))
      .map(bare)
      .filter(({ kind, text }) => !going.has(`${kind} ${text}`)),
  }
}

/** The texts of open reviews, with whose they are. */
function reviewTexts({ reviews, proposals }: Register): Found[] {
  return [...reviews.values()].flatMap(({ findings, reflection, amending }) => {
    const found = (
      { by, recordedAt }: { by: Attribution; recordedAt: Instant },
      text: string,
      more: Partial<Found> = {},
    ): Found => ({ kind: 'review', recordedAt, text, people: [by.memberId], ...more })
    return [
      ...findings.map((finding) => found(finding, wordsOf(finding), aboutOf(finding, proposals))),
      ...(reflection ? [found(reflection, reflection.text)] : []),
      ...(amending ? [found({ ...amending, recordedAt: amending.at }, amending.reason)] : []),
    ]
  })
}

type Finding = Review['findings'][number]

function wordsOf({ text, heardFrom }: Finding): string {
  return [text, heardFrom.note].filter(Boolean).join('\n')
}

function aboutOf(
  { by, heardFrom, proposalId }: Finding,
  proposals: Register['proposals'],
): Partial<Found> {
  const about = proposalId === undefined ? undefined : proposals.get(proposalId)
  return {
    people: [by.memberId, heardFrom.memberId],
    ...(about && { proposalId: about.id, proposalTitle: about.title }),
  }
}
