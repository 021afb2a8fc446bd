import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, NUMAZU, ORIGIN, proposed, serve } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** An alumnus with an address who was asked about a proposal. */
async function asked() {
  const { memberId } = await hub.person(
    '令和3年度の人',
    [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }],
    NUMAZU,
    { email: 'alumnus@example.jp' },
  )
  const proposals = [await proposed(hub)]
  await ask(proposals, memberId)
  return { memberId, proposals }
}

const ask = (proposalIds: string[], memberId: string) =>
  hub.people.hr.post('/requests', { proposalIds, memberIds: [memberId], dueOn: '2026-06-10' })

describe('mails one doesn’t want', () => {
  const offLink = () =>
    hub.mails
      .at(-1)
      ?.text.split('\n')
      .find((line) => line.startsWith(`${ORIGIN}/r/mail/`)) ?? ''

  test('are turned off by the form behind the mail’s address, never by opening it', async () => {
    const { memberId, proposals } = await asked()
    const off = offLink()
    const before = await hub.revision()
    for (let at = 0; at < 5; at += 1) expect((await hub.follow(off)).status).toBe(200)
    expect((await hub.follow(off, {})).status).toBe(303)
    expect(await hub.revision()).toBe(before)
    expect((await hub.follow(off, { wanted: 'off' })).status).toBe(303)
    expect((await hub.follow(off, { wanted: 'off' })).status).toBe(303)
    expect(await hub.revision()).toBe(before + 1)
    expect((await hub.follow(`${off}?done=1`)).text).toContain('止めています')
    const mailed = hub.mails.length
    await hub.people.hr.post('/requests', {
      proposalIds: proposals,
      memberIds: [memberId],
      dueOn: '2026-06-10',
    })
    expect(hub.mails).toHaveLength(mailed)
    await hub.follow(off, { wanted: 'on' })
    await ask(proposals, memberId)
    expect(hub.mails).toHaveLength(mailed + 1)
  })

  test('the language of one’s mails is chosen there', async () => {
    const { memberId, proposals } = await asked()
    await hub.follow(offLink(), { language: 'en' })
    await ask(proposals, memberId)
    expect(hub.mails.at(-1)?.subject).toBe('How does it stand? An answer takes a minute (Numazu)')
  })

  test('an address for one kind is none for another, nor for somebody else', async () => {
    await asked()
    const off = offLink()
    for (const wrong of [
      off.replace('/request/', '/invitation/'),
      off.replace('/request/', '/nothing/'),
      off.replace(/....$/, 'AAAA'),
    ])
      expect((await hub.follow(wrong, { wanted: 'off' })).status).toBe(410)
  })
})
