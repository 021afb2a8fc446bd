import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../functions/domain/municipalities/municipality.ts'
import { retentionOf } from '../../../functions/domain/personal-data/retention.ts'
import { noon, town } from '../build.ts'

test.each([
  // The first day without somebody who leaves with the fiscal year is the next one's first.
  ['2023-03-31', 2022],
  ['2023-04-01', 2022],
  ['2023-04-02', 2023],
])(
  'somebody gone from %s on was last here in fiscal %i, and past the period after it',
  (leftOn, lastYear) => {
    const t = town({ settings: { ...DEFAULT_SETTINGS, retentionYears: 5 } })
    const { memberId } = t.researcher(2021)
    t.place(memberId, { leftOn })
    const due = (day: string) => retentionOf(t.register, noon(day)).due
    expect(due(`${lastYear + 6}-03-31`)).toEqual([])
    expect(due(`${lastYear + 6}-04-01`)).toMatchObject([
      { id: memberId, lastYear, since: lastYear + 6 },
    ])
  },
)
