import { useCallback, useEffect, useRef, useState } from 'react'
import { DRAFT_DAYS } from '../../../functions/domain/operation.ts'
import { keyFrom, seal, unseal } from './sealing.ts'

/**
 * Something half written, kept in the browser, sealed for the person who writes it, so that it survives
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

/** As it lies in the browser's storage: when it was saved, and all the rest sealed under its name. */
type SealedDraft = { savedAt: string; sealed: string }

/** The drafts of whoever has signed in, by name. Without a key none are read, and none are kept. */
let opened:
  | { secret: string; key: CryptoKey; drafts: Map<string, StoredDraft<unknown>> }
  | undefined
/** The last write; one follows the other, so that the last one wins. */
let writing = Promise.resolve(true)

/**
 * Opens the drafts of an account. The key comes with the session and is never stored, so that what lies on a device
 * is read by nobody who can't sign in as its writer. A browser that can't seal keeps no drafts, and the forms say so.
 * @param secret 32 bytes, base64url
 */
export async function openDrafts(secret: string): Promise<void> {
  if (opened?.secret === secret) return
  // What is typed until the new key is there is sealed with nobody else's.
  opened = undefined
  const key = await keyFrom(secret).catch(() => undefined)
  opened = key && { secret, key, drafts: new Map() }
  await Promise.all(draftNames().map(reread))
}

// What another tab saves, sends or deletes counts here too.
addEventListener('storage', ({ key: name }) => {
  if (name?.startsWith(PREFIX)) void reread(name)
})

async function reread(name: string): Promise<void> {
  if (!opened) return
  const { key, drafts } = opened
  const text = await unseal(key, name, sealedAt(name)?.sealed ?? '')
  if (text === undefined) drafts.delete(name)
  else drafts.set(name, JSON.parse(text))
}

function sealedAt(name: string): SealedDraft | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** @returns whether it is kept; storage can be switched off or full, and the form then says so */
function write(name: string, draft: StoredDraft<unknown>): Promise<boolean> {
  opened?.drafts.set(name, draft)
  writing = writing.then(async () => {
    // Forgotten meanwhile, it must not come back.
    const latest = opened?.drafts.get(name)
    if (!opened || !latest) return false
    try {
      const sealed = await seal(opened.key, name, JSON.stringify(latest))
      const lying: SealedDraft = { savedAt: latest.savedAt, sealed }
      if (opened.drafts.has(name)) localStorage.setItem(name, JSON.stringify(lying))
      return true
    } catch {
      return false
    }
  })
  return writing
}

function forget(name: string): void {
  opened?.drafts.delete(name)
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
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

const KEPT_FOR = DRAFT_DAYS * 24 * 60 * 60_000

/** At every start: takes away what was left lying, whoever left it. */
export function dropOldDrafts(): void {
  for (const name of draftNames()) {
    const savedAt = Date.parse(sealedAt(name)?.savedAt ?? '')
    if (!(savedAt > Date.now() - KEPT_FOR)) forget(name)
  }
}

export function deleteAllDrafts(): void {
  for (const name of draftNames()) forget(name)
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
    const stored = opened?.drafts.get(name) as StoredDraft<Values> | undefined
    // A field added since the draft was saved gets its initial value.
    return stored ? { ...stored, values: { ...initial, ...stored.values } } : fresh()
  })
  const [restoredAt, setRestoredAt] = useState(draft.savedAt || undefined)
  const [kept, setKept] = useState(true)
  const recorded = useRef(false)

  useEffect(() => {
    if (draft.savedAt !== '' && !recorded.current) void write(name, draft).then(setKept)
  }, [name, draft])

  const set = useCallback((patch: Partial<Values>) => {
    setDraft((before) => ({
      ...before,
      values: { ...before.values, ...patch },
      savedAt: new Date().toISOString(),
    }))
  }, [])

  return {
    values: draft.values,
    set,
    key: draft.key,
    restoredAt,
    kept,
    discard: () => {
      forget(name)
      setRestoredAt(undefined)
      setDraft(fresh())
    },
    clear: () => {
      recorded.current = true
      forget(name)
    },
  }
}
