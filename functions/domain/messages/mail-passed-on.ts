import { framed } from './mail-frame.ts'
import type { MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** Somebody who was asked does not know, or it isn't theirs: to whoever has asked, with who might know. */
export const passedOnMail: MailWriter<'passed_on'> = ({ proposalId, sequence }, context) => {
  const { register, language, links } = context
  const proposal = register.proposals.get(proposalId)
  const referral = proposal?.referrals?.find((one) => one.sequence === sequence)
  if (!proposal || !referral) return undefined
  const { by, memberId = by.memberId, whoKnows } = referral
  const words = messagesOf(language)
  const asked =
    memberId === undefined ? undefined : register.members.get(memberId)?.name || undefined
  const said = words.requestAnswers[referral.answer]
  const url = links.page(`/m/${register.municipality.code}/proposals/${proposalId}`)
  return language === 'en'
    ? framed('passed_on', context, {
        subject: 'Please ask somebody else',
        lines: [
          `${asked ?? 'Somebody you asked'} answered about “${proposal.title}”: “${said}”.`,
          ...(whoKnows === undefined ? [] : [`Who might know: ${whoKnows}`]),
          '',
          'From the proposal’s page you can ask somebody else, or record what you know:',
          url,
        ],
        why: 'You get this because you asked for this answer.',
      })
    : framed('passed_on', context, {
        subject: '回答依頼について、別の人に確認してください',
        lines: [
          `「${proposal.title}」について、${asked === undefined ? '依頼先' : `${asked}さん`}から「${said}」との回答がありました。`,
          ...(whoKnows === undefined ? [] : [`詳しい人：${whoKnows}`]),
          '',
          '取組のページから、別の人に依頼するか、聞き取りを記録できます。',
          url,
        ],
        why: 'あなたが回答を依頼したため、お送りしています。',
      })
}
