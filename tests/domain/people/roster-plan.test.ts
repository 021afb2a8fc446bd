import { describe, expect, it, test } from 'vitest'
import { parseDay } from '../../../functions/domain/calendar.ts'
import { rosterOf } from '../../../functions/domain/people/roster.ts'
import {
  addMember,
  changeMember,
  transferMember,
} from '../../../functions/domain/people/roster-changes.ts'
import { planRoster } from '../../../functions/domain/people/roster-plan.ts'
import type { Sheet } from '../../../functions/domain/people/sheet.ts'
import { planTransfers } from '../../../functions/domain/people/transfer-plan.ts'
import { noon, type Town, town, wrongFields } from '../build.ts'

const TODAY = '2023-02-01'
const NOW = noon(TODAY)
const HEADER = ['氏名', '所属', '役割', '研究生年度', 'メールアドレス', '職員番号']

const plan = (t: Town, ...rows: Sheet) =>
  planRoster(t.register, [HEADER, ...rows], { today: TODAY, pointer: '/contentBase64' })
const fates = (t: Town, ...rows: Sheet) => plan(t, ...rows).rows.map(({ fate }) => fate)
const faults = (t: Town, ...rows: Sheet) =>
  plan(t, ...rows).rows.flatMap(({ row, errors }) =>
    errors.map(({ column, code }) => `${row} ${column ?? '-'} ${code}`),
  )

/** Does what a page does with a plan: one write per row. */
function carriedOut(t: Town, sheet: Sheet): void {
  for (const { fate, input, edit, memberId = '', edition = 0 } of plan(t, ...sheet).rows) {
    if (fate === 'add' && input)
      t.manage((register, deed) => addMember(register, input, deed), { now: NOW })
    if (fate === 'change' && edit)
      t.manage((register, deed) => changeMember(register, { memberId, edit, edition }, deed), {
        now: NOW,
      })
  }
}

const PEOPLE: Sheet = [
  ['沼津 一郎', '市民課', '研究生', '令和4年度', 'ichiro@example.jp', '001'],
  ['沼津 二郎', '税務課', 'マネ友', '平成30年度、令和元年度', '', '002'],
  ['人事 花子', '人事課', '派遣元', '', 'shared@example.jp', ''],
  ['副 市長', '', '首長・経営層', '', '', ''],
  ['所管 太郎', '健康課', '担当者', '', 'shared@example.jp', ''],
]

describe('a file of people', () => {
  it('adds who is not there, in their roles', () => {
    const { rows } = plan(town(), ...PEOPLE)
    expect(rows.map(({ row, fate }) => [row, fate])).toEqual(
      [2, 3, 4, 5, 6].map((row) => [row, 'add']),
    )
    expect(rows.map(({ input }) => input?.roles)).toEqual([
      [{ role: 'member', cohort: 2022, from: '2022-04-01' }],
      [
        { role: 'member', cohort: 2018, from: '2018-04-01' },
        { role: 'member', cohort: 2019, from: '2019-04-01' },
      ],
      [{ role: 'hr', from: TODAY }],
      [{ role: 'executive', from: TODAY }],
      [],
    ])
    expect(rows[0]?.input).toMatchObject({
      name: '沼津 一郎',
      office: '市民課',
      email: 'ichiro@example.jp',
      staffNumber: '001',
    })
  })

  it('changes nothing the second time, on a later day too', () => {
    const t = town()
    carriedOut(t, PEOPLE)
    expect(fates(t, ...PEOPLE)).toEqual(PEOPLE.map(() => 'same'))
    const later = planRoster(t.register, [HEADER, ...PEOPLE], {
      today: '2024-05-01',
      pointer: '/contentBase64',
    })
    expect(later.rows.map(({ fate }) => fate)).toEqual(PEOPLE.map(() => 'same'))
  })

  it('that was broken off goes on where it stopped', () => {
    const t = town()
    carriedOut(t, PEOPLE.slice(0, 2))
    expect(fates(t, ...PEOPLE)).toEqual(['same', 'same', 'add', 'add', 'add'])
  })

  it('changes what differs and says nothing of what it leaves empty', () => {
    const t = town()
    carriedOut(t, PEOPLE)
    const changed: Sheet = [
      ['沼津 改姓', '福祉課', '派遣元', '', '', '001'],
      ['人事花子', '', '', '', 'SHARED@example.jp', '900'],
    ]
    const [first, second] = plan(t, ...changed).rows
    expect(first).toMatchObject({
      fate: 'change',
      name: '沼津 一郎',
      edit: {
        name: '沼津 改姓',
        office: '福祉課',
        roles: [{ role: 'member', cohort: 2022 }, { role: 'hr' }],
      },
    })
    expect(second?.edit).toEqual({ staffNumber: '900' })
    carriedOut(t, changed)
    expect(fates(t, ...changed)).toEqual(['same', 'same'])
  })

  it('moves who has moved before to the office that the file names', () => {
    const t = town()
    carriedOut(t, PEOPLE)
    const id = [...t.register.members.values()].find(({ staffNumber }) => staffNumber === '001')?.id
    t.place(id ?? '', { moves: [{ office: '税務課', on: '2022-10-01' }] })
    const row = ['沼津 一郎', '福祉課', '', '', '', '001']
    expect(plan(t, row).rows[0]?.edit).toEqual({
      moves: [
        { office: '税務課', on: '2022-10-01' },
        { office: '福祉課', on: TODAY },
      ],
    })
    carriedOut(t, [row])
    expect(fates(t, row)).toEqual(['same'])
  })

  it('never guesses between two people', () => {
    const t = town()
    const two: Sheet = [
      ['同姓 同名', '一課', '研究生', '令和4年度', '', '101'],
      ['同姓 同名', '二課', '研究生', '令和4年度', '', '102'],
    ]
    carriedOut(t, two)
    expect(t.register.members.size).toBe(3)
    expect(faults(t, ['同姓　同名', '', '研究生', 'R4', '', ''])).toEqual(['2 氏名 ambiguous_row'])
    expect(fates(t, ['同姓同名', '', '研究生', 'R4', '', '102'])).toEqual(['same'])
  })

  it('takes somebody with another staff number for somebody else', () => {
    const t = town()
    carriedOut(t, PEOPLE)
    expect(fates(t, ['沼津 一郎', '', '研究生', '令和4年度', '', '777'])).toEqual(['add'])
  })

  it('refuses rows that can not be meant, each with its row and column', () => {
    const t = town()
    expect(
      faults(
        t,
        ['', '市民課', '', '', '', ''],
        ['名', '', '町長代理', '', '', ''],
        ['名', '', '研究生', '', '', ''],
        ['名', '', '研究生', '去年', '', ''],
        ['名', '', '研究生', '令和2年度', '', ''],
        ['名', '', '', '', 'どこか', ''],
        ['い'.repeat(201), '', '', '', '', ''],
        ['名', '', 'マネ友', '令和4年度', '', ''],
        ['名', '', '部会事務局・幹事', '', '', ''],
      ),
    ).toEqual([
      '2 氏名 required',
      '3 役割 unknown_value',
      '4 研究生年度 required',
      '5 研究生年度 invalid',
      '6 研究生年度 cohort_unknown',
      '7 メールアドレス invalid',
      '8 氏名 too_long',
      '9 研究生年度 in_future',
      '10 役割 unknown_value',
    ])
  })

  it('tells every error of a row at once, each with its column', () => {
    const t = town()
    carriedOut(t, PEOPLE)
    expect(
      faults(
        t,
        ['新人', '市民課', '研究生', '令和8年度', 'taro@example.jp', '500'],
        ['', '', '部長', '令和2年度', 'どこか', '501'],
        ['別人', '', '部長', '', '', '500'],
        ['沼津 一郎', '', '研究生', '令和2年度', 'どこか', '001'],
      ),
    ).toEqual([
      '2 研究生年度 cohort_unknown',
      ...['3 役割 unknown_value', '3 氏名 required', '3 メールアドレス invalid'],
      '3 研究生年度 cohort_unknown',
      '4 役割 unknown_value',
      ...['5 メールアドレス invalid', '5 研究生年度 cohort_unknown'],
    ])
    // Who was erased has no name, and is nobody a row without one could mean.
    t.place(t.hr.memberId, { name: '', erased: { at: NOW, why: 'request', texts: true } })
    expect(faults(t, ['', '', '', '', '', ''], ['', '', '派遣元', '', '', ''])).toEqual([
      '3 氏名 required',
    ])
    const [, again] = plan(t, PEOPLE[0] ?? [], ['沼津 一郎', '', '部長', '', '', '001']).rows
    expect(again?.errors.map(({ code }) => code)).toEqual(['unknown_value', 'duplicate_row'])
  })

  it('tells how long a text may be', () => {
    const [row] = plan(town(), ['い'.repeat(201), '', '', '', '', '']).rows
    expect(row?.errors).toEqual([{ column: '氏名', code: 'too_long', params: { max: 200 } }])
  })

  it('takes each person once, and says where the first row stands', () => {
    const row = ['沼津 一郎', '市民課', '研究生', '令和4年度', '', '001']
    const rows = plan(town(), row, ['', '', '', '', '', ''], row).rows
    expect(rows.map(({ row: at, fate }) => [at, fate])).toEqual([
      [2, 'add'],
      [4, 'error'],
    ])
    expect(rows[1]?.errors).toEqual([{ column: '氏名', code: 'duplicate_row', params: { row: 2 } }])
  })

  it('reads English headers in any order, below a title, and names the columns it ignores', () => {
    const sheet = [
      ['Roster 2022', '', ''],
      [],
      ['E-Mail', 'Ｎａｍｅ（required）', 'Shoe size', 'Cohort year', 'ROLE'],
      ['a@example.jp', 'Ichiro', '27', '2022', 'Member'],
    ]
    const read = planRoster(town().register, sheet, { today: TODAY, pointer: '/x' })
    expect(read.ignored).toEqual(['Shoe size'])
    expect(read.rows).toMatchObject([
      { row: 4, fate: 'add', input: { name: 'Ichiro', email: 'a@example.jp' } },
    ])
  })

  it('without names, or with too many rows, is refused as a whole', () => {
    const t = town()
    const planned = (sheet: Sheet) => () =>
      planRoster(t.register, sheet, { today: TODAY, pointer: '/x' })
    expect(wrongFields(planned([['所属'], ['市民課']]))).toEqual(['/x column_missing'])
    expect(wrongFields(planned([]))).toEqual(['/x column_missing'])
    const many = Array.from({ length: 2001 }, (_, at) => [`人 ${at}`])
    expect(wrongFields(planned([['氏名'], ...many]))).toEqual(['/x too_many'])
    expect(planned([['氏名'], ...many.slice(1)])().rows).toHaveLength(2000)
  })
})

describe('a list of transfers', () => {
  const LIST = ['職員番号', '氏名', '異動先', '異動日', '退職']
  const planned = (t: Town, ...rows: Sheet) =>
    planTransfers(t.register, [LIST, ...rows], { today: TODAY, pointer: '/x' }).rows
  const roster = () => {
    const t = town()
    carriedOut(t, PEOPLE)
    return t
  }

  it('moves people and lets them go, and changes nothing the second time', () => {
    const t = roster()
    const rows: Sheet = [
      ['001', '', '福祉課', '令和5年4月1日', ''],
      ['', '人事 花子', '秘書課', '2023/4/1', 'いいえ'],
      ['002', '沼津 二郎', '', '2023-03-31', '○'],
    ]
    const plans = planned(t, ...rows)
    expect(plans).toMatchObject([
      { fate: 'move', office: '市民課', transfer: { office: '福祉課', on: '2023-04-01' } },
      { fate: 'move', name: '人事 花子', transfer: { office: '秘書課', on: '2023-04-01' } },
      { fate: 'leave', transfer: { leaves: true, on: '2023-03-31' } },
    ])
    for (const { memberId = '', transfer } of plans)
      if (transfer)
        t.manage((register, deed) => transferMember(register, { memberId, transfer }, deed))
    expect(planned(t, ...rows).map(({ fate }) => fate)).toEqual(['same', 'same', 'same'])
  })

  it('says of whom HR’s role stays with outside the dispatcher’s office', () => {
    const t = town({
      offices: [
        { name: '人事課', endedOn: '2023-04-01', successors: ['人財課'] },
        { name: '人財課' },
      ],
    })
    t.place(t.hr.memberId, { office: '人事課' })
    const { name = '' } = t.register.members.get(t.hr.memberId) ?? {}
    const keeps = (office: string, leaves = '') =>
      planned(t, ['', name, office, '2023-04-01', leaves])[0]?.keepsHr
    expect(keeps('税務課')).toBe(true)
    expect(keeps('人財課')).toBeUndefined()
    expect(keeps('', '退職')).toBeUndefined()
    const marked = (day: string) =>
      rosterOf(t.register, { now: noon(day), lastSignIns: new Map() }).map(
        ({ hrElsewhere }) => hrElsewhere,
      )
    t.place(t.hr.memberId, { moves: [{ office: '税務課', on: '2023-04-01' }] })
    expect(marked('2023-03-31')).toEqual([false])
    expect(marked('2023-05-01')).toEqual([true])
    t.place(t.hr.memberId, { roles: [{ role: 'hr', from: '2018-04-01', to: '2023-03-31' }] })
    expect(marked('2023-05-01')).toEqual([false])
  })

  it('refuses rows that can not be meant, each with its row and column', () => {
    const t = roster()
    const found = planned(
      t,
      ['', '知らない 人', '福祉課', '2023-04-01', ''],
      ['001', '', '', '2023-04-01', ''],
      ['002', '', '福祉課', '2023-02-30', ''],
      ['', '副市長', '福祉課', '', ''],
      ['', '所管 太郎', '福祉課', '2023-04-01', '退職'],
      ['001', '', '課'.repeat(201), '2023-04-01', ''],
    )
    expect(
      found.flatMap(({ row, errors }) => errors.map(({ column, code }) => [row, column, code])),
    ).toEqual([
      [2, '氏名', 'not_found'],
      [3, '異動先', 'required'],
      [4, '異動日', 'no_such_date'],
      [5, '異動日', 'required'],
      [6, '退職', 'invalid'],
      [7, '異動先', 'too_long'],
    ])
    expect(found.at(-1)?.errors[0]?.params).toEqual({ max: 200 })
  })
})

test.each([
  ['2026-04-01', '2026-04-01'],
  ['２０２６／４／１', '2026-04-01'],
  ['2026年4月1日', '2026-04-01'],
  ['令和8年4月1日', '2026-04-01'],
  ['令和元年5月1日', '2019-05-01'],
  ['R8.4.1', '2026-04-01'],
  ['平成31年4月1日', '2019-04-01'],
  ['2026-02-29', undefined],
  ['8.4.1', undefined],
  ['来年4月', undefined],
])('「%s」 is the day %s', (text, day) => {
  expect(parseDay(text)).toBe(day)
})
