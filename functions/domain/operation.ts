import type { Instant } from './calendar.ts'
import type { Deed } from './change.ts'

/** How long a browser keeps what was typed, with the key under which it is sent: nobody comes back to older ones. */
export const DRAFT_DAYS = 30

/** One write: named by its client's key, so that sending it twice does it once. */
export type Operation = {
  /** UUIDv7, made by the server; the thing it creates takes it as its id. */
  id: string
  /** Whose key it is: the member, the loader of an import, or a job. */
  actor: string
  /** The client's `Idempotency-Key`. */
  key: string
  /** Keyed hash of what was asked: the same key with another request is refused. */
  fingerprint: string
}

/** What the system does in a municipality, as an operation and, at the instant of writing, as a deed. */
export type SystemDeed = { operation: Operation; deedAt: (now: Instant) => Deed }

/**
 * Names what the system does by itself, so that each is done once however often it is begun.
 * @param by which part of the system
 * @returns by municipality, and a key for what it is that is done
 */
export function systemDeeds(
  by: string,
  newId: () => string,
): (code: string, key: string) => SystemDeed {
  return (code, key) => {
    const id = newId()
    return {
      operation: { id, actor: by, key, fingerprint: key },
      deedAt: (now) => ({
        actor: { kind: 'system', municipality: code, grants: [] },
        now,
        id,
        channel: 'system',
      }),
    }
  }
}
