import { expect, it, test } from 'vitest'
import type { MailFailure } from '../../../functions/domain/mails/mail.ts'
import type { Member } from '../../../functions/domain/people/people.ts'
import { answerClaim, makeClaim } from '../../../functions/domain/personal-data/claims.ts'
import { receiveLetter } from '../../../functions/domain/questions/inquiry-changes.ts'
import { askingsOf, issueRequest } from '../../../functions/domain/requests/request.ts'
import { awaitedBy, rowsAt } from '../../../functions/domain/reviews/review-rows.ts'
import { awaitedView } from '../../../functions/domain/reviews/review-view.ts'
import { tellAnchor, tellBreak } from '../../../functions/domain/trail/audit-changes.ts'
import { idOf, noon, refusal, type Town, town } from '../build.ts'
import { JANUARY, opened, reviewOf } from '../reviews/rounds.ts'

const ADDRESS = { email: 'a@city.example' }
const troubled = (failure: MailFailure) => ({
  ...ADDRESS,
  mailTrouble: { failure, kind: 'reminder' as const, at: noon('2023-01-05') },
})

/** The kinds of mails that are written in a town all of whose people have the same said of their addresses. */
function mailed(said: Pick<Member, 'email' | 'mailTrouble'>): string[] {
  const t = town()
  const alumnus = t.researcher(2021)
  const member = t.researcher(2022)
  // All sign in, so that questions find them in any case.
  for (const [at, { memberId }] of [t.hr, alumnus, member].entries())
    t.place(memberId, { ...said, accountId: idOf(8_000 + at) })

  const older = t.propose({ visibility: 'program' })
  t.link(t.propose({ cohort: 2022 }), { kind: 'succeeds', to: older })
  const question = t.ask(older, { via: 'cohort', text: '質問' }, { by: member })
  t.write(older, question, '回答', { by: alumnus })
  const claim = t.manage(
    (register, deed) => makeClaim(register, { kind: 'correct', text: '所属' }, deed),
    { by: alumnus },
  )
  const answer = { memberId: alumnus.memberId, claimId: claim, answer: { result: 'done' as const } }
  t.manage((register, deed) => answerClaim(register, answer, deed))
  receiveAndEnd(t, older)
  const anchor = { at: JANUARY, events: 9, chains: 3, fingerprint: 'f', publicKey: 'k' }
  t.manage((register, deed) => tellAnchor(register, '2023-01', anchor, deed))
  const found = { stream: 'municipality/222038', sequence: 2, fault: 'broken', chains: 1 }
  t.manage((register, deed) => tellBreak(register, found, deed))
  return [...new Set(t.mails.map(({ kind }) => kind))].sort()
}

/** A question of another municipality comes in, and is taken back. */
function receiveAndEnd(t: Town, proposalId: string): void {
  const letters = [
    {
      kind: 'asked' as const,
      inquiryId: idOf(9_000),
      from: { role: 'member' as const },
      by: { code: '062049', name: '酒田市', nameEn: 'Sakata' },
      ...{ proposalId, cohort: 2021, dueOn: '2023-02-01', text: '質問' },
    },
    { kind: 'ended' as const, inquiryId: idOf(9_000), how: 'withdrawn' as const },
  ]
  for (const letter of letters)
    t.manage((register, deed) => {
      const received = receiveLetter(register, { from: '062049', to: '222038', letter }, deed)
      if (received.kind !== 'taken') throw new Error(`it was ${received.kind}`)
      return received.change
    })
}

const ALL = [
  'anchor_report',
  'claim_answered',
  'claim_made',
  'history_broken',
  'idea_lives_on',
  'inquiry_ended',
  'inquiry_received',
  'question_answered',
  'question_asked',
]

test.each([
  ['an address', ADDRESS, ALL],
  ['an address that mails were given up for', troubled('tried_often'), ALL],
  ['no address', {}, []],
  ['an address that bounced', troubled('bounced'), []],
  ['an address whose owner complained', troubled('complained'), []],
  ['an address that was refused', troubled('refused'), []],
])('who has %s is mailed accordingly', (_, said, kinds) => {
  expect(mailed(said)).toEqual(kinds)
})

it('nobody is asked by a question whom neither mails reach nor an account shows it', () => {
  const t = town()
  const { memberId } = t.researcher(2021)
  const id = t.propose()
  const ask = () => t.ask(id, { via: 'cohort', text: '質問' })
  t.place(memberId, troubled('bounced'))
  expect(refusal(ask)).toBe('nobody_reachable')
  t.place(memberId, { ...ADDRESS, mailTrouble: undefined, mailsOff: ['question_asked'] })
  expect(refusal(ask)).toBe('nobody_reachable')
  t.place(memberId, { mailsOff: [] })
  expect(ask()).toBeDefined()
})

it('whoever has turned requests off is asked on paper, and no mail is said to ask them', () => {
  const t = town()
  const { memberId } = t.researcher(2021)
  t.place(memberId, { ...ADDRESS, mailsOff: ['request'] })
  const id = t.propose()
  expect(askingsOf(t.register, [id], '2023-01-12').people).toMatchObject([
    { memberId, byMail: false },
  ])
  const input = { memberId, proposalIds: [id], purpose: 'status' as const, dueOn: '2023-01-20' }
  t.manage((register, deed) => issueRequest(register, input, deed), { now: JANUARY })
  expect(t.requests.at(-1)).toMatchObject({ byMail: false })
  expect(t.mails).toEqual([])
})

it('a review says of whom it awaits whether a mail reaches them', () => {
  const t = town()
  const { memberId } = t.researcher(2021)
  t.propose()
  const { id } = opened(t)
  const shown = () => {
    const at = { review: reviewOf(t, id), now: JANUARY }
    const rows = rowsAt(t.register, at.review, at.now)
    expect(awaitedBy(t.register, rows, at)).toHaveLength(1)
    return awaitedView(t.register, rows, { ...at, requests: [] }).map(({ byMail }) => byMail)
  }
  t.place(memberId, ADDRESS)
  expect(shown()).toEqual([true])
  t.place(memberId, troubled('bounced'))
  expect(shown()).toEqual([false])
  t.place(memberId, { ...ADDRESS, mailTrouble: undefined, mailsOff: ['request'] })
  expect(shown()).toEqual([false])
})
