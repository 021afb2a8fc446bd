import * as z from 'zod'
import type { Instant } from '../calendar.ts'
import { Id } from '../fields.ts'
import { saidBy } from '../outcomes/report.ts'
import type { Proposal } from '../proposals/proposal.ts'

const OWN_TEXTS = [
  'report',
  'answer',
  'comment',
  'handover',
  'referral',
  'message',
  'review',
  /** Sent to another municipality, which erases it as well. */
  'inquiry',
  'other',
] as const
/** A text that somebody wrote, or whose words it holds. */
export const OwnText = z.object({
  /** What it is about, where it is about one. */
  proposalId: Id.optional(),
  proposalTitle: z.string().optional(),
  kind: z.enum(OWN_TEXTS),
  recordedAt: z.string(),
  text: z.string(),
})
export type OwnText = z.infer<typeof OwnText>

/** The texts of a proposal that a person wrote or said, as they still stand there. */
export function ownTexts(proposal: Proposal, memberId: string): OwnText[] {
  return textsIn(proposal)
    .filter(({ people }) => people.includes(memberId))
    .map(({ people: _, ...text }) => text)
}

/** A text with whose it is. */
export type Found = OwnText & { people: (string | undefined)[] }

/** Every text that a proposal's state holds. */
export function textsIn(proposal: Proposal): Found[] {
  const found: Found[] = []
  const add = (
    kind: OwnText['kind'],
    recordedAt: Instant,
    people: Found['people'],
    texts: (string | undefined)[],
  ) => {
    const text = texts.filter(Boolean).join('\n')
    if (text)
      found.push({
        proposalId: proposal.id,
        proposalTitle: proposal.title,
        kind,
        recordedAt,
        text,
        people,
      })
  }
  for (const report of proposal.reports) {
    const { hearing, source, evidence = [], withdrawn, recordedAt } = report
    const links = evidence.flatMap(({ url, label }) => [label, url])
    const words = [
      report.reason,
      hearing?.speaker.note,
      source?.wording,
      source?.inferred,
      ...links,
    ]
    add('report', recordedAt, [report.by.memberId, saidBy(report)], words)
    if (withdrawn) add('report', withdrawn.at, [withdrawn.by.memberId], [withdrawn.reason])
    for (const answer of report.confirmations)
      add('answer', answer.recordedAt, [answer.by.memberId], [answer.comment])
  }
  for (const { recordedAt, by, speaker, text } of proposal.comments)
    add('comment', recordedAt, [by.memberId, speaker?.memberId], [text, speaker?.note])
  for (const { recordedAt, by, note } of proposal.handovers ?? [])
    add('handover', recordedAt, [by.memberId], [note])
  for (const { recordedAt, by, memberId, whoKnows } of proposal.referrals ?? [])
    add('referral', recordedAt, [by.memberId, memberId], [whoKnows])
  for (const { messages } of proposal.questions ?? [])
    for (const { recordedAt, by, text } of messages)
      add('message', recordedAt, [by.memberId], [text])
  return found
}
