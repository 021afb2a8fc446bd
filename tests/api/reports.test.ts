import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposed, serve, stalled } from './serve.ts'

let hub: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

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
  const events = await executive.get(`/proposals/${id}/events`)
  expect(events.body.events.map(({ type }: { type: string }) => type)).toEqual([
    'proposal_created',
    'report_recorded',
  ])
})
