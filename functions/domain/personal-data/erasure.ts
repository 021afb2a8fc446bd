import * as z from 'zod'
import { type Instant, tokyoDayOf } from '../calendar.ts'
import {
  attribute,
  attributionOf,
  type Deed,
  type EventType,
  type MunicipalityChange,
  moved,
  type ProposalChange,
} from '../change.ts'
import { DomainError } from '../errors.ts'
import { type Report, saidBy } from '../outcomes/report.ts'
import type { Attribution, Member } from '../people/people.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { TextErasure } from '../questions/inquiry-erasure.ts'
import type { Register } from '../register.ts'
import type { Review } from '../reviews/review.ts'
import { ERASURE_REASONS, type ErasureReason } from '../words.ts'
import { ownTexts } from './own-texts.ts'

/** An entry of the ledger: who was erased, so that it is done again after a restore of older data. */
export type PersonErasure = {
  code: string
  memberId: string
  texts: boolean
  why: ErasureReason
  at: Instant
  /** When nothing of theirs was left. */
  doneAt?: Instant
}
/** The same of what somebody of another municipality wrote to this one. */
export type Erasure = PersonErasure | TextErasure

export const ErasureInput = z
  .strictObject({
    texts: z.boolean().meta({
      description: 'Their reasons, comments and notes too, not only who they are',
    }),
    why: z.enum(ERASURE_REASONS),
    /** Nothing brings back what is erased, so it is asked for twice. */
    confirmed: z.literal(true),
  })
  .meta({ id: 'ErasureInput' })
export type ErasureInput = z.infer<typeof ErasureInput>

/**
 * Erases who somebody is, and their texts where that is asked for: from the next request on they are shown
 * nowhere. What they did stays, as done by their role and cohort. The texts in the proposals and in the history
 * follow by `eraseTexts` and the erasure job.
 * @throws DomainError `not_allowed`, `not_found`, `nothing_changed` where they are erased, `own_access`
 */
export function eraseMember(
  register: Register,
  { memberId, input }: { memberId: string; input: ErasureInput },
  deed: Deed,
): MunicipalityChange {
  const { municipality } = register
  const by =
    deed.actor.kind === 'system'
      ? attributionOf(deed)
      : attribute(deed, 'person.erase', { municipality: municipality.code })
  const before = register.members.get(memberId)
  if (!before) throw new DomainError('not_found')
  if (before.erased) throw new DomainError('nothing_changed')
  // Somebody must be left who keeps the roster.
  if (memberId === deed.actor.memberId) throw new DomainError('own_access')
  const { texts, why } = input
  return {
    after: municipality,
    members: [erasedMember(before, { texts, why, at: deed.now })],
    ...(texts && { reviews: reviewsWithout(register, memberId) }),
    entityId: memberId,
    event: { type: 'member_erased', by, data: { memberId, texts, why }, texts: {} },
  }
}

/** The reviews without what they wrote or said; the words of closed ones are looked up in the history. */
function reviewsWithout({ reviews }: Register, memberId: string): Review[] {
  const isTheirs = ({ by, heardFrom }: Review['findings'][number]) =>
    by.memberId === memberId || heardFrom.memberId === memberId
  return [...reviews.values()].flatMap((review): Review[] => {
    const { findings, reflection, amending, versions, ...rest } = review
    const reflects = reflection?.by.memberId === memberId
    const amends = amending?.by.memberId === memberId
    const amended = versions.some(({ amendedBy }) => amendedBy === memberId)
    if (!findings.some(isTheirs) && !reflects && !amends && !amended) return []
    return [
      {
        ...rest,
        findings: findings.map((finding) => {
          if (!isTheirs(finding)) return finding
          const { note: _, ...heardFrom } = finding.heardFrom
          return { ...finding, heardFrom, text: '' }
        }),
        ...(reflection && !reflects && { reflection }),
        ...(amending && { amending: amends ? { ...amending, reason: '' } : amending }),
        versions: versions.map((version) => {
          const { reason: _, ...kept } = version
          return version.amendedBy === memberId ? kept : version
        }),
      },
    ]
  })
}

/** What is left of a person: an id, the roles they held, and that they are gone. */
function erasedMember(
  { v, id, roles, leftOn, accountId, email }: Member,
  erased: { texts: boolean; why: ErasureInput['why']; at: Instant },
): Member {
  const today = tokyoDayOf(erased.at)
  return {
    ...{ v, id, name: '', roles },
    leftOn: leftOn !== undefined && leftOn < today ? leftOn : today,
    suspended: true,
    // Until the job has unbound the account and taken the mails away.
    ...(accountId !== undefined && { accountId }),
    erased: { ...erased, ...(email !== undefined && { address: email }) },
  }
}

/**
 * The erasure's end, with what was erased; only that it happened is kept.
 * @throws DomainError `not_found`, `nothing_changed`
 */
export function completeErasure(
  register: Register,
  { memberId, texts }: { memberId: string; texts: number },
  deed: Deed,
): MunicipalityChange {
  const before = register.members.get(memberId)
  if (!before?.erased) throw new DomainError('not_found')
  if (before.erased.doneAt !== undefined) throw new DomainError('nothing_changed')
  const { accountId: _, ...rest } = before
  const { address: __, ...erased } = before.erased
  return {
    after: register.municipality,
    members: [{ ...rest, erased: { ...erased, doneAt: deed.now } }],
    entityId: memberId,
    event: {
      type: 'erasure_completed',
      by: attributionOf(deed),
      data: { memberId, erasedTexts: texts },
      texts: {},
    },
  }
}

/**
 * Takes a person's texts out of a proposal's state. Outcomes, factors and dates stay: they are the record.
 * @throws DomainError `nothing_changed` where it holds none of their texts
 */
export function eraseTexts(before: Proposal, memberId: string, deed: Deed): ProposalChange {
  if (ownTexts(before, memberId).length === 0) throw new DomainError('nothing_changed')
  return {
    after: moved(before, deed.now, withoutTexts(before, memberId)),
    entityId: before.id,
    event: {
      type: 'texts_erased',
      by: attributionOf(deed),
      data: { memberId },
      texts: {},
    },
  }
}

function withoutTexts(proposal: Proposal, memberId: string): Partial<Proposal> {
  const isTheirs = (by: Attribution) => by.memberId === memberId
  const { handovers, questions, referrals } = proposal
  const carried = carriedReports(proposal, memberId)
  return {
    reports: proposal.reports.map((report) => {
      const answers = report.confirmations.map((answer) => {
        const { comment: _, ...rest } = answer
        return isTheirs(answer.by) ? rest : answer
      })
      const { withdrawn } = report
      const { reason: _, ...taken } = withdrawn ?? {}
      return {
        ...(speaks(report, memberId)
          ? withoutWords(report)
          : carried.has(report.id)
            ? withoutReason(report)
            : report),
        confirmations: answers,
        ...(withdrawn && isTheirs(withdrawn.by) && { withdrawn: taken as typeof withdrawn }),
      }
    }),
    comments: proposal.comments.map((comment) => {
      const isSpeaker = comment.speaker?.memberId === memberId
      if (!isTheirs(comment.by) && !isSpeaker) return comment
      const { note: _, ...speaker } = comment.speaker ?? {}
      return {
        ...comment,
        text: '',
        ...(comment.speaker && { speaker: speaker as typeof comment.speaker }),
      }
    }),
    ...(handovers && {
      handovers: handovers.map((handover) => {
        const { note: _, ...rest } = handover
        return isTheirs(handover.by) ? rest : handover
      }),
    }),
    ...(referrals && {
      referrals: referrals.map((referral) => {
        const { whoKnows: _, ...rest } = referral
        return isTheirs(referral.by) || referral.memberId === memberId ? rest : referral
      }),
    }),
    ...(questions && {
      questions: questions.map((question) => ({
        ...question,
        messages: question.messages.map((message) => {
          const { text: _, ...rest } = message
          return isTheirs(message.by) ? rest : message
        }),
      })),
    }),
  }
}

function withoutWords({ reason: _, evidence: __, source, hearing, ...rest }: Report): Report {
  const { note: ___, ...speaker } = hearing?.speaker ?? {}
  const { wording: ____, inferred: _____, ...named } = source ?? {}
  return {
    ...rest,
    textsErased: true,
    ...(source && { source: named as NonNullable<Report['source']> }),
    ...(hearing && { hearing: { ...hearing, speaker: speaker as typeof hearing.speaker } }),
  }
}

const withoutReason = ({ reason: _, ...rest }: Report): Report => ({ ...rest, textsErased: true })

/** Whether they recorded it, or it holds their words. */
function speaks(report: Report, memberId: string): boolean {
  return report.by.memberId === memberId || saidBy(report) === memberId
}

/**
 * The reports of others that carry somebody's reason on word for word: 前回から変わりなし, or a correction of
 * something else.
 */
export function carriedReports({ reports }: Proposal, memberId: string): ReadonlySet<string> {
  const theirs = new Map<string, string | undefined>()
  const carried = new Set<string>()
  for (const report of reports) {
    const { id, reason, unchangedFrom = '', corrects = '' } = report
    const isTheirs = speaks(report, memberId)
    const isCarried =
      reason !== undefined &&
      (theirs.get(unchangedFrom) === reason || theirs.get(corrects) === reason)
    if (isTheirs || isCarried) theirs.set(id, reason)
    if (isCarried && !isTheirs) carried.add(id)
  }
  return carried
}

/** Events of the municipality's stream whose texts tell who somebody is. */
const OF_IDENTITY: ReadonlySet<EventType> = new Set([
  'member_added',
  'member_changed',
  'member_moved',
  'member_left',
  'claim_made',
  'claim_answered',
  // Of the first person of HR, whom the office names anew.
  'invitation_issued',
])
/** The last part of a pointer → what people wrote; offices, titles and document numbers are the record's. */
const OF_WORDS = /\/(reason|note|text|comment|wording|inferred|url|label|whoKnows)$/

/** Of texts that go, by their pointers: what names somebody, and what they wrote. */
export function wordsOf(going: readonly (readonly [string, string])[]): {
  names: string[]
  texts: string[]
} {
  const matching = (pattern: RegExp) =>
    going.flatMap(([pointer, text]) => (pattern.test(pointer) ? [text] : []))
  return { names: matching(/\/(name|email)$/), texts: matching(OF_WORDS) }
}

/** Whose words something holds, wherever that is told. */
type Speaking = { memberId?: string; speaker?: { memberId?: string } }

/** As much of an event as tells whose texts it has. */
type Told = { type: EventType; by: Attribution; data: Record<string, unknown> }

/**
 * Which of an event's texts an erasure takes away.
 * @param pointers of the texts that are still there
 * @param carried the reports that carry their reason on (`carriedReports`)
 */
export function erasedPointers(
  { type, by, data }: Told,
  pointers: readonly string[],
  {
    memberId,
    texts,
    carried,
  }: { memberId: string; texts: boolean; carried?: ReadonlySet<string> | undefined },
): string[] {
  if (OF_IDENTITY.has(type)) return data.memberId === memberId ? [...pointers] : []
  // What is set for the municipality is its own record, and its notes stand in the settings.
  if (!texts || type === 'settings_changed') return []
  const { speaker, hearing, heardFrom } = data as Record<string, Speaking | undefined>
  const speakers = [speaker, hearing?.speaker, heardFrom].map((one) => one?.memberId)
  const isTheirs = by.memberId === memberId || speakers.includes(memberId)
  if (isTheirs) return pointers.filter((pointer) => OF_WORDS.test(pointer))
  const isCarried = /^report_(recorded|corrected)$/.test(type) && carried?.has(`${data.reportId}`)
  return isCarried ? pointers.filter((pointer) => pointer === '/reason') : []
}
