import type { Proposal } from '../proposals/proposal.ts'
import type { Message, Question } from '../questions/question.ts'
import { framed } from './mail-frame.ts'
import type { MailContext, MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

type Named = { proposalId: string; questionId: string; messageId: string }

/** 質問: to whom it was put. It lapses with the thread. */
export const questionAskedMail: MailWriter<'question_asked'> = (named, context) => {
  const found = threadOf(named, context)
  if (!found) return undefined
  const { proposal, question, message } = found
  const { language } = context
  const until = messagesOf(language).day(question.dueOn)
  const from = whoseOf(message, context)
  const { title } = proposal
  return language === 'en'
    ? framed('question_asked', context, {
        subject: `Question about “${title}”`,
        lines: [
          `${from} has a question about the proposal “${title}”. Please answer by ${until}.`,
          ...quoted(message),
          'Answer here, without signing in:',
          questionLink(named.proposalId, question, context),
          'If you don’t know, please say so, and name somebody who might: that helps, too.',
        ],
        why: 'You get this because the question was put to the cohort, to the office in charge or to HR, and you are one of them.',
      })
    : framed('question_asked', context, {
        subject: `取組「${title}」についての質問`,
        lines: [
          `取組「${title}」について、${from}から質問が届いています。`,
          `${until}までにご回答をお願いします。`,
          ...quoted(message),
          '次のページで、サインインせずに回答できます。',
          questionLink(named.proposalId, question, context),
          '分からないときは、その旨と、知っていそうな方をお書きください。',
        ],
        why: '取組の当時の研究生・マネ友、担当者・所管課、または派遣元として質問を受けたため、お送りしています。',
      })
}

/** 質問への回答: to who asked. */
export const questionAnsweredMail: MailWriter<'question_answered'> = (named, context) => {
  const found = threadOf(named, context)
  if (!found) return undefined
  const { proposal, message } = found
  const from = whoseOf(message, context)
  const { title } = proposal
  return context.language === 'en'
    ? framed('question_answered', context, {
        subject: `Answer about “${title}”`,
        lines: [
          `${from} has answered your question about the proposal “${title}”.`,
          ...quoted(message),
          'You can go on asking, or keep the answer as a hearing or a comment:',
          pageOf(named, context),
        ],
        why: 'You get this because you asked.',
      })
    : framed('question_answered', context, {
        subject: `取組「${title}」についての質問に回答がありました`,
        lines: [
          `取組「${title}」についてのあなたの質問に、${from}から回答がありました。`,
          ...quoted(message),
          '次のページで、続けて質問したり、回答を聞き取りやコメントとして残したりできます。',
          pageOf(named, context),
        ],
        why: 'あなたが質問したため、お送りしています。',
      })
}

function quoted({ text = '' }: Message): string[] {
  const rule = '-'.repeat(40)
  return ['', rule, text, rule, '']
}

/** The receiver's own link; whoever has answered without being asked signs in. */
export function questionLink(
  proposalId: string,
  { id: questionId, to }: Question,
  context: MailContext,
): string {
  const { code } = context.register.municipality
  const asked = to.indexOf(context.member.id)
  return asked < 0
    ? pageOf({ proposalId, questionId }, context)
    : context.links.question({ code, questionId, asked })
}

function pageOf(
  { proposalId, questionId }: Omit<Named, 'messageId'>,
  { register, links }: MailContext,
): string {
  const { code } = register.municipality
  return links.page(`/m/${code}/proposals/${proposalId}/questions/${questionId}`)
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
  const name =
    by.memberId === undefined ? undefined : register.members.get(by.memberId)?.name || undefined
  const role = by.role === undefined ? undefined : messages.roles[by.role]
  const as = by.cohort === undefined ? role : messages.cohort(by.cohort)
  if (name === undefined) return as ?? messages.actorKinds[by.kind]
  return language === 'en' ? `${name}${as ? ` (${as})` : ''}` : `${as ? `${as} ` : ''}${name}さん`
}
