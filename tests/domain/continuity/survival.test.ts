import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Followed,
  kaplanMeier,
  shareAt,
} from '../../../functions/domain/continuity/survival.ts'

/**
 * The 6-MP arm of Freireich et al. (Blood 21, 1963, 699–716), weeks of remission; a plus is censored.
 * As reprinted with its Kaplan–Meier table in Kleinbaum and Klein, Survival Analysis (3rd ed. 2012), ch. 2.
 */
const SIX_MP = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
const followed: Followed[] = SIX_MP.split(' ').map((text) => ({
  years: Number.parseInt(text, 10),
  ended: !text.endsWith('+'),
}))

describe('the share still going', () => {
  it('is the published table of the 6-MP arm: weeks, number at risk, endings, share, standard error', () => {
    const table = kaplanMeier(followed).map(({ years, atRisk, ended, share, error }) => [
      years,
      atRisk,
      ended,
      Number(share.toFixed(3)),
      Number(error?.toFixed(4)),
    ])
    expect(table).toEqual([
      [6, 21, 3, 0.857, 0.0764],
      [7, 17, 1, 0.807, 0.0869],
      [10, 15, 1, 0.753, 0.0963],
      [13, 12, 1, 0.69, 0.1068],
      [16, 11, 1, 0.627, 0.1141],
      [22, 7, 1, 0.538, 0.1282],
      [23, 6, 1, 0.448, 0.1346],
    ])
  })

  it('has the plain interval of Greenwood’s error, cut off at nothing and at all', () => {
    const [first] = kaplanMeier(followed)
    expect(first?.low).toBeCloseTo(0.7074, 3)
    expect(first?.high).toBe(1)
    const last = kaplanMeier(followed).at(-1)
    expect(last?.low).toBeCloseTo(0.1843, 3)
    expect(last?.high).toBeCloseTo(0.712, 3)
  })

  it('is told at a time, with how many are still followed, and not beyond the last of them', () => {
    expect(shareAt(followed, 5)).toEqual({ share: 1, atRisk: 21 })
    expect(shareAt(followed, 22)).toMatchObject({ atRisk: 7 })
    expect(shareAt(followed, 35)?.atRisk).toBe(1)
    expect(shareAt(followed, 36)).toBeUndefined()
  })

  it('has no interval where nothing is left', () => {
    const [step] = kaplanMeier([1, 1, 1].map((years) => ({ years, ended: true })))
    expect(step).toEqual({ years: 1, atRisk: 3, ended: 3, share: 0 })
  })

  it('without anything censored is the plain share, and never rises', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(times, (years) => {
        const all = years.map((each) => ({ years: each, ended: true }))
        let before = 1
        for (const step of kaplanMeier(all)) {
          const left = years.filter((each) => each > step.years).length
          expect(step.share).toBeCloseTo(left / years.length, 9)
          expect(step.share).toBeLessThanOrEqual(before)
          before = step.share
        }
      }),
    )
  })
})
