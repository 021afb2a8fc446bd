import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import { createAnchoring } from '../../functions/jobs/anchors.ts'
import { takeFeedback } from '../../functions/jobs/feedback.ts'
import { type Hub, made, NUMAZU, SAKATA, serve } from '../api/serve.ts'

let hub: Hub
beforeAll(async () => {
  hub = await serve()
})
afterAll(() => hub.stop())

const roles = [{ role: 'member', cohort: 2021, from: '2021-04-01' }]

/** Somebody who was mailed an invitation; the mail's id as SES gives it back. */
async function mailed() {
  const email = 'gone@example.jp'
  const id = made(await hub.people.hr.post('/people', { name: '戻る人', email, roles }))
  const invitation = made(await hub.people.hr.post(`/people/${id}/invitation`, undefined))
  return { id, mail: invitation.replaceAll('.', '_') }
}

/** As SES writes it: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function event(eventType: string, mail: string, more: object = {}, code = NUMAZU) {
  return {
    eventType,
    mail: {
      timestamp: '2026-06-01T03:00:01.000Z',
      source: 'no-reply@hub.example',
      messageId: '0106018fd0a4-000000',
      destination: ['gone@example.jp'],
      tags: { mail: [mail], municipality: [code], 'ses:caller-identity': ['job'] },
    },
    ...more,
  }
}
const bounce = (bounceType: string) => ({
  bounce: {
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: 'gone@example.jp', action: 'failed', status: '5.1.1' }],
    timestamp: '2026-06-01T03:00:02.000Z',
    feedbackId: '0106018fd0a4-000001',
  },
})
const take = (message: unknown) => takeFeedback(message, { ...hub.store, newId: uuidv7 })
const trouble = async (id: string) =>
  (await hub.store.registers.read(NUMAZU))?.members.get(id)?.mailTrouble

test('an address that bounces for good is marked once, and mailed no more until HR does something', async () => {
  const { id, mail } = await mailed()
  expect(await take(event('Bounce', mail, bounce('Permanent')))).toBe('marked')
  const before = await hub.revision()
  expect(await take(event('Bounce', mail, bounce('Permanent')))).toBe('marked')
  expect(await hub.revision()).toBe(before)
  expect(await trouble(id)).toMatchObject({ failure: 'bounced', kind: 'invitation' })
  expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
  const edit = { email: 'new@example.jp' }
  const edition = (await hub.store.registers.read(NUMAZU))?.members.get(id)?.edition
  made(await hub.people.hr.patch(`/people/${id}`, edit, { 'if-match': `"${edition}"` }))
  expect(await trouble(id)).toBeUndefined()
})

test('word of an address that was corrected meanwhile says nothing about the new one', async () => {
  const { id, mail } = await mailed()
  const edition = (await hub.store.registers.read(NUMAZU))?.members.get(id)?.edition
  const edit = { email: 'right@example.jp' }
  made(await hub.people.hr.patch(`/people/${id}`, edit, { 'if-match': `"${edition}"` }))
  const before = await hub.revision()
  expect(await take(event('Bounce', mail, bounce('Permanent')))).toBe('known')
  expect(await take(event('Complaint', mail, { complaint: {} }))).toBe('known')
  expect(await hub.revision()).toBe(before)
  expect(await trouble(id)).toBeUndefined()
})

test('HR finds whom mails don’t reach among its tasks until it has seen to it; nobody else does', async () => {
  const { hr, member, executive, stranger } = hub.people
  const [bounced, complained] = [await mailed(), await mailed()]
  await take(event('Bounce', bounced.mail, bounce('Permanent')))
  await take(event('Complaint', complained.mail, { complaint: {} }))
  type Unreached = { memberId: string; failure: string; kind: string; at: string }
  const unreached = async (who = hr): Promise<Unreached[]> =>
    (await who.get('/tasks')).body.unreached
  const at = expect.any(String)
  const kind = 'invitation'
  expect((await unreached()).slice(0, 2)).toEqual([
    { memberId: complained.id, failure: 'complained', kind, at },
    { memberId: bounced.id, failure: 'bounced', kind, at },
  ])
  for (const who of [member, executive]) expect(await unreached(who)).toEqual([])

  // The address is right after all: HR has asked in person, and says so.
  const settle = `/people/${complained.id}/mail-trouble/settlement`
  const before = await hub.revision()
  for (const who of [member, executive])
    expect((await who.post(settle, undefined)).status).toBe(403)
  expect((await stranger.post(`/api/m/${NUMAZU}${settle}`, undefined)).status).toBe(404)
  expect((await hr.post(`/people/${uuidv7()}/mail-trouble/settlement`, undefined)).status).toBe(404)
  expect(await hub.revision()).toBe(before)
  const key = { 'idempotency-key': uuidv7() }
  expect(made(await hr.post(settle, undefined, key))).toBe(complained.id)
  made(await hr.post(settle, undefined, key))
  expect((await hr.post(settle, undefined)).body.code).toBe('nothing_changed')
  const ids = async () => (await unreached()).map(({ memberId }) => memberId)
  expect(await ids()).not.toContain(complained.id)
  const { rows } = (await hr.get('/history')).body
  expect(rows[0]).toMatchObject({
    type: 'mail_trouble_settled',
    data: { memberId: complained.id, failure: 'complained' },
  })
  // Who has left is waited for no more.
  expect(await ids()).toContain(bounced.id)
  made(await hr.post(`/people/${bounced.id}/transfer`, { leaves: true, on: '2026-04-01' }))
  expect(await ids()).not.toContain(bounced.id)
})

test('a mail to somebody of the office that comes back marks their address, too', async () => {
  const code = (await hub.store.office.issueSetUpCode())?.code
  if (code) {
    const office = await hub.account()
    await office.post('/api/office/first-account', { name: '事務局', code })
  }
  const roles = [{ role: 'office' as const, from: '2024-04-01' }]
  const email = 'gone@example.jp'
  const { memberId } = await hub.person('事務局 二人目', roles, OFFICE, { email })
  // The month's anchor is told them.
  await createAnchoring({
    auditor: hub.auditor,
    registers: hub.store.registers,
    codes: async () => [OFFICE],
    newId: uuidv7,
  })({ day: '2026-06-01', last: '2026-05-31' })
  await hub.outbox.run()
  const sent = hub.mails.findLast(({ code }) => code === OFFICE)
  const mail = sent?.id.replaceAll('.', '_') ?? ''
  expect(await take(event('Bounce', mail, bounce('Permanent'), OFFICE))).toBe('marked')
  const register = await hub.store.registers.read(OFFICE)
  expect(register?.members.get(memberId)?.mailTrouble).toMatchObject({ failure: 'bounced' })
})

test('a complaint counts as a wish to get no more', async () => {
  const { id, mail } = await mailed()
  expect(await take(event('Complaint', mail, { complaint: {} }))).toBe('marked')
  expect(await trouble(id)).toMatchObject({ failure: 'complained' })
})

test('what passes, what is nobody’s and what is no event changes nothing', async () => {
  const { mail } = await mailed()
  const before = await hub.revision()
  for (const message of [
    event('Bounce', mail, bounce('Transient')),
    event('DeliveryDelay', mail),
    event('Bounce', uuidv7(), bounce('Permanent')),
    event('Bounce', mail, bounce('Permanent'), SAKATA),
    event('Bounce', mail, bounce('Permanent'), 'nowhere'),
    { eventType: 'Bounce' },
    'Successfully validated SNS topic',
    null,
  ])
    expect(await take(message)).toBe('ignored')
  expect(await hub.revision()).toBe(before)
})
