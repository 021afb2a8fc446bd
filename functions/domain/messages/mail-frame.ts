import { type Day, type Instant, tokyoDayOf } from '../calendar.ts'
import type { MailKind } from '../mails/mail.ts'
import { senderOf } from './mail-sender.ts'
import type { MailContext, MailText } from './mails.ts'
import { messagesOf } from './messages.ts'

type Content = {
  /** Without the municipality's name. */
  subject: string
  lines: readonly string[]
  /** Why the receiver gets it, as one sentence. */
  why: string
}

/** Why an automatic mail came, and how to get no more of its kind. */
export function whyAndOff(
  kind: MailKind,
  { register, member, language, links }: MailContext,
  why: string,
): string[] {
  const { code } = register.municipality
  const off = links.preferences({ code, memberId: member.id, kind })
  return language === 'en'
    ? ['--', why, 'To change the language, or to get no more e-mails of this kind:', off]
    : ['――――', why, 'この種類のお知らせを止める・言語を変える：', off]
}

/**
 * An automatic mail: whom it is for, what it says, why it came, how to get no more of its kind, and whom it
 * is from.
 */
export function framed(
  kind: MailKind,
  context: MailContext,
  { subject, lines, why }: Content,
): MailText {
  const { register, member, language } = context
  const { municipality } = register
  const foot = whyAndOff(kind, context, why)
  const sender = senderOf(register)
  return language === 'en'
    ? {
        subject: `${subject} (${municipality.nameEn})`,
        text: [`Dear ${member.name},`, '', ...lines, '', ...foot, '', sender].join('\n'),
      }
    : {
        subject: `【${municipality.name}】${subject}`,
        text: [`${member.name} 様`, '', ...lines, '', ...foot, '', sender].join('\n'),
      }
}

/** Whose the link of a request is, and until when; how one gets another where it lapses before the due day. */
export function linkHolds(
  { language }: Pick<MailContext, 'language'>,
  { dueOn, expiresAt }: { dueOn: Day | undefined; expiresAt: Instant },
): string {
  const last = tokyoDayOf(expiresAt)
  const until = messagesOf(language).day(last)
  const isShort = dueOn !== undefined && last < dueOn
  if (language === 'en')
    return `This link is for you alone, until ${until}${isShort ? ' (after that, open it to be mailed a new one)' : ''}; please don’t forward it.`
  return `このリンクはあなた専用です（${until}まで${isShort ? '。その後は、同じリンクから新しいリンクを受け取れます' : ''}）。ほかの人に転送しないでください。`
}

/** A title in a line of a list, with its cohort's year. */
export function listed(
  { register, language }: Pick<MailContext, 'register' | 'language'>,
  proposalId: string,
  yearOf: (year: number) => string,
): string[] {
  const proposal = register.proposals.get(proposalId)
  if (!proposal) return []
  const year = yearOf(proposal.cohort)
  return [language === 'en' ? `- ${proposal.title} (${year})` : `・${proposal.title}（${year}）`]
}
