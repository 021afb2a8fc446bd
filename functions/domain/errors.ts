/**
 * Everything the hub refuses, by code. The wording in Japanese and English is in `messages/`;
 * the HTTP status in `api/problem.ts`.
 */
export const ERROR_CODES = [
  // about one field
  'required',
  'invalid',
  'blank',
  'too_long',
  'too_many',
  'control_characters',
  'unknown_value',
  'unknown_field',
  'no_such_date',
  'in_future',
  'not_ahead',
  'too_far_ahead',
  'no_such_municipality_code',
  'not_a_web_address',
  'manner_required',
  'manner_not_of_outcome',
  'reason_required',
  'factor_required',
  'hearing_required',
  'hearing_not_expected',
  'before_proposal',
  'reason_wider_than_proposal',
  'public_not_confirmed',
  'duplicate',
  'staff_number_taken',
  'ends_before_start',
  'not_before_the_other_day',
  'person_left',
  'file_unreadable',
  'file_too_large',
  'column_missing',
  'ambiguous_row',
  'duplicate_row',
  'cohort_in_use',
  'successor_cycle',
  'outside_fiscal_year',
  'in_past',
  // about the whole request
  'validation_failed',
  'invalid_json',
  'unsupported_media_type',
  'body_too_large',
  'answer_too_large',
  'cursor_invalid',
  'idempotency_key_required',
  'idempotency_key_reused',
  'if_match_required',
  'stale_edit',
  'origin_mismatch',
  'not_signed_in',
  'not_allowed',
  'not_found',
  'own_side',
  'own_claim',
  'report_replaced',
  'report_withdrawn',
  'nothing_to_withdraw',
  'already_confirmed',
  'already_answered',
  'confirmation_disputed',
  'unchanged_differs',
  'nothing_changed',
  'already_linked',
  'not_linked',
  'link_to_itself',
  'link_cycle',
  'link_not_older',
  'already_carried_on',
  'cohort_unknown',
  'carried_on_too_early',
  'proposal_full',
  'own_access',
  'office_unknown',
  'nobody_reachable',
  'question_ended',
  'question_unanswered',
  'inquiries_full',
  'invitation_invalid',
  'invitation_used',
  'invitation_expired',
  'already_bound',
  'no_address',
  'not_invitable',
  'person_erased',
  'review_open',
  'review_exists',
  'review_closed',
  'review_not_closed',
  'review_moved',
  'set_up_code_invalid',
  'municipality_exists',
  'hr_has_accepted',
  'conflict',
  'too_many_requests',
  'unavailable',
  'paused',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What the words of some refusals tell besides: a limit, a year, another row, how long to wait. */
export type ErrorParams = {
  too_long: { max: number }
  too_many: { max: number }
  before_proposal: { fiscalYear: number }
  outside_fiscal_year: { fiscalYear: number }
  cohort_unknown: { fiscalYear: number }
  cohort_in_use: { fiscalYear: number }
  duplicate_row: { row: number }
  too_many_requests: { seconds: number }
}
/** A refusal whose words tell nothing besides. */
export type PlainErrorCode = Exclude<ErrorCode, keyof ErrorParams>

/** A code with exactly what its words tell. */
export type Refusal =
  | { code: PlainErrorCode; params?: never }
  | { [Code in keyof ErrorParams]: { code: Code; params: ErrorParams[Code] } }[keyof ErrorParams]
/** One wrong field: a JSON pointer into the request and what is wrong with it. */
export type FieldError = { pointer: string } & Refusal

/** A refusal that the user can act on. It knows nothing of HTTP. */
export class DomainError extends Error {
  readonly refusal: Refusal
  readonly fields: FieldError[]

  constructor(
    refusal: PlainErrorCode | Refusal,
    { fields = [], cause }: { fields?: FieldError[]; cause?: unknown } = {},
  ) {
    const said = refusalOf(refusal)
    super(said.code, { cause })
    this.name = 'DomainError'
    this.refusal = said
    this.fields = fields
  }

  get code(): ErrorCode {
    return this.refusal.code
  }

  /** All that is refused: each wrong field, or else the request as a whole. */
  get refusals(): Refusal[] {
    return this.fields.length > 0 ? this.fields : [this.refusal]
  }
}

/** A refusal that concerns exactly one field. */
export function fieldError(pointer: string, refusal: PlainErrorCode | Refusal): DomainError {
  return new DomainError('validation_failed', { fields: [{ pointer, ...refusalOf(refusal) }] })
}

/** A refusal from its code alone, where that is all it tells. */
export function refusalOf(refusal: PlainErrorCode | Refusal): Refusal {
  return typeof refusal === 'string' ? { code: refusal } : refusal
}

/** Passes over refusals that say no more than that it is done already, by another run. */
export function ignoring(...codes: ErrorCode[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof DomainError && codes.includes(error.code))) throw error
  }
}
