import type { HistoryEvent } from './chain.ts'
import { type Deviation, differing, type Told, UNTOLD } from './differing.ts'

type Request = Told & { answers: Record<string, Told> }

/**
 * Makes 回答依頼 anew: whom they ask what by the municipality's events, the answers by those of the proposals. How
 * often a link was used, and by which use an answer came, is told by no event.
 */
export class RequestsReplay {
  readonly #requests = new Map<string, { told: Request; sequence: number }>()
  /** Reports by id: answers of before their events named the request. */
  readonly #reports = new Map<unknown, string>()

  takeOfMunicipality({ type, sequence, recordedAt, by }: HistoryEvent, data: Told): void {
    if (type !== 'request_issued') return
    const { requestId, memberId, proposalIds, purpose, dueOn, byMail, reviewId, renews } = data
    const { asOf = UNTOLD, expiresAt = UNTOLD } = data
    const asked = { memberId, proposalIds, purpose, dueOn, byMail, reviewId, renews }
    const told = { ...asked, asOf, expiresAt, issuedAt: recordedAt, by, answers: {} }
    this.#requests.set(String(requestId), { told, sequence })
  }

  /** @param proposalId whose event it is */
  takeOfProposal({ type, recordedAt, by, data }: HistoryEvent, proposalId: string): void {
    const { requestId, reportId, answer } = data
    const isReport = type === 'report_recorded' || type === 'report_corrected'
    if (isReport) this.#reports.set(reportId, recordedAt)
    const known = this.#requests.get(String(requestId))
    if (!known || !(isReport || type === 'passed_on')) return
    known.told.answers[proposalId] = {
      answer: isReport ? 'reported' : answer,
      at: recordedAt,
      channel: by.channel,
      reportId,
      use: UNTOLD,
    }
  }

  /**
   * The first place where a request says something else than its events.
   * @param upTo what was answered later is left out
   */
  deviation(held: ReadonlyMap<string, Told>, upTo: string): Deviation | undefined {
    for (const [id, { told, sequence }] of this.#requests) {
      const request = held.get(id)
      const pointer = `/requests/${id}`
      if (!request) return { pointer, sequence }
      const { v: _, id: __, municipality: ___, uses: ____, ...said } = request
      const answers = this.#answersIn(said.answers as Record<string, Told>, told.answers, upTo)
      const found = differing({ ...said, answers }, told, { pointer, sequence })
      if (found) return { ...found, sequence }
    }
    for (const [id, { issuedAt }] of held)
      if (!this.#requests.has(id) && String(issuedAt) <= upTo)
        return { pointer: `/requests/${id}`, sequence: 1 }
    return undefined
  }

  #answersIn(held: Record<string, Told>, told: Record<string, Told>, upTo: string) {
    return Object.fromEntries(
      Object.entries(held).filter(([proposalId, { at, reportId }]) => {
        if (String(at) > upTo) return false
        return told[proposalId] !== undefined || this.#reports.get(reportId) !== at
      }),
    )
  }
}
