import { describe, expect, it, test } from 'vitest'
import { officesToday } from '../../../functions/domain/municipalities/offices.ts'
import { viewpointAt } from '../../../functions/domain/outcomes/standing.ts'
import {
  isAdmitted,
  officeOn,
  presenceOn,
  rolesOf,
} from '../../../functions/domain/people/people.ts'
import { detailOf } from '../../../functions/domain/proposals/detail.ts'
import { listProposals } from '../../../functions/domain/proposals/list.ts'
import { orphaned } from '../../../functions/domain/proposals/stewardship.ts'
import { tasksOf } from '../../../functions/domain/tasks.ts'
import { noon, refusal, town, wrongFields } from '../build.ts'
import { carried, OFFICES } from '../carried.ts'

const TODAY = '2023-02-01'
const NOW = noon(TODAY)

describe('an office', () => {
  test.each([
    ['健康課', '2023-02-01', ['健康課']],
    ['市民課', '2022-03-31', ['市民課']],
    ['市民課', '2022-04-01', ['くらし課']],
    ['企画課', '2022-04-01', ['政策課', 'デジタル課']],
    ['広報課', '2022-04-01', []],
  ])('%s is on %s done by %j', (name, day, expected) => {
    expect(officesToday({ offices: OFFICES }, name, day)).toEqual(expected)
  })

  it('is followed through several reorganizations, and not around in circles', () => {
    const chain = [
      { name: '一', endedOn: '2020-04-01', successors: ['二'] },
      { name: '二', endedOn: '2021-04-01', successors: ['三', '一'] },
    ]
    expect(officesToday({ offices: chain }, '一', TODAY)).toEqual(['三'])
  })
})

describe('somebody of the roster', () => {
  it('is away until the last day of the absence, and gone from the first day after leaving', () => {
    const away = { away: { kind: 'leave', until: '2023-02-01' } } as const
    expect(presenceOn(away, '2023-02-01')).toBe('away')
    expect(presenceOn(away, '2023-02-02')).toBe('here')
    expect(presenceOn({ away: { kind: 'secondment' } }, '2030-01-01')).toBe('away')
    expect(presenceOn({ leftOn: '2023-04-01' }, '2023-03-31')).toBe('here')
    expect(presenceOn({ ...away, leftOn: '2023-01-01' }, '2023-02-01')).toBe('left')
  })

  it('who has left holds no role and is not let in; who is away still is', () => {
    const roles = [{ role: 'hr', from: '2018-04-01' }] as const
    const left = { roles: [...roles], leftOn: '2023-04-01' }
    expect(rolesOf(left, '2023-03-31')).toEqual([{ role: 'hr' }])
    expect(rolesOf(left, '2023-04-01')).toEqual([])
    expect(isAdmitted(left, '2023-03-31')).toBe(true)
    expect(isAdmitted(left, '2023-04-01')).toBe(false)
    expect(isAdmitted({ suspended: true }, '2023-04-01')).toBe(false)
    expect(isAdmitted({}, '2023-04-01')).toBe(true)
  })

  it('is in the office of the last move', () => {
    const moves = [
      { office: '二課', on: '2022-04-01' },
      { office: '三課', on: '2023-04-01' },
    ]
    const person = { office: '一課', moves }
    expect(officeOn(person, '2022-03-31')).toBe('一課')
    expect(officeOn(person, '2022-04-01')).toBe('二課')
    expect(officeOn(person, '2023-04-01')).toBe('三課')
  })
})

describe('a proposal is an orphan', () => {
  it('from the day its steward leaves', () => {
    const { t, id } = carried('健康課', { leftOn: '2023-02-01' })
    expect(orphaned(t.register, t.proposal(id), '2023-01-31')).toBeUndefined()
    expect(orphaned(t.register, t.proposal(id), '2023-02-01')).toBe('person_left')
  })

  it('from the day its steward moves to another office, but not where the office was renamed', () => {
    const moved = carried('健康課', { moves: [{ office: '税務課', on: '2023-02-01' }] })
    expect(orphaned(moved.t.register, moved.t.proposal(moved.id), '2023-01-31')).toBeUndefined()
    expect(orphaned(moved.t.register, moved.t.proposal(moved.id), TODAY)).toBe('person_moved')
    const renamed = carried('市民課', { moves: [{ office: 'くらし課', on: '2022-04-01' }] })
    expect(orphaned(renamed.t.register, renamed.t.proposal(renamed.id), TODAY)).toBeUndefined()
  })

  it('not where the office was renamed once more than the roster of its steward knows', () => {
    const offices = [
      { name: '市民課', endedOn: '2020-04-01', successors: ['くらし課'] },
      { name: 'くらし課', endedOn: '2022-04-01', successors: ['生活課'] },
    ]
    const t = town({ offices })
    const steward = t.person()
    t.place(steward.memberId, { office: 'くらし課' })
    const id = t.propose({ steward: { office: '市民課', memberId: steward.memberId } })
    expect(orphaned(t.register, t.proposal(id), TODAY)).toBeUndefined()
  })

  it('where its office was divided or ended, not where it has one successor', () => {
    const t = town({ offices: OFFICES })
    const gone = (office: string) =>
      orphaned(t.register, t.proposal(t.propose({ steward: { office } })), TODAY)
    expect(gone('市民課')).toBeUndefined()
    expect(gone('健康課')).toBeUndefined()
    expect(gone('企画課')).toBe('office_ended')
    expect(gone('広報課')).toBe('office_ended')
  })

  it('not while its steward is away, and not where it never had one', () => {
    const { t, id } = carried('健康課', { away: { kind: 'parental_leave' } })
    expect(orphaned(t.register, t.proposal(id), TODAY)).toBeUndefined()
    expect(orphaned(t.register, t.proposal(t.propose()), TODAY)).toBeUndefined()
  })

  it('until somebody takes it over', () => {
    const { t, id } = carried('健康課', { leftOn: '2023-01-01' })
    const fellow = t.researcher(2021)
    t.place(fellow.memberId, { office: '税務課' })
    t.takeOver(id, { note: '引き受けます' }, { by: fellow, now: NOW })
    expect(orphaned(t.register, t.proposal(id), TODAY)).toBeUndefined()
    expect(t.proposal(id).steward).toEqual({ office: '税務課', memberId: fellow.memberId })
  })

  it('and its row, its list and its detail say so today, and not of the past', () => {
    const { t, id } = carried('健康課', { leftOn: '2023-01-20' })
    t.propose()
    const list = (viewpoint = viewpointAt(NOW), wanted = true) =>
      listProposals(t.register, { orphaned: wanted }, { viewpoint, limit: 20 }).rows
    expect(list()).toMatchObject([{ id, orphaned: 'person_left' }])
    expect(list(viewpointAt(NOW), false)).toHaveLength(1)
    expect(list({ day: '2023-01-25', knownAt: NOW })).toEqual([])
    const detail = detailOf(t.register, t.proposal(id), {
      viewpoint: viewpointAt(NOW),
      actor: t.hr,
      now: NOW,
    })
    expect(detail).toMatchObject({ orphaned: 'person_left', cohortUnreachable: true })
  })

  it('waits for HR and for the cohort to find a steward, and for nobody else', () => {
    const { t, id } = carried('健康課', { leftOn: '2023-01-20' })
    const wanted = (actor: typeof t.hr) =>
      tasksOf(t.register, actor, NOW).filter(({ kind }) => kind === 'find_steward')
    expect(wanted(t.hr)).toMatchObject([{ proposal: { id, orphaned: 'person_left' } }])
    expect(wanted(t.researcher(2021))).toHaveLength(1)
    expect(wanted(t.researcher(2018))).toEqual([])
    expect(wanted(t.person({ role: 'executive', from: '2018-04-01' }))).toEqual([])
    t.handOver(id, { to: { office: '税務課' } }, { now: NOW })
    expect(wanted(t.hr)).toEqual([])
  })
})

describe('handing over and taking over', () => {
  it('keeps who carried it before, and the note for whoever comes next', () => {
    const { t, id, steward } = carried()
    const before = t.proposal(id).steward
    t.handOver(id, { to: { office: '税務課' }, note: '資料は共有フォルダーに' }, { by: steward })
    expect(t.proposal(id)).toMatchObject({
      steward: { office: '税務課' },
      handovers: [
        {
          from: before,
          to: { office: '税務課' },
          note: '資料は共有フォルダーに',
          by: { role: 'steward' },
        },
      ],
    })
    t.handOver(id, { to: null }, { now: NOW })
    expect(t.proposal(id).steward).toBeUndefined()
    expect(t.proposal(id).handovers).toHaveLength(2)
  })

  it('leaves no gap where the steward was changed by an edit', () => {
    const { t, id, steward } = carried()
    t.edit(id, { steward: { office: '総務課' } })
    expect(t.proposal(id).handovers).toMatchObject([
      { from: { office: '健康課', memberId: steward.memberId }, to: { office: '総務課' } },
    ])
  })

  it('tells the history without offices or notes', () => {
    const { t, id, steward } = carried()
    t.handOver(id, { to: { office: '税務課', memberId: steward.memberId }, note: '引継書あり' })
    const event = t.events.at(-1)
    expect(event?.type).toBe('steward_changed')
    expect(event?.data).toMatchObject({ to: { memberId: steward.memberId } })
    expect(JSON.stringify(event?.data)).not.toMatch(/課|引継書/)
    expect(Object.values(event?.texts ?? {}).toSorted()).toEqual(
      ['健康課', '引継書あり', '税務課'].toSorted(),
    )
  })

  it('is refused where nothing changes, to who has left, and to who may not', () => {
    const { t, id, steward } = carried()
    const gone = t.person()
    t.place(gone.memberId, { leftOn: '2022-04-01' })
    const to = t.proposal(id).steward ?? null
    expect(refusal(() => t.handOver(id, { to }))).toBe('nothing_changed')
    expect(
      wrongFields(() => t.handOver(id, { to: { office: '税務課', memberId: gone.memberId } })),
    ).toEqual(['/to/memberId person_left'])
    const stranger = '01900000-0000-7000-8000-999999999999'
    expect(
      wrongFields(() => t.handOver(id, { to: { office: '税務課', memberId: stranger } })),
    ).toEqual(['/to/memberId not_found'])
    const other = t.researcher(2018)
    expect(refusal(() => t.handOver(id, { to: null }, { by: other }))).toBe('not_allowed')
    expect(refusal(() => t.takeOver(id, {}, { by: other }))).toBe('not_allowed')
    expect(refusal(() => t.takeOver(id, {}, { by: steward }))).toBe('not_allowed')
  })

  it('needs to know in which office somebody is who takes over', () => {
    const { t, id } = carried()
    const fellow = t.researcher(2021)
    expect(refusal(() => t.takeOver(id, {}, { by: fellow }))).toBe('office_unknown')
    t.place(fellow.memberId, { office: '税務課' })
    t.takeOver(id, {}, { by: fellow })
    expect(refusal(() => t.takeOver(id, {}, { by: fellow }))).toBe('nothing_changed')
  })
})

describe('HR is the steward', () => {
  it('under the name its office had before a reorganization, and under the one it has since', () => {
    const renamed = [{ name: '人事課', endedOn: '2022-04-01', successors: ['職員課'] }]
    for (const office of ['人事課', '職員課']) {
      const t = town({ offices: renamed })
      const steward = t.person()
      t.place(steward.memberId, { office })
      const id = t.propose({ steward: { office, memberId: steward.memberId } })
      const report = t.tell(id, {}, { by: steward })
      expect(t.report(id, report).side).toBe('dispatcher')
    }
  })
})
