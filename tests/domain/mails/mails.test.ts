import { expect, describe as group, test } from 'vitest'
import { MAIL_KINDS, type MailFacts, type MailKind } from '../../../functions/domain/mails/mail.ts'
import { mailText } from '../../../functions/domain/messages/mails.ts'
import type { Language } from '../../../functions/domain/messages/messages.ts'
import type { Inquiry } from '../../../functions/domain/questions/inquiry.ts'
import { answerRequest } from '../../../functions/domain/requests/request-answers.ts'
import { idOf, noon, town } from '../build.ts'

const LINKS = {
  page: (path: string) => `https://hub.example${path}`,
  invitation: () => 'https://hub.example/invitation/222038/x/y',
  answer: () => 'https://hub.example/r/token',
  question: () => 'https://hub.example/r/question/token',
  preferences: ({ kind }: { kind: MailKind }) => `https://hub.example/r/mail/${kind}/token`,
}
const NOW = noon('2023-01-12')

/** A town in which there is something to say in a mail of every kind, to one alumnus. */
function occasion(language: Language) {
  const here = town()
  const alumnus = here.researcher(2021)
  here.place(alumnus.memberId, { name: '令和3年度 マネ友', email: 'a@city.example', language })
  const proposalId = here.propose()
  const newerId = here.propose({ cohort: 2022, title: '受け継いだ取組' })
  here.link(newerId, { kind: 'succeeds', to: proposalId })
  return { here, alumnus, proposalId, newerId }
}

function factsOf(language: Language) {
  const { here, alumnus, proposalId, newerId } = occasion(language)
  const questionId = here.ask(
    proposalId,
    { via: 'cohort', text: 'なぜ続いたのですか', dueOn: '2023-02-01' },
    { by: here.researcher(2022) },
  )
  const asked = here.proposal(proposalId).questions?.[0]
  const reportId = here.tell(proposalId, {}, { by: alumnus })
  const request = {
    ...{ v: 1 as const, id: here.deed({}).id, municipality: '222038', memberId: alumnus.memberId },
    ...{
      proposalIds: [proposalId],
      purpose: 'status' as const,
      dueOn: '2023-01-20',
      issuedAt: NOW,
    },
    ...{ by: { kind: 'system' as const, channel: 'system' as const }, byMail: true },
    ...{ expiresAt: noon('2023-01-26'), uses: 0, answers: {} },
  }
  const deed = {
    ...here.deed({ by: { ...alumnus, kind: 'link' } }),
    channel: 'mail_link' as const,
  }
  const passed = answerRequest(
    here.register,
    { request, proposalId, answer: { kind: 'unknown', whoKnows: '地域自治課' }, use: 1 },
    deed,
  ).after
  const { expiresAt } = request
  const invitation = { id: request.id, sentAt: NOW, issuedAt: NOW, expiresAt }
  const claim = { kind: 'correct', text: '所属が違います', madeAt: NOW } as const
  const [open, answered] = [idOf(9_001), idOf(9_002)]
  const claims = [
    { ...claim, id: open },
    { ...claim, id: answered, answer: { result: 'done' as const, at: NOW } },
  ]
  here.place(alumnus.memberId, { claims, invitation: invitation as never })
  const between = {
    ...{ other: { code: '062049', name: '酒田市', nameEn: 'Sakata' }, askedAt: NOW, sequence: 1 },
    ...{ proposal: { id: proposalId, cohort: 2021, title: '取組' }, dueOn: '2023-02-01' },
    from: { role: 'member' as const, cohort: 2022 },
  }
  const ended = { at: NOW, how: 'answered' as const, sequence: 2 }
  const inquiries: Inquiry[] = [
    { id: idOf(903), side: 'asked', ...between },
    { id: idOf(904), side: 'asking', ...between, ended },
  ]
  const message = { proposalId, questionId, messageId: asked?.messages[0]?.id ?? '' }
  const facts: MailFacts = {
    invitation: { invitationId: request.id },
    invitation_lapsing: { invitationId: request.id },
    question_asked: message,
    question_answered: message,
    request: { ...request, requestId: request.id },
    answer_recorded: {
      ...{ requestId: request.id, expiresAt },
      answers: [{ proposalId, answer: 'reported', reportId }],
    },
    passed_on: { proposalId, sequence: passed.head.sequence },
    reminder: {
      ...{ proposalIds: [proposalId], requestId: request.id, expiresAt, onPaper: 2 },
      ...{ questions: [{ proposalId, questionId }], unasked: [newerId] },
    },
    inquiry_received: { inquiryId: idOf(903) },
    inquiry_ended: { inquiryId: idOf(904) },
    transfer_list: { fiscalYear: 2023 },
    idea_lives_on: { proposalId, newerId, kind: 'succeeds' },
    claim_made: { memberId: alumnus.memberId, claimId: open },
    claim_answered: { claimId: answered },
    anchor_report: { at: NOW, events: 31, chains: 5, fingerprint: 'JjdI', publicKey: 'SiEZ' },
    history_broken: { stream: 'proposal/x', sequence: 3, fault: 'hash', chains: 1 },
    history_restored: { asOf: NOW, anchors: 4 },
  }
  const register = {
    ...here.register,
    inquiries,
    proposals: new Map(here.register.proposals).set(proposalId, passed),
  }
  const member = register.members.get(alumnus.memberId)
  if (!member) throw new Error('nobody to write to')
  return { facts, register, member }
}

group.each(['ja', 'en'] as const)('a mail (%s)', (language) => {
  const { facts, register, member } = factsOf(language)
  const mailOf = (kind: MailKind) =>
    mailText({ kind, facts: facts[kind] } as Parameters<typeof mailText>[0], {
      ...{ register, member, links: LINKS as never, now: NOW },
    })

  test.each(MAIL_KINDS)(
    '%s says whom it is for and from, with its addresses bare on lines of their own',
    (kind) => {
      const mail = mailOf(kind)
      if (!mail) throw new Error('nothing to say')
      const lines = mail.text.split('\n')
      expect(lines[0]).toBe(language === 'ja' ? `${member.name} 様` : `Dear ${member.name},`)
      expect(mail.subject).toContain(language === 'ja' ? '沼津市' : 'Numazu')
      expect(lines.at(-1)).not.toBe('')
      for (const line of lines.filter((one) => one.includes('https://')))
        expect(line).toMatch(/^https:\/\/\S+$/)
      expect(`${mail.subject}${mail.text}`).not.toMatch(/undefined|NaN|\[object/)
      // Gateways cut long lines and long subjects.
      expect(mail.subject.length).toBeLessThan(80)
    },
  )

  test.each(['anchor_report', 'history_broken', 'history_restored'] as const)(
    '%s says what one misses without it',
    (kind) =>
      expect(mailOf(kind)?.text).toContain(
        language === 'ja'
          ? '\n派遣元（人事課）の方に、監査のためにお送りしています。止めると、'
          : '. Without it, you ',
      ),
  )

  // Somebody sends an invitation; every other mail comes by itself or because somebody did something else.
  test.each(MAIL_KINDS.filter((kind) => kind !== 'invitation'))(
    '%s says why it came, and how one gets no more of its kind',
    (kind) => {
      const lines = mailOf(kind)?.text.split('\n') ?? []
      const at = lines.indexOf(language === 'ja' ? '――――' : '--')
      expect(lines[at + 1]).toMatch(
        language === 'ja' ? /お送りしています。/ : /^(You get this|.* get this) .*\.$/,
      )
      expect(lines[at + 3]).toBe(`https://hub.example/r/mail/${kind}/token`)
    },
  )
})
