import { attribute, type Deed, type MunicipalityChange, separateTexts } from '../change.ts'
import type { Register } from '../register.ts'
import type { Action } from '../rules.ts'

/** What leaves the hub as a file, and who may take it. */
export const EXPORTS = {
  register: 'register.export',
  reviews: 'register.export',
  continuity: 'register.export',
  roster: 'roster.export',
  history: 'history.read',
  municipality: 'municipality.export',
} as const satisfies Record<string, Action>
export type Exported = keyof typeof EXPORTS

/**
 * Somebody takes a file out of the hub: the history tells what, in which form, which part of it, and how many
 * rows; a file that is sent while it is read doesn't know that yet.
 * @throws DomainError `not_allowed`
 */
export function exportData(
  register: Register,
  {
    what,
    format,
    filter = {},
    rows,
  }: { what: Exported; format: string; filter?: Record<string, unknown>; rows?: number },
  deed: Deed,
): MunicipalityChange {
  const { municipality } = register
  const by = attribute(deed, EXPORTS[what], { municipality: municipality.code })
  const part = Object.keys(filter).length > 0 ? { filter } : {}
  return {
    after: municipality,
    members: [],
    entityId: deed.id,
    event: {
      type: 'data_exported',
      by,
      ...separateTexts({ what, format, ...part, ...(rows !== undefined && { rows }) }),
    },
  }
}
