import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deed, MunicipalityChange } from '../../functions/domain/change.ts'
import {
  acceptInvitation,
  issueInvitation,
} from '../../functions/domain/people/invitation-changes.ts'
import {
  addMember,
  suspendMember,
  transferMember,
} from '../../functions/domain/people/roster-changes.ts'
import type { Register } from '../../functions/domain/register.ts'
import { municipalityStream } from '../../functions/history/streams.ts'
import type { Store } from '../../functions/store/store.ts'
import { verifyStream } from './looking.ts'
import { createMunicipality, deedOf, handClock, openEngine, operation } from './open.ts'

const CODE = '222038'
let engine: Awaited<ReturnType<typeof openEngine>>
let store: Store
const time = handClock()
beforeAll(async () => {
  engine = await openEngine()
  store = engine.open(time.clock)
  await createMunicipality(store)
})
afterAll(() => engine.stop())

function manage(decide: (register: Register, deed: Deed) => MunicipalityChange, over = store) {
  const doing = operation()
  const deed = deedOf(doing, CODE)
  return over.registers.changeMunicipality(CODE, doing, (register, now) =>
    decide(register, { ...deed, now }),
  )
}

/** Somebody of the roster whose account has signed in. */
async function bound() {
  const roles = [{ role: 'executive' as const, from: '2020-04-01' }]
  const { id: memberId } = await manage((register, deed) =>
    addMember(register, { name: '名簿の人', email: 'a@example.jp', roles }, deed),
  )
  const account = { v: 1 as const, id: uuidv7(), issuer: 'test', subject: uuidv7() }
  const accountId = await store.accounts.enrol(account)
  const secret = randomBytes(32).toString('base64url')
  await store.accounts.beginSession(accountId, secret)
  await manage((register, deed) => issueInvitation(register, memberId, deed))
  await manage((register, deed) =>
    acceptInvitation(register, { memberId, accountId, isGenuine: () => true }, deed),
  )
  return { memberId, accountId, secret, roles }
}

test('accepting an invitation makes the membership in the same transaction', async () => {
  const { memberId, accountId, roles } = await bound()
  const expected = [{ v: 1, code: CODE, memberId, roles }]
  expect(await store.accounts.memberships(accountId)).toEqual(expected)
  const register = await store.registers.read(CODE)
  expect(register?.members.get(memberId)).toMatchObject({ accountId })
})

test('what the roster says of access, another process reads at its next request', async () => {
  const { memberId, accountId, secret } = await bound()
  const other = engine.open(time.clock)
  const membership = async () =>
    (await other.accounts.authenticate({ accountId, secret }, CODE)).membership
  expect(await membership()).not.toHaveProperty('suspended')
  await manage((register, deed) => suspendMember(register, { memberId, suspended: true }, deed))
  expect(await membership()).toMatchObject({ suspended: true })
  await manage((register, deed) => suspendMember(register, { memberId, suspended: false }, deed))
  const transfer = { leaves: true, on: '2027-04-01' } as const
  await manage((register, deed) => transferMember(register, { memberId, transfer }, deed))
  expect(await membership()).toMatchObject({ memberId, leftOn: '2027-04-01' })
  expect(await membership()).not.toHaveProperty('suspended')
})

test('of two processes that bind one account to two people, one does', async () => {
  const first = await bound()
  const account = { v: 1 as const, id: uuidv7(), issuer: 'test', subject: uuidv7() }
  const accountId = await store.accounts.enrol(account)
  const people = await Promise.all(
    ['一', '二'].map((name) =>
      manage((register, deed) =>
        addMember(register, { name, email: 'b@example.jp', roles: first.roles }, deed),
      ),
    ),
  )
  for (const { id } of people) await manage((register, deed) => issueInvitation(register, id, deed))
  const stores = [engine.open(time.clock), engine.open(time.clock)]
  const results = await Promise.allSettled(
    people.map(({ id: memberId }, at) =>
      manage(
        (register, deed) =>
          acceptInvitation(register, { memberId, accountId, isGenuine: () => true }, deed),
        stores[at],
      ),
    ),
  )
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'already_bound' },
  })
  expect(await store.accounts.memberships(accountId)).toHaveLength(1)
  const head = (await store.registers.read(CODE))?.municipality.head
  if (!head) throw new Error('no such municipality')
  expect(await verifyStream(store, CODE, municipalityStream(CODE), head)).toMatchObject({
    intact: true,
  })
})

test('the last sign-in is known of those who ever did, of any number of accounts', async () => {
  const { accountId } = await bound()
  time.pass(60 * 60 * 1000)
  await store.accounts.beginSession(accountId, randomBytes(32).toString('base64url'))
  const never = await store.accounts.enrol({
    v: 1,
    id: uuidv7(),
    issuer: 'test',
    subject: uuidv7(),
  })
  const many = Array.from({ length: 150 }, () => uuidv7())
  const known = await store.accounts.lastSignIns([...many, never, accountId])
  expect([...known]).toEqual([[accountId, '2026-06-01T04:00:00.000Z']])
})
