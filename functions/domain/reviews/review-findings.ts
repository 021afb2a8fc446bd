import { spanOf, tokyoDayOf } from '../calendar.ts'
import { type Deed, type MunicipalityChange, separateTexts } from '../change.ts'
import { DomainError, fieldError } from '../errors.ts'
import { type Register, requireSpeakerOnRoster } from '../register.ts'
import { type Finding, type FindingInput, MOST_FINDINGS, type Review } from './review.ts'
import { attributed, changed, nextSequence, openOne } from './review-changes.ts'

/** What the cohort writes while a review is open: findings of its conversations, and the reflection. */

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
    throw fieldError('/text', { code: 'too_many', params: { max: MOST_FINDINGS } })
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

function findingIn({ findings }: Review, findingId: string): Finding {
  const finding = findings.find(({ id }) => id === findingId)
  if (!finding) throw new DomainError('not_found')
  return finding
}

function checkFinding(
  register: Register,
  { fiscalYear }: Review,
  { proposalId, heardOn, heardFrom }: FindingInput,
  { now }: Deed,
): void {
  if (spanOf(heardOn).first > tokyoDayOf(now)) throw fieldError('/heardOn', 'in_future')
  requireSpeakerOnRoster(register, heardFrom, '/heardFrom')
  if (proposalId === undefined) return
  const proposal = register.proposals.get(proposalId)
  if (!proposal || proposal.cohort >= fiscalYear) throw fieldError('/proposalId', 'not_found')
}
