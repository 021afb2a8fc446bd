import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * Something half written, kept in the browser under the person who writes it, so that it survives
 * a failed request, an expired session and a closed tab. `key` is the Idempotency-Key under which
 * it is sent, however often.
 */
export type StoredDraft<Values> = { values: Values; key: string; savedAt: string }

const PREFIX = 'mane-tomo-draft/'

/** Drafts are per municipality and person: another person on the same device sees none of them. */
export type DraftOwner = { municipality: string; memberId: string }

function ownerPrefix({ municipality, memberId }: DraftOwner): string {
  return `${PREFIX}${municipality}/${memberId}/`
}

function read<Values>(name: string): StoredDraft<Values> | undefined {
  try {
    const text = localStorage.getItem(name)
    return text === null ? undefined : (JSON.parse(text) as StoredDraft<Values>)
  } catch {
    return undefined
  }
}

function write(name: string, draft: StoredDraft<unknown>): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(draft))
    return true
  } catch {
    // Storage can be switched off or full; the form then says so.
    return false
  }
}

function draftNames(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
  } catch {
    return []
  }
}

/** How many drafts lie on this device, of anybody. */
export function countDrafts(): number {
  return draftNames().length
}

/** Longer than that nobody comes back to one, and it would lie there for good. */
const KEPT_FOR = 30 * 24 * 60 * 60_000

/** At every start: takes away what was left lying, whoever left it. */
export function dropOldDrafts(): void {
  for (const name of draftNames()) {
    const savedAt = Date.parse(read(name)?.savedAt ?? '')
    if (!(savedAt > Date.now() - KEPT_FOR)) localStorage.removeItem(name)
  }
}

export function deleteAllDrafts(): void {
  for (const name of draftNames()) localStorage.removeItem(name)
}

export type Draft<Values> = {
  values: Values
  set: (patch: Partial<Values>) => void
  key: string
  /** When the draft shown was saved, if it was not begun just now. */
  restoredAt: string | undefined
  /** Whether what is typed outlives this tab. */
  kept: boolean
  /** Starts afresh with the initial values and a new key. */
  discard: () => void
  /** Forgets the draft once it is recorded. */
  clear: () => void
}

/**
 * A form's values, saved at every change.
 * @param about the form and what it is about, for example `report/<proposal id>`
 */
export function useDraft<Values extends object>(
  owner: DraftOwner,
  about: string,
  initial: Values,
): Draft<Values> {
  const name = ownerPrefix(owner) + about
  const fresh = (): StoredDraft<Values> => ({
    values: initial,
    key: crypto.randomUUID(),
    savedAt: '',
  })
  const [draft, setDraft] = useState<StoredDraft<Values>>(() => {
    const stored = read<Values>(name)
    // A field added since the draft was saved gets its initial value.
    return stored ? { ...stored, values: { ...initial, ...stored.values } } : fresh()
  })
  const [restoredAt, setRestoredAt] = useState(draft.savedAt || undefined)
  const [kept, setKept] = useState(true)
  const recorded = useRef(false)

  useEffect(() => {
    if (draft.savedAt !== '' && !recorded.current) setKept(write(name, draft))
  }, [name, draft])

  const set = useCallback((patch: Partial<Values>) => {
    setDraft((before) => ({
      ...before,
      values: { ...before.values, ...patch },
      savedAt: new Date().toISOString(),
    }))
  }, [])

  const forget = () => {
    try {
      localStorage.removeItem(name)
    } catch {
      // Nothing was kept.
    }
  }
  return {
    values: draft.values,
    set,
    key: draft.key,
    restoredAt,
    kept,
    discard: () => {
      forget()
      setRestoredAt(undefined)
      setDraft(fresh())
    },
    clear: () => {
      recorded.current = true
      forget()
    },
  }
}
