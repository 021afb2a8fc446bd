import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AnchorPlace } from '../../functions/anchors/anchors.ts'
import { createAuditor } from '../../functions/anchors/auditor.ts'
import { type Anchor, anchorFile, anchorKeyFrom } from '../../functions/history/anchor.ts'
import { againstAnchors } from '../../functions/history/anchored.ts'
import { anchorsInMemory } from '../api/serve.ts'

const CODE = '222038'
const STREAM = 'proposal/one'
const key = anchorKeyFrom(randomBytes(32))
const day = (n: number) => `2026-06-${String(n).padStart(2, '0')}T00:00:00.000Z`

/** A history of one chain, an event a day, with its anchors. */
function world() {
  const files = new Map<string, string>()
  const place = anchorsInMemory(files)
  let events: { at: string; hash: string }[] = []
  const verifier = {
    async heads() {
      const last = events.at(-1)
      if (!last) return undefined
      const heads: Anchor['heads'] = { [STREAM]: [events.length, last.hash] }
      return { code: CODE, at: last.at, events: events.length, heads }
    },
    async check(code: string, anchors: readonly Anchor[]) {
      const times = events.map(({ at }) => at)
      const hashes = events.map(({ hash }) => hash)
      const broken = againstAnchors(STREAM, { times, hashes }, { anchors, restores: [] })
      const breaks = broken ? [{ stream: STREAM, ...broken }] : []
      const sums = { chains: 1, events: events.length, erasedTexts: 0, anchors: anchors.length }
      return { code, upTo: times.at(-1) ?? '', ...sums, restores: [], told: [], breaks }
    },
  }
  const auditorAt = (at: AnchorPlace) => createAuditor({ verifier, place: at, key })
  /** What a run finds that has looked before the others laid theirs. */
  const lookedBefore = (): AnchorPlace => {
    const names = [...files.keys()].map((name) => name.slice(CODE.length + 1)).sort()
    return { ...place, list: async () => names }
  }
  return {
    files,
    auditorAt,
    place,
    lookedBefore,
    record: (n: number, hash = `h${n}`) => events.push({ at: day(n), hash }),
    /** Takes what came later out of the history. */
    cut: (length: number) => {
      events = events.slice(0, length)
    },
    anchor: (at = place) => auditorAt(at).anchor(CODE),
    breaks: async () => (await auditorAt(place).check(CODE)).breaks,
    /** An anchor as only who holds the key can make one. */
    forge: (n: number, said: Pick<Anchor, 'events' | 'heads' | 'previous'>) =>
      place.add(
        CODE,
        `${day(n).replaceAll(/[:.]/g, '-')}.anchor`,
        anchorFile({ code: CODE, at: day(n), ...said }, key),
      ),
  }
}

/** Days of which two runs were at once, of which the second saw more than the first, and neither the other. */
async function forked(first: number) {
  const it = world()
  for (let n = 1; n < first; n += 1) {
    it.record(n)
    await it.anchor()
  }
  const before = it.lookedBefore()
  it.record(first)
  const one = await it.anchor()
  it.record(first + 1)
  const other = await it.anchor(before)
  expect(other?.previous).toBe(one?.previous)
  return { ...it, one, other }
}

test.each([
  ['the first ones of all', 1],
  ['later ones', 3],
])('two runs at once leave no break behind: %s', async (_, first) => {
  const it = await forked(first)
  expect(await it.breaks()).toEqual([])
  it.record(first + 2)
  const next = await it.anchor()
  expect(next?.previous).toBe(it.other?.fingerprint)
  expect(await it.breaks()).toEqual([])
})

test('of three runs at once, too, each may have seen less than the one that was quicker', async () => {
  const it = world()
  it.record(1)
  await it.anchor()
  const before = it.lookedBefore()
  for (const n of [2, 3]) {
    it.record(n)
    await it.anchor()
  }
  it.record(4)
  await it.anchor(before)
  expect(await it.breaks()).toEqual([])
})

test('of two runs that saw the same, but not the same anchors, the one that was laid counts for both', async () => {
  const it = world()
  it.record(1)
  await it.anchor()
  const before = it.lookedBefore()
  it.record(2)
  await it.anchor()
  it.record(3)
  const laid = await it.anchor(before)
  const late = { ...it.place, list: async () => (await it.place.list(CODE)).slice(0, 2) }
  expect((await it.anchor(late))?.fingerprint).toBe(laid?.fingerprint)
})

test('a tail that was cut off is found by either of two that were laid at once', async () => {
  const it = await forked(3)
  const [P = '', A = '', B = ''] = [...it.files.keys()].sort().slice(-3)
  for (const gone of [A, B]) {
    const file = it.files.get(gone) ?? ''
    it.files.delete(gone)
    it.cut(2)
    expect(await it.breaks()).toMatchObject([{ stream: STREAM, sequence: 3, fault: 'anchor' }])
    for (const n of [3, 4]) it.record(n)
    it.files.set(gone, file)
  }
  // What both follow can't be taken away.
  it.files.delete(P)
  expect(await it.breaks()).toMatchObject([{ stream: `anchors/${CODE}`, fault: 'anchor' }])
})

test.each([
  ['knows less than the one before it', 2, 'h2'],
  ['knows another event', 3, 'another'],
  ['knows a chain less', undefined, ''],
])(
  'an anchor beside another one that %s is a break, whatever the history says',
  async (_, sequence, hash) => {
    const it = world()
    for (const n of [1, 2, 3]) {
      it.record(n)
      await it.anchor()
    }
    const [, second] = [...it.files.values()]
    const { previous } = JSON.parse(second?.split('\n')[0] ?? '')
    const heads: Anchor['heads'] = sequence === undefined ? {} : { [STREAM]: [sequence, hash] }
    await it.forge(4, { events: sequence ?? 0, heads, previous })
    const found = { stream: `anchors/${CODE}`, sequence: 4, fault: 'anchor' }
    expect(await it.breaks()).toContainEqual(found)
  },
)

test('an anchor that follows none of those that are there is a break', async () => {
  const it = world()
  for (const n of [1, 2]) {
    it.record(n)
    await it.anchor()
  }
  await it.forge(3, { events: 2, heads: { [STREAM]: [2, 'h2'] }, previous: 'x'.repeat(43) })
  const found = { stream: `anchors/${CODE}`, sequence: 3, fault: 'anchor' }
  expect(await it.breaks()).toEqual([found])
})
