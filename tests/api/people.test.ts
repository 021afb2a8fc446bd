import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { streamPrefix, textPartition } from '../../functions/store/table.ts'
import { type Answer, type Client, type Hub, made, NUMAZU, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  // Half an hour before midnight in Tokyo: a day may begin without ending anybody's session.
  hub = await serve({ start: '2026-06-01T14:30:00.000Z' })
})
afterAll(() => hub.stop())

const MARKER = 'ここだけの言葉'
const STREAM = `municipality/${NUMAZU}`
const NOWHERE = '01900000-0000-7000-8000-000000000000'
const member2021 = { role: 'member', cohort: 2021, from: '2021-04-01' } as const

const roster = async (by: Client = hub.people.hr) => (await by.get('/people/roster')).body.people
async function entry(id: string) {
  return (await roster()).find((person: { id: string }) => person.id === id)
}
async function added(more: Record<string, unknown> = {}): Promise<string> {
  return made(await hub.people.hr.post('/people', { name: '名簿の人', roles: [], ...more }))
}
async function history(): Promise<{ type: string; data: unknown }[]> {
  const events = await hub.store.streams.events(NUMAZU, STREAM, { limit: 1000 })
  return events.map((event) => JSON.parse(event))
}

type Ready = {
  method: 'POST' | 'PATCH'
  path: string
  body?: Record<string, unknown>
  headers?: Record<string, string>
}
type Write = { name: string; event: string; status: number; ready: () => Promise<Ready> }

/** Every way of keeping the roster, as HR sends it. */
const WRITES: Write[] = [
  {
    name: 'putting somebody on the roster',
    event: 'member_added',
    status: 201,
    ready: async () => ({
      method: 'POST',
      path: '/people',
      body: {
        name: MARKER,
        office: MARKER,
        email: `${randomUUID()}@example.jp`,
        staffNumber: `${MARKER}${randomUUID()}`,
        roles: [member2021],
      },
    }),
  },
  {
    name: 'changing what the roster says',
    event: 'member_changed',
    status: 200,
    ready: async () => {
      const id = await added()
      const { edition } = await entry(id)
      return {
        method: 'PATCH',
        path: `/people/${id}`,
        body: { name: MARKER, away: { kind: 'leave', until: '2026-09-30' } },
        headers: { 'if-match': `"${edition}"` },
      }
    },
  },
  {
    name: 'suspending somebody',
    event: 'member_suspended',
    status: 201,
    ready: async () => ({
      method: 'POST',
      path: `/people/${await added()}/suspension`,
      body: { suspended: true },
    }),
  },
  {
    name: 'reinstating somebody',
    event: 'member_reinstated',
    status: 201,
    ready: async () => {
      const path = `/people/${await added()}/suspension`
      made(await hub.people.hr.post(path, { suspended: true }))
      return { method: 'POST', path, body: { suspended: false } }
    },
  },
  {
    name: 'signing somebody out',
    event: 'member_signed_out',
    status: 201,
    ready: async () => {
      const { memberId } = await hub.person('退席する人', [
        { role: 'executive', from: '2024-04-01' },
      ])
      return { method: 'POST', path: `/people/${memberId}/sign-out` }
    },
  },
  {
    name: 'recording a move',
    event: 'member_moved',
    status: 201,
    ready: async () => ({
      method: 'POST',
      path: `/people/${await added()}/transfer`,
      body: { office: MARKER, on: '2026-04-01' },
    }),
  },
  {
    name: 'recording that somebody leaves',
    event: 'member_left',
    status: 201,
    ready: async () => ({
      method: 'POST',
      path: `/people/${await added()}/transfer`,
      body: { leaves: true, on: '2026-04-01' },
    }),
  },
]

function send(by: Client, { method, path, body, headers }: Ready, more = {}): Promise<Answer> {
  return by.send(method, path, body, { ...headers, ...more })
}

async function refusedWithoutTrace(request: () => Promise<Answer>): Promise<Answer> {
  const before = await hub.revision()
  const answer = await request()
  expect(await hub.revision()).toBe(before)
  return answer
}

describe.each(WRITES)('$name', ({ event, status, ready }) => {
  test('is done, and known to the municipality’s history without its texts', async () => {
    const request = await ready()
    const before = (await history()).length
    const answer = await send(hub.people.hr, request)
    expect(answer).toMatchObject({ status, body: { sequence: before + 1 } })
    const told = await history()
    expect(told).toHaveLength(before + 1)
    expect(told.at(-1)).toMatchObject({ type: event, by: { role: 'hr' } })
    expect(JSON.stringify(told)).not.toContain(MARKER)
    const texts = await hub.store.database.query(textPartition(NUMAZU), {
      prefix: streamPrefix(STREAM),
    })
    expect(JSON.stringify(texts.at(-1)).includes(MARKER)).toBe(
      JSON.stringify(request.body ?? {}).includes(MARKER),
    )
    expect(await hub.verifyMunicipality()).toMatchObject({ intact: true, events: before + 1 })
  })

  test.each(['member', 'alumnus2021', 'executive'] as const)(
    'is refused to %s, and leaves nothing',
    async (who) => {
      const request = await ready()
      const answer = await refusedWithoutTrace(() => send(hub.people[who], request))
      expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    },
  )

  test('answers another municipality’s HR, here and with these ids there, as if nothing were there', async () => {
    const { stranger, nobody } = hub.people
    const request = await ready()
    const there = `/api/m/${NUMAZU}${request.path}`
    const answer = await refusedWithoutTrace(() => send(stranger, { ...request, path: there }))
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
    if (request.path !== '/people')
      expect(await send(stranger, request)).toMatchObject({ status: 404, body: answer.body })
    expect((await send(nobody, request)).status).toBe(401)
  })

  test('sent twice with one key is done once; with another content it is refused', async () => {
    const request = await ready()
    const key = { 'idempotency-key': randomUUID() }
    const first = await send(hub.people.hr, request, key)
    const again = await refusedWithoutTrace(() => send(hub.people.hr, request, key))
    expect(again).toMatchObject({ status, body: first.body })
    const other = { method: 'POST', path: '/people', body: { name: '別人', roles: [] } } as const
    const refused = await refusedWithoutTrace(() => send(hub.people.hr, other, key))
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })
})

describe('the roster', () => {
  test('tells HR what it knows of each person', async () => {
    const id = await added({
      office: '市民課',
      email: 'yakuba@example.jp',
      staffNumber: '00123',
      roles: [member2021],
    })
    made(await hub.people.hr.post(`/people/${id}/transfer`, { office: '税務課', on: '2026-04-01' }))
    made(await hub.people.hr.post(`/people/${id}/transfer`, { leaves: true, on: '2027-04-01' }))
    expect(await entry(id)).toEqual({
      id,
      edition: expect.any(Number),
      name: '名簿の人',
      office: '市民課',
      officeToday: '税務課',
      email: 'yakuba@example.jp',
      staffNumber: '00123',
      grants: [member2021],
      roles: [{ role: 'alumnus', cohort: 2021 }],
      moves: [{ office: '税務課', on: '2026-04-01' }],
      leftOn: '2027-04-01',
      hrElsewhere: false,
      presence: 'here',
      suspended: false,
      erased: false,
      bound: false,
    })
    expect(await entry(hub.people.hr.memberId)).toMatchObject({
      bound: true,
      lastSignInAt: '2026-06-01T14:30:00.000Z',
    })
  })

  // ASVS 8.2.3, 15.3.1
  test('is for HR alone; the others see names and roles without addresses', async () => {
    await added({ name: '住所録の人', email: 'secret@example.jp', staffNumber: '99999' })
    for (const who of ['member', 'alumnus2021', 'executive'] as const)
      expect(await hub.people[who].get('/people/roster')).toMatchObject({
        status: 403,
        body: { code: 'not_allowed' },
      })
    expect((await hub.people.nobody.get('/people/roster')).status).toBe(401)
    const there = `/api/m/${NUMAZU}/people/roster`
    expect((await hub.people.stranger.get(there)).status).toBe(404)
    const { body } = await hub.people.member.get('')
    expect(JSON.stringify(body)).toContain('住所録の人')
    expect(JSON.stringify(body)).not.toMatch(/secret@|99999/)
    expect(JSON.stringify(await roster(hub.people.stranger))).not.toContain('住所録の人')
  })

  test('is read into the history once per person and day, and repeats nothing', async () => {
    const reads = async () => (await history()).filter(({ type }) => type === 'roster_read').length
    const reader = await hub.person('人事課 二人目', [{ role: 'hr', from: '2018-04-01' }])
    const before = await reads()
    await Promise.all([roster(reader), roster(reader), roster(reader)])
    await roster(reader)
    expect(await reads()).toBe(before + 1)
    const last = (await history()).findLast(({ type }) => type === 'roster_read')
    expect(last).toMatchObject({ by: { memberId: reader.memberId, role: 'hr' }, data: {} })
    hub.time.set('2026-06-01T15:00:00.000Z')
    await roster(reader)
    expect(await reads()).toBe(before + 2)
    expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
  })

  test('and what was done with it are history that HR reads, page by page', async () => {
    const seen: { type: string; sequence: number }[] = []
    let cursor: string | undefined
    do {
      const query: string = cursor === undefined ? '' : `?cursor=${cursor}`
      const { status, body } = await hub.people.hr.get(`/events${query}`)
      expect(status).toBe(200)
      seen.push(...body.events)
      cursor = body.nextCursor
    } while (cursor !== undefined)
    expect(seen.map(({ type }) => type)).toEqual((await history()).map(({ type }) => type))
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, at) => at + 1))
    for (const who of ['member', 'alumnus2021', 'executive'] as const)
      expect((await hub.people[who].get('/events')).status).toBe(403)
    expect((await hub.people.stranger.get(`/api/m/${NUMAZU}/events`)).status).toBe(404)
    expect((await hub.people.hr.get('/events?cursor=forged')).body.code).toBe('cursor_invalid')
  })

  // ASVS 15.3.3
  test('refuses what it can not mean, and names the field', async () => {
    await added({ staffNumber: '777' })
    const cases: [Record<string, unknown>, string, string][] = [
      [{ roles: [{ role: 'member', from: '2021-04-01' }] }, '/roles/0/cohort', 'required'],
      [{ roles: [{ ...member2021, cohort: 2020 }] }, '/roles/0/cohort', 'cohort_unknown'],
      [{ roles: [{ role: 'office', from: '2021-04-01' }] }, '/roles/0/role', 'unknown_value'],
      [
        { roles: [{ role: 'hr', from: '2021-04-01', to: '2021-03-31' }] },
        '/roles/0/to',
        'ends_before_start',
      ],
      [{ staffNumber: '777' }, '/staffNumber', 'staff_number_taken'],
      [{ email: 'not an address' }, '/email', 'invalid'],
      [{ name: ' ' }, '/name', 'blank'],
      [{ accountId: NOWHERE }, '/accountId', 'unknown_field'],
    ]
    for (const [more, pointer, code] of cases) {
      const body = { name: '名', roles: [], ...more }
      const answer = await refusedWithoutTrace(() => hub.people.hr.post('/people', body))
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
    }
  })

  test('takes a transfer to an office or out of service, on a day that exists', async () => {
    const path = `/people/${await added()}/transfer`
    const cases: [Record<string, unknown>, string, string][] = [
      [{ office: '税務課', on: '2026-02-30' }, '/on', 'no_such_date'],
      [{ office: '税務課' }, '/on', 'required'],
      [{ on: '2026-04-01' }, '/office', 'required'],
      [{ office: ' ', on: '2026-04-01' }, '/office', 'blank'],
      [{ office: '税務課', leaves: true, on: '2026-04-01' }, '/leaves', 'invalid'],
      [{ leaves: false, on: '2026-04-01' }, '/leaves', 'unknown_value'],
    ]
    for (const [body, pointer, code] of cases) {
      const answer = await refusedWithoutTrace(() => hub.people.hr.post(path, body))
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
    }
  })

  test('refuses an edit of what somebody else has edited meanwhile', async () => {
    const id = await added()
    const { edition } = await entry(id)
    const at = { 'if-match': `"${edition}"` }
    const path = `/people/${id}`
    made(await hub.people.hr.patch(path, { office: '一課' }, at))
    const late = await refusedWithoutTrace(() => hub.people.hr.patch(path, { office: '二課' }, at))
    expect(late).toMatchObject({ status: 412, body: { code: 'stale_edit' } })
    const without = await hub.people.hr.patch(path, { office: '二課' })
    expect(without).toMatchObject({ status: 428, body: { code: 'if_match_required' } })
  })

  test('takes a wrong move and a wrong leaving back', async () => {
    const id = await added({ office: '一課' })
    made(await hub.people.hr.post(`/people/${id}/transfer`, { office: '二課', on: '2026-04-01' }))
    made(await hub.people.hr.post(`/people/${id}/transfer`, { leaves: true, on: '2026-05-01' }))
    const { edition, presence } = await entry(id)
    expect(presence).toBe('left')
    const edit = { leftOn: null, moves: null }
    made(await hub.people.hr.patch(`/people/${id}`, edit, { 'if-match': `"${edition}"` }))
    expect(await entry(id)).toMatchObject({ presence: 'here', officeToday: '一課' })
  })

  test('refuses what would change nothing', async () => {
    const id = await added()
    const { hr } = hub.people
    const transfer = { office: '二課', on: '2026-04-01' }
    made(await hr.post(`/people/${id}/transfer`, transfer))
    for (const [path, body] of [
      ['transfer', transfer],
      ['suspension', { suspended: false }],
      ['sign-out', undefined],
    ] as const)
      expect(await hr.post(`/people/${id}/${path}`, body)).toMatchObject({
        status: 409,
        body: { code: 'nothing_changed' },
      })
  })

  test('lets nobody of HR lock themselves out', async () => {
    const { hr } = hub.people
    const at = `/people/${hr.memberId}`
    const { edition } = await entry(hr.memberId)
    for (const answer of [
      await hr.post(`${at}/suspension`, { suspended: true }),
      await hr.post(`${at}/transfer`, { leaves: true, on: '2027-04-01' }),
      await hr.patch(at, { roles: [] }, { 'if-match': `"${edition}"` }),
      // Nor from a later day on.
      await hr.patch(
        at,
        { roles: [{ role: 'hr', from: '2018-04-01', to: '2027-03-31' }] },
        { 'if-match': `"${edition}"` },
      ),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'own_access' } })
  })
})
