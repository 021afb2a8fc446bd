import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LOGGED, loggedPath } from '../../functions/api/log.ts'
import { createRateLimits } from '../../functions/api/rate-limits.ts'
import { type Hub, made, NUMAZU, ORIGIN, proposed, serve } from './serve.ts'

let hub: Hub
let address = '192.0.2.7'
beforeAll(async () => {
  hub = await serve({ limits: createRateLimits({ addressOf: () => address, perAddress: 20 }) })
})
afterAll(() => hub.stop())
beforeEach(() => {
  hub.log.lines.length = 0
})

const refusals = () => hub.log.told('refused')

// ASVS 16.2.1, 16.3.2
test('what somebody may not do is told: when, which request, who, what and that it was refused', async () => {
  const { member } = hub.people
  const { headers } = await member.post(
    '/people/0197c7e0-0000-7000-8000-000000000000/invitation',
    undefined,
  )
  expect(refusals()).toEqual([
    {
      level: 'WARN',
      message: 'refused',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/),
      service: 'hub',
      sampling_rate: 0,
      requestId: headers.get('x-request-id'),
      method: 'POST',
      path: `/api/m/${NUMAZU}/people/:id/invitation`,
      accountId: member.accountId,
      municipality: NUMAZU,
      memberId: member.memberId,
      code: 'not_allowed',
      status: 403,
    },
  ])
})

// ASVS 16.3.2
test('whoever reaches for another municipality is told by their account, though they are answered as if there was nothing', async () => {
  const { stranger } = hub.people
  const id = await proposed(hub)
  await stranger.get(`/api/m/${NUMAZU}/proposals/${id}`)
  expect(refusals()).toMatchObject([
    {
      level: 'WARN',
      path: `/api/m/${NUMAZU}/proposals/:id`,
      accountId: stranger.accountId,
      code: 'not_found',
      status: 404,
    },
  ])
  expect(hub.log.lines.join()).not.toContain(id)
})

// ASVS 16.3.1, 16.3.2
test('a session that does not hold is told, without what it claims; a visitor who has none is not', async () => {
  const { member, nobody } = hub.people
  const forged = hub.client(`__Host-session=${member.accountId}.${'A'.repeat(43)}`, NUMAZU)
  await forged.get('/api/session')
  await forged.get('/tasks')
  await nobody.get('/tasks')
  expect(refusals().map(({ path, code }) => [path, code])).toEqual([
    ['/api/session', 'not_signed_in'],
    [`/api/m/${NUMAZU}/tasks`, 'not_signed_in'],
    [`/api/m/${NUMAZU}/tasks`, 'not_signed_in'],
  ])
  expect(hub.log.lines.join()).not.toContain(member.accountId)
  await nobody.get('/api/session')
  expect(refusals()).toHaveLength(3)
})

// ASVS 16.3.3
test('what goes around the forms is told by its kind: origin, body, values, rules', async () => {
  const { member, hr } = hub.people
  await hr.post('/proposals', { cohort: 2021, title: '対話' }, { origin: 'https://x.example' })
  await hr.post('/proposals', '{"cohort":')
  await hr.post('/proposals', { cohort: 2021, title: '題'.repeat(201) })
  await member.get('/proposals?cursor=made-up')
  await member.get('/nothing/of/ours')
  expect(refusals().map(({ level, code, status }) => [level, code, status])).toEqual([
    ['WARN', 'origin_mismatch', 403],
    ['WARN', 'invalid_json', 400],
    ['INFO', 'validation_failed', 400],
    ['WARN', 'cursor_invalid', 400],
    ['WARN', 'not_found', 404],
  ])
})

// ASVS 16.3.3
test('a limit is told when it is reached, and not again for each request beyond it', async () => {
  address = '192.0.2.8'
  const { nobody } = hub.people
  const statuses = []
  for (let at = 0; at < 30; at += 1) statuses.push((await nobody.get('/api/session')).status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5)
  expect(refusals()).toMatchObject([{ level: 'WARN', code: 'too_many_requests', status: 429 }])
  address = '192.0.2.7'
})

// ASVS 16.3.3
test('the ends of sessions and a link that holds no more are told', async () => {
  const person = await hub.person('人事課 新任', [{ role: 'hr', from: '2018-04-01' }])
  await hub.store.accounts.beginSession(person.accountId, 'B'.repeat(43))
  await person.post('/api/sessions/end-others', undefined)
  await person.post('/api/sign-out', undefined)
  await person.post('/api/sign-out', undefined)
  expect(hub.log.told('session_ended')).toMatchObject([
    { level: 'INFO', path: '/api/sessions/end-others', accountId: person.accountId, ended: 1 },
    { path: '/api/sign-out', accountId: person.accountId, ended: 1 },
  ])
  await hub.follow(`/r/${'x'.repeat(60)}`)
  expect(hub.log.told('link_refused')).toMatchObject([
    { level: 'WARN', method: 'GET', path: '/:id' },
  ])
})

// ASVS 16.2.5, 16.3.1
test('the use of an invitation is told, by ids alone: no name, address, secret or link is in any line', async () => {
  const roles = [{ role: 'member', cohort: 2021, from: '2021-04-01' }]
  const invited = { name: '招かれた人', email: 'invited@example.jp', roles }
  const memberId = made(await hub.people.hr.post('/people', invited))
  made(await hub.people.hr.post(`/people/${memberId}/invitation`, undefined))
  const link = hub.mails.at(-1)?.text.match(/https:\S+/)?.[0] ?? ''
  const [, , municipality = '', , token = ''] = new URL(link, ORIGIN).pathname.split('/')
  const [first, second] = [await hub.account(), await hub.account()]
  const body = { municipality, memberId, token }
  const accepted = await first.post('/api/invitations/acceptance', body)
  expect(accepted.status).toBe(201)
  await second.post('/api/invitations/acceptance', body)
  await second.post('/api/invitations/acceptance', { ...body, token: 'guessed' })
  expect(hub.log.told('invitation_accepted')).toMatchObject([
    {
      level: 'INFO',
      requestId: accepted.headers.get('x-request-id'),
      accountId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      municipality: NUMAZU,
      memberId,
    },
  ])
  expect(refusals().map(({ level, code }) => [level, code])).toEqual([
    ['WARN', 'invitation_used'],
    ['WARN', 'invitation_invalid'],
  ])
  expect(token.length).toBeGreaterThan(20)
  for (const secret of [token, invited.name, 'invited@', '192.0.2.7', '__Host'])
    expect(hub.log.lines.join()).not.toContain(secret)
})

test('a path is told by our words and municipalities’ codes; what may be a key or a person is not', () => {
  expect(loggedPath('/api/m/222038/people/0197c7e0-0000-7000-8000-000000000000/invitation')).toBe(
    '/api/m/222038/people/:id/invitation',
  )
  expect(loggedPath('/r/abcdefgh')).toBe('/r/:id')
  expect(loggedPath('/r/mail/request/abcdefgh')).toBe('/r/:id/:id/:id')
  expect(loggedPath('/invitation/222038/someone@example.jp')).toBe('/:id/222038/:id')
  expect(loggedPath('/%E6%B2%BC')).toBe('/:id')
})

test('SECURITY.md names everything that is told', () => {
  const document = readFileSync(join(import.meta.dirname, '..', '..', 'SECURITY.md'), 'utf8')
  for (const event of LOGGED) expect(document).toContain(`| \`${event}\` |`)
})
