import { expect, test, vi } from 'vitest'
import { createDailyJob, type DailyStep, isComplete } from '../../functions/jobs/daily.ts'
import { createScheduler, jobDayAt } from '../../functions/local/scheduler.ts'
import { logger } from '../../functions/log/logger.ts'
import { JobDays } from '../../functions/store/job-days.ts'
import { handClock, openEngine } from '../store/open.ts'

/** Steps that note when they are done; `broken` ones fail. */
function noting(names: string[]) {
  const done: string[] = []
  const broken = new Set<string>()
  const steps = names.map(
    (name): DailyStep => ({
      name,
      async run({ day, last }) {
        if (broken.has(name)) throw new Error('broken')
        done.push(`${name} ${day} after ${last ?? 'nothing'}`)
        return { things: 1 }
      },
    }),
  )
  return { steps, done, broken }
}

async function opened() {
  const engine = await openEngine()
  const time = handClock('2026-06-01T00:00:00.000Z')
  return { engine, time, records: new JobDays(engine.open(time.clock).database) }
}

test('each step is done once a day, in order, and learns which day it was done for before', async () => {
  const { engine, time, records } = await opened()
  const { steps, done } = noting(['first', 'second'])
  const job = createDailyJob({ steps, records, clock: time.clock })
  expect((await job.run()).steps.map(({ result }) => result)).toEqual(['done', 'done'])
  expect((await job.run()).steps.map(({ result }) => result)).toEqual([
    'done_before',
    'done_before',
  ])
  time.set('2026-06-04T00:00:00.000Z')
  // Another process: what was done is told by the data alone.
  await createDailyJob({ steps, records, clock: time.clock }).run()
  expect(done).toEqual([
    'first 2026-06-01 after nothing',
    'second 2026-06-01 after nothing',
    'first 2026-06-04 after 2026-06-01',
    'second 2026-06-04 after 2026-06-01',
  ])
  await engine.stop()
})

test('a step that fails is done by the next run, and the ones behind it don’t wait for it', async () => {
  const { engine, time, records } = await opened()
  const { steps, done, broken } = noting(['first', 'second'])
  const silenced = vi.spyOn(logger, 'error').mockImplementation(() => {})
  const job = createDailyJob({ steps, records, clock: time.clock })
  broken.add('first')
  const report = await job.run()
  expect(report.steps.map(({ result }) => result)).toEqual(['failed', 'done'])
  expect(isComplete(report)).toBe(false)
  broken.clear()
  expect((await job.run()).steps.map(({ result }) => result)).toEqual(['done', 'done_before'])
  expect(done).toHaveLength(2)
  silenced.mockRestore()
  await engine.stop()
})

test('a day’s job begins at six in the morning, Japan time', () => {
  expect(jobDayAt(new Date('2026-05-31T20:59:59Z'))).toBe('2026-05-31')
  expect(jobDayAt(new Date('2026-05-31T21:00:00Z'))).toBe('2026-06-01')
  expect(jobDayAt(new Date('2026-06-01T14:59:59Z'))).toBe('2026-06-01')
})

test('the scheduler runs once a day, right after a start too, and tries a failed run again later', async () => {
  vi.useFakeTimers()
  const time = handClock('2026-06-01T05:00:00.000Z')
  const runs: (string | undefined)[] = []
  let fails = true
  const scheduler = createScheduler({
    clock: time.clock,
    job: {
      async run(day = '') {
        runs.push(day)
        return { day, steps: [{ step: 'only', result: fails ? 'failed' : 'done' }] }
      },
    },
  })
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      time.pass(60_000)
      await vi.advanceTimersByTimeAsync(60_000)
    }
  }
  await minutes(10)
  expect(runs).toEqual(['2026-06-01'])
  fails = false
  await minutes(25)
  expect(runs).toEqual(['2026-06-01', '2026-06-01'])
  await minutes(12 * 60)
  expect(runs).toEqual(['2026-06-01', '2026-06-01'])
  await minutes(6 * 60)
  expect(runs).toEqual(['2026-06-01', '2026-06-01', '2026-06-02'])
  await scheduler.stop()
  vi.useRealTimers()
})
