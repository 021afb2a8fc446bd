import { afterAll, beforeAll, expect, it } from 'vitest'
import { statisticsStep } from '../../functions/jobs/statistics.ts'
import { type Hub, made, NUMAZU, proposed, reported, serve } from '../api/serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub?.stop())

const count = (day: string) => statisticsStep(hub.store).run({ day, last: undefined })

it('what is shared is counted once a day; running again leaves the day’s figures alone', async () => {
  for (let n = 0; n < 5; n += 1) {
    const id = await proposed(hub, { visibility: 'program', title: `取組 ${n}` })
    if (n < 2) await reported(hub, id)
  }
  await proposed(hub, { title: '庁内限りの取組' })
  expect(await count('2026-11-01')).toEqual({ counted: 5 })
  const rollup = await hub.store.statistics.rollup()
  expect(rollup?.side).toMatchObject([
    { municipality: NUMAZU, total: 5, counts: { stalled: 2, unconfirmed: 3 } },
  ])
  // One municipality alone: nothing pooled is told of it.
  expect(rollup?.pooled.total).toBeUndefined()
  await proposed(hub, { visibility: 'program' })
  expect(await count('2026-11-01')).toEqual({ counted: 6 })
  expect(await hub.store.statistics.rollup()).toEqual(rollup)
  await count('2026-11-02')
  expect((await hub.store.statistics.rollup())?.side[0]?.total).toBe(6)
})

it('a municipality’s agreement to stand beside others is there at once, and gone at once', async () => {
  const agree = async (sideBySide: boolean) => {
    const { headers } = await hub.people.hr.get('')
    made(
      await hub.people.hr.patch(
        '/settings',
        { sideBySide },
        { 'if-match': headers.get('etag') ?? '' },
      ),
    )
    return [...(await hub.store.statistics.agreed())]
  }
  expect(await agree(true)).toEqual([NUMAZU])
  expect(await agree(false)).toEqual([])
})
