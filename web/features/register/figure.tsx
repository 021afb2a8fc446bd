import { Link } from '@tanstack/react-router'
import type { ProposalFilters } from './search-params.ts'

/** A figure that opens the list of what it counts. */
export function Figure({
  code,
  count,
  what,
  filters,
}: {
  code: string
  count: number
  /** What is counted, for those who do not see the table. */
  what: string
  filters: ProposalFilters
}) {
  if (count === 0)
    return <span className="inline-flex min-w-8 justify-center text-solid-gray-600">0</span>
  return (
    <Link
      to="/m/$municipality/proposals"
      params={{ municipality: code }}
      search={filters}
      aria-label={`${what} ${count}`}
      className="inline-flex min-h-8 min-w-8 items-center justify-center font-700 text-blue-900 underline hover:bg-blue-50 print:min-h-0"
    >
      {count}
    </Link>
  )
}
