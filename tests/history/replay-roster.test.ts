import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../functions/history/chain.ts'
import { RosterReplay } from '../../functions/history/replay-roster.ts'

const MEMBER = '01900000-0000-7000-8000-000000000001'
const INVITATION = '01900000-0000-7000-8000-000000000002'
const AT = '2026-06-01T03:00:00.000Z'
const expiresAt = '2026-06-15T03:00:00.000Z'

/** A roster of one person who was invited, and whose address was corrected then. */
function corrected(more: object) {
  const replay = new RosterReplay()
  const told: [HistoryEvent['type'], object][] = [
    ['member_added', { name: '招かれる人', email: 'wrong@example.jp', roles: [] }],
    ['invitation_issued', { invitationId: INVITATION, expiresAt }],
    ['member_changed', { fields: ['email'], email: 'right@example.jp', ...more }],
  ]
  for (const [at, [type, data]] of told.entries()) {
    const event = { type, sequence: at + 1, recordedAt: AT } as HistoryEvent
    replay.take(event, { memberId: MEMBER, ...data })
  }
  return replay
}

test('a corrected address ends an invitation where its event says so: earlier ones left it as it was', () => {
  const person = { id: MEMBER, name: '招かれる人', email: 'right@example.jp', roles: [] }
  const invited = { ...person, invitation: { id: INVITATION, issuedAt: AT, expiresAt } }
  const deviation = (replay: RosterReplay, held: object) =>
    replay.deviation(new Map([[MEMBER, held]]), false)
  const ended = corrected({ invitationId: INVITATION })
  expect(deviation(ended, person)).toBeUndefined()
  expect(deviation(ended, invited)).toMatchObject({ sequence: 3 })
  expect(deviation(corrected({}), invited)).toBeUndefined()
})
