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
