import { expect, test } from 'vitest'
import { nextDueAfter } from '../../../functions/domain/requests/due.ts'
import { dueWorkOn } from '../../../functions/domain/requests/reminders.ts'
import { isWorkingDay } from '../../../functions/jobs/holidays.ts'
import { noon, town } from '../build.ts'
import { close, opened, reviewOf } from '../reviews/rounds.ts'

test('a round that is closed long after its due day leaves nobody unasked until April', () => {
  const t = town()
  const { memberId } = t.researcher(2019)
  t.place(memberId, { email: 'alumnus@numazu.example' })
  t.propose({ cohort: 2019, title: '記録なし' })
  const { id } = opened(t)
  const workOn = (day: string) => dueWorkOn(t.register, { now: noon(day), isWorkingDay })
  // The round asks alone, has asked nobody, and its last days are over.
  const { reminders, nextDay } = workOn('2023-02-01')
  expect(reminders).toEqual([])
  expect(nextDay).toBe('2023-04-01')

  const now = noon('2023-02-02')
  const dueAfter = () =>
    nextDueAfter(nextDay, [{ kind: 'review', value: reviewOf(t, id) }], { staleAfter: 1, now })
  // As long as it is open, a change of it makes nothing due.
  expect(dueAfter()).toBe(nextDay)
  close(t, id, { now })
  expect(dueAfter()).toBe('2023-02-02')
  expect(workOn('2023-02-03').reminders).toMatchObject([{ memberId }])
})
