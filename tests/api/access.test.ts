import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, made, NUMAZU, proposed, serve } from './serve.ts'

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

  // ASVS 7.4.5
  test('HR ends a person’s sessions, or everybody’s, here and from the very next request on; signing in anew lets in', async () => {
    const place = await serve({ start: '2026-06-01T01:00:00.000Z' })
    const { hr, member, stranger } = place.people
    const person = await place.person('端末をなくした人', [
      { role: 'executive', from: '2024-04-01' },
    ])
    const elsewhere = person.through(place.another())
    const signIn = async (accountId: string, secret: string) => {
      place.time.pass(1_000)
      await place.store.accounts.beginSession(accountId, secret)
      return place.client(`__Host-session=${accountId}.${secret}`, NUMAZU)
    }
    const out = { status: 401, body: { code: 'not_signed_in' } }

    made(await hr.post(`/people/${person.memberId}/sign-out`, undefined))
    for (const by of [person, elsewhere])
      for (const path of ['', '/proposals', '/api/session', '/api/me'])
        expect(await by.get(path)).toMatchObject(out)
    expect((await person.post('/proposals', {})).status).toBe(401)
    expect((await member.get('/proposals')).status).toBe(200)
    const again = await signIn(person.accountId, 'A'.repeat(43))
    expect((await again.get('/proposals')).status).toBe(200)
    for (const path of ['/api/session', '/api/me'])
      expect((await again.get(path)).body.memberships).toHaveLength(1)
    // Also whoever is let in no more is told what is held about them, and not on the lost device.
    made(await hr.post(`/people/${person.memberId}/suspension`, { suspended: true }))
    expect(await person.get('/api/me')).toMatchObject(out)
    expect((await again.get('/api/me')).body.memberships).toHaveLength(1)
    made(await hr.post(`/people/${person.memberId}/suspension`, { suspended: false }))

    place.time.pass(1_000)
    made(await hr.post('/people/sign-out', undefined))
    for (const by of [again, member, hr]) expect(await by.get('/proposals')).toMatchObject(out)
    // Another municipality's people go on, and nobody of it ends anything here.
    expect((await stranger.get('/proposals')).status).toBe(200)
    expect((await stranger.post(`/api/m/${NUMAZU}/people/sign-out`, undefined)).status).toBe(404)
    const back = await signIn(hr.accountId, 'B'.repeat(43))
    expect((await back.get('')).status).toBe(200)
    const { rows } = (await back.get('/history')).body
    expect(rows[0]).toMatchObject({ type: 'members_signed_out', by: { memberId: hr.memberId } })
    await place.stop()
  })

  test('of everybody is ended by HR alone, once for one key', async () => {
    const place = await serve({ start: '2026-06-01T01:00:00.000Z' })
    const { hr, member, alumnus2021, executive } = place.people
    const before = await place.revision()
    for (const by of [member, alumnus2021, executive])
      expect(await by.post('/people/sign-out', undefined)).toMatchObject({ status: 403 })
    expect(await place.revision()).toBe(before)
    const key = { 'idempotency-key': 'everybody-out' }
    const { body } = await hr.post('/people/sign-out', undefined, key)
    place.time.pass(1_000)
    await place.store.accounts.beginSession(hr.accountId, 'C'.repeat(43))
    const back = place.client(`__Host-session=${hr.accountId}.${'C'.repeat(43)}`, NUMAZU)
    expect(await back.post('/people/sign-out', undefined, key)).toMatchObject({ status: 201, body })
    expect(await place.revision()).toBe(before + 1)
    expect((await back.get('')).body.municipality).not.toHaveProperty('signedOutAt')
    await place.stop()
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
