import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../functions/store/store.ts'
import { handClock, openEngine } from './open.ts'

let hub: Awaited<ReturnType<typeof openEngine>>
let store: Store

beforeAll(async () => {
  hub = await openEngine()
  store = hub.open(handClock().clock)
})
afterAll(() => hub.stop())

const account = (subject: string, issuer = 'https://id.example') => ({
  v: 1 as const,
  id: uuidv7(),
  issuer,
  subject,
})

test('who signs in for the first time gets an account that is nothing anywhere yet', async () => {
  const first = account('first')
  expect(await store.accounts.enrol(first)).toBe(first.id)
  expect(await store.accounts.memberships(first.id)).toEqual([])
})

// ASVS 6.8.1, 10.5.2
test('who signs in again is the same account, and the same subject elsewhere another', async () => {
  const first = account('again')
  await store.accounts.enrol(first)
  expect(await store.accounts.enrol(account('again'))).toBe(first.id)
  const elsewhere = account('again', 'https://other.example')
  expect(await store.accounts.enrol(elsewhere)).toBe(elsewhere.id)
})

test('first sign-ins that meet are one account', async () => {
  const tries = Array.from({ length: 5 }, () => store.accounts.enrol(account('meeting')))
  expect(new Set(await Promise.all(tries)).size).toBe(1)
})
