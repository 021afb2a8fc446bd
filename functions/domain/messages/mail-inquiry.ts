import type { Inquiry } from '../questions/inquiry.ts'
import { framed } from './mail-frame.ts'
import type { MailContext, MailWriter } from './mails.ts'
import { type Language, messagesOf } from './messages.ts'

/** 他の自治体からの質問: to HR. It lapses with the question. */
export const inquiryReceivedMail: MailWriter<'inquiry_received'> = ({ inquiryId }, context) => {
  const inquiry = inquiryOf(inquiryId, context)
  if (!inquiry || inquiry.ended) return undefined
  const { language, register } = context
  const title = register.proposals.get(inquiry.proposal.id)?.title ?? inquiry.proposal.title
  const from = otherSide(inquiry, language)
  const until = messagesOf(language).day(inquiry.dueOn)
  return language === 'en'
    ? framed('inquiry_received', context, {
        subject: `A question from ${inquiry.other.nameEn} about “${title}”`,
        lines: [
          `${from} asks about the proposal “${title}”, which your municipality shares. Please answer by ${until}.`,
          'You can answer yourself, forward it to the cohort or the office in charge, or decline with a reason. Only what you send goes to the other municipality, as the answer of your HR and without names.',
          'Read and answer here:',
          pageOf(inquiry, context),
        ],
        why: 'You get this because questions from other municipalities go to HR first, and you are in HR.',
      })
    : framed('inquiry_received', context, {
        subject: `${inquiry.other.name}から取組「${title}」についての質問`,
        lines: [
          `共有している取組「${title}」について、${from}から質問が届いています。`,
          `${until}までにご回答をお願いします。`,
          '',
          'ご自身で回答する、当時の研究生や担当者・所管課に転送する、理由を添えて回答しない、のいずれかを選べます。',
          '相手に伝わるのは、あなたが送る回答だけです。氏名は伝わらず、派遣元の回答として届きます。',
          '質問を読む・回答する：',
          pageOf(inquiry, context),
        ],
        why: '他の自治体からの質問は、まず派遣元に届きます。派遣元として名簿に登録されているため、お送りしています。',
      })
}

/** How a question between municipalities ended: to the side that did not end it. */
export const inquiryEndedMail: MailWriter<'inquiry_ended'> = ({ inquiryId }, context) => {
  const inquiry = inquiryOf(inquiryId, context)
  if (!inquiry?.ended) return undefined
  const { side, other, proposal } = inquiry
  const { title } = proposal
  const words = SAID[context.language]
  const isAsked = side === 'asked'
  return context.language === 'en'
    ? framed('inquiry_ended', context, {
        subject: `The question about “${title}”: ${words[inquiry.ended.how].subject}`,
        lines: [
          isAsked
            ? `${otherSide(inquiry, 'en')} has withdrawn the question about the proposal “${title}”. Nothing is left to do.`
            : `Your municipality’s question to ${other.nameEn} about the proposal “${title}” ${words[inquiry.ended.how].line}`,
          'Read more here:',
          pageOf(inquiry, context),
        ],
        why: isAsked
          ? 'You get this because the question went to HR, and you are in HR.'
          : 'You get this because you asked, or because whoever asked is no longer here and you are in HR.',
      })
    : framed('inquiry_ended', context, {
        subject: isAsked
          ? `取組「${title}」についての質問が取り下げられました`
          : `取組「${title}」についての質問${words[inquiry.ended.how].subject}`,
        lines: [
          isAsked
            ? `取組「${title}」についての${otherSide(inquiry, 'ja')}からの質問は、取り下げられました。対応は要りません。`
            : `${other.name}の取組「${title}」についての質問${words[inquiry.ended.how].line}`,
          '次のページで見られます。',
          pageOf(inquiry, context),
        ],
        why: isAsked
          ? '派遣元として質問を受けたため、お送りしています。'
          : 'あなたが質問したため、または質問した方が在籍しておらず、あなたが派遣元として登録されているため、お送りしています。',
      })
}

type Said = Record<NonNullable<Inquiry['ended']>['how'], { subject: string; line: string }>
const SAID: Record<Language, Said> = {
  ja: {
    answered: { subject: 'に回答がありました', line: 'に、先方の派遣元から回答がありました。' },
    declined: {
      subject: 'に「回答しない」との連絡がありました',
      line: 'には、先方の派遣元から「回答しない」との連絡がありました。理由が添えられています。',
    },
    lapsed: {
      subject: 'は回答のないまま終わりました',
      line: 'は、期限を大きく過ぎても回答がなかったため、終わりました。',
    },
    withdrawn: { subject: 'は取り下げられました', line: 'は、取り下げられました。' },
    not_shared: {
      subject: 'は届きませんでした',
      line: 'は、届く前にその取組の共有が取りやめられたため、届きませんでした。',
    },
    too_many: {
      subject: 'は届きませんでした',
      line: 'は、相手の自治体に回答待ちの質問が多いため、届きませんでした。しばらくしてから、もう一度お試しください。',
    },
  },
  en: {
    answered: { subject: 'answered', line: 'was answered by HR there.' },
    declined: { subject: 'declined', line: 'was declined by HR there, with a reason.' },
    lapsed: {
      subject: 'no answer',
      line: 'has ended: nobody answered until long after the due day.',
    },
    withdrawn: { subject: 'withdrawn', line: 'was withdrawn.' },
    not_shared: {
      subject: 'not delivered',
      line: 'was not delivered, as the proposal was no longer shared when it arrived.',
    },
    too_many: {
      subject: 'not delivered',
      line: 'was not delivered, as too many questions are waiting there. Please try again later.',
    },
  },
}

/** 「沼津市 令和8年度研究生」: the municipality and as what somebody asks, never who. */
export function otherSide(
  { other, from }: Pick<Inquiry, 'other' | 'from'>,
  language: Language,
): string {
  const messages = messagesOf(language)
  const as = from.cohort === undefined ? messages.roles[from.role] : messages.cohort(from.cohort)
  return language === 'en' ? `${other.nameEn} (${as})` : `${other.name} ${as}`
}

function inquiryOf(inquiryId: string, { register }: MailContext): Inquiry | undefined {
  return register.inquiries.find(({ id }) => id === inquiryId)
}

function pageOf({ id }: Inquiry, { register, links }: MailContext): string {
  return links.page(`/m/${register.municipality.code}/inquiries/${id}`)
}
