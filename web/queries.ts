import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  getOverview,
  getOwnSessions,
  getPlace,
  getProposal,
  getSession,
  getTasks,
  listProposals,
} from './api-client.ts'
import { openDrafts } from './features/drafts/draft.ts'
import type { ProposalFilters, ViewpointSearch } from './features/register/search-params.ts'
import { noteAccount } from './features/session/account.ts'

/** Every question the pages ask, under keys that start with the municipality. */

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  async queryFn({ client }) {
    const session = await getSession()
    const { draftKey } = session.account
    await openDrafts(draftKey)
    noteAccount(client, draftKey)
    return session
  },
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['own sessions'],
  queryFn: getOwnSessions,
})

export const placeQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'place'],
    queryFn: () => getPlace(municipality),
    staleTime: 60_000,
  })

export const overviewQuery = (municipality: string, viewpoint: ViewpointSearch) =>
  queryOptions({
    queryKey: [municipality, 'overview', viewpoint],
    queryFn: () => getOverview(municipality, viewpoint),
  })

export const tasksQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'tasks'],
    queryFn: () => getTasks(municipality),
  })

export const proposalsQuery = (municipality: string, filters: ProposalFilters) =>
  infiniteQueryOptions({
    queryKey: [municipality, 'proposals', filters],
    queryFn: ({ pageParam }) => listProposals(municipality, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })

export const proposalQuery = (
  municipality: string,
  proposalId: string,
  viewpoint: ViewpointSearch,
) =>
  queryOptions({
    queryKey: [municipality, 'proposal', proposalId, viewpoint],
    queryFn: () => getProposal(municipality, proposalId, viewpoint),
  })
