import { describe, expect, it } from 'vitest'
import {
  type Viewpoint,
  viewpointAt,
  viewpointOf,
} from '../../../functions/domain/outcomes/standing.ts'
import type { Actor } from '../../../functions/domain/people/people.ts'
import { detailOf } from '../../../functions/domain/proposals/detail.ts'
import { listProposals } from '../../../functions/domain/proposals/list.ts'
import { ProposalDetail } from '../../../functions/domain/views.ts'
import { noon, type Town, town, wrongFields } from '../build.ts'

const NOW = noon('2023-02-01')
function detail(
  t: Town,
  id: string,
  { actor = t.hr, viewpoint = viewpointAt(NOW) } = {} as {
    actor?: Actor
    viewpoint?: Viewpoint
  },
) {
  return detailOf(t.register, t.proposal(id), { viewpoint, actor, now: NOW })
}

describe('one proposal', () => {
  it('is shown as its schema says', () => {
    const t = town()
    const id = t.propose({ themes: ['対話'], steward: { office: '人事課' } })
    t.tell(id)
    t.comment(id, { text: '意見' })
    expect(() => ProposalDetail.parse(detail(t, id))).not.toThrow()
  })

  it('keeps its whole history at any viewpoint, and tells which report held then', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 }, { now: noon('2022-01-10') })
    const first = t.tell(id, { asOf: '2021' }, { now: noon('2023-01-10') })
    const second = t.correct(
      id,
      first,
      { outcome: 'stalled', manner: 'paused', asOf: '2021' },
      { now: noon('2023-01-20') },
    )
    const now = detail(t, id)
    expect(now.standing).toMatchObject({ code: 'stalled', reportId: second })
    expect(now.reports[first]).toMatchObject({ holding: false, valid: false, permitted: [] })
    expect(now.reports[second]).toMatchObject({ holding: true, valid: true })
    const viewpoint = { day: '2023-01-15', knownAt: noon('2023-01-15') }
    const then = detail(t, id, { viewpoint })
    expect(then.standing).toMatchObject({ code: 'continued', reportId: first })
    expect(then.reports[first]).toMatchObject({ holding: true, valid: true })
    expect(then.reports[second]).toMatchObject({ holding: false, valid: false })
    expect(then.proposal.reports).toHaveLength(2)
  })

  it('is shown with whoever carried it then, and with the questions of then', () => {
    const t = town()
    const id = t.propose(
      { cohort: 2018, steward: { office: '人事課' } },
      { now: noon('2022-01-10') },
    )
    const asker = t.researcher(2022)
    t.place(t.hr.memberId, { email: 'hr@numazu.example' })
    const question = t.ask(
      id,
      { via: 'dispatcher', text: 'なぜですか', dueOn: '2022-06-15' },
      { by: asker, now: noon('2022-06-01') },
    )
    t.write(id, question, '後任がいません', { now: noon('2022-06-20') })
    t.carryOn(id, 2021, { now: noon('2022-06-20') })
    t.handOver(id, { to: { office: '税務課' } }, { now: noon('2022-06-20') })
    t.handOver(id, { to: null }, { now: noon('2022-06-25') })
    const seen = (viewpoint: Viewpoint) => {
      const { proposal, questions } = detail(t, id, { viewpoint })
      const { waitsFor, overdue } = questions[question] ?? {}
      return [proposal.steward?.office, proposal.carriedBy, waitsFor, overdue]
    }
    const asKnownOn = (day: string) => seen(viewpointOf({ knownAt: day }, NOW))
    expect(asKnownOn('2022-05-31')).toEqual(['人事課', [], undefined, undefined])
    expect(asKnownOn('2022-06-01')).toEqual(['人事課', [], 'asked', false])
    expect(asKnownOn('2022-06-16')).toEqual(['人事課', [], 'asked', true])
    expect(asKnownOn('2022-06-20')).toEqual(['税務課', [2021], 'asker', false])
    expect(seen(viewpointOf({}, NOW))).toEqual([undefined, [2021], 'asker', false])
    // What one knows today of an earlier day.
    expect(seen({ day: '2022-06-16', knownAt: NOW })).toEqual(['人事課', [2021], 'asked', true])
    const rows = (viewpoint: Viewpoint) =>
      listProposals(t.register, {}, { viewpoint, limit: 20 }).rows
    expect(rows(viewpointOf({ knownAt: '2022-06-16' }, NOW))).toMatchObject([
      { steward: { office: '人事課' }, carriedBy: [] },
    ])
  })

  it('offers exactly what the reader may do today, with it and with each report', () => {
    const t = town()
    const alumnus = t.researcher(2021)
    const id = t.propose({ cohort: 2021 })
    const own = t.tell(id, {}, { by: alumnus })
    const hrs = t.tell(id)
    const seen = (actor: Actor) => {
      const { permitted, reports } = detail(t, id, { actor })
      return [permitted, reports[own]?.permitted, reports[hrs]?.permitted]
    }
    expect(seen(alumnus)).toEqual([
      [
        'register.read',
        'shared.read',
        'report.record',
        'comment.record',
        'steward.take_over',
        'question.ask',
      ],
      ['report.correct', 'report.withdraw'],
      ['report.confirm'],
    ])
    expect(seen(t.hr).slice(1)).toEqual([
      ['report.correct', 'report.withdraw', 'report.confirm'],
      ['report.correct', 'report.withdraw'],
    ])
    expect(seen(t.person({ role: 'executive', from: '2018-04-01' }))).toEqual([
      ['register.read', 'register.export', 'shared.read', 'history.read'],
      [],
      [],
    ])
  })

  it('names people inside the municipality only through its roster', () => {
    const t = town()
    const by = t.researcher(2021)
    const id = t.propose({ cohort: 2021 })
    t.tell(id, {}, { by })
    const { name } = t.register.members.get(by.memberId) ?? {}
    expect(detail(t, id).standing.by).toEqual({ role: 'alumnus', cohort: 2021, name })
  })
})

describe('lineage', () => {
  it('is read from both ends', () => {
    const t = town()
    const old = t.propose({ cohort: 2018, title: '古い取組' })
    const young = t.propose({ cohort: 2021, title: '新しい取組' })
    t.link(young, { kind: 'retries', to: old, part: 'ア' })
    expect(detail(t, young).lineage).toMatchObject([
      { kind: 'retries', direction: 'outgoing', part: 'ア', proposal: { id: old, cohort: 2018 } },
    ])
    expect(detail(t, old).lineage).toMatchObject([
      { kind: 'retries', direction: 'incoming', proposal: { id: young, title: '新しい取組' } },
    ])
  })

  it('is shown as it was known: a link that was taken back is still seen before', () => {
    const t = town()
    const old = t.propose({ cohort: 2018 }, { now: noon('2023-01-01') })
    const young = t.propose({ cohort: 2021 }, { now: noon('2023-01-01') })
    t.link(young, { kind: 'succeeds', to: old }, { now: noon('2023-01-10') })
    t.unlink(young, { kind: 'succeeds', to: old }, { now: noon('2023-01-20') })
    const links = (day: string) =>
      [young, old].map((id) => detail(t, id, { viewpoint: viewpointAt(noon(day)) }).lineage.length)
    expect(links('2023-01-09')).toEqual([0, 0])
    expect(links('2023-01-10')).toEqual([1, 1])
    expect(links('2023-01-20')).toEqual([0, 0])
  })
})

describe('a prerequisite', () => {
  it('flags the proposal while it stalls or was never started, and only then', () => {
    const t = town()
    const ground = t.propose({ cohort: 2018, title: '下地' })
    const id = t.propose({ cohort: 2021 })
    t.link(id, { kind: 'requires', to: ground })
    const flags = () => detail(t, id).brokenPrerequisites
    const tell = (said: object) => t.tell(ground, { ...said, asOf: '2022' })
    expect(flags()).toEqual([])
    tell({ outcome: 'stalled', manner: 'paused' })
    expect(flags()).toEqual([{ id: ground, title: '下地' }])
    tell({ outcome: 'never_started', manner: 'dropped' })
    expect(flags()).toEqual([{ id: ground, title: '下地' }])
    tell({ outcome: 'continued', manner: 'reduced' })
    expect(flags()).toEqual([])
    tell({ outcome: 'completed' })
    expect(flags()).toEqual([])
  })

  it('is not what a proposal succeeds or retries', () => {
    const t = town()
    const old = t.propose({ cohort: 2018 })
    const id = t.propose({ cohort: 2021 })
    t.tell(old, { outcome: 'stalled', manner: 'ended' })
    t.link(id, { kind: 'retries', to: old })
    expect(detail(t, id).brokenPrerequisites).toEqual([])
    expect(detail(t, old).brokenPrerequisites).toEqual([])
  })
})

describe('a viewpoint', () => {
  it('is today as known now, unless a day or an instant is asked for', () => {
    expect(viewpointOf({}, NOW)).toEqual({ day: '2023-02-01', knownAt: NOW })
    expect(viewpointOf({ asOf: '2022-06-30' }, NOW)).toEqual({ day: '2022-06-30', knownAt: NOW })
  })

  it('as known on a day means by its end in Tokyo', () => {
    expect(viewpointOf({ asOf: '2022-06-30', knownAt: '2023-01-26' }, NOW)).toEqual({
      day: '2022-06-30',
      knownAt: '2023-01-26T14:59:59.999Z',
    })
    expect(viewpointOf({ knownAt: '2023-01-26' }, NOW).day).toBe('2023-01-26')
    expect(viewpointOf({ knownAt: '2023-02-01' }, NOW).knownAt).toBe(NOW)
  })

  it('does not lie ahead', () => {
    expect(wrongFields(() => viewpointOf({ asOf: '2023-02-02' }, NOW))).toEqual(['/asOf in_future'])
    expect(wrongFields(() => viewpointOf({ knownAt: '2023-02-02' }, NOW))).toEqual([
      '/knownAt in_future',
    ])
    expect(wrongFields(() => viewpointOf({ knownAt: '2023-02-01T03:00:00.001Z' }, NOW))).toEqual([
      '/knownAt in_future',
    ])
  })
})
