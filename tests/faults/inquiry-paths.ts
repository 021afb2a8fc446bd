import { v7 as uuidv7 } from 'uuid'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { createLetterJob } from '../../functions/jobs/letters.ts'
import { made, NUMAZU, proposed, SAKATA } from '../api/serve.ts'
import { once, type Path, sent, until, type World } from './world.ts'

// Questions across municipalities: the two sides' writes, and the letters that go between them.

/** Somebody asks ten times a day at most, one of which makes the world ready. */
const SOME = 9

/** Sakata's cohort asks; Numazu's HR is asked, not for the first time. */
const asking = (world: World) =>
  once(world, 'asking', async () => {
    const roles = [{ role: 'member' as const, cohort: 2026, from: '2026-04-01' }]
    const asker = await world.person('研究生', roles, SAKATA)
    const id = await proposed(world, { visibility: 'program' })
    const proposal = { municipality: NUMAZU, cohort: 2021, id }
    const question = { proposal, text: '研修の回数はどう決めましたか' }
    made(await asker.post('/inquiries', question))
    await world.outbox.run()
    return { asker, question }
  })

async function asked(world: World): Promise<string> {
  const { asker, question } = await asking(world)
  return made(await asker.post('/inquiries', question))
}

/** What it has come to in Numazu, once the letter is there. */
async function arrived(world: World): Promise<string> {
  const id = await asked(world)
  await world.outbox.run()
  return `/inquiries/${id}`
}

export const INQUIRY_PATHS: Path[] = [
  {
    name: 'asking another municipality',
    operation: 'post /inquiries',
    perWorld: SOME,
    async ready(world) {
      const { asker, question } = await asking(world)
      return sent(asker, 'POST', '/inquiries', question)
    },
  },
  {
    name: 'taking back what another municipality was asked',
    operation: 'post /inquiries/{inquiryId}/withdraw',
    perWorld: SOME,
    async ready(world) {
      const id = await asked(world)
      return sent((await asking(world)).asker, 'POST', `/inquiries/${id}/withdraw`)
    },
  },
  {
    name: 'answering another municipality',
    operation: 'post /inquiries/{inquiryId}/answer',
    perWorld: SOME,
    ready: async (world) =>
      sent(world.people.hr, 'POST', `${await arrived(world)}/answer`, { text: '四半期に一度' }),
  },
  {
    name: 'declining to answer another municipality',
    operation: 'post /inquiries/{inquiryId}/decline',
    perWorld: SOME,
    ready: async (world) =>
      sent(world.people.hr, 'POST', `${await arrived(world)}/decline`, { reason: '文書がない' }),
  },
  {
    name: 'job: bringing a letter to another municipality',
    perWorld: SOME,
    async ready(world) {
      await asked(world)
      const { jobs, time } = world
      const letters = createLetterJob({ ...jobs, clock: time.clock, newId: uuidv7 })
      // One that could not be brought stays on its way, for the next run.
      return until(letters.run, () => (world.table.counts().DELIVERY ?? 0) > 0)
    },
  },
  {
    name: 'job: erasing what another municipality was asked, with whoever asked',
    // A process of its own for a few: the SDK gives up trying again where too much has failed in one.
    perWorld: 2,
    async ready(world) {
      const { jobs, people, table, time } = world
      const { question } = await asking(world)
      const roles = [{ role: 'member' as const, cohort: 2026, from: '2026-04-01' }]
      const leaver = await world.person('去る人', roles, SAKATA)
      const id = made(await leaver.post('/inquiries', question))
      await world.outbox.run()
      const { text } = question
      made(await people.hr.post(`/inquiries/${id}/forward`, { via: 'cohort', text }))
      const input = { texts: true, why: 'request', confirmed: true }
      made(await people.stranger.post(`/people/${leaver.memberId}/erasure`, input))
      const erasing = createErasureJob({ ...jobs, newId: uuidv7, forgetMails: async () => {} })
      const letters = createLetterJob({ ...jobs, clock: time.clock, newId: uuidv7 })
      const run = async () => {
        await erasing.run()
        await letters.run()
        await erasing.run()
      }
      return until(run, () => (table.counts().DELIVERY ?? 0) > 0)
    },
  },
]
