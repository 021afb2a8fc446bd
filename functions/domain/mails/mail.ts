import type { Day, Instant } from '../calendar.ts'
import type { LineageKind, RequestAnswerCode, RequestPurpose } from '../words.ts'

/** What each kind of mail is told of: ids and codes alone. Its words are made when it is sent. */
export type MailFacts = {
  /** 招待 */
  invitation: { invitationId: string }
  /** 質問: asked, or gone on with by who asked. */
  question_asked: { proposalId: string; questionId: string; messageId: string }
  /** 質問への回答 */
  question_answered: { proposalId: string; questionId: string; messageId: string }
  /** 他の自治体からの質問: to HR. */
  inquiry_received: { inquiryId: string }
  /** How a question between municipalities ended: to who asked, or to HR, which need not answer any more. */
  inquiry_ended: { inquiryId: string }
  /** 回答依頼 */
  request: {
    requestId: string
    proposalIds: readonly string[]
    purpose: RequestPurpose
    dueOn: Day
    expiresAt: Instant
  }
  /** What was recorded by a link, to whoever has answered. */
  answer_recorded: {
    requestId: string
    expiresAt: Instant
    answers: readonly {
      proposalId: string
      answer: RequestAnswerCode
      reportId?: string | undefined
    }[]
  }
  /** Somebody who was asked points to whoever knows: to whoever has asked. */
  passed_on: { proposalId: string; sequence: number }
  /** お知らせ: everything that is due, for one person. */
  reminder: {
    proposalIds: readonly string[]
    /** The round that asks. */
    reviewId?: string
    /** The request whose link answers all of these proposals. */
    requestId?: string
    /** By when it is to be answered, as its page says, too. */
    dueOn?: Day
    expiresAt?: Instant
    questions: readonly { proposalId: string; questionId: string }[]
    /** For HR: questions of other municipalities. */
    inquiries?: readonly string[]
    unasked: readonly string[]
    onPaper: number
  }
  /** 異動者一覧: HR is asked to record who has moved. */
  transfer_list: { fiscalYear: number }
  /** An invitation that is about to lapse. */
  invitation_lapsing: { invitationId: string }
  /** A later cohort made a proposal of an earlier one: to the earlier cohort. */
  idea_lives_on: { proposalId: string; newerId: string; kind: LineageKind }
  /** 訂正・利用停止の請求: to HR, and the answer to whoever made it. */
  claim_made: { memberId: string; claimId: string }
  claim_answered: { claimId: string }
  /** 履歴の証明: once a month, what nobody who runs the hub can change any more. */
  anchor_report: {
    at: Instant
    events: number
    chains: number
    fingerprint: string
    publicKey: string
  }
  /** 履歴の異常: at once, where a check of the history has failed. */
  history_broken: { stream: string; sequence: number; fault: string; chains: number }
  /** 復元: what was recorded after an instant, and vouched for by anchors, is gone. */
  history_restored: { asOf: Instant; anchors: number }
}
export type MailKind = keyof MailFacts
export const MAIL_KINDS = [
  'invitation',
  'question_asked',
  'question_answered',
  'inquiry_received',
  'inquiry_ended',
  'request',
  'answer_recorded',
  'passed_on',
  'reminder',
  'transfer_list',
  'invitation_lapsing',
  'idea_lives_on',
  'claim_made',
  'claim_answered',
  'anchor_report',
  'history_broken',
  'history_restored',
] as const satisfies readonly MailKind[]

/** A mail that a change asks for: written with it, sent afterwards. */
export type MailDraft = {
  [Kind in MailKind]: {
    kind: Kind
    /** The receiver, by their id on the roster; the address is looked up when it is sent. */
    to: string
    facts: MailFacts[Kind]
    /** Not before; at once without it. */
    due?: Instant
  }
}[MailKind]

/** A mail that waits to be sent. */
export type PendingMail = MailDraft & {
  /** The operation's id, with the mail's number behind it where there are several. */
  id: string
  code: string
  due: Instant
  createdAt: Instant
  /** Tries so far that ended with an answer. */
  refusals: number
  /** Tries so far of which nobody knows how they ended. */
  unknown: number
  /** Until then it is somebody's to send. */
  leasedUntil?: Instant
  /** When it was handed over, where the history could not be told so yet. */
  sentAt?: Instant
}

/** Why a mail was not sent in the end. */
export const MAIL_FAILURES = [
  'no_address',
  'bounced',
  'complained',
  'refused',
  'tried_often',
  'unknown_result',
] as const
export type MailFailure = (typeof MAIL_FAILURES)[number]

/** How a mail ended; `moot` where there was nothing to say any more, or the receiver wants none. */
export type MailEnd =
  | { state: 'sent' | 'moot'; at: Instant }
  | { state: 'given_up'; at: Instant; failure: MailFailure }

/** How long a mail is somebody's to send before somebody else may. */
export const LEASE_MS = 60_000

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** How long to wait after each refusal for now; behind the last one a mail is given up: some two days. */
const BACK_OFF = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
]

/** When a mail that was refused for now is tried again; undefined where it was tried often enough. */
export function nextTry(refusals: number, now: Instant): Instant | undefined {
  const wait = BACK_OFF[refusals]
  return wait === undefined ? undefined : new Date(Date.parse(now) + wait).toISOString()
}

/** The mails of a change as they wait, named by their operation. */
export function pendingOf(
  drafts: readonly MailDraft[],
  { code, operationId, now }: { code: string; operationId: string; now: Instant },
): PendingMail[] {
  return drafts.map((draft, at) => ({
    ...draft,
    id: at === 0 ? operationId : `${operationId}.${at}`,
    code,
    due: draft.due !== undefined && draft.due > now ? draft.due : now,
    createdAt: now,
    refusals: 0,
    unknown: 0,
  }))
}
