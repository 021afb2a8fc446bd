import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  type FieldError,
  type PlainErrorCode,
} from '../domain/errors.ts'
import { refusalIn } from '../domain/fields.ts'
import type { Language } from '../domain/messages/messages.ts'
import { languageOf } from './language.ts'
import { type Log, tellFault, tellRefusal } from './log.ts'

/** Problem Details (RFC 9457); `code` is stable, the wording follows the reader's language. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(ERROR_CODES),
    /** One entry per wrong field: a JSON pointer into the body, or the name of a parameter. */
    errors: z
      .array(z.object({ pointer: z.string(), code: z.enum(ERROR_CODES), detail: z.string() }))
      .optional(),
  })
  .meta({ id: 'Problem' })

const STATUS: Partial<Record<ErrorCode, number>> = {
  not_signed_in: 401,
  origin_mismatch: 403,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  own_side: 409,
  own_claim: 409,
  report_replaced: 409,
  report_withdrawn: 409,
  nothing_to_withdraw: 409,
  already_confirmed: 409,
  already_answered: 409,
  confirmation_disputed: 409,
  nothing_changed: 409,
  unchanged_differs: 409,
  already_linked: 409,
  not_linked: 409,
  already_carried_on: 409,
  own_access: 409,
  office_unknown: 409,
  nobody_reachable: 409,
  question_ended: 409,
  question_unanswered: 409,
  inquiries_full: 409,
  invitation_invalid: 409,
  invitation_used: 409,
  invitation_expired: 409,
  already_bound: 409,
  no_address: 409,
  not_invitable: 409,
  person_erased: 409,
  review_open: 409,
  review_exists: 409,
  review_closed: 409,
  review_not_closed: 409,
  review_moved: 409,
  set_up_code_invalid: 409,
  municipality_exists: 409,
  hr_has_accepted: 409,
  stale_edit: 412,
  body_too_large: 413,
  answer_too_large: 413,
  proposal_full: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  if_match_required: 428,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  paused: 503,
}

/** The HTTP status of a refusal. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 400
}

/** When it is worth asking a hub at rest again (seconds): somebody is at work on it. */
export const PAUSE = '600'

/** What the HTTP library refuses by itself, in the hub's own codes. */
const OF_STATUS: Partial<Record<number, PlainErrorCode>> = {
  400: 'invalid_json',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
}

/** Every error as a Problem, and as an entry of the log. A fault of ours is shown without its details. */
export async function problemOf(error: unknown, c: Context, log: Log): Promise<Response> {
  const known = domainErrorOf(error)
  const shown = known ?? new DomainError('internal')
  const { code, params } = shown.refusal
  const status = statusOf(code)
  if (!known || code === 'unavailable') tellFault(log, c, error)
  else tellRefusal(log, c, known, status)
  const language = languageOf(c.req.raw.headers)
  const body = await problemBody(shown, language)
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      ...(status === 503 && { 'retry-after': code === 'paused' ? PAUSE : '5' }),
      ...(code === 'too_many_requests' && { 'retry-after': String(params.seconds) }),
    },
  })
}

/** A refusal in the reader's language. Its words are loaded by the first one: most requests are refused nothing. */
export async function problemBody(
  { refusal: { code, params }, fields }: DomainError,
  language: Language,
): Promise<z.infer<typeof Problem>> {
  const { describe } = await import('../domain/messages/problems.ts')
  const errors = fields.map(({ pointer, code: fieldCode, params: fieldParams }) => ({
    pointer,
    code: fieldCode,
    detail: describe(language, fieldCode, fieldParams).detail,
  }))
  return {
    type: `urn:mane-tomo-hub:problem:${code}`,
    ...describe(language, code, params),
    status: statusOf(code),
    code,
    ...(errors.length > 0 && { errors }),
  }
}

function domainErrorOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error
  const code = error instanceof HTTPException ? OF_STATUS[error.status] : undefined
  return code && new DomainError(code, { cause: error })
}

/** Nobody mends more at once; a megabyte of wrong fields would be answered with twenty. */
const MOST_ERRORS = 100

/**
 * Wrong input as one refusal that names every wrong field.
 * @param input what was sent, to tell what is missing from what is wrong
 */
export function invalidInput(
  issues: readonly z.core.$ZodIssue[],
  { input, target }: { input: unknown; target: string },
): DomainError {
  if (target === 'param') return new DomainError('not_found')
  const fields = issues.flatMap((issue) => fieldErrorsOf(issue, input)).slice(0, MOST_ERRORS)
  return new DomainError('validation_failed', { fields })
}

function fieldErrorsOf(issue: z.core.$ZodIssue, input: unknown): FieldError[] {
  const pointer = issue.path.map((part) => `/${String(part)}`).join('')
  switch (issue.code) {
    case 'invalid_type':
      return [{ pointer, code: isMissing(input, issue.path) ? 'required' : 'invalid' }]
    case 'invalid_value':
      return [{ pointer, code: isMissing(input, issue.path) ? 'required' : 'unknown_value' }]
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: `${pointer}/${key}`, code: 'unknown_field' }))
    default:
      return [{ pointer, ...refusalIn(issue) }]
  }
}

/** Whether nothing stands at the path: the issue itself doesn't tell. */
function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let at = input
  for (const part of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[part]
  return at === undefined
}
