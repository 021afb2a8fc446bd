import { createHmac, createSecretKey, hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'
import { EVENT_TYPES, type EventDraft } from '../domain/change.ts'
import { Id } from '../domain/fields.ts'
import type { Head } from '../domain/municipalities/municipality.ts'
import { Attribution } from '../domain/people/people.ts'
import type { CHAIN_FAULTS } from '../domain/words.ts'

/**
 * One entry of an append-only history. Its hash is SHA-256 over its RFC 8785 canonical JSON; the next
 * event carries it as `previous`, and the state of the proposal or municipality carries the last one.
 */
export const HistoryEvent = z
  .strictObject({
    v: z.literal(1),
    /** `proposal/<id>` or `municipality/<code>` */
    stream: z.string(),
    /** 1, 2, 3 … without gaps. */
    sequence: z.int().min(1),
    type: z.enum(EVENT_TYPES),
    recordedAt: z.string(),
    operationId: Id,
    by: Attribution,
    /** Facts and codes; never names, addresses or free texts. */
    data: z.record(z.string(), z.unknown()),
    /** JSON pointer → HMAC-SHA-256 of the text that stands there, keyed with its salt (base64url). */
    commitments: z.record(z.string(), z.string()),
    /** The predecessor's hash (base64url); null in the first event. */
    previous: z.string().nullable(),
  })
  .meta({ id: 'HistoryEvent' })
export type HistoryEvent = z.infer<typeof HistoryEvent>

/** The texts of one event with their salts: apart from the event, so that they can be erased. */
export type SealedTexts = Record<string, { salt: string; text: string }>

/** A head before the first event. */
export const NO_HEAD: Head = { sequence: 0, hash: '', recordedAt: '' }

/** RFC 8785 canonical JSON: the bytes that are stored, and that the hash covers. */
export function canonical(event: HistoryEvent): string {
  const json = canonicalize(event)
  if (json === undefined) throw new TypeError('an event is an object')
  return json
}

/** The hash of an event (SHA-256 over its canonical JSON, base64url). */
export function hashOf(canonicalEvent: string): string {
  return hash('sha256', canonicalEvent, 'base64url')
}

/** What the event holds instead of a text: without the salt the text can't be guessed from it. */
export function commitmentOf(salt: string, text: string): string {
  return createHmac('sha256', createSecretKey(salt, 'base64url'))
    .update(text, 'utf8')
    .digest('base64url')
}

/**
 * Turns a decided change into the next event of its stream.
 * @param salt makes one fresh salt of at least 128 random bits (base64url) per text
 * @returns the event, its canonical JSON, its texts with salts, and the stream's new head
 */
export function seal(
  head: Head,
  {
    stream,
    draft,
    recordedAt,
    operationId,
    salt,
  }: {
    stream: string
    draft: EventDraft
    recordedAt: string
    operationId: string
    salt: () => string
  },
): { event: HistoryEvent; json: string; texts: SealedTexts; head: Head } {
  const texts: SealedTexts = {}
  const commitments: Record<string, string> = {}
  for (const [pointer, text] of Object.entries(draft.texts)) {
    const sealed = { salt: salt(), text }
    texts[pointer] = sealed
    commitments[pointer] = commitmentOf(sealed.salt, text)
  }
  const event: HistoryEvent = {
    v: 1,
    stream,
    sequence: head.sequence + 1,
    type: draft.type,
    recordedAt,
    operationId,
    by: draft.by,
    data: draft.data,
    commitments,
    previous: head.sequence === 0 ? null : head.hash,
  }
  const json = canonical(event)
  return {
    event,
    json,
    texts,
    head: { sequence: event.sequence, hash: hashOf(json), recordedAt },
  }
}

/** What is wrong at the first broken link. */
export type Fault = (typeof CHAIN_FAULTS)[number]
export type Verification =
  | { intact: true; events: number; erasedTexts: number }
  | { intact: false; sequence: number; fault: Fault }

/**
 * Checks a whole chain and names its first broken link.
 * @param events the stored canonical JSON of every event, in order
 * @param head what the state says the chain ends with
 * @param textsOf the texts of an event by sequence; a text that is missing counts as erased
 * @param onEvent is told each event that is in its place
 */
export function verifyChain(
  stream: string,
  {
    events,
    head,
    textsOf,
    onEvent,
  }: {
    events: Iterable<string>
    head: Head
    textsOf?: (sequence: number) => SealedTexts | undefined
    onEvent?: (event: HistoryEvent, hash: string) => void
  },
): Verification {
  let last = NO_HEAD
  let erasedTexts = 0
  for (const json of events) {
    const sequence = last.sequence + 1
    const broken = (fault: Fault): Verification => ({ intact: false, sequence, fault })
    const event = eventOf(json)
    if (!event) return broken('content')
    if (event.stream !== stream) return broken('stream')
    if (event.sequence !== sequence) return broken('sequence')
    if (event.previous !== (sequence === 1 ? null : last.hash)) return broken('previous')
    if (event.recordedAt < last.recordedAt) return broken('time')
    const texts = textsOf?.(sequence)
    // A text that was slipped in is as wrong as one that was replaced.
    if (Object.keys(texts ?? {}).some((pointer) => !Object.hasOwn(event.commitments, pointer)))
      return broken('commitment')
    for (const [pointer, commitment] of Object.entries(event.commitments)) {
      const sealed = texts?.[pointer]
      if (!sealed) erasedTexts += 1
      else if (commitmentOf(sealed.salt, sealed.text) !== commitment) return broken('commitment')
    }
    last = { sequence, hash: hashOf(json), recordedAt: event.recordedAt }
    onEvent?.(event, last.hash)
  }
  if (last.sequence !== head.sequence)
    return { intact: false, sequence: Math.min(last.sequence, head.sequence) + 1, fault: 'head' }
  if (last.hash !== head.hash) return { intact: false, sequence: last.sequence, fault: 'head' }
  return { intact: true, events: last.sequence, erasedTexts }
}

/** The event in its stored bytes, if they are its canonical form: else the hash covers something else. */
function eventOf(json: string): HistoryEvent | undefined {
  try {
    const parsed: unknown = JSON.parse(json)
    const { data } = HistoryEvent.safeParse(parsed)
    if (!data) return undefined
    return isPlainlyCanonical(parsed, json) || canonical(data) === json ? data : undefined
  } catch {
    // No JSON, or JSON without a canonical form, such as half a surrogate pair.
    return undefined
  }
}

/**
 * Whether an event's bytes are canonical for a plain reason: JavaScript writes them the same (RFC 8785 takes
 * over how it writes numbers and texts), and every object's names are sorted. Three times as fast as making the
 * canonical form; what it doesn't vouch for is compared with that. Half a surrogate pair has none.
 */
function isPlainlyCanonical(event: unknown, json: string): boolean {
  return !json.includes('\\ud') && JSON.stringify(event) === json && isSorted(event)
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isSorted)
  let last = ''
  for (const [name, inner] of Object.entries(value)) {
    if (name < last || !isSorted(inner)) return false
    last = name
  }
  return true
}
