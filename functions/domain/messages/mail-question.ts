import type { Proposal } from '../proposal.ts'
import type { Message, Question } from '../question.ts'
import { senderOf } from './mail-sender.ts'
import type { MailContext, MailText, MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

type Named = { proposalId: string; questionId: string; messageId: string }

/** 質問: to whom it was put. It lapses with the thread. */
export const questionAskedMail: MailWriter<'question_asked'> = (named, context) => {
  const found = threadOf(named, context)
  if (!found) return undefined
  const { proposal, question, message } = found
  const { language, member, register } = context
  const until = messagesOf(language).day(question.dueOn)
  const from = whoseOf(message, context)
  const title = proposal.title
  return language === 'en'
    ? told(context, {
        subject: `Question about “${title}” (${register.municipality.nameEn})`,
        opening: [
          `Dear ${member.name},`,
          '',
          `${from} has a question about the proposal “${title}”. Please answer by ${until}.`,
        ],
        message,
        action: 'Read and answer here:',
        named,
        why: 'You get this mail because you are of the cohort, the office in charge, or HR. If you don’t know, please write just that: it helps too.',
      })
    : told(context, {
        subject: `【${register.municipality.name}】取組「${title}」についての質問`,
        opening: [
          `${member.name} 様`,
          '',
          `取組「${title}」について、${from}から質問が届いています。`,
          `${until}までにご回答をお願いします。`,
        ],
        message,
        action: '次のページで回答できます。',
        named,
        why: 'このメールは、取組を提案した年度の研究生・マネ友、担当者・所管課、または派遣元の方にお送りしています。分からないときは、その旨だけでもお書きください。',
      })
}

/** 質問への回答: to who asked. */
export const questionAnsweredMail: MailWriter<'question_answered'> = (named, context) => {
  const found = threadOf(named, context)
  if (!found) return undefined
  const { proposal, message } = found
  const { language, member, register } = context
  const from = whoseOf(message, context)
  const title = proposal.title
  return language === 'en'
    ? told(context, {
        subject: `Answer about “${title}” (${register.municipality.nameEn})`,
        opening: [
          `Dear ${member.name},`,
          '',
          `${from} has answered your question about the proposal “${title}”.`,
        ],
        message,
        action: 'Ask on, or keep the answer as a hearing or a note:',
        named,
        why: 'You get this mail because you have asked.',
      })
    : told(context, {
        subject: `【${register.municipality.name}】取組「${title}」についての質問に回答がありました`,
        opening: [
          `${member.name} 様`,
          '',
          `取組「${title}」についてのあなたの質問に、${from}から回答がありました。`,
        ],
        message,
        action: '次のページで、続けて質問したり、回答を聞き取りやコメントとして残したりできます。',
        named,
        why: 'このメールは、質問をした方にお送りしています。',
      })
}

type Told = {
  subject: string
  opening: string[]
  message: Message
  action: string
  named: Named
  why: string
}

function told(
  { register, links }: MailContext,
  { subject, opening, message, action, named, why }: Told,
): MailText {
  const { code } = register.municipality
  const path = `/m/${code}/proposals/${named.proposalId}/questions/${named.questionId}`
  const rule = '----------------------------------------'
  return {
    subject,
    text: [
      ...opening,
      '',
      rule,
      message.text,
      rule,
      '',
      action,
      links.page(path),
      '',
      why,
      '',
      senderOf(register),
    ].join('\n'),
  }
}

/** The message as it is now; undefined where the thread has ended, and its text with it. */
function threadOf(
  { proposalId, questionId, messageId }: Named,
  { register }: MailContext,
): { proposal: Proposal; question: Question; message: Message } | undefined {
  const proposal = register.proposals.get(proposalId)
  const question = proposal?.questions?.find(({ id }) => id === questionId)
  const message = question?.messages.find(({ id }) => id === messageId)
  return proposal && question && message?.text !== undefined
    ? { proposal, question, message }
    : undefined
}

/** 「令和8年度研究生 ○○さん」 */
function whoseOf({ by }: Message, { register, language }: MailContext): string {
  const messages = messagesOf(language)
  const name = by.memberId === undefined ? undefined : register.members.get(by.memberId)?.name
  const role = by.role === undefined ? undefined : messages.roles[by.role]
  const as = by.cohort === undefined ? role : messages.cohort(by.cohort)
  if (name === undefined) return as ?? messages.actorKinds[by.kind]
  return language === 'en' ? `${name}${as ? ` (${as})` : ''}` : `${as ? `${as} ` : ''}${name}さん`
}
