import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Hub, made, NUMAZU, proposed, SAKATA, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve({ start: '2026-06-01T14:30:00.000Z' })
})
afterAll(() => hub.stop())

describe('an orphan', () => {
  test('is listed for HR and the cohort when its steward moves, until somebody takes it over', async () => {
    const { hr, alumnus2021, alumnus2018 } = hub.people
    const steward = await hub.person('担当者', [], NUMAZU, { office: '健康課' })
    const id = await proposed(hub, { steward: { office: '健康課', memberId: steward.memberId } })
    const orphans = async () =>
      (await hr.get('/proposals?orphaned=true&limit=100')).body.rows.map(
        (row: { id: string }) => row.id,
      )
    expect(await orphans()).not.toContain(id)
    const transfer = { office: '市民課', on: '2026-06-01' }
    made(await hr.post(`/people/${steward.memberId}/transfer`, transfer))
    expect(await orphans()).toContain(id)
    const waits = async (by: Client) =>
      (await by.get('/tasks')).body.tasks
        .filter(({ kind }: { kind: string }) => kind === 'find_steward')
        .map(({ proposal }: { proposal: { id: string } }) => proposal.id)
    expect(await waits(hr)).toContain(id)
    expect(await waits(alumnus2021)).toContain(id)
    expect(await waits(alumnus2018)).not.toContain(id)
    const { body } = await hr.get(`/proposals/${id}`)
    expect(body).toMatchObject({ orphaned: 'person_moved', asked: { via: 'cohort' } })
    // They still are the steward who is known, and so can leave a note.
    const note = '資料は共有フォルダーにあります'
    made(await steward.post(`/proposals/${id}/stewardship`, { to: null, note }))
    made(await hr.post(`/proposals/${id}/stewardship/mine`, {}))
    expect(await orphans()).not.toContain(id)
    const after = (await hr.get(`/proposals/${id}`)).body
    expect(after.proposal).toMatchObject({
      steward: { office: '人事課', memberId: hr.memberId },
      handovers: [{ note, from: { office: '健康課' } }, { to: { office: '人事課' } }],
    })
    expect(await hub.verify(id)).toMatchObject({ intact: true })
  })

  test('can not be handed to a person of another municipality', async () => {
    const id = await proposed(hub)
    const to = { office: '健康課', memberId: hub.people.stranger.memberId }
    expect(await hub.people.hr.post(`/proposals/${id}/stewardship`, { to })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/to/memberId', code: 'not_found' }] },
    })
    const there = `/api/m/${SAKATA}/proposals/${id}/stewardship`
    expect((await hub.people.stranger.post(there, { to: null })).status).toBe(404)
  })
})
