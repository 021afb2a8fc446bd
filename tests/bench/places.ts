import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Synthetic } from './grower.ts'

/** Where traffic goes: a municipality with its HR person and its proposals. */
export type Place = { code: string; hr: string; proposals: string[] }

export function placeOf({ register }: Synthetic): Place {
  const { municipality, members, proposals } = register
  const hr = [...members.values()].find(({ roles }) => roles.some(({ role }) => role === 'hr'))
  if (!hr) throw new Error('a synthetic municipality has an HR person')
  return { code: municipality.code, hr: hr.id, proposals: [...proposals.keys()] }
}

/** The file that holds the n-th generated municipality's items. */
export function exportFile(directory: string, n: number): string {
  return join(directory, `municipality-${String(n).padStart(3, '0')}.json`)
}

/** The file that tells where traffic can go in it. */
export function placeFile(directory: string, n: number): string {
  return join(directory, `place-${String(n).padStart(3, '0')}`)
}

export function readPlaces(directory: string, count: number): Place[] {
  return Array.from({ length: count }, (_, at) =>
    JSON.parse(readFileSync(placeFile(directory, at + 1), 'utf8')),
  )
}
