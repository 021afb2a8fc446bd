import { describe, expect, it, test } from 'vitest'
import { rolesOn } from '../../functions/domain/people.ts'
import { can, permittedAs } from '../../functions/domain/permissions.ts'
import { ACTIONS, type Action, type Resource, RULES } from '../../functions/domain/rules.ts'
import { asOf, idOf, noon, refusal, town } from './build.ts'

const NOW = noon('2023-01-12')
const CODE = '222038'
const ME = idOf(1)
const OTHER = idOf(2)

const grants = {
  member: [{ role: 'member', cohort: 2022, from: '2022-04-01' }],
  alumnus: [{ role: 'member', cohort: 2021, from: '2021-04-01' }],
  hr: [{ role: 'hr', from: '2018-04-01' }],
  executive: [{ role: 'executive', from: '2018-04-01' }],
  office: [{ role: 'office', from: '2018-04-01' }],
  nobody: [],
} as const
type Who = keyof typeof grants

function actor(who: Who, changes = {}) {
  const kind = 'person' as const
  return { kind, municipality: CODE, memberId: ME, grants: [...grants[who]], ...changes }
}

/** Proposals and reports as rules see them. */
const at = {
  any: { municipality: CODE, cohorts: [2018] },
  of2022: { municipality: CODE, cohorts: [2022] },
  of2021: { municipality: CODE, cohorts: [2021] },
  carriedBy2022: { municipality: CODE, cohorts: [2018, 2022] },
  carriedByMe: { municipality: CODE, cohorts: [2018], stewardMemberId: ME },
  myReport: {
    municipality: CODE,
    cohorts: [2018],
    report: { side: 'cohort', byMemberId: ME, saidByMemberId: ME },
  },
  othersReport: {
    municipality: CODE,
    cohorts: [2018],
    report: { side: 'cohort', byMemberId: OTHER, saidByMemberId: OTHER },
  },
  hrsReport: {
    municipality: CODE,
    cohorts: [2018],
    report: { side: 'dispatcher', byMemberId: OTHER, saidByMemberId: OTHER },
  },
  hrsReportOn2021: {
    municipality: CODE,
    cohorts: [2021],
    report: { side: 'dispatcher', byMemberId: OTHER },
  },
  hrsReportOn2022: {
    municipality: CODE,
    cohorts: [2022],
    report: { side: 'dispatcher', byMemberId: OTHER },
  },
  myQuestion: {
    municipality: CODE,
    cohorts: [2018],
    question: { byMemberId: ME, askedMemberIds: [OTHER], via: 'cohort' },
  },
  askedOfMe: {
    municipality: CODE,
    cohorts: [2018],
    question: { byMemberId: OTHER, askedMemberIds: [ME], via: 'cohort' },
  },
  askedOfMyOffice: {
    municipality: CODE,
    cohorts: [2018],
    question: { byMemberId: OTHER, askedMemberIds: [ME], via: 'steward' },
  },
  othersQuestion: {
    municipality: CODE,
    cohorts: [2018],
    question: { byMemberId: OTHER, askedMemberIds: [OTHER], via: 'cohort' },
  },
  myInquiry: { municipality: CODE, inquiry: { byMemberId: ME } },
  othersInquiry: { municipality: CODE, inquiry: { byMemberId: OTHER } },
  othersQuestionOn2021: {
    municipality: CODE,
    cohorts: [2021],
    question: { byMemberId: OTHER, askedMemberIds: [OTHER], via: 'cohort' },
  },
} satisfies Record<string, Resource>

/** What HR may do with any proposal and with the municipality itself. */
const everything = [
  'register.export',
  'steward.hand_over',
  'steward.take_over',
  'roster.read',
  'roster.edit',
  'roster.export',
  'municipality.export',
  'settings.edit',
  'person.erase',
  'history.read',
  'review.open',
  'review.work',
  'review.close',
  'request.issue',
  'register.read',
  'shared.read',
  'proposal.create',
  'proposal.edit',
  'proposal.link',
  'proposal.carry_on',
  'report.record',
  'hearing.record',
  'report.correct',
  'report.withdraw',
  'comment.record',
  'question.ask',
  'question.answer',
  'question.end',
  'inquiry.ask',
  'inquiry.withdraw',
  'inquiry.answer',
] as const
const mends = ['report.correct', 'report.withdraw'] as const

const MEMBERS: readonly Action[] = [
  'register.export',
  'register.read',
  'shared.read',
  'question.ask',
  'inquiry.ask',
  'request.issue',
  'proposal.carry_on',
  'hearing.record',
  'comment.record',
  'steward.take_over',
]
const ALUMNI: readonly Action[] = [
  'register.read',
  'shared.read',
  'question.ask',
  'report.record',
  'comment.record',
  'steward.take_over',
]

/** The whole matrix: what each may do, and by its absence what each may not. */
const MATRIX: [Who, keyof typeof at, readonly Action[]][] = [
  [
    'member',
    'any',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'proposal.carry_on',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
    ],
  ],
  [
    'member',
    'of2022',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'review.open',
      'review.work',
      'review.close',
      'proposal.create',
      'proposal.edit',
      'proposal.link',
      'report.record',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
    ],
  ],
  [
    'member',
    'carriedBy2022',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'review.open',
      'review.work',
      'review.close',
      'proposal.create',
      'proposal.edit',
      'proposal.link',
      'report.record',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
    ],
  ],
  [
    'member',
    'myReport',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'proposal.carry_on',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
      ...mends,
    ],
  ],
  [
    'member',
    'othersReport',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'proposal.carry_on',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
    ],
  ],
  [
    'member',
    'hrsReport',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'proposal.carry_on',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
    ],
  ],
  [
    'member',
    'hrsReportOn2022',
    [
      'register.read',
      'register.export',
      'shared.read',
      'question.ask',
      'inquiry.ask',
      'review.open',
      'review.work',
      'review.close',
      'proposal.create',
      'proposal.edit',
      'proposal.link',
      'report.record',
      'hearing.record',
      'comment.record',
      'steward.take_over',
      'request.issue',
      'report.confirm',
    ],
  ],
  ['alumnus', 'any', ['register.read', 'shared.read', 'question.ask']],
  ['alumnus', 'of2022', ['register.read', 'shared.read', 'question.ask']],
  [
    'alumnus',
    'of2021',
    [
      'register.read',
      'shared.read',
      'question.ask',
      'report.record',
      'comment.record',
      'steward.take_over',
    ],
  ],
  [
    'alumnus',
    'carriedByMe',
    [
      'register.read',
      'shared.read',
      'question.ask',
      'report.record',
      'comment.record',
      'steward.hand_over',
    ],
  ],
  ['alumnus', 'myReport', ['register.read', 'shared.read', 'question.ask', ...mends]],
  ['alumnus', 'othersReport', ['register.read', 'shared.read', 'question.ask']],
  [
    'alumnus',
    'hrsReportOn2021',
    [
      'register.read',
      'shared.read',
      'question.ask',
      'report.record',
      'comment.record',
      'steward.take_over',
      'report.confirm',
    ],
  ],
  ['alumnus', 'hrsReport', ['register.read', 'shared.read', 'question.ask']],
  ['hr', 'any', everything],
  ['hr', 'of2022', everything],
  ['hr', 'othersReport', [...everything, 'report.confirm']],
  ['hr', 'myReport', everything],
  ['hr', 'hrsReport', everything],
  ['executive', 'any', ['register.read', 'register.export', 'shared.read', 'history.read']],
  [
    'executive',
    'othersReport',
    ['register.read', 'register.export', 'shared.read', 'history.read'],
  ],
  ['office', 'any', []],
  ['nobody', 'any', []],
  [
    'nobody',
    'carriedByMe',
    ['register.read', 'report.record', 'comment.record', 'steward.hand_over'],
  ],
  ['nobody', 'myReport', []],
  ['member', 'myQuestion', [...MEMBERS, 'question.answer', 'question.end']],
  ['alumnus', 'myInquiry', ['register.read', 'shared.read', 'question.ask']],
  [
    'executive',
    'othersInquiry',
    ['register.read', 'register.export', 'shared.read', 'history.read'],
  ],
  ['office', 'othersInquiry', []],
  ['member', 'askedOfMe', [...MEMBERS, 'question.answer']],
  ['member', 'othersQuestion', MEMBERS],
  ['alumnus', 'askedOfMe', ['register.read', 'shared.read', 'question.ask', 'question.answer']],
  ['alumnus', 'othersQuestion', ['register.read', 'shared.read', 'question.ask']],
  ['alumnus', 'othersQuestionOn2021', ALUMNI.concat('question.answer')],
  [
    'executive',
    'othersQuestion',
    ['register.read', 'register.export', 'shared.read', 'history.read'],
  ],
  ['nobody', 'askedOfMyOffice', ['question.answer']],
  ['nobody', 'askedOfMe', []],
]

describe('who may do what', () => {
  test.each(MATRIX)('%s with %s may exactly: %j', (who, resource, allowed) => {
    const granted = ACTIONS.filter((action) => can(actor(who), action, at[resource], NOW))
    expect(granted).toEqual(ACTIONS.filter((action) => allowed.includes(action)))
  })

  it('a steward mends their own reports while they carry the proposal', () => {
    const resource = { ...at.myReport, stewardMemberId: ME }
    for (const action of mends) {
      expect(can(actor('nobody'), action, resource, NOW)).toBe(true)
      expect(can(actor('nobody'), action, at.myReport, NOW)).toBe(false)
    }
  })

  it('every rule has a name of its own', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  })

  it('nobody may do anything in another municipality', () => {
    for (const who of Object.keys(grants) as Who[])
      for (const resource of Object.values(at))
        for (const action of ACTIONS)
          expect(can(actor(who), action, { ...resource, municipality: '062049' }, NOW)).toBe(false)
  })

  it('somebody suspended may do nothing', () => {
    for (const who of Object.keys(grants) as Who[])
      for (const resource of Object.values(at))
        for (const action of ACTIONS)
          expect(can(actor(who, { suspended: true }), action, resource, NOW)).toBe(false)
  })

  it('somebody unknown owns no report, although an imported one has no recorder either', () => {
    const resource = { ...at.any, report: { side: 'cohort' as const } }
    expect(can(actor('member', { memberId: undefined }), 'report.correct', resource, NOW)).toBe(
      false,
    )
  })

  it('an alumnus who is of HR now speaks of the own cohort as an alumnus, of others as HR', () => {
    const both = actor('hr', { grants: [...grants.alumnus, ...grants.hr] })
    expect(permittedAs(both, 'report.record', at.of2021, NOW)).toEqual({
      role: 'alumnus',
      cohort: 2021,
    })
    expect(permittedAs(both, 'report.record', at.any, NOW)).toEqual({ role: 'hr' })
  })

  it('HR that carries a proposal acts as HR', () => {
    expect(permittedAs(actor('hr'), 'report.record', at.carriedByMe, NOW)).toEqual({ role: 'hr' })
  })
})

describe('roles run from a date to a date', () => {
  const member = { role: 'member', cohort: 2022, from: '2022-04-01' } as const
  test.each([
    ['2022-03-31', []],
    ['2022-04-01', [{ role: 'member', cohort: 2022 }]],
    ['2023-03-31', [{ role: 'member', cohort: 2022 }]],
    ['2023-04-01', [{ role: 'alumnus', cohort: 2022 }]],
    ['2035-04-01', [{ role: 'alumnus', cohort: 2022 }]],
  ])('on %s a member of 2022 is %j', (today, roles) => {
    expect(rolesOn([member], today)).toEqual(roles)
    expect(rolesOn([{ ...member, to: '2023-03-31' }], today)).toEqual(roles)
  })

  it('who left during the year does not become an alumnus', () => {
    const left = [{ ...member, to: '2022-09-30' }]
    expect(rolesOn(left, '2022-09-30')).toEqual([{ role: 'member', cohort: 2022 }])
    expect(rolesOn(left, '2022-10-01')).toEqual([])
    expect(rolesOn(left, '2023-04-01')).toEqual([])
  })

  it('an end after the year ends the alumnus', () => {
    const until = [{ ...member, to: '2024-06-30' }]
    expect(rolesOn(until, '2024-06-30')).toEqual([{ role: 'alumnus', cohort: 2022 }])
    expect(rolesOn(until, '2024-07-01')).toEqual([])
  })

  it('HR ends with its last day, in Tokyo', () => {
    const left = actor('hr', { grants: [{ role: 'hr', from: '2018-04-01', to: '2023-03-31' }] })
    const edits = (now: string) => can(left, 'proposal.edit', at.any, now)
    expect(edits('2023-03-31T14:59:59.999Z')).toBe(true)
    expect(edits('2023-03-31T15:00:00.000Z')).toBe(false)
  })

  it('a member becomes an alumnus on April 1st in Tokyo, and no longer records hearings', () => {
    const hears = (now: string) => can(actor('member'), 'hearing.record', at.any, now)
    expect(hears('2023-03-31T14:59:59.999Z')).toBe(true)
    expect(hears('2023-03-31T15:00:00.000Z')).toBe(false)
    expect(can(actor('member'), 'report.record', at.of2022, '2023-03-31T15:00:00.000Z')).toBe(true)
  })
})

describe('the changes themselves refuse who may not', () => {
  it('each of them', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const other = t.propose({ cohort: 2018 })
    const report = t.tell(id)
    const by = t.person({ role: 'executive', from: '2018-04-01' })
    const hearing = { speaker: { role: 'alumnus' }, heardOn: asOf('2022') } as const
    const acts = [
      () => t.propose({}, { by }),
      () => t.edit(id, { title: '別の名称' }, { by }),
      () => t.carryOn(id, 2022, { by }),
      () => t.link(id, { kind: 'requires', to: other }, { by }),
      () => t.unlink(id, { kind: 'requires', to: other }, { by }),
      () => t.tell(id, {}, { by }),
      () => t.tell(id, { hearing }, { by }),
      () => t.correct(id, report, {}, { by }),
      () => t.withdraw(id, report, { by }),
      () => t.answer(id, report, 'confirmed', { by }),
      () => t.comment(id, { text: '意見' }, { by }),
    ]
    for (const act of acts) expect(refusal(act)).toBe('not_allowed')
    expect(t.events).toHaveLength(3)
  })

  it("a member makes proposals for the own cohort's year only, and carries on for it only", () => {
    const t = town()
    const by = t.researcher(2022)
    expect(t.propose({ cohort: 2022 }, { by })).toBeDefined()
    expect(refusal(() => t.propose({ cohort: 2021 }, { by }))).toBe('not_allowed')
    const id = t.propose({ cohort: 2018 })
    expect(refusal(() => t.carryOn(id, 2021, { by }))).toBe('not_allowed')
    t.carryOn(id, 2022, { by })
    expect(t.proposal(id).carriedBy).toEqual([2022])
  })

  it('the history tells in which role somebody acted, and never a name', () => {
    const t = town()
    const by = t.researcher(2021)
    const id = t.propose({ cohort: 2021 })
    t.tell(id, {}, { by })
    expect(t.events.at(-1)?.by).toEqual({
      kind: 'person',
      memberId: by.memberId,
      role: 'alumnus',
      cohort: 2021,
      channel: 'web',
    })
  })
})
