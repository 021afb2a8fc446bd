import type { Request } from './client.ts'
import { THEMES, textOf } from './phrases.ts'
import type { Place } from './places.ts'
import type { Random } from './random.ts'

/**
 * What is measured: the register's five everyday operations, and before them `health`, one read of
 * one item: what HTTP, SDK and engine cost on this machine at this moment whatever is asked.
 */
export const OPERATIONS = ['health', 'list', 'detail', 'overview', 'search', 'report'] as const
export type OperationName = (typeof OPERATIONS)[number]

/** A request of one kind, uniformly spread over the municipalities and their proposals. */
export function requestFor(name: OperationName, places: readonly Place[], random: Random): Request {
  const { code, proposals } = random.pick(places)
  const base = `/api/m/${code}`
  switch (name) {
    case 'health':
      return { method: 'GET', path: '/api/health' }
    case 'list':
      return { method: 'GET', path: `${base}/proposals?limit=20` }
    case 'detail':
      return { method: 'GET', path: `${base}/proposals/${random.pick(proposals)}` }
    case 'overview':
      return { method: 'GET', path: `${base}/overview` }
    case 'search': {
      const words = encodeURIComponent(`${random.pick(THEMES)} ${random.pick(SEARCHED)}`)
      return { method: 'GET', path: `${base}/proposals?q=${words}&limit=20` }
    }
    case 'report':
      return {
        method: 'POST',
        path: `${base}/proposals/${random.pick(proposals)}/reports`,
        input: reportOf(random),
      }
  }
}

const SEARCHED = [
  '研修',
  'けんしゅう',
  'ワークショップ',
  '職員',
  '窓口',
  'アンケート',
  '人事課',
] as const

/** A report with a text of 300 characters. */
function reportOf(random: Random) {
  return {
    kind: 'report',
    outcome: 'stalled',
    manner: 'paused',
    asOf: { precision: 'fiscal_year', date: '2025' },
    factors: ['lack_of_time_or_staff'],
    reason: textOf(random, 300),
  }
}
