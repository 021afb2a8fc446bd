import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { tokyoDayOf } from '../../functions/domain/calendar.ts'
import { changeSettings } from '../../functions/domain/municipalities/settings-changes.ts'
import { createProposal } from '../../functions/domain/proposals/proposal-changes.ts'
import { askQuestion } from '../../functions/domain/questions/question-changes.ts'
import { createDailyJob, isComplete } from '../../functions/jobs/daily.ts'
import { isWorkingDay } from '../../functions/jobs/holidays.ts'
import { createOutbox } from '../../functions/jobs/outbox.ts'
import { remindersStep } from '../../functions/jobs/reminders.ts'
import { dailySteps } from '../../functions/jobs/steps.ts'
import { mailLinks } from '../../functions/links/mail-links.ts'
import { createMailbox } from '../../functions/local/mailbox.ts'
import { logger } from '../../functions/log/logger.ts'
import type { Consumed } from '../../functions/store/database.ts'
import type { Store } from '../../functions/store/store.ts'
import { dueKey } from '../../functions/store/table.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from '../store/open.ts'
import { TIMES } from '../times.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'hub-reminders-'))
const KILLS = 6 * TIMES
/** As many as the program has municipalities, and more; a few where there is no time. */
const MANY = TIMES > 1 ? 500 : 12
let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine({ dataDir, restarts: 8 * KILLS })
})
afterAll(async () => {
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Made-up codes; what a code means is checked where it comes in. */
const codeOf = (n: number) => String(100_000 + n)
const links = mailLinks({ secret: randomBytes(32), publicOrigin: 'https://hub.example' })

function jobOver(store: Store, clock: () => Date) {
  const mailbox = createMailbox({ database: store.database, clock })
  const outbox = createOutbox({ ...store, mailer: mailbox, links, clock, newId: uuidv7 })
  const steps = dailySteps({ ...store, outbox, clock, newId: uuidv7 })
  return { mailbox, outbox, job: createDailyJob({ steps, records: store.jobDays, clock }) }
}

/** A municipality with proposals of 2021 and some of its alumni. */
async function peopled(
  store: Store,
  code: string,
  { alumni, proposals = 1 }: { alumni: number; proposals?: number },
) {
  await createMunicipality(store, code, `自治体${code}`)
  for (let n = 0; n < alumni; n += 1) await alumnus(store, code, { cohort: 2021, n })
  for (let n = 0; n < proposals; n += 1) await proposed(store, code, 2021, `取組${n}`)
}

async function alumnus(store: Store, code: string, { cohort, n }: { cohort: number; n: number }) {
  const adding = operation()
  const member = {
    v: 1 as const,
    id: uuidv7(),
    name: `${cohort}年度 マネ友${n}`,
    email: `${n}@${code}.example`,
    roles: [
      { role: 'member' as const, cohort, from: `${cohort}-04-01`, to: `${cohort + 1}-03-31` },
    ],
  }
  await store.municipalities.addMember(code, { member }, adding, deedOf(adding, code))
}

async function proposed(store: Store, code: string, cohort: number, title = '取組') {
  const doing = operation()
  await store.registers.change(code, doing, (register, now) =>
    createProposal(register, { cohort, title }, { ...deedOf(doing, code), now }),
  )
}

/** A thing of the store of which some is done otherwise. */
function overriding<Of extends object>(whole: Of, others: Partial<Of>): Of {
  return new Proxy(whole, {
    get(target, name) {
      const own = Reflect.get(name in others ? others : target, name)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}

/** Something that comes in between, once. */
function onlyOnce(happens: () => Promise<void>) {
  let isDone = false
  return async () => {
    if (isDone) return
    isDone = true
    await happens()
  }
}

async function allMails(mailbox: ReturnType<typeof createMailbox>) {
  const mails = []
  for (let before: string | undefined; ; ) {
    const page = await mailbox.list({ before, limit: 100 })
    mails.push(...page.mails)
    if (!page.next) return mails
    before = page.next
  }
}

test('the engine is killed again and again while people are reminded: each gets the mail once', async () => {
  vi.spyOn(logger, 'error').mockImplementation(() => {})
  const time = handClock('2026-06-01T00:30:00.000Z')
  const store = engine.open(time.clock)
  const codes = [codeOf(1), codeOf(2), codeOf(3)]
  for (const code of codes) await peopled(store, code, { alumni: 6, proposals: 2 })
  const { mailbox } = jobOver(store, time.clock)
  time.set('2026-06-02T00:30:00.000Z')

  let complete = false
  let killed = 0
  const killer = async () => {
    while (!complete && killed < KILLS) {
      await wait(10 + Math.random() * 60)
      const { pid } = engine.engine
      process.kill(pid, 'SIGKILL')
      while (engine.engine.pid === pid) await wait(5)
      killed += 1
    }
  }
  const killing = killer()
  // Each run as a fresh process would make it: its own copies, and nothing remembered.
  for (let runs = 0; !complete; runs += 1) {
    const { job } = jobOver(engine.open(time.clock), time.clock)
    const done = isComplete(await job.run('2026-06-02'))
    // A mail whose try died is leased for a minute, and leaves no step that failed.
    time.pass(2 * 60_000)
    complete = done && killed >= Math.min(KILLS, runs)
  }
  complete = true
  await killing
  const { job } = jobOver(engine.open(time.clock), time.clock)
  await job.run('2026-06-02')
  time.pass(2 * 60_000)
  await jobOver(engine.open(time.clock), time.clock).outbox.run()

  const receivers = (await allMails(mailbox)).map(({ to }) => to)
  const expected = codes.flatMap((code) => [0, 1, 2, 3, 4, 5].map((n) => `${n}@${code}.example`))
  expect(receivers.toSorted()).toEqual(expected.toSorted())
  expect(killed).toBeGreaterThan(0)
}, 120_000)

test('only municipalities with something due are read; on a holiday none is', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const consumed: Consumed[] = []
  const store = memory.open(time.clock, (one) => consumed.push(one))
  await peopled(store, codeOf(4), { alumni: 2 })
  await createMunicipality(store, codeOf(5), '何もない市')
  const { job, mailbox } = jobOver(store, time.clock)
  // 2026-06-06 is a Saturday.
  time.set('2026-06-06T00:30:00.000Z')
  consumed.length = 0
  expect((await job.run()).steps[0]?.counts).toMatchObject({ municipalities: 0 })
  expect(isWorkingDay('2026-06-06')).toBe(false)
  time.set('2026-06-08T00:30:00.000Z')
  expect((await job.run()).steps[0]?.counts).toMatchObject({ municipalities: 2, reminders: 2 })
  expect(await allMails(mailbox)).toHaveLength(2)
  // The next day none of them is due any more.
  time.set('2026-06-09T00:30:00.000Z')
  consumed.length = 0
  expect((await job.run()).steps[0]?.counts).toMatchObject({ municipalities: 0 })
  expect(await store.dueDays.through('2026-07-07')).toEqual([])
  expect(await store.dueDays.through('2026-07-08')).toEqual([
    { code: codeOf(4), day: '2026-07-08' },
  ])
  time.set('2026-07-08T00:30:00.000Z')
  expect((await job.run()).steps[0]?.counts).toMatchObject({ municipalities: 1, reminders: 2 })
  await memory.stop()
})

test('what makes something due earlier moves the municipality’s day with it, in one transaction', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const store = memory.open(time.clock)
  const code = codeOf(6)
  await createMunicipality(store, code)
  const { job } = jobOver(store, time.clock)
  await job.run()
  expect(await store.dueDays.through('2027-04-01')).toEqual([{ code, day: '2027-04-01' }])
  const doing = operation()
  await store.registers.change(code, doing, (register, now) =>
    createProposal(register, { cohort: 2021, title: '記録なし' }, { ...deedOf(doing, code), now }),
  )
  expect(await store.dueDays.through('2027-04-01')).toEqual([{ code, day: '2026-06-03' }])
  await memory.stop()
})

test('an interval that is shortened is looked at the same day; a longer one makes nothing due', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const store = memory.open(time.clock)
  const code = codeOf(9)
  const setting = async (staleAfterFiscalYears: number) => {
    const doing = operation()
    await store.registers.changeMunicipality(code, doing, (register, now) =>
      changeSettings(
        register,
        { edit: { staleAfterFiscalYears }, edition: register.municipality.edition ?? 0 },
        { ...deedOf(doing, code), now },
      ),
    )
  }
  await createMunicipality(store, code)
  await setting(8)
  await alumnus(store, code, { cohort: 2021, n: 0 })
  await proposed(store, code, 2021)
  const { job } = jobOver(store, time.clock)
  expect((await job.run()).steps[0]?.counts).toMatchObject({ reminders: 0 })
  const later = { code, day: '2027-04-01' }
  expect(await store.dueDays.through(later.day)).toEqual([later])
  await setting(9)
  expect(await store.dueDays.through(later.day)).toEqual([later])
  await setting(4)
  expect(await store.dueDays.through(later.day)).toEqual([{ code, day: '2026-06-03' }])
  time.set('2026-06-04T00:30:00.000Z')
  expect((await job.run()).steps[0]?.counts).toMatchObject({ reminders: 1 })
  await memory.stop()
})

test('what becomes due while the job is at it is left for the next run, whenever it comes', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  for (const [n, moment] of (['before a mail', 'before the day is put off'] as const).entries()) {
    const store = memory.open(time.clock)
    const code = codeOf(20 + n)
    await peopled(store, code, { alumni: 1 })
    await alumnus(store, code, { cohort: 2019, n: 7 })
    const meanwhile = onlyOnce(() => proposed(store, code, 2019))
    const interrupted = (at: typeof moment) => (at === moment ? meanwhile() : undefined)
    const registers = overriding(store.registers, {
      changeMunicipality: async (...change) => {
        await interrupted('before a mail')
        return store.registers.changeMunicipality(...change)
      },
    })
    const dueDays = overriding(store.dueDays, {
      putOff: async (...due) => {
        await interrupted('before the day is put off')
        return store.dueDays.putOff(...due)
      },
    })
    const needs = { clock: time.clock, newId: uuidv7, isWorkingDay }
    const step = (of: Partial<Store>) => remindersStep({ ...store, ...of, ...needs })
    const day = tokyoDayOf(time.clock().toISOString())
    await step({ registers, dueDays }).run({ day, last: undefined })
    expect([moment, await store.dueDays.through(day)]).toEqual([moment, [{ code, day }]])
    const counts = await step({}).run({ day, last: undefined })
    expect([moment, counts]).toEqual([moment, expect.objectContaining({ reminders: 1 })])
    expect([moment, await store.dueDays.through(day)]).toEqual([moment, []])
  }
  await memory.stop()
})

test('a day that is left over is cleared only as long as no change makes it the due day again', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const store = memory.open(time.clock)
  const code = codeOf(24)
  await createMunicipality(store, code)
  await jobOver(store, time.clock).job.run()
  const due = { code, day: '2026-06-03' }
  await store.database.put({ ...dueKey(due.day, code), v: 1 })
  const { number } = await store.registers.revision(code)
  expect(await store.dueDays.putOff(due, '2027-04-01', number)).toBe(true)
  expect(await store.dueDays.through(due.day)).toEqual([])

  await store.database.put({ ...dueKey(due.day, code), v: 1 })
  const { get } = store.database
  const reading = vi.spyOn(store.database, 'get').mockImplementationOnce(async (keys) => {
    const read = await get.call(store.database, keys)
    await proposed(store, code, 2021)
    return read
  })
  expect(await store.dueDays.putOff(due, '2027-04-01', number)).toBe(false)
  reading.mockRestore()
  expect(await store.dueDays.through(due.day)).toEqual([due])
  await memory.stop()
})

test('one mail holds everything: what became of which proposals, the link that answers, how to get no more', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const store = memory.open(time.clock)
  await peopled(store, codeOf(7), { alumni: 1, proposals: 2 })
  const { job, mailbox } = jobOver(store, time.clock)
  // Six in the morning: the mail waits for nine o’clock.
  time.set('2026-06-03T21:00:00.000Z')
  await job.run()
  expect(await allMails(mailbox)).toEqual([])
  time.set('2026-06-04T00:00:00.000Z')
  await jobOver(store, time.clock).outbox.run()
  const [mail] = await allMails(mailbox)
  expect(mail?.subject).toContain('取組の状況確認・質問への回答のお願い')
  const lines = mail?.text.split('\n') ?? []
  expect(lines).toEqual(expect.arrayContaining(['・取組0（令和3年度）', '・取組1（令和3年度）']))
  expect(lines.filter((line) => /^https:\/\/hub\.example\/r\/\S+$/.test(line))).toHaveLength(2)
  const register = await store.registers.read(codeOf(7))
  expect([...(register?.members.values() ?? [])][0]?.reminded).toEqual({ on: '2026-06-04' })
  await memory.stop()
})

test(`${MANY} municipalities in one run: time and consumed capacity are told`, async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const consumed: Consumed[] = []
  const store = memory.open(time.clock, (one) => consumed.push(one))
  for (let n = 0; n < MANY; n += 1)
    await peopled(store, codeOf(1_000 + n), { alumni: 3, proposals: 4 })
  /** As a job that was just woken: nothing is in memory. */
  const run = async (at: string) => {
    time.set(at)
    consumed.length = 0
    const started = performance.now()
    const { steps } = await jobOver(
      memory.open(time.clock, (one) => consumed.push(one)),
      time.clock,
    ).job.run()
    const units = (writes: boolean) =>
      consumed
        .filter(({ operation: kind }) => writes !== ['batch_get', 'query'].includes(kind))
        .reduce((sum, one) => sum + one.units, 0)
    const seconds = (performance.now() - started) / 1000
    console.info(
      `${at.slice(0, 10)}, ${MANY} municipalities: ${JSON.stringify(steps.map(({ counts }) => counts))}, ` +
        `${seconds.toFixed(1)} s, ${units(false).toFixed(0)} units read, ${units(true).toFixed(0)} written`,
    )
    return { counts: steps[0]?.counts, read: units(false), written: units(true) }
  }
  const first = await run('2026-06-04T00:30:00.000Z')
  expect(first.counts).toMatchObject({ municipalities: MANY, reminders: 3 * MANY })
  // The next day nothing is due: what is read doesn't grow with the municipalities.
  const next = await run('2026-06-05T00:30:00.000Z')
  expect(next.counts).toMatchObject({ municipalities: 0, reminders: 0 })
  expect(next.read).toBeLessThan(10)
  await memory.stop()
}, 600_000)

test('a thread that nobody ends is ended by the job, and its texts leave the register', async () => {
  const time = handClock('2026-06-03T00:30:00.000Z')
  const memory = await openEngine()
  const store = memory.open(time.clock)
  const code = codeOf(8)
  await peopled(store, code, { alumni: 1 })
  const [proposal] = [...((await store.registers.read(code))?.proposals.values() ?? [])]
  const asking = operation()
  await store.registers.change(code, asking, (register, now) =>
    askQuestion(
      register,
      register.proposals.get(proposal?.id ?? '') ?? proposalMissing(),
      { via: 'cohort', text: '忘れられた質問' },
      { ...deedOf(asking, code), now },
    ),
  )
  const { job } = jobOver(store, time.clock)
  // Due on 2026-06-17.
  time.set('2026-07-16T00:30:00.000Z')
  expect((await job.run()).steps[0]?.counts).not.toHaveProperty('forgotten')
  time.set('2026-07-17T00:30:00.000Z')
  expect((await job.run()).steps[0]?.counts).toMatchObject({ forgotten: 1 })
  const after = (await store.registers.read(code))?.proposals.get(proposal?.id ?? '')
  expect(after?.questions).toMatchObject([
    { ended: { how: 'no_answer', by: { kind: 'system', channel: 'system' } } },
  ])
  expect(JSON.stringify(after)).not.toContain('忘れられた質問')
  await memory.stop()
})

function proposalMissing(): never {
  throw new Error('no proposal')
}
