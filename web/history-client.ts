import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, inMunicipality } from './api-client.ts'

/** Which part of the history is looked at, as it stands in the address. */
export type HistoryFilters = {
  person?: string
  group?: string
  from?: string
  to?: string
  proposal?: string
}

const getTrail = (municipality: string, filters: HistoryFilters, cursor: string | undefined) =>
  answer(
    inMunicipality.history.$get({
      param: { municipality },
      query: { ...filters, ...(cursor !== undefined && { cursor }) } as never,
    }),
  )
export type TrailRow = Awaited<ReturnType<typeof getTrail>>['rows'][number]

export const trailQuery = (municipality: string, filters: HistoryFilters) =>
  infiniteQueryOptions({
    queryKey: [municipality, 'history', filters],
    queryFn: ({ pageParam }) => getTrail(municipality, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })

const getVerification = (municipality: string) =>
  answer(inMunicipality.verification.$get({ param: { municipality } }))
export type Verification = Awaited<ReturnType<typeof getVerification>>

/** A check of the whole history, as it is now: never kept, and made only when it is asked for. */
export const verificationQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'verification'],
    queryFn: () => getVerification(municipality),
    enabled: false,
    gcTime: 0,
  })

/** The address of a file of the trail, with the same filter as the page. */
export function trailFileAddress(municipality: string, filters: HistoryFilters): string {
  const query = new URLSearchParams({ ...filters, format: 'csv' } as Record<string, string>)
  return `/api/m/${municipality}/history/export?${query}`
}
