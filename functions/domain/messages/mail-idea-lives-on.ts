import { cohortsOf } from '../proposals/proposal.ts'
import { framed } from './mail-frame.ts'
import type { MailWriter } from './mails.ts'
import { messagesOf } from './messages.ts'

/** To the people of an earlier cohort: a later one goes on with what they began. */
export const ideaLivesOnMail: MailWriter<'idea_lives_on'> = (
  { proposalId, newerId, kind },
  context,
) => {
  const { register, language, links } = context
  const older = register.proposals.get(proposalId)
  const newer = register.proposals.get(newerId)
  // Taken back meanwhile: then there is nothing to tell.
  if (!older || !newer?.links.some((link) => link.to === proposalId && link.kind === kind))
    return undefined
  const { code, name, nameEn } = register.municipality
  const messages = messagesOf(language)
  const cohort = messages.cohort(newer.cohort)
  const made = messages.fiscalYears(cohortsOf(older))
  const url = links.page(`/m/${code}/proposals/${newerId}`)
  return language === 'en'
    ? framed('idea_lives_on', context, {
        subject: 'The idea of your cohort lives on',
        lines: [
          `A new proposal of ${nameEn} (${cohort}) builds on one of yours (${messages.lineageKinds[kind]}).`,
          '',
          `Yours: ${older.title} (${made})`,
          `The new one: ${newer.title}`,
          '',
          'You can read it here:',
          url,
        ],
        why: 'You get this because the roster names you as a member of the earlier cohort.',
      })
    : framed('idea_lives_on', context, {
        subject: 'あなたの年度の取組が、後の研究生に受け継がれました',
        lines: [
          `${name}の${cohort}が、あなたの年度の取組をもとに新しい取組を始めました（${messages.lineageKinds[kind]}）。`,
          '',
          `もとの取組：${older.title}（${made}）`,
          `新しい取組：${newer.title}`,
          '',
          '内容は次のリンクから見られます。',
          url,
        ],
        why: '名簿で、もとの取組の研究生だったとされているため、お送りしています。',
      })
}
