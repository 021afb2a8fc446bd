import { type Anchor, type AnchorKey, anchorFile, readAnchor } from '../history/anchor.ts'
import { followsIn } from '../history/anchored.ts'
import type { Heads, HistoryBreak, HistoryCheck } from '../history/check.ts'
import { type AnchorPlace, anchorName } from './anchors.ts'

/** How many anchors are read at once. */
const AT_ONCE = 16

/** What a check found, with the anchor that is the last to vouch for it. */
export type Audit = Omit<HistoryCheck, 'told'> & {
  /** With which key anchors are signed now. */
  publicKey: string
  lastAnchor?: Pick<Anchor, 'at' | 'events' | 'fingerprint'>
}

type Verifier = {
  check(code: string, anchors: readonly Anchor[]): Promise<HistoryCheck>
  heads(code: string): Promise<Heads | undefined>
}

/**
 * Checks whole histories against their anchors, and anchors those that are intact.
 * @param formerKeys public keys that signed anchors before the present one
 */
export function createAuditor({
  verifier,
  place,
  key,
  formerKeys = [],
}: {
  verifier: Verifier
  place: AnchorPlace
  key: AnchorKey
  formerKeys?: readonly string[]
}) {
  const keys = [key.publicKey, ...formerKeys]
  const running = new Map<string, Promise<Audit>>()

  async function anchorsOf(code: string): Promise<{ anchors: Anchor[]; breaks: HistoryBreak[] }> {
    const names = await place.list(code)
    const read: (Anchor | undefined)[] = []
    for (let at = 0; at < names.length; at += AT_ONCE)
      read.push(
        ...(await Promise.all(
          names
            .slice(at, at + AT_ONCE)
            .map(async (name) => readAnchor(await place.read(code, name), keys)),
        )),
      )
    const anchors: Anchor[] = []
    const breaks: HistoryBreak[] = []
    for (const [at, anchor] of read.entries()) {
      const name = names[at] ?? ''
      const isOne = anchor?.code === code && anchorName(anchor.at) === name
      const isNext = anchor && isOne && followsIn(anchors, anchor)
      if (anchor && isOne) anchors.push(anchor)
      if (!isNext && breaks.length === 0)
        breaks.push({ stream: `anchors/${code}`, sequence: at + 1, fault: 'anchor' })
    }
    return { anchors, breaks }
  }

  async function checkOnce(code: string): Promise<Audit> {
    const { anchors, breaks } = await anchorsOf(code)
    const { told, ...check } = await verifier.check(code, anchors)
    const there = new Set(anchors.map(({ fingerprint }) => fingerprint))
    const lost = told.find(({ fingerprint }) => !there.has(fingerprint))
    // HR has its fingerprint in a mail.
    if (lost && breaks.length === 0) {
      const before = anchors.filter(({ at }) => at < lost.at)
      const sequence = before.length + 1
      breaks.push({ stream: `anchors/${code}`, sequence, fault: 'anchor', anchoredAt: lost.at })
    }
    const last = anchors.at(-1)
    return {
      ...check,
      breaks: [...breaks, ...check.breaks],
      publicKey: key.publicKey,
      ...(last && {
        lastAnchor: { at: last.at, events: last.events, fingerprint: last.fingerprint },
      }),
    }
  }

  return {
    /** Checks everything of a municipality. Who asks while one is under way waits for the same answer. */
    check(code: string): Promise<Audit> {
      const before = running.get(code)
      if (before) return before
      const check = checkOnce(code).finally(() => running.delete(code))
      running.set(code, check)
      return check
    },

    /** Whether nothing was recorded since the last anchor. */
    async isAnchored(code: string, recordedAt: string): Promise<boolean> {
      return (await place.list(code)).at(-1) === anchorName(recordedAt)
    },

    /**
     * Anchors where the chains end now, unless that is done. Only what was checked may be anchored: an anchor
     * on a broken history would vouch for it.
     */
    async anchor(code: string): Promise<Anchor | undefined> {
      const heads = await verifier.heads(code)
      if (!heads) return undefined
      const previous = (await anchorsOf(code)).anchors.at(-1)
      if (previous && previous.at >= heads.at) return previous
      const file = anchorFile({ ...heads, previous: previous?.fingerprint ?? null }, key)
      const name = anchorName(heads.at)
      const isLaid = await place.add(code, name, file)
      // Another run's lies there, which may follow another one: that one counts.
      return readAnchor(isLaid ? file : await place.read(code, name), keys)
    },

    /** How many anchors were laid after an instant. */
    async countAfter(code: string, at: string): Promise<number> {
      const name = anchorName(at)
      return (await place.list(code)).filter((one) => one > name).length
    },

    /** The names of a municipality's anchors, oldest first. */
    names: (code: string) => place.list(code),
    /** An anchor as it is kept; undefined where there is none of that name. */
    async file(code: string, name: string): Promise<string | undefined> {
      return (await place.list(code)).includes(name) ? place.read(code, name) : undefined
    },
  }
}
export type Auditor = ReturnType<typeof createAuditor>
