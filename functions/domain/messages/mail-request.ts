import { framed, linkHolds, listed } from './mail-frame.ts'
import type { MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** 回答依頼: the proposals, the link that answers them all, and until when. */
export const requestMail: MailWriter<'request'> = (
  { requestId, proposalIds, purpose, dueOn, expiresAt },
  context,
) => {
  const { register, language, links, now } = context
  if (expiresAt <= now) return undefined
  const { code, name, nameEn } = register.municipality
  const messages = messagesOf(language)
  const titles = proposalIds.flatMap((id) => listed(context, id, messages.fiscalYear))
  if (titles.length === 0) return undefined
  const url = links.answer({ code, requestId })
  const due = messages.day(dueOn)
  const holds = linkHolds(context, { dueOn, expiresAt })
  return language === 'en'
    ? framed('request', context, {
        subject: 'How does it stand? An answer takes a minute',
        lines: [
          purpose === 'review'
            ? `For this year’s review of past proposals, please tell ${nameEn} what became of:`
            : `Please tell ${nameEn} what became of:`,
          '',
          ...titles,
          '',
          `Please open this link by ${due} and choose an answer. You don’t need to sign in:`,
          url,
          '',
          'If you don’t know, you can say so there, and name somebody who might.',
          holds,
        ],
        why: 'You get this because the roster names you as an alumnus or the steward of these proposals.',
      })
    : framed('request', context, {
        subject: '取組の状況を教えてください（1分で終わります）',
        lines: [
          purpose === 'review'
            ? `${name}の過年度取組検証のため、次の取組がその後どうなったかを教えてください。`
            : `次の取組がその後どうなったかを教えてください。`,
          '',
          ...titles,
          '',
          `${due}までに、次のリンクを開いて選ぶだけで回答できます（サインインは要りません）。`,
          url,
          '',
          '分からないときは「分からない」を選び、詳しい人を教えてください。',
          holds,
        ],
        why: '名簿で、これらの取組の当時の研究生または担当者とされているため、お送りしています。',
      })
}
