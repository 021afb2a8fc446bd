import * as z from 'zod'
import { Id, MunicipalityCode, ScopeCode } from '../../domain/fields.ts'
import { MAIL_FAILURES, MAIL_KINDS } from '../../domain/mails/mail.ts'
import { Municipality } from '../../domain/municipalities/municipality.ts'
import { Member } from '../../domain/people/people.ts'
import { Proposal } from '../../domain/proposals/proposal.ts'
import { INQUIRY_TEXTS, Inquiry } from '../../domain/questions/inquiry.ts'
import { Request } from '../../domain/requests/request.ts'
import { FrozenReview, Review } from '../../domain/reviews/review.ts'
import { ERASURE_REASONS } from '../../domain/words.ts'
import { HistoryEvent } from '../../history/chain.ts'
import { Account } from '../accounts.ts'
import { SCHEMA_VERSION } from '../migrations.ts'
import { UPCASTS, type Upcast, upcast } from '../upcasts.ts'
import { FORMAT, FORMAT_VERSION } from './partitions.ts'

/** The first line: what the file is. */
export const Header = z.strictObject({
  kind: z.literal('header'),
  format: z.literal(FORMAT),
  version: z.int().min(1),
  /** The version of the states in it. */
  schema: z.int().min(1),
  /** The version of the hub that wrote it. */
  hub: z.string(),
  madeAt: z.iso.datetime(),
  /** The one municipality in it; null where it is a whole hub. */
  municipality: MunicipalityCode.nullable(),
  /** To be looked at; what counts stands in the last line. */
  counts: z.record(z.string(), z.int()),
})
export type Header = z.infer<typeof Header>

/** The last line: without it the file is cut off. */
export const End = z.strictObject({
  kind: z.literal('end'),
  /** How many of each kind there are. */
  counts: z.record(z.string(), z.int()),
  /** SHA-256 of everything before this line (hex). */
  sha256: z.string(),
})

const Sealed = z.strictObject({ salt: z.string(), text: z.string() })

/** What stands between the first and the last line; `README.md` tells each to whoever reads a file without the hub. */
export const Line = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('municipality'),
    state: Municipality.extend({ code: ScopeCode }),
    revision: z.strictObject({
      number: z.int().min(1),
      recordedAt: z.string(),
      dueOn: z.string().optional(),
    }),
  }),
  z.strictObject({
    kind: z.literal('account'),
    account: Account.extend({ lastSignInAt: z.string().optional() }),
  }),
  z.strictObject({ kind: z.literal('member'), state: Member }),
  z.strictObject({ kind: z.literal('review'), state: Review }),
  z.strictObject({ kind: z.literal('proposal'), state: Proposal }),
  z.strictObject({ kind: z.literal('event'), event: HistoryEvent }),
  z.strictObject({
    kind: z.literal('texts'),
    stream: z.string(),
    sequence: z.int().min(1),
    texts: z.record(z.string(), Sealed),
  }),
  z.strictObject({ kind: z.literal('closed_review'), review: FrozenReview }),
  z.strictObject({
    kind: z.literal('inquiries'),
    state: z.strictObject({ v: z.literal(1), list: z.array(Inquiry) }),
  }),
  z.strictObject({ kind: z.literal('inquiry'), inquiry: Inquiry }),
  z.strictObject({ kind: z.literal('request'), request: Request }),
  z.strictObject({
    kind: z.literal('mail_waiting'),
    mail: z.looseObject({ id: z.string(), kind: z.enum(MAIL_KINDS), to: Id, due: z.string() }),
  }),
  z.strictObject({
    kind: z.literal('mail_ended'),
    id: z.string(),
    mail: z.strictObject({
      kind: z.enum(MAIL_KINDS),
      to: z.string(),
      state: z.enum(['sent', 'moot', 'given_up']),
      at: z.string(),
      failure: z.enum(MAIL_FAILURES).optional(),
      expiresAt: z.int(),
    }),
  }),
  z.strictObject({
    kind: z.literal('erasure'),
    memberId: Id,
    texts: z.boolean(),
    why: z.enum(ERASURE_REASONS),
    at: z.string(),
    doneAt: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('erased_text'),
    inquiryId: Id,
    text: z.enum(INQUIRY_TEXTS),
    at: z.string(),
    doneAt: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('sample'), state: z.string() }),
  z.strictObject({ kind: z.literal('rollup'), day: z.string(), rollup: z.looseObject({}) }),
])
export type Line = z.infer<typeof Line>

/** Why a file can't be taken in. Nothing was written. */
export type Refusal =
  | { why: 'other_format' }
  | { why: 'newer'; version: number; known: number }
  /** Cut off, or not as it was written. */
  | { why: 'damaged' }
  /** A line says what it may not; `field` as a path within it. */
  | { why: 'line'; line: number; field: string; problem: string }

export class NotPortableError extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`the file can't be taken in: ${JSON.stringify(refusal)}`)
    this.name = 'NotPortableError'
    this.refusal = refusal
  }
}

/**
 * What makes a line of an older version one of the next, by the version it comes from. None is needed yet: the
 * first change of the form puts its function here, and raises `FORMAT_VERSION`.
 */
const LINE_UPCASTS: Record<number, (line: Record<string, unknown>) => Record<string, unknown>> = {}

/**
 * Reads the first line.
 * @throws NotPortableError `other_format`, `newer`, `line`
 */
export function readHeader(text: string): Header {
  const said = parsed(text, 1)
  if (said.kind !== 'header' || said.format !== FORMAT)
    throw new NotPortableError({ why: 'other_format' })
  for (const [version, known] of [
    [said.version, FORMAT_VERSION],
    [said.schema, SCHEMA_VERSION],
  ] as const)
    if (typeof version === 'number' && version > known)
      throw new NotPortableError({ why: 'newer', version, known })
  return valid(Header, said, 1)
}

/**
 * Reads a line that was checked before, without looking at each field again.
 * @param version of the file
 */
export function readLine(text: string, version: number, number: number): Line {
  let said = parsed(text, number)
  for (let from = version; from < FORMAT_VERSION; from += 1)
    said = LINE_UPCASTS[from]?.(said) ?? said
  // The states in it have versions of their own, the same as in the table.
  const steps = UPCASTS[said.kind as keyof typeof UPCASTS]
  const { state } = said as { state?: Record<string, unknown> }
  return (steps && state ? { ...said, state: current(state, steps) } : said) as Line
}

/**
 * Reads a line, every field of it.
 * @throws NotPortableError `line`
 */
export function checkedLine(text: string, version: number, number: number): Line {
  const line = readLine(text, version, number)
  valid(Line, line, number)
  return line
}

export function readEnd(text: string, number: number) {
  return valid(End, parsed(text, number), number)
}

function current(state: Record<string, unknown>, steps: readonly Upcast[]) {
  const { v } = state
  const known = steps.length + 1
  if (typeof v === 'number' && v > known)
    throw new NotPortableError({ why: 'newer', version: v, known })
  return typeof v === 'number' ? upcast(state, steps) : state
}

function parsed(text: string, line: number): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said === 'object' && said !== null) return said as Record<string, unknown>
  } catch {
    // Told below.
  }
  if (line === 1) throw new NotPortableError({ why: 'other_format' })
  throw new NotPortableError({ why: 'line', line, field: '', problem: 'no JSON object' })
}

function valid<Schema extends z.ZodType>(schema: Schema, said: unknown, line: number) {
  const { data, error } = schema.safeParse(said)
  const issue = error?.issues.find((one) => !isErased(one))
  if (issue) {
    const field = issue.path.join('.')
    throw new NotPortableError({ why: 'line', line, field, problem: issue.message })
  }
  return data as z.infer<Schema>
}

/** Where a person was erased, a text that nobody could have entered stands: none. */
function isErased(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.code === 'blank'
}
