import { describe, expect, test } from 'vitest'
import type { ReportInput } from '../../../functions/domain/outcomes/report.ts'
import {
  answerRequest,
  recordPaperAnswer,
} from '../../../functions/domain/requests/request-answers.ts'
import { askInReview, rescheduleReview } from '../../../functions/domain/reviews/review-changes.ts'
import { noon, refusal } from '../build.ts'
import { DATES, MAY, opened } from '../reviews/rounds.ts'

const SAID: Pick<ReportInput, 'outcome' | 'manner' | 'factors'> = {
  outcome: 'continued',
  manner: 'as_proposed',
  factors: ['taken_over'],
}

/** Somebody is asked in a round about one proposal. */
function asked() {
  const { t, id } = opened()
  const proposalId = t.propose({ cohort: 2021 })
  const alumnus = t.researcher(2021)
  const asking = { memberId: alumnus.memberId, proposalIds: [proposalId], via: 'cohort' as const }
  const { requests: [request] = [] } = askInReview(t.register, id, asking, t.deed({ now: MAY }))
  if (!request) throw new Error('nobody was asked')
  const { memberId } = alumnus
  return { t, id, proposalId, request, memberId, by: { ...alumnus, kind: 'link' as const } }
}

test.each([
  ['before the round’s date is about its own day', '2023-01-05', '2023-01-05'],
  ['on it about that day', DATES.asOf, DATES.asOf],
  ['behind it about the round’s date', '2023-01-20', DATES.asOf],
])('an answer %s', (_, day, about) => {
  const { t, proposalId, request, by } = asked()
  const now = noon(day)
  const answer = { kind: 'reported', said: SAID } as const
  const byLink = answerRequest(
    t.register,
    { request, proposalId, answer, use: 1 },
    { ...t.deed({ by, now }), channel: 'mail_link' },
  )
  const onPaper = recordPaperAnswer(
    t.register,
    { request, proposalId, said: SAID, heardOn: day },
    t.deed({ now }),
  )
  for (const { after } of [byLink, onPaper])
    expect(after.reports.at(-1)?.asOf).toEqual({ precision: 'day', date: about })
})

test('where the round’s date has moved since somebody was asked, it counts as it is now', () => {
  const { t, id, proposalId, request, by } = asked()
  const moved = { asOf: '2023-01-06', dueOn: '2023-01-31' }
  t.manage((register, deed) => rescheduleReview(register, id, moved, deed), { now: MAY })
  const answer = { kind: 'reported', said: SAID } as const
  const deed = { ...t.deed({ by, now: noon('2023-01-10') }), channel: 'mail_link' as const }
  const { after } = answerRequest(t.register, { request, proposalId, answer, use: 1 }, deed)
  expect(after.reports.at(-1)?.asOf).toEqual({ precision: 'day', date: moved.asOf })
})

test.each([
  ['a role that no day ends', {}, { role: 'alumnus', cohort: 2021 }],
  ['a role that ended with it', { to: '2023-03-31' }, { role: 'alumnus', cohort: 2021 }],
])('the sheet of an alumnus who has left since is an alumnus’s: %s', (_, end, speaker) => {
  const { t, proposalId, request, memberId } = asked()
  t.place(memberId, {
    roles: [{ role: 'member', cohort: 2021, from: '2021-04-01', ...end }],
    leftOn: '2023-04-01',
  })
  const { after } = recordPaperAnswer(
    t.register,
    { request, proposalId, said: SAID, heardOn: '2023-04-02' },
    t.deed({ now: noon('2023-04-03') }),
  )
  expect(after.reports.at(-1)).toMatchObject({
    side: 'cohort',
    hearing: { speaker: { ...speaker, memberId } },
  })
})

describe('前回から変わりなし', () => {
  const unchanged = ({ t, proposalId, request, by }: ReturnType<typeof asked>, from: string) =>
    answerRequest(
      t.register,
      { request, proposalId, answer: { kind: 'unchanged', from }, use: 1 },
      { ...t.deed({ by, now: noon('2023-01-25') }), channel: 'mail_link' },
    )

  test('behind the round’s date carries on what held on it', () => {
    const round = asked()
    const now = noon('2022-12-01')
    const from = round.t.tell(round.proposalId, { asOf: '2022-11' }, { now })
    const report = unchanged(round, from).after.reports.at(-1)
    expect(report).toMatchObject({ unchangedFrom: from, asOf: { date: DATES.asOf } })
  })

  test('never tells what came later as if it had been so on the round’s date', () => {
    const round = asked()
    const { t, proposalId } = round
    const early = t.tell(proposalId, { asOf: '2022-11' }, { now: noon('2022-12-01') })
    const ended = { outcome: 'stalled', manner: 'ended', asOf: '2023-01-20' } as const
    const late = t.tell(proposalId, ended, { now: noon('2023-01-20') })
    for (const from of [early, late])
      expect(refusal(() => unchanged(round, from))).toBe('unchanged_differs')
  })
})
