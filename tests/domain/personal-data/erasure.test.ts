import { expect, it } from 'vitest'
import type { Deed } from '../../../functions/domain/change.ts'
import { reinviteHr } from '../../../functions/domain/municipalities/office.ts'
import {
  carriedReports,
  erasedPointers,
  eraseMember,
  eraseTexts,
} from '../../../functions/domain/personal-data/erasure.ts'
import { ownTexts } from '../../../functions/domain/personal-data/own-texts.ts'
import type { Request } from '../../../functions/domain/requests/request.ts'
import { answerRequest } from '../../../functions/domain/requests/request-answers.ts'
import { openReview } from '../../../functions/domain/reviews/review-changes.ts'
import {
  recordFinding,
  writeReflection,
} from '../../../functions/domain/reviews/review-findings.ts'
import { asOf, idOf, noon, town } from '../build.ts'

const NOW = noon('2023-01-12')
const everything = { texts: true, why: 'request', confirmed: true } as const
const system = (now: string): Deed => ({
  actor: { kind: 'system', municipality: '222038', grants: [] },
  now,
  id: idOf(9_000),
  channel: 'system',
})

it('a reason that others have carried on word for word goes with whoever gave it; their own words stay', () => {
  const t = town()
  const [one, other] = [t.researcher(2021), t.researcher(2021)]
  const id = t.propose({ cohort: 2021 })
  const words = '担当した私が異動したため'
  const said = {
    outcome: 'stalled' as const,
    manner: 'paused' as const,
    factors: ['personnel_transfer' as const],
  }
  const first = t.tell(id, { ...said, reason: words }, { by: one })
  const carried = t.tell(id, { ...said, reason: words, unchangedFrom: first }, { by: other })
  const further = t.tell(id, { ...said, reason: words, unchangedFrom: carried })
  const own = t.tell(id, { ...said, reason: '今年度も再開していない', unchangedFrom: further })
  expect([...carriedReports(t.proposal(id), one.memberId)]).toEqual([carried, further])

  const { reports } = eraseTexts(t.proposal(id), one.memberId, system(NOW)).after
  expect(reports.map(({ reason }) => reason)).toEqual([
    ...[undefined, undefined, undefined],
    '今年度も再開していない',
  ])
  expect(reports.map(({ textsErased = false }) => textsErased)).toEqual([true, true, true, false])

  const whose = { memberId: one.memberId, texts: true }
  const chosen = { ...whose, carried: carriedReports(t.proposal(id), one.memberId) }
  const gone = t.events
    .filter(({ type }) => type === 'report_recorded')
    .map(({ type, by, data, texts }) =>
      erasedPointers({ type, by, data }, Object.keys(texts), chosen),
    )
  expect(gone).toEqual([['/reason'], ['/reason'], ['/reason'], []])
  expect(own).toBeTruthy()
})

it('whom somebody named as knowing better is among their texts', () => {
  const t = town()
  const alumnus = t.researcher(2021)
  const id = t.propose({ cohort: 2021 })
  const request: Request = {
    v: 1,
    id: idOf(8_000),
    municipality: '222038',
    memberId: alumnus.memberId,
    proposalIds: [id],
    purpose: 'status',
    dueOn: '2023-02-01',
    issuedAt: NOW,
    by: { kind: 'system', channel: 'system' },
    byMail: true,
    expiresAt: noon('2023-02-01'),
    uses: 0,
    answers: {},
  }
  const answer = { kind: 'unknown', whoKnows: '市民課の前の係長' } as const
  const { after, event } = answerRequest(
    t.register,
    { request, proposalId: id, answer, use: 1 },
    t.deed({ by: alumnus }),
  )
  const { memberId } = alumnus
  expect(ownTexts(after, memberId)).toMatchObject([{ kind: 'referral', text: '市民課の前の係長' }])
  const erased = eraseTexts(after, memberId, system(NOW)).after
  expect(erased.referrals).toMatchObject([{ answer: 'unknown' }])
  expect(JSON.stringify(erased)).not.toContain('係長')
  expect(erasedPointers(event, Object.keys(event.texts), { memberId, texts: true })).toEqual([
    '/whoKnows',
  ])
})

it('an open review loses what they wrote of it: their findings, and the reflection', () => {
  const t = town()
  const [member, other] = [t.researcher(2022), t.researcher(2022)]
  const dates = { fiscalYear: 2022, asOf: '2023-01-12', dueOn: '2023-01-20' }
  const id = t.manage((register, deed) => openReview(register, dates, deed), { by: member })
  const finding = (text: string) => ({
    heardOn: asOf('2023-01-10'),
    heardFrom: { role: 'executive' as const },
    text,
  })
  t.manage((register, deed) => recordFinding(register, id, finding('私の記録'), deed), {
    by: member,
  })
  t.manage((register, deed) => recordFinding(register, id, finding('別の人の記録'), deed), {
    by: other,
  })
  t.manage(
    (register, deed) =>
      writeReflection(register, { reviewId: id, edition: 0 }, { text: '私の総括' }, deed),
    { by: member },
  )
  t.manage((register, deed) =>
    eraseMember(register, { memberId: member.memberId, input: everything }, deed),
  )
  const review = t.register.reviews.get(id)
  expect(review?.findings.map(({ text }) => text)).toEqual(['', '別の人の記録'])
  expect(review?.reflection).toBeUndefined()
})

it('who the office named anew as the first of HR is told by the invitation too, and goes', () => {
  const t = town()
  const change = reinviteHr(
    t.register,
    { name: '人事の担当', email: 'jinji@numazu.example' },
    { by: { kind: 'person', role: 'office', channel: 'web' }, officeMemberId: idOf(7_000) },
    { now: NOW, id: idOf(7_001) },
  )
  const { event } = change
  const pointers = Object.keys(event.texts)
  expect(pointers).toContain('/email')
  const whose = { memberId: t.hr.memberId, texts: false }
  expect(erasedPointers(event, pointers, whose)).toEqual(pointers)
})

it('the office never names an erased person anew', () => {
  const t = town()
  const other = t.person({ role: 'hr', from: '2022-04-01' })
  t.place(t.hr.memberId, { name: '', erased: { at: NOW, why: 'request', texts: true } })
  const { members } = reinviteHr(
    t.register,
    { name: '人事の担当', email: 'jinji@numazu.example' },
    { by: { kind: 'person', role: 'office', channel: 'web' }, officeMemberId: idOf(7_000) },
    { now: NOW, id: idOf(7_001) },
  )
  expect(members.map(({ id }) => id)).toEqual([other.memberId])
})
