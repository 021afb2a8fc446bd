import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hub, made, proposed, reported, serve, stalled } from './serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub?.stop())

type Row = { id: string; title: string; reason?: string }
const seen = async (query = ''): Promise<Row[]> =>
  (await hub.people.stranger.get(`/shared${query}`)).body.rows
const ids = async (query = '') => (await seen(query)).map(({ id }) => id)
const edit = async (id: string, change: object) => {
  const { headers } = await hub.people.hr.get(`/proposals/${id}`)
  made(
    await hub.people.hr.patch(`/proposals/${id}`, change, {
      'if-match': headers.get('etag') ?? '',
    }),
  )
}

describe('what municipalities share', () => {
  it('is there from the change that widens it on, and gone with the one that narrows it', async () => {
    const id = await proposed(hub)
    expect(await ids()).not.toContain(id)
    await edit(id, { visibility: 'program' })
    expect(await ids()).toContain(id)
    await edit(id, { visibility: 'own' })
    expect(await ids()).not.toContain(id)
    await edit(id, { visibility: 'public', confirmPublic: true })
    expect(await ids()).toContain(id)
    await edit(id, { visibility: 'own' })
    expect(await ids()).not.toContain(id)
  })

  it('is outcome and factors, and the reason only where its own visibility allows', async () => {
    const id = await proposed(hub, { visibility: 'program', title: '共有する取組' })
    const row = async () => (await seen()).find((one) => one.id === id)
    await reported(hub, id)
    expect(await row()).toMatchObject({ code: 'stalled', factors: ['external_shock'] })
    expect(await row()).not.toHaveProperty('reason')
    await reported(hub, id, { reasonVisibility: 'program' })
    expect((await row())?.reason).toBe(stalled.reason)
  })

  it('never is a name, a comment, a dispute, an office or another private text', async () => {
    const secrets = ['秘密の課', 'ここだけの話', '秘密の理由', '相違の中身', '秘密の方法']
    const id = await proposed(hub, {
      visibility: 'public',
      confirmPublic: true,
      title: '公開する取組',
      method: secrets[4],
      steward: { office: secrets[0], memberId: hub.people.alumnus2021.memberId },
    })
    const report = await reported(hub, id, { reason: secrets[2] })
    made(await hub.people.hr.post(`/proposals/${id}/comments`, { text: secrets[1] }))
    made(
      await hub.people.hr.post(`/proposals/${id}/reports/${report}/confirmations`, {
        answer: 'disputed',
        comment: secrets[3],
      }),
    )
    const row = (await seen()).find((one) => one.id === id)
    const said = JSON.stringify(row)
    for (const secret of [...secrets, '令和3年度 マネ友', hub.people.alumnus2021.memberId])
      expect(said).not.toContain(secret)
    expect(said).not.toMatch(/disputed|confirmation|"life"|member/)
  })

  it('is not of the own municipality, and is found by outcome, factor, theme and words', async () => {
    const id = await proposed(hub, { visibility: 'program', title: '庁内報', themes: ['広報'] })
    await reported(hub, id, { factors: ['no_budget'] })
    expect((await hub.people.hr.get('/shared')).body.rows).toEqual([])
    for (const query of ['?outcome=stalled', '?factor=no_budget', '?theme=広報', '?q=沼津 庁内報'])
      expect([query, await ids(encodeURI(query))]).toEqual([query, expect.arrayContaining([id])])
    for (const query of ['?outcome=completed', '?factor=no_owner', '?theme=研修', '?q=別の言葉'])
      expect(await ids(encodeURI(query))).not.toContain(id)
  })

  it('comes in pages that cost the page, whatever there is and however rare the word', async () => {
    for (let n = 0; n < 30; n += 1)
      await proposed(hub, { visibility: 'program', title: `取組 ${n}` })
    const before = hub.consumed.length
    const { body } = await hub.people.stranger.get('/shared')
    expect(body.rows).toHaveLength(20)
    const made = hub.consumed.slice(before)
    expect(made.every(({ consistent }) => consistent)).toBe(true)
    expect(made.reduce((sum, { units }) => sum + units, 0)).toBeLessThanOrEqual(25)
    const next = await hub.people.stranger.get(`/shared?cursor=${body.nextCursor}`)
    const first = new Set(body.rows.map(({ id }: Row) => id))
    expect(next.body.rows.some(({ id }: Row) => first.has(id))).toBe(false)
    const forged = await hub.people.stranger.get(`/shared?q=x&cursor=${body.nextCursor}`)
    expect([forged.status, forged.body.code]).toEqual([400, 'cursor_invalid'])
  })

  it('is not read without a role, and not from a municipality one does not belong to', async () => {
    const idle = await hub.person('役割のない人', [])
    expect((await idle.get('/shared')).status).toBe(403)
    expect((await hub.people.hr.get('/api/m/062049/shared')).status).toBe(404)
    expect((await hub.people.nobody.get('/shared')).status).toBe(401)
  })
})
