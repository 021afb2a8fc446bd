import { made, proposed } from '../api/serve.ts'
import { once, type Path, sent, type World } from './world.ts'

// The rounds of the yearly review. A municipality has few of them, so a hub takes few operations that open one.

const DATES = { asOf: '2027-01-12', dueOn: '2027-01-10' }
const finding = {
  heardOn: { precision: 'month', date: '2026-05' },
  heardFrom: { role: 'alumnus', cohort: 2021, note: '元係長' },
  text: '続いていると聞いた',
}

/** The round that is open, or the latest. */
const round = (world: World) =>
  once(world, 'round', async () =>
    made(await world.people.member.post('/reviews', { fiscalYear: 2026, ...DATES })),
  )

async function close({ people }: World, review: string): Promise<void> {
  const { edition } = (await people.hr.get(`/reviews/${review}`)).body
  made(await people.hr.post(`/reviews/${review}/versions`, { edition }))
}

const reopen = async ({ people }: World, review: string) =>
  made(await people.hr.post(`/reviews/${review}/amendment`, { reason: '追記' }))

async function isOpen({ people }: World, review: string): Promise<boolean> {
  return (await people.hr.get(`/reviews/${review}`)).body.review.isOpen
}

async function opened(world: World): Promise<string> {
  const review = await round(world)
  if (!(await isOpen(world, review))) await reopen(world, review)
  return `/reviews/${review}`
}

async function closed(world: World): Promise<string> {
  const review = await round(world)
  if (await isOpen(world, review)) await close(world, review)
  return review
}

/** A version more at each operation: a hub takes so many. */
const SOME = 20

export const REVIEW_PATHS: Path[] = [
  {
    name: 'opening a round of the review',
    operation: 'post /reviews',
    perWorld: 1,
    ready: async ({ people }) =>
      sent(people.member, 'POST', '/reviews', { fiscalYear: 2026, ...DATES }),
  },
  {
    name: 'moving a round’s dates',
    operation: 'post /reviews/{reviewId}/dates',
    async ready(world) {
      const path = await opened(world)
      const { dueOn } = (await world.people.hr.get(path)).body.review
      const next = dueOn === DATES.dueOn ? '2027-01-11' : DATES.dueOn
      return sent(world.people.hr, 'POST', `${path}/dates`, { ...DATES, dueOn: next })
    },
  },
  {
    name: 'recording what a conversation told',
    operation: 'post /reviews/{reviewId}/findings',
    perWorld: 90,
    ready: async (world) =>
      sent(world.people.member, 'POST', `${await opened(world)}/findings`, finding),
  },
  {
    name: 'rewriting what a conversation told',
    operation: 'patch /reviews/{reviewId}/findings/{findingId}',
    perWorld: 90,
    async ready(world) {
      const path = await opened(world)
      const { body } = await world.people.member.post(`${path}/findings`, finding)
      const of = `${path}/findings/${body.id}`
      const tag = { 'if-match': `"${body.sequence}"` }
      return sent(world.people.member, 'PATCH', of, { ...finding, text: '続いている' }, tag)
    },
  },
  {
    name: 'taking out what a conversation told',
    operation: 'delete /reviews/{reviewId}/findings/{findingId}',
    async ready(world) {
      const path = await opened(world)
      const id = made(await world.people.member.post(`${path}/findings`, finding))
      return sent(world.people.member, 'DELETE', `${path}/findings/${id}`)
    },
  },
  {
    name: 'writing the reflection',
    operation: 'patch /reviews/{reviewId}/reflection',
    async ready(world) {
      const path = await opened(world)
      const { reflection } = (await world.people.member.get(path)).body.content
      const tag = { 'if-match': `"${reflection?.sequence ?? 0}"` }
      const text = `振り返り${reflection?.sequence ?? 0}`
      return sent(world.people.member, 'PATCH', `${path}/reflection`, { text }, tag)
    },
  },
  {
    name: 'asking everybody who is waited for',
    operation: 'post /reviews/{reviewId}/requests',
    perWorld: 1,
    async ready(world) {
      await proposed(world)
      await proposed(world, { cohort: 2018 })
      return sent(world.people.member, 'POST', `${await opened(world)}/requests`, {})
    },
  },
  {
    name: 'closing a round of the review',
    operation: 'post /reviews/{reviewId}/versions',
    perWorld: SOME,
    async ready(world) {
      await once(world, 'one to review', () => proposed(world))
      const path = await opened(world)
      const { edition } = (await world.people.hr.get(path)).body
      return sent(world.people.hr, 'POST', `${path}/versions`, { edition })
    },
  },
  {
    name: 'opening a closed round again',
    operation: 'post /reviews/{reviewId}/amendment',
    perWorld: SOME,
    ready: async (world) =>
      sent(world.people.hr, 'POST', `/reviews/${await closed(world)}/amendment`, {
        reason: '追記',
      }),
  },
  {
    name: 'handing a review in',
    operation: 'post /reviews/{reviewId}/submission',
    perWorld: 1,
    async ready(world) {
      const review = await closed(world)
      const path = `/reviews/${review}/submission`
      return sent(world.people.member, 'POST', path, { version: 1, texts: [] })
    },
  },
]
