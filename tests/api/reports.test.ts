import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, made, proposed, reported, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const standing = async (id: string) =>
  (await hub.people.executive.get(`/proposals/${id}`)).body.standing
const answersOf = (id: string, report: string) => `/proposals/${id}/reports/${report}/confirmations`

test('an alumnus reports on the own cohort’s proposal, and everybody there sees it at once', async () => {
  const { alumnus2021, executive } = hub.people
  const id = await proposed(hub)
  const { status, body } = await alumnus2021.post(`/proposals/${id}/reports`, stalled)
  expect(status).toBe(201)
  expect(body).toMatchObject({ proposalId: id, sequence: 2 })
  const seen = await executive.get(`/proposals/${id}`)
  expect(seen.body.standing).toMatchObject({
    code: 'stalled',
    manner: 'paused',
    factors: ['external_shock'],
    reason: stalled.reason,
    by: { role: 'alumnus', cohort: 2021, name: '令和3年度 マネ友' },
    confirmation: 'awaiting',
    stale: true,
  })
})

test('a new cohort records whose words it heard on a proposal of any cohort', async () => {
  const { alumnus2018, member } = hub.people
  const id = await proposed(hub)
  const hearing = {
    speaker: { role: 'alumnus', cohort: 2018, memberId: alumnus2018.memberId },
    heardOn: { precision: 'month', date: '2026-05' },
    means: 'phone',
  }
  made(await member.post(`/proposals/${id}/reports`, { ...stalled, kind: 'hearing', hearing }))
  const { body } = await member.get(`/proposals/${id}`)
  expect(body.standing).toMatchObject({ kind: 'hearing', by: { name: '平成30年度 マネ友' } })
  expect(body.proposal.reports[0]).toMatchObject({
    hearing,
    side: 'cohort',
    by: { role: 'member' },
  })
})

test('「前回から変わりなし」 carries the reasons of the report that holds on', async () => {
  const id = await proposed(hub)
  const first = await reported(hub, id)
  const asOf = { precision: 'day', date: '2026-05-31' }
  const second = await reported(hub, id, { asOf, unchangedFrom: first })
  expect(await standing(id)).toMatchObject({ reportId: second, stale: false })
  const path = `/proposals/${id}/reports`
  for (const wrong of [{ unchangedFrom: first }, { unchangedFrom: second, manner: 'ended' }])
    expect(await hub.people.hr.post(path, { ...stalled, asOf, ...wrong })).toMatchObject({
      status: 409,
      body: { code: 'unchanged_differs' },
    })
})

test('a corrected report stays in sight, is no longer what holds, and takes nothing more', async () => {
  const { alumnus2021, hr } = hub.people
  const id = await proposed(hub)
  const first = await reported(hub, id)
  const at = `/proposals/${id}/reports/${first}`
  const second = made(
    await alumnus2021.post(`${at}/corrections`, { ...stalled, manner: 'ended', reason: '訂正' }),
  )
  const { body } = await hr.get(`/proposals/${id}`)
  expect(body.standing).toMatchObject({ reportId: second, manner: 'ended' })
  expect(body.proposal.reports).toMatchObject([
    { id: first, reason: stalled.reason, corrected: { byReport: second } },
    { id: second, corrects: first },
  ])
  expect(body.reports[first]).toMatchObject({ valid: false, holding: false, permitted: [] })
  const before = await hub.revision()
  for (const [path, input] of [
    ['corrections', stalled],
    ['withdrawal', {}],
    ['confirmations', { answer: 'confirmed' }],
  ] as const)
    expect(await hr.post(`${at}/${path}`, input)).toMatchObject({
      status: 409,
      body: { code: 'report_replaced' },
    })
  expect(await hub.revision()).toBe(before)
})

test('a withdrawn report stays in sight with its reason, counts no longer, and takes nothing more', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const first = await reported(hub, id)
  const at = `/proposals/${id}/reports/${first}`
  made(await hub.people.alumnus2021.post(`${at}/withdrawal`, { reason: '別の取組のことだった' }))
  expect(await standing(id)).toEqual({ code: 'unconfirmed', stale: false })
  const { body } = await hr.get(`/proposals/${id}`)
  expect(body.proposal.reports[0].withdrawn).toMatchObject({ reason: '別の取組のことだった' })
  for (const [path, input] of [
    ['corrections', stalled],
    ['withdrawal', {}],
    ['confirmations', { answer: 'confirmed' }],
  ] as const)
    expect(await hr.post(`${at}/${path}`, input)).toMatchObject({
      status: 409,
      body: { code: 'report_withdrawn' },
    })
})

test('HR’s latest answer counts; a dispute marks the outcome and changes it not', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const report = await reported(hub, id)
  const state = async () => (await standing(id)).confirmation
  const expected = [
    [{ answer: 'confirmed', decidedOn: '2026-05-29', documentNumber: '沼人第12号' }, 'confirmed'],
    [{ answer: 'disputed', comment: '違う' }, 'disputed'],
    [{ answer: 'withdrawn' }, 'awaiting'],
    [{ answer: 'disputed', comment: 'やはり違う' }, 'disputed'],
    [{ answer: 'confirmed' }, 'confirmed'],
  ] as const
  for (const [answer, after] of expected) {
    made(await hr.post(answersOf(id, report), answer))
    expect(await state()).toBe(after)
    expect((await standing(id)).code).toBe('stalled')
  }
  await reported(hub, id, { asOf: { precision: 'day', date: '2026-05-31' } })
  expect(await state()).toBe('awaiting')
})

test('there is nothing to take back where nothing was answered', async () => {
  const { hr } = hub.people
  const id = await proposed(hub)
  const report = await reported(hub, id)
  const withdraw = () => hr.post(answersOf(id, report), { answer: 'withdrawn' })
  expect(await withdraw()).toMatchObject({ status: 409, body: { code: 'nothing_to_withdraw' } })
  made(await hr.post(answersOf(id, report), { answer: 'confirmed' }))
  made(await withdraw())
  expect(await withdraw()).toMatchObject({ status: 409, body: { code: 'nothing_to_withdraw' } })
})

test('nobody answers their own side', async () => {
  const { alumnus2021, hr } = hub.people
  const id = await proposed(hub)
  const cohorts = await reported(hub, id)
  const ofHr = made(await hr.post(`/proposals/${id}/reports`, stalled))
  const before = await hub.revision()
  for (const [by, report] of [
    [alumnus2021, cohorts],
    [hr, ofHr],
  ] as const)
    for (const answer of [{ answer: 'confirmed' }, { answer: 'disputed', comment: '違う' }])
      expect(await by.post(answersOf(id, report), answer)).toMatchObject({
        status: 409,
        body: { code: 'own_side' },
      })
  expect(await hub.revision()).toBe(before)
})

test('who is of both sides does not answer their own words either', async () => {
  const both = await hub.person('人事課のマネ友', [
    { role: 'hr', from: '2018-04-01' },
    { role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' },
  ])
  const id = await proposed(hub)
  const report = made(await both.post(`/proposals/${id}/reports`, stalled))
  expect(await both.post(answersOf(id, report), { answer: 'confirmed' })).toMatchObject({
    status: 409,
    body: { code: 'own_side' },
  })
})

test('HR’s own word stands one-sided until a cohort attests it', async () => {
  const { alumnus2021, hr } = hub.people
  const id = await proposed(hub)
  const report = made(await hr.post(`/proposals/${id}/reports`, stalled))
  expect((await standing(id)).confirmation).toBe('one_sided')
  made(await alumnus2021.post(answersOf(id, report), { answer: 'confirmed' }))
  expect((await standing(id)).confirmation).toBe('confirmed')
})

test('a carrying cohort’s alumnus reports too', async () => {
  const { alumnus2018, hr } = hub.people
  const id = await proposed(hub, { cohort: 2018 })
  made(await hr.post(`/proposals/${id}/carried-by`, { fiscalYear: 2021 }))
  expect(await reported(hub, id)).toEqual(expect.any(String))
  expect((await alumnus2018.post(`/proposals/${id}/reports`, stalled)).status).toBe(201)
})

test('what one may do with a report is told with the proposal, and holds', async () => {
  const id = await proposed(hub)
  const report = await reported(hub, id)
  const ofReports = async (by: 'hr' | 'alumnus2021' | 'member' | 'executive') => {
    const { body } = await hub.people[by].get(`/proposals/${id}`)
    const all: string[] = [...body.permitted, ...body.reports[report].permitted]
    return all.filter((action) => /^(report|hearing)\./.test(action)).sort()
  }
  expect(await ofReports('executive')).toEqual([])
  expect(await ofReports('member')).toEqual(['hearing.record'])
  expect(await ofReports('alumnus2021')).toEqual([
    'report.correct',
    'report.record',
    'report.withdraw',
  ])
  expect(await ofReports('hr')).toEqual([
    'hearing.record',
    'report.confirm',
    'report.correct',
    'report.record',
    'report.withdraw',
  ])
})
