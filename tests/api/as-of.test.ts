import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, made, serve, stalled } from './serve.ts'

// What is known when, over HTTP: the clock goes from 2022 to 2026, and every answer about an earlier
// moment stays what it was.

let hub: Hub
let id: string
/** Every answer given so far, with the question that must go on being answered so. */
const answered: { path: string; body: unknown }[] = []

beforeAll(async () => {
  hub = await serve({ start: '2022-05-10T00:00:00.000Z' })
})
afterAll(() => hub.stop())

async function hrOn(date: string) {
  hub.time.set(`${date}T10:00:00.000+09:00`)
  return hub.person(`人事課 ${date}`, [{ role: 'hr', from: '2018-04-01' }])
}

/** How the proposal stood on a day, as known by the end of a day. */
async function stood(asOf: string, knownAt: string): Promise<string> {
  const reader = await hub.person('閲覧', [{ role: 'executive', from: '2018-04-01' }])
  const path = `/proposals/${id}?asOf=${asOf}&knownAt=${knownAt}`
  const { status, body } = await reader.get(path)
  if (status !== 200) throw new Error(JSON.stringify(body))
  const list = await reader.get(`/proposals?asOf=${asOf}&knownAt=${knownAt}`)
  const overview = await reader.get(`/overview?asOf=${asOf}&knownAt=${knownAt}`)
  const row = list.body.rows.find((row: { id: string }) => row.id === id)
  if (row) {
    expect(row.standing).toEqual(body.standing)
    expect(overview.body.totals[body.standing.code]).toBe(1)
  } else expect(overview.body.totals.total).toBe(0)
  answered.push({ path, body: body.standing })
  return [body.standing.code, body.standing.manner].filter(Boolean).join('/')
}

test('a statement recorded in 2023 about fiscal 2021 was not known the week before', async () => {
  const hr = await hrOn('2022-05-10')
  id = made(await hr.post('/proposals', { cohort: 2021, title: '対話の時間を設ける' }))
  const later = await hrOn('2023-02-01')
  made(
    await later.post(`/proposals/${id}/reports`, {
      ...stalled,
      asOf: { precision: 'fiscal_year', date: '2021' },
    }),
  )
  expect(await stood('2022-06-30', '2023-01-26')).toBe('unconfirmed')
  expect(await stood('2022-06-30', '2023-01-31')).toBe('unconfirmed')
  expect(await stood('2022-06-30', '2023-02-01')).toBe('stalled/paused')
  // Fiscal 2021 ends on March 31: on the 30th it was not said yet.
  expect(await stood('2022-03-30', '2023-02-01')).toBe('unconfirmed')
  expect(await stood('2022-03-31', '2023-02-01')).toBe('stalled/paused')
})

test('a report on a running fiscal year counts from the day it was recorded', async () => {
  const hr = await hrOn('2023-06-15')
  made(
    await hr.post(`/proposals/${id}/reports`, {
      ...stalled,
      outcome: 'continued',
      manner: 'reduced',
      asOf: { precision: 'fiscal_year', date: '2023' },
    }),
  )
  expect(await stood('2023-06-14', '2023-06-15')).toBe('stalled/paused')
  expect(await stood('2023-06-15', '2023-06-15')).toBe('continued/reduced')
})

test('a correction changes what is known from now on, and nothing that was known before', async () => {
  const hr = await hrOn('2024-01-10')
  const { body } = await hr.get(`/proposals/${id}`)
  const last = body.proposal.reports.at(-1).id
  made(
    await hr.post(`/proposals/${id}/reports/${last}/corrections`, {
      ...stalled,
      manner: 'ended',
      asOf: { precision: 'fiscal_year', date: '2023' },
    }),
  )
  expect(await stood('2023-06-30', '2024-01-09')).toBe('continued/reduced')
  // The correction speaks of all of fiscal 2023, and so from the day it was recorded on.
  expect(await stood('2023-06-30', '2024-01-10')).toBe('stalled/paused')
  expect(await stood('2024-01-10', '2024-01-10')).toBe('stalled/ended')
  const after = await hr.get(`/proposals/${id}`)
  expect(after.body.proposal.reports).toHaveLength(3)
})

test('a withdrawn report was known until it was withdrawn', async () => {
  const hr = await hrOn('2025-03-01')
  const { body } = await hr.get(`/proposals/${id}`)
  const { reportId } = body.standing
  made(await hr.post(`/proposals/${id}/reports/${reportId}/withdrawal`, { reason: '誤り' }))
  expect(await stood('2024-06-30', '2025-02-28')).toBe('stalled/ended')
  expect(await stood('2024-06-30', '2025-03-01')).toBe('stalled/paused')
})

test('a statement grows stale in the second fiscal year after it, and a fresh confirmation mends that', async () => {
  const stale = async (asOf: string) => {
    const reader = await hub.person('閲覧', [{ role: 'executive', from: '2018-04-01' }])
    return (await reader.get(`/proposals/${id}?asOf=${asOf}`)).body.standing.stale
  }
  expect(await stale('2023-03-31')).toBe(false)
  expect(await stale('2023-04-01')).toBe(true)
  // On a later day: what is known by the end of a day that still runs can grow.
  hub.time.set('2025-03-02T10:00:00.000+09:00')
  const alumnus = await hub.person('マネ友', [
    { role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' },
  ])
  const { body } = await alumnus.get(`/proposals/${id}`)
  const path = `/proposals/${id}/reports/${body.standing.reportId}/confirmations`
  made(await alumnus.post(path, { answer: 'confirmed' }))
  expect(await stale('2025-03-02')).toBe(false)
  expect(await stale('2025-03-01')).toBe(true)
})

test('a proposal is in no list and no count before its fiscal year or before it was entered', async () => {
  const reader = await hub.person('閲覧', [{ role: 'executive', from: '2018-04-01' }])
  for (const query of [
    'asOf=2021-03-31',
    'knownAt=2022-05-09',
    'asOf=2025-01-01&knownAt=2022-05-09',
  ]) {
    expect((await reader.get(`/proposals?${query}`)).body.total).toBe(0)
    expect((await reader.get(`/overview?${query}`)).body.totals.total).toBe(0)
  }
  expect((await reader.get('/proposals?asOf=2021-04-01')).body.total).toBe(1)
  expect((await reader.get('/overview?asOf=0001-01-01')).body).toMatchObject({
    years: [],
    totals: { total: 0 },
  })
})

test('an instant is asked for with any offset, and answered in UTC', async () => {
  const reader = await hub.person('閲覧', [{ role: 'executive', from: '2018-04-01' }])
  const path = (knownAt: string) =>
    `/proposals/${id}?asOf=2022-06-30&knownAt=${encodeURIComponent(knownAt)}`
  const tokyo = await reader.get(path('2023-02-01T10:30:00+09:00'))
  const utc = await reader.get(path('2023-02-01T01:30:00Z'))
  expect(tokyo.body).toEqual(utc.body)
  expect(tokyo.body.viewpoint).toEqual({
    day: '2022-06-30',
    knownAt: '2023-02-01T01:30:00.000Z',
  })
  expect(tokyo.body.standing.code).toBe('stalled')
  const before = await reader.get(path('2023-02-01T09:59:59+09:00'))
  expect(before.body.standing.code).toBe('unconfirmed')
})

test('every answer that was given is still given', async () => {
  const reader = await hub.person('閲覧', [{ role: 'executive', from: '2018-04-01' }])
  const fresh = reader.through(hub.another())
  for (const { path, body } of answered)
    for (const by of [reader, fresh]) expect((await by.get(path)).body.standing).toEqual(body)
  expect(answered.length).toBeGreaterThan(10)
  expect(await hub.verify(id)).toMatchObject({ intact: true })
})
