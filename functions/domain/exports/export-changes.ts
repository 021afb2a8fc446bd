import { attribute, type Deed, type MunicipalityChange, separateTexts } from '../change.ts'
import type { Register } from '../register.ts'
import type { Action } from '../rules.ts'

/** What leaves the hub as a file, and who may take it. */
export const EXPORTS = {
  // Documents of what is read, or asked on paper: whoever may do that may have them to hand.
  mayor: 'register.read',
  curves: 'register.read',
  review: 'register.read',
  sheet: 'request.issue',
  register: 'register.export',
  reviews: 'register.export',
  continuity: 'register.export',
  roster: 'roster.export',
  history: 'history.read',
  municipality: 'municipality.export',
} as const satisfies Record<string, Action>

/** What is taken: in which form, which part of it, and how many rows where it is a list that is known by then. */
export type Taken = {
  what: keyof typeof EXPORTS
  format: string
  filter?: Record<string, unknown>
  rows?: number
}

/**
 * Somebody takes a file out of the hub: the history tells it.
 * @throws DomainError `not_allowed`
 */
export function exportData(
  register: Register,
  { what, format, filter = {}, rows }: Taken,
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
