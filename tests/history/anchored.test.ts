import { expect, test } from 'vitest'
import { againstAnchors } from '../../functions/history/anchored.ts'

const STREAM = 'proposal/one'
const day = (n: number) => `2026-06-${String(n).padStart(2, '0')}T00:00:00.000Z`
const anchor = (n: number, sequence: number, hash = `h${sequence}`) => ({
  v: 1 as const,
  code: '222038',
  at: day(n),
  events: sequence,
  heads: { [STREAM]: [sequence, hash] as [number, string] },
  previous: null,
  key: '',
  fingerprint: '',
})
const chain = (...days: number[]) => ({
  times: days.map(day),
  hashes: days.map((_, at) => `h${at + 1}`),
})
/** On the 20th the data went back to how they stood on the 10th. */
const restores = [{ asOf: day(10), at: day(20) }]
const held = (
  { times, hashes }: ReturnType<typeof chain>,
  anchors: ReturnType<typeof anchor>[],
  of = restores,
) => againstAnchors(STREAM, { times, hashes }, { anchors, restores: of })

test('what an anchor laid before a restore tells of later is gone, and no break', () => {
  expect(held(chain(5, 9), [anchor(15, 3, 'gone')])).toBeUndefined()
  expect(held(chain(5, 9, 21), [anchor(15, 4, 'gone'), anchor(22, 3)])).toBeUndefined()
  expect(held({ times: [], hashes: [] }, [anchor(15, 1, 'gone')])).toBeUndefined()
})

test.each([
  ['without the restore', chain(5, 9), [anchor(15, 3)], []],
  ['laid after it', chain(5, 9), [anchor(21, 3)], restores],
  ['laid before what was restored ends', chain(5), [anchor(10, 2)], restores],
])('the same is a break where the anchor was %s', (_, events, anchors, of) => {
  expect(held(events, anchors, of)).toMatchObject({ fault: 'anchor', anchoredAt: anchors[0]?.at })
})

test.each([
  ['the last event that it knew is another one', chain(5, 9), [anchor(15, 2, 'another')], 2],
  ['there are more events than it knew', chain(5, 9), [anchor(15, 1)], 2],
  ['an event is dated in between', chain(5, 12), [anchor(15, 3)], 3],
])('an anchor of before a restore still finds that %s', (_, events, anchors, sequence) => {
  expect(held(events, anchors)).toEqual({ sequence, fault: 'anchor', anchoredAt: day(15) })
})
