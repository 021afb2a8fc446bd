import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, api, inMunicipality } from './api-client.ts'

/** What is asked of the other municipalities' proposals, as it stands in the address. */
export type SharedFilters = {
  outcome?: string
  factor?: string
  formality?: string
  theme?: string
  q?: string
}

const listShared = (
  municipality: string | undefined,
  filters: SharedFilters,
  cursor: string | undefined,
) => {
  const query = { ...filters, ...(cursor !== undefined && { cursor }) }
  return municipality === undefined
    ? answer(api.office.shared.$get({ query }))
    : answer(inMunicipality.shared.$get({ param: { municipality }, query }))
}
export type SharedRow = Awaited<ReturnType<typeof listShared>>['rows'][number]

/** What the others share with a municipality's readers; without one, what all share with the office. */
export const sharedQuery = (municipality: string | undefined, filters: SharedFilters) =>
  infiniteQueryOptions({
    queryKey: [municipality ?? 'office', 'shared', filters],
    queryFn: ({ pageParam }) => listShared(municipality, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })
