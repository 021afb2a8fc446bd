import { fiscalYearSpan, spanOf, tokyoDayOf } from './calendar.ts'
import { attribute, type Deed, type MunicipalityChange, separateTexts } from './change.ts'
import { DomainError, fieldError } from './errors.ts'
import { checkSpeaker } from './proposal-changes.ts'
import type { Register } from './register.ts'
import { type Asking, issueRequest } from './request.ts'
import {
  type Ask,
  type Finding,
  type FindingInput,
  type FrozenReview,
  lastVersion,
  MOST_FINDINGS,
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
import type { Action } from './rules.ts'

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
  if (dates.asOf === before.asOf && dates.dueOn === before.dueOn)
    throw new DomainError('nothing_changed')
  return changed(
    register,
    { ...before, ...dates },
    { type: 'review_rescheduled', by, data: { reviewId, ...dates }, texts: {} },
  )
}

/**
 * Records what the cohort learned in a conversation.
 * @throws DomainError `not_allowed`, `review_closed`; `too_many`; `validation_failed` for a day ahead, a person
 * who isn't on the roster or a proposal that the round doesn't cover
 */
export function recordFinding(
  register: Register,
  reviewId: string,
  input: FindingInput,
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.work', deed)
  if (before.findings.length >= MOST_FINDINGS)
    throw fieldError('/text', 'too_many', { max: MOST_FINDINGS })
  checkFinding(register, before, input, deed)
  const finding: Finding = {
    ...input,
    id: deed.id,
    sequence: nextSequence(register),
    recordedAt: deed.now,
    by,
  }
  return changed(
    register,
    { ...before, findings: [...before.findings, finding] },
    {
      type: 'review_finding_recorded',
      by,
      ...separateTexts({ reviewId, findingId: finding.id, ...input }),
    },
    finding.id,
  )
}

/**
 * Rewrites a finding. A version that was closed with the old words keeps them.
 * @param edition the finding's number as the editor had it before their eyes (`If-Match`)
 * @throws DomainError as `recordFinding`, and `stale_edit`, `not_found`
 */
export function editFinding(
  register: Register,
  { reviewId, findingId, edition }: { reviewId: string; findingId: string; edition: number },
  input: FindingInput,
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.work', deed)
  const old = findingIn(before, findingId)
  if (old.sequence !== edition) throw new DomainError('stale_edit')
  checkFinding(register, before, input, deed)
  const sequence = nextSequence(register)
  const finding: Finding = { ...input, id: findingId, sequence, recordedAt: deed.now, by }
  return changed(
    register,
    {
      ...before,
      findings: before.findings.map((other) => (other.id === findingId ? finding : other)),
    },
    { type: 'review_finding_edited', by, ...separateTexts({ reviewId, findingId, ...input }) },
    findingId,
  )
}

/**
 * Takes a finding out of an open round.
 * @throws DomainError `not_allowed`, `review_closed`, `not_found`
 */
export function removeFinding(
  register: Register,
  { reviewId, findingId }: { reviewId: string; findingId: string },
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.work', deed)
  findingIn(before, findingId)
  return changed(
    register,
    { ...before, findings: before.findings.filter(({ id }) => id !== findingId) },
    { type: 'review_finding_removed', by, data: { reviewId, findingId }, texts: {} },
    findingId,
  )
}

/**
 * Writes the overall reflection.
 * @param edition its number as the editor had it before their eyes (`If-Match`), 0 where there was none
 * @throws DomainError `not_allowed`, `review_closed`, `stale_edit`
 */
export function writeReflection(
  register: Register,
  { reviewId, edition }: { reviewId: string; edition: number },
  { text }: { text: string },
  deed: Deed,
): MunicipalityChange {
  const before = openOne(register, reviewId)
  const by = attributed(register, before.fiscalYear, 'review.work', deed)
  if ((before.reflection?.sequence ?? 0) !== edition) throw new DomainError('stale_edit')
  const reflection = { text, sequence: nextSequence(register), recordedAt: deed.now, by }
  return changed(
    register,
    { ...before, reflection },
    { type: 'review_reflection_written', by, ...separateTexts({ reviewId, text }) },
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
  return { ...change, reviews: [review] }
}

/**
 * Closes a round: which reports stood on its day, as known now, is frozen as ids and codes.
 * @param edition of the rows as they were looked at (`editionOfRows`)
 * @throws DomainError `not_allowed`, `review_closed`; `review_moved` where something was said meanwhile
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
  if (editionOfRows(before, rows) !== edition) throw new DomainError('review_moved')
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
  // What was erased meanwhile doesn't come back.
  const findings = last.findings.flatMap((finding): Finding[] => {
    const { '/text': text, '/heardFrom/note': note } = texts.get(finding.sequence) ?? {}
    if (text === undefined) return []
    const heardFrom = { ...finding.heardFrom, ...(note !== undefined && { note }) }
    return [{ ...finding, heardFrom, text }]
  })
  const reflected = last.reflection && texts.get(last.reflection.sequence)?.['/text']
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

function openOne(register: Register, reviewId: string): Review {
  const review = reviewIn(register, reviewId)
  if (!review.isOpen) throw new DomainError('review_closed')
  return review
}

function findingIn({ findings }: Review, findingId: string): Finding {
  const finding = findings.find(({ id }) => id === findingId)
  if (!finding) throw new DomainError('not_found')
  return finding
}

function attributed({ municipality }: Register, fiscalYear: number, action: Action, deed: Deed) {
  return attribute(deed, action, { municipality: municipality.code, cohorts: [fiscalYear] })
}

function checkDates(fiscalYear: number, { asOf, dueOn }: ReviewDates, { now }: Deed): void {
  const { first, last } = fiscalYearSpan(fiscalYear)
  if (asOf < first || asOf > last) throw fieldError('/asOf', 'outside_fiscal_year', { fiscalYear })
  if (dueOn < tokyoDayOf(now)) throw fieldError('/dueOn', 'in_past')
}

function checkFinding(
  register: Register,
  { fiscalYear }: Review,
  { proposalId, heardOn, heardFrom }: FindingInput,
  { now }: Deed,
): void {
  if (spanOf(heardOn).first > tokyoDayOf(now)) throw fieldError('/heardOn', 'in_future')
  checkSpeaker(register, heardFrom, '/heardFrom')
  if (proposalId === undefined) return
  const proposal = register.proposals.get(proposalId)
  if (!proposal || proposal.cohort >= fiscalYear) throw fieldError('/proposalId', 'not_found')
}

/** The number that the change's own event will have. */
function nextSequence({ municipality }: Register): number {
  return municipality.head.sequence + 1
}

function changed(
  { municipality }: Register,
  review: Review,
  event: MunicipalityChange['event'],
  entityId = review.id,
): MunicipalityChange {
  return { after: municipality, members: [], reviews: [review], event, entityId }
}
