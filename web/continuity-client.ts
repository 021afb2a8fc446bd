import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Basis, CurvesBy } from '../functions/domain/words.ts'
import { answer, inMunicipality } from './api-client.ts'
import type { ViewpointSearch } from './features/register/search-params.ts'

/** The part of the API behind 継続状況; loaded with its pages. */

const { continuity } = inMunicipality

const getContinuity = (municipality: string, query: ViewpointSearch) =>
  answer(continuity.$get({ param: { municipality }, query }))

export const continuityQuery = (municipality: string, viewpoint: ViewpointSearch) =>
  queryOptions({
    queryKey: [municipality, 'continuity', viewpoint],
    queryFn: () => getContinuity(municipality, viewpoint),
    placeholderData: keepPreviousData,
  })

/** With which day is compared, and as known when. */
export type Since = { since: string; basis: Basis }

const getChanges = (municipality: string, query: ViewpointSearch & Since) =>
  answer(continuity.changes.$get({ param: { municipality }, query }))

export const changesQuery = (municipality: string, query: ViewpointSearch & Since) =>
  queryOptions({
    queryKey: [municipality, 'continuity', 'changes', query],
    queryFn: () => getChanges(municipality, query),
    placeholderData: keepPreviousData,
  })

const getCurves = (municipality: string, query: ViewpointSearch & { by: CurvesBy }) =>
  answer(continuity.curves.$get({ param: { municipality }, query }))

export const curvesQuery = (municipality: string, query: ViewpointSearch & { by: CurvesBy }) =>
  queryOptions({
    queryKey: [municipality, 'continuity', 'curves', query],
    queryFn: () => getCurves(municipality, query),
    placeholderData: keepPreviousData,
  })
