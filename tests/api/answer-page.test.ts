import { expect, test } from 'vitest'
import { answerPage } from '../../functions/api/link/answer-page.ts'
import { askInReview } from '../../functions/domain/reviews/review-changes.ts'
import { noon } from '../domain/build.ts'
import { DATES, MAY, opened } from '../domain/reviews/rounds.ts'

/** The page of somebody who is asked in a round as of 2023-01-12, on a day. */
async function pageOn(day: string, later: { asOf: string; on: string }[] = []): Promise<string> {
  const { t, id } = opened()
  const proposalId = t.propose({ cohort: 2021 })
  const { memberId } = t.researcher(2021)
  const asking = { memberId, proposalIds: [proposalId], via: 'cohort' as const }
  const { requests: [request] = [] } = askInReview(t.register, id, asking, t.deed({ now: MAY }))
  if (!request) throw new Error('nobody was asked')
  t.tell(proposalId, { asOf: '2022-11' }, { now: noon('2022-12-01') })
  for (const { asOf, on } of later) t.tell(proposalId, { asOf }, { now: noon(on) })
  return String(await answerPage({ language: 'ja', register: t.register, request, now: noon(day) }))
}

test.each(['2023-01-10', DATES.asOf])('on %s it asks how things stand now', async (day) => {
  const page = await pageOn(day)
  expect(page).toContain('<legend>今の状況</legend>')
  expect(page).not.toContain('お答えください')
  expect(page).toContain('前回から変わりなし')
})

test('behind the round’s date it says as of which day it asks', async () => {
  const page = await pageOn('2023-01-25')
  expect(page).toContain('2023年1月12日時点の状況をお答えください')
  expect(page).toContain('<legend>2023年1月12日時点の状況</legend>')
  expect(page).not.toContain('<legend>今の状況</legend>')
  expect(page).toContain('前回から変わりなし')
})

test('what is known of a later day is not offered as what has not changed', async () => {
  const later = [{ asOf: '2023-01-20', on: '2023-01-20' }]
  const page = await pageOn('2023-01-25', later)
  expect(page).toContain('（2023年1月20日時点）')
  expect(page).not.toContain('前回から変わりなし')
  // What was written later about a day before is known of that day.
  expect(await pageOn('2023-01-25', [{ asOf: '2023-01-05', on: '2023-01-20' }])).toContain(
    '前回から変わりなし',
  )
})
