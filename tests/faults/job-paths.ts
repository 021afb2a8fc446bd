import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { createAuditor } from '../../functions/anchors/auditor.ts'
import { tokyoDayOf } from '../../functions/domain/calendar.ts'
import { DomainError } from '../../functions/domain/errors.ts'
import { anchorKeyFrom } from '../../functions/history/anchor.ts'
import { createAnchoring } from '../../functions/jobs/anchors.ts'
import { createDailyJob, isComplete } from '../../functions/jobs/daily.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { createExportJob } from '../../functions/jobs/exports.ts'
import { takeFeedback } from '../../functions/jobs/feedback.ts'
import { createOutbox } from '../../functions/jobs/outbox.ts'
import { remindersStep } from '../../functions/jobs/reminders.ts'
import { statisticsStep } from '../../functions/jobs/statistics.ts'
import { dailySteps } from '../../functions/jobs/steps.ts'
import { mailLinks } from '../../functions/links/mail-links.ts'
import { DUE } from '../../functions/store/table.ts'
import { anchorsInMemory, made, NUMAZU, ORIGIN, proposed } from '../api/serve.ts'
import { job, once, type Path, until, type World } from './world.ts'

// What nobody's request waits for. A job is begun again until it ends, and then has done its work once.

const DAY = 24 * 60 * 60 * 1_000
const A_MINUTE_LATER = 61_000
const roles = [{ role: 'member' as const, cohort: 2021, from: '2021-04-01', to: '2022-03-31' }]
const today = ({ time }: World) => tokyoDayOf(time.clock().toISOString())

/** Somebody whose invitation waits to be mailed. */
async function invited({ people }: World): Promise<string> {
  const email = `${randomUUID()}@example.jp`
  const id = made(await people.hr.post('/people', { name: '招待', email, roles: [] }))
  return made(await people.hr.post(`/people/${id}/invitation`, undefined))
}

const auditorOf = (world: World) =>
  once(world, 'auditor', async () =>
    createAuditor({
      verifier: world.jobs.verifier,
      place: anchorsInMemory(world.anchors),
      key: anchorKeyFrom(world.secret),
    }),
  )

/** Into a mailbox that knows a mail when it comes again. */
const outboxOf = ({ jobs, mails, secret, time: { clock } }: World) =>
  createOutbox({
    ...jobs,
    mailer: {
      exactlyOnce: true,
      async send(mail) {
        if (!mails.some(({ id }) => id === mail.id)) mails.push(mail)
      },
    },
    links: mailLinks({ secret, publicOrigin: ORIGIN }),
    clock,
    newId: uuidv7,
  })

const waits = ({ table }: World) => (table.counts().OUTBOX ?? 0) > 0
const isDueBy = ({ table }: World, day: string) =>
  [...table.all(DUE)].some(([, sk]) => sk < `${day}~`)

export const JOB_PATHS: Path[] = [
  {
    name: 'job: sending what waits in the outbox',
    async ready(world) {
      await invited(world)
      const outbox = outboxOf(world)
      const run = () => {
        // A run that was cut off has left its mail leased for a minute.
        world.time.pass(A_MINUTE_LATER)
        return outbox.run()
      }
      return until(run, () => waits(world))
    },
  },
  {
    name: 'job: word of a mail that came back',
    async ready(world) {
      const invitation = await invited(world)
      await world.outbox.run()
      const tags = { mail: [invitation.replaceAll('.', '_')], municipality: [NUMAZU] }
      const bounce = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail: { tags } }
      return job(() => takeFeedback(bounce, { ...world.jobs, newId: uuidv7 }))
    },
  },
  {
    name: 'job: reminders',
    perWorld: 1,
    async ready(world) {
      const email = 'alumnus@example.jp'
      await world.person('令和3年度の人', roles, NUMAZU, { email })
      await proposed(world)
      world.time.set('2026-06-09T21:05:00.000Z')
      const day = today(world)
      const { jobs, time } = world
      const step = remindersStep({
        ...jobs,
        clock: time.clock,
        newId: uuidv7,
        isWorkingDay: () => true,
      })
      return until(
        () => step.run({ day, last: undefined }),
        () => isDueBy(world, day),
      )
    },
  },
  {
    name: 'job: erasing texts and accounts',
    // A process of its own for a few: the SDK gives up trying again where too much has failed in one.
    perWorld: 2,
    async ready(world) {
      const person = await world.person('去る人', roles)
      const proposal = await proposed(world)
      made(await person.post(`/proposals/${proposal}/comments`, { text: '消える言葉' }))
      const input = { texts: true, why: 'request', confirmed: true }
      made(await world.people.hr.post(`/people/${person.memberId}/erasure`, input))
      const { jobs } = world
      const erasing = createErasureJob({ ...jobs, newId: uuidv7, forgetMails: async () => {} })
      return job(() => erasing.run())
    },
  },
  {
    name: 'job: anchors',
    // A process of its own for a few: the SDK gives up trying again where too much has failed in one.
    perWorld: 2,
    async ready(world) {
      await proposed(world)
      const anchoring = createAnchoring({
        auditor: await auditorOf(world),
        registers: world.jobs.registers,
        codes: async () => [NUMAZU],
        newId: uuidv7,
      })
      const day = today(world)
      return job(() => anchoring({ day, last: day }))
    },
  },
  {
    name: 'job: statistics of the day',
    async ready(world) {
      world.time.pass(DAY)
      const day = today(world)
      return job(() => statisticsStep(world.jobs).run({ day, last: undefined }))
    },
  },
  {
    name: 'job: the daily job, its steps each once for a day',
    perWorld: 1,
    async ready(world) {
      await proposed(world)
      await invited(world)
      world.time.set('2026-06-09T21:05:00.000Z')
      const { jobs, time } = world
      const outbox = outboxOf(world)
      const erasure = createErasureJob({ ...jobs, newId: uuidv7, forgetMails: async () => {} })
      const clock = time.clock
      // The anchors are tried by themselves: one more is made where mails went out between two tries.
      const steps = dailySteps({ ...jobs, outbox, erasure, clock, newId: uuidv7 })
      const daily = createDailyJob({ steps, records: jobs.jobDays, clock })
      const day = today(world)
      const run = async () => {
        time.pass(A_MINUTE_LATER)
        if (!isComplete(await daily.run(day))) throw new DomainError('unavailable')
        // What its last step has left waiting goes out as everything does.
        await outbox.run()
      }
      return until(run, () => waits(world))
    },
  },
  {
    name: 'job: making a long export',
    // What is exported grows with each.
    perWorld: 20,
    async ready(world) {
      const { people, jobs, exportFiles, time } = world
      const asked = { what: 'history', format: 'json', language: 'ja' }
      const id = made(await people.hr.post('/exports', asked))
      const exporting = createExportJob({
        ...{ ...jobs, files: exportFiles, codes: async () => [NUMAZU] },
        ...{ clock: time.clock, newId: uuidv7, silence: A_MINUTE_LATER - 1 },
      })
      let state: string | undefined
      const run = async () => {
        // What a run that was cut off has left is begun again after a while.
        time.pass(A_MINUTE_LATER)
        await exporting.run(NUMAZU)
        const task = await jobs.exports.get(NUMAZU, id)
        state = task?.state
        if (state !== 'done') return
        const rows = JSON.parse(exportFiles.files.get(`${NUMAZU}/${id}`)?.toString() ?? '[]')
        if (rows.length !== task?.done) throw new Error(`${rows.length} rows of ${task?.done}`)
      }
      return until(run, () => state !== 'done' && state !== 'failed')
    },
  },
  {
    name: 'the link with which the office begins',
    async ready({ store, jobs }) {
      await store.office.issueSetUpCode()
      return job(() => jobs.office.issueSetUpCode())
    },
  },
]
