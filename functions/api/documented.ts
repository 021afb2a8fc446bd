import * as z from 'zod'
import { isDay } from '../domain/calendar.ts'
import { DaySchema, Id, MunicipalityCode } from '../domain/fields.ts'
import { Problem } from './problem.ts'

/** Pieces that several routes' descriptions share. */

const REASONS = {
  400: 'The request is wrong; `errors` names the fields',
  401: 'Nobody is signed in',
  403: 'The roles held today do not allow this, or another site’s page has sent it',
  404: 'Nothing here, or nothing of the own municipality',
  409: 'It does not fit what is already recorded',
  412: 'Somebody else has edited meanwhile',
  413: 'Too large',
  415: 'Not `application/json`',
  422: 'The same `Idempotency-Key` came with another request',
  428: '`If-Match` is missing',
  429: 'Too many requests in a minute; `Retry-After` tells how long to wait',
  500: 'A fault of the hub',
  503: 'The database does not answer; try again',
} as const

const LANGUAGE = {
  'Content-Language': { description: 'Of `title` and `detail`', schema: { type: 'string' } },
} as const
const AGAIN = {
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } },
} as const

/** The documented refusals of a route; a limit and a fault of the hub are always possible. */
export function problems(...statuses: (keyof typeof REASONS)[]) {
  return Object.fromEntries(
    [...statuses, 429 as const, 500 as const].map((status) => [
      status,
      {
        description: REASONS[status],
        content: { 'application/problem+json': { schema: Problem } },
        headers: status === 503 || status === 429 ? { ...LANGUAGE, ...AGAIN } : LANGUAGE,
      },
    ]),
  )
}

export const ofReads = problems(400, 401, 403, 404, 503)
export const ofWrites = problems(400, 401, 403, 404, 409, 413, 415, 422, 503)

/** @param headers what the answer's own headers tell, by name */
export function answer<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  headers: Record<string, string> = {},
) {
  const told = Object.entries(headers).map(
    ([name, meaning]) =>
      [name, { description: meaning, schema: { type: 'string' as const } }] as const,
  )
  return {
    description,
    content: { 'application/json': { schema } },
    ...(told.length > 0 && { headers: Object.fromEntries(told) }),
  }
}

export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

export const Receipt = z
  .object({
    operationId: Id,
    id: Id,
    proposalId: Id.optional(),
    sequence: z.int(),
    recordedAt: z.string(),
  })
  .meta({ id: 'Receipt' })

export const inMunicipality = z.object({ municipality: MunicipalityCode })
export const ofProposal = inMunicipality.extend({ id: Id })
export const ofMember = inMunicipality.extend({ memberId: Id })
export const ofReview = inMunicipality.extend({ reviewId: Id })
export const ofReport = ofProposal.extend({ reportId: Id })

/** Its absence and its form are refused in one place, `operationOf` in `write.ts`. */
export const idempotent = z.object({ 'idempotency-key': z.string().optional() })

const INSTANT = z.iso.datetime({ offset: true })
/** A day, or an instant with its offset. */
const Moment = z
  .string()
  .refine((text) => isDay(text) || INSTANT.safeParse(text).success, {
    params: { code: 'no_such_date' },
  })
  .transform((text) => (isDay(text) ? text : new Date(text).toISOString()))

export const viewpoint = {
  asOf: DaySchema.optional(),
  knownAt: Moment.optional(),
}

/** How a parameter begins to tell its values that may be several. */
export const SEVERAL = 'One or several, separated by commas: '

/** Several values of one kind, separated by commas. */
export function several<Values extends readonly [string, ...string[]]>(values: Values) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)))
    .optional()
    .meta({
      type: 'string',
      description: `${SEVERAL}${values.join(', ')}`,
    })
}
