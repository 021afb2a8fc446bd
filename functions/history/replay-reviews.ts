import { tokyoDayOf } from '../domain/calendar.ts'
import type { HistoryEvent } from './chain.ts'
import { type Deviation, differing, type Told, UNTOLD } from './differing.ts'

type Written = Told & { by: Told }
type Finding = Written & { id: unknown; heardFrom: Told }
type Version = Told & { number: number }
type Review = Told & {
  asks: Told
  findings: Finding[]
  reflection: Written | undefined
  amending: Written | undefined
  versions: Version[]
}
/** What a closing took out of the review: opened again, it goes on with it. */
type Closed = Pick<Review, 'asks' | 'findings' | 'reflection'>

/** The hash of a closed version, as its closing tells it; the version itself lies apart. */
type Digest = { digest: string; sequence: number }

/** A closed version's name among the digests. */
export const versionName = (reviewId: string, version: number) => `${reviewId}/versions/${version}`

const COVERED = [
  'fiscalYear',
  'asOf',
  'dueOn',
  'openedAt',
  'by',
  'isOpen',
  'asks',
  'findings',
  'reflection',
  'amending',
  'versions',
] as const

/** Makes a municipality's reviews anew from its events. */
export class ReviewsReplay {
  readonly #reviews = new Map<string, { told: Review; sequence: number; closed?: Closed }>()
  readonly #digests = new Map<string, Digest>()

  /** @param data of the event, with its texts */
  take(event: HistoryEvent, data: Told): void {
    const { type, sequence, recordedAt, by } = event
    if (type === 'member_erased' && data.texts === true) this.#erase(data.memberId)
    const reviewId = String(data.reviewId)
    if (type === 'review_opened') {
      const { fiscalYear, asOf, dueOn } = data
      const told = { fiscalYear, asOf, dueOn, openedAt: recordedAt, by, isOpen: true }
      const empty = { asks: {}, findings: [], reflection: undefined, amending: undefined }
      this.#reviews.set(reviewId, { told: { ...told, ...empty, versions: [] }, sequence })
    }
    const known = this.#reviews.get(reviewId)
    if (!known || !/^(review_|request_issued$)/.test(type)) return
    known.sequence = sequence
    const { told } = known
    const written = { sequence, recordedAt, by }
    switch (type) {
      case 'review_rescheduled':
        told.asOf = data.asOf
        told.dueOn = data.dueOn
        break
      case 'request_issued':
        ask(told, event, data)
        break
      case 'review_finding_recorded':
      case 'review_finding_edited': {
        const { reviewId: _, findingId: id, ...said } = data
        const finding = { ...said, id, ...written } as unknown as Finding
        const at = told.findings.findIndex((other) => other.id === id)
        if (at < 0) told.findings.push(finding)
        else told.findings[at] = finding
        break
      }
      case 'review_finding_removed':
        told.findings = told.findings.filter(({ id }) => id !== data.findingId)
        break
      case 'review_reflection_written':
        told.reflection = { text: data.text, ...written }
        break
      case 'review_closed': {
        const { asks, reflection } = told
        // What was erased before its closing doesn't come back either.
        const findings = told.findings.filter(({ text }) => text !== '')
        known.closed = { asks, findings, reflection }
        this.#close(told, event, data)
        break
      }
      case 'review_reopened': {
        const amending = { of: data.version, reason: data.reason, at: recordedAt, by }
        Object.assign(told, known.closed, { isOpen: true, amending })
        break
      }
      case 'review_submitted': {
        const version = told.versions.find(({ number }) => number === data.version)
        if (version) version.submitted = { at: recordedAt, by, texts: data.proposalIds }
        break
      }
      default:
    }
  }

  #close(told: Review, { sequence, by }: HistoryEvent, data: Told): void {
    const { reviewId, version, day, knownAt, counts, digest } = data
    const { amending } = told
    const amended = amending && {
      amends: amending.of,
      reason: amending.reason,
      amendedBy: amending.by.memberId,
    }
    told.versions.push({ number: Number(version), day, knownAt, by, sequence, counts, ...amended })
    const empty = { asks: {}, findings: [], reflection: undefined, amending: undefined }
    Object.assign(told, empty, { isOpen: false })
    if (typeof digest === 'string')
      this.#digests.set(versionName(String(reviewId), Number(version)), { digest, sequence })
  }

  /** Whoever is erased with their texts: those of open reviews and of why one was opened again are gone at once. */
  #erase(memberId: unknown): void {
    const isTheirs = ({ by, heardFrom }: Finding) =>
      by.memberId === memberId || heardFrom.memberId === memberId
    const isBy = (written: Written | undefined) => written?.by.memberId === memberId
    for (const { told, closed } of this.#reviews.values()) {
      told.findings = told.findings.map((finding) => {
        const { note: _, ...heardFrom } = finding.heardFrom
        return isTheirs(finding) ? { ...finding, heardFrom, text: '' } : finding
      })
      if (isBy(told.reflection)) told.reflection = undefined
      if (told.amending && isBy(told.amending)) told.amending = { ...told.amending, reason: '' }
      for (const version of told.versions)
        if (version.amendedBy === memberId) version.reason = undefined
      // What was erased meanwhile doesn't come back with a closed one that is opened again.
      if (!closed) continue
      closed.findings = closed.findings.filter((finding) => !isTheirs(finding))
      if (isBy(closed.reflection)) closed.reflection = undefined
    }
  }

  /** The first place where a review says something else than its events; none may lack, none be too many. */
  deviation(held: ReadonlyMap<string, object>, isErasing: boolean): Deviation | undefined {
    for (const [id, { told, sequence }] of this.#reviews) {
      const review = held.get(id) as Told | undefined
      const pointer = `/reviews/${id}`
      if (!review) return { pointer, sequence }
      for (const key of COVERED) {
        const at = { pointer: `${pointer}/${key}`, sequence, isErasing }
        const found = differing(review[key], told[key], at)
        if (found) return found
      }
    }
    const unknown = [...held.keys()].find((id) => !this.#reviews.has(id))
    return unknown === undefined ? undefined : { pointer: `/reviews/${unknown}`, sequence: 1 }
  }

  /**
   * The first closed version that is not what its closing tells.
   * @param digests of those that there are; one that was closed while they were read is no break
   */
  closedDeviation(digests: ReadonlyMap<string, string>): Deviation | undefined {
    for (const [name, { digest, sequence }] of this.#digests)
      if (digests.get(name) !== digest) return { pointer: `/reviews/${name}`, sequence }
    return undefined
  }
}

/** A person of the municipality asks in the round; reminders and renewed links ask the same anew. */
function ask(told: Review, { recordedAt, by }: HistoryEvent, data: Told): void {
  if (by.kind !== 'person') return
  const { memberId, proposalIds, via = UNTOLD } = data
  for (const id of proposalIds as string[]) {
    const known = told.asks[id] as { memberIds: unknown[]; at: string } | undefined
    const isToday = known && tokyoDayOf(known.at) === tokyoDayOf(recordedAt)
    const together = isToday ? known.memberIds : []
    const memberIds = [...new Set([...together, memberId])]
    told.asks = { ...told.asks, [id]: { via, memberIds, at: recordedAt } }
  }
}
