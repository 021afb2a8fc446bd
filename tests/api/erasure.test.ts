import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { logger } from '../../functions/log/logger.ts'
import { textPartition } from '../../functions/store/table.ts'
import { type Hub, made, NUMAZU, proposed, SAKATA, serve, stalled } from './serve.ts'

let hub: Hub
const forgotten: string[] = []
/** What mails to others are to be without. */
const words = new Set<string>()
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** The job as a process has it; `breaking` ends it before its n-th write, as a kill would. */
function job(breaking?: number) {
  const { store } = hub
  const { inquiries } = store
  let left = breaking ?? Number.POSITIVE_INFINITY
  const counted =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (left === 0) throw new Error('killed')
      left -= 1
      return work(...args)
    }
  const { registers, streams, erasures } = store
  return createErasureJob({
    registers: {
      read: (code) => registers.read(code),
      change: counted(registers.change.bind(registers)),
      changeMunicipality: counted(registers.changeMunicipality.bind(registers)),
    },
    streams,
    erasures: {
      ledger: () => erasures.ledger(),
      eraseTexts: counted(erasures.eraseTexts.bind(erasures)),
      unbind: counted(erasures.unbind.bind(erasures)),
    },
    inquiries: {
      past: (...args) => inquiries.past(...args),
      allPast: (code) => inquiries.allPast(code),
      sendAgain: counted(inquiries.sendAgain.bind(inquiries)),
    },
    newId: uuidv7,
    forgetMails: async ({ address, names = [], texts = [] }) => {
      if (address) forgotten.push(address)
      for (const word of [...names, ...texts]) words.add(word)
    },
  })
}

/** An alumnus with an address who has reported, answered and commented. */
async function somebody(known?: string) {
  const { hr } = hub.people
  const sign = uuidv7()
  const [name, words] = [`消去される人${sign}`, `この人だけの言葉${sign}`]
  const added = await hub.person(
    name,
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    { email: `${sign}@example.jp`, staffNumber: `職員${sign}` },
  )
  const proposal = known ?? (await proposed(hub))
  const at = `/proposals/${proposal}`
  const evidence = [{ url: 'https://example.jp/a', label: words }]
  made(await added.post(`${at}/reports`, { ...stalled, reason: words, evidence }))
  made(await added.post(`${at}/comments`, { text: words }))
  const hearing = {
    ...stalled,
    kind: 'hearing',
    reason: words,
    hearing: {
      speaker: { role: 'alumnus', cohort: 2021, memberId: added.memberId, note: words },
      heardOn: { precision: 'day', date: '2026-05-20' },
    },
  }
  made(await hub.people.member.post(`${at}/reports`, hearing))
  made(await hr.post(`${at}/comments`, { text: `${name}さんに聞いた` }))
  return { person: added, proposal, name, words, sign }
}

const everything = { texts: true, why: 'request', confirmed: true }

/** All that HR and others can read of the municipality. */
async function everywhere(proposal: string): Promise<string> {
  const { hr, member } = hub.people
  const paths = [
    '',
    '/people/roster',
    '/tasks',
    '/overview',
    '/proposals?limit=100',
    `/proposals/${proposal}`,
    `/proposals/${proposal}/events`,
    '/events',
    '/people/retention',
  ]
  const answers = await Promise.all(
    [hr, member].flatMap((who) => paths.map((path) => who.get(path))),
  )
  return JSON.stringify(answers.map(({ body }) => body))
}

test('a preview tells what would go, and where else the name stands, and changes nothing', async () => {
  const { person, proposal } = await somebody()
  const before = await hub.revision()
  const { status, body } = await hub.people.hr.get(`/people/${person.memberId}/erasure`)
  expect(status).toBe(200)
  expect(body.identity).toEqual(['name', 'email', 'staffNumber'])
  expect(body.texts.map(({ kind }: { kind: string }) => kind)).toEqual([
    'report',
    'comment',
    'report',
  ])
  expect(body.mentions).toMatchObject([{ proposalId: proposal, kind: 'comment' }])
  expect(await hub.revision()).toBe(before)
})

test('erasing takes who somebody is out of every view at once, and the rest with the job; the chains hold', async () => {
  const { person, proposal, name, words: said, sign } = await somebody()
  const { hr } = hub.people
  expect((await person.get('/tasks')).status).toBe(200)
  made(await hr.post(`/people/${person.memberId}/erasure`, everything))
  expect((await person.get('/tasks')).status).toBe(404)
  const atOnce = await everywhere(proposal)
  expect(atOnce).not.toContain(`${sign}@example.jp`)
  expect(atOnce).not.toContain(`職員${sign}`)
  await job().run()
  const after = await everywhere(proposal)
  // What others wrote stays; that the name stands in it was told by the preview.
  expect(after.replaceAll(`${name}さんに聞いた`, '')).not.toContain(name)
  expect(after).not.toContain(said)
  const detail = (await hr.get(`/proposals/${proposal}`)).body
  expect(detail.proposal.reports).toMatchObject([
    { outcome: 'stalled', by: { role: 'alumnus', cohort: 2021 }, textsErased: true },
    { outcome: 'stalled', textsErased: true },
  ])
  expect(await hub.verify(proposal)).toMatchObject({ intact: true })
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
  expect(forgotten).toEqual([`${sign}@example.jp`])
  expect(words).toContain(name)
  expect(words).toContain(said)
  // The session opens nothing any more, anywhere.
  expect((await person.get('/api/session')).status).toBe(401)
})

test('without their texts, only who they are goes', async () => {
  const { person, proposal, words } = await somebody()
  const { hr } = hub.people
  made(await hr.post(`/people/${person.memberId}/erasure`, { ...everything, texts: false }))
  await job().run()
  const { reports } = (await hr.get(`/proposals/${proposal}`)).body.proposal
  expect(reports[0].reason).toBe(words)
  const roster = (await hr.get('/people/roster')).body.people
  const left = roster.find(({ id }: { id: string }) => id === person.memberId)
  expect(left).toMatchObject({ name: '', bound: false, erased: true })
  expect(left.email).toBeUndefined()
})

test('killed before any of its writes, the job ends complete when it is run again', async () => {
  // Few streams, so that each of them is a place to be killed at.
  const crowded = hub
  hub = await serve()
  const known = await proposed(hub)
  // Each kill is told.
  const told = vi.spyOn(logger, 'error').mockImplementation(() => {})
  let kills = 0
  for (let died = true; died; kills += 1) {
    const { person, words } = await somebody(known)
    made(await hub.people.hr.post(`/people/${person.memberId}/erasure`, everything))
    died = await job(kills)
      .run()
      .then(
        () => false,
        () => true,
      )
    await job().run()
    expect(await everywhere(known)).not.toContain(words)
    const register = await hub.store.registers.read(NUMAZU)
    expect(register?.members.get(person.memberId)?.erased?.doneAt).toBeDefined()
    expect(await hub.verify(known)).toMatchObject({ intact: true })
  }
  told.mockRestore()
  expect(kills).toBeGreaterThan(5)
  await hub.stop()
  hub = crowded
}, 120_000)

test('words that others carry on while they are erased are erased with them', async () => {
  const { person, proposal, words } = await somebody()
  const { hr, alumnus2021 } = hub.people
  const at = `/proposals/${proposal}`
  const last = async () =>
    (await hub.store.registers.read(NUMAZU))?.proposals.get(proposal)?.reports.at(-1)?.id
  // One carries them on, the other corrects that one.
  const meanwhile: (() => Promise<[string, object]>)[] = [
    async () => [`${at}/reports`, { ...stalled, reason: words, unchangedFrom: await last() }],
    async () => [`${at}/reports/${await last()}/corrections`, { ...stalled, reason: words }],
  ]
  made(await hr.post(`/people/${person.memberId}/erasure`, everything))
  const { store } = hub
  const { erasures } = store
  const interrupted = createErasureJob({
    ...store,
    erasures: {
      ledger: () => erasures.ledger(),
      unbind: (...args) => erasures.unbind(...args),
      eraseTexts: async (code, of, ...more) => {
        const count = await erasures.eraseTexts(code, of, ...more)
        const [path, input] = (of === proposal && (await meanwhile.shift()?.())) || []
        if (path) made(await alumnus2021.post(path, input))
        return count
      },
    },
    newId: uuidv7,
    forgetMails: async () => {},
  })
  await interrupted.run()
  expect(meanwhile).toEqual([])
  expect(await everywhere(proposal)).not.toContain(words)
  const texts = await store.database.query(textPartition(NUMAZU))
  expect(JSON.stringify(texts)).not.toContain(words)
  expect((await hub.auditor.check(NUMAZU)).breaks).toEqual([])
  const register = await store.registers.read(NUMAZU)
  expect(register?.members.get(person.memberId)?.erased?.doneAt).toBeDefined()
})

test('an erasure that fails stops none of the others, is named, and is ended by the next run', async () => {
  const { hr } = hub.people
  const [first, second] = [await somebody(), await somebody()]
  for (const { person } of [first, second])
    made(await hr.post(`/people/${person.memberId}/erasure`, everything))
  const { store } = hub
  const { registers, streams, erasures } = store
  const failing = createErasureJob({
    registers,
    streams,
    inquiries: store.inquiries,
    erasures: {
      ledger: () => erasures.ledger(),
      eraseTexts: erasures.eraseTexts.bind(erasures),
      // The ledger is sorted by id, so the first one comes first.
      unbind: async (accountId, code) => {
        if (accountId === first.person.accountId) throw new Error('the database is busy')
        await erasures.unbind(accountId, code)
      },
    },
    newId: uuidv7,
    forgetMails: async () => {},
  })
  const said = vi.spyOn(logger, 'error').mockImplementation(() => {})
  const failure = await failing.run().catch((error: unknown) => error)
  const told = JSON.stringify(said.mock.calls)
  said.mockRestore()
  const of = `${NUMAZU}/${first.person.memberId}`
  expect(failure).toMatchObject({ name: 'WorkFailed', failed: [of] })
  expect(told).toContain(`"municipality":"${NUMAZU}","id":"${first.person.memberId}"`)
  for (const secret of [first.sign, first.name]) expect(told).not.toContain(secret)
  const ended = async () => {
    const register = await registers.read(NUMAZU)
    return [first, second].map(
      ({ person }) => register?.members.get(person.memberId)?.erased?.doneAt !== undefined,
    )
  }
  expect(await ended()).toEqual([false, true])
  expect(await failing.run().catch((error: unknown) => error)).toMatchObject({ failed: [of] })
  await job().run()
  expect(await ended()).toEqual([true, true])
})

test('after a restore of older data the ledger erases again', async () => {
  const ledger = await hub.store.erasures.ledger()
  const { person, proposal, words } = await somebody()
  const entry = {
    code: NUMAZU,
    memberId: person.memberId,
    texts: true,
    why: 'request',
    at: '2026-06-01T03:00:00.000Z',
  } as const
  await job().reapply([...ledger, entry])
  expect(await everywhere(proposal)).not.toContain(words)
  const again = await job().reapply([...ledger, entry])
  expect(again).toEqual({ persons: 0, texts: 0 })
})

test('erasing needs HR of the municipality, a second yes, and somebody who is not erased yet', async () => {
  const { person } = await somebody()
  const { hr, member, executive, stranger, nobody } = hub.people
  const path = `/people/${person.memberId}/erasure`
  const before = await hub.revision()
  for (const who of [member, executive, person]) {
    expect((await who.post(path, everything)).status).toBe(403)
    expect((await who.get(path)).status).toBe(403)
    expect((await who.get('/people/retention')).status).toBe(403)
  }
  expect((await nobody.post(path, everything)).status).toBe(401)
  expect((await stranger.post(path, everything)).status).toBe(404)
  expect((await stranger.post(`/api/m/${NUMAZU}${path}`, everything)).status).toBe(404)
  expect((await hr.post(path, { ...everything, confirmed: false })).body.errors).toMatchObject([
    { pointer: '/confirmed' },
  ])
  expect((await hr.post(`/people/${hr.memberId}/erasure`, everything)).body.code).toBe('own_access')
  expect(await hub.revision()).toBe(before)
  made(await hr.post(path, everything))
  expect((await hr.post(path, everything)).body.code).toBe('nothing_changed')
  expect((await hr.get(path)).body.code).toBe('nothing_changed')
})

test('nothing is done any more about who was erased, and nobody names them anew', async () => {
  const { person, proposal, name, sign } = await somebody()
  const { hr, member } = hub.people
  // Leaving was planned; erasing doesn't wait for it.
  made(await hr.post(`/people/${person.memberId}/transfer`, { leaves: true, on: '2027-04-01' }))
  made(await hr.post(`/people/${person.memberId}/erasure`, everything))
  const before = await hub.revision()
  const path = `/people/${person.memberId}`
  const writes = [
    hr.patch(path, { name }, { 'if-match': '"0"' }),
    hr.post(`${path}/transfer`, { office: '市民課', on: '2026-06-01' }),
    hr.post(`${path}/suspension`, { suspended: false }),
    hr.post(`${path}/invitation`, {}),
  ]
  for (const { status, body } of await Promise.all(writes))
    expect([status, body.code]).toEqual([409, 'person_erased'])
  const named = [
    hr.post(`/proposals/${proposal}/stewardship`, {
      to: { office: '市民課', memberId: person.memberId },
    }),
    member.post(`/proposals/${proposal}/reports`, {
      ...stalled,
      kind: 'hearing',
      hearing: {
        speaker: { role: 'alumnus', cohort: 2021, memberId: person.memberId },
        heardOn: { precision: 'day', date: '2026-05-20' },
      },
    }),
  ]
  for (const { body } of await Promise.all(named))
    expect(body.errors).toMatchObject([{ code: 'person_erased' }])
  const roster = `氏名,職員番号\n${name},職員${sign}\n`
  const file = { fileName: 'a.csv', contentBase64: Buffer.from(roster).toString('base64') }
  // Whoever comes with that name and number is somebody new.
  expect((await hr.post('/people/preview', file)).body.rows).toMatchObject([{ fate: 'add' }])
  const moves = `氏名,異動先,異動日\n${name},市民課,2026-06-01\n`
  const list = { fileName: 'b.csv', contentBase64: Buffer.from(moves).toString('base64') }
  expect((await hr.post('/people/transfers/preview', list)).body.rows).toMatchObject([
    { fate: 'error' },
  ])
  expect(await hub.revision()).toBe(before)
})

test('an account that is somebody elsewhere stays that', async () => {
  const { person } = await somebody()
  const code = SAKATA
  const { store } = hub
  const account = { v: 1 as const, id: person.accountId, issuer: 'test', subject: uuidv7() }
  const member = {
    v: 1 as const,
    id: uuidv7(),
    name: '酒田の人',
    roles: [{ role: 'executive' as const, from: '2020-04-01' }],
  }
  const id = uuidv7()
  const operation = { id, actor: 'test', key: id, fingerprint: id }
  const actor = { kind: 'import' as const, municipality: code, grants: [] }
  await store.municipalities.addMember(code, { member, account }, operation, {
    actor,
    id,
    channel: 'import',
  })
  made(await hub.people.hr.post(`/people/${person.memberId}/erasure`, everything))
  await job().run()
  expect((await person.get('/tasks')).status).toBe(404)
  expect((await person.get(`/api/m/${code}/overview`)).status).toBe(200)
})

test('whose data is past the retention period is listed until it is disposed of, with a record', async () => {
  const { hr } = hub.people
  const left = made(await hr.post('/people', { name: '退職した人', roles: [] }))
  made(await hr.post(`/people/${left}/transfer`, { leaves: true, on: '2019-03-31' }))
  const none = (await hr.get('/people/retention')).body
  expect(none.due).toEqual([])
  const etag = (await hr.get('')).headers.get('etag') ?? ''
  const set = await hr.patch('/settings', { retentionYears: 5 }, { 'if-match': etag })
  expect(set.status).toBe(200)
  const { due, years } = (await hr.get('/people/retention')).body
  expect(years).toBe(5)
  expect(due).toMatchObject([{ id: left, lastYear: 2018, since: 2024 }])
  made(await hr.post(`/people/${left}/erasure`, { ...everything, why: 'retention' }))
  await job().run()
  const after = (await hr.get('/people/retention')).body
  expect(after.due).toEqual([])
  const record = after.disposed.find(({ id }: { id: string }) => id === left)
  expect(record).toMatchObject({ why: 'retention', doneAt: expect.any(String) })
})
