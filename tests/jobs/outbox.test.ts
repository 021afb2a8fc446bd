import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { DomainError } from '../../functions/domain/errors.ts'
import type { PendingMail } from '../../functions/domain/mails/mail.ts'
import { issueInvitation } from '../../functions/domain/people/invitation-changes.ts'
import type { Member } from '../../functions/domain/people/people.ts'
import { createOutbox } from '../../functions/jobs/outbox.ts'
import { createMailbox } from '../../functions/local/mailbox.ts'
import { logger } from '../../functions/log/logger.ts'
import { type Mail, MailError } from '../../functions/mail/mail.ts'
import { mailOf, outboxItem } from '../../functions/store/outbox.ts'
import { prepareTable } from '../../functions/store/schema.ts'
import { openStore, type Store } from '../../functions/store/store.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from '../store/open.ts'
import { textOf } from '../store/portable.ts'

const CODE = '222038'
const LINKS = {
  page: (path: string) => `https://hub.example${path}`,
  invitation: ({ invitationId }: { invitationId: string }) => `https://hub.example/${invitationId}`,
  answer: ({ requestId }: { requestId: string }) => `https://hub.example/r/${requestId}`,
  question: ({ questionId }: { questionId: string }) =>
    `https://hub.example/r/question/${questionId}`,
  preferences: () => 'https://hub.example/r/off',
}

let hub: Awaited<ReturnType<typeof openEngine>>
let store: Store
let time: ReturnType<typeof handClock>
let table = 0

beforeAll(async () => {
  hub = await openEngine()
  for (const level of ['warn', 'error'] as const)
    vi.spyOn(logger, level).mockImplementation(() => {})
})
afterAll(() => hub.stop())
beforeEach(async () => {
  table += 1
  time = handClock()
  const named = { client: hub.client, table: `outbox-${table}` }
  await prepareTable(named)
  store = openStore({ ...named, clock: time.clock })
  await createMunicipality(store)
})

/** Puts somebody on the roster and invites them: one mail waits. */
async function invited(more: Partial<Member> = {}, code = CODE): Promise<string> {
  const member: Member = {
    v: 1,
    id: uuidv7(),
    name: '招かれる人',
    email: `${randomUUID()}@example.jp`,
    roles: [],
    ...more,
  }
  const [adding, inviting] = [operation(), operation()]
  await store.municipalities.addMember(code, { member }, adding, deedOf(adding, code))
  await store.registers.changeMunicipality(code, inviting, (register, now) =>
    issueInvitation(register, member.id, { ...deedOf(inviting, code), now }),
  )
  return member.id
}

type Parts = Partial<Parameters<typeof createOutbox>[0]>
const job = (parts: Parts = {}) =>
  createOutbox({
    ...store,
    mailer: { exactlyOnce: false, send: async () => {} },
    links: () => LINKS,
    clock: time.clock,
    newId: uuidv7,
    ...parts,
  })
const memberOf = async (id: string) => (await store.registers.read(CODE))?.members.get(id)
const records = () => store.outbox.ended(CODE, { limit: 100 })

/** A mailer that answers each try as it is told, and keeps what it was given. */
function mailer(answers: (MailError['result'] | 'ok' | 'dies')[]) {
  const tries: Mail[] = []
  return {
    tries,
    exactlyOnce: false,
    async send(mail: Mail) {
      tries.push(mail)
      const answer = answers[tries.length - 1] ?? 'ok'
      if (answer !== 'ok') throw new MailError(answer as 'later', new Error('as told'))
    },
  }
}

/** The store's outbox, dying the next time one of its writes is called. */
function dying(at: 'lease' | 'end' | 'before end') {
  let dies = true
  const die = () => {
    dies = false
    throw new Error('killed')
  }
  return {
    due: (now: string, limit: number) => store.outbox.due(now, limit),
    nextDue: () => store.outbox.nextDue(),
    putOff: (...given: Parameters<Store['outbox']['putOff']>) => store.outbox.putOff(...given),
    begin: (mail: PendingMail) => store.outbox.begin(mail),
    handedOver: (mail: PendingMail, at: string) => store.outbox.handedOver(mail, at),
    async lease(...given: Parameters<Store['outbox']['lease']>) {
      const leased = await store.outbox.lease(...given)
      return dies && at === 'lease' ? die() : leased
    },
    async end(...given: Parameters<Store['outbox']['end']>) {
      if (dies && at === 'before end') return die()
      await store.outbox.end(...given)
      if (dies && at === 'end') die()
    },
  }
}

test('a mail is sent once, told, and gone from the outbox', async () => {
  const id = await invited()
  const post = mailer(['ok'])
  expect(await job({ mailer: post }).run()).toEqual({ sent: 1, moot: 0, givenUp: 0, waiting: 0 })
  expect(await job({ mailer: post }).run()).toMatchObject({ sent: 0 })
  expect(post.tries).toHaveLength(1)
  expect((await memberOf(id))?.invitation?.sentAt).toBeDefined()
  expect(await records()).toMatchObject([{ state: 'sent', kind: 'invitation', to: id }])
  expect(await store.outbox.nextDue()).toBeUndefined()
})

test('a run that has to end begins no mail it could be cut off from, and the next one goes on', async () => {
  await Promise.all(Array.from({ length: 9 }, () => invited()))
  // Each mail takes ten seconds, four at a time.
  const post = {
    tries: 0,
    exactlyOnce: false,
    async send() {
      post.tries += 1
      if (post.tries % 4 === 0) time.pass(10_000)
    },
  }
  const until = new Date(time.clock().getTime() + 15_000)
  expect(await job({ mailer: post, until }).run()).toMatchObject({ sent: 8, waiting: 0 })
  expect(await job({ mailer: post, until }).run()).toMatchObject({ sent: 0 })
  expect(await store.outbox.due(time.clock().toISOString(), 10)).toHaveLength(1)
  expect(await job({ mailer: post }).run()).toMatchObject({ sent: 1 })
})

test('what waits holds no address and no text, and neither does what was sent', async () => {
  await invited({ name: 'なまえ', email: 'somebody@example.jp' })
  const waiting = JSON.stringify(await store.outbox.due(time.clock().toISOString(), 10))
  await job().run()
  for (const kept of [waiting, JSON.stringify(await records())]) {
    expect(kept).toContain('invitation')
    expect(kept).not.toMatch(/なまえ|@/)
  }
})

test.each(['lease', 'before end', 'end'] as const)(
  'killed at “%s”, the next run leaves exactly one mail in the local mailbox',
  async (at) => {
    const id = await invited()
    const mailbox = createMailbox({ database: store.database, clock: time.clock })
    const killed = job({ mailer: mailbox, outbox: dying(at) })
    await expect(killed.run()).rejects.toMatchObject({ errors: [new Error('killed')] })
    // Somebody else may still be at it.
    await job({ mailer: mailbox }).run()
    time.pass(61_000)
    await job({ mailer: mailbox }).run()
    expect((await mailbox.list()).mails).toHaveLength(1)
    expect((await memberOf(id))?.invitation?.sentAt).toBeDefined()
    expect(await records()).toMatchObject([{ state: 'sent' }])
    time.pass(61_000)
    expect(await job({ mailer: mailbox }).run()).toMatchObject({ sent: 0, moot: 0 })
  },
)

test('of two that run at once, one sends each mail', async () => {
  for (let at = 0; at < 6; at += 1) await invited()
  const post = mailer([])
  const tallies = await Promise.all([job({ mailer: post }).run(), job({ mailer: post }).run()])
  expect(tallies[0].sent + tallies[1].sent).toBe(6)
  expect(new Set(post.tries.map(({ to }) => to)).size).toBe(6)
  expect(post.tries).toHaveLength(6)
})

test('where nobody knows how a try ended it is tried once more, and then given up for HR to see', async () => {
  const id = await invited()
  const post = mailer(['unknown', 'unknown', 'unknown'])
  for (let round = 0; round < 4; round += 1) {
    await job({ mailer: post }).run()
    time.pass(61_000)
  }
  expect(post.tries).toHaveLength(2)
  expect(new Set(post.tries.map((mail) => mail.id)).size).toBe(1)
  expect(await memberOf(id)).toMatchObject({
    mailTrouble: { failure: 'unknown_result', kind: 'invitation' },
    invitation: { failedAt: expect.any(String) },
  })
  expect(await records()).toMatchObject([{ state: 'given_up', failure: 'unknown_result' }])
})

test('what ended before a mail was handed over is no try: however often, it is sent in the end', async () => {
  await invited()
  const post = mailer([])
  const unread = {
    read: () => Promise.reject(new Error('unreadable')),
    changeMunicipality: store.registers.changeMunicipality.bind(store.registers),
  }
  for (const parts of [
    { outbox: dying('lease') },
    { registers: unread },
    { outbox: dying('lease') },
    { registers: unread },
  ]) {
    await expect(job({ mailer: post, ...parts }).run()).rejects.toThrow()
    time.pass(61_000)
  }
  expect(post.tries).toHaveLength(0)
  expect(await job({ mailer: post }).run()).toMatchObject({ sent: 1, givenUp: 0 })
})

test('a run whose lease has run out before the mail was handed over leaves it to who has it now', async () => {
  await invited()
  const post = mailer([])
  const slow = {
    async read(code: string) {
      time.pass(61_000)
      await job({ mailer: post }).run()
      return store.registers.read(code)
    },
    changeMunicipality: store.registers.changeMunicipality.bind(store.registers),
  }
  expect(await job({ mailer: post, registers: slow }).run()).toMatchObject({ sent: 0 })
  expect(post.tries).toHaveLength(1)
})

test('a mail whose sending can’t be noted waits for that alone, and is not sent again', async () => {
  const id = await invited()
  const post = mailer([])
  const busy = {
    read: store.registers.read.bind(store.registers),
    changeMunicipality: () => Promise.reject(new DomainError('conflict')),
  }
  vi.mocked(logger.error).mockClear()
  const sentAt = time.clock().toISOString()
  // Twice as often as a try of unknown end is made again.
  for (let run = 1; run <= 4; run += 1) {
    expect(await job({ mailer: post, registers: busy }).run()).toMatchObject({ waiting: 1 })
    expect(await store.outbox.nextDue()).toBeDefined()
    time.pass(61_000)
  }
  const told = vi.mocked(logger.error).mock.calls
  // A backup of now sends it no second time either.
  const lines = (await textOf(store.portable, CODE)).trimEnd().split('\n')
  const waiting = lines.map((line) => JSON.parse(line)).find(({ kind }) => kind === 'mail_waiting')
  expect(mailOf(outboxItem(waiting.mail))).toMatchObject({ sentAt, unknown: 0 })
  expect(told).toMatchObject(Array(4).fill(['sent_mail_not_noted', { municipality: CODE }]))
  expect(await job({ mailer: post }).run()).toMatchObject({ sent: 1 })
  expect(post.tries).toHaveLength(1)
  expect((await memberOf(id))?.invitation?.sentAt).toBeDefined()
  expect(await records()).toMatchObject([{ state: 'sent', to: id, at: sentAt }])
  expect(await store.outbox.nextDue()).toBeUndefined()
})

test('a mail that fails by itself keeps none of the others back, and is given up in the end', async () => {
  const broken = await invited()
  for (let at = 0; at < 8; at += 1) await invited()
  const post = mailer([])
  const { invitation } = LINKS
  const links = () => ({
    ...LINKS,
    invitation(facts: Parameters<typeof invitation>[0]) {
      if (facts.invitationId === brokenId) throw new RangeError('broken')
      return invitation(facts)
    },
  })
  const brokenId = (await memberOf(broken))?.invitation?.id
  expect(await job({ mailer: post, links }).run()).toMatchObject({ sent: 8, waiting: 1 })
  for (let next = await store.outbox.nextDue(); next; next = await store.outbox.nextDue()) {
    time.set(next)
    await job({ mailer: post, links }).run()
  }
  expect(post.tries).toHaveLength(8)
  expect((await memberOf(broken))?.mailTrouble).toMatchObject({ failure: 'tried_often' })
})

test('a register that can’t be read keeps no mail of others back', async () => {
  const other = '062049'
  await createMunicipality(store, other)
  // More than are under way at once stand in front.
  for (let at = 0; at < 5; at += 1) await invited()
  time.pass(1_000)
  for (let at = 0; at < 5; at += 1) await invited({}, other)
  const post = mailer([])
  const unread = {
    read: (code: string) =>
      code === CODE ? Promise.reject(new Error('unreadable')) : store.registers.read(code),
    changeMunicipality: store.registers.changeMunicipality.bind(store.registers),
  }
  await expect(job({ mailer: post, registers: unread }).run()).rejects.toThrow('mail_not_settled')
  expect(post.tries).toHaveLength(5)
})

test('a relay that is down is asked again after ever longer times, for two days', async () => {
  await invited()
  const post = mailer(Array(20).fill('later'))
  const waits: number[] = []
  for (let minute = 0; minute < 3 * 24 * 60; minute += 1) {
    const next = await store.outbox.nextDue()
    if (next === undefined) break
    waits.push(Math.round((Date.parse(next) - time.clock().getTime()) / 60_000))
    time.set(next)
    await job({ mailer: post }).run()
  }
  expect(waits.slice(1)).toEqual([1, 5, 30, 120, 360, 720, 1440])
  expect(post.tries).toHaveLength(8)
  expect(await records()).toMatchObject([{ state: 'given_up', failure: 'tried_often' }])
})

test('an address that was refused for good gets nothing more, until HR tries it again', async () => {
  const id = await invited()
  const post = mailer(['never'])
  await job({ mailer: post }).run()
  expect(await memberOf(id)).toMatchObject({ mailTrouble: { failure: 'refused' } })
  const again = operation()
  await store.registers.changeMunicipality(CODE, again, (register, now) =>
    issueInvitation(register, id, { ...deedOf(again, CODE), now }),
  )
  expect((await memberOf(id))?.mailTrouble).toBeUndefined()
  expect(await job({ mailer: post }).run()).toMatchObject({ sent: 1 })
})

test('nothing is sent to who has left, who is suspended, or whose invitation was replaced', async () => {
  const post = mailer([])
  await invited({ suspended: false })
  const id = await invited()
  const again = operation()
  await store.registers.changeMunicipality(CODE, again, (register, now) =>
    issueInvitation(register, id, { ...deedOf(again, CODE), now }),
  )
  expect(await job({ mailer: post }).run()).toMatchObject({ sent: 2, moot: 1 })
})

test('texts in the local mailbox are gone after 30 days', async () => {
  await invited()
  const mailbox = createMailbox({ database: store.database, clock: time.clock })
  await job({ mailer: mailbox }).run()
  time.pass(29 * 24 * 60 * 60_000)
  await mailbox.forget()
  expect((await mailbox.list()).mails).toHaveLength(1)
  time.pass(2 * 24 * 60 * 60_000)
  expect((await mailbox.list()).mails).toHaveLength(0)
  await mailbox.forget()
  expect(await store.database.query('MAILBOX')).toEqual([])
})
