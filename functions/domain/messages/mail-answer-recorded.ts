import { tokyoDayOf } from '../calendar.ts'
import type { MailFacts } from '../mails/mail.ts'
import { framed } from './mail-frame.ts'
import type { MailContext, MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** What was recorded by the link of a request, and how to correct it. */
export const answerRecordedMail: MailWriter<'answer_recorded'> = (
  { requestId, expiresAt, answers },
  context,
) => {
  const { register, language, links } = context
  const { code, dispatcher } = register.municipality
  const blocks = answers.flatMap((answer) => told(answer, context))
  if (blocks.length === 0) return undefined
  const url = links.answer({ code, requestId })
  const until = messagesOf(language).day(tokyoDayOf(expiresAt))
  return language === 'en'
    ? framed('answer_recorded', context, {
        subject: 'Thank you: your answer is recorded',
        lines: [
          'We have recorded:',
          '',
          ...blocks,
          `If something is wrong, you can correct it with this link until ${until}; after that, please tell ${dispatcher}.`,
          url,
        ],
        why: `You get this because an answer was given with the link that was mailed to you. If it was not you, please tell ${dispatcher}.`,
      })
    : framed('answer_recorded', context, {
        subject: '回答を記録しました',
        lines: [
          'ご回答ありがとうございました。次のとおり記録しました。',
          '',
          ...blocks,
          `誤りがあれば、${until}までは、次のリンクから訂正できます。その後は${dispatcher}へお知らせください。`,
          url,
        ],
        why: `あなた宛てのリンクから回答があったため、お送りしています。心当たりがないときは、${dispatcher}へお知らせください。`,
      })
}

/** One answer: title, outcome, factors; of the reason only what the receiver wrote. */
function told(
  { proposalId, answer, reportId }: MailFacts['answer_recorded']['answers'][number],
  { register, language }: MailContext,
): string[] {
  const proposal = register.proposals.get(proposalId)
  if (!proposal) return []
  const words = messagesOf(language)
  const ja = language === 'ja'
  const report = proposal.reports.find(({ id }) => id === reportId)
  if (!report) return [heading(proposal.title, ja), `  ${words.requestAnswers[answer]}`, '']
  const outcome = words.outcomes[report.outcome]
  const manner = report.manner && words.manners[report.manner]
  const factors = report.factors.map((factor) => words.factors[factor])
  return [
    heading(proposal.title, ja),
    `  ${manner ? (ja ? `${outcome}・${manner}` : `${outcome}: ${manner}`) : outcome}`,
    `  ${ja ? '理由：' : 'Reasons: '}${factors.join(ja ? '、' : '; ')}`,
    ...(report.reason !== undefined && report.unchangedFrom === undefined
      ? report.reason.split('\n').map((line) => `  ${line}`)
      : []),
    '',
  ]
}

const heading = (title: string, ja: boolean) => (ja ? `■ ${title}` : `* ${title}`)
