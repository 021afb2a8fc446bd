import * as z from 'zod'
import type { Instant } from '../calendar.ts'
import { Id, MunicipalityCode } from '../fields.ts'
import { saidBy } from '../outcomes/report.ts'
import { Claim, Member } from '../people/people.ts'
import { InvitationView, invitationState } from '../people/roster.ts'
import { newestFirst, type Register } from '../register.ts'
import type { Request } from '../requests/request.ts'
import { OUTCOMES } from '../words.ts'
import { OwnText } from './own-texts.ts'

/** What somebody recorded, or what holds their words. */
const OwnRecord = z
  .object({
    proposalId: Id,
    proposalTitle: z.string(),
    kind: z.enum(['report', 'hearing', 'answer', 'comment', 'handover', 'referral', 'message']),
    recordedAt: z.string(),
    outcome: z.enum(OUTCOMES).optional(),
    text: z.string().optional(),
  })
  .meta({ id: 'OwnRecord' })
type OwnRecord = z.infer<typeof OwnRecord>

/** Everything one municipality holds about a person. */
export const OwnData = z
  .object({
    municipality: MunicipalityCode,
    municipalityName: z.string(),
    memberId: Id,
    entry: Member.pick({
      name: true,
      office: true,
      email: true,
      staffNumber: true,
      moves: true,
      away: true,
      leftOn: true,
      suspended: true,
      mailTrouble: true,
      mailsOff: true,
      language: true,
      rosterReadOn: true,
      roles: true,
    }),
    invitation: InvitationView.optional(),
    records: z.array(OwnRecord),
    /** Everything they wrote, or that holds their words: earlier wordings and what has ended, too. */
    texts: z.array(OwnText),
    requests: z.array(
      z.object({
        issuedAt: z.string(),
        dueOn: z.string(),
        byMail: z.boolean(),
        proposals: z.int(),
      }),
    ),
    /** Questions to other municipalities, as far as the register holds them. */
    inquiries: z.array(
      z.object({ askedAt: z.string(), municipalityName: z.string(), proposalTitle: z.string() }),
    ),
    claims: z.array(Claim),
  })
  .meta({ id: 'OwnData' })
export type OwnData = z.infer<typeof OwnData>

/** What is held about one person (自己情報の開示): theirs alone to read. */
export function ownDataOf(
  register: Register,
  {
    memberId,
    requests,
    texts,
    now,
  }: { memberId: string; requests: readonly Request[]; texts: readonly OwnText[]; now: Instant },
): OwnData | undefined {
  const member = register.members.get(memberId)
  if (!member || member.erased) return undefined
  const { name, office, email, staffNumber, moves, away, leftOn, suspended, mailTrouble } = member
  const { mailsOff, language, rosterReadOn, roles, invitation, claims = [] } = member
  const { municipality } = register
  return {
    municipality: municipality.code,
    municipalityName: municipality.name,
    memberId,
    entry: {
      ...{ name, office, email, staffNumber, moves, away, leftOn, suspended, mailTrouble },
      ...{ mailsOff, language, rosterReadOn, roles },
    },
    ...(invitation && { invitation: invitationView(invitation, now) }),
    records: recordsOf(register, memberId),
    texts: [...texts].sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1)),
    requests: requests.map(({ issuedAt, dueOn, byMail, proposalIds }) => ({
      ...{ issuedAt, dueOn, byMail },
      proposals: proposalIds.length,
    })),
    inquiries: register.inquiries
      .filter(({ side, byMemberId }) => side === 'asking' && byMemberId === memberId)
      .map(({ askedAt, other, proposal }) => ({
        askedAt,
        municipalityName: other.name,
        proposalTitle: proposal.title,
      })),
    claims,
  }
}

function invitationView(invitation: NonNullable<Member['invitation']>, now: Instant) {
  const { id: _, ...shown } = invitation
  return { ...shown, state: invitationState(invitation, now) }
}

function recordsOf(register: Register, memberId: string): OwnRecord[] {
  const records = newestFirst(register).flatMap((proposal) => {
    const found: OwnRecord[] = []
    const add = (
      kind: OwnRecord['kind'],
      recordedAt: Instant,
      people: (string | undefined)[],
      rest: Pick<OwnRecord, 'text' | 'outcome'>,
    ) => {
      if (!people.includes(memberId)) return
      found.push({
        proposalId: proposal.id,
        proposalTitle: proposal.title,
        kind,
        recordedAt,
        ...rest,
      })
    }
    for (const report of proposal.reports) {
      const { kind, recordedAt, outcome, reason: text } = report
      add(kind, recordedAt, [report.by.memberId, saidBy(report)], { outcome, text })
      for (const { recordedAt: at, by, comment } of report.confirmations)
        add('answer', at, [by.memberId], { text: comment })
    }
    for (const { recordedAt, by, speaker, text } of proposal.comments)
      add('comment', recordedAt, [by.memberId, speaker?.memberId], { text })
    for (const { recordedAt, by, note } of proposal.handovers ?? [])
      add('handover', recordedAt, [by.memberId], { text: note })
    for (const { recordedAt, by, memberId, whoKnows } of proposal.referrals ?? [])
      add('referral', recordedAt, [by.memberId, memberId], { text: whoKnows })
    for (const { messages } of proposal.questions ?? [])
      for (const { recordedAt, by, text } of messages)
        add('message', recordedAt, [by.memberId], { text })
    return found
  })
  return records.sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))
}
