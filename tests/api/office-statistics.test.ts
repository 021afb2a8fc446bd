import { afterAll, beforeAll, expect, it } from 'vitest'
import { statisticsStep } from '../../functions/jobs/statistics.ts'
import { type Client, type Hub, made, NUMAZU, proposed, serve } from './serve.ts'

let hub: Hub
let office: Client
beforeAll(async () => {
  hub = await serve()
  office = await hub.account()
  const code = (await hub.store.office.issueSetUpCode())?.code ?? ''
  await office.post('/api/office/first-account', { name: '事務局', code })
  for (let n = 0; n < 5; n += 1) await proposed(hub, { visibility: 'program', title: `取組 ${n}` })
  await statisticsStep(hub.store).run({ day: '2026-11-01', last: undefined })
})
afterAll(() => hub?.stop())

const numazu = async () => {
  const { body } = await office.get('/api/office/statistics')
  return body.municipalities.find(({ code }: { code: string }) => code === NUMAZU)
}

it('a municipality stands beside the others once it has agreed, and no longer once it has not', async () => {
  const agree = async (sideBySide: boolean) => {
    const { headers } = await hub.people.hr.get('')
    const tag = { 'if-match': headers.get('etag') ?? '' }
    made(await hub.people.hr.patch('/settings', { sideBySide }, tag))
  }
  expect(await numazu()).not.toHaveProperty('side')
  await agree(true)
  expect(await numazu()).toMatchObject({ side: { total: 5, counts: { unconfirmed: 5 } } })
  await agree(false)
  expect(await numazu()).not.toHaveProperty('side')
})

it('the office reads what is shared, and nobody else reads its figures', async () => {
  expect((await office.get('/api/office/shared')).body.rows).toHaveLength(5)
  const { body } = await office.get('/api/office/statistics')
  expect(body.countedOn).toBe('2026-11-01')
  expect(body.pooled).not.toHaveProperty('total')
  for (const path of ['/api/office/statistics', '/api/office/shared']) {
    expect((await hub.people.nobody.get(path)).status).toBe(401)
    expect([403, 404]).toContain((await hub.people.hr.get(path)).status)
  }
})

it('opening it for 500 municipalities costs at most 60 read units', async () => {
  const { database } = hub.store
  for (let n = 0; n < 500; n += 1) {
    const sk = String(900000 + n)
    const name = `見本市${sk}（架空）`
    await database.put({ pk: 'MUNICIPALITIES', sk, v: 1, name, nameEn: name, prefecture: '見本県' })
    await database.put({ pk: 'AGREED', sk, v: 1 })
    await database.put({ pk: 'SUBMISSION#2026', sk, v: 1, at: '2026-11-01T00:00:00.000Z' })
  }
  const before = hub.consumed.length
  const { status, body } = await office.get('/api/office/statistics')
  expect([status, body.municipalities.length >= 500]).toEqual([200, true])
  const units = hub.consumed.slice(before).reduce((sum, one) => sum + one.units, 0)
  expect(units).toBeLessThanOrEqual(60)
})
