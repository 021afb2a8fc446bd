import { queryOptions } from '@tanstack/react-query'
import { answer, inMunicipality } from './api-client.ts'

const getOpenData = (municipality: string) =>
  answer(inMunicipality['open-data'].$get({ param: { municipality } }))
export type OpenDataPreview = Awaited<ReturnType<typeof getOpenData>>

export const openDataQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'open-data'],
    queryFn: () => getOpenData(municipality),
  })
