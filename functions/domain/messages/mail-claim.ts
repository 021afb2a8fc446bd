import { framed } from './mail-frame.ts'
import type { MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** 訂正・利用停止の請求, to HR: who made it and where it is answered. What it says stays in the hub. */
export const claimMadeMail: MailWriter<'claim_made'> = ({ memberId, claimId }, context) => {
  const { register, language, links } = context
  const person = register.members.get(memberId)
  const claim = person?.claims?.find(({ id }) => id === claimId)
  // Answered or erased before the mail was sent.
  if (!person || !claim || claim.answer) return undefined
  const kind = messagesOf(language).claimKinds[claim.kind]
  const url = links.page(`/m/${register.municipality.code}/people/${memberId}`)
  return language === 'en'
    ? framed('claim_made', context, {
        subject: 'A request about personal data waits for an answer',
        lines: [
          `${person.name} has made a request about their personal data: ${kind}.`,
          'Please read it, correct the roster or the record where needed, and answer on this page:',
          url,
        ],
        why: 'You get this because you keep the roster.',
      })
    : framed('claim_made', context, {
        subject: '個人情報の請求に回答してください',
        lines: [
          `${person.name}さんから、個人情報の${kind}の請求がありました。`,
          '次のページで内容を確かめ、必要なら名簿や記録を直してから、結果を回答してください。',
          url,
        ],
        why: '名簿を管理している方にお送りしています。',
      })
}

/** To whoever made a claim: that it was answered, and where the answer stands. */
export const claimAnsweredMail: MailWriter<'claim_answered'> = ({ claimId }, context) => {
  const { register, member, language, links } = context
  const claim = member.claims?.find(({ id }) => id === claimId)
  if (!claim?.answer) return undefined
  const words = messagesOf(language)
  const kind = words.claimKinds[claim.kind]
  const result = words.claimResults[claim.answer.result]
  const url = links.page(`/m/${register.municipality.code}/me`)
  return language === 'en'
    ? framed('claim_answered', context, {
        subject: 'Your request about personal data was answered',
        lines: [
          `You asked for: ${kind}. HR’s answer: ${result}.`,
          'You can read the whole answer on your page:',
          url,
        ],
        why: 'You get this because you made this request.',
      })
    : framed('claim_answered', context, {
        subject: '個人情報の請求に回答がありました',
        lines: [
          `あなたの${kind}の請求に、派遣元（人事課）から回答がありました。結果：${result}`,
          '回答の内容は、次のページで確かめられます。',
          url,
        ],
        why: 'あなたが請求したため、お送りしています。',
      })
}
