import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, made, proposed, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  // Half an hour before midnight in Tokyo: a day may begin without ending anybody's session.
  hub = await serve({ start: '2026-06-01T14:30:00.000Z' })
})
afterAll(() => hub.stop())

describe('access', () => {
  // ASVS 7.4.2
  test('ends at the very next request after a suspension, everywhere, and comes back with its end', async () => {
    const person = await hub.person('停止される人', [{ role: 'executive', from: '2024-04-01' }])
    const other = person.through(hub.another())
    const path = `/people/${person.memberId}/suspension`
    expect((await other.get('/proposals')).status).toBe(200)
    made(await hub.people.hr.post(path, { suspended: true }))
    for (const by of [person, other])
      for (const what of ['', '/proposals', '/tasks'])
        expect(await by.get(what)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect((await person.get('/api/session')).body.memberships).toEqual([])
    made(await hub.people.hr.post(path, { suspended: false }))
    expect((await other.get('/proposals')).status).toBe(200)
  })

  test('ends with the first day after leaving, whatever the roles, and not before', async () => {
    const place = await serve({ start: '2026-06-01T14:30:00.000Z' })
    const person = await place.person('退職する人', [{ role: 'hr', from: '2018-04-01' }])
    const transfer = { leaves: true, on: '2026-06-02' }
    made(await place.people.hr.post(`/people/${person.memberId}/transfer`, transfer))
    place.time.set('2026-06-01T14:59:59.999Z')
    expect((await person.get('/proposals')).status).toBe(200)
    place.time.set('2026-06-01T15:00:00.000Z')
    expect(await person.get('/proposals')).toMatchObject({ status: 404 })
    expect((await person.get('/api/session')).body.memberships).toEqual([])
    const { people } = (await place.people.member.get('')).body
    const shown = people.find(({ id }: { id: string }) => id === person.memberId)
    expect(shown).toMatchObject({ left: true, roles: [] })
    await place.stop()
  })

  test('stays with an alumnus who moves to another office, and who still reports', async () => {
    const { alumnus2021, hr } = hub.people
    const transfer = { office: '税務課', on: '2026-04-01' }
    made(await hr.post(`/people/${alumnus2021.memberId}/transfer`, transfer))
    const id = await proposed(hub)
    const said = {
      kind: 'report',
      outcome: 'continued',
      manner: 'as_proposed',
      asOf: { precision: 'fiscal_year', date: '2022' },
      factors: ['unknown'],
    }
    expect((await alumnus2021.post(`/proposals/${id}/reports`, said)).status).toBe(201)
    const place = (await hub.people.member.get('')).body
    expect(
      place.people.find((person: { id: string }) => person.id === alumnus2021.memberId),
    ).toMatchObject({ office: '税務課' })
  })

  test('changed roles count at the next request', async () => {
    const person = await hub.person('役割が変わる人', [])
    expect((await person.get('/proposals')).status).toBe(403)
    const { people } = (await hub.people.hr.get('/people/roster')).body
    const { edition } = people.find(({ id }: { id: string }) => id === person.memberId)
    const roles = [{ role: 'executive', from: '2026-04-01' }]
    const at = { 'if-match': `"${edition}"` }
    made(await hub.people.hr.patch(`/people/${person.memberId}`, { roles }, at))
    expect((await person.get('/proposals')).status).toBe(200)
  })
})
