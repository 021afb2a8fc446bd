import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hub, NUMAZU, proposed, reported, serve } from './serve.ts'

let hub: Hub
let id: string
beforeAll(async () => {
  hub = await serve()
  id = await proposed(hub)
  await reported(hub, id)
  await proposed(hub, { title: '誰も見ていない取組' })
})
afterAll(() => hub?.stop())

describe('the continuity dashboard', () => {
  it('is read by everybody who reads the register, and by nobody of another municipality', async () => {
    for (const path of [
      '/continuity',
      '/continuity/curves?by=all',
      '/continuity/changes?since=2026-01-01',
    ])
      for (const [person, status] of [
        ['hr', 200],
        ['executive', 200],
        ['member', 200],
        ['alumnus2018', 200],
        ['nobody', 401],
      ] as const)
        expect([path, person, (await hub.people[person].get(path)).status]).toEqual([
          path,
          person,
          status,
        ])
    const { status } = await hub.people.stranger.get(`/api/m/${NUMAZU}/continuity`)
    expect(status).toBe(404)
  })

  it('has figures that are the totals of the lists they open', async () => {
    const { body } = await hub.people.hr.get('/continuity')
    expect(body.overview.totals).toMatchObject({ stalled: 1, unconfirmed: 1 })
    expect(body.confirmed).toEqual({ count: 0, total: 2, interval: 1 })
    const total = async (query: string) =>
      (await hub.people.hr.get(`/proposals?${query}`)).body.total
    for (const { silence, count } of body.silences)
      expect([silence, await total(`silence=${silence}`)]).toEqual([silence, count])
    for (const { formality, total: there } of body.ladder)
      expect(await total(`formality=${formality}`)).toBe(there)
    expect(await total('confirmedWithin=false')).toBe(2)
    expect(await total('begun=true&period=2020')).toBe(1)
  })

  it('tells what changed between two days, and refuses days in the wrong order', async () => {
    const { body } = await hub.people.hr.get('/continuity/changes?since=2026-01-01')
    expect(body.changes).toContainEqual({ change: 'newly_entered', count: 2 })
    const known = await hub.people.hr.get('/continuity/changes?since=2022-06-30&basis=known_now')
    expect(known.body.moves).toContainEqual({ from: 'unconfirmed', to: 'stalled', count: 1 })
    const list = await hub.people.hr.get(
      '/proposals?change=newly_stalled&since=2022-06-30&basis=known_now',
    )
    expect(list.body.rows.map((row: { id: string }) => row.id)).toEqual([id])
    const wrong = await hub.people.hr.get('/continuity/changes?since=2026-01-02&asOf=2026-01-01')
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors).toMatchObject([
      { pointer: '/since', code: 'not_before_the_other_day' },
    ])
  })

  it('draws no curve and tells no share for fewer than five begun proposals', async () => {
    const { body } = await hub.people.hr.get('/continuity/curves?by=all')
    expect(body.curves).toEqual([{ group: 'all', begun: 1, ended: 1, figures: [] }])
  })

  it('leaves as a document for whoever reads it, and the history tells who took which', async () => {
    const { alumnus2018, hr, stranger } = hub.people
    for (const what of ['mayor', 'curves']) {
      const query = 'format=docx&asOf=2026-03-31'
      const path = `/continuity/${what}/document?${query}`
      expect((await stranger.get(`/api/m/${NUMAZU}${path}`)).status).toBe(404)
      expect((await alumnus2018.get(`${path.replace('2026', '2999')}`)).status).toBe(400)
      const before = (await hr.get('/history?group=reads')).body.rows.length
      expect((await alumnus2018.get(path)).status).toBe(200)
      const { rows } = (await hr.get('/history?group=reads')).body
      expect(rows.length).toBe(before + 1)
      expect(rows[0]).toMatchObject({
        type: 'data_exported',
        by: { memberId: alumnus2018.memberId, role: 'alumnus' },
        data: { what, format: 'docx', filter: { asOf: '2026-03-31' } },
      })
    }
  })

  it('costs what the register’s copy costs: one consistent read of three small items', async () => {
    await hub.people.hr.get('/continuity')
    for (const path of [
      '/continuity',
      '/continuity/changes?since=2026-01-01',
      '/continuity/curves?by=factor',
    ]) {
      const before = hub.consumed.length
      await hub.people.hr.get(path)
      const made = hub.consumed.slice(before)
      expect(made.map(({ operation }) => operation)).toEqual(['batch_get'])
      expect(made[0]?.units).toBeLessThanOrEqual(4)
    }
  })
})
