import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { takeFeedback } from '../../functions/jobs/feedback.ts'
import { WRITES } from '../api/every-write.ts'
import { made, NUMAZU, ORIGIN, proposed, reported } from '../api/serve.ts'
import { once, type Path, sent, type World } from './world.ts'

// Every way in which requests write: to a proposal, to a municipality and its people, and by the link of a
// mail. One's own sessions, the rounds of the review, the office and the jobs stand in files of their own.

const roles2021 = [{ role: 'member', cohort: 2021, from: '2021-04-01', to: '2022-03-31' }] as const

/** Writes to a proposal, as the tests of the API have them. */
const OPERATIONS: Record<string, string> = {
  'entering a proposal': 'post /proposals',
  'editing a proposal': 'patch /proposals/{id}',
  'linking proposals': 'post /proposals/{id}/links',
  'taking a link back': 'delete /proposals/{id}/links/{kind}/{to}',
  'carrying a proposal on': 'post /proposals/{id}/carried-by',
  'reporting an outcome': 'post /proposals/{id}/reports',
  'recording a hearing': 'post /proposals/{id}/reports',
  'correcting a report': 'post /proposals/{id}/reports/{reportId}/corrections',
  'withdrawing a report': 'post /proposals/{id}/reports/{reportId}/withdrawal',
  'confirming a report': 'post /proposals/{id}/reports/{reportId}/confirmations',
  'disputing a report': 'post /proposals/{id}/reports/{reportId}/confirmations',
  'taking an answer back': 'post /proposals/{id}/reports/{reportId}/confirmations',
  'attesting HR’s word': 'post /proposals/{id}/reports/{reportId}/confirmations',
  'handing a proposal over': 'post /proposals/{id}/stewardship',
  'taking a proposal over': 'post /proposals/{id}/stewardship/mine',
  'typing from a sheet that somebody doesn’t know': 'post /requests/{requestId}/referrals',
  commenting: 'post /proposals/{id}/comments',
  'asking a question': 'post /proposals/{id}/questions',
  'answering a question': 'post /proposals/{id}/questions/{questionId}/messages',
  'ending a question': 'post /proposals/{id}/questions/{questionId}/end',
  'forwarding a question of another municipality': 'post /inquiries/{inquiryId}/forward',
  'keeping an answer as a note':
    'post /proposals/{id}/questions/{questionId}/messages/{messageId}/note',
}

const OF_PROPOSALS: Path[] = WRITES.map(({ name, by, ready }) => ({
  name,
  ...(OPERATIONS[name] && { operation: OPERATIONS[name] }),
  // Each question to another municipality is asked by the same person, ten times a day at most.
  ...(name.includes('another municipality') && { perWorld: 10 }),
  async ready(world) {
    const { method, path, body, headers } = await ready(world)
    return sent(by(world.people), method, path, body, headers)
  },
}))

/** Somebody of the roster, who can be mailed. */
const added = async ({ people }: World, more: object = {}) =>
  made(
    await people.hr.post('/people', {
      name: '名簿の人',
      email: `${randomUUID()}@example.jp`,
      roles: [],
      ...more,
    }),
  )

const OF_PEOPLE: Path[] = [
  {
    name: 'putting somebody on the roster (also each row of a file)',
    operation: 'post /people',
    ready: async ({ people }) =>
      sent(people.hr, 'POST', '/people', { name: '名簿の人', roles: roles2021 }),
  },
  {
    name: 'changing what the roster says',
    operation: 'patch /people/{memberId}',
    async ready(world) {
      const id = await added(world)
      const register = await world.store.registers.read(NUMAZU)
      const edition = register?.members.get(id)?.edition ?? 0
      const headers = { 'if-match': `"${edition}"` }
      return sent(world.people.hr, 'PATCH', `/people/${id}`, { office: '市民課' }, headers)
    },
  },
  {
    name: 'suspending somebody',
    operation: 'post /people/{memberId}/suspension',
    ready: async (world) =>
      sent(world.people.hr, 'POST', `/people/${await added(world)}/suspension`, {
        suspended: true,
      }),
  },
  {
    name: 'signing somebody out',
    operation: 'post /people/{memberId}/sign-out',
    async ready(world) {
      const { memberId } = await world.person('名簿の人', [...roles2021])
      return sent(world.people.hr, 'POST', `/people/${memberId}/sign-out`)
    },
  },
  {
    name: 'signing everybody out',
    operation: 'post /people/sign-out',
    async ready(world) {
      const { accountId } = await world.person('人事課 新任', [{ role: 'hr', from: '2018-04-01' }])
      // By a session that is younger than the end of all, as of who has signed in anew to ask once more.
      const now = world.time.clock().toISOString()
      world.time.pass(60_000)
      const secret = randomBytes(32).toString('base64url')
      await world.store.accounts.beginSession(accountId, secret)
      world.time.set(now)
      const hr = world.client(`__Host-session=${accountId}.${secret}`, NUMAZU)
      return sent(hr, 'POST', '/people/sign-out')
    },
  },
  {
    name: 'recording a move (also each row of a list of transfers)',
    operation: 'post /people/{memberId}/transfer',
    ready: async (world) =>
      sent(world.people.hr, 'POST', `/people/${await added(world)}/transfer`, {
        office: '税務課',
        on: '2026-04-01',
      }),
  },
  {
    name: 'inviting somebody',
    operation: 'post /people/{memberId}/invitation',
    ready: async (world) =>
      sent(world.people.hr, 'POST', `/people/${await added(world)}/invitation`),
  },
  {
    name: 'taking an invitation back',
    operation: 'delete /people/{memberId}/invitation',
    async ready(world) {
      const path = `/people/${await added(world)}/invitation`
      made(await world.people.hr.post(path, undefined))
      return sent(world.people.hr, 'DELETE', path)
    },
  },
  {
    name: 'accepting an invitation',
    operation: 'post /api/invitations/acceptance',
    async ready(world) {
      const email = `${randomUUID()}@example.jp`
      const id = await added(world, { email })
      made(await world.people.hr.post(`/people/${id}/invitation`, undefined))
      const [municipality, memberId, token] = linkTo(world, email, await mailed(world))
      const link = { municipality, memberId, token }
      return sent(await world.account(), 'POST', '/api/invitations/acceptance', link)
    },
  },
  {
    name: 'erasing somebody',
    operation: 'post /people/{memberId}/erasure',
    ready: async (world) =>
      sent(world.people.hr, 'POST', `/people/${await added(world)}/erasure`, {
        texts: true,
        why: 'request',
        confirmed: true,
      }),
  },
  {
    name: 'asking HR about one’s data',
    operation: 'post /me/claims',
    async ready(world) {
      const person = await world.person('本人', [...roles2021])
      return sent(person, 'POST', '/me/claims', { kind: 'correct', text: '所属が違います' })
    },
  },
  {
    name: 'answering what somebody asked about their data',
    operation: 'post /people/{memberId}/claims/{claimId}/answer',
    async ready(world) {
      const person = await world.person('本人', [...roles2021])
      const claim = made(await person.post('/me/claims', { kind: 'correct', text: '所属' }))
      const path = `/people/${person.memberId}/claims/${claim}/answer`
      return sent(world.people.hr, 'POST', path, { result: 'done' })
    },
  },
  {
    name: 'saying that failed mails were seen to',
    operation: 'post /people/{memberId}/mail-trouble/settlement',
    async ready(world) {
      const id = await added(world)
      const invitation = made(await world.people.hr.post(`/people/${id}/invitation`, undefined))
      await mailed(world)
      const tags = { mail: [invitation.replaceAll('.', '_')], municipality: [NUMAZU] }
      const bounce = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail: { tags } }
      await takeFeedback(bounce, { ...world.jobs, newId: uuidv7 })
      return sent(world.people.hr, 'POST', `/people/${id}/mail-trouble/settlement`)
    },
  },
  {
    name: 'choosing which mails one wants',
    operation: 'post /me/mails',
    async ready(world) {
      const person = await world.person('本人', [...roles2021])
      return sent(person, 'POST', '/me/mails', { off: ['reminder'], language: 'en' })
    },
  },
  {
    name: 'asking for a long export',
    operation: 'post /exports',
    perWorld: 1,
    ready: async ({ people }) =>
      sent(people.hr, 'POST', '/exports', { what: 'history', format: 'csv', language: 'ja' }),
  },
  {
    name: 'confirming several reports at once',
    operation: 'post /confirmations',
    async ready(world) {
      const reports = []
      for (let count = 0; count < 3; count += 1) {
        const proposalId = await proposed(world)
        reports.push({ proposalId, reportId: await reported(world, proposalId) })
      }
      return sent(world.people.hr, 'POST', '/confirmations', { reports })
    },
  },
  {
    name: 'changing the settings',
    operation: 'patch /settings',
    async ready({ people }) {
      const { headers, body } = await people.hr.get('')
      const retentionYears = body.municipality.settings.retentionYears === 7 ? 8 : 7
      const tag = { 'if-match': headers.get('etag') ?? '' }
      return sent(people.hr, 'PATCH', '/settings', { retentionYears }, tag)
    },
  },
  {
    name: 'asking for answers, three people at once',
    operation: 'post /requests',
    async ready(world) {
      const { memberIds, proposal } = await asked(world)
      const body = { proposalIds: [proposal], memberIds, dueOn: '2026-06-10' }
      return sent(world.people.hr, 'POST', '/requests', body)
    },
  },
  {
    name: 'recording a line of an answer sheet',
    operation: 'post /requests/{requestId}/answers',
    async ready(world) {
      const { memberIds, proposal } = await asked(world)
      const input = { proposalIds: [proposal], memberIds: memberIds.slice(0, 1) }
      const { body } = await world.people.hr.post('/requests', { ...input, dueOn: '2026-06-10' })
      const path = `/requests/${body.requests[0].requestId}/answers`
      return sent(world.people.hr, 'POST', path, {
        proposalId: proposal,
        outcome: 'stalled',
        manner: 'paused',
        factors: ['no_budget'],
        heardOn: '2026-05-31',
      })
    },
  },
]

/** A proposal, and three people of its cohort who can be asked about it. */
async function asked(world: World) {
  const memberIds = await once(world, 'three people', () =>
    Promise.all(
      ['一', '二', '三'].map(
        async (name) => (await world.person(name, [...roles2021], NUMAZU)).memberId,
      ),
    ),
  )
  return { memberIds, proposal: await proposed(world) }
}

/** Sends what waits, and tells how many mails had been sent before. */
async function mailed({ outbox, mails }: World): Promise<number> {
  const before = mails.length
  await outbox.run()
  return before
}

/** The parts of the address that the last mail to somebody opens. */
function linkTo({ mails }: World, to: string, since = 0): string[] {
  const text = mails.slice(since).findLast((mail) => mail.to === to)?.text ?? ''
  const lines = text.split('\n').filter((line) => line.startsWith(ORIGIN))
  const line = lines.find((one) => !one.includes('/r/mail/')) ?? ''
  return line
    .slice(ORIGIN.length + 1)
    .split('/')
    .slice(1)
}

/** Somebody of 2021 who can be mailed, and how they are asked. */
async function mailable(world: World) {
  const email = `${randomUUID()}@example.jp`
  const person = await world.person('令和3年度の人', [...roles2021], NUMAZU, { email })
  return { ...person, email }
}

/** A form of a mail’s page, sent again as a browser does that is told to. */
function form({ follow }: World, path: string, fields: Record<string, string | string[]>) {
  return async () => {
    const { status, text } = await follow(`${ORIGIN}/r/${path}`, fields)
    if (status === 303 || status === 200) return { done: true as const }
    if (status !== 503) throw new Error(`told ${status}: ${text.slice(0, 2_000)}`)
    return { done: false as const, hint: 'unavailable' }
  }
}

const BY_LINK: Path[] = [
  {
    name: 'answering by the link of a mail',
    async ready(world) {
      const { memberId, email } = await mailable(world)
      const proposalIds = [await proposed(world), await proposed(world)]
      const input = { proposalIds, memberIds: [memberId], dueOn: '2026-06-10' }
      await world.people.hr.post('/requests', input)
      const [token = ''] = linkTo(world, email, await mailed(world))
      const answers = { a0: 'stalled.paused', f0: ['no_budget'], t0: '予算', a1: 'unknown' }
      return form(world, token, { u: '1', ...answers })
    },
  },
  {
    name: 'answering a question by the link of a mail',
    async ready(world) {
      const { email, memberId } = await mailable(world)
      const proposal = await proposed(world, { steward: { memberId, office: '市民課' } })
      const input = { via: 'steward', text: '今はどうですか' }
      made(await world.people.member.post(`/proposals/${proposal}/questions`, input))
      const path = linkTo(world, email, await mailed(world))
      return form(world, path.join('/'), { use: '1', text: '続いています' })
    },
  },
  {
    name: 'turning mails off by the link of a mail',
    async ready(world) {
      const { email, memberId } = await mailable(world)
      const proposal = await proposed(world, { steward: { memberId, office: '市民課' } })
      const input = { via: 'steward', text: '今はどうですか' }
      made(await world.people.member.post(`/proposals/${proposal}/questions`, input))
      await mailed(world)
      const text = world.mails.findLast(({ to }) => to === email)?.text ?? ''
      const [, path = ''] = /\/r\/(mail\/\S+)/.exec(text) ?? []
      return form(world, path, { wanted: 'off' })
    },
  },
]

export const REQUEST_PATHS: Path[] = [...OF_PROPOSALS, ...OF_PEOPLE, ...BY_LINK]
