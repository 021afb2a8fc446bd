import * as z from 'zod'
import { type Day, daysAfter, endOfTokyoDay, type Instant, tokyoDayOf } from '../calendar.ts'
import { attribute, attributionOf, type Deed, type MunicipalityChange } from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import { DaySchema, Id, MunicipalityCode } from '../fields.ts'
import { isMailed } from '../mails/mail-changes.ts'
import { Attribution, isAdmitted } from '../people/people.ts'
import { askedOn } from '../people/whom-to-ask.ts'
import type { Proposal } from '../proposals/proposal.ts'
import type { Register } from '../register.ts'
import { ASKED_VIA, type AskedVia, CHANNELS, REQUEST_ANSWERS, REQUEST_PURPOSES } from '../words.ts'

/** To the end of which day, from today, the link of a request holds, and how often something may be recorded with it. */
export const LINK_DAYS = 14
export const LINK_USES = 5
/** One person's list; a longer one nobody answers on one page. */
export const MOST_PROPOSALS = 40

/** What somebody said to one of the proposals they were asked about. */
export const RequestAnswer = z
  .strictObject({
    answer: z.enum(REQUEST_ANSWERS),
    at: z.string(),
    channel: z.enum(CHANNELS),
    /** What was recorded, where something was. */
    reportId: Id.optional(),
    /** The use of the link that it came by. */
    use: z.int().optional(),
  })
  .meta({ id: 'RequestAnswer' })
export type RequestAnswer = z.infer<typeof RequestAnswer>

/** 回答依頼: one person, everything they are asked about. It lies outside the register. */
export const Request = z
  .strictObject({
    v: z.literal(1),
    id: Id,
    municipality: MunicipalityCode,
    memberId: Id,
    proposalIds: z.array(Id).min(1).max(MOST_PROPOSALS),
    purpose: z.enum(REQUEST_PURPOSES),
    /** The review round that asks. */
    reviewId: Id.optional(),
    /** Answers are about the earlier of this day and their own. */
    asOf: DaySchema.optional(),
    dueOn: DaySchema,
    issuedAt: z.string(),
    by: Attribution,
    /** Whether a mail asks, or a sheet of paper. */
    byMail: z.boolean(),
    expiresAt: z.string(),
    /** The one whose link had lapsed. */
    renews: Id.optional(),
    /** How often something was recorded with the link. */
    uses: z.int(),
    /** By proposal. */
    answers: z.record(z.string(), RequestAnswer),
  })
  .meta({ id: 'Request' })
export type Request = z.infer<typeof Request>

/** One person to ask, as what, and everything to ask them. */
export type Asking = { memberId: string; via: AskedVia; byMail: boolean; proposalIds: string[] }

export const AskingView = z
  .object({
    memberId: Id,
    via: z.enum(ASKED_VIA),
    byMail: z.boolean().meta({ description: 'Whether a mail asks them; else a sheet of paper' }),
    proposalIds: z.array(Id),
  })
  .meta({ id: 'Asking' })

/**
 * Whom to ask about some proposals on a day: one entry per person with all of theirs. What nobody but HR
 * could answer is told apart: HR asks no mail of itself.
 */
export function askingsOf(
  register: Register,
  proposalIds: readonly string[],
  day: Day,
): { people: Asking[]; nobody: string[] } {
  const people = new Map<string, Asking>()
  const nobody: string[] = []
  for (const id of proposalIds) {
    const proposal = proposalOf(register, id)
    const { via, memberIds } = askedOn(register, proposal, day)
    if (via === 'dispatcher' || memberIds.length === 0) nobody.push(id)
    else
      for (const memberId of memberIds) {
        const known = people.get(memberId)
        const member = register.members.get(memberId)
        const byMail = member !== undefined && isMailed(member, 'request')
        if (known) known.proposalIds.push(id)
        else people.set(memberId, { memberId, via, byMail, proposalIds: [id] })
      }
  }
  return { people: [...people.values()], nobody }
}

function proposalOf({ proposals }: Register, id: string): Proposal {
  const proposal = proposals.get(id)
  if (!proposal) throw fieldError('/proposalIds', 'unknown_value')
  return proposal
}

/** What a request asks of one person. */
export type RequestInput = Pick<Request, 'memberId' | 'proposalIds' | 'purpose' | 'dueOn'> &
  Partial<Pick<Request, 'reviewId' | 'asOf' | 'renews'>>

/**
 * Asks one person about all of their proposals: a mail where one reaches them, else they stand on the list of
 * those who get a sheet of paper. The system and the renewed link of a request need no role.
 * @param mail the kind of mail that brings the link
 * @throws DomainError `not_allowed`; `validation_failed` for a proposal or a person that isn't there, or a
 * due day that is past; `not_invitable` for somebody who has left or is suspended
 */
export function issueRequest(
  register: Register,
  input: RequestInput,
  deed: Deed,
  mail: 'request' | 'reminder' = 'request',
): MunicipalityChange {
  const { municipality, members } = register
  const { code } = municipality
  const by =
    deed.actor.kind === 'person'
      ? attribute(deed, 'request.issue', { municipality: code })
      : attributionOf(deed)
  const { memberId, proposalIds, dueOn } = input
  const today = tokyoDayOf(deed.now)
  const member = members.get(memberId)
  if (!member) throw fieldError('/memberId', 'unknown_value')
  if (!isAdmitted(member, today)) throw new DomainError('not_invitable')
  for (const id of proposalIds) proposalOf(register, id)
  if (dueOn < today) throw fieldError('/dueOn', 'in_past')
  const expiresAt = endOfTokyoDay(daysAfter(today, LINK_DAYS))
  const request: Request = {
    v: 1,
    id: deed.id,
    municipality: code,
    ...input,
    issuedAt: deed.now,
    by,
    byMail: isMailed(member, mail),
    expiresAt,
    uses: 0,
    answers: {},
  }
  const { purpose, reviewId, asOf, renews } = input
  return {
    after: municipality,
    members: [],
    entityId: deed.id,
    requests: [request],
    event: {
      type: 'request_issued',
      by,
      data: {
        requestId: deed.id,
        memberId,
        proposalIds,
        purpose,
        dueOn,
        byMail: request.byMail,
        expiresAt,
        ...(reviewId !== undefined && { reviewId }),
        ...(asOf !== undefined && { asOf }),
        ...(renews !== undefined && { renews }),
      },
      texts: {},
    },
    ...(request.byMail && {
      mails: [
        {
          kind: 'request',
          to: memberId,
          facts: { requestId: deed.id, proposalIds, purpose, dueOn, expiresAt },
        },
      ],
    }),
  }
}

/** Why a link can't be used any more, or undefined while it can. */
export function linkEnded(
  { members }: Register,
  { memberId, expiresAt, uses }: Pick<Request, 'memberId' | 'expiresAt' | 'uses'>,
  now: Instant,
): 'revoked' | 'expired' | 'used_up' | undefined {
  const member = members.get(memberId)
  if (!member || !isAdmitted(member, tokyoDayOf(now))) return 'revoked'
  if (expiresAt <= now) return 'expired'
  return uses >= LINK_USES ? 'used_up' : undefined
}

/** What was asked of a proposal, of whom, when, and what came of it: as a list tells it. */
export const AskedView = z
  .object({
    requestId: Id,
    memberId: Id,
    name: z.string().optional(),
    issuedAt: z.string(),
    dueOn: DaySchema,
    byMail: z.boolean(),
    purpose: z.enum(REQUEST_PURPOSES),
    answer: RequestAnswer.optional(),
  })
  .meta({ id: 'Asked' })
export type AskedView = z.infer<typeof AskedView>
