import { queryOptions } from '@tanstack/react-query'
import type { Day } from '../functions/domain/calendar.ts'
import { answer, inMunicipality, under } from './api-client.ts'
import type { ViewpointSearch } from './features/register/search-params.ts'

/** The address of a file. A browser downloads it by a plain link: it may be longer than a page can hold. */
export function exportAddress(
  municipality: string,
  what: 'register' | 'continuity' | 'reviews' | 'roster',
  query: ViewpointSearch & { format: string; lang: string; table?: string },
): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return `/api/m/${municipality}/exports/${what}?${new URLSearchParams(given as [string, string][])}`
}

const getTasks = (municipality: string) =>
  answer(inMunicipality.exports.$get({ param: { municipality } }))
export type ExportTask = Awaited<ReturnType<typeof getTasks>>['tasks'][number]

/** How often a page looks how far an export is. */
const AGAIN_MS = 1_000

/** Long exports that were asked for; looked at again while one is being made. */
export const exportTasksQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'export-tasks'],
    queryFn: () => getTasks(municipality),
    refetchInterval: ({ state: { data } }) =>
      data?.tasks.some(({ state }) => state === 'waiting' || state === 'running')
        ? AGAIN_MS
        : false,
  })

export const LONG_EXPORTS = [
  { name: 'history_csv', what: 'history', format: 'csv' },
  { name: 'history_json', what: 'history', format: 'json' },
  { name: 'register_xlsx', what: 'register', format: 'xlsx' },
  { name: 'register_json', what: 'register', format: 'json' },
] as const
export type LongExport = (typeof LONG_EXPORTS)[number]

export const askForExport = (
  municipality: string,
  key: string,
  { what, format }: LongExport,
  { asOf, language }: { asOf: Day | undefined; language: 'ja' | 'en' },
) =>
  answer(
    inMunicipality.exports.$post({
      param: { municipality },
      header: under(key),
      // Only the register is as of a day; the history is whole.
      json: { what, format, language, ...(what === 'register' && asOf && { asOf }) } as never,
    }),
  )

export const exportFileAddress = (municipality: string, exportId: string) =>
  `/api/m/${municipality}/exports/${exportId}/file`
