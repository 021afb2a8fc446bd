import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, ask, askedAlumnus, changeable, DUE, lastLink, reports } from './asked-by-mail.ts'
import { type Hub, made, NUMAZU, ORIGIN, serve, withHubApart } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

/** With a hub whose clock may be moved: sessions lapse. */
const apart = (run: () => Promise<void>) =>
  withHubApart(hub, run, (own) => {
    hub = own
  })

/** HR corrects somebody's address on the roster. */
async function readdress(memberId: string, email: string | null): Promise<void> {
  const { people } = (await hub.people.hr.get('/people/roster')).body
  const { edition } = people.find(({ id }: { id: string }) => id === memberId)
  made(await hub.people.hr.patch(`/people/${memberId}`, { email }, { 'if-match': `"${edition}"` }))
}

describe('a link', () => {
  test('that is forged, cut off or of nobody opens nothing', async () => {
    const { link } = await askedAlumnus(hub)
    const flipped = link.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
    const middle = link.replace(
      /\/r\/(.{10})./,
      (whole, head) => `/r/${head}${whole.endsWith('x') ? 'y' : 'x'}`,
    )
    for (const wrong of [flipped, middle, link.slice(0, -1), `${ORIGIN}/r/x`])
      expect((await hub.follow(wrong)).status).toBe(410)
    expect((await hub.follow(flipped, { u: '1', ...answer })).status).toBe(410)
  })

  test('holds five uses; the last one still says thanks', async () => {
    const { proposals, link } = await askedAlumnus(hub)
    for (let use = 1; use <= 5; use += 1)
      expect((await hub.follow(link, { u: String(use), ...answer, t0: `${use}` })).status).toBe(303)
    expect(await reports(hub, proposals[0] ?? '')).toHaveLength(5)
    expect((await hub.follow(`${link}?done=1`)).text).toContain('ご回答ありがとうございました')
    const sixth = await hub.follow(link, { u: '6', ...answer })
    expect(sixth.status).toBe(410)
    expect(await reports(hub, proposals[0] ?? '')).toHaveLength(5)
  })

  test('is nobody’s any more once the person is suspended or has left', async () => {
    const { memberId, link, proposals } = await askedAlumnus(hub)
    made(await hub.people.hr.post(`/people/${memberId}/suspension`, { suspended: true }))
    expect((await hub.follow(link)).status).toBe(410)
    expect((await hub.follow(link, { u: '1', ...answer })).status).toBe(410)
    expect((await hub.follow(`${link}/new`, {})).status).toBe(410)
    expect(await reports(hub, proposals[0] ?? '')).toHaveLength(0)
  })

  test('ends with the address it was mailed to; what is mailed to the new one opens the same', async () => {
    const { memberId, link, proposals, requestId } = await askedAlumnus(hub)
    const off = hub.mails.at(-1)?.text.match(/https:\S+\/r\/mail\/\S+/)?.[0] ?? ''
    expect((await hub.follow(off)).status).toBe(200)
    await readdress(memberId, 'corrected@example.jp')
    const before = await changeable(hub, proposals, requestId)
    for (const one of [link, off]) expect((await hub.follow(one)).status).toBe(410)
    expect((await hub.follow(link, { u: '1', ...answer })).status).toBe(410)
    expect((await hub.follow(`${link}/new`, {})).status).toBe(410)
    expect((await hub.follow(off, { wanted: 'off' })).status).toBe(410)
    expect(await changeable(hub, proposals, requestId)).toEqual(before)
    const anew = await ask(hub, proposals, memberId)
    expect((await hub.follow(anew.link, { u: '1', ...answer })).status).toBe(303)
    // The mail that confirms it goes to the new address, with its link.
    expect(hub.mails.at(-1)?.to).toBe('corrected@example.jp')
    expect((await hub.follow(lastLink(hub))).status).toBe(200)
    // Somebody without an address is asked on paper: nothing that was mailed holds for them.
    await readdress(memberId, null)
    expect((await hub.follow(anew.link)).status).toBe(410)
  })

  test('is no credential for anything else', async () => {
    const { link, proposals } = await askedAlumnus(hub)
    const token = new URL(link).pathname.slice(3)
    for (const cookie of [`session=${token}`, `__Host-session=${token}`])
      expect((await hub.client(cookie, NUMAZU).get(`/proposals/${proposals[0]}`)).status).toBe(401)
  })

  test('that has lapsed offers a new one to the same person, once a day, and tells no address', () =>
    apart(async () => {
      const { link, requestId, proposals } = await askedAlumnus(hub)
      // It holds to the end of the day that the mail names.
      const { expiresAt } = (await hub.store.requests.get(NUMAZU, requestId)) ?? {}
      hub.time.set(new Date(Date.parse(expiresAt ?? '') - 1).toISOString())
      expect((await hub.follow(link)).status).toBe(200)
      hub.time.pass(1)
      const lapsed = await hub.follow(link)
      expect(lapsed.status).toBe(410)
      expect(lapsed.text).toContain('新しいリンクを送ってもらう')
      expect(lapsed.text).not.toContain('alumnus@')
      expect((await hub.follow(link, { u: '1', ...answer })).status).toBe(410)
      const before = hub.mails.length
      for (let at = 0; at < 3; at += 1) {
        const { status, text } = await hub.follow(`${link}/new`, {})
        expect(status).toBe(200)
        expect(text).not.toContain('alumnus@')
      }
      expect(hub.mails).toHaveLength(before + 1)
      expect(hub.mails.at(-1)?.to).toBe('alumnus@example.jp')
      expect(lastLink(hub)).not.toBe(link)
      expect((await hub.follow(lastLink(hub), { u: '1', ...answer })).status).toBe(303)
      expect(
        (await hub.store.registers.read(NUMAZU))?.proposals.get(proposals[0] ?? '')?.reports,
      ).toHaveLength(1)
      expect((await hub.store.requests.get(NUMAZU, requestId))?.uses).toBe(0)
    }))

  test('that was renewed, and renewed again, still tells whoever asked first that somebody doesn’t know', () =>
    apart(async () => {
      const { memberId, proposals } = await askedAlumnus(hub, 2)
      const [, second = ''] = proposals
      const asker = await hub.person('人事課 係長', [{ role: 'hr', from: '2018-04-01' }], NUMAZU, {
        email: 'hr@example.jp',
      })
      await asker.post('/requests', { proposalIds: proposals, memberIds: [memberId], dueOn: DUE })
      for (let at = 0; at < 2; at += 1) {
        const lapsed = lastLink(hub)
        hub.time.pass(15 * 24 * 60 * 60_000)
        await hub.follow(`${lapsed}/new`, {})
        expect(lastLink(hub)).not.toBe(lapsed)
      }
      const before = hub.mails.length
      expect((await hub.follow(lastLink(hub), { u: '1', a0: 'unknown' })).status).toBe(303)
      const told = () => hub.mails.slice(before).filter(({ to }) => to === 'hr@example.jp')
      expect(told()).toMatchObject([{ subject: expect.stringContaining('別の人に確認') }])
      // The same by a sheet that somebody else of HR types in.
      const { id: requestId } =
        (await hub.store.requests.about(NUMAZU, second, { limit: 1 }))[0] ?? {}
      const hr = await hub.person('人事課の別の人', [{ role: 'hr', from: '2018-04-01' }])
      made(await hr.post(`/requests/${requestId}/referrals`, { proposalId: second }))
      expect(told()).toHaveLength(2)
      expect(hub.mails.slice(before).filter(({ to }) => to === 'alumnus@example.jp')).toHaveLength(
        1,
      )
    }))
})
