import { isDeepStrictEqual } from 'node:util'
import type { Report } from '../domain/outcomes/report.ts'
import type { Member } from '../domain/people/people.ts'
import { erasedPointers } from '../domain/personal-data/erasure.ts'
import { receivedPointers, type TextErasure } from '../domain/questions/inquiry-erasure.ts'
import type { Anchor } from '../history/anchor.ts'
import { againstAnchors, restoreBehind } from '../history/anchored.ts'
import { type HistoryEvent, type SealedTexts, verifyChain } from '../history/chain.ts'
import type { Heads, HistoryBreak, HistoryCheck, Restored } from '../history/check.ts'
import type { Deviation } from '../history/differing.ts'
import { membershipOf } from './accounts.ts'
import { chainsOf, type StoredChain } from './chains.ts'
import type { Database, Item } from './database.ts'
import { digestOf, frozenOf } from './frozen-reviews.ts'
import {
  ERASURES,
  eventPartition,
  frozenReviewPartition,
  sequenceSk,
  trailPartition,
} from './table.ts'
import { trailEntryOf } from './trail.ts'
import { readVerified, revisionIn, type Subject, type Verified } from './verified.ts'

/** How often a check is begun anew while persons are being erased. */
const ATTEMPTS = 5

type Trails = ReadonlyMap<string, ReadonlyMap<number, string>>
/** What every chain of a municipality is held against. */
type Against = {
  anchors: readonly Anchor[]
  upTo: string
  /** The persons whose texts may lack. */
  erased: readonly Member[]
  /** Texts of other municipalities that may lack: filled by the municipality's own chain, which comes first. */
  received: ReceivedErasures
  /** The restores that the municipality's own chain tells of: likewise. */
  restores: Restored[]
}
/** A state that a chain must end with, and what makes it anew from the events. */
type Checking = Pick<Subject<unknown>, 'head'> & {
  take: (event: HistoryEvent, texts: SealedTexts | undefined) => void
  deviation: () => Deviation | undefined
}
/** By what names one → whether something of it may still stand. */
type ReceivedErasures = Map<string, Pick<TextErasure, 'inquiryId' | 'text'> & { isOpen: boolean }>
/** A report whose reason is gone, by its id → whose words it may have been. */
type Carrying = Map<string, ReadonlySet<string>>
/** As much of a report's event as tells that. */
type Reported = Partial<Pick<Report, 'unchangedFrom' | 'corrects' | 'hearing'>> & {
  reportId?: string
}
type Found = {
  stream: string
  /** When its events were recorded, in their order. */
  times: string[]
  erasedTexts: number
  break?: HistoryBreak | undefined
}

/** What makes states anew is long, and few ask for a check: loaded when somebody does. */
async function replaying() {
  const { deviationOf, ProposalReplay } = await import('../history/replay-proposal.ts')
  const { MunicipalityReplay } = await import('../history/replay-municipality.ts')
  return { deviationOf, ProposalReplay, MunicipalityReplay }
}

/** Checks whole histories as they lie in the table, past every copy. */
export class Verifier {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Checks every chain of a municipality, its texts, its head, its entries in the trail, the states that pages
   * show and that give access, and the anchors.
   * @param anchors those whose signature holds
   */
  async check(code: string, anchors: readonly Anchor[]): Promise<HistoryCheck> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.#ledger(code)
      const check = await this.#checkOnce(code, anchors)
      // An erasure takes texts that are read seconds after the states: one that began meanwhile isn't known yet.
      const isDoubtful = check.breaks.some(({ fault }) => fault === 'erasure' || fault === 'state')
      if (!isDoubtful || attempt === ATTEMPTS) return check
      if (isDeepStrictEqual(await this.#ledger(code), before)) return check
    }
  }

  /** What was erased, and what of it is through. */
  #ledger(code: string): Promise<Item[]> {
    return this.#database.query(ERASURES, { prefix: `${code}#` })
  }

  async #checkOnce(code: string, anchors: readonly Anchor[]): Promise<HistoryCheck> {
    const { recordedAt: trailedTo } = await revisionIn(this.#database, code)
    // Read beside the rest: every chain is to be in it as far as it had come until then.
    const trailing = this.#trails(code, trailedTo)
    // A failure is told when its turn comes.
    trailing.catch(() => undefined)
    const held = await readVerified(this.#database, code)
    const { upTo, municipality, proposals } = held
    const erased = [...held.members.values()].filter((member) => member.erased)
    const received: ReceivedErasures = new Map()
    const isErasing = () =>
      erased.some((member) => member.erased?.doneAt === undefined) ||
      [...received.values()].some(({ isOpen }) => isOpen)
    const restores: Restored[] = []
    const against = { anchors, upTo, erased, received, restores }
    const { deviationOf, ProposalReplay, MunicipalityReplay } = await replaying()
    const ofMunicipality = new MunicipalityReplay()
    const told: HistoryCheck['told'] = []
    const found: Found[] = []
    const unread = new Map<string, () => Checking>()
    if (municipality)
      unread.set(municipality.stream, () => ({
        ...municipality,
        take(event, texts) {
          ofMunicipality.take(event, texts)
          noteReceived(received, event)
          const { type, recordedAt, data } = event
          if (type === 'history_restored')
            restores.push({ at: recordedAt, asOf: String(data.asOf) })
          if (type !== 'anchor_told') return
          told.push({ at: String(data.at), fingerprint: String(data.fingerprint) })
        },
        // Its answers are told by the proposals.
        deviation: () => undefined,
      }))
    for (const subject of proposals)
      unread.set(subject.stream, () => {
        const { state } = subject
        const replay = new ProposalReplay()
        return {
          ...subject,
          take(event, texts) {
            replay.take(event, texts)
            ofMunicipality.takeAnswer(event, state.id)
          },
          deviation: () => deviationOf(state, replay, isErasing()),
        }
      })
    const astray: string[] = []
    for await (const chain of chainsOf(this.#database, code)) {
      const checking = unread.get(chain.stream)
      if (checking) found.push(checkChain(chain, checking(), against))
      // What has begun since the check did is none of its matter.
      else if (chain.events.some((event) => !isLater(event, upTo))) astray.push(chain.stream)
      unread.delete(chain.stream)
    }
    for (const [stream, checking] of unread)
      found.push(checkChain({ stream, events: [], texts: new Map() }, checking(), against))
    const trails = await trailing
    for (const each of found) each.break ??= trailBreak(each, trails.get(each.stream), trailedTo)
    const breaks = found.flatMap((each) => each.break ?? [])
    if (municipality && !breaks.some(({ stream }) => stream === municipality.stream)) {
      const deviation =
        ofMunicipality.deviation({ ...held, municipality: municipality.state }, isErasing()) ??
        accessDeviation(code, held) ??
        ofMunicipality.closedDeviation(await this.#digests(code))
      if (deviation) breaks.push({ stream: municipality.stream, fault: 'state', ...deviation })
    }
    const subjects = [...(municipality ? [municipality] : []), ...proposals]
    breaks.push(...missing(subjects, astray, { anchors, trails, restores }))
    breaks.push(...(await this.#unfounded(code, trailedTo)).filter(isOfAnotherThan(breaks)))
    breaks.sort((a, b) => (a.stream < b.stream ? -1 : 1))
    return {
      code,
      upTo,
      chains: subjects.length,
      events: found.reduce((sum, { times }) => sum + times.length, 0),
      erasedTexts: found.reduce((sum, { erasedTexts }) => sum + erasedTexts, 0),
      anchors: anchors.length,
      restores: restores.map((restore) => ({
        ...restore,
        anchors: anchors.filter(({ at }) => restoreBehind(at, [restore])).length,
      })),
      told,
      breaks,
    }
  }

  /** Where the chains end, at one instant; undefined where there is no such municipality. */
  async heads(code: string): Promise<Heads | undefined> {
    const { upTo: at, municipality, proposals } = await readVerified(this.#database, code)
    if (!municipality) return undefined
    const heads = [municipality, ...proposals].map(
      ({ stream, head }): [string, [number, string]] => [stream, [head.sequence, head.hash]],
    )
    const events = heads.reduce((sum, [, [sequence]]) => sum + sequence, 0)
    return { code, at, events, heads: Object.fromEntries(heads) }
  }

  async #trails(code: string, through: string): Promise<Trails> {
    const trails = new Map<string, Map<number, string>>()
    for await (const page of this.#database.pages(trailPartition(code), { through }))
      for (const { stream, sequence, recordedAt } of page.map(trailEntryOf)) {
        const known = trails.get(stream) ?? new Map<number, string>()
        trails.set(stream, known.set(sequence, recordedAt))
      }
    return trails
  }

  /** Entries of the trail from behind an instant, of which there is no event. */
  async #unfounded(code: string, after: string): Promise<HistoryBreak[]> {
    const entries = (await this.#database.query(trailPartition(code), { after })).map(trailEntryOf)
    const items = await this.#database.get(
      entries.map(({ stream, sequence }) => ({
        pk: eventPartition(code),
        sk: sequenceSk(stream, sequence),
      })),
    )
    return entries.flatMap(({ stream, sequence, recordedAt }, at): HistoryBreak[] => {
      const event = items[at]?.event
      const isThere = event && JSON.parse(String(event)).recordedAt === recordedAt
      return isThere ? [] : [{ stream, sequence, fault: 'trail' }]
    })
  }

  /** The hashes of the closed reviews, which lie apart. */
  async #digests(code: string): Promise<Map<string, string>> {
    const [items, { versionName }] = await Promise.all([
      this.#database.query(frozenReviewPartition(code)),
      import('../history/replay-reviews.ts'),
    ])
    return new Map(
      items.map(frozenOf).map((frozen) => {
        const { reviewId, number } = frozen
        return [versionName(reviewId, number), digestOf(frozen)]
      }),
    )
  }
}

/** Checks one chain: its links, its head and texts, the anchors, and the state. */
function checkChain(
  { stream, events, texts }: StoredChain,
  { head, take, deviation }: Checking,
  { anchors, upTo, erased, received, restores }: Against,
): Found {
  const times: string[] = []
  const hashes: string[] = []
  const bereft: HistoryEvent[] = []
  const carrying: Carrying = new Map()
  const verification = verifyChain(stream, {
    events: events.filter(isBy(head.sequence, upTo)),
    head,
    textsOf: (sequence) => texts.get(sequence),
    onEvent: (event, hash) => {
      const own = texts.get(event.sequence)
      times.push(event.recordedAt)
      hashes.push(hash)
      take(event, own)
      const gone = goneOf(event, own)
      const whose = carriedFrom(carrying, event, gone)
      if (!isAccountedFor(event, gone, { erased, whose })) bereft.push(event)
    },
  })
  const sums = {
    stream,
    times,
    erasedTexts: verification.intact ? verification.erasedTexts : 0,
  }
  const broken = (found: Omit<HistoryBreak, 'stream'>): Found => ({
    ...sums,
    break: { stream, ...found },
  })
  if (!verification.intact) {
    const { sequence, fault } = verification
    return broken({ sequence, fault })
  }
  const anchored = againstAnchors(stream, { times, hashes }, { anchors, restores })
  if (anchored) return broken(anchored)
  const unaccounted = bereft.find((event) => !isOfAnother(event, received))
  if (unaccounted) return broken({ sequence: unaccounted.sequence, fault: 'erasure' })
  const deviating = deviation()
  return deviating ? broken({ fault: 'state', ...deviating }) : sums
}

/** A chain's first event of up to an instant that the trail lacks or has otherwise, or the first that it makes up. */
function trailBreak(
  { stream, times }: Found,
  trail: ReadonlyMap<number, string> = new Map(),
  trailedTo: string,
): HistoryBreak | undefined {
  const lost = times.findIndex((at, index) => at <= trailedTo && trail.get(index + 1) !== at) + 1
  const sequence = lost || [...trail.keys()].find((known) => known > times.length)
  return sequence === undefined ? undefined : { stream, sequence, fault: 'trail' }
}

/** What is told of a stream already is told once. */
function isOfAnotherThan(breaks: readonly HistoryBreak[]): (found: HistoryBreak) => boolean {
  const told = new Set(breaks.map(({ stream }) => stream))
  return ({ stream }) => !told.has(stream)
}

/** What an account may do must be what the roster says of its person. */
function accessDeviation(
  code: string,
  { members, memberships }: Pick<Verified, 'members' | 'memberships'>,
): Deviation | undefined {
  for (const [id, item] of memberships) {
    const member = members.get(id)
    // Whoever is being erased may have lost it already.
    if (!member || (member.erased && !item)) continue
    const { pk: _, sk: __, ...held } = item ?? {}
    if (!isDeepStrictEqual(held, { ...membershipOf(code, member) }))
      return { pointer: `/members/${id}/access`, sequence: member.edition ?? 1 }
  }
  return undefined
}

/** The pointers of an event's texts that are not there any more. */
function goneOf({ commitments }: HistoryEvent, texts: SealedTexts | undefined): string[] {
  return Object.keys(commitments).filter((pointer) => texts?.[pointer] === undefined)
}

/**
 * Whose words a report's reason may be that carries another's on word for word: it names the one that it is from, and
 * what still stands of that was nobody's who was erased.
 * @param carrying of the chain's earlier reports; the event's own is put to them
 */
function carriedFrom(
  carrying: Carrying,
  { type, by, data }: HistoryEvent,
  gone: readonly string[],
): ReadonlySet<string> {
  const { reportId, unchangedFrom, corrects, hearing } = data as Reported
  const whose = new Set(
    [unchangedFrom, corrects].flatMap((from = '') => [...(carrying.get(from) ?? [])]),
  )
  const isReport = type === 'report_recorded' || type === 'report_corrected'
  if (reportId !== undefined && isReport && gone.includes('/reason')) {
    const own = [by.memberId, hearing?.speaker.memberId].filter((id) => id !== undefined)
    carrying.set(reportId, new Set([...whose, ...own]))
  }
  return whose
}

/** Whether all that an event lacks of its texts belongs to persons who were erased. */
function isAccountedFor(
  { type, by, data }: HistoryEvent,
  gone: readonly string[],
  { erased, whose }: { erased: readonly Member[]; whose: ReadonlySet<string> },
): boolean {
  if (gone.length === 0) return true
  const theirs = erased.flatMap(({ id: memberId, erased }) => {
    const texts = erased?.texts ?? false
    const carried = new Set(whose.has(memberId) ? [String(data.reportId)] : [])
    return erasedPointers({ type, by, data }, gone, { memberId, texts, carried })
  })
  return gone.every((pointer) => theirs.includes(pointer))
}

/** The municipality's own history says which texts of others were erased, and which of them are through. */
function noteReceived(received: ReceivedErasures, { type, data }: HistoryEvent): void {
  const { inquiryId, text } = data as Pick<TextErasure, 'inquiryId' | 'text'>
  const isBegun = type === 'inquiry_erased'
  // A person's erasure ends with an event of the same type.
  const isDone = type === 'erasure_completed' && inquiryId !== undefined
  if (isBegun || isDone) received.set(`${inquiryId} ${text}`, { inquiryId, text, isOpen: isBegun })
}

/** Whether it lacks what another municipality wrote and had erased. Such an event has no other text. */
function isOfAnother(event: HistoryEvent, received: ReceivedErasures): boolean {
  return [...received.values()].some((one) => receivedPointers(event, ['/text'], one).length > 0)
}

/** Leaves out what was written behind the head after the check began: a check looks at one instant. */
function isBy(sequence: number, upTo: string) {
  return (event: string, at: number): boolean => at < sequence || !isLater(event, upTo)
}

/** What says no instant is not later: something is wrong with it. */
function isLater(event: string, upTo: string): boolean {
  try {
    return (JSON.parse(event) as { recordedAt: string }).recordedAt > upTo
  } catch {
    return false
  }
}

/** Chains that have no state any more: their events are there, or an anchor or the trail knows them. */
function missing(
  subjects: readonly { stream: string }[],
  astray: readonly string[],
  { anchors, trails, restores }: Pick<Against, 'anchors' | 'restores'> & { trails: Trails },
): HistoryBreak[] {
  const there = new Set(subjects.map(({ stream }) => stream))
  const gone = new Map<string, string | undefined>(astray.map((stream) => [stream, undefined]))
  for (const stream of trails.keys()) if (!there.has(stream)) gone.set(stream, undefined)
  for (const { at, heads } of anchors)
    if (!restoreBehind(at, restores))
      for (const stream of Object.keys(heads)) if (!there.has(stream)) gone.set(stream, at)
  return [...gone].map(([stream, anchoredAt]) => ({
    stream,
    sequence: 1,
    fault: 'missing',
    ...(anchoredAt !== undefined && { anchoredAt }),
  }))
}
