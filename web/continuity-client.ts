import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Basis, CurvesBy } from '../functions/domain/words.ts'
import { answer, inMunicipality } from './api-client.ts'
import type { ViewpointSearch } from './features/register/search-params.ts'
import type { Language } from './i18n/dates.ts'

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

/** The report with the words it is written in, which the documents share. */
export const mayorQuery = (municipality: string, query: ViewpointSearch, language: Language) =>
  queryOptions({
    queryKey: [municipality, 'continuity', 'mayor', query, language],
    queryFn: async () => {
      const [report, texts] = await Promise.all([
        answer(continuity.mayor.$get({ param: { municipality }, query })),
        language === 'ja'
          ? import('../functions/domain/messages/mayor-ja.ts').then(({ mayorJa }) => mayorJa)
          : import('../functions/domain/messages/mayor-en.ts').then(({ mayorEn }) => mayorEn),
      ])
      return { report, texts }
    },
  })

/** Where the report is as a file. */
export function mayorDocumentAddress(
  municipality: string,
  query: ViewpointSearch & { format: 'pdf' | 'docx'; lang: Language },
): string {
  return `/api/m/${municipality}/continuity/mayor/document?${new URLSearchParams(query)}`
}

/** Where the curves are as a file. */
export function curvesDocumentAddress(
  municipality: string,
  query: ViewpointSearch & { format: 'pdf' | 'docx'; lang: Language },
): string {
  return `/api/m/${municipality}/continuity/curves/document?${new URLSearchParams(query)}`
}
