import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, inMunicipality } from './api-client.ts'

/** What is asked of the other municipalities' proposals, as it stands in the address. */
export type SharedFilters = {
  outcome?: string
  factor?: string
  formality?: string
  theme?: string
  q?: string
}

const listShared = (municipality: string, query: SharedFilters, cursor?: string) =>
  answer(
    inMunicipality.shared.$get({
      param: { municipality },
      query: { ...query, ...(cursor !== undefined && { cursor }) },
    }),
  )
export type SharedRow = Awaited<ReturnType<typeof listShared>>['rows'][number]

export const sharedQuery = (municipality: string, filters: SharedFilters) =>
  infiniteQueryOptions({
    queryKey: [municipality, 'shared', filters],
    queryFn: ({ pageParam }) => listShared(municipality, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })
