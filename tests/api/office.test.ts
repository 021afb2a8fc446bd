import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import { municipalityStream } from '../../functions/history/streams.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { takeFeedback } from '../../functions/jobs/feedback.ts'
import { streamPrefix, textPartition } from '../../functions/store/table.ts'
import { verifyStream } from '../store/looking.ts'
import { createMunicipality } from '../store/open.ts'
import { type Client, type Hub, NUMAZU, serve } from './serve.ts'

const YONEZAWA = {
  code: '062022',
  name: '米沢市',
  nameEn: 'Yonezawa',
  prefecture: '山形県',
  dispatcher: '総務課',
  hr: { name: '総務課 担当', email: 'hr@yonezawa.example' },
}

let hub: Hub
let office: Client
let begun: { name: string; code: string }
beforeAll(async () => {
  hub = await serve()
  office = await hub.account()
  const first = await hub.store.office.issueSetUpCode()
  const second = await hub.store.office.issueSetUpCode()
  expect(await open(office, first?.code ?? '')).toMatchObject({
    status: 409,
    body: { code: 'set_up_code_invalid' },
  })
  begun = { name: '事務局 一号', code: second?.code ?? '' }
  expect((await open(office, begun.code, 'the-first-one')).status).toBe(201)
})
afterAll(() => hub?.stop())

function open(by: Client, code: string, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  return by.post('/api/office/first-account', { name: '事務局 一号', code }, headers)
}

async function verified(code: string) {
  const head = (await hub.store.registers.read(code))?.municipality.head
  if (!head) throw new Error('no such municipality')
  return verifyStream(hub.store, code, municipalityStream(code), head)
}

/** The parts of the link in the last mail to an address. */
function linkTo(address: string) {
  const mail = hub.mails.findLast(({ to }) => to === address)
  const [, municipality = '', memberId = '', token = ''] =
    /\/invitation\/(\d{6})\/([^/\s]+)\/(\S+)/.exec(mail?.text ?? '') ?? []
  return { municipality, memberId, token }
}

describe('the first person of the office', () => {
  it('begins with the latest link, once: neither again nor by somebody else', async () => {
    expect((await open(office, begun.code, 'the-first-one')).status).toBe(201)
    for (const by of [office, await hub.account()])
      expect(await open(by, begun.code)).toMatchObject({ body: { code: 'set_up_code_invalid' } })
    expect(await hub.store.office.issueSetUpCode()).toBeUndefined()
    const { body } = await office.get('/api/session')
    expect(body).toMatchObject({ office: { memberName: '事務局 一号' }, memberships: [] })
  })

  it('needs a session, and a link that has not expired', async () => {
    expect((await open(hub.people.nobody, begun.code)).status).toBe(401)
    const fresh = await serve()
    const late = await fresh.store.office.issueSetUpCode()
    fresh.time.pass(24 * 60 * 60 * 1000)
    const body = { name: '遅刻', code: late?.code ?? '' }
    const answer = await (await fresh.account()).post('/api/office/first-account', body)
    expect(answer).toMatchObject({ status: 409, body: { code: 'set_up_code_invalid' } })
    await fresh.stop()
  })

  it('has a history of its own that verifies', async () => {
    expect(await verified(OFFICE)).toMatchObject({ intact: true })
  })
})

describe('setting a municipality up', () => {
  it('makes it with its first person of HR, who is invited by mail and then puts people in', async () => {
    const key = { 'idempotency-key': 'set-up-yonezawa' }
    const { status, body } = await office.post('/api/office/municipalities', YONEZAWA, key)
    expect(status).toBe(201)
    // A lost answer: asked again, nothing is done twice.
    expect((await office.post('/api/office/municipalities', YONEZAWA, key)).body).toEqual(body)
    const listed = async () => {
      const answer = await office.get('/api/office/municipalities')
      return answer.body.municipalities.find(({ code }: { code: string }) => code === '062022')
    }
    expect(await listed()).toMatchObject({ name: '米沢市', hr: 'invited' })

    const hr = await hub.account('062022')
    expect((await hr.get('')).status).toBe(404)
    const accepted = await hr.post('/api/invitations/acceptance', linkTo('hr@yonezawa.example'))
    expect(accepted.status).toBe(201)
    expect((await hr.post('/people', { name: '一人目', roles: [] })).status).toBe(201)
    expect(await listed()).toEqual({
      code: '062022',
      name: '米沢市',
      nameEn: 'Yonezawa',
      prefecture: '山形県',
      hr: 'accepted',
      lastActivityOn: '2026-06-01',
    })
  })

  it('tells both histories, under one operation, who did it', async () => {
    const inside = await hub.store.streams.events('062022', municipalityStream('062022'), {
      limit: 3,
    })
    const outside = await hub.store.streams.events(OFFICE, municipalityStream(OFFICE), {
      limit: 9,
    })
    const [created, added, invited] = inside.map((json) => JSON.parse(json))
    const setUp = outside.map((json) => JSON.parse(json)).at(-1)
    expect([created.type, added.type, invited.type]).toEqual([
      'municipality_created',
      'member_added',
      'invitation_issued',
    ])
    expect(setUp).toMatchObject({ type: 'municipality_set_up', data: { code: '062022' } })
    expect(new Set([created, added, invited, setUp].map((one) => one.operationId)).size).toBe(1)
    expect(created.by).toEqual({ kind: 'person', role: 'office', channel: 'web' })
    expect(created.data.officeMemberId).toBe(setUp.by.memberId)
    // Names and addresses stand apart, as everywhere.
    expect(`${inside}${outside}`).not.toMatch(/yonezawa|米沢|総務|一号/)
    for (const code of ['062022', OFFICE])
      expect(await verified(code)).toMatchObject({ intact: true })
  })

  it('refuses a code that is taken, or that no municipality has', async () => {
    const taken = await office.post('/api/office/municipalities', YONEZAWA)
    expect(taken).toMatchObject({ status: 409, body: { code: 'municipality_exists' } })
    for (const code of ['062023', OFFICE]) {
      const { body } = await office.post('/api/office/municipalities', { ...YONEZAWA, code })
      expect(body.errors).toMatchObject([{ pointer: '/code', code: 'no_such_municipality_code' }])
    }
  })

  it('mends a wrong address as long as nobody of HR has accepted, and no longer', async () => {
    const hr = { name: '誤記', email: 'wrong@tsuruoka.example' }
    const body = { ...YONEZAWA, code: '062031', name: '鶴岡市', hr }
    expect((await office.post('/api/office/municipalities', body)).status).toBe(201)
    const old = linkTo('wrong@tsuruoka.example')
    const path = '/api/office/municipalities/062031/invitation'
    const right = { name: '人事課 担当', email: 'hr@tsuruoka.example' }
    expect((await office.post(path, right)).status).toBe(201)
    const person = await hub.account('062031')
    const refused = await person.post('/api/invitations/acceptance', old)
    expect(refused).toMatchObject({ body: { code: 'invitation_invalid' } })
    const link = linkTo('hr@tsuruoka.example')
    expect((await person.post('/api/invitations/acceptance', link)).status).toBe(201)
    expect(await office.post(path, right)).toMatchObject({ body: { code: 'hr_has_accepted' } })
    expect(await verified('062031')).toMatchObject({ intact: true })
  })

  it('tells the office that its own invitation was not delivered, until it invites anew', async () => {
    const fresh = await serve()
    onTestFinished(() => fresh.stop())
    const { store } = fresh
    const by = await fresh.account()
    const link = await store.office.issueSetUpCode()
    await open(by, link?.code ?? '')
    const hr = { name: '誤記', email: 'wrong@shinjo.example' }
    const town = { ...YONEZAWA, code: '062057', name: '新庄市', hr }
    expect((await by.post('/api/office/municipalities', town)).status).toBe(201)
    const listed = async () => {
      const { body } = await by.get('/api/office/municipalities')
      return body.municipalities.find((one: { code: string }) => one.code === '062057')
    }
    expect(await listed()).toMatchObject({ hr: 'invited' })

    // Handed over, and come back: the office is told nothing else of it.
    const mail = fresh.mails.findLast(({ to }) => to === hr.email)
    const bounce = {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent' },
      mail: { tags: { municipality: ['062057'], mail: [mail?.id ?? ''] } },
    }
    expect(await takeFeedback(bounce, { ...store, newId: uuidv7 })).toBe('marked')
    expect(Object.keys(await listed()).toSorted()).toEqual(
      ['code', 'hr', 'invitedUntil', 'lastActivityOn', 'name', 'nameEn', 'prefecture'].toSorted(),
    )
    expect(await listed()).toMatchObject({ hr: 'undelivered' })
    const path = '/api/office/municipalities/062057/invitation'
    expect((await by.post(path, { ...hr, email: 'right@shinjo.example' })).status).toBe(201)
    expect(await listed()).toMatchObject({ hr: 'invited' })
    const person = await fresh.account('062057')
    const [, municipality = '', memberId = '', token = ''] =
      /\/invitation\/(\d{6})\/([^/\s]+)\/(\S+)/.exec(fresh.mails.at(-1)?.text ?? '') ?? []
    const accepting = { municipality, memberId, token }
    expect((await person.post('/api/invitations/acceptance', accepting)).status).toBe(201)
    expect(await listed()).toMatchObject({ hr: 'accepted' })
  })

  it('invites a successor where nobody of HR is in service any more, once, and only then', async () => {
    const code = '062057'
    const { store } = hub
    await createMunicipality(store, code, '新庄市', [2021])
    const roles = [{ role: 'hr' as const, from: '2018-04-01', to: '2026-03-31' }]
    await hub.person('前任', roles, code)
    const path = `/api/office/municipalities/${code}/invitation`
    const next = { name: '総務課 担当', email: 'next@shinjo.example' }
    const key = { 'idempotency-key': 'a-successor-is-invited' }
    const first = await office.post(path, next, key)
    expect(first.status).toBe(201)
    expect((await office.post(path, next, key)).body).toEqual(first.body)
    const register = await store.registers.read(code)
    const added = [...(register?.members.values() ?? [])].filter(
      ({ email }) => email === next.email,
    )
    expect(added).toMatchObject([{ name: next.name, roles: [{ role: 'hr' }] }])
    const person = await hub.account(code)
    const link = linkTo(next.email)
    expect((await person.post('/api/invitations/acceptance', link)).status).toBe(201)
    expect(await office.post(path, next)).toMatchObject({ body: { code: 'hr_has_accepted' } })
    expect(await verified(code)).toMatchObject({ intact: true })
  })
})

describe('the office', () => {
  it('answers others, HR and a municipality’s alleged office too, like something that isn’t', async () => {
    const alleged = await hub.person('自称', [{ role: 'office', from: '2018-04-01' }])
    for (const by of [hub.people.hr, hub.people.stranger, alleged])
      for (const path of ['/municipalities', '/staff'])
        expect((await by.get(`/api/office${path}`)).status).toBe(404)
    expect((await hub.people.hr.post('/api/office/municipalities', YONEZAWA)).status).toBe(404)
    expect((await hub.people.nobody.get('/api/office/municipalities')).status).toBe(401)
  })

  it('sees nothing inside a municipality, also not one it set up', async () => {
    for (const code of [NUMAZU, '062022'])
      for (const path of ['', '/overview', '/proposals', '/people/roster', '/trail'])
        expect((await office.get(`/api/m/${code}${path}`)).status).toBe(404)
    // Its own scope is no municipality either.
    expect((await office.get(`/api/m/${OFFICE}/people/roster`)).status).toBe(400)
  })

  it('invites colleagues and takes their access away, but never its own last one’s', async () => {
    const input = { name: '事務局 二号', email: 'two@program.example' }
    const { id } = (await office.post('/api/office/staff', input)).body
    expect((await office.post(`/api/office/staff/${id}/invitation`, undefined)).status).toBe(201)
    const colleague = await hub.account()
    const link = linkTo('two@program.example')
    expect((await colleague.post('/api/invitations/acceptance', link)).status).toBe(201)
    expect((await colleague.get('/api/office/municipalities')).status).toBe(200)
    expect((await office.post(`/api/office/staff/${id}/sign-out`, undefined)).status).toBe(201)
    expect((await colleague.get('/api/office/municipalities')).status).toBe(401)
    hub.time.pass(1_000)
    const suspended = { suspended: true }
    const own = (await office.get('/api/session')).body.office.memberId
    const refused = await office.post(`/api/office/staff/${own}/suspension`, suspended)
    expect(refused).toMatchObject({ status: 409, body: { code: 'own_access' } })
    expect((await office.post(`/api/office/staff/${id}/suspension`, suspended)).status).toBe(201)
    expect((await colleague.get('/api/office/municipalities')).status).toBe(404)
    const { people } = (await office.get('/api/office/staff')).body
    expect(people).toMatchObject([{ bound: true }, { suspended: true }])
  })

  it('leaves a trace of reading its own roster, once a day, and erases who has left it', async () => {
    const input = { name: '事務局 三号', email: 'three@program.example' }
    const { id } = (await office.post('/api/office/staff', input)).body
    expect((await office.post(`/api/office/staff/${id}/invitation`, undefined)).status).toBe(201)
    const colleague = await hub.account()
    const link = linkTo('three@program.example')
    expect((await colleague.post('/api/invitations/acceptance', link)).status).toBe(201)
    const types = async () => {
      const events = await hub.store.streams.events(OFFICE, municipalityStream(OFFICE), {
        limit: 100,
      })
      return events.map((json) => JSON.parse(json).type)
    }
    for (const _ of [1, 2]) expect((await colleague.get('/api/office/staff')).status).toBe(200)
    expect((await types()).filter((type) => type === 'roster_read')).toHaveLength(2)

    const path = `/api/office/staff/${id}/erasure`
    const erasure = { texts: true, why: 'request', confirmed: true }
    const own = (await office.get('/api/session')).body.office.memberId
    const refused = await office.post(`/api/office/staff/${own}/erasure`, erasure)
    expect(refused.body.code).toBe('own_access')
    expect((await hub.people.hr.post(path, erasure)).status).toBe(404)
    expect((await hub.people.nobody.post(path, erasure)).status).toBe(401)
    expect((await office.post(path, erasure)).status).toBe(201)
    expect((await colleague.get('/api/office/staff')).status).toBe(404)
    const job = createErasureJob({ ...hub.store, newId: uuidv7, forgetMails: async () => {} })
    await job.run()
    expect(await types()).toContain('erasure_completed')
    expect(JSON.stringify((await office.get('/api/office/staff')).body)).not.toMatch(/三号|three@/)
    const texts = await hub.store.database.query(textPartition(OFFICE), {
      prefix: streamPrefix(municipalityStream(OFFICE)),
    })
    expect(JSON.stringify(texts)).not.toMatch(/三号|three@/)
    expect((await colleague.get('/api/session')).status).toBe(401)
    expect(await verified(OFFICE)).toMatchObject({ intact: true })
  })

  it('appoints nobody of HR among its own, and no municipality appoints an office', async () => {
    const { body } = await hub.people.hr.post('/people', {
      name: '自称',
      roles: [{ role: 'office', from: '2026-04-01' }],
    })
    expect(body.errors).toMatchObject([{ pointer: '/roles/0/role', code: 'unknown_value' }])
  })
})
