import type { MailFacts } from '../mails/mail.ts'
import { framed, linkHolds, listed, whyAndOff } from './mail-frame.ts'
import { invitationMail } from './mail-invitation.ts'
import { questionLink } from './mail-question.ts'
import type { MailContext, MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** お知らせ: one mail with everything that waits for a person. What was settled meanwhile is left out. */
export const reminderMail: MailWriter<'reminder'> = (facts, context) => {
  const parts = [
    outcomesPart(facts, context),
    questionsPart(facts, context),
    inquiriesPart(facts, context),
    unaskedPart(facts, context),
    paperPart(facts, context),
  ].filter((part) => part.length > 0)
  if (parts.length === 0) return undefined
  const lines = parts.flatMap((part, at) => (at === 0 ? part : ['', ...part]))
  return context.language === 'en'
    ? framed('reminder', context, {
        subject: 'Proposals and questions that wait for you',
        lines,
        why: 'You get this at most once a month (not counting a review’s reminders), because the roster names you as an alumnus, a steward or HR.',
      })
    : framed('reminder', context, {
        subject: '取組の状況確認・質問への回答のお願い',
        lines,
        why: '当時の研究生・マネ友、担当者・所管課、または派遣元として名簿に登録されているため、多くても月に1回（検証の期間中を除く）お送りしています。',
      })
}

type Facts = MailFacts['reminder']

/** How proposals stand, and the link with which one says so without signing in. */
function outcomesPart(
  { proposalIds, reviewId, requestId, dueOn, expiresAt }: Facts,
  context: MailContext,
): string[] {
  const { register, language, links, now } = context
  const titles = titlesOf(context, proposalIds)
  if (titles.length === 0) return []
  const { code } = register.municipality
  const messages = messagesOf(language)
  const review = reviewId === undefined ? undefined : register.reviews.get(reviewId)
  const until = review && messages.day(dueOn ?? review.dueOn)
  const isOpen = requestId !== undefined && expiresAt !== undefined && expiresAt > now
  const url = isOpen ? links.answer({ code, requestId }) : links.page(`/m/${code}`)
  const holds = isOpen && linkHolds(context, { dueOn, expiresAt })
  if (language === 'en')
    return [
      until
        ? `For this year’s review of past proposals (answers by ${until}), please tell us what became of:`
        : 'It is a while since anybody said how these proposals stand. Please tell us what became of:',
      ...titles,
      '',
      ...(holds
        ? ['Please open this link and choose an answer. You don’t need to sign in:', url]
        : ['Please sign in and report:', url]),
      ...(holds ? [holds] : []),
    ]
  return [
    until
      ? `過年度取組検証のため、次の取組の状況を教えてください（回答期限：${until}）。`
      : '次の取組は、しばらく状況が確認されていません。いまの状況を教えてください。',
    ...titles,
    '',
    ...(holds
      ? ['次のリンクを開いて選ぶだけで回答できます（サインインは要りません）。', url]
      : ['次のページから報告できます。', url]),
    ...(holds ? [holds] : []),
  ]
}

function questionsPart({ questions }: Facts, context: MailContext): string[] {
  const { register, language } = context
  const open = questions.flatMap(({ proposalId, questionId }) => {
    const { questions: all = [] } = register.proposals.get(proposalId) ?? {}
    const question = all.find(({ id, ended }) => id === questionId && ended === undefined)
    return question ? [{ proposalId, question }] : []
  })
  if (open.length === 0) return []
  return [
    language === 'en'
      ? 'Questions about these proposals are waiting for your answer. Each link is for you alone, and you don’t need to sign in:'
      : '次の取組についての質問が、あなたの回答を待っています。それぞれのリンクから回答できます（あなた専用です。サインインは要りません）。',
    ...open.flatMap(({ proposalId, question }) => [
      ...titlesOf(context, [proposalId]),
      questionLink(proposalId, question, context),
    ]),
  ]
}

function inquiriesPart({ inquiries = [] }: Facts, { register, language, links }: MailContext) {
  const open = register.inquiries.filter(({ id, ended }) => inquiries.includes(id) && !ended)
  if (open.length === 0) return []
  return [
    language === 'en'
      ? 'Questions from other municipalities are waiting for HR’s answer:'
      : '次の取組についての、他の自治体からの質問が、派遣元の回答を待っています。',
    ...open.map(({ proposal, other }) =>
      language === 'en'
        ? `- ${proposal.title} (from ${other.nameEn})`
        : `・${proposal.title}（${other.name}から）`,
    ),
    links.page(`/m/${register.municipality.code}/questions`),
  ]
}

function unaskedPart({ unasked }: Facts, context: MailContext): string[] {
  const { register, language, links } = context
  const titles = titlesOf(context, unasked)
  if (titles.length === 0) return []
  return [
    language === 'en'
      ? 'Nobody but HR can be asked about these proposals any more, or all who could have said that they don’t know. Please record what you know or hear:'
      : '次の取組は、担当者にも当時の研究生・マネ友にも、ほかに聞ける人がいません（全員が「分からない」などと回答したものを含みます）。分かることの記録か、聞き取りをお願いします。',
    ...titles,
    links.page(`/m/${register.municipality.code}`),
  ]
}

function paperPart({ onPaper }: Facts, { register, language, links }: MailContext): string[] {
  if (onPaper === 0) return []
  return [
    language === 'en'
      ? `People whom these reminders don’t reach: ${onPaper}. Please ask them yourself, or on paper with an answer sheet:`
      : `お知らせのメールが届かない人が${onPaper}人います。回答を依頼するか、回答票（紙・Excel）で聞いてください。`,
    links.page(`/m/${register.municipality.code}/requests`),
  ]
}

/** 人事異動: HR is asked to record who has moved or left. */
export const transferListMail: MailWriter<'transfer_list'> = ({ fiscalYear }, context) => {
  const { language, links, register } = context
  const year = messagesOf(language).fiscalYear(fiscalYear)
  const url = links.page(`/m/${register.municipality.code}/people`)
  return language === 'en'
    ? framed('transfer_list', context, {
        subject: `${year}: who has moved?`,
        lines: [
          `${year} has begun. Please record who has moved, has left or is on leave, so that you see at once which proposals are left without a steward.`,
          'You can read in a file (Excel, CSV) with all transfers:',
          url,
        ],
        why: 'You get this once a year, in April, because you keep the roster.',
      })
    : framed('transfer_list', context, {
        subject: `${year}の人事異動を名簿に記録してください`,
        lines: [
          `${year}になりました。異動・退職・休職などを名簿に記録してください。担当者のいなくなった取組がすぐに分かるようになります。`,
          '異動者の一覧は、Excel・CSVのファイルでまとめて読み込めます。',
          url,
        ],
        why: '名簿を管理している方に、毎年4月に1回お送りしています。',
      })
}

/** The invitation once more, before it lapses: in its own words, with the same link. */
export const invitationLapsingMail: MailWriter<'invitation_lapsing'> = (facts, context) => {
  const mail = invitationMail(facts, context)
  if (!mail) return undefined
  const en = context.language === 'en'
  const why = en
    ? 'You get this once more, because the invitation is about to lapse.'
    : '招待の期限が近いため、もう一度だけお送りしています。'
  return {
    subject: en ? `Reminder: ${mail.subject}` : `【期限間近】${mail.subject}`,
    text: [mail.text, '', ...whyAndOff('invitation_lapsing', context, why)].join('\n'),
  }
}

function titlesOf(context: MailContext, proposalIds: readonly string[]): string[] {
  const { fiscalYear } = messagesOf(context.language)
  return [...new Set(proposalIds)].flatMap((id) => listed(context, id, fiscalYear))
}
