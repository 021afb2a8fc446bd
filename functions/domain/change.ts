import type { Instant } from './calendar.ts'
import { DomainError } from './errors.ts'
import type { ExportTask } from './exports/export-task.ts'
import type { MailDraft } from './mails/mail.ts'
import type { Municipality } from './municipalities/municipality.ts'
import { type Report, saidBy } from './outcomes/report.ts'
import type { Actor, Attribution, Member } from './people/people.ts'
import type { RoleHeld } from './people/roles.ts'
import { permittedAs } from './permissions.ts'
import type { Proposal } from './proposals/proposal.ts'
import { cohortsOf } from './proposals/proposal.ts'
import type { Delivery, Inquiry } from './questions/inquiry.ts'
import type { TextErasure } from './questions/inquiry-erasure.ts'
import type { Question } from './questions/question.ts'
import { askerOf } from './questions/thread.ts'
import type { Request, RequestAnswer } from './requests/request.ts'
import type { FrozenReview, Review } from './reviews/review.ts'
import type { Action, Resource } from './rules.ts'
import type { Channel } from './words.ts'

/** Who does something, when and how. `id` names the operation and the thing it makes. */
export type Deed = { actor: Actor; now: Instant; id: string; channel: Channel }

export const EVENT_TYPES = [
  'municipality_created',
  'municipality_set_up',
  'office_opened',
  'member_added',
  'member_changed',
  'member_moved',
  'member_left',
  'member_suspended',
  'member_reinstated',
  'member_signed_out',
  'members_signed_out',
  'member_erased',
  'erasure_completed',
  'texts_erased',
  'roster_read',
  'invitation_issued',
  'invitation_sent',
  'invitation_revoked',
  'invitation_accepted',
  'mail_failed',
  'mail_recovered',
  'mail_trouble_settled',
  'mail_preference_changed',
  'claim_made',
  'claim_answered',
  'request_issued',
  'settings_changed',
  'proposal_created',
  'proposal_edited',
  'proposal_carried_on',
  'proposal_linked',
  'proposal_unlinked',
  'report_recorded',
  'report_corrected',
  'report_withdrawn',
  'report_confirmed',
  'report_disputed',
  'confirmation_withdrawn',
  'comment_recorded',
  'steward_changed',
  'data_exported',
  'anchor_told',
  'history_broken',
  'history_intact',
  'history_restored',
  'question_asked',
  'question_answered',
  'question_ended',
  'inquiry_asked',
  'inquiry_received',
  'inquiry_ended',
  'inquiry_erasure_told',
  'inquiry_erased',
  'reminder_issued',
  'review_opened',
  'review_rescheduled',
  'review_finding_recorded',
  'review_finding_edited',
  'review_finding_removed',
  'review_reflection_written',
  'review_closed',
  'review_reopened',
  'review_submitted',
  'passed_on',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** What happened, before it is sealed into the chain: facts and codes apart from texts and names. */
export type EventDraft = {
  type: EventType
  by: Attribution
  data: Record<string, unknown>
  /** JSON pointer into the data → the text that stands there. */
  texts: Record<string, string>
}

/** A decided change of one proposal: its new state and the event that tells it, committed as one. */
export type ProposalChange = {
  after: Proposal
  event: EventDraft
  entityId: string
  /** Mails that are sent because of it. */
  mails?: readonly MailDraft[]
  /** What it answers of a request; `first` where nothing may have been answered before. */
  answered?: { requestId: string; proposalId: string; answer: RequestAnswer; first?: true }
}

/** A decided change of the municipality itself or of its people, told in the municipality's stream. */
export type MunicipalityChange = {
  after: Municipality
  members: Member[]
  reviews?: readonly Review[]
  /** A version of a review that is closed with it, written once. */
  frozen?: FrozenReview
  event: EventDraft
  entityId: string
  /** Mails that are sent because of it. */
  mails?: readonly MailDraft[]
  /** 回答依頼 that it makes. */
  requests?: readonly Request[]
  /** Questions to and from other municipalities: all of them, as they are afterwards. */
  inquiries?: readonly Inquiry[]
  /** What it tells other municipalities. */
  deliveries?: readonly Delivery[]
  /** Texts of other municipalities that are erased here, or of which nothing is left. */
  erasures?: readonly TextErasure[]
  /** A long export that is asked for by it. */
  exports?: readonly ExportTask[]
}

/** Keys whose values people write or that name people: their texts never enter the hashed event. */
const FREE_TEXTS: ReadonlySet<string> = new Set([
  'title',
  'part',
  'desiredState',
  'method',
  'rationale',
  'aim',
  'expectedResults',
  'phaseGoal',
  'themes',
  'office',
  'offices',
  'successors',
  'staffNumber',
  'mailSender',
  'reason',
  'url',
  'label',
  'note',
  'wording',
  'inferred',
  'documentNumber',
  'whoKnows',
  'comment',
  'text',
  'name',
  'nameEn',
  'email',
  'prefecture',
  'dispatcher',
])

/** Takes the free texts out of a value and names each by its JSON pointer. */
export function separateTexts(value: Record<string, unknown>): Pick<EventDraft, 'data' | 'texts'> {
  const texts: Record<string, string> = {}
  const walk = (node: unknown, pointer: string, free: boolean): unknown => {
    if (typeof node === 'string' && free) {
      texts[pointer] = node
      return undefined
    }
    if (Array.isArray(node)) {
      const kept = node.map((item, at) => walk(item, `${pointer}/${at}`, free))
      return free && kept.every((item) => item === undefined) ? undefined : kept
    }
    if (node === null || typeof node !== 'object') return node
    const kept = Object.entries(node).flatMap(([key, item]) => {
      const rest = walk(item, `${pointer}/${key}`, FREE_TEXTS.has(key))
      return rest === undefined ? [] : [[key, rest] as const]
    })
    return Object.fromEntries(kept)
  }
  return { data: walk(value, '', false) as Record<string, unknown>, texts }
}

/**
 * What an edit changes: the fields, what each becomes (`null` in an edit empties one), and what the event tells of it.
 * @param names of the fields that may be edited
 * @throws DomainError `nothing_changed`
 */
export function editedFields<State extends object, Field extends keyof State & string>(
  before: State,
  edit: { readonly [Name in Field]?: State[Name] | null | undefined },
  names: readonly Field[],
): { fields: Field[]; changes: Partial<State>; told: Record<string, unknown> } {
  const fields = names.filter(
    (field) =>
      edit[field] !== undefined &&
      JSON.stringify(edit[field]) !== JSON.stringify(before[field] ?? null),
  )
  if (fields.length === 0) throw new DomainError('nothing_changed')
  const ofEach = (value: (field: Field) => unknown) =>
    Object.fromEntries(fields.map((field) => [field, value(field)]))
  return {
    fields,
    changes: ofEach((field) => edit[field] ?? undefined) as Partial<State>,
    told: {
      fields,
      ...ofEach((field) => edit[field]),
      before: ofEach((field) => before[field] ?? null),
    },
  }
}

/** What a permission rule may ask about a proposal and, where it concerns one, a report or a question. */
export function resourceOf(proposal: Proposal, report?: Report, question?: Question): Resource {
  return {
    municipality: proposal.municipality,
    cohorts: cohortsOf(proposal),
    stewardMemberId: proposal.steward?.memberId,
    ...(report && {
      report: {
        side: report.side,
        byMemberId: report.by.memberId,
        saidByMemberId: saidBy(report),
      },
    }),
    ...(question && {
      question: {
        byMemberId: askerOf(question),
        askedMemberIds: question.to,
        via: question.via,
      },
    }),
  }
}

/**
 * The attribution of a deed that is permitted.
 * @throws DomainError `not_allowed`
 */
export function attribute(deed: Deed, action: Action, resource: Resource): Attribution {
  const held = permittedAs(deed.actor, action, resource, deed.now)
  if (!held) throw new DomainError('not_allowed')
  return attributionOf(deed, held)
}

/** Who did it, in which role, over which channel. */
export function attributionOf({ actor, channel }: Deed, held?: RoleHeld): Attribution {
  return {
    kind: actor.kind,
    ...(actor.memberId !== undefined && { memberId: actor.memberId }),
    ...(held && { role: held.role }),
    ...(held?.cohort !== undefined && { cohort: held.cohort }),
    channel,
  }
}

/** The proposal after an event: its head moves on by one; the hash follows when the event is sealed. */
export function moved(proposal: Proposal, now: Instant, changes: Partial<Proposal>): Proposal {
  const sequence = proposal.head.sequence + 1
  return { ...proposal, ...changes, head: { ...proposal.head, sequence, recordedAt: now } }
}
