import { withTexts } from '../domain/trail/trail.ts'
import type { HistoryEvent, SealedTexts } from './chain.ts'
import type { Deviation, Told } from './differing.ts'
import { InquiriesReplay } from './replay-inquiries.ts'
import { RequestsReplay } from './replay-requests.ts'
import { ReviewsReplay } from './replay-reviews.ts'
import { RosterReplay } from './replay-roster.ts'
import { SettingsReplay } from './replay-settings.ts'

/** What a municipality's own events are compared with. */
export type MunicipalityHeld = {
  municipality: object
  members: ReadonlyMap<string, object>
  reviews: ReadonlyMap<string, object>
  requests: ReadonlyMap<string, Told>
  inquiries: ReadonlyMap<string, object>
  /** What was answered later is left out. */
  upTo: string
}

/** What the events of a municipality's own stream tell, with the answers that its proposals' tell. */
export class MunicipalityReplay {
  readonly #settings = new SettingsReplay()
  readonly #roster = new RosterReplay()
  readonly #reviews = new ReviewsReplay()
  readonly #requests = new RequestsReplay()
  readonly #inquiries = new InquiriesReplay()

  take(event: HistoryEvent, texts: SealedTexts = {}): void {
    const data = withTexts(event.data, event.commitments, texts)
    this.#settings.take(event, data)
    this.#roster.take(event, data)
    this.#reviews.take(event, data)
    this.#requests.takeOfMunicipality(event, data)
    this.#inquiries.take(event, data)
  }

  /** Answers to requests are told by the proposals. */
  takeAnswer(event: HistoryEvent, proposalId: string): void {
    this.#requests.takeOfProposal(event, proposalId)
  }

  /** The first place where a state says something else than the events. */
  deviation(
    { municipality, members, reviews, requests, inquiries, upTo }: MunicipalityHeld,
    isErasing: boolean,
  ): Deviation | undefined {
    return (
      this.#settings.deviation(municipality, isErasing) ??
      this.#roster.deviation(members, isErasing) ??
      this.#reviews.deviation(reviews, isErasing) ??
      this.#requests.deviation(requests, upTo) ??
      this.#inquiries.deviation(inquiries, isErasing)
    )
  }

  /** The same of closed reviews, which lie apart. */
  closedDeviation(digests: ReadonlyMap<string, string>): Deviation | undefined {
    return this.#reviews.closedDeviation(digests)
  }
}
