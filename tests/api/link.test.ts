import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answer,
  ask,
  askedAlumnus,
  changeable,
  DUE,
  detail,
  KNOWN,
  lastLink,
  reports,
  typesOf,
} from './asked-by-mail.ts'
import { type Hub, made, NUMAZU, ORIGIN, proposed, serve, stalled, withHubApart } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const SECRET_WORDS = 'ほかの人だけの庁内限りの言葉'

/** With a hub whose clock may be moved: sessions lapse. */
const apart = (run: () => Promise<void>) =>
  withHubApart(hub, run, (own) => {
    hub = own
  })

describe('reading', () => {
  test('the page shows what is asked, how it was last known, and nothing chosen', async () => {
    const { proposals, link, memberId } = await askedAlumnus(hub)
    const [proposal = ''] = proposals
    made(
      await hub.people.alumnus2021.post(`/proposals/${proposal}/reports`, {
        ...stalled,
        reason: SECRET_WORDS,
      }),
    )
    const { status, text, headers } = await hub.follow(link)
    expect(status).toBe(200)
    expect(text).toContain('対話の時間を設ける')
    expect(text).toContain('継続できなかった・休止中（令和4年度時点）')
    expect(text).toContain('前回から変わりなし')
    expect(text).not.toContain('checked>')
    expect(text).not.toContain('担当ではない')
    // Nobody else's words, and nobody's name.
    for (const hidden of [SECRET_WORDS, '令和3年度の人', 'alumnus@example.jp', memberId])
      expect(text).not.toContain(hidden)
    expect(text).not.toContain('<script')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('a scanner that opens it sixty times, by GET, HEAD and prefetch, changes nothing', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub)
    const before = await changeable(hub, proposals, requestId)
    for (let at = 0; at < 60; at += 1) expect((await hub.follow(link)).status).toBe(200)
    for (const headers of [{ 'sec-purpose': 'prefetch' }, { purpose: 'prefetch' }])
      expect((await hub.follow(link, undefined, { headers })).status).toBe(200)
    expect((await hub.follow(link, undefined, { method: 'HEAD' })).status).toBe(200)
    expect((await hub.follow(`${link}?done=1`)).text).not.toContain('ありがとうございました')
    expect(await changeable(hub, proposals, requestId)).toEqual(before)
    // The person can still answer.
    expect((await hub.follow(link, { u: '1', ...answer })).status).toBe(303)
    expect(await reports(hub, proposals[0] ?? '')).toHaveLength(1)
  })

  test('a robot that sends the form without a choice changes nothing', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub, 2)
    const before = await changeable(hub, proposals, requestId)
    const { status, text } = await hub.follow(link, { u: '1', t0: '', w0: '', t1: '', w1: '' })
    expect(status).toBe(422)
    expect(text).toContain('まだ何も選ばれていません')
    expect(await changeable(hub, proposals, requestId)).toEqual(before)
  })

  test('a reason that is too long is sent back with how long it may be', async () => {
    const { link } = await askedAlumnus(hub)
    const { status, text } = await hub.follow(link, { u: '1', ...answer, t0: '長'.repeat(2_001) })
    expect(status).toBe(422)
    expect(text).toContain('2000字以内')
  })

  test('four proposals fit into 5 kB, compressed', async () => {
    const { link } = await askedAlumnus(hub, 4)
    for (const language of ['ja', 'en']) {
      const { text } = await hub.follow(`${link}?l=${language}`)
      expect(text.match(/<section/g)).toHaveLength(4)
      expect(gzipSync(text).length).toBeLessThanOrEqual(5_000)
    }
  })

  test('it speaks the receiver’s language, and the other one on demand', async () => {
    const { link } = await askedAlumnus(hub, 1, { language: 'en' })
    expect((await hub.follow(link)).text).toContain('<html lang="en">')
    expect((await hub.follow(`${link}?l=ja`)).text).toContain('<html lang="ja">')
  })
})

describe('answering', () => {
  test('an answer is the person’s own report, by the channel of mail links', async () => {
    const { proposals, link, memberId } = await askedAlumnus(hub)
    const [proposal = ''] = proposals
    const { status, headers } = await hub.follow(link, { u: '1', ...answer })
    expect(status).toBe(303)
    expect(await reports(hub, proposal)).toMatchObject([
      {
        kind: 'report',
        outcome: 'stalled',
        manner: 'paused',
        asOf: { precision: 'day', date: '2026-06-01' },
        factors: answer.f0,
        reason: KNOWN,
        side: 'cohort',
        by: { kind: 'link', role: 'alumnus', cohort: 2021, memberId, channel: 'mail_link' },
      },
    ])
    expect(await hub.verify(proposal)).toMatchObject({ intact: true })
    const after = await hub.follow(
      `/r/${new URL(link).pathname.slice(3)}${headers.get('location')}`,
    )
    expect(after.text).toContain('ご回答ありがとうございました')
    expect(after.text).toContain('回答済み：継続できなかった・休止中')
    expect(after.text).toContain(`あなたの前回の記録：${KNOWN}`)
    const mail = hub.mails.at(-1)
    expect(mail?.subject).toBe('【沼津市】回答を記録しました')
    expect(mail?.text).toContain('継続できなかった・休止中')
    expect(mail?.text).toContain(KNOWN)
    expect(lastLink(hub)).toBe(link)
  })

  test('前回から変わりなし carries the last reasons, and its mail quotes nobody else', async () => {
    const { proposals, link } = await askedAlumnus(hub)
    const [proposal = ''] = proposals
    const path = `/proposals/${proposal}/reports`
    const last = made(await hub.people.hr.post(path, { ...stalled, reason: SECRET_WORDS }))
    expect((await hub.follow(link, { u: '1', a0: `same.${last}` })).status).toBe(303)
    expect((await reports(hub, proposal)).at(-1)).toMatchObject({
      outcome: 'stalled',
      factors: stalled.factors,
      reason: SECRET_WORDS,
      unchangedFrom: last,
    })
    expect(hub.mails.at(-1)?.text).not.toContain(SECRET_WORDS)
    expect((await hub.follow(link)).text).not.toContain(SECRET_WORDS)
  })

  test('what somebody else reported meanwhile is not overwritten unseen', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub)
    const [proposal = ''] = proposals
    const path = `/proposals/${proposal}/reports`
    const last = made(await hub.people.alumnus2021.post(path, stalled))
    made(await hub.people.alumnus2021.post(path, { ...stalled, manner: 'ended' }))
    const before = await changeable(hub, proposals, requestId)
    const { status, text } = await hub.follow(link, { u: '1', a0: `same.${last}` })
    expect(status).toBe(422)
    expect(text).toContain('継続できなかった・取りやめ')
    expect(await changeable(hub, proposals, requestId)).toEqual(before)
  })

  test('four proposals are answered on one page, with one mail; what isn’t chosen stays open', async () => {
    const { proposals, link, requestId } = await askedAlumnus(hub, 4)
    const before = hub.mails.length
    await hub.follow(link, {
      ...{ u: '1', ...answer },
      ...{ a1: 'continued.as_proposed', f1: 'visible_benefit' },
      ...{ a3: 'completed', f3: 'built_into_existing' },
    })
    const counts = await Promise.all(proposals.map(async (id) => (await reports(hub, id)).length))
    expect(counts).toEqual([1, 1, 0, 1])
    expect(hub.mails).toHaveLength(before + 1)
    expect(hub.mails.at(-1)?.text.match(/■/g)).toHaveLength(3)
    const { answers } = (await hub.store.requests.get(NUMAZU, requestId)) ?? {}
    expect(Object.keys(answers ?? {}).sort()).toEqual(
      [proposals[0], proposals[1], proposals[3]].sort(),
    )
  })

  test.each([
    ['no reason', { a0: 'stalled.paused', t0: KNOWN }, '理由を一つ以上'],
    ['“other” without words', { a0: 'completed', f0: 'other' }, ''],
    ['reasons without an outcome', { f0: 'no_budget', t0: KNOWN }, '今の状況を選んでください'],
    ['an outcome that isn’t one', { a0: 'finished', f0: 'no_budget', t0: KNOWN }, ''],
  ])('%s: refused, with everything typed still there', async (_, typed, told) => {
    const { proposals, link, requestId } = await askedAlumnus(hub, 2)
    const before = await changeable(hub, proposals, requestId)
    const form = { u: '1', ...typed, a1: 'never_started.dropped', f1: 'no_owner', t1: '二つ目' }
    const { status, text } = await hub.follow(link, form)
    expect(status).toBe(422)
    expect(text).toContain('class="e"')
    if (told) expect(text).toContain(told)
    if ('t0' in typed) expect(text).toContain(`>${KNOWN}</textarea>`)
    expect(text).toContain('value="never_started.dropped" checked')
    expect(text).toContain('>二つ目</textarea>')
    expect(await changeable(hub, proposals, requestId)).toEqual(before)
  })

  test('a slip is corrected with the same link; both stay in the history', async () => {
    const { proposals, link } = await askedAlumnus(hub)
    const [proposal = ''] = proposals
    await hub.follow(link, { u: '1', ...answer })
    await hub.follow(link, { u: '2', a0: 'continued.reduced', f0: 'owner_in_place' })
    const [first, second] = await reports(hub, proposal)
    expect(first.corrected).toMatchObject({ byReport: second.id })
    expect(second).toMatchObject({ outcome: 'continued', corrects: first.id })
    await hub.follow(link, { u: '3', a0: 'unknown', w0: '総務課の係長' })
    const after = await detail(hub, proposal)
    expect(after.standing.code).toBe('unconfirmed')
    expect(await typesOf(hub, proposal)).toEqual([
      ...['proposal_created', 'report_recorded', 'report_corrected'],
      ...['report_withdrawn', 'passed_on'],
    ])
  })

  test('what HR has written down from somebody’s sheet is theirs to correct, and to take back; others’ words aren’t', async () => {
    const { proposals, link, requestId, memberId } = await askedAlumnus(hub, 2)
    const [first = '', second = ''] = proposals
    const { hr } = hub.people
    const said = {
      outcome: 'stalled',
      manner: 'paused',
      factors: ['no_budget'],
      heardOn: '2026-05-30',
    }
    for (const proposalId of proposals)
      made(await hr.post(`/requests/${requestId}/answers`, { proposalId, ...said }))
    const form = { a0: 'completed', f0: 'visible_benefit', a1: 'unknown' }
    expect((await hub.follow(link, { u: '1', ...form })).status).toBe(303)
    const [onPaper, corrected] = await reports(hub, first)
    expect(onPaper.corrected).toMatchObject({ byReport: corrected.id })
    expect(corrected).toMatchObject({
      corrects: onPaper.id,
      by: { kind: 'link', memberId, role: 'alumnus' },
    })
    expect(await typesOf(hub, second)).toEqual([
      ...['proposal_created', 'report_recorded', 'report_withdrawn', 'passed_on'],
    ])
    // What somebody else has said stays theirs.
    const others = made(await hr.post(`/proposals/${second}/reports`, stalled))
    const path = `/proposals/${second}/reports/${others}/corrections`
    expect((await hub.people.alumnus2021.post(path, stalled)).status).toBe(403)
  })

  test('words with markup are shown as words', async () => {
    const { link } = await askedAlumnus(hub)
    const { text } = await hub.follow(link, { u: '1', a0: 'stalled.paused', t0: '</textarea><b>x' })
    expect(text).toContain('&lt;/textarea&gt;&lt;b&gt;x')
  })

  test('a page of an older form is told, and loses nothing', async () => {
    const { link } = await askedAlumnus(hub, 2)
    await hub.follow(link, { u: '1', ...answer })
    const stale = await hub.follow(link, { u: '1', a1: 'completed', f1: 'visible_benefit' })
    // The first form once more would be the same use; another answer to another proposal joins it.
    expect(stale.status).toBe(303)
    const changed = await hub.follow(link, { u: '1', ...answer, a0: 'completed' })
    expect(changed.status).toBe(409)
    expect(changed.text).toContain('value="completed" checked')
    expect((await hub.follow(link, { ...answer })).status).toBe(409)
    expect((await hub.follow(link, { u: '4', ...answer })).status).toBe(409)
  })

  test('forms of mail programs’ own browsers are taken, whatever they say of their origin', async () => {
    for (const headers of [{ origin: 'null' }, {}, { origin: ORIGIN }]) {
      const { link } = await askedAlumnus(hub)
      expect((await hub.follow(link, { u: '1', ...answer }, { headers })).status).toBe(303)
    }
  })
})

describe('who doesn’t know', () => {
  test('says who does; HR is told by mail, in the history and among its tasks', async () => {
    const { proposals, memberId } = await askedAlumnus(hub)
    const [proposal = ''] = proposals
    const hr = await hub.person('人事課 係長', [{ role: 'hr', from: '2018-04-01' }], NUMAZU, {
      email: 'hr@example.jp',
    })
    await hr.post('/requests', { proposalIds: [proposal], memberIds: [memberId], dueOn: DUE })
    const before = hub.mails.length
    await hub.follow(lastLink(hub), { u: '1', a0: 'unknown', w0: '総務課の係長' })
    const after = await detail(hub, proposal)
    expect(after.proposal.referrals).toMatchObject([
      { answer: 'unknown', whoKnows: '総務課の係長', by: { kind: 'link', memberId } },
    ])
    expect(after.standing.code).toBe('unconfirmed')
    const told = hub.mails.slice(before).find(({ to }) => to === 'hr@example.jp')
    expect(told?.text).toContain('詳しい人：総務課の係長')
    const events = await hub.people.hr.get(`/proposals/${proposal}/events`)
    expect(JSON.stringify(events.body)).not.toContain('総務課')
    const tasks = async () =>
      (await hub.people.hr.get('/tasks')).body.tasks
        .filter((task: { proposal: { id: string } }) => task.proposal.id === proposal)
        .map(({ kind }: { kind: string }) => kind)
    expect(await tasks()).toContain('follow_referral')
    made(await hub.people.hr.post(`/proposals/${proposal}/reports`, stalled))
    expect(await tasks()).not.toContain('follow_referral')
    const asked = (await hub.people.hr.get(`/proposals/${proposal}/requests`)).body.asked
    expect(asked.map((one: { answer?: object }) => one.answer)).toContainEqual(
      expect.objectContaining({ answer: 'unknown', channel: 'mail_link' }),
    )
  })

  test('a person of the office that carries a proposal reports as its steward, or says it isn’t theirs', async () => {
    const clerk = await hub.person('企画課の人', [], NUMAZU, {
      office: '企画課',
      email: 'clerk@example.jp',
    })
    const [one, other] = [await proposed(hub), await proposed(hub)]
    for (const id of [one, other])
      made(await hub.people.hr.post(`/proposals/${id}/stewardship`, { to: { office: '企画課' } }))
    const { link } = await ask(hub, [one, other], clerk.memberId)
    expect((await hub.follow(link)).text).toContain('担当ではない')
    const { status } = await hub.follow(link, {
      ...{ u: '1', ...answer },
      ...{ a1: 'not_mine', w1: '財政課' },
    })
    expect(status).toBe(303)
    expect(await reports(hub, one)).toMatchObject([{ by: { role: 'steward', kind: 'link' } }])
    expect((await detail(hub, other)).proposal.referrals).toMatchObject([{ answer: 'not_mine' }])
  })

  test('somebody who has moved since is told that it is theirs no more, and offered nothing that is refused', () =>
    apart(async () => {
      const clerk = await hub.person('企画課の人', [], NUMAZU, {
        office: '企画課',
        email: 'clerk@example.jp',
      })
      const [answered, open] = [await proposed(hub), await proposed(hub)]
      for (const id of [answered, open])
        made(await hub.people.hr.post(`/proposals/${id}/stewardship`, { to: { office: '企画課' } }))
      const { link } = await ask(hub, [answered, open], clerk.memberId)
      expect((await hub.follow(link, { u: '1', ...answer })).status).toBe(303)
      const move = { office: '財政課', on: '2026-06-02' }
      made(await hub.people.hr.post(`/people/${clerk.memberId}/transfer`, move))
      hub.time.pass(24 * 60 * 60_000)
      const { text } = await hub.follow(link)
      expect(text).toContain('直すときは派遣元（人事課）へお知らせください')
      expect(text).toContain('あなたからは回答できなくなりました')
      expect([...text.matchAll(/name="a\d" value="([^"]+)"/g)].map(([, value]) => value)).toEqual([
        'unknown',
        'not_mine',
      ])
      // A form from before: what they said while it was theirs stands.
      const old = await hub.follow(link, { u: '2', a0: 'not_mine', a1: 'completed', f1: 'unknown' })
      expect(old.status).toBe(422)
      const form = { u: '2', a0: 'not_mine', a1: 'not_mine', w1: '企画課の後任' }
      expect((await hub.follow(link, form)).status).toBe(303)
      const { proposals } = (await hub.store.registers.read(NUMAZU)) ?? {}
      expect(proposals?.get(answered)?.reports[0]?.withdrawn).toBeUndefined()
      expect(proposals?.get(open)?.referrals).toMatchObject([
        { answer: 'not_mine', whoKnows: '企画課の後任' },
      ])
    }))
})
