import { createHash, randomBytes } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventDraft } from '../../functions/domain/change.ts'
import { CHAIN_FAULTS } from '../../functions/domain/words.ts'
import {
  canonical,
  commitmentOf,
  type HistoryEvent,
  hashOf,
  NO_HEAD,
  type SealedTexts,
  seal,
  type Verification,
  verifyChain,
} from '../../functions/history/chain.ts'
import { TIMES } from '../times.ts'

const STREAM = 'proposal/01900000-0000-7000-8000-000000000001'
const salt = () => randomBytes(16).toString('base64url')
const operationId = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

function draft(n: number): EventDraft {
  return {
    type: n === 1 ? 'proposal_created' : 'report_recorded',
    by: { kind: 'person', memberId: operationId(900), role: 'hr', channel: 'web' },
    data: { reportId: operationId(n), outcome: 'stalled', factors: ['no_budget'] },
    texts: { '/reason': `${n}つ目の理由`, '/evidence/0/label': `資料${n}` },
  }
}

type Chain = { events: string[]; texts: SealedTexts[]; head: typeof NO_HEAD; stream: string }

/** A chain of some events, as the store keeps it. */
function chain(length: number, stream = STREAM): Chain {
  const events: string[] = []
  const texts: SealedTexts[] = []
  let head = NO_HEAD
  for (let n = 1; n <= length; n += 1) {
    const recordedAt = `2026-06-01T03:00:${String(n).padStart(2, '0')}.000Z`
    const sealed = seal(head, {
      stream,
      draft: draft(n),
      recordedAt,
      operationId: operationId(n),
      salt,
    })
    events.push(sealed.json)
    texts.push(sealed.texts)
    head = sealed.head
  }
  return { events, texts, head, stream }
}

function verify({ events, texts, head, stream }: Chain): Verification {
  return verifyChain(stream, { events, head, textsOf: (sequence) => texts[sequence - 1] })
}

/** The chain with one event written anew, hash links untouched. */
function rewritten(whole: Chain, sequence: number, change: Partial<HistoryEvent>): Chain {
  return {
    ...whole,
    events: whole.events.map((json, at) =>
      at === sequence - 1 ? canonical({ ...JSON.parse(json), ...change }) : json,
    ),
  }
}

describe('an intact chain', () => {
  test('verifies, with all its texts', () => {
    expect(verify(chain(6))).toEqual({ intact: true, events: 6, erasedTexts: 0 })
  })

  test('of no events verifies', () => {
    expect(verify(chain(0))).toEqual({ intact: true, events: 0, erasedTexts: 0 })
  })

  test('goes on verifying when texts are erased, and tells how many', () => {
    const whole = chain(4)
    const texts = whole.texts.map((text, at) => (at === 1 ? {} : text))
    expect(verify({ ...whole, texts })).toEqual({ intact: true, events: 4, erasedTexts: 2 })
    expect(verifyChain(STREAM, { events: whole.events, head: whole.head })).toEqual({
      intact: true,
      events: 4,
      erasedTexts: 8,
    })
  })

  // Facts have names that the domain gives them; zod's records refuse `__proto__`.
  const key = fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__')

  test('verifies whatever its facts and texts are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            data: fc.dictionary(key, fc.jsonValue()),
            texts: fc.dictionary(key, fc.string({ unit: 'grapheme' })),
          }),
          { maxLength: 5 },
        ),
        (drafts) => {
          const events: string[] = []
          const texts: SealedTexts[] = []
          let head = NO_HEAD
          for (const { data, texts: said } of drafts) {
            const next = { ...draft(1), data, texts: said }
            const at = { stream: STREAM, recordedAt: '2026-06-01T03:00:00.000Z', salt }
            const sealed = seal(head, { ...at, draft: next, operationId: operationId(1) })
            events.push(sealed.json)
            texts.push(sealed.texts)
            head = sealed.head
          }
          expect(verify({ events, texts, head, stream: STREAM })).toMatchObject({ intact: true })
        },
      ),
      { numRuns: 60 * TIMES },
    )
  })
})

describe('tampering is named with the first broken link:', () => {
  const whole = chain(6)
  const { events, texts, head } = whole
  const cases: [
    what: string,
    chain: Chain,
    sequence: number,
    fault: (typeof CHAIN_FAULTS)[number],
  ][] = [
    [
      'a changed fact breaks the link of the next event',
      rewritten(whole, 3, { data: { outcome: 'completed' } }),
      4,
      'previous',
    ],
    [
      'a changed fact in the last event misses the head',
      rewritten(whole, 6, { data: { outcome: 'completed' } }),
      6,
      'head',
    ],
    [
      'another author',
      rewritten(whole, 2, { by: { kind: 'system', channel: 'system' } }),
      3,
      'previous',
    ],
    [
      'a backdated event',
      rewritten(whole, 4, { recordedAt: '2020-04-01T00:00:00.000Z' }),
      4,
      'time',
    ],
    [
      'an event dated a little earlier, still behind its predecessor',
      rewritten(whole, 4, { recordedAt: '2026-06-01T03:00:03.500Z' }),
      5,
      'previous',
    ],
    ['a deleted event', { ...whole, events: events.toSpliced(2, 1) }, 3, 'sequence'],
    ['a deleted first event', { ...whole, events: events.slice(1) }, 1, 'sequence'],
    [
      'a doubled event',
      { ...whole, events: events.toSpliced(2, 0, events[2] ?? '') },
      4,
      'sequence',
    ],
    [
      'two swapped events',
      { ...whole, events: [1, 3, 2, 4, 5, 6].map((n) => events[n - 1] ?? '') },
      2,
      'sequence',
    ],
    ['a cut tail', { ...whole, events: events.slice(0, 4) }, 5, 'head'],
    ['everything deleted', { ...whole, events: [] }, 1, 'head'],
    ['an event more than the state knows of', { ...whole, ...more() }, 7, 'head'],
    ['a wrong head', { ...whole, head: { ...head, hash: hashOf('another') } }, 6, 'head'],
    ['a replaced text', { ...whole, texts: withText({ text: '別の理由' }) }, 3, 'commitment'],
    ['a replaced salt', { ...whole, texts: withText({ salt: salt() }) }, 3, 'commitment'],
    [
      'a text that no commitment covers',
      {
        ...whole,
        texts: texts.map((sealed, at) =>
          at === 2 ? { ...sealed, '/comment': { salt: salt(), text: '後から加えた' } } : sealed,
        ),
      },
      3,
      'commitment',
    ],
    [
      'an event of another stream',
      { ...whole, events: events.with(2, chain(6, 'proposal/other').events[2] ?? '') },
      3,
      'stream',
    ],
    [
      'a chain that is another stream’s',
      { ...chain(3, 'proposal/other'), stream: STREAM },
      1,
      'stream',
    ],
    [
      'the same facts in other bytes',
      { ...whole, events: events.with(2, JSON.stringify(JSON.parse(events[2] ?? ''), null, 1)) },
      3,
      'content',
    ],
    [
      'the same facts in another order',
      { ...whole, events: events.with(2, reordered(events[2] ?? '')) },
      3,
      'content',
    ],
    [
      'a key that stands twice',
      { ...whole, events: events.with(2, (events[2] ?? '').replace('{', '{"v":1,')) },
      3,
      'content',
    ],
    [
      'a fact that is no part of an event',
      { ...whole, events: events.with(2, (events[2] ?? '').replace(/}$/, ',"zz":1}')) },
      3,
      'content',
    ],
    [
      'an unknown type',
      { ...whole, events: events.with(2, (events[2] ?? '').replace('report_recorded', 'forged')) },
      3,
      'content',
    ],
    [
      'half an event',
      { ...whole, events: events.with(2, (events[2] ?? '').slice(0, 40)) },
      3,
      'content',
    ],
    ['no event', { ...whole, events: events.with(2, 'null') }, 3, 'content'],
    [
      'a number that is none',
      { ...whole, events: events.with(2, (events[2] ?? '').replace('"stalled"', '1e999')) },
      3,
      'content',
    ],
    [
      'half a letter',
      { ...whole, events: events.with(2, (events[2] ?? '').replace('stalled', '\\ud800')) },
      3,
      'content',
    ],
  ]

  test.each(cases)('%s', (_, tampered, sequence, fault) => {
    expect(verify(tampered)).toEqual({ intact: false, sequence, fault })
  })

  test('every kind of fault is among them', () => {
    expect(new Set(cases.map(([, , , fault]) => fault))).toEqual(new Set(CHAIN_FAULTS))
  })

  test('any single changed letter of any event is noticed', () => {
    const letters = events.map(({ length }) => length)
    fc.assert(
      fc.property(fc.nat(5), fc.nat(), fc.constantFrom('0', 'z', '"', '理'), (at, seed, letter) => {
        const json = events[at] ?? ''
        const place = seed % (letters[at] ?? 1)
        if (json[place] === letter) return
        const changed = json.slice(0, place) + letter + json.slice(place + 1)
        expect(verify({ ...whole, events: events.with(at, changed) }).intact).toBe(false)
      }),
      { numRuns: 300 * TIMES },
    )
  })

  function more(): Pick<Chain, 'events' | 'texts'> {
    const at = { stream: STREAM, operationId: operationId(7), salt }
    const next = seal(head, { ...at, draft: draft(7), recordedAt: '2026-06-02T00:00:00.000Z' })
    return { events: [...events, next.json], texts: [...texts, next.texts] }
  }

  function withText(change: Partial<SealedTexts[string]>): SealedTexts[] {
    return texts.map((sealed, at) => {
      const reason = sealed['/reason']
      return at === 2 && reason ? { ...sealed, '/reason': { ...reason, ...change } } : sealed
    })
  }
})

/** The same object with its first two keys exchanged. */
function reordered(json: string): string {
  const [first, second, ...rest] = Object.entries(JSON.parse(json))
  return JSON.stringify(Object.fromEntries([second, first, ...rest].filter((entry) => !!entry)))
}

describe('sealing', () => {
  test('links each event to the hash of its predecessor, and the head to the last', () => {
    const { events, head } = chain(3)
    const hash = (json: string) => createHash('sha256').update(json, 'utf8').digest('base64url')
    const parsed = events.map((json): HistoryEvent => JSON.parse(json))
    expect(parsed.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(parsed.map(({ previous }) => previous)).toEqual([
      null,
      hash(events[0] ?? ''),
      hash(events[1] ?? ''),
    ])
    expect(head).toEqual({
      sequence: 3,
      hash: hash(events[2] ?? ''),
      recordedAt: '2026-06-01T03:00:03.000Z',
    })
  })

  test('keeps texts out of the event, and binds them to it by a salted commitment', () => {
    const { events, texts } = chain(1)
    expect(events[0]).not.toContain('理由')
    const reason = texts[0]?.['/reason']
    expect(reason?.text).toBe('1つ目の理由')
    const { commitments } = JSON.parse(events[0] ?? '')
    expect(commitments['/reason']).toBe(commitmentOf(reason?.salt ?? '', '1つ目の理由'))
    expect(Buffer.from(reason?.salt ?? '', 'base64url')).toHaveLength(16)
  })

  test('gives the same text another commitment each time, so that nobody can compare them', () => {
    const commitment = () => JSON.parse(chain(1).events[0] ?? '').commitments['/reason']
    expect(commitment()).not.toBe(commitment())
  })
})

describe('the canonical form', () => {
  test('is RFC 8785’s: keys by UTF-16 units, numbers and letters as ECMAScript writes them', () => {
    // The examples of RFC 8785, sections 3.2.2 and 3.2.3.
    const numbers = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    }
    expect(canonicalize(numbers)).toBe('{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}')
    const letters = { string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/' }
    expect(canonicalize(letters)).toBe('{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
    const sorted = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonicalize(sorted) ?? ''))).toHaveLength(7)
    expect(canonicalize(sorted)?.match(/:"[A-Z][a-z]+/g)).toEqual([
      ':"Carriage',
      ':"One',
      ':"Control',
      ':"Latin',
      ':"Euro',
      ':"Emoji',
      ':"Hebrew',
    ])
  })

  test('does not depend on the order in which an event was put together', () => {
    const event: HistoryEvent = JSON.parse(chain(1).events[0] ?? '')
    const backwards = Object.fromEntries(Object.entries(event).reverse()) as HistoryEvent
    expect(canonical(backwards)).toBe(canonical(event))
  })
})
