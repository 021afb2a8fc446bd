import { createHmac } from 'node:crypto'
import type { Deed, ProposalChange } from '../../domain/change.ts'
import { DomainError, type Refusal } from '../../domain/errors.ts'
import type { MailDraft, MailFacts } from '../../domain/mails/mail.ts'
import { isReachable } from '../../domain/mails/mail-changes.ts'
import type { Register } from '../../domain/register.ts'
import type { Request } from '../../domain/requests/request.ts'
import {
  type Answer,
  answerRequest,
  reportOfRequest,
  takeAnswerBack,
} from '../../domain/requests/request-answers.ts'
import type { Dependencies } from '../dependencies.ts'

export type Given = { proposalId: string; answer: Answer }
/** What one form says, and the use of the link that it is. */
export type Sent = { use: number; given: readonly Given[] }
type Writing = Pick<Dependencies, 'registers' | 'newId' | 'secret'>

/** Whoever answers by a link: the person it was mailed to, with the roles they hold. */
export function linkDeed(register: Register, request: Request, now: string, id: string): Deed {
  const member = register.members.get(request.memberId)
  return {
    actor: {
      kind: 'link',
      municipality: request.municipality,
      memberId: request.memberId,
      grants: member?.roles ?? [],
      ...(member?.suspended && { suspended: true }),
    },
    now,
    id,
    channel: 'mail_link',
  }
}

/** What would be refused of some answers, by proposal, before any of them is written. */
export function refusals(
  register: Register,
  request: Request,
  { use, given }: Sent,
  now: string,
): Map<string, Refusal[]> {
  const found = new Map<string, Refusal[]>()
  for (const { proposalId, answer } of given)
    try {
      const deed = linkDeed(register, request, now, request.id)
      answerRequest(register, { request, proposalId, answer, use }, deed)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      found.set(proposalId, error.refusals)
    }
  return found
}

/** Whether a use of the link has said something of a proposal. */
export function isOfUse({ answers }: Request, proposalId: string, use: number): boolean {
  return answers[proposalId]?.use === use
}

/**
 * Writes the answers of one form, one after the other. Sent again under the same use of the link, what was
 * written is left as it is and the rest follows; the last one sends the mail that tells what was recorded.
 */
export async function writeAnswers(
  { registers, newId, secret }: Writing,
  request: Request,
  { use, given }: Sent,
): Promise<void> {
  const { id, municipality: code, memberId } = request
  const operationOf = (what: string, said: unknown) => ({
    id: newId(),
    actor: memberId,
    key: `link ${id} ${use} ${what}`,
    fingerprint: createHmac('sha256', secret)
      .update(`answer\n${JSON.stringify(said)}`)
      .digest('base64url'),
  })
  const done: MailFacts['answer_recorded']['answers'][number][] = []
  for (const [at, { proposalId, answer }] of given.entries()) {
    const passesOn = answer.kind === 'unknown' || answer.kind === 'not_mine'
    const isRecorded = isOfUse(request, proposalId, use)
    const register = passesOn && !isRecorded ? await registers.read(code) : undefined
    const proposal = register?.proposals.get(proposalId)
    if (register && proposal && reportOfRequest(proposal, request, register.recordedAt)) {
      const back = operationOf(`${proposalId} back`, 'back')
      await registers
        .change(code, back, (current, now) =>
          takeAnswerBack(
            current,
            { request, proposalId },
            linkDeed(current, request, now, back.id),
          ),
        )
        .catch((error: unknown) => {
          // What somebody said while it was theirs stays said.
          if (!(error instanceof DomainError && error.code === 'not_allowed')) throw error
        })
    }
    const operation = operationOf(proposalId, answer)
    const isLast = at === given.length - 1
    const receipt = await registers.change(code, operation, (current, now) => {
      // One use says one thing of a proposal: that it is the same once more, the operation's record tells.
      if (isRecorded) throw new DomainError('idempotency_key_reused')
      const deed = linkDeed(current, request, now, operation.id)
      const change = answerRequest(current, { request, proposalId, answer, use }, deed)
      return isLast ? withMail(current, request, change, done) : change
    })
    done.push({
      proposalId,
      answer: passesOn ? answer.kind : 'reported',
      ...(!passesOn && { reportId: receipt.id }),
    })
  }
}

/** The mail to whoever has answered, with everything that one form has said. */
function withMail(
  register: Register,
  request: Request,
  change: ProposalChange,
  before: MailFacts['answer_recorded']['answers'],
): ProposalChange {
  const member = register.members.get(request.memberId)
  const { answered } = change
  if (!member || !isReachable(member) || !answered) return change
  const { answer, reportId } = answered.answer
  const told: MailDraft = {
    kind: 'answer_recorded',
    to: member.id,
    facts: {
      requestId: request.id,
      expiresAt: request.expiresAt,
      answers: [...before, { proposalId: change.after.id, answer, reportId }],
    },
  }
  return { ...change, mails: [...(change.mails ?? []), told] }
}
