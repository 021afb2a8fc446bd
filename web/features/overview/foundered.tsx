import { Link } from '@tanstack/react-router'
import type { Overview } from '../../../functions/domain/proposals/overview.ts'
import { type Factor, FOUNDERED } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { ViewpointSearch } from '../register/search-params.ts'

/** What past proposals foundered on: factors by how many proposals name them, with the proposals. */
export function Foundered({
  code,
  overview,
  viewpoint,
}: {
  code: string
  overview: Overview
  viewpoint: ViewpointSearch
}) {
  const { t, words, dates } = useTexts()
  const byFactor = new Map<Factor, Pick<Overview['factors'][number], 'count' | 'newest'>>()
  for (const { factor, outcome, count, newest } of overview.factors) {
    if (!FOUNDERED.includes(outcome)) continue
    const known = byFactor.get(factor)
    byFactor.set(factor, {
      count: (known?.count ?? 0) + count,
      newest: [...(known?.newest ?? []), ...newest].sort((a, b) => b.cohort - a.cohort).slice(0, 5),
    })
  }
  // "Other" and "unknown" tell nothing by themselves, however many there are.
  const saysNothing = (factor: Factor) => factor === 'other' || factor === 'unknown'
  const factors = [...byFactor].sort(
    ([a, { count: countA }], [b, { count: countB }]) =>
      Number(saysNothing(a)) - Number(saysNothing(b)) || countB - countA,
  )
  if (factors.length === 0) return <EmptyState title={t.overview.nothingFoundered} />
  const most = Math.max(...factors.map(([, { count }]) => count))
  return (
    <ul className="space-y-3">
      {factors.map(([factor, { count, newest }]) => (
        <li key={factor} className="keep-together">
          <details className="rounded-8 border border-solid-gray-300 p-3">
            <summary>
              <span className="font-700">{words.factors[factor]}</span>{' '}
              <span className="whitespace-nowrap">{t.common.count(count)}</span>
              <svg
                aria-hidden="true"
                className="mt-2 block h-2 w-full"
                preserveAspectRatio="none"
                viewBox="0 0 100 1"
              >
                <rect width="100" height="1" fill="#f2f2f2" />
                <rect width={(100 * count) / most} height="1" fill="#c74700" />
              </svg>
            </summary>
            <ul className="mt-2 list-disc pl-5">
              {newest.map((proposal) => (
                <li key={proposal.id}>
                  <Link
                    to="/m/$municipality/proposals/$proposalId"
                    params={{ municipality: code, proposalId: proposal.id }}
                    search={viewpoint}
                    className="text-blue-900 underline"
                  >
                    {proposal.title}
                  </Link>
                  <span className="ml-2 text-[0.875rem]">{dates.fiscalYear(proposal.cohort)}</span>
                </li>
              ))}
            </ul>
            {count > newest.length && (
              <Link
                to="/m/$municipality/proposals"
                params={{ municipality: code }}
                search={{ ...viewpoint, factor, outcome: FOUNDERED.join(',') }}
                className="mt-2 inline-block text-blue-900 underline"
              >
                {t.tasks.showAll(count)}
              </Link>
            )}
          </details>
        </li>
      ))}
    </ul>
  )
}
