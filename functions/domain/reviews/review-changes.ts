import { fiscalYearSpan, tokyoDayOf } from '../calendar.ts'
import { attribute, type Deed, type MunicipalityChange, separateTexts } from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import type { Register } from '../register.ts'
import { type Asking, issueRequest } from '../requests/request.ts'
import type { Action } from '../rules.ts'
import {
  type Ask,
  type Finding,
  type FrozenReview,
  lastVersion,
  openReviewOf,
  type Review,
  type ReviewDates,
  type ReviewOpening,
  type ReviewSubmission,
  type ReviewTexts,
  type ReviewVersion,
} from './review.ts'
import {
  countsOf,
  editionOfRows,
  hasBegun,
  rowsAt,
  viewpointOfReview,
  yearsWithout,
} from './review-rows.ts'

/**
 * Opens the yearly round of a fiscal year.
 * @throws DomainError `not_allowed`; `review_open` while another one is; `review_exists` where the year has
 * one already; `validation_failed` for a year ahead or dates outside it
 */
export function openReview(
  register: Register,
  { fiscalYear, asOf, dueOn }: ReviewOpening,
  deed: Deed,
): MunicipalityChange {
  const { municipality, reviews } = register
  const by = attributed(register, fiscalYear, 'review.open', deed)
  if (!hasBegun(fiscalYear, deed.now)) throw fieldError('/fiscalYear', 'in_future')
  if (openReviewOf(reviews.values())) throw new DomainError('review_open')
  if ([...reviews.values()].some((review) => review.fiscalYear === fiscalYear))
    throw new DomainError('review_exists')
  checkDates(fiscalYear, { asOf, dueOn }, deed)
  const review: Review = {
    v: 1,
    id: deed.id,
    municipality: municipality.code,
    fiscalYear,
    asOf,
    dueOn,
    openedAt: deed.now,
    by,
    isOpen: true,
    asks: {},
    findings: [],
    versions: [],
  }
  return changed(register, review, {
    type: 'review_opened',
    by,
    data: { reviewId: review.id, fiscalYear, asOf, dueOn },
    texts: {},
  })
}

/**
 * Moves an open round's dates.
 * @throws DomainError `not_allowed`, `review_closed`, `nothing_changed`, `validation_failed`
 */
export function rescheduleReview(
  register: Register,
  reviewId: string,
  dates: ReviewDates,
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.work', deed)
  checkDates(before.fiscalYear, dates, deed)
  const { asOf = before.asOf, dueOn = before.dueOn } = dates
  if (asOf === before.asOf && dueOn === before.dueOn) throw new DomainError('nothing_changed')
  return changed(
    register,
    { ...before, asOf, dueOn },
    { type: 'review_rescheduled', by, data: { reviewId, asOf, dueOn }, texts: {} },
  )
}

/**
 * Asks one person about what an open round waits for: by mail where one reaches them, else by paper. The round
 * remembers whom it asked about what, so that what stays without an answer names them.
 * @throws DomainError `not_allowed`, `review_closed`; otherwise as `issueRequest`
 */
export function askInReview(
  register: Register,
  reviewId: string,
  { memberId, via, proposalIds }: Pick<Asking, 'memberId' | 'via' | 'proposalIds'>,
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  attributed(register, before.fiscalYear, 'review.work', deed)
  const today = tokyoDayOf(deed.now)
  const { asOf, dueOn } = before
  const change = issueRequest(
    register,
    {
      memberId,
      proposalIds,
      purpose: 'review',
      reviewId,
      asOf,
      dueOn: dueOn < today ? today : dueOn,
    },
    deed,
  )
  const asks = proposalIds.map((id): [string, Ask] => {
    const known = before.asks[id]
    const together = known && tokyoDayOf(known.at) === today ? known.memberIds : []
    return [id, { via, memberIds: [...new Set([...together, memberId])], at: deed.now }]
  })
  const review = { ...before, asks: { ...before.asks, ...Object.fromEntries(asks) } }
  const event = { ...change.event, data: { ...change.event.data, via } }
  return { ...change, event, reviews: [review] }
}

/**
 * Closes a round: which reports stood on its day, as known now, is frozen as ids and codes.
 * @param edition of the round as it was looked at (`editionOfRows`)
 * @throws DomainError `not_allowed`, `review_closed`; `review_moved` where something changed meanwhile
 */
export function closeReview(
  register: Register,
  { reviewId, edition }: { reviewId: string; edition: number },
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  const { fiscalYear, amending } = before
  const by = attributed(register, fiscalYear, 'review.close', deed)
  const rows = rowsAt(register, before, deed.now)
  if (editionOfRows(register, before, rows) !== edition) throw new DomainError('review_moved')
  const { day, knownAt } = viewpointOfReview(before, deed.now)
  const number = (lastVersion(before)?.number ?? 0) + 1
  const counts = countsOf(rows)
  const version: ReviewVersion = {
    number,
    day,
    knownAt,
    by,
    sequence: nextSequence(register),
    counts,
    ...(amending && {
      amends: amending.of,
      reason: amending.reason,
      amendedBy: amending.by.memberId,
    }),
  }
  const { reflection: _, amending: __, ...kept } = before
  const after: Review = {
    ...kept,
    isOpen: false,
    asks: {},
    findings: [],
    versions: [...before.versions, version],
  }
  return {
    ...changed(register, after, {
      type: 'review_closed',
      by,
      data: {
        reviewId,
        version: number,
        day,
        knownAt,
        counts,
        ...(amending && { amends: amending.of }),
      },
      texts: {},
    }),
    frozen: frozenOf(register, before, { rows, number, day, knownAt }),
  }
}

function frozenOf(
  register: Register,
  { id, fiscalYear, asOf, dueOn, findings, reflection }: Review,
  stood: Pick<FrozenReview, 'rows' | 'number' | 'day' | 'knownAt'>,
): FrozenReview {
  const { text: _, ...reflected } = reflection ?? { text: '' }
  return {
    v: 1,
    reviewId: id,
    fiscalYear,
    asOf,
    dueOn,
    ...stood,
    years: yearsWithout(register, fiscalYear),
    findings: findings.map(
      ({ text: _text, heardFrom: { note: _note, ...heardFrom }, ...finding }) => ({
        ...finding,
        heardFrom,
      }),
    ),
    ...(reflection && { reflection: reflected as NonNullable<FrozenReview['reflection']> }),
  }
}

/**
 * Opens a closed round again, for a version that takes the last one's place; that one stays as it is.
 * @param last the version to begin with, and its texts
 * @throws DomainError `not_allowed`, `review_not_closed`, `review_open`
 */
export function reopenReview(
  register: Register,
  {
    reviewId,
    reason,
    last,
    texts,
  }: {
    reviewId: string
    reason: string
    last: FrozenReview
    texts: ReviewTexts
  },
  deed: Deed,
): MunicipalityChange {
  const before = reviewIn(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.close', deed)
  const version = lastVersion(before)
  if (before.isOpen || version?.number !== last.number) throw new DomainError('review_not_closed')
  if (openReviewOf(register.reviews.values())) throw new DomainError('review_open')
  // What was erased meanwhile doesn't come back, nor what is about to be.
  const isErased = (memberId: string | undefined) =>
    register.members.get(memberId ?? '')?.erased?.texts === true
  const findings = last.findings.flatMap((finding): Finding[] => {
    if (isErased(finding.by.memberId) || isErased(finding.heardFrom.memberId)) return []
    const { '/text': text, '/heardFrom/note': note } = texts.get(finding.sequence) ?? {}
    if (text === undefined) return []
    const heardFrom = { ...finding.heardFrom, ...(note !== undefined && { note }) }
    return [{ ...finding, heardFrom, text }]
  })
  const reflected =
    last.reflection && !isErased(last.reflection.by.memberId)
      ? texts.get(last.reflection.sequence)?.['/text']
      : undefined
  const asked = last.rows.flatMap((row) => (row.asked ? [[row.proposalId, row.asked]] : []))
  const after: Review = {
    ...before,
    isOpen: true,
    asks: Object.fromEntries(asked),
    findings,
    ...(last.reflection &&
      reflected !== undefined && { reflection: { ...last.reflection, text: reflected } }),
    amending: { of: version.number, reason, at: deed.now, by },
  }
  return changed(register, after, {
    type: 'review_reopened',
    by,
    ...separateTexts({ reviewId, version: version.number, reason }),
  })
}

/**
 * 部会へ提出: the program may see the status and the factors of every row, and the reasons of the chosen rows.
 * @throws DomainError `not_allowed`, `review_not_closed`, `nothing_changed`; `validation_failed` for texts of
 * proposals that the version doesn't hold
 */
export function submitReview(
  register: Register,
  reviewId: string,
  { version: number, texts, frozen }: ReviewSubmission & { frozen: FrozenReview },
  deed: Deed,
): MunicipalityChange {
  const before = reviewIn(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.close', deed)
  const version = before.versions.find((one) => one.number === number)
  if (!version || version !== lastVersion(before)) throw new DomainError('review_not_closed')
  texts.forEach((proposalId, at) => {
    if (!frozen.rows.some((row) => row.proposalId === proposalId && row.hasReason))
      throw fieldError(`/texts/${at}`, 'not_found')
  })
  if (version.submitted && String(version.submitted.texts) === String(texts))
    throw new DomainError('nothing_changed')
  const submitted = { at: deed.now, by, texts }
  const after: Review = {
    ...before,
    versions: before.versions.map((one) => (one === version ? { ...one, submitted } : one)),
  }
  return changed(register, after, {
    type: 'review_submitted',
    by,
    data: { reviewId, version: number, proposalIds: texts },
    texts: {},
  })
}

/** @throws DomainError `not_found` */
export function reviewIn(register: Register, reviewId: string): Review {
  const review = register.reviews.get(reviewId)
  if (!review) throw new DomainError('not_found')
  return review
}

/** @throws DomainError `not_found`, `review_closed` */
export function openOne(register: Register, reviewId: string): Review {
  const review = reviewIn(register, reviewId)
  if (!review.isOpen) throw new DomainError('review_closed')
  return review
}

/** @throws DomainError `not_allowed` */
export function attributed(
  { municipality }: Register,
  fiscalYear: number,
  action: Action,
  deed: Deed,
) {
  return attribute(deed, action, { municipality: municipality.code, cohorts: [fiscalYear] })
}

function checkDates(fiscalYear: number, { asOf, dueOn }: ReviewDates, { now }: Deed): void {
  const { first, last } = fiscalYearSpan(fiscalYear)
  if (asOf !== undefined && (asOf < first || asOf > last))
    throw fieldError('/asOf', { code: 'outside_fiscal_year', params: { fiscalYear } })
  if (dueOn !== undefined && dueOn < tokyoDayOf(now)) throw fieldError('/dueOn', 'in_past')
}

/** The number that the change's own event will have. */
export function nextSequence({ municipality }: Register): number {
  return municipality.head.sequence + 1
}

/** A change of one review. */
export function changed(
  { municipality }: Register,
  review: Review,
  event: MunicipalityChange['event'],
  entityId = review.id,
): MunicipalityChange {
  return { after: municipality, members: [], reviews: [review], event, entityId }
}
