import { expect, test } from 'vitest'
import { hrStateOf } from '../../../functions/domain/municipalities/office.ts'
import type { Member } from '../../../functions/domain/people/people.ts'

const invitation = {
  id: '01900000-0000-7000-8000-000000000002',
  issuedAt: '2026-06-01T00:00:00.000Z',
  expiresAt: '2026-06-15T00:00:00.000Z',
}
const hr = (more: Partial<Member> = {}): Member => ({
  v: 1,
  id: '01900000-0000-7000-8000-000000000001',
  name: '人事課 担当',
  roles: [{ role: 'hr', from: '2026-04-01' }],
  invitation,
  ...more,
})
const at = '2026-06-03T00:00:00.000Z'
const bounced = { failure: 'bounced', kind: 'invitation', at } as const
const failed = { invitation: { ...invitation, failedAt: at } }
const state = (...members: Member[]) => hrStateOf(members).hr

test('an invitation that was given up or came back is not called on its way', () => {
  expect(state(hr())).toBe('invited')
  expect(state(hr(failed))).toBe('undelivered')
  expect(state(hr({ mailTrouble: bounced }))).toBe('undelivered')
})

test('it is, where it came and something else did not, or a later one is on its way', () => {
  expect(state(hr({ mailTrouble: { ...bounced, failure: 'complained' } }))).toBe('invited')
  expect(state(hr({ mailTrouble: { ...bounced, kind: 'request' } }))).toBe('invited')
  const later = { ...invitation, expiresAt: '2026-06-20T00:00:00.000Z' }
  expect(state(hr(failed), hr({ invitation: later }))).toBe('invited')
})

test('how mails inside a municipality go is told to no office', () => {
  const accepted = hr({ accountId: '01900000-0000-7000-8000-000000000003' })
  expect(hrStateOf([accepted, hr(failed)])).toEqual({ hr: 'accepted' })
})
