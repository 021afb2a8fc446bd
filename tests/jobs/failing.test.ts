import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExportTask } from '../../functions/domain/exports/export-task.ts'
import type { Delivery } from '../../functions/domain/questions/inquiry.ts'
import type { Register } from '../../functions/domain/register.ts'
import { createAnchoring } from '../../functions/jobs/anchors.ts'
import { createExportJob } from '../../functions/jobs/exports.ts'
import { createLetterJob } from '../../functions/jobs/letters.ts'
import { remindersStep } from '../../functions/jobs/reminders.ts'
import { createMaking } from '../../functions/local/making.ts'
import { createPost } from '../../functions/local/post.ts'
import { createScheduler } from '../../functions/local/scheduler.ts'
import { logger } from '../../functions/log/logger.ts'

// What a job could not do is told in the log: whose it was, and why, down to the cause.

const CODES = ['222038', '062049', '011002', '131016', '271004', '401307']
const BROKEN = CODES.slice(0, 5)
const [CODE = ''] = CODES
const clock = () => new Date('2026-06-01T03:00:00.000Z')
const newId = () => 'an-id'

const told = vi.spyOn(logger, 'error').mockImplementation(() => {})
beforeEach(() => void told.mockClear())
afterAll(() => vi.restoreAllMocks())

/** What a database that is away throws: its code says little, its cause all. */
const away = (of: string) => new Error('unavailable', { cause: new Error(`no answer for ${of}`) })
const errorOf = (of: string) =>
  expect.objectContaining({ cause: expect.objectContaining({ message: `no answer for ${of}` }) })
const registers = {
  async read(code: string): Promise<Register | undefined> {
    if (BROKEN.includes(code)) throw away(code)
    return undefined
  },
  change: async () => undefined,
  changeMunicipality: async () => undefined,
}

/** Each of the broken ones is told and thrown; the last one was done. */
async function expectAllTold(work: Promise<unknown>, event: string) {
  const failure = await work.catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AggregateError)
  expect(failure).toMatchObject({ errors: BROKEN.map(errorOf), failed: BROKEN })
  expect(told.mock.calls).toEqual(
    BROKEN.map((code) => [event, { municipality: code, error: errorOf(code) }]),
  )
}

/** Reads nothing, keeps which were asked for, and fails as `registers` does. */
const readInto = (read: string[]) => async (code: string) => {
  await registers.read(code)
  read.push(code)
  return undefined
}

test('histories that could not be anchored are each named, and all others are anchored', async () => {
  const anchored: string[] = []
  const run = createAnchoring({
    registers: {
      ...registers,
      read: readInto(anchored),
    },
    auditor: {
      check: () => Promise.reject(new Error('not asked')),
      isAnchored: async () => true,
      anchor: async () => undefined,
    },
    codes: async () => CODES,
    newId,
  })
  await expectAllTold(run({ day: '2026-06-01', last: '2026-05-31' }), 'history_not_anchored')
  expect(anchored).toEqual(CODES.slice(5))
})

test('municipalities that could not be reminded are each named, and all others are', async () => {
  const done: string[] = []
  const step = remindersStep({
    dueDays: {
      through: async () => CODES.map((code) => ({ code, day: '2026-06-01' })),
      putOff: async () => true,
    },
    registers: {
      ...registers,
      read: readInto(done),
      numbered: async () => undefined,
    },
    clock,
    newId,
    isWorkingDay: () => true,
  })
  await expectAllTold(step.run({ day: '2026-06-01', last: undefined }), 'municipality_not_reminded')
  expect(done).toEqual(CODES.slice(5))
})

const TASK: ExportTask = {
  ...{ id: 'a-task', municipality: CODE, by: 'somebody', readsRoster: true },
  ...{ what: 'history', format: 'csv', language: 'ja', knownAt: '2026-06-01T02:00:00.000Z' },
  ...{ state: 'waiting', attempt: 0, done: 0, of: 0, expiresAt: 1_781_000_000 },
}

test('exports that can’t be looked for are told municipality by municipality', async () => {
  const job = createExportJob({
    exports: {
      async list(code) {
        if (BROKEN.includes(code)) throw away(code)
        return []
      },
      begin: async () => true,
      tell: async () => true,
    },
    registers,
    trail: { whole: async function* () {} },
    files: { write: async () => 0 },
    codes: async () => CODES,
    clock,
    newId,
  })
  await expectAllTold(job.run(), 'exports_not_made')
})

test('an export that failed is told with whose it is and why', async () => {
  const job = createExportJob({
    exports: { list: async () => [TASK], begin: async () => true, tell: async () => true },
    registers,
    trail: { whole: async function* () {} },
    files: { write: async () => 0 },
    codes: async () => CODES,
    clock,
    newId,
  })
  expect(await job.run(CODE)).toMatchObject({ again: 1 })
  expect(told.mock.calls).toEqual([
    ['export_not_made', { municipality: CODE, id: 'a-task', attempt: 1, error: errorOf(CODE) }],
  ])
})

test('a letter that could not be brought is told with whose it is and why', async () => {
  const delivery = {
    at: '2026-06-01T02:00:00.000Z',
    id: 'an-operation',
    from: '062049',
    to: CODE,
    letter: { kind: 'erased', inquiryId: 'an-inquiry' },
  } satisfies Delivery
  const found = [{ at: 'here', delivery }]
  const job = createLetterJob({
    inquiries: {
      past: async () => undefined,
      onTheirWay: async () => found.splice(0),
      take: async () => undefined,
      sendBack: async () => undefined,
      drop: async () => undefined,
    },
    registers,
    clock,
    newId,
  })
  expect(await job.run()).toMatchObject({ waiting: 1 })
  expect(told.mock.calls).toEqual([
    [
      'letter_not_brought',
      { municipality: CODE, from: '062049', id: 'an-operation', error: errorOf(CODE) },
    ],
  ])
})

test('on one machine, too, what could not be begun is told with why', async () => {
  const run = () => Promise.reject(away('all'))
  const scheduler = createScheduler({ job: { run }, clock })
  const making = createMaking({ job: { run }, files: { forgetBefore: async () => 0 }, clock })
  const post = createPost({ job: { run, nextDue: async () => undefined }, clock })
  post.wake()
  for (const one of [scheduler, making, post]) await one.stop()
  const error = errorOf('all')
  expect(told.mock.calls).toHaveLength(3)
  for (const event of ['daily_not_run', 'exports_not_made', 'outbox_not_emptied'])
    expect(told.mock.calls).toContainEqual([event, { error }])
})
