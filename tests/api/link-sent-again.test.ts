import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DomainError } from '../../functions/domain/errors.ts'
import { answer, askedAlumnus, reports, typesOf } from './asked-by-mail.ts'
import { type Hub, made, NUMAZU, serve, stalled, withHubApart } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** The number of the use that a page's form stands for. */
function shownUse(page: string): string {
  return /name="u" value="(\d+)"/.exec(page)?.[1] ?? ''
}

/** The next change of a proposal finds others first, five times in a row. */
function failOnce(proposalId: string): void {
  const { registers } = hub.store
  const change = registers.change.bind(registers)
  const spy = vi.spyOn(registers, 'change')
  spy.mockImplementation((code, operation, decide, revision) => {
    if (!operation.key.endsWith(proposalId)) return change(code, operation, decide, revision)
    spy.mockRestore()
    return Promise.reject(new DomainError('conflict'))
  })
}

describe('a form of a mail’s link', () => {
  test('sent twice, as by a double tap, is recorded once', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub)
    const before = hub.mails.length
    const form = { u: '1', ...answer }
    const both = await Promise.all([hub.follow(link, form), hub.follow(link, form)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await hub.follow(link, form)).status).toBe(303)
    expect(await reports(hub, proposals[0] ?? '')).toHaveLength(1)
    expect(hub.mails).toHaveLength(before + 1)
    expect((await hub.store.requests.get(NUMAZU, requestId))?.uses).toBe(1)
  })

  test('sent again days later records nothing twice, nor one more use', () => {
    const run = async () => {
      const { proposals, link } = await askedAlumnus(hub)
      const form = { u: '1', ...answer }
      expect((await hub.follow(link, form)).status).toBe(303)
      const { number } = await hub.store.registers.revision(NUMAZU)
      hub.time.pass(3 * 24 * 60 * 60_000)
      expect((await hub.follow(link, form)).status).toBe(303)
      expect((await hub.follow(link, { u: '1', a0: 'unknown' })).status).toBe(409)
      expect((await hub.store.registers.revision(NUMAZU)).number).toBe(number)
      expect((await hub.follow(link, { u: '2', a0: 'unknown' })).status).toBe(303)
      const register = await hub.store.registers.read(NUMAZU)
      expect(register?.proposals.get(proposals[0] ?? '')?.referrals).toHaveLength(1)
    }
    // The clock of a hub of its own is moved.
    return withHubApart(hub, run, (own) => {
      hub = own
    })
  })

  test('that could not be recorded to its end is sent again as the same use: nothing twice, nothing lost', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub, 3)
    const [first = '', second = '', third = ''] = proposals
    const last = made(await hub.people.hr.post(`/proposals/${first}/reports`, stalled))
    const form = {
      ...{ a0: `same.${last}`, a1: 'stalled.paused', f1: 'no_budget' },
      ...{ a2: 'completed', f2: 'built_into_existing' },
    }
    let page = (await hub.follow(link)).text
    // Twice the database has no time, each time for the second of the three.
    for (const _ of [1, 2]) {
      failOnce(second)
      const failed = await hub.follow(link, { u: shownUse(page), ...form })
      expect(failed.status).toBe(503)
      expect(failed.text).toContain('少し待って、もう一度送ってください')
      expect(failed.text).toContain(`value="same.${last}" checked`)
      expect(failed.text).toContain('あと5回送れます')
      page = failed.text
    }
    const mails = hub.mails.length
    expect((await hub.follow(link, { u: shownUse(page), ...form })).status).toBe(303)
    expect(await typesOf(hub, first)).toEqual([
      ...['proposal_created', 'report_recorded', 'report_recorded'],
    ])
    for (const id of [second, third])
      expect(await typesOf(hub, id)).toEqual(['proposal_created', 'report_recorded'])
    expect((await hub.store.requests.get(NUMAZU, requestId))?.uses).toBe(1)
    expect(hub.mails).toHaveLength(mails + 1)
    expect(hub.mails.at(-1)?.text.match(/■/g)).toHaveLength(3)
  })

  test('that failed at the last use can be sent again, mended or not', async () => {
    const { proposals, link } = await askedAlumnus(hub, 2)
    for (let use = 1; use <= 4; use += 1)
      expect((await hub.follow(link, { u: `${use}`, ...answer, t0: `${use}` })).status).toBe(303)
    const form = { a1: 'completed', f1: 'visible_benefit' }
    failOnce(proposals[1] ?? '')
    const failed = await hub.follow(link, { u: '5', ...form })
    expect(failed.status).toBe(503)
    const unmended = await hub.follow(link, { u: shownUse(failed.text), a1: 'completed' })
    expect(unmended.status).toBe(422)
    expect((await hub.follow(link, { u: shownUse(unmended.text), ...form })).status).toBe(303)
    expect(await reports(hub, proposals[1] ?? '')).toMatchObject([{ outcome: 'completed' }])
  })

  test('tells what changed while the rest was recorded, and is mended under the same use', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub, 2)
    const [first = '', second = ''] = proposals
    const path = `/proposals/${second}/reports`
    const last = made(await hub.people.hr.post(path, stalled))
    failOnce(second)
    const form = { ...answer, a1: `same.${last}` }
    const failed = await hub.follow(link, { u: '1', ...form })
    made(await hub.people.hr.post(path, { ...stalled, manner: 'ended' }))
    const told = await hub.follow(link, { u: shownUse(failed.text), ...form })
    expect(told.status).toBe(422)
    expect(told.text).toContain('継続できなかった・取りやめ')
    expect(told.text).not.toContain(`same.${last}`)
    const mended = { ...answer, a1: 'completed', f1: 'visible_benefit' }
    expect((await hub.follow(link, { u: shownUse(told.text), ...mended })).status).toBe(303)
    expect(await typesOf(hub, first)).toEqual(['proposal_created', 'report_recorded'])
    expect((await hub.store.requests.get(NUMAZU, requestId))?.uses).toBe(1)
  })
})
