import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { streamPrefix, textPartition } from '../../functions/store/table.ts'
import { MARKER } from './every-write.ts'
import { type Hub, made, NUMAZU, proposed, reported, SAKATA, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

type Named = { proposalId: string; reportId: string }
const NOWHERE = '01900000-0000-7000-8000-000000000000'

/** Reports of the 2021 cohort that nobody has answered, each on a proposal of its own. */
async function waiting(count: number): Promise<Named[]> {
  const made: Named[] = []
  for (let at = 0; at < count; at += 1) {
    const proposalId = await proposed(hub)
    made.push({ proposalId, reportId: await reported(hub, proposalId) })
  }
  return made
}

async function listed(path = '/confirmations'): Promise<Map<string, { need: string }>> {
  const { status, body } = await hub.people.hr.get(path)
  expect(status).toBe(200)
  return new Map(body.rows.map((row: { report: { id: string } }) => [row.report.id, row]))
}

const confirm = (reports: Named[], more: object = {}, key: string = randomUUID()) =>
  hub.people.hr.post('/confirmations', { reports, ...more }, { 'idempotency-key': key })

const codes = (body: { rows: { problem?: { code: string } }[] }) =>
  body.rows.map(({ problem }) => problem?.code ?? 'done')

async function confirmationsOf({ proposalId, reportId }: Named) {
  const { body } = await hub.people.hr.get(`/proposals/${proposalId}`)
  return body.proposal.reports.find(({ id }: { id: string }) => id === reportId).confirmations
}

async function typesOf(proposalId: string): Promise<string[]> {
  const { body } = await hub.people.executive.get(`/proposals/${proposalId}/events`)
  return body.events.map(({ type }: { type: string }) => type)
}

describe('the work list', () => {
  test('holds what HR has not answered, with all that one must read to answer it', async () => {
    const proposalId = await proposed(hub, { title: '朝の対話', number: 2 })
    const source = { title: '令和4年度論文', wording: '取り組めなかった' }
    const reportId = await reported(hub, proposalId, { source })
    const row = (await listed()).get(reportId)
    expect(row).toMatchObject({
      need: 'awaiting',
      proposal: { id: proposalId, title: '朝の対話', number: 2, cohort: 2021, carriedBy: [] },
      report: { ...stalled, source, by: { role: 'alumnus', cohort: 2021 } },
      holding: true,
    })
    made(await hub.people.hr.post(`${path({ proposalId, reportId })}`, { answer: 'confirmed' }))
    expect((await listed()).has(reportId)).toBe(false)
  })

  test('counts on the place what is to be answered, and tells nobody else', async () => {
    const before = (await hub.people.hr.get('')).body.me.toConfirm
    const [one] = await waiting(1)
    expect((await hub.people.hr.get('')).body.me.toConfirm).toBe(before + 1)
    await hub.people.hr.post(path(one as Named), { answer: 'disputed', comment: '時期が違う' })
    expect((await hub.people.hr.get('')).body.me.toConfirm).toBe(before)
    for (const person of [hub.people.member, hub.people.executive, hub.people.alumnus2021])
      expect((await person.get('')).body.me).not.toHaveProperty('toConfirm')
  })

  test('keeps a discrepancy until it is settled, and leaves HR’s own words out', async () => {
    const [one] = await waiting(1)
    const named = one as Named
    await hub.people.hr.post(path(named), { answer: 'disputed', comment: '時期が違う' })
    expect((await listed()).get(named.reportId)).toMatchObject({
      need: 'disputed',
      lastAnswer: { answer: 'disputed', comment: '時期が違う' },
    })
    const corrections = `/proposals/${named.proposalId}/reports/${named.reportId}/corrections`
    const corrected = made(await hub.people.alumnus2021.post(corrections, stalled))
    const after = await listed()
    expect(after.has(named.reportId)).toBe(false)
    expect(after.get(corrected)).toMatchObject({ need: 'awaiting' })
    const own = await proposed(hub)
    const said = made(await hub.people.hr.post(`/proposals/${own}/reports`, stalled))
    expect((await listed()).has(said)).toBe(false)
  })

  test('shows earlier reports only to who asks for them', async () => {
    const [one] = await waiting(1)
    const { proposalId, reportId } = one as Named
    const later = await reported(hub, proposalId, {
      asOf: { precision: 'day', date: '2026-05-01' },
    })
    const usual = await listed()
    expect([usual.has(reportId), usual.has(later)]).toEqual([false, true])
    const all = await listed('/confirmations?earlier=true')
    expect(all.get(reportId)).toMatchObject({ need: 'awaiting', holding: false })
  })

  test('is refused to those who don’t answer for the dispatcher, and to another municipality', async () => {
    const { member, alumnus2021, executive, stranger, nobody } = hub.people
    for (const person of [member, alumnus2021, executive])
      expect(await person.get('/confirmations')).toMatchObject({
        status: 403,
        body: { code: 'not_allowed' },
      })
    expect((await stranger.get(`/api/m/${NUMAZU}/confirmations`)).status).toBe(404)
    expect((await nobody.get('/confirmations')).status).toBe(401)
  })
})

describe('confirming a set', () => {
  test('writes each report’s own event with the decision, and none of its words', async () => {
    const reports = await waiting(3)
    const decision = { decidedOn: '2026-05-29', documentNumber: MARKER, comment: MARKER }
    const { status, body } = await confirm(reports, decision)
    expect(status).toBe(200)
    expect(body.rows).toMatchObject(
      reports.map((one) => ({ ...one, receipt: { proposalId: one.proposalId, sequence: 3 } })),
    )
    for (const one of reports) {
      expect(await confirmationsOf(one)).toMatchObject([{ answer: 'confirmed', ...decision }])
      const types = ['proposal_created', 'report_recorded', 'report_confirmed']
      expect(await typesOf(one.proposalId)).toEqual(types)
      const events = await hub.people.executive.get(`/proposals/${one.proposalId}/events`)
      expect(JSON.stringify(events.body)).not.toContain(MARKER)
      const texts = await hub.store.database.query(textPartition(NUMAZU), {
        prefix: streamPrefix(`proposal/${one.proposalId}`),
      })
      expect(JSON.stringify(texts)).toContain(MARKER)
      expect(await hub.verify(one.proposalId)).toMatchObject({ intact: true, events: 3 })
    }
    const left = await listed()
    expect(reports.some(({ reportId }) => left.has(reportId))).toBe(false)
  })

  test('says of each row what was done, and why the others were not', async () => {
    const [fine, corrected, withdrawn, disputed, confirmed] = (await waiting(5)) as [
      Named,
      Named,
      Named,
      Named,
      Named,
    ]
    const { alumnus2021, hr } = hub.people
    const at = ({ proposalId, reportId }: Named) => `/proposals/${proposalId}/reports/${reportId}`
    made(await alumnus2021.post(`${at(corrected)}/corrections`, stalled))
    made(await alumnus2021.post(`${at(withdrawn)}/withdrawal`, {}))
    made(await hr.post(path(disputed), { answer: 'disputed', comment: '時期が違う' }))
    made(await hr.post(path(confirmed), { answer: 'confirmed' }))
    const nowhere = { proposalId: NOWHERE, reportId: NOWHERE }
    const all = [corrected, withdrawn, disputed, confirmed, nowhere, fine]
    const { status, body } = await confirm(all)
    expect(status).toBe(200)
    expect(codes(body)).toEqual([
      'report_replaced',
      'report_withdrawn',
      'confirmation_disputed',
      'already_confirmed',
      'not_found',
      'done',
    ])
    expect(body.rows[2].problem).toMatchObject({ status: 409, title: '相違ありと回答した報告です' })
    expect((await confirmationsOf(disputed)).length).toBe(1)
    expect((await confirmationsOf(confirmed)).length).toBe(1)
    expect(await confirmationsOf(corrected)).toEqual([])
  })

  test('authorizes each row: one’s own words are for a colleague', async () => {
    const [one] = await waiting(1)
    const proposalId = await proposed(hub)
    const hearing = {
      ...stalled,
      kind: 'hearing',
      hearing: {
        speaker: { role: 'alumnus', cohort: 2021, memberId: hub.people.hr.memberId },
        heardOn: { precision: 'day', date: '2026-05-20' },
      },
    }
    const own = made(await hub.people.member.post(`/proposals/${proposalId}/reports`, hearing))
    const { body } = await confirm([{ proposalId, reportId: own }, one as Named])
    expect(codes(body)).toEqual(['own_side', 'done'])
  })

  test('sent twice under one key is done once, and answered the same', async () => {
    const reports = await waiting(2)
    const key = randomUUID()
    const first = await confirm(reports, { documentNumber: '人第1号' }, key)
    const before = await hub.revision()
    const again = await confirm(reports, { documentNumber: '人第1号' }, key)
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(codes(again.body)).toEqual(['done', 'done'])
    expect(await hub.revision()).toBe(before)
    const other = await confirm(reports, { documentNumber: '人第2号' }, key)
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
    expect(await hub.revision()).toBe(before)
    // So are reports that the first time weren't among them.
    const others = await waiting(1)
    const now = await hub.revision()
    const disjoint = await confirm(others, { documentNumber: '人第1号' }, key)
    expect(disjoint).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
    expect(await hub.revision()).toBe(now)
    // Under a new key, what is done is told and left alone.
    expect(codes((await confirm(reports)).body)).toEqual(['already_confirmed', 'already_confirmed'])
    expect(await hub.revision()).toBe(now)
  })

  test('that broke off goes on where it was, under the same key', async () => {
    const reports = (await waiting(3)) as [Named, Named, Named]
    const key = randomUUID()
    const change = hub.store.registers.change.bind(hub.store.registers)
    let writes = 0
    hub.store.registers.change = (...asked) => {
      writes += 1
      if (writes === 2) throw new Error('the process fell over')
      return change(...asked)
    }
    const broken = await confirm(reports, {}, key).finally(() => {
      hub.store.registers.change = change
    })
    expect(broken.status).toBe(500)
    expect((await confirmationsOf(reports[0])).length).toBe(1)
    expect((await confirmationsOf(reports[1])).length).toBe(0)
    expect(codes((await confirm(reports, {}, key)).body)).toEqual(['done', 'done', 'done'])
    for (const one of reports) expect((await confirmationsOf(one)).length).toBe(1)
  })

  test('writes a report that is named twice once', async () => {
    const [one] = (await waiting(1)) as [Named]
    expect(codes((await confirm([one, one])).body)).toEqual(['done'])
    expect((await confirmationsOf(one)).length).toBe(1)
  })

  test('is refused as a whole where it is wrong for every row, and leaves nothing', async () => {
    const reports = await waiting(1)
    const { member, executive, alumnus2021, nobody, stranger, hr } = hub.people
    const before = await hub.revision()
    for (const person of [member, executive, alumnus2021])
      expect(await person.post('/confirmations', { reports })).toMatchObject({
        status: 403,
        body: { code: 'not_allowed' },
      })
    const wrong = [
      [{ reports: [] }, '/reports'],
      [{ reports: [{ proposalId: 'x', reportId: NOWHERE }] }, '/reports/0/proposalId'],
      [{ reports, decidedOn: '2026-06-02' }, '/decidedOn'],
      [{ reports, decidedOn: '2026-02-30' }, '/decidedOn'],
      [{ reports, answer: 'disputed' }, '/answer'],
      [{ reports: Array.from({ length: 201 }, () => reports[0]) }, '/reports'],
    ] as const
    for (const [input, pointer] of wrong) {
      const { status, body } = await hr.post('/confirmations', input)
      expect(status).toBe(400)
      expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer])
    }
    expect((await nobody.post('/confirmations', { reports })).status).toBe(401)
    const elsewhere = { origin: 'https://other.example' }
    expect((await hr.post('/confirmations', { reports }, elsewhere)).status).toBe(403)
    const keyless = await hr.post('/confirmations', { reports }, { 'idempotency-key': '' })
    expect(keyless.body.code).toBe('idempotency_key_required')
    expect((await stranger.post(`/api/m/${NUMAZU}/confirmations`, { reports })).status).toBe(404)
    // Numazu's reports mean nothing in Sakata.
    const theirs = await stranger.post(`/api/m/${SAKATA}/confirmations`, { reports })
    expect(codes(theirs.body)).toEqual(['not_found'])
    expect(await hub.revision()).toBe(before)
  })
})

function path({ proposalId, reportId }: Named): string {
  return `/proposals/${proposalId}/reports/${reportId}/confirmations`
}
