import type { Instant } from '../calendar.ts'
import type { MailDraft, MailFacts, MailKind } from '../mails/mail.ts'
import type { Member } from '../people/people.ts'
import type { Register } from '../register.ts'
import { answerRecordedMail } from './mail-answer-recorded.ts'
import { anchorReportMail, historyBrokenMail, historyRestoredMail } from './mail-audit.ts'
import { claimAnsweredMail, claimMadeMail } from './mail-claim.ts'
import { ideaLivesOnMail } from './mail-idea-lives-on.ts'
import { inquiryEndedMail, inquiryReceivedMail } from './mail-inquiry.ts'
import { invitationMail } from './mail-invitation.ts'
import { passedOnMail } from './mail-passed-on.ts'
import { questionAnsweredMail, questionAskedMail } from './mail-question.ts'
import { invitationLapsingMail, reminderMail, transferListMail } from './mail-reminder.ts'
import { requestMail } from './mail-request.ts'
import type { Language } from './messages.ts'

/** A mail in words; plain text, each address on a line of its own. */
export type MailText = { subject: string; text: string }

/** The addresses that a mail may hold; the codes in them are computed, never kept. */
export type MailLinks = {
  /** A page of the hub, from its path on. */
  page(path: string): string
  invitation(of: { code: string; memberId: string; invitationId: string }): string
  /** The link of a request. */
  answer(of: { code: string; requestId: string }): string
  /** Answers a question without signing in; `asked` is the number among those who were asked. */
  question(of: { code: string; questionId: string; asked: number }): string
  /** Where the receiver turns a kind of mail off. */
  preferences(of: { code: string; memberId: string; kind: MailKind }): string
}

/** What a mail's words are made from: everything as it is when the mail is sent. */
export type MailContext = {
  register: Register
  /** The receiver. */
  member: Member
  language: Language
  links: MailLinks
  now: Instant
}

/** Says a kind of mail in words; undefined where there is nothing to say any more. */
export type MailWriter<Kind extends MailKind> = (
  facts: MailFacts[Kind],
  context: MailContext,
) => MailText | undefined

const WRITERS: { [Kind in MailKind]: MailWriter<Kind> } = {
  invitation: invitationMail,
  question_asked: questionAskedMail,
  question_answered: questionAnsweredMail,
  inquiry_received: inquiryReceivedMail,
  inquiry_ended: inquiryEndedMail,
  request: requestMail,
  answer_recorded: answerRecordedMail,
  passed_on: passedOnMail,
  reminder: reminderMail,
  transfer_list: transferListMail,
  invitation_lapsing: invitationLapsingMail,
  idea_lives_on: ideaLivesOnMail,
  claim_made: claimMadeMail,
  claim_answered: claimAnsweredMail,
  anchor_report: anchorReportMail,
  history_broken: historyBrokenMail,
  history_restored: historyRestoredMail,
}

/** A mail in its receiver's language; undefined where there is nothing to say any more. */
export function mailText(
  { kind, facts }: Pick<MailDraft, 'kind' | 'facts'>,
  context: Omit<MailContext, 'language'>,
): MailText | undefined {
  const { member, register } = context
  const language = member.language ?? register.municipality.settings.language ?? 'ja'
  const write = WRITERS[kind] as MailWriter<typeof kind>
  return write(facts, { ...context, language })
}
