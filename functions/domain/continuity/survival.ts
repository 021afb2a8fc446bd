/** One subject: how long it was followed, and whether what was waited for came at the end. */
export type Followed = { years: number; ended: boolean }

/** One step of the curve, at a time at which something ended. */
export type Step = {
  years: number
  /** Still under observation just before. */
  atRisk: number
  /** Ended at this time. */
  ended: number
  /** The share still going after it. */
  share: number
  /** Greenwood's standard error; none where nothing is left, as the formula then divides by zero. */
  error?: number
  low?: number
  high?: number
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959964

/**
 * The Kaplan–Meier estimate of the share still going, with Greenwood's variance and the plain 95 %
 * interval cut off at 0 and 1. A subject that is censored at the time of an ending counts as still at
 * risk there.
 *
 * E. L. Kaplan, P. Meier: Nonparametric Estimation from Incomplete Observations. Journal of the American
 * Statistical Association 53 (1958), 457–481. M. Greenwood: The Natural Duration of Cancer. Reports on
 * Public Health and Medical Subjects 33 (1926). Checked against the 6-MP arm of E. J. Freireich et al.,
 * Blood 21 (1963), 699–716, in `tests/domain/continuity/survival.test.ts`.
 */
export function kaplanMeier(followed: readonly Followed[]): Step[] {
  const times = [...new Set(followed.flatMap(({ years, ended }) => (ended ? [years] : [])))]
  let share = 1
  let sum = 0
  return times
    .sort((a, b) => a - b)
    .map((years) => {
      const atRisk = atRiskAt(followed, years)
      const ended = followed.filter((one) => one.ended && one.years === years).length
      share *= 1 - ended / atRisk
      if (ended === atRisk) return { years, atRisk, ended, share: 0 }
      sum += ended / (atRisk * (atRisk - ended))
      const error = share * Math.sqrt(sum)
      const [low, high] = [Math.max(0, share - Z * error), Math.min(1, share + Z * error)]
      return { years, atRisk, ended, share, error, low, high }
    })
}

/** How many were followed at least so long. */
export function atRiskAt(followed: readonly Followed[], years: number): number {
  return followed.filter((one) => one.years >= years).length
}

/**
 * The share still going after so many years; nothing once nobody is followed so long. Before the first
 * ending there is no interval: Greenwood's would have no width.
 */
export function shareAt(
  followed: readonly Followed[],
  years: number,
): { share: number; low?: number; high?: number; atRisk: number } | undefined {
  const atRisk = atRiskAt(followed, years)
  if (atRisk === 0) return undefined
  const step = kaplanMeier(followed).findLast((one) => one.years <= years)
  if (!step) return { share: 1, atRisk }
  const { share, low, high } = step
  return {
    share,
    ...(low !== undefined && high !== undefined && { low, high }),
    atRisk,
  }
}
