import type { Head, Municipality } from '../domain/municipality.ts'
import type { Proposal } from '../domain/proposal.ts'
import type { Anchor } from '../history/anchor.ts'
import { type SealedTexts, verifyChain } from '../history/chain.ts'
import type { Heads, HistoryBreak, HistoryCheck } from '../history/check.ts'
import { deviationOf, MunicipalityReplay, Replay, settingsDeviationOf } from '../history/replay.ts'
import { revisionOf } from './commit.ts'
import type { Database } from './database.ts'
import { type State, stateOf } from './states.ts'
import {
  eventPartition,
  municipalityStream,
  proposalStream,
  registerPartition,
  revisionKey,
  textPartition,
  trailPartition,
} from './table.ts'
import { trailEntryOf } from './trail.ts'

type Subject = { stream: string; head: Head; state: State }
type Trails = Map<string, Map<number, string>>

/** How many chains are read at once: the engine works while this process computes. */
const AT_ONCE = 8
/** How often heads are read anew while others write. */
const ATTEMPTS = 10

/** Checks whole histories as they lie in the table, past every copy. */
export class Verifier {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Checks every chain of a municipality, its texts, its head, its entries in the trail, the state that pages
   * show, and the anchors.
   * @param anchors those whose signature holds
   */
  async check(code: string, anchors: readonly Anchor[]): Promise<HistoryCheck> {
    const { upTo, subjects, trails } = await this.#begin(code)
    const breaks: HistoryBreak[] = []
    const sums = { events: 0, erasedTexts: 0 }
    const open = [...subjects]
    const work = async () => {
      for (let subject = open.shift(); subject; subject = open.shift()) {
        const found = await this.#chain(code, subject, { anchors, trails, upTo })
        sums.events += found.events
        sums.erasedTexts += found.erasedTexts
        if (found.break) breaks.push(found.break)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    breaks.push(...missing(subjects, anchors, trails))
    breaks.sort((a, b) => (a.stream < b.stream ? -1 : 1))
    return { code, upTo, chains: subjects.length, ...sums, anchors: anchors.length, breaks }
  }

  /** Where the chains end, at one instant; undefined where there is no such municipality. */
  async heads(code: string): Promise<Heads | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.#revision(code)
      if (before.number === 0) return undefined
      const subjects = await this.#subjects(code)
      const after = await this.#revision(code)
      if (before.number !== after.number && attempt < ATTEMPTS) continue
      const heads = subjects.map(({ stream, head }): [string, [number, string]] => [
        stream,
        [head.sequence, head.hash],
      ])
      const events = heads.reduce((sum, [, [sequence]]) => sum + sequence, 0)
      return { code, at: before.recordedAt, events, heads: Object.fromEntries(heads) }
    }
  }

  async #begin(code: string) {
    const { recordedAt: upTo } = await this.#revision(code)
    // The trail first: what is written meanwhile is in the chains then, and its instant tells it apart.
    const trails: Trails = new Map()
    for (const item of await this.#database.query(trailPartition(code))) {
      const { stream, sequence, recordedAt } = trailEntryOf(item)
      const known = trails.get(stream) ?? new Map<number, string>()
      trails.set(stream, known.set(sequence, recordedAt))
    }
    return { upTo, trails, subjects: await this.#subjects(code) }
  }

  async #revision(code: string) {
    const [item] = await this.#database.get([revisionKey(code)])
    return revisionOf(item)
  }

  async #subjects(code: string): Promise<Subject[]> {
    const items = await this.#database.query(registerPartition(code))
    return items.map(stateOf).flatMap((state): Subject[] => {
      const stream = streamOf(state)
      return stream && 'head' in state.value ? [{ stream, head: state.value.head, state }] : []
    })
  }

  async #chain(
    code: string,
    { stream, head, state }: Subject,
    { anchors, trails, upTo }: { anchors: readonly Anchor[]; trails: Trails; upTo: string },
  ): Promise<{ events: number; erasedTexts: number; break?: HistoryBreak }> {
    const [events, texts] = await Promise.all([
      this.#database.query(eventPartition(code, stream)),
      this.#database.query(textPartition(code, stream)),
    ])
    const textsOf = new Map(texts.map(({ sk, texts }) => [Number(sk), texts as SealedTexts]))
    const trail = trails.get(stream)
    const times: string[] = []
    const hashes: string[] = []
    const replay = state.kind === 'proposal' ? new Replay() : new MunicipalityReplay()
    let lost: number | undefined
    const verification = verifyChain(stream, {
      events: events.map(({ event }) => String(event)).filter(isBy(head, upTo)),
      head,
      textsOf: (sequence) => textsOf.get(sequence),
      onEvent: (event, hash) => {
        const { sequence, recordedAt } = event
        times.push(recordedAt)
        hashes.push(hash)
        replay.take(event, textsOf.get(sequence))
        if (recordedAt <= upTo && trail?.get(sequence) !== recordedAt) lost ??= sequence
      },
    })
    const sums = {
      events: times.length,
      erasedTexts: verification.intact ? verification.erasedTexts : 0,
    }
    const broken = (found: Omit<HistoryBreak, 'stream'>) => ({
      ...sums,
      break: { stream, ...found },
    })
    if (!verification.intact) {
      const { sequence, fault } = verification
      return broken({ sequence, fault })
    }
    const anchored = againstAnchors(stream, { times, hashes }, anchors)
    if (anchored) return broken(anchored)
    const deviation =
      replay instanceof Replay
        ? deviationOf(state.value as Proposal, replay.state)
        : settingsDeviationOf(state.value as Municipality, replay)
    if (deviation) return broken({ fault: 'state', ...deviation })
    const unknown = [...(trail?.keys() ?? [])].find((sequence) => sequence > times.length)
    const astray = lost ?? unknown
    return astray === undefined ? sums : broken({ sequence: astray, fault: 'trail' })
  }
}

/** Leaves out what was written behind the head after the check began: a check looks at one instant. */
function isBy({ sequence }: Head, upTo: string) {
  return (event: string, at: number): boolean =>
    at < sequence || !((JSON.parse(event) as { recordedAt: string }).recordedAt > upTo)
}

function streamOf(state: State): string | undefined {
  if (state.kind === 'municipality') return municipalityStream(state.value.code)
  return state.kind === 'proposal' ? proposalStream(state.value.id) : undefined
}

/**
 * Holds a chain against each anchor: its last event recorded by the anchor's instant must be the anchored one.
 * So neither may an anchored event be another one now, nor may one be added with a date before the anchor.
 */
function againstAnchors(
  stream: string,
  { times, hashes }: { times: readonly string[]; hashes: readonly string[] },
  anchors: readonly Anchor[],
): Omit<HistoryBreak, 'stream'> | undefined {
  for (const { at, heads } of anchors) {
    const [sequence, hash] = heads[stream] ?? [0, undefined]
    const found = countUpTo(times, at)
    if (found === sequence && (sequence === 0 || hashes[sequence - 1] === hash)) continue
    const first = found === sequence ? sequence : Math.min(found, sequence) + 1
    return { sequence: first, fault: 'anchor', anchoredAt: at }
  }
  return undefined
}

/** How many of the ascending instants are not later than one. */
function countUpTo(times: readonly string[], at: string): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? '') <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Chains that an anchor or the trail knows, and that have no state any more. */
function missing(
  subjects: readonly Subject[],
  anchors: readonly Anchor[],
  trails: Trails,
): HistoryBreak[] {
  const there = new Set(subjects.map(({ stream }) => stream))
  const gone = new Map<string, string | undefined>()
  for (const stream of trails.keys()) if (!there.has(stream)) gone.set(stream, undefined)
  for (const { at, heads } of anchors)
    for (const stream of Object.keys(heads)) if (!there.has(stream)) gone.set(stream, at)
  return [...gone].map(([stream, anchoredAt]) => ({
    stream,
    sequence: 1,
    fault: 'missing',
    ...(anchoredAt !== undefined && { anchoredAt }),
  }))
}
