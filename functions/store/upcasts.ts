import { DomainError } from '../domain/errors.ts'

/** Makes of a state as an older program wrote it what the next version says. */
export type Upcast = (older: Record<string, unknown>) => Record<string, unknown>

/**
 * For each kind of state the steps from version 1 on; how many there are says which version is written now. A field
 * that is merely added, and may be missing, is no new version: older programs keep what they don't know. Steps are
 * never changed and never taken away, as the oldest item may be read at any time.
 */
export const UPCASTS: Record<
  'municipality' | 'member' | 'proposal' | 'review' | 'inquiries',
  readonly Upcast[]
> = { municipality: [], member: [], proposal: [], review: [], inquiries: [] }

/**
 * A state as this program knows it, whichever one wrote it.
 * @throws DomainError `unavailable` where a newer one did: this one is about to be replaced, or was put back too far
 */
export function upcast(
  value: Record<string, unknown>,
  steps: readonly Upcast[],
): Record<string, unknown> {
  const version = Number(value.v)
  const known = steps.length + 1
  if (!(version <= known))
    throw new DomainError('unavailable', {
      cause: new Error(`a state of version ${version}, of which ${known} is the last one known`),
    })
  return steps
    .slice(version - 1)
    .reduce((state, step, at) => ({ ...step(state), v: version + at + 1 }), value)
}
